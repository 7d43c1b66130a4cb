"""A lesson's folder declares what its notebook asks: the same names, in the same order."""

import re
from pathlib import Path

import pytest

from course_lib import exercises
from course_lib.checks import Exercise, Item
from course_lib.exercises import lessons
from course_lib.notebooks.source import SOURCES

LESSONS = lessons()
FOLDER = Path(exercises.__file__).parent

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.notebook)


def module_of(lesson):
    """The package that a notebook imports as ``check``."""
    return getattr(exercises, f"lesson_{lesson.number:02}")


def test_every_folder_is_a_lesson():
    folders = sorted(path.name for path in FOLDER.glob("lesson_*"))
    assert folders == [f"lesson_{lesson.number:02}" for lesson in LESSONS]


@each_lesson
def test_it_lists_what_the_notebook_asks_in_its_order(lesson):
    text = (SOURCES / lesson.notebook).with_suffix(".md").read_text(encoding="utf-8")
    asked = dict.fromkeys(re.findall(r"^ *check\.(\w+)", text, re.MULTILINE))
    assert [item.name for item in lesson.asks] == list(asked)


@each_lesson
def test_its_title_is_the_notebooks(lesson):
    text = (SOURCES / lesson.notebook).with_suffix(".md").read_text(encoding="utf-8")
    assert re.search(r"^# (.+)$", text, re.MULTILINE)[1] == lesson.title


@each_lesson
def test_each_item_has_the_name_that_learners_call_it_by(lesson):
    found = {name: it for name, it in vars(module_of(lesson)).items() if isinstance(it, Item)}
    assert found == {item.name: item for item in lesson.asks}
    assert {item.lesson for item in lesson.asks} == {lesson.number}


@each_lesson
def test_an_exercise_has_a_file_of_its_own(lesson):
    files = {path.stem for path in (FOLDER / f"lesson_{lesson.number:02}").glob("*.py")}
    for item in lesson.tasks.values():
        assert re.sub(r"(?<=[a-z])(?=[A-Z])", "_", item.name).lower() in files
        if isinstance(item, Exercise):
            assert item.reference.__module__.endswith(f".{item.name}") or item.is_class
