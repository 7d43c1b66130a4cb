"""The bridge into nbgrader's gradebook, held to nbgrader itself, in a process of its own."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from course_lib.grading import nbgrader_bridge
from course_lib.grading.decisions import DueDate, Override
from course_lib.grading.marking import Mark, Result
from course_lib.grading.nbgrader_bridge import BridgeError
from course_lib.grading.submission import Submission

PACKAGES = Path(__file__).with_name("nbgrader.txt")


@pytest.fixture(scope="session")
def environment(tmp_path_factory, project):
    """The variables of a process that finds nbgrader: installed, or fetched into a folder."""
    there = {**os.environ, "PYTHONPATH": str(project)}
    if importlib.util.find_spec("nbgrader"):
        return there
    folder = tmp_path_factory.mktemp("nbgrader")
    what = ["install", "--quiet", "--no-deps", "--target", str(folder), "-r", str(PACKAGES)]
    if importlib.util.find_spec("pip"):
        command = [sys.executable, "-m", "pip", *what]
    elif uv := shutil.which("uv"):
        command = [uv, "pip", *what, "--python", sys.executable, "--compile-bytecode"]
    else:
        pytest.skip("nbgrader is not installed, and neither pip nor uv is there to fetch it")
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nbgrader could not be fetched: {done.stderr[-300:]}")
    there["PYTHONPATH"] = os.pathsep.join([str(project), str(folder)])
    there["PATH"] = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    return there


WRITE = """
import sys
from course_lib.grading.catalogue import catalogue
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.nbgrader_bridge import write
with Gradebook(sys.argv[1]) as book:
    print(write(__import__("pathlib").Path(sys.argv[2]), book, catalogue(), [0]))
"""
READ = """
import json, sys, warnings
warnings.simplefilter("ignore")
from nbgrader.api import Gradebook
with Gradebook(f"sqlite:///{sys.argv[1]}") as theirs:
    if len(sys.argv) > 2:
        grade = theirs.find_grade("weigh", "00_start_here", "00_start_here", "s2")
        grade.manual_score = 0.25
        theirs.db.commit()
    print(json.dumps({
        "students": [[s.id, s.first_name, s.last_name, s.email] for s in theirs.students],
        "assignments": {a.name: a.max_score for a in theirs.assignments},
        "scores": {s.student.id: s.score for s in theirs.assignment_submissions("00_start_here")},
        "penalties": {s.student.id: [n.late_submission_penalty for n in s.notebooks]
                      for s in theirs.assignment_submissions("00_start_here")},
        "by hand": [g.needs_manual_grade for s in theirs.assignment_submissions("00_start_here")
                    for n in s.notebooks for g in n.grades],
    }))
"""


@pytest.fixture
def run(environment, tmp_path):
    def run(code, *arguments):
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def marked(weigh, weigh_all):
    marks = [
        Mark("weigh", "correct", weigh, 1.0),
        Mark("weigh_all", "correct", weigh_all, 1.0),
        Mark("a_form", "not attempted", 0.0, 0.0),
    ]
    return tuple(marks)


def test_scores_arrive_and_what_a_person_put_there_stays(book, run, tmp_path):
    for learner, points in (("s1", (1.0, 1.0)), ("s2", (0.0, 1.0))):
        book.add(learner, 0, Submission(learner * 32, ("x",)), "x")
        row = next(row for row in book.rows() if row.learner == learner)
        book.save(Result(row.id, marked(*points), "so"))
    theirs = tmp_path / "theirs.db"
    assert run(WRITE, book.path, theirs) == 2
    found = run(READ, theirs)
    students = {student[0]: student[1:] for student in found["students"]}
    assert students["s1"] == ["Ada", "Lovelace", "ada@example.org"]
    assert students["s3"][:2] == ["Carl Friedrich", "Gauß"]
    assert found["assignments"] == {"00_start_here": 2.0}
    assert found["scores"] == {"s1": 2.0, "s2": 1.0}
    assert found["by hand"] == [False] * 4
    assert run(READ, theirs, "by hand")["scores"]["s2"] == 1.25
    row = next(row for row in book.rows() if row.learner == "s1")
    book.save(Result(row.id, marked(0.0, 1.0), "regraded"))
    assert run(WRITE, book.path, theirs) == 2
    assert run(READ, theirs)["scores"] == {"s1": 1.0, "s2": 1.25}


def test_points_by_hand_and_what_lateness_took_off_arrive_too(book, run, tmp_path):
    submission = Submission("a" * 64, ("x",))
    book.add("s1", 0, submission, "x", handed_in="2026-03-03T10:00:00")
    book.save(Result(book.rows()[0].id, marked(0.0, 1.0), "so"))
    book.override(Override("s1", 0, "weigh", 0.5, by="Hopper", at="2999-01-01T00:00:00+00:00"))
    book.set_due_dates([DueDate(0, datetime(2026, 3, 2))])
    book.set("late", "10%/day")
    run(WRITE, book.path, tmp_path / "theirs.db")
    found = run(READ, tmp_path / "theirs.db")
    assert found["scores"] == {"s1": 1.5}
    assert found["penalties"] == {"s1": [0.4]}


def test_without_nbgrader_it_says_what_to_install(book, known, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    with pytest.raises(BridgeError, match=r"neural-network-course\[nbgrader\]"):
        nbgrader_bridge.write(tmp_path / "x.db", book, known, [0])
    assert not (tmp_path / "x.db").exists()
