"""Lines of code to put into order, named after the Parsons who thought of such puzzles.

An answer is a list of lines, as they stand in the program. What a mistake's function is given is
an ``Order``: the same without indentation, which can be asked what stands before what.
"""

import hashlib
import textwrap
from collections.abc import Sequence

from course_lib.checks.form import Form, Judged
from course_lib.checks.state import State


def parsons(
    *,
    name: str,
    lesson: int,
    minutes: int,
    prompt: str,
    program: str,
    left_out: dict[str, str] | None = None,
    difficulty: int = 1,
    points: int = 1,
) -> "Parsons":
    """Declare lines to be put into order; ``name`` is the name that it is given in its file.

    ``program`` is the program in its right order; its indentation stays with each line.
    ``left_out`` adds lines that do not belong to it, each with what to say to those who use it.
    """
    return Parsons(name, lesson, minutes, difficulty, points, prompt, program, left_out)


class Order(list):
    """Lines in the order in which somebody put them, without their indentation.

    >>> order = Order(["y = model(x)  # forward", "d = y - t  # backward"])
    >>> order.at("# backward"), order.before("# forward", "# backward"), order.at("# update")
    (1, True, -1)
    """

    def at(self, text: str) -> int:
        """The place of the line in which this text stands; -1 if it was left out."""
        return next((i for i, line in enumerate(self) if text in line), -1)

    def before(self, first: str, second: str) -> bool:
        """Whether the line with the one text, and that with the other, stand in this order."""
        return 0 <= self.at(first) < self.at(second)


class Parsons(Form):
    """Lines to put into order; without a kernel, a list of them to read."""

    def __init__(self, name, lesson, minutes, difficulty, points, prompt, program, left_out):
        super().__init__(name, lesson, minutes, difficulty, points, prompt)
        self.program = textwrap.dedent(program).strip("\n").rstrip().splitlines()
        self.left_out = left_out or {}
        self.lines = _shuffled([*self.program, *self.left_out], self.program)
        self._right = [self.program]
        if len({line.strip() for line in self.lines}) < len(self.lines):
            raise ValueError(f"Every line is to be another one. Received {self.lines}.")

    def accepts(self, program: str) -> None:
        """Declare another right order of the same lines."""
        order = self.read(program)
        if sorted(order) != sorted(self.program):
            raise ValueError(f"Another right order has the same lines. Received {order}.")
        self._right.append(order)

    def before(self, one: str, other: str, message: str) -> None:
        """Declare a mistake: the line with the text ``one`` stands before that with ``other``."""
        if Order(self.program).before(one, other):
            raise ValueError(f"In the right order {one!r} does stand before {other!r}.")
        for text in (one, other):
            if sum(text in line for line in self.program) != 1:
                raise ValueError(f"One line is to hold {text!r}. Received {self.program}.")

        @self.mistake(message)
        def _(order):
            return order.before(one, other)

    @property
    def right_answer(self) -> list[str]:
        """The program in its right order."""
        return self.program

    def judge(self, answer: Sequence[str]) -> Judged:
        """Say how an order stands: by the mistake it makes, or else by how far it is right."""
        if not answer:
            return Judged(State.NOT_ATTEMPTED, ("Put lines into your program first.",))
        if answer in self._right:
            return Judged(State.CORRECT, marks=dict.fromkeys(answer, "right"))
        right = max(self._right, key=lambda order: _shared(order, answer))
        good = _shared(right, answer)
        marks = dict.fromkeys(answer[:good], "right")
        if wrong := [line for line in answer if line in self.left_out]:
            remarks = {line: self.left_out[line] for line in wrong}
            marks |= dict.fromkeys(wrong, "wrong")
            word = "A line does" if len(wrong) == 1 else f"{len(wrong)} lines do"
            return Judged(State.NOT_YET, (f"{word} not belong here.",), marks, remarks)
        if missing := [line for line in right if line not in answer]:
            return Judged(State.NOT_YET, (f"`{missing[0].strip()}` is missing.",), marks)
        marks[answer[good]] = "wrong"
        order = Order(line.strip() for line in answer)
        messages = [message for message, is_it in self.mistakes if is_it(order)]
        return Judged(State.NOT_YET, (*messages[:1], _how_far(good, answer)), marks)

    def read(self, given: str | Sequence[str]) -> list[str]:
        """Understand a program, or its lines; the indentation does not matter."""
        typed = given.splitlines() if isinstance(given, str) else given
        if not isinstance(typed, list | tuple) or not all(isinstance(one, str) for one in typed):
            raise ValueError(f"Answer with a program, or a list of its lines. Received {given!r}.")
        known = {line.strip(): line for line in self.lines}
        answer = []
        for line in filter(str.strip, typed):
            if line.strip() not in known:
                raise ValueError(f"This line is not one of those to be ordered: `{line.strip()}`.")
            answer.append(known[line.strip()])
        if len(set(answer)) < len(answer):
            raise ValueError("Each line is used once.")
        return answer

    def write(self, answer: Sequence[str]) -> str:
        """The program as a text."""
        return "\n".join(answer)

    def part(self, name: str) -> str:
        """A line, as code."""
        return f"`{name.strip()}`"

    def _widget(self, on_check, answer, said):
        from course_lib.widgets.parsons import Parsons as Widget

        some = bool(self.left_out)
        return Widget(self.prompt, on_check, self.lines, some, answer, said, self.tiers)

    def _lines(self) -> list[str]:
        return [f"  - {line}" for line in self.lines]


def _shared(order: Sequence[str], answer: Sequence[str]) -> int:
    """How many lines from the top are as they should be."""
    pairs = zip(order, answer, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(order), len(answer)))


def _how_far(good: int, answer: Sequence[str]) -> str:
    line = f"`{answer[good].strip()}`"
    if good == 0:
        return f"{line} can't be the first line."
    count = "The first line stands" if good == 1 else f"The first {good} lines stand"
    return f"{count} right; {line} does not come next."


def _shuffled(lines: list[str], right: list[str]) -> list[str]:
    """Out of order, and the same on every machine; never, by bad luck, the right one."""
    mixed = sorted(lines, key=lambda line: hashlib.sha256(line.encode()).hexdigest())
    return mixed[::-1] if mixed[: len(right)] == right else mixed
