"""The lesson that a file of tests is about: test_lesson_12.py reads the notebook of lesson 12."""

import re

import nbformat
import pytest

from course_lib import set_floatx


@pytest.fixture(scope="module")
def lesson(request, project):
    """The notebook, as it is stored."""
    number = request.path.stem.removeprefix("test_lesson_")
    (path,) = (project / "notebooks").glob(f"{number}_*.ipynb")
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def prose(lesson):
    """All that the notebook says, on one line."""
    text = " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def exact():
    """Layers keep 16 digits, as in the lessons that say ``set_floatx("float64")``."""
    set_floatx("float64")
    yield
    set_floatx("float32")
