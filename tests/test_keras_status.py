"""What the notebooks say of TensorFlow, by what start.py has written; and how they wait for it."""

import importlib
import json
import sys
import time

import pytest

from course_lib import keras_status
from starting import places, status


@pytest.fixture
def prefix(tmp_path, monkeypatch):
    """An environment of our own, in which start.py writes and which has neither library yet."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "path", [str(folder)])
    monkeypatch.setattr(sys, "meta_path", [importlib.machinery.PathFinder])
    for name in [name for name in sys.modules if name in ("keras", "tensorflow")]:
        monkeypatch.delitem(sys.modules, name)
    file = tmp_path / places.TENSORFLOW_STATUS.name
    monkeypatch.setattr(status, "TENSORFLOW_STATUS", file)
    return tmp_path


def bring(prefix):
    """What an installer does in the end."""
    for name in ("tensorflow", "keras"):
        (prefix / "packages" / name).mkdir()
        (prefix / "packages" / name / "__init__.py").touch()


HALF = {"done": 120, "total": 259, "unit": "MB"}
GO_ON = "Close JupyterLab and run `python3 start.py` again, and it goes on."


@pytest.mark.parametrize(
    ("state", "more", "sentence"),
    [
        ("fetching", {"total": 0}, "TensorFlow is on its way."),
        (
            "fetching",
            {"done": 3, "total": 20, "unit": "packages"},
            "TensorFlow is on its way: 3 of 20 packages are in place.",
        ),
        ("fetching", HALF, "TensorFlow is on its way: 120 of 259 MB are fetched."),
        (
            "fetching",
            {**HALF, "seconds": 40},
            "TensorFlow is on its way: 120 of 259 MB are fetched, the rest in about 40 s.",
        ),
        (
            "failed",
            {"why": "The disk is full."},
            f"TensorFlow is not here. The disk is full. {GO_ON}",
        ),
        ("stopped", {}, f"TensorFlow is not here yet: fetching it was interrupted. {GO_ON}"),
        (
            "declined",
            {},
            "TensorFlow was left out; `python3 start.py --tensorflow` fetches it.",
        ),
        ("none", {}, ""),  # the lessons that need it say so themselves
    ],
)
def test_a_learner_is_told_how_it_stands(prefix, state, more, sentence):
    status.write(state, **more)
    assert keras_status.sentence() == sentence


@pytest.mark.parametrize("state", ["here", "none", "declined", None])
def test_where_it_is_nothing_is_said_and_nobody_waits(prefix, state, capsys):
    if state:
        status.write(state)
    bring(prefix)
    importlib.invalidate_caches()
    assert keras_status.sentence() == ""
    keras_status.wait()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"time": 1}', '{"state": "fetching"}'])
def test_a_damaged_file_stops_nobody(prefix, text):
    (prefix / places.TENSORFLOW_STATUS.name).write_text(text)
    with pytest.raises(ImportError, match="TensorFlow"):
        keras_status.wait()


def test_where_there_is_none_the_reason_is_the_import_error(prefix):
    with pytest.raises(ImportError, match=r"^There is no TensorFlow for this machine\.$"):
        keras_status.wait()


def test_in_a_browser_the_page_itself_says_where_there_is_one(prefix, monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    with pytest.raises(ImportError, match="A browser has no TensorFlow; the note above says"):
        keras_status.wait()
    assert keras_status.sentence() == ""


def test_forbidden_by_somebody_it_is_missing(prefix, monkeypatch):
    bring(prefix)
    monkeypatch.setitem(sys.modules, "keras", None)
    assert keras_status.missing() == keras_status.NONE


def test_half_of_it_is_not_imported(prefix):
    """An installer that was ended leaves folders that look whole."""
    bring(prefix)
    importlib.invalidate_caches()
    status.write("stopped")
    with pytest.raises(ImportError, match="interrupted"):
        keras_status.wait()


def play(monkeypatch, *acts):
    """Let each second of waiting do one of these."""
    acts = iter(acts)
    monkeypatch.setattr(keras_status.time, "sleep", lambda seconds: next(acts)())


def test_it_waits_and_goes_on_in_the_same_kernel(prefix, monkeypatch, capsys):
    assert not keras_status._is_here()  # Python remembers that it has looked
    status.write("fetching", **HALF)
    play(
        monkeypatch,
        lambda: status.write("fetching", done=18, total=20, unit="packages"),
        lambda: bring(prefix) or status.write("here"),
    )
    keras_status.wait()
    first, second, *_, last = capsys.readouterr().out.split("\r")[1:]
    stop = "Interrupt the kernel to go on without it."
    assert first.rstrip() == f"TensorFlow is on its way: 120 of 259 MB are fetched. {stop}"
    assert second.rstrip() == f"TensorFlow is on its way: 18 of 20 packages are in place. {stop}"
    assert last == "TensorFlow is here.\n"
    assert importlib.import_module("keras").__file__.startswith(str(prefix))
    del sys.modules["keras"]  # it is an empty file


def test_a_line_covers_the_one_before(prefix, monkeypatch, capsys):
    status.write("fetching", done=999, total=1000, unit="packages")
    play(monkeypatch, lambda: status.write("fetching", **HALF), lambda: status.write("none"))
    with pytest.raises(ImportError):
        keras_status.wait()
    assert len({len(line) for line in capsys.readouterr().out.split("\r")[1:-1]}) == 1


def interrupt():
    raise KeyboardInterrupt


def test_interrupted_it_says_so_and_the_lesson_goes_on_without(prefix, monkeypatch):
    status.write("fetching", **HALF)
    play(monkeypatch, interrupt)
    with pytest.raises(ImportError, match="You stopped waiting for TensorFlow; run this cell"):
        keras_status.wait()


def test_what_fails_while_it_waits_is_told(prefix, monkeypatch):
    status.write("fetching", **HALF)
    play(monkeypatch, lambda: status.write("failed", why="The network is gone."))
    with pytest.raises(ImportError, match=r"is not here\. The network is gone\. Close"):
        keras_status.wait()


def test_it_does_not_wait_for_somebody_who_has_ended(prefix):
    status.write("fetching", **HALF)
    file = prefix / places.TENSORFLOW_STATUS.name
    told = json.loads(file.read_text())
    file.write_text(json.dumps({**told, "time": time.time() - keras_status.SILENCE - 1}))
    with pytest.raises(ImportError, match="interrupted"):
        keras_status.wait()


def test_both_sides_mean_the_same_file():
    assert places.TENSORFLOW_STATUS == places.VENV / keras_status.FILE_NAME
