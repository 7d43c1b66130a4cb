"""An instructor's first term: a class of 14 with every stumble, through real sandboxes, to the end.

The commands are typed as the guide says them; then each learner's row is looked at.
"""

import contextlib
import csv
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course_lib.grading.cli import app
from course_lib.grading.isolation import choose
from tests.grading import first_term

if not sys.platform.startswith("linux"):
    pytest.skip("the grader isolates on Linux, and nowhere else", allow_module_level=True)


def course(*arguments, code=0):
    """Type a command; what it said."""
    done = CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "250"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


class Term:
    """What the commands said, and what they wrote."""

    def __init__(self, folder):
        first_term.make(folder)
        with contextlib.chdir(folder):
            self.said = self._typed()
            self.grades = _rows("grades.csv")
            self.moodle = _rows("moodle-up.csv", by="ID number")
            self.page = {path.name: path.read_text("utf-8") for path in Path("feedback").iterdir()}

    def _typed(self):
        worksheet = ("--roster", "worksheet.csv", "--times", "worksheet.csv")
        said = {"roster": course("collect", "by e-mail", "--roster", "roster.csv")}
        said["moodle"] = course("collect", "moodle.zip", *worksheet)
        course("due", "due.csv", "--late", "10%/day")
        course("grade", "--jobs", 2)
        hand = ("--lesson", "01", "--by", "Prof. Curie", "--comment")
        course("override", "1009", "--exercise", "MyNeuron", "--points", 0, *hand, "Borrowed.")
        course("override", "1003", "--points", 3, *hand, "I read the PDF.")
        course("override", "1014", "--excuse", *hand, "Ill.")
        said["regrade"] = course("regrade", "--learner", "1009", "--jobs", 1)
        said["status"] = course("status")
        course(
            "export", "--csv", "grades.csv", "--details", "details.csv", "--feedback", "feedback"
        )
        moodle = ("--lms", "moodle", "--worksheet", "worksheet.csv", "--lesson", "01")
        course("export", "--csv", "moodle-up.csv", *moodle)
        return said


def _rows(path, by="id"):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row[by]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    if not any(probe.works for probe in choose.probe_all()):
        pytest.skip("nothing isolates here, so nothing is graded")
    return Term(tmp_path_factory.mktemp("term") / "class")


SCORES = {
    "7": "6",  # printed 12 MB; an id of one digit, in a file's name
    "1002": "6",  # a script that JupyterLab exported
    "1003": "3",  # a PDF, which the instructor has read
    "1004": "",  # a zip without a notebook
    "1005": "5",  # the stub stands below the right answer
    "1006": "6",  # two of one name, told apart by Moodle's number
    "1007": "5",
    "1008": "6",  # two attempts of one moment: the later by the platform's count
    "1009": "5",  # UTF-16, and a borrowed class, for which the instructor gives no point
    "1010": "6",  # a byte of cp1252
    "1011": "0",  # damaged
    "1012": "4.8",  # two days late
    "1013": "6",  # later still, with an extension
    "1014": "excused",
}
REMARKS = {
    "1003": "3 points by Prof. Curie",
    "1009": "MyNeuron: 0 points by Prof. Curie",
    "1011": "The file is damaged",
    "1014": "excused by Prof. Curie",
}


@pytest.mark.parametrize("learner", SCORES)
def test_each_has_the_points_that_are_due(term, learner):
    row = term.grades[learner]
    assert row["01 score"] == SCORES[learner], row
    assert REMARKS.get(learner, "") in row["remarks"]
    assert bool(row["remarks"]) == (learner in REMARKS)


def test_nobody_else_is_in_the_class(term):
    assert list(term.grades) == sorted(SCORES)


def test_times_and_what_lateness_cost_stand_in_columns_of_their_own(term):
    late = {who: row["01 days late"] for who, row in term.grades.items()}
    assert {who: days for who, days in late.items() if days not in ("", "0")} == {"1012": "2"}
    assert term.grades["1012"]["01 taken off"] == "1.2"
    assert term.grades["1012"]["01 handed in"] == "2026-03-04 09:12"
    assert term.grades["7"]["01 handed in"] == "", "what comes by e-mail has no time"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("moodle", "It is no notebook, nor is 01_neuron.pdf. Ask 1003 for the .ipynb"),
        ("moodle", "work.zip/readme.txt: It is no notebook. Ask 1004"),
        ("moodle", "1011, lesson 01: The file is damaged"),
        ("moodle", "01_neuron-9.ipynb: "),
        ("moodle", "1014 Niels Bohr"),
        ("regrade", "0 scores changed"),
        ("status", "11 of 14"),
        ("status", "3 by hand:"),
        ("status", "1 late (taken off: 10%/day):"),
        ("status", "1012, lesson 01: handed in 2026-03-04 09:12, 2 days late"),
    ],
)
def test_the_instructor_is_told(term, command, sentence):
    assert sentence in term.said[command]


def test_what_is_settled_by_hand_is_no_longer_for_the_eye(term):
    assert "for your eye" not in term.said["status"]


def test_each_learner_reads_why(term):
    assert "further down the stub stands once more" in term.page["1005.html"]
    assert "Borrowed." in term.page["1009.html"]
    assert "I read the PDF." in term.page["1003.html"]
    assert "1.2 points taken off (10%/day)" in term.page["1012.html"]
    assert "excused by Prof. Curie" in term.page["1014.html"]
    assert "1004.html" not in term.page


def test_moodle_gets_each_ones_grade(term):
    grade = {who: row["Grade"] for who, row in term.moodle.items()}
    assert (grade["1006"], grade["1007"]) == ("100", "83.33")
    assert (grade["1003"], grade["1004"], grade["1014"], grade["1012"]) == ("50", "", "", "80")
