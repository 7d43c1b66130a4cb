"""Generates a class: answers to a lesson's five exercises, and the points that are due for them.

An answer is the reference or one that the lesson accepts, a mistake that it knows, broken code, or
none. Learner 17 hands in the same in every run.
"""

import functools
import hashlib
import inspect
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np

from course_lib.exercises import lesson_02
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.roster import Learner
from course_lib.grading.submission import Submission
from course_lib.notebooks.source import is_exercise

LESSON = 2
NOTEBOOK = Path(__file__).parents[2] / "notebooks" / lesson_02.LESSON.notebook
EXERCISES = lesson_02.LESSON.exercises  # tanh, tanh_slope, relu, relu_slope, leaky_relu
SETUP = "import numpy as np\n\nfrom course_lib import activations\n\nsigmoid = activations.sigmoid"
SHARES = {"right": 0.6, "wrong": 0.2, "broken": 0.1, "missing": 0.1}


@dataclass(frozen=True)
class HandedIn:
    """What one learner hands in: the code of the cells, by exercise the answers, the points due."""

    learner: str
    cells: tuple[str, ...]
    answers: dict[str, str]
    due: int


@dataclass(frozen=True)
class Class:
    """So many learners; each is made when somebody asks, so that ten thousand take no memory."""

    count: int
    whole: bool

    def __iter__(self) -> Iterator[HandedIn]:
        cells = lesson_cells() if self.whole else None
        for number in range(self.count):
            answers, due = _answers(number)
            yield HandedIn(f"s{number:05}", _cells(answers, cells), answers, due)


def whole_lesson(count: int) -> Class:
    """Learners who hand in the lesson as it was released, with their answers in its cells."""
    return Class(count, whole=True)


def exercises_alone(count: int) -> Class:
    """Learners who hand in what the answers need, and the answers."""
    return Class(count, whole=False)


def lesson_cells() -> list[tuple[str, str]]:
    """The lesson's code cells, each with the name of the exercise that it asks, or without."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    return [
        (cell.source, _asked(cell) if is_exercise(cell) else "")
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _asked(cell) -> str:
    """The name in ``check.NAME(NAME)``; none for a form, which is left as it is."""
    name = cell.source.rpartition("check.")[2].partition("(")[0]
    return name if name in EXERCISES else ""


def _cells(answers: dict[str, str], cells) -> tuple[str, ...]:
    if cells is None:
        return (SETUP, *answers.values())
    return tuple(
        f"{answers[name]}\n\ncheck.{name}({name})" if name else source for source, name in cells
    )


# --- answers -------------------------------------------------------------------------------------


def _answers(number: int) -> tuple[dict[str, str], int]:
    """A learner's answers, and how many of them are right."""
    rng = np.random.default_rng(number)
    kinds = rng.choice(list(SHARES), p=list(SHARES.values()), size=len(EXERCISES))
    answers = {}
    for name, kind in zip(EXERCISES, kinds, strict=True):
        choices = _choices(name, kind)
        answers[name] = choices[rng.integers(len(choices))]
    return answers, int((kinds == "right").sum())


@functools.cache
def _choices(name: str, kind: str) -> list[str]:
    """All answers of one kind to one exercise."""
    written = {"right": _right, "wrong": _wrong, "broken": _broken, "missing": _missing}
    return written[kind](EXERCISES[name])


def _right(exercise) -> list[str]:
    return [exercise.solution_source(), *(_named(one, exercise) for one in exercise.alternatives)]


def _wrong(exercise) -> list[str]:
    return [_named(mistake.answer, exercise) for mistake in exercise.mistakes[:2]]


def _broken(exercise) -> list[str]:
    line = exercise.solution_source().splitlines()[0]
    return [
        f"{line}\n    return no_such_name * z\n",  # stops when it is called
        f"{line}\n    raise ValueError('not finished')\n",
        f"{line.removesuffix(':')}\n    return z\n",  # is no Python
    ]


def _missing(exercise) -> list[str]:
    return [f"{exercise.solution_source().splitlines()[0]}\n    ...\n", ""]


def _named(answer, exercise) -> str:
    """An answer's source under the exercise's name, without what declares it in the lesson."""
    source = textwrap.dedent(inspect.getsource(answer))
    return f"def {exercise.name}" + source[source.index("def _") + len("def _") :]


# --- the gradebook -------------------------------------------------------------------------------


def fill(path: Path, class_: Class) -> Path:
    """Make a gradebook in which everybody's submission waits."""
    with Gradebook(path, create=True) as book:
        book.enrol(Learner(f"s{number:05}") for number in range(class_.count))
        for number, one in enumerate(class_, start=1):
            digest = hashlib.sha256(repr(one.cells).encode()).hexdigest()
            book.add(one.learner, LESSON, Submission(digest, one.cells), "generated")
            if number % 2000 == 0:
                print(f"  {number:,} of {class_.count:,} handed in", flush=True)
    return path


def compare(path: Path, class_: Class) -> None:
    """End the run where a score in a gradebook isn't the one that is due."""
    with Gradebook(path) as book:
        compare_scores({row.learner: row.score for row in book.rows()}, class_, "our")


def compare_scores(scores: dict[str, float | None], class_: Class, whose: str) -> None:
    """End the run where a score isn't the one that is due."""
    due = {one.learner: one.due for one in class_}
    wrong = [who for who in due if scores.get(who) != due[who]]
    if wrong or len(scores) != len(due):
        who = wrong[0] if wrong else "somebody else"
        sys.exit(
            f"{len(wrong)} of {whose} {len(scores)} scores are not what is due, as {who}'s: "
            f"expected {due.get(who)}, received {scores.get(who)}."
        )
