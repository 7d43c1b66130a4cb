"""The class of the instructor's guide, and the commands of the guide, run as they are printed.

`python -m tests.grading.guide_commands FOLDER` makes the class: six learners of lesson 01, as
platforms hand them over. `python -m tests.grading.guide_commands` runs the guide's commands, and
writes what came out into the guide.
"""

import contextlib
import re
import shlex
import sys
import tempfile
import zipfile
from pathlib import Path

from typer.testing import CliRunner

from course_lib.grading.cli import app
from tests.grading.classroom import code, notebook

PROJECT = Path(__file__).resolve().parents[2]
GUIDE = PROJECT / "docs" / "instructors.md"

ROSTER = """\
id,name,email,login,section
1041,Ada Lovelace,ada@example.org,ada,A
1042,Blaise Pascal,blaise@example.org,blaise,A
1043,Emmy Noether,emmy@example.org,emmy,A
1044,Grace Hopper,grace@example.org,grace,B
1045,Henri Poincaré,henri@example.org,henri,B
1046,Kurt Gödel,kurt@example.org,kurt,B
"""
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,01 Neuron: build one (7310),Final Score
    Points Possible,,,,,6,(read only)
"Lovelace, Ada",501,1041,ada,A,,
"Pascal, Blaise",502,1042,blaise,A,,
"Noether, Emmy",503,1043,emmy,A,,
"Hopper, Grace",504,1044,grace,B,,
"Poincaré, Henri",505,1045,henri,B,,
"Gödel, Kurt",506,1046,kurt,B,,
"""
MOODLE = """\
Identifier,Full name,ID number,Email address,Grade,Maximum Grade,Grade can be changed,\
Last modified (grade),Feedback comments
Participant 88101,Ada Lovelace,1041,ada@example.org,,100.00,Yes,-,
Participant 88102,Blaise Pascal,1042,blaise@example.org,,100.00,Yes,-,
"""
DUE = """\
lesson,due,learner
01,2026-03-02 23:59,
01,2026-03-05 23:59,1044
"""
TIMES = """\
id,handed in
1044,2026-03-07 10:20
"""
BORROWED = """\
from course_lib import Neuron


class MyNeuron(Neuron):
    pass
"""

OWN_WAY = """\
def side(x, w, b):
    total = b
    for place in range(len(x)):
        total = total + x[place] * w[place]
    words = {1: "yes", -1: "no", 0: "undecided"}
    return words[int(np.sign(total))]


check.side(side)
"""
SAME_WAY = """\
def side(inputs, weights, bias):
    answers = {1: "yes", -1: "no", 0: "undecided"}
    z = bias
    for i in range(len(inputs)):
        z = weights[i] * inputs[i] + z  # one by one
    return answers[int(np.sign(z))]


check.side(side)
"""


def make(folder):
    """Write the class into a folder: its roster, what it hands in, and the platforms' tables."""
    right = code(PROJECT, "01")
    forgot = [cell.replace("return w @ x + b", "return w @ x") for cell in right]
    endless = [cell.replace("e = np.exp(-np.abs(z))", "while True: pass") for cell in right]
    borrowed = [BORROWED if cell.startswith("class MyNeuron") else cell for cell in right]
    own_way, same_way = (
        [answer if cell.startswith("def side") else cell for cell in cells]
        for answer, cells in ((OWN_WAY, right), (SAME_WAY, borrowed))
    )
    zips = {
        "submissions": {
            "lovelaceada_501_9001_01_neuron.ipynb": notebook(own_way),
            "pascalblaise_502_9002_01_neuron-2.ipynb": notebook(forgot),
            "noetheremmy_503_9003_final FINAL.ipynb": notebook(endless),
            "hoppergrace_504_9004_01_neuron.ipynb": notebook(right)[:2000],
            "poincarehenri_LATE_505_9005_Untitled.ipynb": notebook(same_way),
            "Untitled1.ipynb": notebook(right),
        },
        "late": {"hoppergrace_LATE_504_9007_01_neuron.ipynb": notebook(right)},
        "midterm": {
            "lovelaceada_501_9101_midterm.ipynb": _midterm(
                "s = np.sort(scores, axis=1)", "return s[:, -1] - s[:, -2]"
            ),
            "pascalblaise_502_9102_midterm.ipynb": _midterm(
                "return scores.max(axis=1) - scores.min(axis=1)"
            ),
            "godelkurt_506_9103_midterm.ipynb": _midterm("..."),
        },
    }
    for name, files in zips.items():
        _zip(folder / f"{name}.zip", files)
    tables = {"roster": ROSTER, "canvas": CANVAS, "moodle": MOODLE, "due": DUE, "times": TIMES}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def _midterm(*lines):
    return notebook(["import numpy as np", "def margin(scores):\n    " + "\n    ".join(lines)])


def _zip(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 12, 0, 0)), data)


# --- typing what the guide types -----------------------------------------------------------------

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
FILE = re.compile(r"# (\w+\.py)\n")


def play(guide):
    """Run a guide's commands in this folder; gives the guide with what came out of them.

    A block of Python that begins with a file's name is written to that file on the way.
    """

    def played(found):
        language, block = found.groups()
        if language == "python" and (name := FILE.match(block)):
            Path(name[1]).write_text(block, encoding="utf-8")
        if language != "console":
            return found[0]
        commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
        said = "".join(f"$ {command}\n{run(command)}" for command in commands)
        return f"```console\n{said}```"

    return BLOCK.sub(played, guide)


def run(command):
    """What a command says: one of the course's, or `cat`, `ls` and `grep -E`."""
    program, *arguments = shlex.split(command)
    if program == "cat":
        return Path(arguments[0]).read_text(encoding="utf-8-sig")
    if program == "ls":
        return "".join(f"{path.name}\n" for path in sorted(Path(arguments[0]).iterdir()))
    if program == "grep":
        lines = Path(arguments[2]).read_text(encoding="utf-8-sig").splitlines()
        return "".join(f"{line}\n" for line in lines if re.search(arguments[1], line))
    assert program == "course", command
    if arguments[0] in ("grade", "regrade"):
        arguments += ["--jobs", "1"]  # the same marks, with one process to start
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "120"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return "\n".join(line.rstrip() for line in done.output.rstrip().splitlines()) + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            make(Path())
            text = play(GUIDE.read_text(encoding="utf-8"))
        GUIDE.write_text(text, encoding="utf-8")
