"""A lesson as the checks know it, and the catalogue of all lessons on disk."""

import importlib
import pkgutil
import sys
from dataclasses import dataclass
from functools import cached_property

import course_lib.checks as checks
from course_lib.checks.exercise import Exercise
from course_lib.checks.form import Form
from course_lib.checks.question import Question


@dataclass(frozen=True)
class Lesson:
    """One lesson: declared once, as ``LESSON``, at the top of ``checks/lesson_NN.py``.

    >>> Lesson(number=1, title="Build a neuron", notebook="01_neuron.ipynb").module_name
    'course_lib.checks.lesson_01'
    """

    number: int
    title: str
    notebook: str

    @property
    def module_name(self) -> str:
        """The module that declares this lesson's exercises and questions."""
        return f"course_lib.checks.lesson_{self.number:02}"

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


def lessons() -> list[Lesson]:
    """All lessons whose checks are on disk, in reading order."""
    names = sorted(m.name for m in pkgutil.iter_modules(checks.__path__) if m.name[:7] == "lesson_")
    modules = [importlib.import_module(f"{checks.__name__}.{name}") for name in names]
    return [module.LESSON for module in modules]
