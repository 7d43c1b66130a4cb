"""Lets a notebook's cells run apart from everything, and has its functions answer calls.

Cells and inputs go in, one at a time; data comes out. What is secret or expected never goes in, so
that there is nothing to find: whoever forges a reply has to forge the right one. What a submission
does never raises here. A cell that ends the sandbox is left out, and the rest is run again.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from course_lib.checks.learner_code import Raised
from course_lib.checks.run import Outcome, unchanged
from course_lib.grading.conversation import Conversation, Stopped
from course_lib.grading.inside.silence import LONGEST, MOST_KEPT
from course_lib.grading.isolation.cage import NoIsolation
from course_lib.grading.isolation.choose import choose
from course_lib.grading.limits import Limits
from course_lib.grading.wire import WireError, pack

__all__ = ["Ask", "Heard", "Limits", "NoIsolation", "Transcript", "interrogate"]


@dataclass(frozen=True)
class Ask:
    """One answer to call: its name, a tuple of inputs for each case, and how it is used.

    ``through`` is the source of a function that imports what it needs in its own body.
    """

    name: str
    cases: tuple[tuple, ...]
    through: str | None = None


@dataclass(frozen=True)
class Heard:
    """What one answer did: an outcome for each case, or None and a sentence that says why."""

    outcomes: tuple[Outcome, ...] | None
    reason: str = ""


@dataclass(frozen=True)
class Transcript:
    """All that was heard, by name; what cells handed to checks as data; notes on cells; seconds.

    ``noted`` are the numbers, from 1, of the cells that the notes are on.
    """

    heard: dict[str, Heard]
    called: dict[str, tuple]
    notes: tuple[str, ...]
    seconds: float
    noted: tuple[int, ...] = ()


_USUAL = Limits()


def interrogate(
    cells: Sequence[str],
    asks: Sequence[Ask],
    *,
    limits: Limits = _USUAL,
    isolation=None,
) -> Transcript:
    """Run a notebook's cells in a sandbox, then call its answers.

    ``isolation`` is a name (``"bubblewrap"``, ``"landlock"``); by default the best that works.
    Raises NoIsolation where none does, and WireError where a case's inputs are no plain data;
    never for anything that a submission does.
    """
    kind = choose(isolation)
    return _Interrogation(list(cells), list(asks), limits, kind).run()


@dataclass
class _Interrogation:
    """One submission's: what was heard so far, and what is still to be asked."""

    cells: list[str]
    asks: list[Ask]
    limits: Limits
    isolation: object
    heard: dict[str, Heard] = field(default_factory=dict)
    called: dict[str, tuple] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)

    def run(self) -> Transcript:
        """Start sandboxes until everything was asked, or there is a reason to stop."""
        began = time.monotonic()
        self.deadline = began + self.limits.wall_seconds
        for _ in range(1 + self.limits.restarts):
            if time.monotonic() >= self.deadline or self._one_sandbox():
                break
        late = time.monotonic() >= self.deadline
        for ask in self._unasked():
            self.heard[ask.name] = Heard(None, self._why_unasked(late))
        noted = tuple(sorted(self.notes))
        notes = tuple(self.notes[number] for number in noted)
        return Transcript(self.heard, self.called, notes, time.monotonic() - began, noted)

    def _one_sandbox(self) -> bool:
        """Feed and ask one sandbox; False where it ended before all was asked."""
        try:
            conversation = Conversation(self.isolation, self.limits)
        except (Stopped, OSError) as error:
            raise NoIsolation(str(error)) from None
        with conversation:
            return self._feed(conversation) and all(
                self._hear(conversation, ask) for ask in self._unasked()
            )

    def _unasked(self) -> list[Ask]:
        return [ask for ask in self.asks if ask.name not in self.heard]

    def _feed(self, conversation: Conversation) -> bool:
        self.called = {}
        for number, source in enumerate(self.cells, start=1):
            if number in self.left_out:
                continue
            try:
                reply = self._ask(conversation, "cell", (number, source), self.limits.cell_seconds)
                raised = _raised(_part(reply, "raised", dict, type(None)))
                called = _part(reply, "called", dict)
            except WireError:
                self._leave_out(number, "It is too long.")
            except Stopped as stopped:
                self._leave_out(number, str(stopped))
                return False
            else:
                self._keep(number, raised, called)
        return True

    def _leave_out(self, number: int, reason: str) -> None:
        self.left_out.add(number)
        self.notes[number] = f"Cell {number} was left out. {reason}"

    def _keep(self, number: int, raised: Raised | None, called: dict) -> None:
        for name, answer in called.items():
            self.called.pop(name, None)
            if _is_an_answer(name, answer) and len(self.called) < MOST_KEPT:
                self.called[name] = answer
        self.notes.pop(number, None)
        if raised:
            said = _one_line(f"{raised.kind}: {raised.message}"[:300]).strip(": ")
            self.notes[number] = f"Cell {number} stopped with {said}"

    def _hear(self, conversation: Conversation, ask: Ask) -> bool:
        """Ask for one answer; False where the sandbox has ended over it."""
        asked = f"Asked for `{ask.name}`:"
        try:
            seconds = self.limits.call_seconds
            reply = self._ask(conversation, "prepare", (ask.name, ask.through), seconds)
            if not _part(reply, "found", bool):
                self.heard[ask.name] = Heard(None, f"The notebook defines no `{ask.name}`.")
                return True
            outcomes = []
            for number, args in enumerate(ask.cases, start=1):
                asked = f"Calling `{ask.name}` for case {number} of {len(ask.cases)}:"
                reply = self._ask(conversation, "case", args, seconds)
                outcomes.append(_outcome(reply, args))
        except Stopped as stopped:
            self.heard[ask.name] = Heard(None, f"{asked} {stopped}")
            return False
        self.heard[ask.name] = Heard(tuple(outcomes))
        return True

    def _ask(self, conversation: Conversation, kind: str, content, seconds: float) -> dict:
        """Take one turn, within its own time and the submission's."""
        try:
            left = self.deadline - time.monotonic()
            return conversation.ask(kind, content, max(0.0, min(seconds, left)))
        except Stopped:
            if time.monotonic() >= self.deadline:
                raise Stopped(self._why_unasked(late=True)) from None
            raise

    def _why_unasked(self, late: bool) -> str:
        if late:
            return f"The notebook took longer than {self.limits.wall_seconds:g} seconds in all."
        times = self.limits.restarts + 1
        return f"The notebook ended its sandbox {times} times, and it was not started again."


def _one_line(text: str) -> str:
    """A text on one line, without anything that a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _is_an_answer(name, answer) -> bool:
    """Whether this can be what a cell handed to a check: small data, under a name."""
    named = type(name) is str and len(name) <= 100
    return named and type(answer) is tuple and len(pack(answer)) <= LONGEST


def _outcome(reply: dict, args: tuple) -> Outcome:
    """A call's outcome, out of a reply; what changed is found out here."""
    given = _part(reply, "given", tuple)
    warned = _part(reply, "warned", tuple)
    if len(given) != len(args) or any(type(text) is not str for text in warned):
        raise Stopped("It sent a reply of another form.")
    if "value" not in reply:
        raise Stopped("It sent a reply without a value.")
    pairs = zip(args, given, strict=True)
    return Outcome(
        value=reply["value"],
        raised=_raised(_part(reply, "raised", dict, type(None))),
        printed=_part(reply, "printed", str)[:2000],
        warned=tuple(text[:500] for text in warned[:20]),
        given=given,
        changed=tuple(i for i, (a, b) in enumerate(pairs) if not unchanged(a, b)),
    )


def _raised(parts: dict | None) -> Raised | None:
    """An exception, out of a reply."""
    if parts is None:
        return None
    names = "kind", "message", "text", "where", "use"
    texts = {name: _part(parts, name, str)[:500] for name in names}
    kinds = _part(parts, "kinds", tuple)
    if any(type(kind) is not str for kind in kinds):
        raise Stopped("It sent a reply of another form.")
    return Raised(
        **texts,
        line=_part(parts, "line", int, type(None)),
        kinds=kinds,
        name=_part(parts, "name", str)[:200],
    )


def _part(reply: dict, name: str, *kinds: type):
    """One part of a reply, of one of some types and no subclass of them."""
    value = reply.get(name)
    if type(value) not in kinds:
        raise Stopped("It sent a reply of another form.")
    return value
