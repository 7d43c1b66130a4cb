"""Progress without SQLite, and in a browser: a line of text for each answer, and none is lost."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from course_lib import progress
from course_lib.checks import State
from course_lib.exercises import lesson_00 as check
from course_lib.progress import notices, plain_file, store
from tests.progress.writers import write_at_once

WRITERS, EVENTS = 4, 40


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A plain progress file of this test's own, and no notice left from another test."""
    path = tmp_path / "a folder" / "progress.jsonl"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    monkeypatch.setattr(notices, "_SAID", set())
    monkeypatch.setattr(notices, "_NOTICES", [])
    return path


def weigh(x, w):
    return x * w


def test_what_is_recorded_is_found_again(file):
    assert progress.record(1, "sigmoid", State.NOT_YET, "def sigmoid(z): ...")
    assert progress.record(1, "sigmoid", State.CORRECT, "def sigmoid(z):\n    return 'é 😀 \x00'")
    assert progress.record(2, "sigmoid", State.ERROR, "half a pair: \ud83d")
    assert progress.latest(1, "sigmoid").answer.endswith("'é 😀 \x00'")
    assert progress.latest(1, "tanh") is None
    assert [event.lesson for event in progress.events()] == [1, 1, 2]
    assert progress.standing() == {(1, "sigmoid"): "correct", (2, "sigmoid"): "error"}
    assert progress.notice() == ""
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


def test_a_database_and_a_plain_file_hold_the_same(file, tmp_path, monkeypatch):
    for number in range(5):
        progress.record(number, "a", "correct", f"x\n{number}")
    text, plain = progress.export_text(), progress.events()
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))
    assert progress.import_text(text) == 5
    assert progress.events() == plain
    monkeypatch.setenv("COURSE_PROGRESS", str(file))
    assert progress.import_text(text) == 0, "each is there already"
    assert progress.events() == plain


def test_four_processes_write_at_once_and_nothing_is_lost(file):
    write_at_once(WRITERS, EVENTS)
    assert len(progress.events()) == WRITERS * EVENTS


def test_a_line_that_was_cut_off_costs_no_other(file):
    progress.record(1, "a", "correct")
    progress.record(1, "b", "correct")
    file.write_bytes(file.read_bytes()[:-20] + b'\n[1, 2]\n{"a": 1}\n\xff\xfe\n[[[')
    assert progress.record(1, "c", "correct")
    assert [event.exercise for event in progress.events()] == ["a", "c"]


def test_what_goes_wrong_never_gets_into_a_check(file, monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "a file" / "progress.jsonl"))
    first, second = check.weigh(weigh), check.weigh(weigh)
    assert first.state is second.state is State.CORRECT
    assert "This answer is not kept" in str(first)
    assert "not kept" not in str(second)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on a file's size")
def test_a_full_disk_leaves_the_file_as_it_was(file):
    script = """
        import resource, signal
        from course_lib import progress
        progress.record(1, "before", "correct")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, resource.RLIM_INFINITY))
        kept = [progress.record(1, f"n{n}", "correct", "x" * 900) for n in range(8)]
        assert not all(kept), "the disk is full by now"
        assert "not kept" in progress.notice()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        assert progress.record(1, "after", "correct")
        assert len(progress.events()) == 2 + sum(kept)
        """
    run_script(script)


def test_without_sqlite_answers_are_kept_in_a_plain_file(tmp_path):
    script = """
        import sys
        sys.modules["sqlite3"] = sys.modules["_sqlite3"] = None  # then their import fails
        from course_lib import progress
        from course_lib.exercises import lesson_00 as check
        def weigh(x, w):
            return x * w
        answer = check.weigh(weigh)
        assert answer.state == "correct" and "not kept" not in str(answer), str(answer)
        assert progress.latest(0, "weigh").state == "correct"
        assert progress.location().suffix == ".jsonl", progress.location()
        assert progress.import_text(progress.export_text()) == 0
        """
    run_script(script, COURSE_PROGRESS=str(tmp_path / "progress.sqlite"))
    assert [path.name for path in tmp_path.iterdir()] == ["progress.jsonl"]


def test_in_a_browser_it_lies_where_the_browser_keeps_files(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(store, "_DRIVE", tmp_path)
    assert progress.record(1, "a", "correct")
    assert progress.notice() == ""
    assert plain_file.latest(tmp_path / "progress.jsonl", 1, "a").state == "correct"


def test_a_browser_that_keeps_no_files_says_so_once(tmp_path, monkeypatch, file):
    monkeypatch.delenv("COURSE_PROGRESS")
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(store, "_DRIVE", tmp_path / "none")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert "until you close it" in str(check.weigh(weigh))
    assert "until you close it" not in str(check.weigh(weigh))
    assert progress.latest(0, "weigh").state == "correct"


def run_script(script, **environment):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
