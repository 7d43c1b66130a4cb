"""Nothing is lost: a grader is killed at random moments, and a resumed run ends as any other.

It is killed three times, and fifty times with --thorough.
"""

import contextlib
import csv
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import nbformat
import psutil
import pytest

from tests.hostile import lesson
from tests.hostile.attacks import ATTACKS
from tests.thorough import usually

if not sys.platform.startswith("linux"):
    pytest.skip("the grader isolates on Linux, and nowhere else", allow_module_level=True)

from course_lib.grading.isolation import choose
from course_lib.grading.isolation.landlock import _PREFIX

KILLS = usually(3, thorough=50)
HONEST = 8
ATTACKERS = ("an_exit_at_once", "a_kill_of_its_parent", "a_patched_numpy", "an_ordinary_error")


class CommandLine:
    """A class's folder, and the commands that are typed in it."""

    def __init__(self, folder, isolation):
        self.folder, self.isolation = folder, isolation
        self.book = folder / "gradebook.sqlite"
        self.scratch = folder / "tmp"
        self.environment = {
            **os.environ, "PYTHONPATH": str(lesson.PROJECT), "COURSE_GRADEBOOK": str(self.book),
            "TMPDIR": str(self.scratch),
        }  # fmt: skip
        self.scratch.mkdir(parents=True)

    def begin(self, *arguments):
        """Type a command, and do not wait for it."""
        command = [sys.executable, "-m", "course_lib.grading", *arguments]
        out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, text=True, **out)

    def run(self, *arguments):
        """Type a command that must succeed."""
        process = self.begin(*arguments)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said

    def begin_grading(self):
        """Grade what waits, from the beginning or from where it was broken off."""
        return self.begin("grade", "--jobs", "2", "--resume", "--isolation", self.isolation)

    def exported(self):
        """Everything that the gradebook gives, byte for byte."""
        self.run("export", "--csv", "t.csv", "--details", "e.csv", "--feedback", "pages")
        paths = [self.folder / "t.csv", self.folder / "e.csv", *sorted(self.folder.glob("pages/*"))]
        return {path.name: path.read_bytes() for path in paths}

    def graded(self):
        """How many submissions have their marks; the file must be whole, and no row half."""
        with contextlib.closing(sqlite3.connect(self.book)) as book:
            assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            rows = book.execute(
                "SELECT due, score, (SELECT sum(points) FROM marks WHERE submission = id) "
                "FROM submissions"
            ).fetchall()
        for due, score, points in rows:
            assert (score, points) == (None, None) if due else score == points
        return sum(not due for due, _, _ in rows)


@pytest.fixture(scope="module", params=choose.NAMES)
def command_line(request, tmp_path_factory):
    """A class whose notebooks are collected, and not graded yet."""
    probe = choose.probe(request.param)
    if not probe.works:
        pytest.skip(f"NO ISOLATION by {probe.name} on this machine: {probe.reason}")
    command_line = CommandLine(tmp_path_factory.mktemp("class") / "collected", request.param)
    inbox = command_line.folder / "inbox"
    inbox.mkdir()
    honest = [lesson.notebook(lesson.cells()) for _ in range(HONEST)]
    hostile = [lesson.hostile(ATTACKS[name], {}) for name in ATTACKERS]
    with open(command_line.folder / "roster.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name"])
        for number, notebook in enumerate(honest + hostile):
            nbformat.write(notebook, inbox / f"L{number:03}.ipynb")
            table.writerow([f"L{number:03}", f"Learner {number}"])
    command_line.run("collect", "inbox", "--roster", "roster.csv")
    return command_line


def copy(command_line, folder):
    """The same class once more, with the same secret."""
    other = CommandLine(folder, command_line.isolation)
    shutil.copy(command_line.book, other.book)
    return other


def test_a_grader_that_is_killed_loses_nothing(command_line, tmp_path):
    undisturbed = copy(command_line, tmp_path / "undisturbed")
    began = time.monotonic()
    undisturbed.run("grade", "--jobs", "2", "--isolation", command_line.isolation)
    longest = time.monotonic() - began
    shortest = longest / 4
    expected = undisturbed.exported()
    chance = random.Random(2)
    kills, classes = 0, 0
    while kills < KILLS:
        classes += 1
        killed = copy(command_line, tmp_path / f"killed {classes}")
        before = 0
        while kills < KILLS and not (
            ended := kill_while_it_grades(killed, chance.uniform(0, longest))
        ):
            kills += 1
            graded = killed.graded()
            assert graded >= before, "what was graded has to stay graded"
            before = graded
        if ended:
            longest = max(0.9 * longest, shortest)  # so that the next kill comes in time
        else:
            killed.run("grade", "--resume", "--isolation", command_line.isolation)
        assert killed.exported() == expected
        assert not list(killed.scratch.glob(f"{_PREFIX}*"))
        shutil.rmtree(killed.folder)


def kill_while_it_grades(command_line, seconds):
    """Kill a grader so long after its start; whether it had ended before. What it started ends."""
    process = command_line.begin_grading()
    family = set()
    moment = time.monotonic() + seconds
    while time.monotonic() < moment and process.poll() is None:
        with contextlib.suppress(psutil.Error):
            family |= set(psutil.Process(process.pid).children(recursive=True))
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode in (0, -signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive, "what a killed grader has started ends with it"
    return process.returncode == 0
