"""Late work: what was due when, what came when, and what the chosen rule takes off."""

import csv
import io
from datetime import datetime

import pytest

from course_lib.grading import export, late, times
from course_lib.grading.collect import collect
from course_lib.grading.decisions import DueDate
from course_lib.grading.late import LateError, Lateness, rule
from course_lib.grading.marking import mark
from course_lib.grading.schedule import grade
from course_lib.grading.scores import Scores
from course_lib.grading.times import is_marked_late, read_due_dates, read_times, time_in_name
from tests.grading.classroom import LEARNERS, notebook, run_without_sandbox

DUE = datetime(2026, 3, 2, 23, 59, 59)


def at(text):
    return datetime.fromisoformat(text)


# --- the rule ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "days"),
    [
        ("2026-03-02 23:59:59", 0),  # the last second of the minute that it was due
        ("2026-03-03 00:00:00", 1),
        ("2026-03-03 23:59:59", 1),
        ("2026-03-04 00:00:00", 2),
    ],
)
def test_each_day_that_has_begun_is_one(came, days):
    assert Lateness(DUE, at(came)).days == days


def test_where_a_time_is_unknown_nothing_is_late():
    assert Lateness(None, at("2027-01-01")).days == Lateness(DUE, None).days == 0
    assert str(Lateness(DUE, None)) == ""


@pytest.mark.parametrize(
    ("text", "days", "score", "taken_off"),
    [
        ("none", 9, 5, 0),
        ("10%/day", 1, 5, 0.6),  # of the six that could be had, as in Canvas
        ("10% per day", 2, 5, 1.2),
        ("10%/day", 3, 1, 1),  # and never below 0
        ("2.5% a day", 2, 5, 0.3),
        ("cutoff", 1, 5, 5),
        ("cutoff", 0, 5, 0),
    ],
)
def test_what_a_rule_takes_off(text, days, score, taken_off):
    assert rule(text).points(days, score, 6) == pytest.approx(taken_off)


@pytest.mark.parametrize(
    "text", ["10", "10%", "110%/day", "0%/day", "-5%/day", "cut off", "10/day"]
)
def test_a_rule_that_is_none_is_refused(text):
    with pytest.raises(LateError, match="10%/day"):
        rule(text)


def test_a_rule_comes_back_as_it_went_in():
    for text in ("none", "cutoff", "10%/day", "2.5%/day"):
        assert rule(rule(text).text) == rule(text)


# --- what instructors and platforms write --------------------------------------------------------


def due_dates(tmp_path, text):
    (tmp_path / "due.csv").write_text(text)
    return read_due_dates(tmp_path / "due.csv", [0, 1], LEARNERS)


def test_due_dates_and_extensions(tmp_path):
    text = "lesson,due,learner\n01,2026-03-02,\n01,2026-03-05 12:00,s2\n00,2026-03-01T08:00:30\n"
    assert due_dates(tmp_path, text) == [
        DueDate(0, at("2026-03-01 08:00:30")),
        DueDate(1, DUE),
        DueDate(1, at("2026-03-05 12:00:59"), "s2"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lesson,date\n1,2026-03-02\n", "no 'due'"),
        ("lesson,due\n01,2.3.2026\n", "line 2: a time is written 2026-03-02 23:59"),
        ("lesson,due\n01,03/02/2026\n", "Received '03/02/2026'"),
        ("lesson,due\n77,2026-03-02\n", "no lesson '77'"),
        ("lesson,due,learner\n01,2026-03-02,nosuch\n", "nobody in this class has the id"),
        ("lesson,due\n01,2026-03-02\n01,2026-03-03\n", "line 3: this has a due date already"),
    ],
)
def test_due_dates_that_can_not_be_meant(tmp_path, text, words):
    with pytest.raises(LateError, match=words):
        due_dates(tmp_path, text)


@pytest.mark.parametrize(
    ("origin", "time"),
    [
        ("HW 1_ada_attempt_2026-03-03-09-12-45_05_loss.ipynb", "2026-03-03 09:12:45"),
        ("HW 1_ada_attempt_2026-03-03-09-12-45_x_attempt_2020-01-01-00-00-00_.ipynb",
         "2026-03-03 09:12:45"),
        ("ada+ps1+2026-03-03 09:12:45.948203 Europe/Paris+xyz/05.ipynb", "2026-03-03 09:12:45"),
        ("s1/05 2020-01-01.ipynb", None),
        # in these, the platform has written the name, and the rest of it is the learner's
        ("lovelaceada_501_9001_x_attempt_2020-01-01-00-00-00_.ipynb", None),
        ("Ada_501_assignsubmission_file_/x_attempt_2020-01-01-00-00-00_.ipynb", None),
        ("ada.zip/x_attempt_2020-01-01-00-00-00_.ipynb", None),
    ],
)  # fmt: skip
def test_the_time_that_a_platform_wrote_into_a_name(origin, time):
    assert time_in_name(origin) == (time and at(time))


def test_canvas_says_that_it_was_late_and_no_more():
    assert is_marked_late("lovelaceada_LATE_501_9001_05.ipynb")
    assert not is_marked_late("lovelaceada_501_9001_late_1_2222_05.ipynb")


MOODLE = (
    "Identifier,Full name,Email address,Status,Last modified (submission)\n"
    'Participant 501,Ada Lovelace,ada@example.org,Submitted,"Tuesday, 3 March 2026, 9:12 AM"\n'
    "Participant 502,Blaise Pascal,blaise@example.org,No submission,-\n"
)


def test_moodles_worksheet_says_when_each_was_handed_in(tmp_path):
    (tmp_path / "w.csv").write_text(MOODLE)
    assert read_times(tmp_path / "w.csv", LEARNERS) == {("s1", None): at("2026-03-03 09:12")}


def test_a_table_of_ones_own_may_name_lessons(tmp_path):
    (tmp_path / "t.csv").write_text("id;lesson;handed in\ns1;01;2026-03-03 09:12\n")
    assert read_times(tmp_path / "t.csv", LEARNERS) == {("s1", 1): at("2026-03-03 09:12")}
    (tmp_path / "t.csv").write_text("id,when\n")
    with pytest.raises(LateError, match="handed in"):
        read_times(tmp_path / "t.csv", LEARNERS)


# --- in a class ----------------------------------------------------------------------------------


@pytest.fixture
def inbox(tmp_path, right, wrong):
    """s1 in time, s2 late by two days begun, as nbgrader tells; s3 late with no time, by Canvas."""
    folder = tmp_path / "inbox"
    for name, data in {
        "s1/00/00.ipynb": notebook(right),
        "s1/00/timestamp.txt": b"2026-03-01 09:00:00.123456 Europe/Paris",
        "s2/00/00.ipynb": notebook(wrong),
        "s2/00/timestamp.txt": b"2026-03-04 08:00:00.123456 Europe/Paris",
        "gausscarlfriedrich_LATE_7_8001_00.ipynb": notebook(right),
        "blaise_9_7777_x.zip/timestamp.txt": b"2026-03-01 09:00:00 UTC",  # a learner's own word
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def graded(book, known, inbox):
    collect(inbox, book, known)
    grade(book, marking=lambda job: mark(job, run_without_sandbox), jobs=0)
    return book


def table(text):
    header, *rows = csv.reader(io.StringIO(text))
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_times_are_shown_where_they_are_known_and_nothing_is_taken_off(graded, known):
    ada, blaise, carl = table(export.by_learner(graded, known, [0]))
    assert [row["00 handed in"] for row in (ada, blaise, carl)] == [
        "2026-03-01 09:00", "2026-03-04 08:00", "",
    ]  # fmt: skip
    graded.set_due_dates([DueDate(0, DUE)])
    ada, blaise, carl = table(export.by_learner(graded, known, [0]))
    assert (blaise["00 days late"], blaise["00 taken off"], blaise["00 score"]) == ("2", "0", "1")
    assert "late" not in carl["remarks"]


def test_a_rule_takes_off_what_it_says_in_a_column_of_its_own(graded, known):
    graded.set_due_dates([DueDate(0, DUE)])
    graded.set("late", "10%/day")
    ada, blaise, carl = table(export.by_learner(graded, known, [0]))
    assert (ada["00 score"], ada["00 taken off"]) == ("2", "0")
    assert (blaise["00 score"], blaise["00 taken off"], blaise["score"]) == ("0.6", "0.4", "0.6")
    assert (carl["00 score"], carl["00 taken off"]) == ("2", "")
    assert "gives no time, so nothing was taken off" in carl["remarks"]
    rows = {row["exercise"]: row for row in table(export.by_exercise(graded, known, [0]))
            if row["id"] == "s2"}  # fmt: skip
    assert rows["(late)"]["points"] == "-0.4"
    assert rows["(late)"]["state"] == (
        "handed in 2026-03-04 08:00, 2 days late (due 2026-03-02 23:59): "
        "0.4 points taken off (10%/day)"
    )
    assert rows["(all)"]["points"] == "0.6"
    assert graded.rows()[1].score == 1, "the grader's own mark stays as it is"


def test_an_extension_is_for_one(graded, known):
    graded.set("late", "cutoff")
    graded.set_due_dates([DueDate(0, at("2026-02-01"))])
    assert [one.score for one in Scores(graded, known, [0]).all()] == [0, 0, 2]
    extension = DueDate(0, at("2026-03-05"), "s2")
    graded.set_due_dates([DueDate(0, at("2026-02-01")), extension])
    assert [one.score for one in Scores(graded, known, [0]).all()] == [0, 1, 2]


def test_one_in_time_that_a_late_one_took_the_place_of_is_told_of(graded, known, inbox, right):
    graded.set_due_dates([DueDate(0, DUE)])
    graded.set("late", "cutoff")
    for path in inbox.glob("s2/00/*"):
        path.unlink()
    (inbox / "s1/00/00.ipynb").write_bytes(notebook([*right, "1"]))
    (inbox / "s1/00/timestamp.txt").write_bytes(b"2026-03-09 08:00:00.123456 Europe/Paris")
    collect(inbox, graded, known)
    grade(graded, marking=lambda job: mark(job, run_without_sandbox), jobs=0)
    (said,) = Scores(graded, known, [0]).of("s1", 0).for_your_eye()
    assert "took the place of one that had come in time" in said


def test_utc_is_turned_to_the_clock_of_this_machine():
    folder, time = times.time_in_file("s1/00/timestamp.txt", b"2026-03-04 08:00:00.1 UTC")
    assert folder == "s1/00"
    assert time.astimezone() == at("2026-03-04 08:00:00+00:00")
    assert late.shown(time)
