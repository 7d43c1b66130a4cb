"""A made-up class that is marked already: for what is read out of a gradebook, not for grading.

Learners differ in skill and exercises in difficulty, as the Rasch model has it: an exercise is
solved with probability ``1 / (1 + exp(difficulty - skill))``. Who does not solve it makes one of
the mistakes that it names, earlier ones more often, or another, or leaves the stub. The same number
of learners is the same class in every run.

    python -m benchmarks.grading.marked_class FILE [--learners 1000] [--lesson 01]
"""

import argparse
from pathlib import Path

import numpy as np

from course_lib.checks import Exercise, State
from course_lib.grading.catalogue import CodeTask, Task, catalogue
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.guide import mistakes
from course_lib.grading.marking import Mark, Result
from course_lib.grading.roster import Learner
from course_lib.grading.submission import Submission

ELSE = "Your answer is something other than expected, in every case."


def fill(path: Path, learners: int, lesson: int) -> Path:
    """Make a gradebook in which everybody's submission of a lesson is marked."""
    rng = np.random.default_rng(lesson)
    tasks = [task for task in catalogue()[lesson].tasks.values() if isinstance(task, CodeTask)]
    hard = rng.normal(0, 1, len(tasks))
    with Gradebook(path, create=True) as book:
        book._connection.execute("PRAGMA synchronous = OFF")  # it is made up: no fear of a crash
        names = [f"s{number:05}" for number in range(learners)]
        book.enrol([Learner(name, f"Learner {name}") for name in names])
        for number, name in enumerate(names):
            book.add(name, lesson, Submission(f"{number:064x}", ("x = 1",)), "made up")
        for row in book.rows():
            skill = rng.normal(0.5, 1.2)
            marks = [_mark(task, skill - one, rng) for task, one in zip(tasks, hard, strict=True)]
            book.save(Result(row.id, tuple(marks), "made up"))
    return path


def _mark(task: Task, ease: float, rng: np.random.Generator) -> Mark:
    possible = float(task.points)
    if rng.random() < 1 / (1 + np.exp(-ease)):
        return Mark(task.name, str(State.CORRECT), possible, possible, (task.reason or "",))
    state, said = _wrong(task, rng)
    return Mark(task.name, str(state), 0.0, possible, (said,))


def _wrong(task: Task, rng: np.random.Generator) -> tuple[State, str]:
    """What is said of an answer that is not right."""
    kind = rng.random()
    if kind < 0.15:
        return State.NOT_ATTEMPTED, "The stub is still there: no code was written."
    if kind < 0.25:
        return State.ERROR, "Python does not know the name `np`."
    named = mistakes(task)
    if kind < 0.4 or not named or not isinstance(task, Exercise):
        return State.NOT_YET, ELSE
    weights = 0.5 ** np.arange(len(named))
    return State.NOT_YET, named[rng.choice(len(named), p=weights / weights.sum())]


def main() -> None:
    """Make one where the command line says."""
    parser = argparse.ArgumentParser(description="A made-up class, marked already.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--lesson", type=int, default=1)
    asked = parser.parse_args()
    if asked.file.exists():
        parser.error(f"there is something at {asked.file} already")
    fill(asked.file, asked.learners, asked.lesson)


if __name__ == "__main__":
    main()
