"""What decides on a point is worked out where no submission can reach, not beside its answers."""

import ast
import inspect
import sys
import textwrap

import pytest

from course_lib.checks import Exercise
from course_lib.exercises import lessons
from course_lib.grading.isolation import choose
from course_lib.grading.isolation.sandbox_process import NoIsolation

LYING_NUMPY = """
import numpy as np

for name in ("array_equal", "allclose", "isclose", "all", "any"):
    setattr(np, name, lambda *args, **named: True)
np.unique = lambda values, **named: values
"""


@pytest.fixture(scope="module")
def marking():
    """How submissions are marked; skipped where nothing isolates."""
    try:
        choose.choose()
    except NoIsolation as reason:
        pytest.skip(f"NO ISOLATION: {reason}")
    from course_lib.grading import marking

    return marking


def source_of(function, name):
    """A declared mistake's text, under the name of the answer that it stands for."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    (definition,) = tree.body
    definition.name, definition.decorator_list = name, []
    helpers = [
        inspect.getsource(value)
        for key, value in function.__globals__.items()
        if inspect.isfunction(value) and key.startswith("_") and key in ast.unparse(definition)
    ]
    return "\n".join([*map(textwrap.dedent, helpers), ast.unparse(definition)])


USED = [
    pytest.param(lesson.number, task, id=f"{lesson.number:02}-{name}")
    for lesson in lessons()
    for name, task in lesson.tasks.items()
    if isinstance(task, Exercise) and not task.is_class and task._through
]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the grader isolates on Linux")
@pytest.mark.parametrize(("number", "exercise"), USED)
def test_a_lying_numpy_gets_no_mistake_through(marking, number, exercise):
    """Wrong answers that the course knows stay wrong beside a NumPy that calls it right."""
    for place, mistake in enumerate(exercise.mistakes[:3]):
        imports = "import numpy as np\nimport course_lib as keras\n"
        cells = (imports + source_of(mistake.answer, exercise.name), LYING_NUMPY)
        job = marking.Job(place, number, cells, dict.fromkeys(lesson_tasks(number), 5))
        marks = {mark.task: mark for mark in marking.mark(job).marks}
        assert marks[exercise.name].points == 0, mistake.message


def lesson_tasks(number):
    """The names of a lesson's exercises and forms."""
    (lesson,) = (lesson for lesson in lessons() if lesson.number == number)
    return lesson.tasks


IN_THE_WRONG_PLACE = """
import numpy as np
from course_lib.checks import exercise

@exercise(lesson=90, minutes=1)
def shuffled(values):
    '''The same values in another order.'''
    return values[::-1].copy()

@shuffled.cases
def _(rng):
    yield (rng.normal(size=5),)

@shuffled.through
def _(shuffled, values):
    import numpy as np

    return bool(np.array_equal(np.sort(shuffled(values)), np.sort(values)))
"""
IN_THE_RIGHT_PLACE = (
    IN_THE_WRONG_PLACE.partition("@shuffled.through")[0]
    + """
@shuffled.seen
def _(new, values):
    return bool(np.array_equal(np.sort(new), np.sort(values)))
"""
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the grader isolates on Linux")
@pytest.mark.parametrize(("text", "points"), [(IN_THE_WRONG_PLACE, 1), (IN_THE_RIGHT_PLACE, 0)])
def test_a_verdict_made_beside_an_answer_can_be_forged_and_one_made_here_cannot(
    marking, text, points
):
    cells = ("def shuffled(values):\n    return 0 * values", LYING_NUMPY)
    job = marking.Job(1, 90, cells, {"shuffled": 5}, private=(text,))
    (mark,) = marking.mark(job).marks
    assert mark.points == points, mark
