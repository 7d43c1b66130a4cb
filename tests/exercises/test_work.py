"""What the buttons under the map ask of Python, message by message."""

import os
import time

import pytest

from course_lib import backup, progress
from course_lib.backup import notebook as notebooks
from course_lib.exercises import lessons
from course_lib.exercises.work import PIECE, Work

HERE = lessons()[0].notebook


class Desk:
    """A learner's folder with lesson 00 in it, and what the page is sent."""

    def __init__(self, folder):
        self.sent, self.files = [], []
        self.work = Work(self._take, folder)
        backup.begin_again(0, folder)
        self.lesson = folder / HERE

    def _take(self, message, buffers=()):
        self.sent.append(message)
        self.files += buffers

    def ask(self, kind, *buffers, **what):
        return self.work.handle({"type": kind, **what}, list(buffers))

    def save(self, stored=True, waited=0.1, last=False):
        """Save, from a page that has stored its notebooks."""
        return self.ask("save", stored=stored, waited=waited, last=last)

    def restore(self, data):
        return self.ask("restore", data, part=0, of=1)

    def answer(self, line):
        text = self.lesson.read_text(encoding="utf-8").replace("    ...", f"    {line}")
        self.lesson.write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk, at a machine that keeps progress."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))
    (tmp_path / "one").mkdir()
    return Desk(tmp_path / "one")


@pytest.fixture
def other(desk, tmp_path, monkeypatch):
    """Another machine; sitting down there is to ask for it."""
    (tmp_path / "two").mkdir()

    def sit_down():
        monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "other.sqlite"))
        return Desk(tmp_path / "two")

    return sit_down


def test_there_and_back(desk, other):
    desk.answer("return x * w")
    progress.record(0, "weigh", "correct", "…")
    said = desk.save()
    assert "In it: 1 answer on the map, and 00_start_here.ipynb." in said
    assert desk.sent[0]["name"].endswith(".zip")
    there = other()
    assert "answer added" in there.restore(b"".join(desk.files))
    assert there.sent[-1] == {"type": "restored", "files": [HERE]}
    assert "return x * w" in there.lesson.read_text(encoding="utf-8")
    assert progress.latest(0, "weigh").state == "correct"


def test_before_anything_is_written_it_says_so(desk):
    said = desk.save()
    assert "In it: 0 answers on the map. No notebook here holds anything of yours." in said


def test_a_large_file_goes_in_pieces(desk, other):
    noise = notebooks.markdown_cell(os.urandom(PIECE).hex())
    notebooks.write(desk.lesson.with_name("mine.ipynb"), notebooks.notebook([noise]))
    desk.save()
    numbers = [(m["part"], m["of"]) for m in desk.sent if m["type"] == "file"]
    assert numbers == [(i, len(numbers)) for i in range(len(numbers))]
    assert len(numbers) > 1
    assert all(len(piece) <= PIECE for piece in desk.files)
    assert ["summary" in message for message in desk.sent] == [True] + [False] * (len(numbers) - 1)

    there = other()
    for part, piece in enumerate(desk.files[:-1]):
        assert there.ask("restore", piece, part=part, of=len(desk.files)) is None
    said = there.ask("restore", desk.files[-1], part=len(desk.files) - 1, of=len(desk.files))
    assert "mine.ipynb is here again." in said
    assert "did not arrive whole" in there.ask("restore", b"", part=3, of=4)


def test_it_waits_until_the_notebook_is_stored_and_says_so_if_it_never_is(desk, monkeypatch):
    an_hour_ago = time.time() - 3600
    os.utime(desk.lesson, (an_hour_ago, an_hour_ago))
    assert desk.save(stored=False) is None
    assert desk.sent == [{"type": "wait"}]
    assert "as they were last stored" in desk.save(stored=False, waited=5, last=True)
    assert desk.sent[-1]["type"] == "file"
    assert "as they were last stored" not in desk.save(stored=False, waited=3605)
    assert "as they were last stored" not in desk.save(stored=True)

    notebooks.write(desk.lesson.with_name("other.ipynb"), notebooks.notebook([]))
    assert "In it" in desk.save(stored=False), "one was stored now, and which is ours is not known"
    monkeypatch.setenv("JPY_SESSION_NAME", f"/somewhere/{HERE}")
    assert desk.save(stored=False) is None


def test_what_is_left_out_is_named(desk):
    desk.lesson.with_name("broken.ipynb").write_text("{")
    assert "Not in it: broken.ipynb is no notebook" in desk.save()


def test_what_the_browser_keeps_is_offered_where_less_is_here(desk, other):
    desk.answer("return x * w")
    desk.save()
    summary = desk.sent[0]["summary"]
    desk.ask("kept", summary=summary)
    assert desk.sent[-1] == {"type": "offer", "newer": False}
    there = other()
    there.ask("kept", summary=summary)
    assert there.sent[-1] == {"type": "offer", "newer": True}


def test_a_lesson_begins_again(desk):
    desk.answer("return x * w")
    assert "Yours is kept beside it" in desk.ask("again", lesson=0)
    assert desk.sent == [{"type": "restored", "files": [HERE], "open": True}]
    assert "return x * w" not in desk.lesson.read_text(encoding="utf-8")
    assert "The lesson is as it was before" in desk.ask("again", lesson=99)


def test_progress_that_an_earlier_version_saved_is_read(desk):
    progress.record(0, "weigh", "correct", "…")
    text = progress.export_text()
    for file in desk.work.folder.parent.glob("progress.sqlite*"):
        file.unlink()
    said = desk.restore(text.encode())
    assert said == "On the map: 1 answer added to what was here."
    assert desk.restore(text.encode()) == "All of it was here already; nothing has changed."
    for other in (b"a holiday picture", b"PK and then?", b'{"a": 1}'):
        assert desk.restore(other).startswith("This is no saved work of this course")
    damaged = text.replace('"answer"', '"reply"')
    assert "damaged" in desk.restore(damaged.encode())


def test_a_message_of_no_known_type_is_an_error(desk):
    with pytest.raises(ValueError, match="unknown type 'x'"):
        desk.ask("x")
