"""Runs a notebook's cells in isolation, and calls its functions.

Cells and inputs go in, one at a time; data comes out. What is secret or expected never goes in, so
there is nothing to find: a forged reply would have to be the right one. Nothing that a submission
does raises an error here. A cell that ends the sandbox is skipped, and the rest is run again.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from course_lib.checks.learner_code import Raised
from course_lib.checks.run import Outcome, unchanged
from course_lib.grading.inside.stubs import MAX_ANSWER_BYTES, MAX_ANSWERS
from course_lib.grading.isolation.choose import choose
from course_lib.grading.isolation.sandbox_process import NoIsolation
from course_lib.grading.limits import Limits
from course_lib.grading.session import Session, SessionEnded
from course_lib.grading.wire import WireError, pack

__all__ = [
    "CallRequest", "CallResult", "Limits", "NoIsolation", "Transcript", "run_in_sandbox",
]  # fmt: skip


@dataclass(frozen=True)
class CallRequest:
    """One answer to call: its name, a tuple of inputs for each case, and how it is called.

    ``through`` is the source of a function that imports what it needs in its own body.
    ``may_train`` gives each call as much time as a cell has: a model may be trained in the first.
    """

    name: str
    cases: tuple[tuple, ...]
    through: str | None = None
    may_train: bool = False


@dataclass(frozen=True)
class CallResult:
    """What one answer did: an outcome for each case, or None and a sentence that says why."""

    outcomes: tuple[Outcome, ...] | None
    reason: str = ""


@dataclass(frozen=True)
class Transcript:
    """All results, by name; the data that cells handed to checks; notes on cells; seconds.

    ``noted`` are the numbers, from 1, of the cells that the notes are on.
    """

    results: dict[str, CallResult]
    form_answers: dict[str, tuple]
    notes: tuple[str, ...]
    seconds: float
    noted_cells: tuple[int, ...] = ()


_USUAL = Limits()


def run_in_sandbox(
    cells: Sequence[str],
    requests: Sequence[CallRequest],
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
    return _SandboxRun(list(cells), list(requests), limits, kind).run()


@dataclass
class _SandboxRun:
    """One submission's run: the results so far, and the requests that are left."""

    cells: list[str]
    requests: list[CallRequest]
    limits: Limits
    isolation: object
    results: dict[str, CallResult] = field(default_factory=dict)
    form_answers: dict[str, tuple] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)

    def run(self) -> Transcript:
        """Start sandboxes until everything was asked, or there is a reason to stop."""
        began = time.monotonic()
        self.deadline = began + self.limits.wall_seconds
        for _ in range(1 + self.limits.restarts):
            if time.monotonic() >= self.deadline or self._one_sandbox():
                break
        late = time.monotonic() >= self.deadline
        for request in self._unanswered():
            self.results[request.name] = CallResult(None, self._why_unanswered(late))
        noted_cells = tuple(sorted(self.notes))
        notes = tuple(self.notes[number] for number in noted_cells)
        return Transcript(
            self.results, self.form_answers, notes, time.monotonic() - began, noted_cells
        )

    def _one_sandbox(self) -> bool:
        """Run one sandbox; False where it ended before every request was answered."""
        try:
            session = Session(self.isolation, self.limits)
        except (SessionEnded, OSError) as error:
            raise NoIsolation(str(error)) from None
        with session:
            return self._run_cells(session) and all(
                self._call_function(session, request) for request in self._unanswered()
            )

    def _unanswered(self) -> list[CallRequest]:
        return [request for request in self.requests if request.name not in self.results]

    def _run_cells(self, session: Session) -> bool:
        self.form_answers = {}
        for number, source in enumerate(self.cells, start=1):
            if number in self.skipped:
                continue
            try:
                reply = self._request(session, "cell", (number, source), self.limits.cell_seconds)
                raised = _raised(_part(reply, "raised", dict, type(None)))
                form_answers = _part(reply, "form_answers", dict)
            except WireError:
                self._skip(number, "It is too long.")
            except SessionEnded as stopped:
                self._skip(number, str(stopped))
                return False
            else:
                self._note_cell(number, raised, form_answers)
        return True

    def _skip(self, number: int, reason: str) -> None:
        self.skipped.add(number)
        self.notes[number] = f"Cell {number} was left out. {reason}"

    def _note_cell(self, number: int, raised: Raised | None, form_answers: dict) -> None:
        for name, answer in form_answers.items():
            self.form_answers.pop(name, None)
            if _is_an_answer(name, answer) and len(self.form_answers) < MAX_ANSWERS:
                self.form_answers[name] = answer
        self.notes.pop(number, None)
        if raised:
            said = _one_line(f"{raised.kind}: {raised.message}"[:300]).strip(": ")
            self.notes[number] = f"Cell {number} stopped with {said}"

    def _call_function(self, session: Session, request: CallRequest) -> bool:
        """Call one answer for all its cases; False where the sandbox ended meanwhile."""
        what = f"Asked for `{request.name}`:"
        try:
            most = self.limits
            seconds = most.cell_seconds if request.may_train else most.call_seconds
            reply = self._request(session, "prepare", (request.name, request.through), seconds)
            if not _part(reply, "found", bool):
                self.results[request.name] = CallResult(
                    None, f"The notebook defines no `{request.name}`."
                )
                return True
            outcomes = []
            for number, args in enumerate(request.cases, start=1):
                what = f"Calling `{request.name}` for case {number} of {len(request.cases)}:"
                reply = self._request(session, "case", args, seconds)
                outcomes.append(_outcome(reply, args))
        except SessionEnded as stopped:
            self.results[request.name] = CallResult(None, f"{what} {stopped}")
            return False
        self.results[request.name] = CallResult(tuple(outcomes))
        return True

    def _request(self, session: Session, kind: str, content, seconds: float) -> dict:
        """Send one request, within its own time limit and the submission's."""
        try:
            left = self.deadline - time.monotonic()
            return session.request(kind, content, max(0.0, min(seconds, left)))
        except SessionEnded:
            if time.monotonic() >= self.deadline:
                raise SessionEnded(self._why_unanswered(late=True)) from None
            raise

    def _why_unanswered(self, late: bool) -> str:
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
    return named and type(answer) is tuple and len(pack(answer)) <= MAX_ANSWER_BYTES


def _outcome(reply: dict, args: tuple) -> Outcome:
    """A call's outcome, out of a reply; what changed is found out here."""
    given = _part(reply, "given", tuple)
    warned = _part(reply, "warned", tuple)
    if len(given) != len(args) or any(type(text) is not str for text in warned):
        raise SessionEnded("It sent a reply of another form.")
    if "value" not in reply:
        raise SessionEnded("It sent a reply without a value.")
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
        raise SessionEnded("It sent a reply of another form.")
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
        raise SessionEnded("It sent a reply of another form.")
    return value
