"""A class to grade: a gradebook of three learners, with what they handed in."""

import pytest

from course_lib.grading.catalogue import catalogue
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.isolation import choose
from course_lib.grading.submission import read
from tests.grading.classroom import LEARNERS, code, notebook


@pytest.fixture(scope="session")
def right(project):
    """The code of lesson 00, answered rightly."""
    return code(project, "00")


@pytest.fixture(scope="session")
def wrong(right):
    """The same, with a mistake in one exercise."""
    return [cell.replace("return x * w", "return x + w") for cell in right]


@pytest.fixture(scope="session")
def known():
    """The course's exercises."""
    return catalogue()


@pytest.fixture
def book(tmp_path):
    """A gradebook of three learners, open."""
    with Gradebook(tmp_path / "gradebook.sqlite", create=True) as book:
        book.enrol(LEARNERS)
        book.set("secret", "ab" * 32)
        yield book


@pytest.fixture
def handed_in(book, right, wrong):
    """The same with lesson 00 of each: right, wrong, and a file that is none."""
    book.add("s1", 0, read(notebook(right)), "s1/00.ipynb")
    book.add("s2", 0, read(notebook(wrong)), "s2/00.ipynb")
    book.add("s3", 0, read(b"{"), "s3/00.ipynb")
    return book


@pytest.fixture(scope="session")
def isolation():
    """Something that isolates; where there is nothing, whoever needs it is skipped, loudly."""
    probes = choose.probe_all()
    if not any(probe.works for probe in probes):
        pytest.skip("; ".join(f"{probe.name}: {probe.reason}" for probe in probes))
