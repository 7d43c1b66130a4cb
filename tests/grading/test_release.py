"""What a class is given: the lesson, unanswered, and nothing of whoever ran it."""

import re

import nbformat
import pytest

from course_lib.grading.release import NOTEBOOKS, ReleaseError, check, clean, release
from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import is_exercise
from course_lib.notebooks.tidy import dumps
from tests.grading.classroom import to_modify

ZERO, ONE = "00_start_here.ipynb", "01_neuron.ipynb"


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


def test_the_courses_own_notebooks_are_clean_already(known):
    for number in known:
        stored = (NOTEBOOKS / known[number].notebook).read_text(encoding="utf-8")
        assert clean(known, number) == stored


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
    assert check(known, [0, 1], class_, source) == {ZERO: "not released", ONE: "not released"}
    paths = release(known, [0, 1], class_, source)
    assert [path.name for path in paths] == ["00_start_here.ipynb", "01_neuron.ipynb"]
    assert check(known, [0, 1], class_, source) == {ZERO: "clean", ONE: "clean"}
    paths[1].write_text(paths[1].read_text("utf-8").replace("build one", "buy one"), "utf-8")
    assert check(known, [0, 1], class_, source)[ONE].startswith("differs")


def test_an_answered_exercise_is_not_released(known, source, tmp_path):
    change(source / "01_neuron.ipynb", solve)
    with pytest.raises(ReleaseError, match=r"sigmoid.*build 01_neuron"):
        release(known, [0, 1], tmp_path / "class", source)
    assert not (tmp_path / "class").exists(), "all or none"
    assert "holds an answer" in check(known, [1], tmp_path, source)[ONE]


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


# --- what lies beside the lessons ----------------------------------------------------------------

LINK = re.compile(r"\]\(([\w.-]+\.(?:ipynb|md))(?:#[^)\s]*)?\)")


@pytest.mark.parametrize("lesson", [0, 1, 9, 17])
def test_what_a_lesson_links_to_is_in_the_classs_folder(known, tmp_path, lesson):
    """But the lessons that come later, or came before: those are the instructor's to give."""
    release(known, [lesson], tmp_path)
    text = (tmp_path / known[lesson].notebook).read_text("utf-8")
    lessons = {known[number].notebook for number in known}
    linked = set(LINK.findall(text)) - lessons
    assert "glossary.md" in linked or lesson == 0
    assert all((tmp_path / name).exists() for name in linked)
    assert set(check(known, [lesson], tmp_path).values()) == {"clean"}


def test_the_glossary_links_to_the_lessons_that_a_class_has(known, tmp_path):
    def linked():
        return set(LINK.findall((tmp_path / "glossary.md").read_text("utf-8")))

    release(known, [1], tmp_path)
    assert linked() == {"01_neuron.ipynb"}
    whole = (NOTEBOOKS / "glossary.md").read_text("utf-8")
    given = (tmp_path / "glossary.md").read_text("utf-8")
    assert "(05 Loss functions)" in given
    assert given.count("\n- **") == whole.count("\n- **") > 100
    release(known, [2], tmp_path)
    assert linked() == {"01_neuron.ipynb", "02_activations.ipynb"}
    (tmp_path / "glossary.md").write_text("mine")
    assert check(known, [2], tmp_path)["glossary.md"].startswith("differs")
