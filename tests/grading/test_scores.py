"""An instructor's own word: it counts, says who and when, and outlives what the grader does."""

import csv
import io
from datetime import datetime

import pytest

from course_lib.grading import export, feedback, lms
from course_lib.grading.anonymous import AnonymousGradebook, code_of
from course_lib.grading.decisions import DueDate, Override
from course_lib.grading.marking import mark, unmarked
from course_lib.grading.schedule import grade
from course_lib.grading.scores import Scores
from course_lib.grading.submission import read
from tests.grading.classroom import notebook, run_without_sandbox

SAID = {"by": "Prof. Hopper", "at": "2999-03-09T10:00:00+00:00"}


def mark_here(job):
    return mark(job, run_without_sandbox)


@pytest.fixture
def graded(handed_in):
    """s1 has 2 of 2, s2 has 1, s3 a file that is none."""
    grade(handed_in, marking=mark_here, jobs=0)
    return handed_in


def of(book, known, learner):
    return Scores(book, known, [0]).of(learner, 0)


def test_points_for_an_exercise_count_and_the_graders_stay(graded, known):
    graded.override(Override("s2", 0, "weigh", 0.5, "The idea is right.", **SAID))
    stands = of(graded, known, "s2")
    assert (stands.score, stands.possible) == (1.5, 2)
    assert stands.by_hand("weigh") == "0.5 points by Prof. Hopper, 2999-03-09: The idea is right."
    assert graded.rows()[1].score == 1
    assert graded.marks(graded.rows()[1].id)[0].points == 0


def test_it_outlives_regrading(graded, known):
    graded.override(Override("s2", 0, "weigh", 0.5, **SAID))
    graded.ungrade()
    grade(graded, marking=mark_here, jobs=0)
    assert of(graded, known, "s2").score == 1.5


def test_a_newer_notebook_asks_whether_it_still_holds(graded, known, right):
    graded.override(Override("s2", 0, "weigh", 0.5, by="Hopper", at="2000-01-01T00:00:00+00:00"))
    graded.add("s2", 0, read(notebook([*right, "1"])), "new")
    assert "Do they still hold?" in " ".join(of(graded, known, "s2").for_your_eye())


def test_points_for_a_lesson_are_final(graded, known):
    graded.override(Override("s2", 0, "weigh", 0.5, **SAID))
    graded.override(Override("s2", 0, points=2.0, comment="Shown to me.", **SAID))
    graded.set("late", "cutoff")
    graded.set_due_dates([DueDate(0, datetime(2020, 1, 1))])
    assert of(graded, known, "s2").score == 2
    assert of(graded, known, "s2").taken_off == 0


def test_who_handed_in_nothing_may_have_points(book, known):
    book.override(Override("s1", 0, points=1.0, comment="On paper.", **SAID))
    assert of(book, known, "s1").score == 1
    assert export.lessons_of(book) == [0]
    assert "On paper." in dict(feedback.pages(book, known, [0]))["s1.html"]


def test_what_the_grader_could_not_judge_is_settled_by_hand(graded, known):
    graded.ungrade(learners=["s1"])
    (job,) = graded.jobs(lambda lesson: ("weigh", "weigh_all"))
    graded.save(unmarked(job, "The grader failed on it: look at it by hand."))
    assert of(graded, known, "s1").for_your_eye()
    graded.override(Override("s1", 0, points=2.0, **SAID))
    assert of(graded, known, "s1").for_your_eye() == []
    assert of(graded, known, "s1").score == 2


def test_an_excused_lesson_is_left_out_of_the_sum(graded, known):
    graded.override(Override("s2", 0, excused=True, comment="Ill.", **SAID))
    _, row, _ = rows(export.by_learner(graded, known, [0]))
    assert (row["00 score"], row["score"], row["possible"], row["percent"]) == (
        "excused", "0", "0", "",
    )  # fmt: skip
    assert "excused by Prof. Hopper, 2999-03-09: Ill." in row["remarks"]


def test_an_excused_exercise_makes_the_others_all(graded, known):
    graded.override(Override("s2", 0, "weigh", excused=True, **SAID))
    assert (of(graded, known, "s2").score, of(graded, known, "s2").possible) == (1, 1)
    canvas = list(csv.reader(io.StringIO(lms.canvas(graded, known, [0]))))
    assert canvas[3][-1] == "2", "a column of Canvas has one number of points for everybody"


def test_platforms_hear_of_it(graded, known):
    graded.override(Override("s1", 0, excused=True, **SAID))
    graded.override(Override("s2", 0, "weigh", 1.0, "<b>Well</b>", **SAID))
    assert [row[-1] for row in csv.reader(io.StringIO(lms.canvas(graded, known, [0])))][2:4] == [
        "EX", "2",
    ]  # fmt: skip
    worksheet = (
        "Identifier,ID number,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
        "Participant 1,s1,,100,-,\nParticipant 2,s2,,100,-,\n"
    )
    text, _ = lms.fill_moodle(worksheet, graded, known, [0])
    ada, blaise = rows(text)
    assert (ada["Grade"], blaise["Grade"]) == ("", "100")
    assert "excused by Prof. Hopper" in ada["Feedback comments"]
    assert "weigh: 1 point by Prof. Hopper" in blaise["Feedback comments"]
    assert "&lt;b&gt;Well" in blaise["Feedback comments"]


def test_it_stands_in_the_tables_and_on_the_page(graded, known):
    graded.override(Override("s2", 0, "weigh", 0.5, "<i>Nearly.</i>", **SAID))
    details = {row["exercise"]: row for row in rows(export.by_exercise(graded, known, [0]))
               if row["id"] == "s2"}  # fmt: skip
    assert details["weigh"]["by hand"].endswith("<i>Nearly.</i>")
    assert (details["weigh"]["points"], details["(all)"]["points"]) == ("0.5", "1.5")
    assert "weigh: 0.5 points by" in rows(export.by_learner(graded, known, [0]))[1]["remarks"]
    page = dict(feedback.pages(graded, known, [0]))["s2.html"]
    assert "0.5 of 1" in page
    assert "&lt;i&gt;Nearly." in page


def test_unseen_it_names_no_learner(graded, known):
    graded.override(Override("s2", 0, "weigh", 0.5, **SAID))
    graded.set_due_dates([DueDate(0, datetime(2020, 1, 1), "s2")])
    unseen = AnonymousGradebook(graded)
    code = code_of(graded, "s2")
    assert Scores(unseen, known, [0]).of(code, 0).score == 1.5
    assert [one.learner for one in unseen.due_dates()] == [code]
    assert "s2," not in export.by_exercise(unseen, known, [0])


def rows(text):
    header, *lines = csv.reader(io.StringIO(text))
    return [dict(zip(header, line, strict=True)) for line in lines]
