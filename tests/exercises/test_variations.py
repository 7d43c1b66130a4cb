"""The table of what is named stands for the exercises as they are."""

import re

import pytest

from course_lib.exercises import lessons
from tests.exercises.variations import TABLE, row, table

TEXT = TABLE.read_text("utf-8")


def test_every_exercise_has_its_line():
    said = re.findall(r"^\| (\d\d) `(\w+)` \|", TEXT, re.MULTILINE)
    assert said == [
        (f"{lesson.number:02}", name) for lesson in lessons() for name in lesson.exercises
    ]


@pytest.mark.parametrize(("number", "name"), [(0, "weigh"), (5, "mse"), (6, "foresee")])
def test_some_lines_are_as_the_checks_are(number, name):
    lesson = next(lesson for lesson in lessons() if lesson.number == number)
    assert row(number, lesson.exercises[name]) in TEXT


def test_all_lines_are_as_the_checks_are(request):
    if not request.config.getoption("--thorough", default=False):
        pytest.skip("it takes minutes; --thorough runs it")
    assert table() == TEXT, "run `python -m tests.exercises.variations`"


def test_most_slips_are_named():
    """Of those that end in numbers, 19 of 20; of all, three of four.

    The others end in an error, which is told in plain words, with its line: the more arrays an
    exercise has, the more of its slips.
    """
    numbers = [
        [int(cell) for cell in line.split("|")[2:9]]
        for line in TEXT.splitlines()
        if re.match(r"\| \d\d `", line)
    ]
    refused, named, *_, errors, _ = map(sum, zip(*numbers, strict=True))
    assert named > 0.95 * (refused - errors)
    assert named > 0.75 * refused
