"""Mark one submission: draw inputs from a secret, let the sandbox answer, judge what it said.

Everything that decides stays on this side: seeds, inputs yet to come, expected values, mistakes.
What ``mark`` is given and gives is plain data, so that a process of its own, or a machine of a
cluster, can do it. It never raises for anything that a submission does.
"""

import hashlib
import hmac
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.checks import State, held_out_judge
from course_lib.checks.example import example_rows
from course_lib.checks.form import Form, FormAnswer
from course_lib.checks.held_out import HeldOutDraw, HeldOutExercise
from course_lib.checks.judge import Draw, judge
from course_lib.checks.run import Outcome, undisturbed
from course_lib.grading.catalogue import CodeTask, Task, catalogue, possible_points
from course_lib.grading.sandbox import (
    CallRequest,
    CallResult,
    Limits,
    NoIsolation,
    Transcript,
    run_in_sandbox,
)
from course_lib.grading.static_analysis import ParsedNotebook
from course_lib.grading.submission import read

HEAVY_LIBRARIES = ("keras", "tensorflow", "torch")  # more memory, and longer to import
MOST_CHARACTERS = 20_000  # of all that is said of one answer
MOST_TEXTS = 50  # sentences of it, and rows
FIRST_HEAVY_LESSON = 10  # in the lessons before it, importing one of these raises no limit


@dataclass(frozen=True)
class Job:
    """One submission to be marked: its code, and the seeds of its inputs.

    ``seeds`` holds a number for each exercise; they were made from the secret, which stays behind.
    """

    submission: int
    lesson: int
    cells: tuple[str, ...]
    seeds: Mapping[str, int]
    problem: str = ""
    graded_forms: bool = False
    private: tuple[str, ...] = ()
    isolation: str | None = None


@dataclass(frozen=True)
class Mark:
    """How one exercise stands: its points, and what is said of it to the learner.

    ``rows`` are the table of the case that fails, ``remark`` is for the instructor's eye alone.
    """

    task: str
    state: str
    points: float
    possible: float
    sentences: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Result:
    """How a submission stands: its marks, a reason in a sentence, and notes on its cells.

    ``remark`` says why it could not be judged and wants a person's eye; then it has no score.
    """

    submission: int
    marks: tuple[Mark, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    remark: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether all of it could be judged; else a person has to look at it."""
        failed = any(mark.remark and mark.state != State.CORRECT for mark in self.marks)
        return not self.remark and not failed

    @property
    def score(self) -> float:
        """The points of all marks together."""
        return sum(mark.points for mark in self.marks)

    @property
    def possible(self) -> float:
        """The points that could be had."""
        return sum(mark.possible for mark in self.marks)


@dataclass
class _PreparedExercise:
    """An exercise, its inputs for this submission, and what the sandbox is asked."""

    exercise: CodeTask
    draw: Draw | HeldOutDraw
    request: CallRequest = field(init=False)

    def __post_init__(self):
        cases = tuple(tuple(args) for args in self.draw.args)
        self.request = CallRequest(
            self.exercise.name, cases, self.exercise.through_source(),
            may_train=isinstance(self.exercise, HeldOutExercise),
        )  # fmt: skip


def seeds(secret: bytes, lesson: int, submission: str, names: Sequence[str]) -> dict[str, int]:
    """A seed for each exercise, from HMAC(secret, lesson, exercise, submission).

    Nobody can foresee the inputs without the secret, and grading again draws the same.
    """

    def seed(name):
        text = "\0".join([str(lesson), name, submission])
        return int.from_bytes(hmac.digest(secret, text.encode(), hashlib.sha256)[:8], "big")

    return {name: seed(name) for name in names}


def mark(job: Job, run_in_sandbox: Callable[..., Transcript] = run_in_sandbox) -> Result:
    """Mark one submission. Raises NoIsolation where nothing isolates a submission."""
    tasks = catalogue(job.private)[job.lesson].tasks
    if job.problem:
        return _all_zero(job, tasks, job.problem)
    try:
        return _run_and_judge(job, tasks, run_in_sandbox)
    except NoIsolation:
        raise
    except Exception as error:  # a submission stranger than anybody expected still gets its row
        return unmarked(job, f"The grader failed on it: look at it by hand. ({error!r:.300})")


def _run_and_judge(job: Job, tasks: Mapping[str, Task], run_in_sandbox) -> Result:
    with _JUDGING_LOCK, undisturbed():
        prepared = {
            name: _PreparedExercise(task, task.draw(job.seeds[name]))
            for name, task in tasks.items()
            if isinstance(task, CodeTask)
        }
    requests = [one.request for one in prepared.values()]
    transcript = run_in_sandbox(
        job.cells, requests, limits=limits(job.lesson, job.cells), isolation=job.isolation
    )
    notebook = ParsedNotebook(job.cells)
    marks: list[Mark] = []
    with _JUDGING_LOCK, undisturbed():
        for name, task in tasks.items():
            if isinstance(task, CodeTask):
                result = transcript.results.get(
                    name, CallResult(None, "The sandbox did not come to it.")
                )
                marks.append(_guarded(task, _mark_exercise, prepared[name], result, notebook))
            else:
                marks.append(_guarded(task, _mark_form, task, transcript, job.graded_forms))
    reason = _summary(marks, _notes_on_learners_cells(transcript, job))
    kept = tuple(map(_shortened, marks))
    notes = transcript.notes[:MOST_TEXTS]
    if left_out := len(transcript.notes) - len(notes):
        notes = (*notes, f"And {left_out:,} more.")
    return Result(job.submission, kept, reason, notes, transcript.seconds)


def unmarked(job: Job, reason: str) -> Result:
    """A row without a score, for what the grader could not judge: no fault of ours costs points."""
    return Result(job.submission, reason=reason, remark=reason)


def limits(lesson: int, cells: Sequence[str]) -> Limits:
    """What a submission may use: more where its lesson, and it, load a library that needs more."""
    code = "\n".join(cells)
    heavy = lesson >= FIRST_HEAVY_LESSON and any(
        f"import {name}" in code or f"from {name}" in code for name in HEAVY_LIBRARIES
    )
    return Limits.heavy() if heavy else Limits()


# Judging catches warnings and what is printed, which belong to the whole process.
_JUDGING_LOCK = threading.RLock()


def _mark_exercise(
    prepared: _PreparedExercise, result: CallResult, notebook: ParsedNotebook
) -> Mark:
    exercise, name = prepared.exercise, prepared.exercise.name
    unwritten = notebook.is_unwritten(name)
    if result.outcomes is None:
        if unwritten or name not in notebook.definitions:
            return _zero(exercise, State.NOT_ATTEMPTED, _why_missing(name, notebook))
        return _zero(exercise, State.ERROR, result.reason or "It gave no answer.")
    outcomes = list(result.outcomes)
    if len(outcomes) != len(prepared.draw.args):
        return _zero(exercise, State.ERROR, result.reason or "It did not answer every call.")
    judged = _judged(exercise, prepared.draw, outcomes, notebook)
    if unwritten and judged.state != State.CORRECT:
        return _zero(exercise, State.NOT_ATTEMPTED, _why_missing(name, notebook))
    return judged


def _judged(exercise: CodeTask, draw, outcomes: list[Outcome], notebook: ParsedNotebook) -> Mark:
    """The mark that outcomes get: all points or none, or those of the steps that are reached."""
    name, possible = exercise.name, float(exercise.points)
    if isinstance(exercise, HeldOutExercise):
        verdict = held_out_judge.judge(exercise, draw, outcomes)
        return Mark(
            name, str(verdict.state), verdict.points, possible, verdict.sentences, verdict.rows
        )
    verdict = judge(exercise, draw, outcomes)
    if verdict.state is State.CORRECT:
        remark = notebook.library_use(exercise)
        said = (exercise.reason,) if exercise.reason else ()
        return Mark(name, str(verdict.state), possible, possible, said, remark=remark)
    rows, note = example_rows(exercise, verdict.example) if verdict.example else ([], "")
    return Mark(
        name, str(verdict.state), 0.0, possible, tuple(verdict.sentences),
        tuple((str(title), str(text)) for title, text in rows), note,
    )  # fmt: skip


def _mark_form(form: Form, transcript: Transcript, graded: bool) -> Mark:
    """A form is practice: its answer is clicked, and a notebook keeps no clicks.

    Where forms count, what was typed, as ``check.name(answer)``, is judged, and nothing is 0.
    """
    worth = possible_points(form, graded)
    given = transcript.form_answers.get(form.name)
    if not given or given[0] is None:  # None: what stands there is no value in a sandbox
        said = "No answer was typed." if graded else "Practice: it is answered by clicking."
        return Mark(form.name, str(State.NOT_ATTEMPTED), 0.0, worth, (said,))
    try:
        judged = form.judge(form.read(given[0]))
    except (ValueError, TypeError, AttributeError) as error:
        return Mark(form.name, str(State.ERROR), 0.0, worth, (str(error),))
    said = FormAnswer(form, judged).sentences
    points = worth if judged.state is State.CORRECT else 0.0
    return Mark(form.name, str(judged.state), points, worth, said)


def _shortened(mark: Mark) -> Mark:
    """A mark whose texts are no longer than anybody reads: they are kept, and sent to people."""
    room = MOST_CHARACTERS

    def cut(text: str) -> str:
        nonlocal room
        kept = text if len(text) <= room else f"{text[: max(0, room)]}…"
        room -= len(kept)
        return kept

    sentences = tuple(cut(sentence) for sentence in mark.sentences[:MOST_TEXTS])
    rows = tuple((cut(title), cut(text)) for title, text in mark.rows[:MOST_TEXTS])
    remark = mark.remark if len(mark.remark) <= 500 else f"{mark.remark[:500]}…"
    return replace(mark, sentences=sentences, rows=rows, note=cut(mark.note), remark=remark)


def _guarded(task: Task, judged: Callable[..., Mark], *given) -> Mark:
    """A mark, even where judging itself fails on an answer stranger than anybody expected."""
    try:
        return judged(*given)
    except NoIsolation:
        raise
    except Exception as error:
        said = f"This answer could not be judged ({type(error).__name__}): ask your instructor."
        mark = _zero(task, State.ERROR, said)
        return Mark(**{**vars(mark), "remark": f"Judging {task.name} failed: {error!r}"[:500]})


def _zero(task: Task, state: State, sentence: str) -> Mark:
    return Mark(task.name, str(state), 0.0, float(task.points), (sentence,))


def _why_missing(name: str, notebook: ParsedNotebook) -> str:
    if notebook.is_covered_by_stub(name):
        return (
            f"`{name}` is written, and further down the stub stands once more: the last one "
            "counts. Delete the stub, and hand in again."
        )
    if notebook.is_unwritten(name):
        return "The stub is still there: no code was written."
    return f"There is no `{name}` in the notebook. Was its cell deleted, or its name changed?"


def _all_zero(job: Job, tasks: Mapping[str, Task], reason: str) -> Result:
    """Zero for everything, and why."""
    marks = tuple(
        _zero(task, State.ERROR, "The notebook could not be graded.")
        if isinstance(task, CodeTask)
        else Mark(name, str(State.NOT_ATTEMPTED), 0.0, possible_points(task, job.graded_forms))
        for name, task in tasks.items()
    )
    return Result(job.submission, marks, reason)


def _notes_on_learners_cells(transcript: Transcript, job: Job) -> list[str]:
    """The notes on cells that the learner wrote or changed.

    Figures are stubs in a sandbox, so one of the lesson's own cells may miss what they would show.
    """
    own = released_cells(catalogue(job.private)[job.lesson].notebook)
    return [
        note
        for number, note in zip(transcript.noted_cells, transcript.notes, strict=True)
        if job.cells[number - 1] not in own
    ]


@cache
def released_cells(notebook: str) -> frozenset[str]:
    """A lesson's code cells as they are released; none where there is no such notebook here."""
    try:
        return frozenset(read((NOTEBOOKS / notebook).read_bytes()).cells)
    except OSError:
        return frozenset()


def _summary(marks: Sequence[Mark], notes: Sequence[str]) -> str:
    counted = [mark for mark in marks if mark.possible]
    right = sum(mark.points == mark.possible for mark in counted)
    said = f"{right} of {len(counted)} correct."
    if notes and right < len(counted):
        said += f" {notes[0]}" + (f" And {len(notes) - 1} more." if len(notes) > 1 else "")
    return said
