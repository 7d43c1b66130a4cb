"""A class's folder, the commands that are typed in it, and whether its gradebook is whole."""

import contextlib
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import time

import nbformat
import psutil

from tests.hostile import lesson


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

    def copy(self, folder):
        """The same class once more, with the same secret."""
        other = CommandLine(folder, self.isolation)
        shutil.copy(self.book, other.book)
        return other

    def collect(self, notebooks):
        """Hand in a notebook for each learner, L000 and so on, and collect them."""
        inbox = self.folder / "inbox"
        inbox.mkdir()
        with open(self.folder / "roster.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "name"])
            for number, notebook in enumerate(notebooks):
                nbformat.write(notebook, inbox / f"L{number:03}.ipynb")
                table.writerow([f"L{number:03}", f"Learner {number}"])
        self.run("collect", "inbox", "--roster", "roster.csv")

    def begin(self, *arguments):
        """Type a command in a terminal of its own, and do not wait for it."""
        command = [sys.executable, "-m", "course_lib.grading", *arguments]
        out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, text=True, start_new_session=True, **out
        )

    def run(self, *arguments):
        """Type a command that must succeed."""
        process = self.begin(*arguments)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said

    def begin_grading(self):
        """Grade what waits, from the beginning or from where it was broken off."""
        return self.begin("grade", "--jobs", "2", "--resume", "--isolation", self.isolation)

    def watch(self, process, seconds):
        """Let it work so long, or to its end; gives all processes that it started meanwhile."""
        family = set()
        moment = time.monotonic() + seconds
        while time.monotonic() < moment and process.poll() is None:
            with contextlib.suppress(psutil.Error):
                family |= set(psutil.Process(process.pid).children(recursive=True))
            time.sleep(0.02)
        return family

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
