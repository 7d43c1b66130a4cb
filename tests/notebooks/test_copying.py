"""Copying gives a learner what is missing or newer, and takes nothing that they wrote."""

import json

import pytest

from course_lib.notebooks.copying import MEMORY, copy_notebooks

OLD = {
    "00_a.ipynb": "a, as it was",
    "01_b.ipynb": "b, as it was",
    "de/01_b.ipynb": "b, auf Deutsch",
    "glossary.md": "words",
}
NEW = OLD | {"00_a.ipynb": "a, newer", "01_b.ipynb": "b, newer"}


def release(folder, files):
    made_from = {"source/00_a.md": "its text", ".ipynb_checkpoints/00_a.ipynb": "an old one"}
    for name, text in (files | made_from).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def content(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MEMORY)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.fixture
def source(tmp_path):
    return release(tmp_path / "released", OLD)


@pytest.fixture
def mine(tmp_path, source):
    folder = tmp_path / "a new" / "folder"
    assert copy_notebooks(folder, "1.0.0", source) == []
    return folder


def test_a_new_folder_gets_what_learners_open_and_nothing_else(mine):
    assert content(mine) == OLD


def test_what_a_learner_wrote_stays_and_is_not_mentioned_while_nothing_is_newer(mine, source):
    (mine / "00_a.ipynb").write_text("my answer")
    (mine / "my_own.ipynb").write_text("mine")
    for _ in range(2):
        assert copy_notebooks(mine, "1.0.0", source) == []
    assert content(mine) == OLD | {"00_a.ipynb": "my answer", "my_own.ipynb": "mine"}


def test_a_newer_version_replaces_what_nobody_touched_and_stands_beside_what_somebody_did(
    mine, source
):
    (mine / "00_a.ipynb").write_text("my answer")
    release(source, NEW)
    said = copy_notebooks(mine, "1.1.0", source)
    assert said == ["00_a.ipynb is yours and stays; the newer one is 00_a_1.1.0.ipynb."]
    wanted = NEW | {"00_a.ipynb": "my answer", "00_a_1.1.0.ipynb": "a, newer"}
    assert content(mine) == wanted
    assert copy_notebooks(mine, "1.1.0", source) == []  # once is enough
    assert content(mine) == wanted


def test_a_copy_beside_takes_no_name_that_is_taken(mine, source):
    (mine / "00_a.ipynb").write_text("my answer")
    (mine / "00_a_1.1.0.ipynb").write_text("mine, too")
    release(source, NEW)
    (said,) = copy_notebooks(mine, "1.1.0", source)
    assert said.endswith("the newer one is 00_a_1.1.0_2.ipynb.")
    assert content(mine)["00_a_1.1.0.ipynb"] == "mine, too"


def test_what_was_deleted_comes_back(mine, source):
    (mine / "01_b.ipynb").unlink()
    copy_notebooks(mine, "1.0.0", source)
    assert content(mine) == OLD


@pytest.mark.parametrize("memory", ["", "[]", "{", None])
def test_without_its_memory_a_folder_loses_nothing(mine, source, memory):
    (mine / MEMORY).unlink() if memory is None else (mine / MEMORY).write_text(memory)
    (mine / "00_a.ipynb").write_text("my answer")
    copy_notebooks(mine, "1.0.0", source)
    assert content(mine) == OLD | {"00_a.ipynb": "my answer", "00_a_1.0.0.ipynb": OLD["00_a.ipynb"]}
    assert set(json.loads((mine / MEMORY).read_text())) == set(OLD)


def test_a_copy_that_is_broken_off_leaves_no_half_notebook(mine, source, monkeypatch):
    release(source, NEW)

    def broken(path, target):
        raise OSError("the power is gone")

    monkeypatch.setattr("pathlib.Path.replace", broken)
    with pytest.raises(OSError, match="power"):
        copy_notebooks(mine, "1.1.0", source)
    monkeypatch.undo()
    assert content(mine)["00_a.ipynb"] == OLD["00_a.ipynb"]
    assert copy_notebooks(mine, "1.1.0", source) == []
    assert {name: content(mine)[name] for name in NEW} == NEW
