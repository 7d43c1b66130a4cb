"""nbgrader on the same answers: its environment, its course with the same exercises, its scores.

Each exercise is a cell for the answer and a cell of tests. These call the answer and the reference
with the inputs that the lesson draws, and compare what they return.
"""

import csv
import os
import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook

from benchmarks.grading.classroom import EXERCISES, SETUP, Class

PROJECT = Path(__file__).parents[2]
PINNED = PROJECT / "tests" / "grading" / "nbgrader.txt"
ASSIGNMENT = "lesson"
SEED = 7

TESTS = """\
def reference():
{reference}
    return {name}


inputs = {inputs}
answers = [{name}(*case) for case in inputs]
### BEGIN HIDDEN TESTS
for case, answer in zip(inputs, answers):
    np.testing.assert_allclose(answer, reference()(*case), rtol=1e-6, atol=1e-12)
### END HIDDEN TESTS
"""


class Course:
    """nbgrader's course folder, with an assignment that a class has handed in."""

    def __init__(self, folder: Path, environment: Path | None, class_: Class):
        self._folder = folder
        programs = _programs(environment or folder / "environment")
        self._nbgrader = str(programs / "nbgrader")
        own = {name: str(folder / name) for name in ("HOME", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        self._environment = {
            **os.environ,
            **own,
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")]),
            "PYTHONPATH": str(PROJECT),
            "PYTHONWARNINGS": "ignore",
        }
        for path in own.values():
            Path(path).mkdir(parents=True, exist_ok=True)
        self._write(folder / "source" / ASSIGNMENT, _source())
        self._run("generate_assignment", ASSIGNMENT)
        released = nbformat.read(
            folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4
        )
        for one in class_:
            for cell in released.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if name in one.answers:
                    cell.source = one.answers[name]
            self._write(folder / "submitted" / one.learner / ASSIGNMENT, released)

    def autograde(self) -> float:
        """Grade everybody from scratch: seconds of the command from start to end."""
        shutil.rmtree(self._folder / "autograded", ignore_errors=True)
        started = time.perf_counter()
        self._run("autograde", ASSIGNMENT)
        return time.perf_counter() - started

    def scores(self) -> dict[str, float]:
        """Everybody's points, by nbgrader's own table."""
        self._run("export", f"--to={self._folder / 'grades.csv'}")
        with open(self._folder / "grades.csv", encoding="utf-8", newline="") as file:
            return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}

    def _run(self, *what: str) -> None:
        command = [self._nbgrader, *what]
        done = subprocess.run(
            command, cwd=self._folder, env=self._environment, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(
                f"nbgrader {' '.join(what)} failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
            )

    @staticmethod
    def _write(folder: Path, notebook) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")


def _source():
    """The instructor's notebook: what answers need, and for each exercise an answer and tests."""
    cells = [new_code_cell(SETUP)]
    for name, exercise in EXERCISES.items():
        solution = exercise.solution_source()
        answer = f"### BEGIN SOLUTION\n{solution}### END SOLUTION"
        tests = TESTS.format(
            name=name,
            reference=textwrap.indent(solution, "    "),
            inputs=_as_code(exercise.draw_args(SEED)),
        )
        cells += [_cell(answer, name), _cell(tests, f"test_{name}", points=1)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _cell(source: str, name: str, points: int = 0):
    """One of nbgrader's cells: a solution, or, where it has points, tests."""
    about = {"schema_version": 3, "grade_id": name, "task": False}
    about |= {"grade": bool(points), "locked": bool(points), "solution": not points}
    return new_code_cell(
        source, metadata={"nbgrader": about | ({"points": points} if points else {})}
    )


def _as_code(inputs: list[tuple]) -> str:
    """Inputs as they may stand in a cell: arrays and numbers."""
    with np.printoptions(threshold=sys.maxsize, floatmode="unique"):
        return repr(inputs).replace("array(", "np.array(")


# --- its environment -----------------------------------------------------------------------------


def _programs(folder: Path) -> Path:
    """The programs of an environment with nbgrader in it, which is made where there is none."""
    folder = folder.absolute()
    programs = folder / "bin"
    if not (programs / "nbgrader").exists():
        print(f"  making an environment with nbgrader in {folder}", flush=True)
        wanted = [_pinned("nbgrader"), f"numpy=={np.__version__}", "ipykernel"]
        if uv := shutil.which("uv"):
            _call(
                uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)
            )
            _call(uv, "pip", "install", "--quiet", "--python", str(programs / "python"), *wanted)
        else:
            _call(sys.executable, "-m", "venv", str(folder))
            _call(str(programs / "python"), "-m", "pip", "install", "--quiet", *wanted)
    return programs


def _pinned(package: str) -> str:
    """The version that the tests of the bridge use, as a requirement."""
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{package}=="))


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"nbgrader could not be installed:\n{done.stdout}{done.stderr}")
