"""A grader that trusts: each notebook runs, tests and all, in a process that inherits everything.

It is the positive control. Every attack has to succeed here, or a test that sees it fail elsewhere
says nothing. It is no man of straw: cells run in IPython's shell and tests are further cells, as
nbgrader has it; each notebook has a process of its own; results come back as multiprocessing
sends them, pickled.
"""

import contextlib
import html
import json
import os
import pickle
import sqlite3
import sys
import tempfile
from pathlib import Path

import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from tests.hostile.lesson import EXERCISES


def grade(folder: Path) -> None:
    """Grade the notebooks in ``folder/inbox`` by name; write gradebook, pages and a table."""
    os.setsid()
    os.chdir(folder / "work")
    null = os.open(os.devnull, os.O_RDWR)
    silent, spoken = os.pipe()  # nobody will ever write into it, and nobody says so
    os.dup2(silent, 0)
    os.dup2(null, 1)
    os.dup2(null, 2)
    secret = open(folder / "secret")  # noqa: SIM115 - kept open, as a careless program would
    os.environ.update(
        SECRET_OF_THE_CLASS=secret.read(), TMPDIR=str(folder / "work"), HOME=str(folder / "work")
    )
    tempfile.tempdir = None  # look at TMPDIR again
    (folder / "pages").mkdir()
    for path in sorted((folder / "inbox").iterdir()):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        result = _graded(notebook, folder / "pages" / f"{path.stem}.txt", spoken)
        _write_down(folder, path.stem, result)


def _graded(notebook: dict, printed: Path, spoken: int) -> dict:
    """Run a notebook in a child; what it prints goes into a file, its marks come back pickled."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        os.close(spoken)
        os.dup2(os.open(printed, os.O_CREAT | os.O_WRONLY), 1)
        os.dup2(1, 2)
        sys.stdout = sys.stderr = os.fdopen(1, "w", buffering=1)
        result = _kernel(notebook)
        os.write(send, pickle.dumps(result))
        _leave()
    os.close(send)
    with os.fdopen(receive, "rb") as results:
        result = pickle.loads(results.read())
    os.waitpid(child, 0)
    return result


def _leave() -> None:
    """Exit as a program does: threads are waited for, farewells are said."""
    import atexit
    import threading

    threading._shutdown()
    atexit._run_exitfuncs()
    os._exit(0)


def _kernel(notebook: dict) -> dict:
    """Run the cells, then a test for each exercise: whatever raises nothing has its point."""
    config = Config()
    config.HistoryManager.enabled = False
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=config, colors="NoColor")
    scores, messages = dict.fromkeys(EXERCISES, 0), []
    cells = {cell["id"]: cell for cell in notebook["cells"] if cell["cell_type"] == "code"}
    assert len(cells) == len([c for c in notebook["cells"] if c["cell_type"] == "code"])
    assert set(cells) >= set(EXERCISES), "a cell is missing"
    assert cells["side"]["metadata"]["tags"] == ["exercise"]
    assert notebook["nbformat"] == 4
    for cell in cells.values():
        result = shell.run_cell("".join(cell["source"]))
        if not result.success:
            error = result.error_in_exec or result.error_before_exec
            messages.append(f"{type(error).__name__}: {error}")
            return {"scores": scores, "messages": messages}  # as nbclient does, by default
    shell.push({"np": np})
    for name in EXERCISES:
        result = shell.run_cell(_TEST.format(name=name))
        scores[name] += int(result.success and not scores[name])
        if result.error_in_exec:
            messages.append(f"{type(result.error_in_exec).__name__}: {result.error_in_exec}")
    return {"scores": scores, "messages": messages}


_TEST = """
from course_lib.exercises import lesson_01
for args in lesson_01.{name}.draw().args:
    expected = lesson_01.{name}.reference(*args)
    got = {name}(*args)
    assert got == expected if isinstance(expected, str) else np.allclose(got, expected), got
"""


def _write_down(folder: Path, learner: str, result: dict) -> None:
    """A row in the gradebook, one in the table, and a page for the learner."""
    scores, messages = result["scores"], result.get("messages", [])
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as book, book:
        book.execute("CREATE TABLE IF NOT EXISTS marks (learner, scores)")
        book.execute("INSERT INTO marks VALUES (?, ?)", (learner, json.dumps(scores)))
    with open(folder / "pages" / "table.csv", "a") as table:
        table.write(f"{html.escape(learner)},{sum(scores.values())},{' '.join(messages)}\n")
    printed = (folder / "pages" / f"{learner}.txt").read_text(errors="replace")
    page = f"<h1>{learner}</h1><pre>{printed}</pre><p>{' '.join(messages)}</p>"
    (folder / "pages" / f"{learner}.html").write_text(page)
