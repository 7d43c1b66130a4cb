"""A class in which every other learner is hostile, graded by the course's own commands."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

from course_lib.grading.gradebook import Gradebook
from tests.hostile import lesson
from tests.hostile.attack import Harm
from tests.hostile.control import MEGABYTES, place
from tests.hostile.testbed import Testbed

PATIENCE = 900  # seconds; nobody waits that long unless something has hung


@dataclass(frozen=True)
class Row:
    """What the gradebook says of one submission."""

    points: dict[str, int]
    reason: str
    said: str


@dataclass(frozen=True)
class GradedClass:
    """How a class stands after it was graded, and what harm was done."""

    rows: dict[str, Row]
    collect_output: str  # what collecting said
    harms: dict[Harm, str]
    neighbours: dict[str, tuple[str, str]]  # attack's name: the learners beside it
    learner: dict[str, str]  # attack's name: who handed it in


def grade(attacks: dict, folder: Path, isolation: str, before: tuple[str, ...] = ()) -> GradedClass:
    """Grade a class, each attack between two honest notebooks; ``before`` goes before commands."""
    book = folder / "class" / "gradebook.sqlite"
    with Gradebook(book, create=True) as made:
        secret = made.get("secret")
    learner = {name: f"L{2 * i + 1:04}" for i, name in enumerate(attacks)}
    honest = [f"L{2 * i:04}" for i in range(len(attacks) + 1)]
    with Testbed(folder, lesson.PROJECT, secret, MEGABYTES) as testbed:
        command_line = _CommandLine(book, testbed, before)
        text = nbformat.writes(lesson.notebook(lesson.cells()))
        for name in honest:
            _file(testbed, name).write_text(text)
        for (name, attack), neighbour in zip(attacks.items(), honest[1:], strict=True):
            own = _file(testbed, learner[name])
            at = testbed.targets(own, _file(testbed, neighbour), book, book)
            place(attack, own, at, text, book)
        _roster(folder / "roster.csv", sorted([*honest, *learner.values()]))
        collect_output = command_line.run(
            "collect", str(testbed.inbox), "--roster", "roster.csv", "--lesson=1"
        )
        command_line.run("grade", "--jobs", "2", "--isolation", isolation, watched=True)
        command_line.run("export", "--csv", "t.csv", "--details", "e.csv", "--feedback", "pages")
        harms = testbed.harms([path.read_bytes() for path in sorted(_written(folder))])
        rows = _rows(book)
        beside = {name: (honest[i], honest[i + 1]) for i, name in enumerate(attacks)}
        return GradedClass(rows, collect_output, harms, beside, learner)


class _CommandLine:
    """Where the instructor types."""

    def __init__(self, book: Path, testbed: Testbed, before: tuple[str, ...]):
        self.folder, self.testbed, self.before = testbed.folder, testbed, before
        self.environment = {
            **os.environ, "PYTHONPATH": str(lesson.PROJECT), "COURSE_GRADEBOOK": str(book),
            "TMPDIR": str(testbed.work), "COLUMNS": "200",
        }  # fmt: skip

    def run(self, *arguments: str, watched: bool = False) -> str:
        """Type a command; what it said. It must not fail."""
        process = subprocess.Popen(
            [*self.before, sys.executable, "-m", "tests.hostile.short_limits", *arguments],
            cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        if watched:
            with self.testbed.watched(process):
                said, _ = process.communicate(timeout=PATIENCE)
        else:
            said, _ = process.communicate(timeout=PATIENCE)
        (self.folder / f"{arguments[0]}.txt").write_text(said)
        assert process.returncode == 0, said
        return said


def _file(testbed: Testbed, learner: str) -> Path:
    return testbed.inbox / f"{learner}_01_neuron.ipynb"


def _roster(path: Path, learners: list[str]) -> None:
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", "email"])
        table.writerows([one, f"Name of {one}", f"{one}@school.example"] for one in learners)


def _rows(book: Path) -> dict[str, Row]:
    with Gradebook(book) as opened:
        return {row.learner: _row(row, opened.marks(row.id)) for row in opened.rows()}


def _row(row, marks) -> Row:
    points = {mark.task: int(mark.points) for mark in marks if mark.task in lesson.EXERCISES}
    said = json.dumps([[mark.task, mark.state, *mark.sentences] for mark in marks])
    return Row(points, row.reason, said + " ".join(row.notes))


def _written(folder: Path) -> list[Path]:
    """All that people will look at."""
    return [*folder.glob("*.txt"), *folder.glob("[et].csv"), *folder.glob("pages/*.html")]
