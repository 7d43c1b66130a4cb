"""Blanks to fill in: a trace table, a derivation with steps missing, curves to be named.

An answer is a dictionary: for each blank, what was typed or chosen, as a text. What a mistake's
function is given is the same, with numbers where numbers were typed and None where nothing was.
"""

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from course_lib.checks.form import Form, Judged
from course_lib.checks.state import State
from course_lib.checks.typed_number import readings
from course_lib.translations import english, meant


@dataclass(frozen=True)
class Number:
    """A blank for a number; see ``number``."""

    value: float
    label: str = ""
    tolerance: float = 1e-6
    places: int | None = None
    mistakes: Mapping[float, str] = field(default_factory=dict)
    follows: Callable[[Mapping], float] | None = None
    unit: str = ""

    @property
    def right(self) -> str:
        """The right answer, as it might be typed."""
        return f"{self.value:.10g}" if self.places is None else f"{self.value:.{self.places}f}"

    @property
    def asked(self) -> str:
        """How it is to be typed: the decimals, the unit."""
        decimals = "1 decimal" if self.places == 1 else f"{self.places} decimals"
        return ", ".join(filter(None, [decimals if self.places is not None else "", self.unit]))

    def read(self, typed: str) -> str:
        """What was typed, or was kept."""
        return typed

    def write(self, typed: str) -> str:
        """What was typed, to be kept."""
        return typed

    def given(self, typed: str) -> float | None:
        """The number that was typed: of two ways to read a comma, the one that fits."""
        if self.unit == "%":
            typed = typed.strip().removesuffix("%")
        ways = readings(typed)
        known = (self.value, *self.mistakes)
        fitting = (got for got in ways if any(self._near(got, number) for number in known))
        return next(fitting, ways[0] if ways else None)

    def judge(self, typed: str) -> str | None:
        """What to say of what was typed; None if it is right."""
        got = self.given(typed)
        if got is None:
            return "This is not a number. Write it as 0.25, -0.25 or 1/4."
        if self._near(got, self.value):
            return None
        for wrong, message in self.mistakes.items():
            if self._near(got, wrong):
                return message
        return self._in_general(got)

    def is_carried_on(self, typed: str, given: Mapping[str, object]) -> bool:
        """Whether it is what follows from the blanks before it, which may be wrong themselves."""
        got = self.given(typed)
        if got is None or self.follows is None:
            return False
        try:
            return self._near(got, self.follows(given))
        except (TypeError, ZeroDivisionError, OverflowError):  # a blank before it is empty
            return False

    def _near(self, got: float, other: float) -> bool:
        return abs(got - other) <= self.tolerance * (1 + 1e-9)

    def _in_general(self, got: float) -> str:
        if self._near(-got, self.value):
            return "The size is right and the sign is not."
        again = "Compute it once more" + (", from what stands before it." if self.follows else ".")
        if self.places is None and self.value == int(self.value):
            return (
                f"Not this number. {again}"  # of a count, half is no clue, and near is not nearer
            )
        known = (
            (2 * got, "This is half of it. Is a factor of 2 missing?"),
            (got / 2, "This is twice as much. Is there a factor of 2 too many?"),
            (1 - got, "This is 1 minus the right number."),
        )
        for other, sentence in known:
            if self._near(other, self.value) and abs(self.value) > 2 * self.tolerance:
                return sentence
        if abs(got - self.value) <= max(1.5 * self.tolerance, 0.002 * abs(self.value)):
            return "Very near: compute with all digits, and round at the end only."
        return f"Not this number. {again}"


@dataclass(frozen=True)
class Choice:
    """A blank with options to choose from; see ``choice``."""

    value: str
    options: Sequence[str]
    label: str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""

    @property
    def right(self) -> str:
        """The right option."""
        return self.value

    def read(self, typed: str) -> str:
        """The option that was meant: one that is kept, or typed, may be in another language."""
        return meant(typed, self.options) or typed

    def write(self, typed: str) -> str:
        """The option, to be kept: in English, whatever the course speaks now."""
        return english(typed)

    def given(self, typed: str) -> str | None:
        """The option that was chosen."""
        return typed or None

    def judge(self, typed: str) -> str | None:
        """What to say of what was chosen; None if it is right."""
        if typed == self.value:
            return None
        if typed not in self.options:
            return f"Choose one of {', '.join(self.options)}."
        return self.mistakes.get(typed, NOT_THIS)

    def is_carried_on(self, typed: str, given: Mapping[str, object]) -> bool:
        """A choice follows from no other blank."""
        return False


NOT_THIS = "Not this one."


def number(
    value: float,
    label: str = "",
    *,
    places: int | None = None,
    tolerance: float | None = None,
    mistakes: Mapping[float, str] | None = None,
    follows: Callable[[Mapping], float] | None = None,
    unit: str = "",
) -> Number:
    """A blank for a number.

    ``label`` is what a screen reader calls it, and what a remark begins with. ``places`` says to
    how many decimals it is asked for: what differs by less than one in the last of them passes, or
    by less than ``tolerance``. ``mistakes`` maps wrong numbers to what to say of them. ``follows``
    computes it from the blanks before it, as they were filled in: who carries a wrong number on
    rightly is not told twice. ``unit`` is shown in the blank, as are the decimals.

    >>> b = number(0.5, "b", mistakes={1.0: "The half is missing."})
    >>> b.judge("1/2"), b.judge("1"), b.judge("-0.5")
    (None, 'The half is missing.', 'The size is right and the sign is not.')
    >>> c = number(7, "c", follows=lambda given: given["b"] + 4)
    >>> c.is_carried_on("6", {"b": 2.0}), c.is_carried_on("6", {"b": None})
    (True, False)
    """
    if tolerance is None:
        tolerance = 1e-6 * max(1.0, abs(value)) if places is None else 10.0**-places
    blank = Number(float(value), label, tolerance, places, dict(mistakes or {}), follows, unit)
    seen = [blank.value]
    for wrong in blank.mistakes:
        if any(abs(wrong - other) <= 2 * tolerance for other in seen):
            raise ValueError(f"{wrong} can't be told from another number of this blank: {seen}.")
        seen.append(wrong)
    return blank


def choice(
    value: str, options: Sequence[str], label: str = "", mistakes: Mapping[str, str] | None = None
) -> Choice:
    """A blank with ``options`` to choose from; ``value`` is the right one.

    ``mistakes`` maps wrong options to what to say of them.
    """
    blank = Choice(value, tuple(options), label, dict(mistakes or {}))
    if value not in blank.options or not set(blank.mistakes) <= set(blank.options) - {value}:
        raise ValueError(
            f"The right option and the wrong ones with a message are among {blank.options}. "
            f"Received {value!r} and {list(blank.mistakes)}."
        )
    return blank


def blanks(
    *,
    name: str,
    lesson: int,
    minutes: int,
    prompt: str,
    text: str,
    answers: Mapping[str, Number | Choice],
    difficulty: int = 1,
    points: int = 1,
) -> "Blanks":
    """Declare a text with blanks; ``name`` is the name that it is given in its file.

    In ``text``, ``{name}`` is a blank, lines that begin with ``|`` are rows of a table, and every
    other line stands for itself. ``answers`` says for each blank what is right, by ``number`` or
    ``choice``.
    """
    return Blanks(name, lesson, minutes, difficulty, points, prompt, text, answers)


_CARRIED_ON = "This follows rightly from what you wrote before it. That is to be changed first."


class Blanks(Form):
    """A text or a table with blanks; without a kernel, to read."""

    def __init__(self, name, lesson, minutes, difficulty, points, prompt, text, answers):
        super().__init__(name, lesson, minutes, difficulty, points, prompt)
        self.text = textwrap.dedent(text).strip("\n")
        self.blanks = dict(answers)
        named = re.findall(r"\{(\w+)\}", self.text)
        if sorted(named) != sorted(self.blanks):
            raise ValueError(
                "Every blank stands in the text once, and has its answer. "
                f"Received blanks {named} and answers {list(self.blanks)}."
            )

    def part(self, name: str) -> str:
        """A blank, by its label."""
        return self.blanks[name].label or name.replace("_", " ")

    @property
    def right_answer(self) -> dict[str, str]:
        """What is right, for each blank."""
        return {name: blank.right for name, blank in self.blanks.items()}

    def judge(self, answer: Mapping[str, str]) -> Judged:
        """Say how an answer stands, blank by blank."""
        filled = {name: answer.get(name, "").strip() for name in self.blanks}
        if not any(filled.values()):
            return Judged(State.NOT_ATTEMPTED, ("Fill in a blank first.",))
        given = {name: self.blanks[name].given(typed) for name, typed in filled.items()}
        remarks = self._remarks(filled, given)
        marks = {
            name: "wrong" if name in remarks else "right" if typed else "empty"
            for name, typed in filled.items()
        }
        if set(marks.values()) == {"right"}:
            return Judged(State.CORRECT, (), marks)
        for name in [name for name in remarks if remarks[name] == _CARRIED_ON]:
            marks[name] = "right"
        found = [message for message, is_it in self.mistakes if is_it(given)]
        return Judged(State.NOT_YET, (_count(marks), *found[:1]), marks, remarks)

    def _remarks(self, filled: Mapping[str, str], given: Mapping) -> dict[str, str]:
        """What to say of each blank that is not right, or right only after another that is not."""
        said = {name: self.blanks[name].judge(typed) for name, typed in filled.items() if typed}
        remarks = {name: remark for name, remark in said.items() if remark}
        for name in remarks:
            if self.blanks[name].is_carried_on(filled[name], given):
                remarks[name] = _CARRIED_ON
            elif remarks[name] == NOT_THIS:
                remarks[name] = self._elsewhere(name, filled[name])
        return remarks

    def _elsewhere(self, name: str, chosen: str) -> str:
        """What can be said of any wrong option: whether another blank asks for it."""
        options = self.blanks[name].options
        others = [b for b in self.blanks.values() if isinstance(b, Choice) and b.options == options]
        if len(others) < 2 or len(options) < 3:
            return NOT_THIS
        wanted = any(other.value == chosen for other in others)
        return "Not here, but in another place." if wanted else "Not here, and in no other place."

    def read(self, given: str | Mapping[str, object]) -> dict[str, str]:
        """Understand a dictionary, or lines as ``name = value``."""
        if isinstance(given, str):
            lines = [line.partition("=") for line in given.splitlines() if line.strip()]
            given = {name.strip(): typed.strip() for name, _, typed in lines}
        if not isinstance(given, Mapping):
            raise ValueError(
                f"Answer with a dictionary, one value for each of {list(self.blanks)}."
            )
        if unknown := [name for name in given if name not in self.blanks]:
            raise ValueError(f"There is no blank `{unknown[0]}`; there are {list(self.blanks)}.")
        typed = {name: str(value) for name, value in given.items() if str(value).strip()}
        return {name: self.blanks[name].read(value) for name, value in typed.items()}

    def write(self, answer: Mapping[str, str]) -> str:
        """One line for each blank that is filled in."""
        filled = {name: typed for name, typed in answer.items() if typed}
        return "\n".join(f"{name} = {self.blanks[name].write(t)}" for name, t in filled.items())

    def _widget(self, on_check, answer, said):
        from course_lib.widgets.blanks import Blanks as Widget

        fields = {
            name: {"label": self.part(name), "asked": blank.asked}
            for name, blank in self.blanks.items()
        }
        for name, blank in self.blanks.items():
            if isinstance(blank, Choice):
                fields[name]["options"] = list(blank.options)
        return Widget(self.prompt, on_check, self.text, fields, answer, said, self.tiers)

    def _lines(self) -> list[str]:
        def gap(found):
            asked = self.blanks[found[1]].asked
            return f"____ ({asked})" if asked else "____"

        return [re.sub(r"\{(\w+)\}", gap, line) for line in self.text.splitlines()]


def _count(marks: Mapping[str, str]) -> str:
    right, empty = (sum(mark == word for mark in marks.values()) for word in ("right", "empty"))
    said = f"{right} of {len(marks)} {'is' if right == 1 else 'are'} right"
    return f"{said}, {empty} still to fill in." if empty else f"{said}."
