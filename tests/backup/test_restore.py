"""Saved work comes back into a folder, and what was there is kept."""

import json
import os
import re
import shutil
from datetime import UTC, datetime

import pytest

from course_lib import progress
from course_lib.backup import newer, notebook, pack, restore, unpack
from tests.backup.versions import NEW, OLD, answer, sources, worked

LESSONS = {1: "01_one.ipynb", 2: "02_two.ipynb"}


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Sit down at a machine, by name: each has a folder of lessons and a progress file."""

    def sit_down(name, version=OLD):
        monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / name / "progress.sqlite"))
        folder = tmp_path / name / "notebooks"
        if not folder.exists():
            folder.mkdir(parents=True)
            for lesson in LESSONS.values():
                notebook.write(folder / lesson, version)
        return folder

    return sit_down


def saved_at_home(machine, **answers):
    folder = machine("home")
    notebook.write(folder / "01_one.ipynb", worked(OLD, **answers))
    progress.record(1, "first", "correct", "def first(x): ...")
    return pack(folder, LESSONS).data


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_answers_and_progress_come_back_into_a_newer_lesson(machine):
    data = saved_at_home(machine, first=answer("first"), gone=answer("gone"))
    folder = machine("binder", NEW)
    report = restore(unpack(data), folder, LESSONS)
    assert report.written == ["01_one.ipynb"]
    assert report.said == [
        "On the map: 1 answer added to what was here.",
        "01_one.ipynb: 1 answer in place.",
        "01_one.ipynb no longer asks gone: your answer stands at its end.",
    ]
    assert answer("first") in sources(notebook.read(folder / "01_one.ipynb"))
    assert progress.latest(1, "first").state == "correct"
    assert names(folder) == sorted(LESSONS.values()), "an untouched lesson needs no keeping"

    before = {path: path.read_bytes() for path in folder.iterdir()}
    again = restore(unpack(data), folder, LESSONS)
    assert again.said == ["All of it was here already; nothing has changed."]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_what_was_here_is_kept_beside(machine):
    data = saved_at_home(machine, first=answer("first"))
    folder = machine("lab")
    here = folder / "01_one.ipynb"
    notebook.write(here, worked(OLD, second=answer("second")))
    before = here.read_bytes()
    report = restore(unpack(data), folder, LESSONS)
    kept = re.search(r"kept beside it: (01_one_kept_\S+\.ipynb)\.", report.said[-1])[1]
    assert (folder / kept).read_bytes() == before
    texts = sources(notebook.read(here))
    assert answer("first") in texts
    assert answer("second") in texts


def test_both_answers_are_there_the_newer_first(machine):
    data = saved_at_home(machine, first=answer("first", "return 'home'"))
    for hours, first in ((-2, "home"), (2, "lab")):
        folder = machine(f"lab{hours}")
        here = folder / "01_one.ipynb"
        notebook.write(here, worked(OLD, first=answer("first", "return 'lab'")))
        when = datetime.now(UTC).timestamp() + hours * 3600
        os.utime(here, (when, when))
        report = restore(unpack(data), folder, LESSONS)
        assert "both are in it now, the newer first" in report.said[1]
        texts = sources(notebook.read(here))
        assert answer("first", f"return '{first}'") in texts
        assert all(place in "".join(texts) for place in ("home", "lab"))


def test_lessons_in_another_language_are_carried_too(machine):
    german = worked(OLD, first=answer("first"))
    folder = machine("home")
    (folder / "de").mkdir()
    (folder / "others").mkdir()
    for place in ("de", "others"):
        notebook.write(folder / place / "01_one.ipynb", german)
    packed = pack(folder, LESSONS)
    assert packed.notebooks == ["de/01_one.ipynb"]
    folder = machine("binder", NEW)
    assert restore(unpack(packed.data), folder, LESSONS).said == ["de/01_one.ipynb is here again."]
    notebook.write(folder / "de" / "01_one.ipynb", NEW)
    said = restore(unpack(packed.data), folder, LESSONS).said
    assert said == ["de/01_one.ipynb: 1 answer in place."]
    assert sources(notebook.read(folder / "01_one.ipynb")) == sources(NEW)


def test_a_lesson_that_was_renamed_is_known_by_its_number(machine):
    data = saved_at_home(machine, first=answer("first"))
    folder = machine("later")
    (folder / "01_one.ipynb").rename(folder / "01_a_neuron.ipynb")
    restore(unpack(data), folder, LESSONS | {1: "01_a_neuron.ipynb"})
    assert answer("first") in sources(notebook.read(folder / "01_a_neuron.ipynb"))


def test_what_is_missing_comes_back_and_what_is_damaged_is_kept(machine):
    data = saved_at_home(machine, first=answer("first"))
    folder = machine("empty")
    (folder / "01_one.ipynb").unlink()
    assert restore(unpack(data), folder, LESSONS).said[-1] == "01_one.ipynb is here again."
    (folder / "01_one.ipynb").write_text("{")
    (said,) = restore(unpack(data), folder, LESSONS).said
    assert (folder / re.search(r"is now (\S+)\.$", said)[1]).read_text() == "{"
    assert answer("first") in sources(notebook.read(folder / "01_one.ipynb"))


def test_another_notebook_of_the_same_name_is_not_touched(machine):
    mine = notebook.notebook([notebook.code_cell("mine")])
    folder = machine("home")
    notebook.write(folder / "notes.ipynb", mine)
    data = pack(folder, LESSONS).data
    folder = machine("lab")
    notebook.write(folder / "notes.ipynb", notebook.notebook([notebook.code_cell("yours")]))
    before = (folder / "notes.ipynb").read_bytes()
    report = restore(unpack(data), folder, LESSONS)
    assert report.written == ["notes_restored.ipynb"]
    assert (folder / "notes.ipynb").read_bytes() == before
    assert sources(notebook.read(folder / "notes_restored.ipynb")) == ["mine"]
    assert restore(unpack(data), folder, LESSONS).written == []


def test_a_link_in_the_folder_is_not_written_through(machine, tmp_path):
    data = saved_at_home(machine, first=answer("first"))
    folder = machine("lab")
    outside = tmp_path / "outside.ipynb"
    shutil.copy(folder / "01_one.ipynb", outside)
    before = outside.read_bytes()
    (folder / "01_one.ipynb").unlink()
    (folder / "01_one.ipynb").symlink_to(outside)
    restore(unpack(data), folder, LESSONS)
    assert outside.read_bytes() == before
    assert answer("first") in sources(notebook.read(folder / "01_one.ipynb"))


def test_a_full_disk_is_said_and_nothing_is_half_written(machine, monkeypatch):
    data = saved_at_home(machine, first=answer("first"))
    folder = machine("full")
    before = (folder / "01_one.ipynb").read_bytes()
    full = OSError(28, "No space left on device")
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(full))
    said = restore(unpack(data), folder, LESSONS).said
    assert "01_one.ipynb could not be written (No space left on device). It is as it was." in said
    assert (folder / "01_one.ipynb").read_bytes() == before
    assert names(folder) == sorted(LESSONS.values())


def test_without_progress_the_notebooks_are_restored(machine, monkeypatch):
    data = saved_at_home(machine, first=answer("first"))
    folder = machine("binder")
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    report = restore(unpack(data), folder, LESSONS)
    assert "COURSE_PROGRESS=off" in report.said[0]
    assert report.written == ["01_one.ipynb"]


def summary(folder):
    times = {name: datetime.fromtimestamp((folder / name).stat().st_mtime, UTC).isoformat()
             for name in LESSONS.values()}  # fmt: skip
    last = max((event.time for event in progress.events()), default="")
    return {"last": last, "notebooks": {"01_one.ipynb": times["01_one.ipynb"]}}


def test_what_a_browser_keeps_is_newer_or_not(machine):
    saved_at_home(machine, first=answer("first"))
    here = machine("home")
    kept = summary(here)
    assert not newer(kept, here, LESSONS), "it is what is here"
    assert newer(kept, machine("binder"), LESSONS), "nothing is here"
    progress.record(1, "first", "correct", "…")  # newer answers, but the lesson is untouched
    assert newer(kept, machine("binder"), LESSONS)
    notebook.write(machine("binder") / "01_one.ipynb", worked(OLD, second=answer("second")))
    assert not newer(kept, machine("binder"), LESSONS)
    for strange in (None, [], {}, {"notebooks": 1}, {"notebooks": {"../x": "9"}, "last": 1}):
        assert newer(strange, here, LESSONS) is False, json.dumps(strange)
