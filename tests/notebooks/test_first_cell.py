"""The first cell: silent where the course is, a way to it where it is missing."""

import subprocess
import sys

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from course_lib.backup import first_cell
from course_lib.notebooks.build import unrun
from course_lib.notebooks.source import NOTEBOOKS, ROOT, sources

SOMEWHERE = "https://github.com/Ada/neural-course"
NOWHERE = "https://github.com/OWNER/neural-network-course"

both = pytest.mark.parametrize("repository", [SOMEWHERE, NOWHERE], ids=["an address", "none yet"])


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_every_notebook_begins_with_it_and_it_shows_nothing(path):
    notebook = nbformat.read(NOTEBOOKS / f"{path.stem}.ipynb", as_version=4)
    first, *others = notebook.cells
    assert first_cell.is_first(first)
    assert first.source == first_cell.source(first_cell.repository())
    assert first.outputs == []
    assert first.execution_count == 1
    assert first.metadata == first_cell.METADATA  # folded away, in each front end as it knows how
    assert not any(map(first_cell.is_first, others))
    assert "course_lib is None" not in path.read_text(encoding="utf-8")  # in no lesson's text


def run(repository, *, there):
    """What the cell does in a Python with the course or without: what pip was asked, what came."""
    code = TransformerManager().transform_cell(first_cell.source(repository))
    program = f"""
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name: find(name) if {there} or name != "course_lib" else None

class Shell:
    def run_line_magic(self, name, line):
        print(name, line)

get_ipython = Shell
{code}"""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@both
def test_where_the_course_is_nothing_happens(repository):
    done = run(repository, there=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_where_it_is_missing_it_is_fetched_and_what_is_there_stays():
    done = run(SOMEWHERE, there=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "pip install -q anywidget",
        # No dependencies: Colab's own NumPy, matplotlib and TensorFlow are not to be replaced.
        f"pip install -q --no-deps {SOMEWHERE}/archive/main.zip",
    ]


def test_where_it_is_missing_and_nobody_has_said_where_it_lies_a_sentence_says_what_to_do():
    done = run(NOWHERE, there=False)
    assert done.returncode == 1
    assert done.stdout == ""
    said = done.stderr.splitlines()[-1]
    assert said.startswith("ModuleNotFoundError: This notebook needs the course's folder")
    assert said.endswith("open this lesson in it with: python3 start.py")


@pytest.mark.parametrize("end", ["/", ".git"])
def test_an_address_may_end_as_people_write_it(end):
    assert first_cell.source(SOMEWHERE + end) == first_cell.source(SOMEWHERE)


@both
def test_it_is_short_and_says_first_what_it_is_for(repository):
    lines = first_cell.source(repository).splitlines()
    assert len(lines) <= 9
    assert lines[0].startswith("# @title ")  # all that Colab shows of it
    assert max(map(len, lines)) <= 100


def test_without_a_pyproject_what_was_installed_knows_the_address(monkeypatch, tmp_path):
    monkeypatch.setattr(first_cell, "PYPROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(first_cell, "DISTRIBUTION", "nbformat")
    assert first_cell.repository() == "https://github.com/jupyter/nbformat.git"
    monkeypatch.setattr(first_cell, "DISTRIBUTION", "no-such-distribution")
    assert first_cell.repository() == ""
    assert first_cell.source("") == first_cell.source(NOWHERE)


def test_an_error_in_it_would_point_to_the_top_of_a_text(sample):
    notebook = unrun(sample)
    assert notebook.cells[0].metadata["line"] == 1
    assert notebook.cells[1].metadata["line"] == 8
