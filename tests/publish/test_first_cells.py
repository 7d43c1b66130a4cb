"""The address in the first cells of notebooks: pyproject.toml's, carried there without a run."""

import shutil

import nbformat

from course_lib.backup import first_cell
from course_lib.notebooks.source import NOTEBOOKS
from publish.address import OWNER, Address, address
from publish.first_cells import carry

MADE_UP = Address("Ada", "neural-course")
LESSON = "01_neuron.ipynb"


def test_a_course_that_moves_has_its_new_address_in_each_notebook(tmp_path):
    shutil.copy(NOTEBOOKS / LESSON, tmp_path)
    released = (tmp_path / LESSON).read_bytes()
    assert carry(MADE_UP, tmp_path) == [tmp_path / LESSON]
    moved = nbformat.read(tmp_path / LESSON, as_version=4)
    assert f"{MADE_UP.repository}/archive/{MADE_UP.branch}.zip" in moved.cells[0].source
    assert carry(MADE_UP, tmp_path) == []
    assert carry(address(), tmp_path) == [tmp_path / LESSON]
    assert (tmp_path / LESSON).read_bytes() == released  # as if it had been built there


def test_every_notebook_has_the_address_of_pyproject():
    assert first_cell.repository() == address().repository
    for path in NOTEBOOKS.rglob("*.ipynb"):
        if ".ipynb_checkpoints" in path.parts:
            continue
        source = nbformat.read(path, as_version=4).cells[0].source
        assert source == first_cell.source(address().repository)


def test_both_know_a_placeholder_by_the_same_word():
    assert Address(OWNER, "x").repository.startswith(first_cell.PLACEHOLDER)
