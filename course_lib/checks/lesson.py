"""A lesson as the checks know it."""

import importlib
import sys
from dataclasses import dataclass
from functools import cached_property

from course_lib.checks.exercise import Exercise
from course_lib.checks.form import Form
from course_lib.checks.question import Question


@dataclass(frozen=True)
class Lesson:
    """One lesson: declared once, as ``LESSON``, in ``exercises/lesson_NN``.

    >>> Lesson(number=1, title="Build a neuron", notebook="01_neuron.ipynb").module_name
    'course_lib.exercises.lesson_01'
    """

    number: int
    title: str
    notebook: str

    @property
    def module_name(self) -> str:
        """The module that declares this lesson's exercises and questions."""
        return f"course_lib.exercises.lesson_{self.number:02}"

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The lesson's exercises by name, in the order of their declaration."""
        return self._declared(Exercise)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The lesson's questions by name, in the order of their declaration."""
        return self._declared(Question)

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The exercises without code: lines to order, blanks to fill in."""
        return self._declared(Form)

    @cached_property
    def tasks(self) -> dict[str, Exercise | Form]:
        """All exercises, with code and without, in the order of their declaration."""
        return self._declared((Exercise, Form))

    def _declared(self, kind: type | tuple) -> dict:
        module = sys.modules.get(self.module_name) or importlib.import_module(self.module_name)
        return {name: value for name, value in vars(module).items() if isinstance(value, kind)}
