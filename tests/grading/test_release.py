"""What a class is given: the lesson, unanswered, and nothing of whoever ran it."""

import nbformat
import pytest

from course_lib.grading.release import NOTEBOOKS, ReleaseError, check, clean, release
from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import is_exercise
from course_lib.notebooks.tidy import dumps
from tests.grading.classroom import to_modify


@pytest.fixture
def source(tmp_path):
    """A folder with three lessons of the course."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("00_start_here", "01_neuron", "03_network"):
        (folder / f"{name}.ipynb").write_bytes((NOTEBOOKS / f"{name}.ipynb").read_bytes())
    return folder


def change(path, edit):
    notebook = nbformat.read(path, as_version=4)
    path.write_text(dumps(edit(notebook) or notebook), encoding="utf-8")


def test_the_courses_own_notebooks_are_clean_already(known, source):
    for number in (0, 1, 3):
        stored = (source / known[number].notebook).read_text(encoding="utf-8")
        assert clean(known, number, source) == stored


@pytest.mark.parametrize("number", [1, 13, 17])
def test_code_that_is_to_be_changed_is_no_answer_until_it_is(known, number, tmp_path):
    name = known[number].notebook
    stored = (NOTEBOOKS / name).read_text(encoding="utf-8")
    assert clean(known, number) == stored
    assert to_modify(NOTEBOOKS.parent, f"{number:02}")
    (tmp_path / name).write_text(stored, encoding="utf-8")

    def nearly(notebook):
        for cell in filter(is_exercise, notebook.cells):
            if "..." not in cell.source:
                cell.source = cell.source.replace("return ", "return 0 + ", 1)

    change(tmp_path / name, nearly)
    with pytest.raises(ReleaseError, match="holds an answer"):
        clean(known, number, tmp_path)


def test_lessons_are_written_and_checked(known, source, tmp_path):
    class_ = tmp_path / "class"
    assert check(known, [0, 1], class_, source) == {0: "not released", 1: "not released"}
    paths = release(known, [0, 1], class_, source)
    assert [path.name for path in paths] == ["00_start_here.ipynb", "01_neuron.ipynb"]
    assert check(known, [0, 1], class_, source) == {0: "clean", 1: "clean"}
    paths[1].write_text(
        paths[1].read_text("utf-8").replace("Build a neuron", "Buy a neuron"), "utf-8"
    )
    assert check(known, [0, 1], class_, source)[1].startswith("differs")


def test_an_answered_exercise_is_not_released(known, source, tmp_path):
    change(source / "01_neuron.ipynb", solve)
    with pytest.raises(ReleaseError, match=r"sigmoid.*build 01_neuron"):
        release(known, [0, 1], tmp_path / "class", source)
    assert not (tmp_path / "class").exists(), "all or none"
    assert "holds an answer" in check(known, [1], tmp_path, source)[1]


def test_an_answered_form_is_not_released(known, source):
    def answer(notebook):
        for cell in notebook.cells:
            if cell.source.strip() == "check.trace":
                cell.source = "check.trace(check.trace.right_answer)"

    change(source / "03_network.ipynb", answer)
    with pytest.raises(ReleaseError, match="trace"):
        clean(known, 3, source)


def test_what_a_person_leaves_in_a_notebook_is_taken_out(known, source):
    def leave(notebook):
        notebook.metadata["author"] = "Ada"
        notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}
        notebook.cells[0].metadata["slideshow"] = {"slide_type": "skip"}

    path = source / "00_start_here.ipynb"
    before = path.read_text(encoding="utf-8")
    change(path, leave)
    assert clean(known, 0, source) == before


@pytest.mark.parametrize(("content", "words"), [(None, "no 00_start"), ("{", "can't be read")])
def test_a_lesson_that_is_not_there_or_broken(known, source, content, words):
    path = source / "00_start_here.ipynb"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ReleaseError, match=words):
        clean(known, 0, source)
