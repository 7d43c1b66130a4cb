"""Progress is kept: by many at once, and never in the way of a check."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from pathlib import Path

import pytest

from course_lib import progress
from course_lib.checks import State
from course_lib.exercises import lesson_00 as check
from course_lib.progress import database, notices, store
from tests.progress.writers import write_at_once, write_many

WRITERS, EVENTS = 8, 150
NAME = "progress#%.sqlite" if sys.platform == "win32" else "progress?#%.sqlite"  # both odd


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A progress file of this test's own, and no notice left from another test."""
    path = tmp_path / "a folder" / NAME
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    monkeypatch.setattr(notices, "_SAID", set())
    monkeypatch.setattr(notices, "_NOTICES", [])
    yield path
    database.close()


def test_what_is_recorded_is_found_again(file):
    assert progress.record(1, "sigmoid", State.NOT_YET, "def sigmoid(z): ...")
    assert progress.record(1, "sigmoid", State.CORRECT, "def sigmoid(z):\n    return 'é 😀 \x00'")
    assert progress.record(2, "sigmoid", State.ERROR)
    last = progress.latest(1, "sigmoid")
    assert last.state == "correct"
    assert last.answer.endswith("'é 😀 \x00'")
    assert last.time.endswith("+00:00")
    assert progress.latest(1, "tanh") is None
    assert [event.lesson for event in progress.events()] == [1, 1, 2]
    assert progress.standing() == {(1, "sigmoid"): "correct", (2, "sigmoid"): "error"}
    assert progress.notice() == ""
    assert file.exists()


def test_odd_answers_are_kept_as_well_as_they_can_be(file):
    assert progress.record(1, "x", "not yet", "half a pair: \ud83d")
    assert progress.record(1, "y", "not yet", "y" * 10**6)
    assert progress.latest(1, "x").answer == "half a pair: ?"
    assert len(progress.latest(1, "y").answer) == store.ANSWER_LIMIT


def test_off_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    monkeypatch.chdir(tmp_path)
    assert not progress.record(1, "sigmoid", "correct")
    assert progress.events() == []
    assert progress.latest(1, "sigmoid") is None
    assert list(tmp_path.iterdir()) == []
    assert progress.notice() == ""


def test_by_default_it_lies_in_the_users_data_folder(monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    path = progress.location()
    assert path.name == "progress.sqlite"
    assert path.parent.name == "neural-network-course"
    assert progress.location("~/x.sqlite") == Path.home() / "x.sqlite"


def test_eight_processes_write_at_once_and_nothing_is_lost(file):
    write_at_once(WRITERS, EVENTS)
    found = progress.events()
    assert len(found) == WRITERS * EVENTS
    for n in range(WRITERS):
        mine = [event.answer for event in found if event.exercise == f"w{n}"]
        assert mine == [f"answer {number}" for number in range(EVENTS)]


def test_threads_share_a_process(file):
    threads = [threading.Thread(target=write_many, args=(f"t{n}", EVENTS)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(progress.events()) == 4 * EVENTS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_opens_the_file_for_itself(file):
    progress.record(1, "parent", "correct")
    script = """
        import os
        from course_lib import progress
        progress.record(1, "first", "correct")
        child = os.fork()
        if child == 0:
            ok = progress.record(1, "child", "correct")
            os._exit(0 if ok else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert progress.record(1, "after", "correct")
        """
    run_script(script)
    names = {event.exercise for event in progress.events()}
    assert names == {"parent", "first", "child", "after"}


def run_script(text, **options):
    """Run a few lines in a process of their own, under this test's environment."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(text)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_journal_is_write_ahead_where_it_can_be(file):
    progress.record(1, "a", "correct")
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SQLite has this kind of lock on Unix only")
def test_without_shared_memory_it_works_as_on_a_network_share(file, monkeypatch):
    address = database._address
    monkeypatch.setattr(database, "_address", lambda path: address(path) + "?vfs=unix-dotfile")
    assert progress.record(1, "a", "correct")
    assert progress.record(1, "b", "correct")
    assert len(progress.events()) == 2
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_a_file_that_is_taken_away_is_made_anew(file):
    progress.record(1, "a", "correct")
    if sys.platform != "win32":  # where an open file can't be removed
        shutil.rmtree(file.parent)
    assert progress.record(1, "b", "correct")
    assert progress.latest(1, "b") is not None
    assert file.exists()


# --- what goes wrong with files never gets into a check ------------------------------------------


def weigh(x, w):
    return x * w


def test_a_path_that_cannot_be_is_said_once(file, monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "a file" / "progress.sqlite"))
    first, second = check.weigh(weigh), check.weigh(weigh)
    assert first.state is second.state is State.CORRECT
    assert "This answer is not kept" in str(first)
    assert "not kept" not in str(second)
    assert "No answer" in str(check.weigh.my_answer())


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix permissions")
def test_a_read_only_folder(file):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        script = """
            import os
            from course_lib import progress
            from course_lib.exercises import lesson_00 as check
            def weigh(x, w):
                return x * w
            file = os.environ["COURSE_PROGRESS"]
            os.environ["COURSE_PROGRESS"] = "off"
            check.weigh(weigh)  # what is imported on first use lies where root alone may read
            os.environ["COURSE_PROGRESS"] = file
            if os.geteuid() == 0:
                os.setuid(65534)  # root may write everywhere
            answer = check.weigh(weigh)
            assert answer.state == "correct"
            assert "not kept" in str(answer), str(answer)
            assert progress.events() == []
            """
        run_script(script, env={**os.environ, "COURSE_PROGRESS": f"{folder}/sub/p.sqlite"})
        Path(folder).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on a file's size")
def test_a_full_disk_loses_no_earlier_answer_and_no_later_one(file):
    progress.record(1, "before", "correct")
    database.close()
    script = """
        import resource
        from course_lib import progress
        from course_lib.exercises import lesson_00 as check
        def weigh(x, w):
            return x * w
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, resource.RLIM_INFINITY))
        kept = [progress.record(1, f"n{n}", "correct", "x" * 2_000) for n in range(40)]
        assert not all(kept), "the disk is full by now"
        assert "not kept" in progress.notice()
        assert check.weigh(weigh).state == "correct"
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        assert progress.record(1, "after", "correct")
        names = [event.exercise for event in progress.events()]
        assert {"before", "after"} <= set(names)
        assert sum(name.startswith("n") for name in names) == sum(kept)
        """
    run_script(script)


DAMAGE = {
    "not a database": lambda path: path.write_bytes(b"A shopping list, not a database. " * 99),
    "empty pages": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(8192)),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:6000]),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_set_aside_and_never_deleted(file, damage):
    for n in range(200):
        progress.record(1, f"e{n}", "correct", "x" * 500)
    database.close()
    damage(file)
    bytes_before = file.read_bytes()
    answer = check.weigh(weigh)
    assert answer.state is State.CORRECT
    aside = file.with_name(NAME.replace(".", ".damaged-1."))
    assert aside.read_bytes() == bytes_before
    assert f"It was set aside as {aside.name}" in str(answer)
    assert "set aside" not in str(check.weigh(weigh))
    assert {event.exercise for event in progress.events()} == {"weigh"}


def test_a_second_damaged_file_gets_another_name(file):
    file.parent.mkdir()
    for _ in range(2):
        database.close()
        file.write_bytes(b"nonsense " * 1000)
        assert progress.record(1, "a", "correct")
    names = sorted(path.name for path in file.parent.glob("*damaged*"))
    assert names == [NAME.replace(".", ".damaged-1."), "progress?#%.damaged-2.sqlite"]


def test_eight_processes_meet_one_damaged_file(file):
    file.parent.mkdir()
    file.write_bytes(b"nonsense " * 1000)
    write_at_once(WRITERS, EVENTS)
    assert len(list(file.parent.glob("*damaged*"))) == 1
    assert len(progress.events()) == WRITERS * EVENTS
    assert not list(file.parent.glob("*.lock"))


def test_a_busy_file_is_waited_for_and_then_given_up(file, monkeypatch):
    progress.record(1, "a", "correct")
    database.close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert not progress.record(1, "b", "correct")
    assert "locked" in progress.notice()
    other.execute("COMMIT")
    other.close()
    assert progress.record(1, "c", "correct")
    assert not list(file.parent.glob("*damaged*")), "busy is not damaged"


def test_my_answer_gives_the_last_one_back(file, tmp_path):
    from course_lib.checks.shown import Code

    def weigh(x, w):
        return x + w

    check.weigh(weigh)
    shown = check.weigh.my_answer()
    assert isinstance(shown, Code)
    assert "return x + w" in str(shown)
    assert "not yet" in str(shown)


def test_a_stub_is_no_event(file):
    def weigh(x, w): ...

    check.weigh(weigh)
    check.weigh(7)
    assert progress.events() == []
