"""A class without its names, for whoever marks it by hand and is not to know whose work it is.

Each learner has a code instead of an id. It is made from the class's secret, so the same learner
has the same code in every export, and only the gradebook can tell whose it is.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import replace

from course_lib.grading.decisions import DueDate, Override
from course_lib.grading.gradebook import Gradebook, Row
from course_lib.grading.marking import Mark
from course_lib.grading.roster import Learner

CODE_LETTERS = 8


def code_of(gradebook: Gradebook, learner: str) -> str:
    """A learner's code: eight letters and digits."""
    text = f"code\0{learner}".encode()
    return hmac.digest(gradebook.secret, text, hashlib.sha256).hex()[:CODE_LETTERS]


def key(gradebook: Gradebook) -> list[list[str]]:
    """The table that tells whose each code is."""
    learners = gradebook.learners()
    return [["id", "name", "code"]] + [
        [learner.id, learner.name, code_of(gradebook, learner.id)] for learner in learners
    ]


class AnonymousGradebook:
    """What exports read of a gradebook, with codes in place of names, in the codes' order."""

    def __init__(self, gradebook: Gradebook):
        self._gradebook = gradebook

    def get(self, name: str, default: str = "") -> str:
        """A remembered setting."""
        return self._gradebook.get(name, default)

    def learners(self) -> list[Learner]:
        """All learners, by their codes, without name, address or section."""
        found = self._gradebook.learners()
        return sorted((Learner(self._code(one.id)) for one in found), key=lambda one: one.id)

    def rows(self, lessons: Sequence[int] | None = None) -> list[Row]:
        """The submissions that count, by code and lesson, without where they were found."""
        found = self._gradebook.rows(lessons)
        rows = [replace(row, learner=self._code(row.learner), origin="") for row in found]
        return sorted(rows, key=lambda row: (row.learner, row.lesson))

    def due_dates(self) -> list[DueDate]:
        """All due dates."""
        dates = self._gradebook.due_dates()
        return [replace(one, learner=one.learner and self._code(one.learner)) for one in dates]

    def overrides(self) -> list[Override]:
        """What was said by hand."""
        words = self._gradebook.overrides()
        return [replace(word, learner=self._code(word.learner)) for word in words]

    def marks(self, submission: int) -> list[Mark]:
        """A submission's marks."""
        return self._gradebook.marks(submission)

    def cells(self, submission: int) -> tuple[str, ...]:
        """A submission's code, as it is: what a learner wrote into it stays."""
        return self._gradebook.cells(submission)

    def _code(self, learner: str) -> str:
        return code_of(self._gradebook, learner)
