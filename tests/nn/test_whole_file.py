"""A file is written whole or not at all."""

import os

import pytest

from course_lib.nn import whole_file


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_a_text_is_written_as_it_is(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("what was there before")
    whole_file.write_text(path, "é,1\r\nü,2\n")
    assert path.read_bytes() == "é,1\r\nü,2\n".encode()
    assert names(tmp_path) == ["table.csv"]


def test_until_it_is_complete_a_reader_finds_the_old_one(tmp_path):
    path = tmp_path / "model"
    path.write_bytes(b"old")
    with whole_file.replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("trouble", [OSError("full"), KeyboardInterrupt()])
def test_what_fails_leaves_nothing_behind(trouble, tmp_path):
    path = tmp_path / "model"
    path.write_bytes(b"old")

    def write_half():
        with whole_file.replacing(path) as file:
            file.write(b"half of")
            raise trouble

    with pytest.raises(type(trouble)):
        write_half()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["model"]


def test_a_name_that_cannot_be_replaced_leaves_nothing_behind(tmp_path, monkeypatch):
    def refuse(*paths):
        raise PermissionError("open elsewhere")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError, match="open elsewhere"):
        whole_file.write_text(tmp_path / "model", "new")
    assert names(tmp_path) == []


def test_two_at_once_do_not_meet(tmp_path):
    path = tmp_path / "model"
    with whole_file.replacing(path) as one, whole_file.replacing(path) as other:
        one.write(b"one")
        other.write(b"other")
    assert path.read_bytes() == b"one"  # whoever is done last
    assert names(tmp_path) == ["model"]


def test_a_file_in_the_folder_that_we_are_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    whole_file.write_text("here", "text")
    assert names(tmp_path) == ["here"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(FileNotFoundError):
        whole_file.write_text(tmp_path / "nowhere" / "file", "text")
