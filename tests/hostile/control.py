"""Runs one attack against the grader that trusts, between two honest notebooks.

It does so in a process group of its own, in a scratch folder, under limits; what the attack leaves
behind is cleared away.
"""

import contextlib
import json
import multiprocessing
import os
import resource
import signal
import sqlite3
from pathlib import Path

import nbformat

from tests.hostile import lesson, naive_grader
from tests.hostile.attack import Attack, Harm
from tests.hostile.broken import Broken
from tests.hostile.testbed import Testbed

SECRET = "5eC2e7" + "0123456789abcdef" * 3
PATIENCE = 2.0  # seconds with a run that is to be stopped; without attacks, it takes one
DEADLINE = 30.0
MEGABYTES = 900

FORKSERVER = multiprocessing.get_context("forkserver")
FORKSERVER.set_forkserver_preload([__name__])  # so that a run need not import anything


def harms_done(attack, folder: Path, course: Path) -> dict[Harm, str]:
    """The harms that an attack does to a grader that trusts, each with what shows it."""
    with Testbed(folder, course, SECRET, MEGABYTES) as testbed:
        (folder / "secret").write_text(SECRET)
        own, neighbour = testbed.inbox / "b.ipynb", testbed.inbox / "c.ipynb"
        honest = nbformat.writes(lesson.notebook(lesson.cells()))
        (testbed.inbox / "a.ipynb").write_text(honest)
        neighbour.write_text(honest)
        at = testbed.targets(own, neighbour, folder / "secret", folder / "gradebook.db")
        place(attack, own, at, honest, folder / "secret")
        process = FORKSERVER.Process(target=_limited, args=(folder,))
        process.start()
        with testbed.watched(process):
            process.join(PATIENCE if harm_of(attack) is Harm.STOPS else DEADLINE)
            ended = process.exitcode is not None
        harms = testbed.harms([path.read_bytes() for path in sorted((folder / "pages").iterdir())])
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
        return harms | _in_rows(attack, ended, _rows(folder / "gradebook.db"))


def place(attack, path: Path, at: dict, honest: str, secret: Path) -> None:
    """Put an attack's notebook where a learner would have put hers."""
    if isinstance(attack, Attack):
        path.write_text(nbformat.writes(lesson.hostile(attack, at)))
    elif isinstance(attack, Broken):
        path.write_bytes(attack.make(lesson.notebook(lesson.cells())))
    else:
        attack(path, honest, secret)


def harm_of(attack) -> Harm | None:
    """What an attack does to those who trust."""
    return getattr(attack, "harm", Harm.STOPS)


def due(attack) -> dict[str, int]:
    """The points that are due to an attack's notebook, by exercise."""
    if isinstance(attack, Attack):
        return attack.points(lesson.EXERCISES)
    return {name: int(name in getattr(attack, "due", ())) for name in lesson.EXERCISES}


def _limited(folder: Path) -> None:
    os.closerange(3, 1024)  # those of these tests, which no attack shall write into
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    naive_grader.grade(folder)


def _in_rows(attack, ended: bool, rows: dict[str, dict] | None) -> dict[Harm, str]:
    """What the gradebook shows."""
    found = {}
    if rows is None:
        return {Harm.SPOILS: "the gradebook cannot be read", Harm.STOPS: ""}
    if not ended or not {"a", "c"} <= rows.keys():
        found[Harm.STOPS] = f"ended: {ended}, rows: {sorted(rows)}"
    honest = {name: rows[name] for name in ("a", "c") if name in rows}
    if any(row != points_due_to_honest() for row in honest.values()) or list(honest) == ["c"]:
        found[Harm.SPOILS] = f"rows of neighbours: {rows}"
    got, wanted = rows.get("b", {}), due(attack)
    if any(got.get(name, 0) > points for name, points in wanted.items()):
        found[Harm.FORGES] = f"{got}, and {wanted} is due"
    if any(got.get(name, 0) < points for name, points in wanted.items()) or not got:
        found[Harm.LOSES] = f"{got}, and {wanted} is due"
    return found


def points_due_to_honest() -> dict[str, int]:
    """All points."""
    return dict.fromkeys(lesson.EXERCISES, 1)


def _rows(book: Path) -> dict[str, dict] | None:
    if not book.exists():
        return {}
    try:
        with contextlib.closing(sqlite3.connect(book)) as opened:
            return {
                name: json.loads(scores) for name, scores in opened.execute("SELECT * FROM marks")
            }
    except sqlite3.Error:
        return None
