"""Notebooks are found wherever they lie, and nothing in an inbox does anything to the machine."""

import io
import os
import sys
import zipfile
from datetime import datetime

import pytest

from course_lib.grading import inbox, opening
from course_lib.grading.inbox import notebooks
from tests.grading.classroom import notebook

ONE, TWO = notebook(["one = 1"]), notebook(["two = 2"])


def zipped(files) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def origins(path):
    return [found.origin for found in notebooks(path)]


def test_a_folder_with_everything_in_it(tmp_path):
    for name in ("s1/a.ipynb", "s2/b.IPYNB", "s3/deep/er/c.ipynb.txt", "s4/renamed.json", "s5/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ONE)
    (tmp_path / "s1" / "notes.txt").write_text("no notebook")
    (tmp_path / "s1" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "s1" / ".ipynb_checkpoints" / "a-checkpoint.ipynb").write_bytes(ONE)
    (tmp_path / "s6.zip").write_bytes(zipped({"c.ipynb": TWO, "__MACOSX/._c.ipynb": ONE}))
    assert origins(tmp_path) == [
        *("s6.zip/c.ipynb", "s1/a.ipynb", "s2/b.IPYNB", "s3/deep/er/c.ipynb.txt"),
        *("s4/renamed.json", "s5/x"),
    ]


def test_a_platforms_zip_with_a_learners_zip_in_it(tmp_path):
    inner = zipped({"work/05.ipynb": TWO, "again.zip": zipped({"x.ipynb": ONE})})
    path = tmp_path / "submissions.zip"
    path.write_bytes(zipped({"s1/05.ipynb": ONE, "s2/my.zip": inner}))
    found = list(notebooks(path))
    assert [one.origin for one in found] == ["s1/05.ipynb", "s2/my.zip/work/05.ipynb"]
    assert [one.data for one in found] == [ONE, TWO]


def test_one_file(tmp_path):
    path = tmp_path / "s1.ipynb"
    path.write_bytes(ONE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (found,) = notebooks(path)
    assert found.origin == "s1.ipynb"
    assert found.time == datetime.fromtimestamp(1_700_000_000)


def test_an_empty_notebook_is_found_since_it_was_handed_in(tmp_path):
    (tmp_path / "s1.ipynb").write_bytes(b"")
    assert origins(tmp_path) == ["s1.ipynb"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no links and pipes")
def test_links_and_pipes_are_passed_over(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(ONE)
    inside = tmp_path / "inbox"
    inside.mkdir()
    (inside / "s1.ipynb").symlink_to(secret)
    (inside / "folder").symlink_to(tmp_path)
    os.mkfifo(inside / "s2.ipynb")
    (inside / "s3.ipynb").write_bytes(TWO)
    assert origins(inside) == ["s3.ipynb"]


def test_names_that_climb_stay_names(tmp_path):
    path = tmp_path / "bad.zip"
    path.write_bytes(zipped({"../../s1/evil.ipynb": ONE, "/etc/s2.ipynb": ONE, "a\\s3.ipynb": ONE}))
    assert sorted(origins(path)) == ["a/s3.ipynb", "etc/s2.ipynb", "s1/evil.ipynb"]
    assert [p.name for p in tmp_path.iterdir()] == ["bad.zip"]


def test_a_bomb_is_not_unfolded(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({"s1/bomb.ipynb": b"{" + b" " * 50_000_000}))
    (found,) = notebooks(path)
    assert len(found.data) == 1001


def test_many_small_bombs_are_one_large_one(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MAX_NESTED_ZIP_BYTES", 10_000_000)
    path = tmp_path / "s1.zip"
    path.write_bytes(zipped({f"{n}.ipynb": bytes(3_000_000) for n in range(20)}))
    found = origins(tmp_path)
    assert found[-1] == "s1.zip (damaged).ipynb"
    assert len(found) == 4


def test_a_learners_zip_does_not_use_up_the_files_of_a_class(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MAX_FILES_IN_LEARNER_ZIP", 2)
    (tmp_path / "s1.zip").write_bytes(zipped({f"{n}.ipynb": ONE for n in range(3)}))
    (tmp_path / "s2.zip").write_bytes(zipped({f"{n}.ipynb": ONE for n in range(2)}))
    assert origins(tmp_path) == ["s1.zip (damaged).ipynb", "s2.zip/0.ipynb", "s2.zip/1.ipynb"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is text")
def test_a_name_that_is_no_text_can_be_stored_and_printed(tmp_path):
    (tmp_path / os.fsdecode(b"s1_\xff.ipynb")).write_bytes(ONE)
    assert origins(tmp_path) == ["s1_?.ipynb"]


def test_a_huge_file_is_read_no_further_than_needed(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MAX_FILE_BYTES", 1000)
    (tmp_path / "s1.ipynb").write_bytes(b"{" + b" " * 5_000)
    (found,) = notebooks(tmp_path)
    assert len(found.data) == 1001


def test_a_damaged_zip_is_told_of(tmp_path):
    (tmp_path / "s1.zip").write_bytes(b"PK\x03\x04 and no more")
    assert origins(tmp_path) == ["s1.zip (damaged).ipynb"]


def test_a_locked_entry_is_told_of(tmp_path):
    data = bytearray(zipped({"s1.ipynb": ONE}))
    for start in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[start] |= 1  # says that it takes a password
    path = tmp_path / "locked.zip"
    path.write_bytes(data)
    (found,) = notebooks(path)
    assert found.data == b""


def test_more_files_than_a_class_can_have(tmp_path, monkeypatch):
    monkeypatch.setattr(inbox, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.ipynb").write_bytes(ONE)
    with pytest.raises(ValueError, match="more than 2 files"):
        list(notebooks(tmp_path))
