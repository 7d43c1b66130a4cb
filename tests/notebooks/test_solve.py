"""Stubs give way to reference solutions, and nothing else changes."""

import sys
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_lib.notebooks.solve import check_modules, exercise_names, solve

STUB = '''\
def add(a, b):
    """The sum."""
    ...


check.add(add)'''
SOLUTION = '''\
def add(a, b):
    """The sum."""
    return a + b
'''


@pytest.fixture(autouse=True)
def lesson_98(monkeypatch):
    """A lesson's checks, as far as solving needs them."""
    module = SimpleNamespace(add=SimpleNamespace(solution_source=lambda: SOLUTION))
    monkeypatch.setitem(sys.modules, "course_lib.exercises.lesson_98", module)
    return module


def lesson(stub=STUB, tags=("exercise",)):
    return new_notebook(
        cells=[
            new_markdown_cell("# from course_lib.exercises import lesson_97 as check"),
            new_code_cell("%matplotlib inline\nprint(1)"),
            new_code_cell("import math\nfrom course_lib.exercises import lesson_98 as check"),
            new_code_cell("check.add.hint()"),
            new_code_cell(stub, metadata={"tags": list(tags)}),
        ]
    )


def test_the_stub_gives_way_and_the_check_stays():
    assert solve(lesson()).cells[-1].source == SOLUTION + "\n\ncheck.add(add)"


def test_other_cells_stay_as_they_are():
    given = lesson()
    assert [c.source for c in solve(given).cells[:-1]] == [c.source for c in given.cells[:-1]]
    assert solve(lesson(tags=())).cells[-1].source == STUB


def test_the_notebook_given_is_left_as_it_was():
    given = lesson()
    solve(given)
    assert given.cells[-1].source == STUB


def test_checks_are_found_by_the_name_the_notebook_gives_them(lesson_98):
    assert check_modules(lesson()) == {"check": lesson_98}
    other = "from course_lib.exercises import lesson_98, progress_map"
    assert check_modules(new_notebook(cells=[new_code_cell(other)])) == {"lesson_98": lesson_98}


def test_exercises_are_named_in_order():
    assert exercise_names(lesson()) == ["add"]


def test_a_form_that_is_an_exercise_is_given_its_right_answer():
    form = lesson("check.order")
    assert exercise_names(form) == ["order"]
    assert solve(form).cells[-1].source == "check.order(check.order.right_answer)"


@pytest.mark.parametrize(
    "stub",
    ["def add(a, b): ...", "check.add(add)\nprint(1)", "answer = check.add(add)", "check.add()"],
)
def test_an_exercise_cell_that_does_not_end_in_its_check_is_refused(stub):
    with pytest.raises(ValueError, match="An exercise cell ends in a check"):
        solve(lesson(stub))
