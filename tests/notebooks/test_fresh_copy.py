"""A fresh copy of a lesson: the same cells as the author's reader finds, with nothing run."""

import nbformat
import pytest

from course_lib.exercises import lessons
from course_lib.notebooks.build import unrun
from course_lib.notebooks.fresh_copy import NOTEBOOKS, begin_again
from course_lib.notebooks.notices import fold


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: f"{lesson.number:02}")
def test_a_fresh_copy_has_the_lessons_cells(lesson, tmp_path):
    said = begin_again(lesson.number, tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name == lesson.notebook.replace(".ipynb", "_again.ipynb")
    assert path.name in said
    fresh = nbformat.read(path, as_version=4)
    nbformat.validate(fresh)
    stored = unrun((NOTEBOOKS / "source" / lesson.notebook).with_suffix(".md"))
    fold(stored.cells)
    assert [(c.cell_type, c.source) for c in fresh.cells] == [
        (c.cell_type, c.source) for c in stored.cells
    ]
    for ours, theirs in zip(fresh.cells, stored.cells, strict=True):
        assert ours.metadata.get("tags", []) == theirs.metadata.get("tags", [])
    assert fresh.metadata.kernelspec == stored.metadata.kernelspec
    assert not any(cell.get("outputs") for cell in fresh.cells)


def test_nothing_is_written_over(tmp_path):
    assert "00_start_here_again.ipynb" in begin_again(0, tmp_path)
    first = tmp_path / "00_start_here_again.ipynb"
    first.write_text("mine", encoding="utf-8")
    assert "00_start_here_again2.ipynb" in begin_again(0, tmp_path)
    assert first.read_text(encoding="utf-8") == "mine"


def test_a_lesson_that_is_none_is_named():
    with pytest.raises(ValueError, match=r"0 to 17. Received 18"):
        begin_again(18)
