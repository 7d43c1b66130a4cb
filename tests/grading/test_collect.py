"""Collecting: each notebook under its learner and lesson, and a word about all the others."""

import os

import pytest

from course_lib.grading.collect import collect
from course_lib.grading.marking import mark
from course_lib.grading.schedule import grade
from tests.grading.classroom import code, notebook, run_without_sandbox


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(inbox, name, data, time=None):
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if time:
        os.utime(path, (time, time))


@pytest.fixture(scope="session")
def first(project):
    return notebook(code(project, "01"))


def test_whatever_they_are_called(inbox, book, known, right, first):
    put(inbox, "s1/Untitled (3).ipynb", notebook(right))
    put(inbox, "s1/other.ipynb", first)
    put(inbox, "homework_blaise.json", notebook(right))
    report = collect(inbox, book, known)
    assert (report.new, report.newer, report.known) == (3, 0, 0)
    assert [(row.learner, row.lesson) for row in book.rows()] == [("s1", 0), ("s1", 1), ("s2", 0)]
    missing = {number: [one.id for one in who] for number, who in report.missing.items()}
    assert missing == {0: ["s3"], 1: ["s2", "s3"]}
    assert report.doubtful == []
    again = collect(inbox, book, known)
    assert (again.new, again.newer, again.known) == (0, 0, 3)


def test_a_notebook_without_its_first_cell_is_known_by_its_exercises(inbox, book, known, right):
    put(inbox, "s1.ipynb", notebook([cell for cell in right if "import" not in cell]))
    collect(inbox, book, known)
    assert [row.lesson for row in book.rows()] == [0]


def test_a_broken_file_is_filed_where_its_name_tells_the_lesson(inbox, book, known):
    put(inbox, "s1/00_start_here.ipynb", b"{")
    put(inbox, "s2/x.ipynb", b"")
    report = collect(inbox, book, known)
    assert report.unreadable == [("s1", 0, book.rows()[0].problem)]
    ((origin, why),) = report.doubtful
    assert origin == "s2/x.ipynb"
    assert "empty" in why
    assert "--lesson" in why
    assert book.doubts() == report.doubtful


def test_with_a_lesson_every_file_gets_a_row(inbox, book, known, right, first):
    put(inbox, "s1/x.ipynb", b"")
    put(inbox, "s2/x.ipynb", first)
    put(inbox, "s3/x.ipynb", notebook(right))
    report = collect(inbox, book, known, 0)
    problems = {row.learner: row.problem for row in book.rows([0])}
    assert "empty" in problems["s1"]
    assert "This is lesson 01 Neuron: build one; lesson 00" in problems["s2"]
    assert problems["s3"] == ""
    assert len(report.unreadable) == 2
    assert report.missing == {0: []}


def test_somebody_unknown_is_a_doubt(inbox, book, known, right):
    put(inbox, "stranger/00.ipynb", notebook(right))
    report = collect(inbox, book, known)
    assert report.filed == 0
    assert "No learner" in report.doubtful[0][1]


def test_of_two_the_newer_counts_and_a_readable_one_before_a_broken_one(
    inbox, book, known, right, wrong
):
    put(inbox, "s1/a/00.ipynb", notebook(right), time=2_000_000_000)
    put(inbox, "s1/b/00.ipynb", notebook(wrong), time=1_000_000_000)
    put(inbox, "s2/a/00.ipynb", notebook(right), time=1_000_000_000)
    put(inbox, "s2/b/00_start_here.ipynb", b"{", time=2_000_000_000)
    report = collect(inbox, book, known)
    assert [row.origin for row in book.rows()] == ["s1/a/00.ipynb", "s2/a/00.ipynb"]
    assert [origin for origin, _ in report.doubtful] == [
        "s1/b/00.ipynb",
        "s2/b/00_start_here.ipynb",
    ]


def test_two_equal_ones_are_one(inbox, book, known, right):
    put(inbox, "s1/a.ipynb", notebook_bytes := notebook(right))
    put(inbox, "s1/b.ipynb", notebook_bytes)
    report = collect(inbox, book, known)
    assert report.new == 1
    assert report.doubtful == []


def test_a_dry_run_files_nothing(inbox, book, known, right):
    put(inbox, "s1/a.ipynb", notebook(right))
    put(inbox, "who/a.ipynb", notebook(right))
    report = collect(inbox, book, known, dry_run=True)
    assert report.new == 1
    assert len(report.doubtful) == 1
    assert book.rows() == []
    assert book.doubts() == []


def by_jupyterlab(cells, end="\n"):
    return "".join(f"# In[{i}]:{end}{end}{end}{c}{end}{end}" for i, c in enumerate(cells))


EXPORTED = {
    "by JupyterLab": by_jupyterlab,
    "on Windows": lambda cells: by_jupyterlab(cells, "\r\n"),
    "by jupytext": lambda cells: "# %% [markdown]\n# Hi\n# %%\n" + "\n# %%\n".join(cells),
    "by jupytext, light": lambda cells: "# ---\n# jupyter:\n# ---\n\n" + "\n\n".join(cells),
}


@pytest.mark.parametrize("how", EXPORTED)
def test_a_notebook_that_was_exported_as_a_script_is_graded(inbox, book, known, right, how):
    put(inbox, "s1/00_start_here.py", EXPORTED[how](right).encode())
    report = collect(inbox, book, known)
    assert (report.new, report.doubtful) == (1, [])
    grade(book, marking=lambda job: mark(job, run_without_sandbox), jobs=0)
    assert [(row.lesson, row.score) for row in book.rows()] == [(0, 2)]


def test_who_hands_in_something_else_is_not_just_missing(inbox, book, known, right):
    put(inbox, "s1/00.pdf", b"%PDF-1.7")
    put(inbox, "s1/00.html", b"<html>")
    put(inbox, "s2/mine.py", b"def weigh(x, w): return x * w")
    put(inbox, "s3/00.ipynb", notebook(right))
    put(inbox, "s3/notes.txt", b"kept beside it")
    put(inbox, "readme.txt", b"nobody's")
    report = collect(inbox, book, known)
    assert [origin for origin, _ in report.doubtful] == ["s1/00.html", "s2/mine.py"]
    assert "It is no notebook, nor is 00.pdf. Ask s1 for the .ipynb" in report.doubtful[0][1]
    assert book.doubts() == report.doubtful


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("lovelaceada_501_9999_zz.ipynb", "lovelaceada_501_10001_aa.ipynb"),
        ("s1/00-9.ipynb", "s1/00-10.ipynb"),
    ],
)
def test_of_two_as_new_as_each_other_the_platforms_count_decides(
    inbox, book, known, right, wrong, earlier, later
):
    put(inbox, earlier, notebook(wrong), time=1_000_000_000)
    put(inbox, later, notebook(right), time=1_000_000_000)
    collect(inbox, book, known)
    assert [row.origin for row in book.rows()] == [later]


def test_what_the_platform_says_is_later_is_whatever_the_files_say(
    inbox, book, known, right, wrong
):
    put(inbox, "lovelaceada_501_9001_a.ipynb", notebook(wrong), time=2_000_000_000)
    put(inbox, "lovelaceada_501_9002_a.ipynb", notebook(right), time=1_000_000_000)
    name = "HW_blaise_attempt_2026-03-0{}-08-00-00_a.ipynb"
    put(inbox, name.format(2), notebook(wrong), time=2_000_000_000)
    put(inbox, name.format(3), notebook(right), time=1_000_000_000)
    collect(inbox, book, known)
    assert [row.origin for row in book.rows()] == ["lovelaceada_501_9002_a.ipynb", name.format(3)]
    assert [row.handed_in for row in book.rows()] == ["", "2026-03-03T08:00:00"]
