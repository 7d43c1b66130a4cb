"""Scores as they count: the grader's marks, the instructor's word, and what lateness takes off.

The gradebook keeps these apart, so that each can be shown, and changed, by itself. All that is
written out goes through here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from course_lib.checks import State
from course_lib.grading.catalogue import Catalogue, possible_points
from course_lib.grading.decisions import Override
from course_lib.grading.gradebook import Gradebook, Row
from course_lib.grading.late import Lateness, Rule, due_for, points_text, rule
from course_lib.grading.marking import Mark

ALL = ""  # in place of an exercise's name: the whole lesson


@dataclass(frozen=True)
class LessonScore:
    """How a learner stands in a lesson.

    ``row`` is the submission, or None; ``marks`` are as they count, and ``words`` by hand by
    exercise. ``possible`` is what this learner can have, without what is excused.
    """

    learner: str
    lesson: int
    row: Row | None
    marks: tuple[Mark, ...]
    words: dict[str, Override]
    possible: float
    lateness: Lateness
    rule: Rule

    @property
    def is_excused(self) -> bool:
        """Whether the whole lesson is."""
        return ALL in self.words and self.words[ALL].excused

    @property
    def is_by_hand(self) -> bool:
        """Whether an instructor has set the lesson's points."""
        return ALL in self.words and self.words[ALL].points is not None

    @cached_property
    def marked(self) -> float | None:
        """The points before lateness; None where there are none yet, or it is excused."""
        if self.is_excused:
            return None
        if self.is_by_hand:
            return self.words[ALL].points
        is_judged = self.row is not None and self.row.score is not None
        return sum(mark.points for mark in self.marks) if is_judged or self._some_by_hand else None

    @property
    def taken_off(self) -> float:
        """The points that the rule takes off. What an instructor has set for a lesson is final."""
        if self.marked is None or self.is_by_hand:
            return 0.0
        return self.rule.points(self.lateness.days, self.marked, self.possible)

    @property
    def score(self) -> float | None:
        """The points that count."""
        return None if self.marked is None else self.marked - self.taken_off

    @property
    def _some_by_hand(self) -> bool:
        return any(word.points is not None for word in self.words.values())

    @property
    def late_words(self) -> str:
        """When it came, how late, and what that costs, in a sentence; empty where it is unknown."""
        said = str(self.lateness)
        if self.taken_off:
            said += f": {points_text(self.taken_off)} taken off ({self.rule.text})"
        elif self.lateness.days:
            said += ": nothing taken off"
        return said

    def by_hand(self, task: str = ALL) -> str:
        """What was said by hand of an exercise or the lesson, with who and when."""
        word = self.words.get(task)
        if word is None:
            return ""
        what = "excused" if word.excused else ""
        if word.points is not None:
            what = points_text(word.points)
        return f"{what or 'a comment'} by {word.by}, {word.at[:10]}" + (
            f": {word.comment}" if word.comment else ""
        )

    def for_your_eye(self) -> list[str]:
        """What a person should look at: of exercises that nobody has decided by hand."""
        decided = {task for task, word in self.words.items() if word.points is not None}
        decided |= {task for task, word in self.words.items() if word.excused}
        if ALL in decided or self.row is None:
            return self._stale_words()
        said = [self.row.remark] if not decided else []
        said += [mark.remark for mark in self.marks if mark.task not in decided]
        return [one for one in said if one] + self._doubts_of_lateness() + self._stale_words()

    def _doubts_of_lateness(self) -> list[str]:
        due, said = self.lateness.due, []
        if due is None or self.rule.text == "none":
            return said
        if self.row.marked_late and not self.lateness.handed_in:
            said.append(
                "The platform marks it as late and gives no time, so nothing was taken off. Say "
                "when it came: course collect --times"
            )
        if self.lateness.days and any(datetime.fromisoformat(t) <= due for t in self.row.earlier):
            said.append(
                "It took the place of one that had come in time. To have that one count: collect "
                "it once more."
            )
        return said

    def _stale_words(self) -> list[str]:
        """Points by hand of before the newest notebook, which nobody may have meant for it."""
        if self.row is None:
            return []
        return [
            f"A newer notebook came after {self.by_hand(task)}. Do they still hold?"
            for task, word in self.words.items()
            if word.points is not None and word.at < self.row.collected
        ]


class Scores:
    """The scores of a class in some lessons, by learner and lesson.

    ``words`` are taken as if they stood in the gradebook, after those that do.
    """

    def __init__(
        self,
        gradebook: Gradebook,
        catalogue: Catalogue,
        lessons: Sequence[int],
        words: Sequence[Override] = (),
    ):
        self._gradebook, self._catalogue = gradebook, catalogue
        self.lessons = list(lessons)
        self.rule = rule(gradebook.get("late"))
        self.full = points_by_lesson(gradebook, catalogue, lessons)
        self._due = due_for(gradebook.due_dates())
        self._rows = {(row.learner, row.lesson): row for row in gradebook.rows(lessons)}
        self._words: dict[tuple[str, int], dict[str, Override]] = {}
        for word in (*gradebook.overrides(), *words):
            if word.lesson in self.full:
                of_lesson = self._words.setdefault((word.learner, word.lesson), {})
                of_lesson.pop(word.task, None)
                of_lesson |= {word.task: word} if word.says_something else {}

    @property
    def knows_times(self) -> bool:
        """Whether anything is known of when work in these lessons was due, or came."""
        is_due = any(lesson in self.full for lesson, _ in self._due)
        return is_due or any(row.handed_in for row in self._rows.values())

    def of(self, learner: str, lesson: int) -> LessonScore:
        """How a learner stands in a lesson, whether anything was handed in or not."""
        row, words = self._rows.get((learner, lesson)), self._words.get((learner, lesson), {})
        excused = {task for task, word in words.items() if word.excused}
        marks = self._marks(row, lesson, words)
        possible = 0.0 if ALL in excused else self._possible(lesson, excused)
        return LessonScore(
            learner, lesson, row, marks, words, possible, self._lateness(learner, lesson, row),
            self.rule,
        )  # fmt: skip

    def all(self) -> list[LessonScore]:
        """Of everybody who handed something in, or of whom something was said by hand."""
        found = sorted({*self._rows, *self._words})
        return [self.of(learner, lesson) for learner, lesson in found]

    def _possible(self, lesson: int, excused: set[str]) -> float:
        counts_forms = self._gradebook.get("forms") == "graded"
        tasks = self._catalogue[lesson].tasks
        left_out = (possible_points(tasks[name], counts_forms) for name in excused if name in tasks)
        return self.full[lesson] - sum(left_out)

    def _marks(self, row: Row | None, lesson: int, words) -> tuple[Mark, ...]:
        """The marks with points by hand in place of the grader's, and without what is excused."""
        marks = {mark.task: mark for mark in self._gradebook.marks(row.id)} if row else {}
        for name, word in words.items():
            if name != ALL and name not in marks and name in self._catalogue[lesson].tasks:
                worth = float(self._catalogue[lesson].tasks[name].points)
                marks[name] = Mark(name, str(State.NOT_ATTEMPTED), 0.0, worth)
            if word.excused and name in marks:
                marks[name] = replace(marks[name], points=0.0, possible=0.0)
            elif word.points is not None and name in marks:
                marks[name] = replace(marks[name], points=word.points)
        return tuple(marks.values())

    def _lateness(self, learner: str, lesson: int, row: Row | None) -> Lateness:
        due = self._due.get((lesson, learner), self._due.get((lesson, "")))
        came = datetime.fromisoformat(row.handed_in) if row and row.handed_in else None
        return Lateness(due, came)


def points_by_lesson(
    gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]
) -> dict[int, float]:
    """The points that each lesson is worth in this class."""
    counts_forms = gradebook.get("forms") == "graded"
    return {
        lesson: float(
            sum(possible_points(task, counts_forms) for task in catalogue[lesson].tasks.values())
        )
        for lesson in lessons
    }
