"""How a class stands in each exercise, by classical test theory: counts, and nobody's name.

For an exercise i, of which each submission has the points X_i, and with T for the sum over all
exercises of the lesson:

- **difficulty** is ``mean(X_i) / possible points``: 1 where everybody has solved it, 0 where nobody
  has. So a high number is an easy exercise; that is how the word is used.
- **discrimination** is ``corr(X_i, T - X_i)``, the corrected item-total correlation: whether those
  who are good at the rest are good at this one too. The exercise itself is taken out of the total,
  or else it would agree with itself.

Sources: L. Crocker, J. Algina, *Introduction to Classical and Modern Test Theory* (1986), chapter
14; S. Henrysson, *Correction of item-total correlations in item analysis*, Psychometrika 28 (1963).

Of few submissions neither says anything: chance alone moves a correlation of 30 by about 0.18,
which is 1 / sqrt(30 - 1).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np

from course_lib.checks import State
from course_lib.grading.catalogue import Assignment, Catalogue, Task
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.guide import mistakes
from course_lib.grading.marking import Mark
from course_lib.grading.scores import Scores

FEWEST_FOR_DIFFICULTY = 10
FEWEST_FOR_DISCRIMINATION = 30
MOST_COLUMNS = 11  # of a histogram: so many numbers stand side by side on a phone

Marks = Mapping[str, Mark]  # of one submission, by exercise


@dataclass(frozen=True)
class ExerciseStatistics:
    """How the submissions stand that have a mark for this exercise.

    ``points`` are theirs, ``rest`` what each of them has in the lesson's other exercises, None
    where there are no others. ``mistakes`` counts the submissions that were told a named mistake,
    by the sentence, the most frequent first.
    """

    task: str
    possible: float
    states: Mapping[State, int]
    points: tuple[float, ...]
    rest: tuple[float, ...] | None
    mistakes: Mapping[str, int]

    @property
    def judged(self) -> int:
        """How many submissions have a mark for it."""
        return len(self.points)

    @property
    def tried(self) -> int:
        """How many have written something."""
        return self.judged - self.states[State.NOT_ATTEMPTED]

    @property
    def solved(self) -> int:
        """How many have all points."""
        return self.states[State.CORRECT]

    @property
    def median_points(self) -> float:
        """Half have as many points, or more."""
        return median(self.points)

    @property
    def has_steps(self) -> bool:
        """Whether anybody has a part of the points."""
        return any(0 < points < self.possible for points in self.points)

    @property
    def difficulty(self) -> float | None:
        """The share of the points that the class has, 1 is easy; None where there are too few."""
        if self.judged < FEWEST_FOR_DIFFICULTY:
            return None
        return sum(self.points) / self.judged / self.possible

    @cached_property
    def discrimination(self) -> float | None:
        """The correlation with the rest of the lesson; None where nothing can be said of it.

        That is where there are too few, no other exercise, or no difference between learners.
        """
        if self.rest is None or self.judged < FEWEST_FOR_DISCRIMINATION:
            return None
        x, rest = (np.array(numbers) - np.mean(numbers) for numbers in (self.points, self.rest))
        spread = np.sqrt((x @ x) * (rest @ rest))
        return float(x @ rest / spread) if spread > 1e-9 else None


@dataclass(frozen=True)
class LessonStatistics:
    """How a lesson's submissions stand: their scores, and its exercises."""

    assignment: Assignment
    possible: float
    scores: tuple[float, ...]
    exercises: tuple[ExerciseStatistics, ...]

    @property
    def judged(self) -> int:
        """How many submissions were judged."""
        return len(self.scores)


def of_class(
    gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]
) -> list[LessonStatistics]:
    """The statistics of these lessons, without those of which nothing has been judged.

    A file that could not be read, and one that the grader could not judge, say nothing about an
    exercise: they are left out, and so is what is excused. Points by hand count, lateness does not.
    """
    marks: dict[int, list[Marks]] = {lesson: [] for lesson in lessons}
    for one in Scores(gradebook, catalogue, lessons).all():
        judged = one.row is not None and one.row.score is not None and not one.row.problem
        if judged and not one.is_excused:
            marks[one.lesson].append({mark.task: mark for mark in one.marks if mark.possible})
    return [of_lesson(catalogue[lesson], marks[lesson]) for lesson in lessons if marks[lesson]]


def of_lesson(assignment: Assignment, marks: Sequence[Marks]) -> LessonStatistics:
    """The statistics of one lesson, from the marks of each of its submissions."""
    worth = {
        name: max((one[name].possible for one in marks if name in one), default=0.0)
        for name in assignment.tasks
    }
    counted = [name for name in assignment.tasks if worth[name]]  # forms may be practice
    totals = [sum(one[name].points for name in counted if name in one) for one in marks]
    exercises = tuple(
        _of_exercise(assignment.tasks[name], worth[name], marks, totals, len(counted) > 1)
        for name in counted
    )
    return LessonStatistics(assignment, sum(worth.values()), tuple(totals), exercises)


def _of_exercise(
    task: Task, possible: float, marks: Sequence[Marks], totals: Sequence[float], has_rest: bool
) -> ExerciseStatistics:
    mine = [(one[task.name], total) for one, total in zip(marks, totals, strict=True)
            if task.name in one]  # fmt: skip
    states = Counter(_state(mark) for mark, _ in mine)
    rest = tuple(total - mark.points for mark, total in mine)
    points = tuple(mark.points for mark, _ in mine)
    made = _mistakes_made(task, [mark for mark, _ in mine])
    return ExerciseStatistics(task.name, possible, states, points, rest if has_rest else None, made)


def _state(mark: Mark) -> State:
    """A mark's state, or where its points were set by hand, what they say."""
    if mark.points >= mark.possible:
        return State.CORRECT
    return State.NOT_YET if mark.state == State.CORRECT else State(mark.state)


def _mistakes_made(task: Task, marks: Sequence[Mark]) -> dict[str, int]:
    """How many were told each mistake that the exercise names. All else that was said stays out."""
    named = mistakes(task)
    told = Counter(sentence for mark in marks for sentence in set(mark.sentences))
    found = [(sentence, told[sentence]) for sentence in named if told[sentence]]
    return dict(sorted(found, key=lambda pair: -pair[1]))  # as often: as they are declared


def histogram(points: Sequence[float], possible: float) -> list[tuple[str, int]]:
    """How many have how many points: each number of points by itself, or where they are many, some
    together.

    >>> histogram([0, 1, 1, 2], 2)
    [('0', 1), ('1', 2), ('2', 1)]
    >>> histogram([0, 1.5, 14, 40], 40)[:3]
    [('0–3', 2), ('4–7', 0), ('8–11', 0)]
    """
    step = int(possible // MOST_COLUMNS) + 1
    counts = Counter(int(min(one, possible) // step) for one in points)
    return [
        (_from_to(place * step, min((place + 1) * step - 1, int(possible))), counts[place])
        for place in range(int(possible // step) + 1)
    ]


def _from_to(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
