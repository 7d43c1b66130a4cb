"""Hostile zips between honest ones: none stalls collecting, and its learner is told of.

Each inbox is collected once, in a process with a clock; then each zip is looked at alone.
"""

import sys

import nbformat
import psutil
import pytest

from course_lib.grading import reading
from course_lib.grading.catalogue import catalogue
from course_lib.grading.clocked_process import Clock
from course_lib.grading.collect import collect
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.reading import clocked_reader
from course_lib.grading.roster import Learner
from tests.hostile import lesson
from tests.hostile.zips import HONEST_NAME, ZIPS, zipped

if not sys.platform.startswith("linux"):
    pytest.skip(
        "what a process uses is watched on Linux, and nowhere else", allow_module_level=True
    )

NOTEBOOK = nbformat.writes(lesson.notebook(lesson.cells())).encode()
HOSTILE = {f"L{2 * i + 1:03}": name for i, name in enumerate(ZIPS)}
HONEST = [f"L{2 * i:03}" for i in range(len(ZIPS) + 1)]


def files():
    """What the class hands in: a zip each, a hostile one between any two honest."""
    hostile = {f"{who}.zip": ZIPS[name][0](NOTEBOOK) for who, name in HOSTILE.items()}
    return hostile | {f"{who}.zip": zipped({HONEST_NAME: NOTEBOOK}) for who in HONEST}


def in_a_folder(inbox):
    for name, data in files().items():
        (inbox / name).write_bytes(data)
    return inbox


def in_the_platforms_zip(inbox):
    (inbox / "submissions.zip").write_bytes(zipped(files()))
    return inbox / "submissions.zip"


def own_children():
    """What this process has started, but Python's own tracker, which stays as long as it does."""
    family = psutil.Process().children(recursive=True)
    return {one for one in family if "resource_tracker" not in " ".join(one.cmdline())}


class Collected:
    """What came of an inbox."""

    def __init__(self, folder, pack):
        inbox = folder / "inbox"
        inbox.mkdir()
        packed = pack(inbox)
        before = {path.relative_to(folder) for path in folder.rglob("*")}
        children = own_children()
        with Gradebook(folder / "gradebook.sqlite", create=True) as book:
            book.enrol(Learner(one) for one in sorted([*HONEST, *HOSTILE]))
            with clocked_reader() as reader:
                self.report = collect(packed, book, catalogue(), reader=reader)
            self.rows = {row.learner: row for row in book.rows()}
        self.left_running = own_children() - children
        after = {path.relative_to(folder) for path in folder.rglob("*")}
        self.written = {str(path) for path in after - before}

    def said_of(self, learner):
        """All that is said of what a learner handed in."""
        said = [why for origin, why in self.report.doubtful if learner in origin]
        return " ".join(said + [why for who, _, why in self.report.unreadable if who == learner])


@pytest.fixture(scope="module", params=[in_a_folder, in_the_platforms_zip])
def collected(request, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "CLOCK", Clock(wall_seconds=60, cpu_seconds=10, memory_mb=400))
        yield Collected(tmp_path_factory.mktemp("class"), request.param)


@pytest.mark.parametrize("learner", HOSTILE, ids=HOSTILE.values())
def test_who_hands_in_a_hostile_zip_is_told_of(collected, learner):
    assert ZIPS[HOSTILE[learner]][1] in collected.said_of(learner)
    assert collected.said_of(learner) or not collected.rows[learner].problem


def test_all_who_are_honest_have_their_place(collected):
    assert {who: collected.rows[who].problem for who in HONEST} == dict.fromkeys(HONEST, "")


def test_nothing_is_left_running_or_written(collected):
    assert collected.left_running == set()
    assert collected.written <= {f"gradebook.sqlite{end}" for end in ("", "-wal", "-shm")}
