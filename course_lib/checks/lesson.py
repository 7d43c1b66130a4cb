"""A lesson as the checks know it."""

from dataclasses import dataclass

from course_lib.checks.exercise import Exercise
from course_lib.checks.form import Form
from course_lib.checks.held_out import HeldOutExercise
from course_lib.checks.item import Item
from course_lib.checks.question import Question


@dataclass(frozen=True)
class Lesson:
    """One lesson: declared once, as ``LESSON``, in ``exercises/lesson_NN/__init__.py``.

    ``asks`` lists its exercises, forms and questions in the order in which the notebook asks them.

    >>> Lesson(number=1, title="Neuron: build one", notebook="01_neuron.ipynb").tasks
    {}
    """

    number: int
    title: str
    notebook: str
    asks: tuple[Item, ...] = ()

    @property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises in code, by name, in the lesson's order."""
        return self._named(Exercise)

    @property
    def questions(self) -> dict[str, Question]:
        """The questions, by name, in the lesson's order."""
        return self._named(Question)

    @property
    def forms(self) -> dict[str, Form]:
        """The exercises without code: lines to order, blanks to fill in."""
        return self._named(Form)

    @property
    def held_out(self) -> dict[str, HeldOutExercise]:
        """The exercises that are judged on held-out data, by name."""
        return self._named(HeldOutExercise)

    @property
    def tasks(self) -> dict[str, Exercise | HeldOutExercise | Form]:
        """All exercises, with code and without, by name, in the lesson's order."""
        return self._named((Exercise, HeldOutExercise, Form))

    def _named(self, kind: type | tuple[type, ...]) -> dict:
        return {item.name: item for item in self.asks if isinstance(item, kind)}
