"""Pairs of answers whose code is the same but for names, comments and order.

What everybody is made to write is left out: answers that are the stub, the solution or another
right answer that the exercise declares; what many of the class share; and what is so short, beyond
the statements of these, that two people easily write the same. What remains is a list to look at.
It is no verdict: equal code has many causes.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from course_lib.grading.answer_reading import AnswerReader, FoundAnswer, Unread
from course_lib.grading.gradebook import Gradebook

FEWEST_PARTS = 30  # beyond what is given: about three lines
MOST_SHARE = 4  # learners with one answer: more are many
MANY = 0.01  # of the class, where that is more


@dataclass(frozen=True)
class AlikeAnswers:
    """Two answers of one form: the lesson and exercise, how much is their own, and both texts."""

    lesson: int
    task: str
    parts: int
    texts: tuple[str, str]

    @property
    def is_same_text(self) -> bool:
        """Whether names and comments are the same too."""
        return self.texts[0] == self.texts[1]


@dataclass(frozen=True)
class Pair:
    """Two learners, and all answers in which they are alike."""

    learners: tuple[str, str]
    answers: tuple[AlikeAnswers, ...]

    @property
    def parts(self) -> int:
        """How much is alike in all."""
        return sum(answer.parts for answer in self.answers)


@dataclass
class LeftOut:
    """How many answers to an exercise were left out, and why."""

    declared: int = 0
    short: int = 0
    shared: int = 0


@dataclass(frozen=True)
class Report:
    """The pairs, those with most in common first; what was left out, and what could not be read."""

    pairs: tuple[Pair, ...]
    read: int
    left_out: Mapping[tuple[int, str], LeftOut]
    unread: tuple[tuple[str, int, str], ...]


def find_alike(
    gradebook: Gradebook,
    private: tuple[str, ...],
    lessons: Sequence[int],
    read: AnswerReader,
    most_share: int | None = None,
) -> Report:
    """Compare all answers of a class, exercise by exercise.

    ``most_share`` is how many learners may have one answer before it counts as everybody's.
    """
    answers, unread, count = _read_all(gradebook, private, lessons, read)
    most_share = most_share or max(MOST_SHARE, int(MANY * len(gradebook.learners())))
    left_out: dict[tuple[int, str], LeftOut] = defaultdict(LeftOut)
    pairs: dict[tuple[str, str], list[AlikeAnswers]] = defaultdict(list)
    for (lesson, task), given in sorted(answers.items(), key=lambda item: item[0][0]):
        for who, alike in _alike(lesson, task, given, most_share, left_out[lesson, task]):
            pairs[who].append(alike)
    found = [Pair(who, tuple(alike)) for who, alike in pairs.items()]
    found.sort(key=lambda pair: (-pair.parts, pair.learners))
    return Report(tuple(found), count, dict(left_out), tuple(unread))


def _read_all(gradebook: Gradebook, private, lessons, read: AnswerReader):
    """All answers by exercise and learner; what could not be read, and how many were."""
    answers: dict[tuple[int, str], dict[str, FoundAnswer]] = defaultdict(dict)
    unread, count = [], 0
    for row in gradebook.rows(lessons):
        if row.problem:
            continue
        try:
            for name, answer in read(gradebook.cells(row.id), row.lesson, private).items():
                answers[row.lesson, name][row.learner] = answer
            count += 1
        except Unread as error:
            unread.append((row.learner, row.lesson, str(error)))
    return answers, unread, count


def _alike(
    lesson: int, task: str, given: Mapping[str, FoundAnswer], most_share: int, left_out: LeftOut
) -> Iterator[tuple[tuple[str, str], AlikeAnswers]]:
    """The pairs of one exercise; what is left out is counted on the way."""
    shared = Counter(answer.form for answer in given.values())
    groups: dict[str, list[str]] = defaultdict(list)
    for learner, answer in given.items():
        if answer.is_declared:
            left_out.declared += 1
        elif answer.parts_beyond < FEWEST_PARTS:
            left_out.short += 1
        elif shared[answer.form] > most_share:
            left_out.shared += 1
        else:
            groups[answer.form].append(learner)
    for learners in groups.values():
        for some, other in itertools.combinations(sorted(learners), 2):
            texts = given[some].text, given[other].text
            yield (some, other), AlikeAnswers(lesson, task, given[some].parts_beyond, texts)
