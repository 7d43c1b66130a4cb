"""A fresh copy of a lesson: the same cells as the author's reader finds, with nothing run."""

import re

import nbformat
import pytest

from course_lib.backup.fresh_copy import NOTEBOOKS, begin_again
from course_lib.backup.notices import fold
from course_lib.exercises import lessons
from course_lib.notebooks.build import unrun


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: f"{lesson.number:02}")
def test_a_fresh_copy_has_the_lessons_cells(lesson, tmp_path):
    said = begin_again(lesson.number, tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name == lesson.notebook
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
    released = nbformat.read(NOTEBOOKS / lesson.notebook, as_version=4)
    assert [cell.id for cell in fresh.cells] == [cell.id for cell in released.cells]


def test_a_lesson_starts_again_and_the_old_one_is_kept(tmp_path):
    begin_again(0, str(tmp_path))
    lesson = tmp_path / "00_start_here.ipynb"
    untouched = lesson.read_bytes()
    said = begin_again(0, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [lesson.name], "nothing was there to keep"
    assert "Yours" not in said

    for mine in (b"no notebook any more", untouched.replace(b"    ...", b"    return x * w")):
        lesson.write_bytes(mine)
        said = begin_again(0, tmp_path)
        assert lesson.read_bytes() == untouched
        name = re.search(r"Yours is kept beside it: (00_start_here_kept_\S+\.ipynb)\.", said)[1]
        assert (tmp_path / name).read_bytes() == mine
    assert len(list(tmp_path.iterdir())) == 3


def test_texts_are_found_beside_the_notebooks_too(tmp_path, monkeypatch):
    monkeypatch.setattr("course_lib.backup.fresh_copy.NOTEBOOKS", tmp_path / "nowhere")
    with pytest.raises(ValueError, match="texts are not here"):
        begin_again(0, tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "00_start_here.md").write_text("# Start\n", encoding="utf-8")
    assert "is as it was" in begin_again(0, tmp_path)


def test_in_a_folder_of_another_language_it_speaks_that(tmp_path):
    folder = tmp_path / "de"
    folder.mkdir()
    begin_again(1, folder)
    fresh = nbformat.read(folder / "01_neuron.ipynb", as_version=4)
    released = nbformat.read(NOTEBOOKS / "de" / "01_neuron.ipynb", as_version=4)
    assert [cell.id for cell in fresh.cells] == [cell.id for cell in released.cells]


def test_a_lesson_that_is_none_is_named():
    with pytest.raises(ValueError, match=r"0 to 17. Received 18"):
        begin_again(18)
