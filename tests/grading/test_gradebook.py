"""The gradebook: what is written stays, a submission at a time, and only one grader writes."""

import contextlib
import sqlite3
import stat
import subprocess
import sys
from dataclasses import astuple, replace
from datetime import datetime

import pytest

from course_lib.grading.decisions import DueDate, Override
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.marking import Mark, Result
from course_lib.grading.roster import Learner
from course_lib.grading.submission import Submission, read
from tests.grading.classroom import LEARNERS, notebook

ONE, TWO = (read(notebook([f"x = {i}"])) for i in (1, 2))
MARKS = (
    Mark("weigh", "correct", 1.0, 1.0, ("Well.",)),
    Mark(
        "weigh_all", "not yet", 0.0, 1.0, ("Add.",), (("x", "1"), ("yours", "<b>")), "note", "eye"
    ),
)


def names(lesson):
    return ("weigh", "weigh_all")


def test_a_class_is_enrolled_and_brought_up_to_date(book):
    book.enrol([Learner("s1", "Ada King", "new@x.org")])
    assert book.learners() == [Learner("s1", "Ada King", "new@x.org", "ada", "A"), *LEARNERS[1:]]


def test_a_newer_submission_takes_the_place_of_an_older_one(book):
    assert book.add("s1", 0, ONE, "a") == "new"
    assert book.add("s1", 0, ONE, "b") == "known"
    assert book.add("s1", 0, TWO, "c") == "newer"
    assert [(row.learner, row.origin) for row in book.rows()] == [("s1", "c")]
    assert book.add("s1", 0, ONE, "d") == "newer"
    assert [row.origin for row in book.rows()] == ["a"]
    assert book.due() == 1


def test_nobody_unknown_hands_in(book):
    with pytest.raises(sqlite3.IntegrityError):
        book.add("nobody", 0, ONE, "a")
    assert book.rows() == []


def test_marks_come_back_as_they_went_in(book):
    book.add("s1", 0, ONE, "a")
    (job,) = book.jobs(names)
    assert job.cells == ("x = 1",)
    assert set(job.seeds) == {"weigh", "weigh_all"}
    book.save(Result(job.submission, MARKS, "1 of 2 correct.", ("a note",), 0.5))
    (row,) = book.rows()
    assert (row.score, row.possible, row.reason, row.due) == (1, 2, "1 of 2 correct.", False)
    assert row.notes == ("a note",)
    assert tuple(book.marks(row.id)) == MARKS
    assert list(book.jobs(names)) == []


def test_the_same_submission_meets_the_same_inputs_and_another_others(book):
    book.add("s1", 0, ONE, "a")
    book.add("s2", 0, ONE, "b")
    first, second = book.jobs(names)
    assert first.seeds == next(book.jobs(names)).seeds
    assert not set(first.seeds.values()) & set(second.seeds.values())


def test_no_job_knows_the_secret_or_whose_it_is(book):
    book.add("s1", 0, ONE, "a")
    (job,) = book.jobs(names)
    assert book.get("secret") not in repr(job)
    assert "s1" not in repr(job)


def test_marks_are_written_whole_or_not_at_all(book, monkeypatch):
    book.add("s1", 0, ONE, "a")
    (job,) = book.jobs(names)
    broken = Mark("weigh", object(), 1.0, 1.0)  # which SQLite can't write
    with pytest.raises(sqlite3.Error):
        book.save(Result(job.submission, (MARKS[1], broken), "no"))
    assert book.marks(job.submission) == []
    assert book.rows()[0].score is None
    assert book.due() == 1


def test_regrading_keeps_the_old_marks_until_new_ones_are_there(book):
    for learner in ("s1", "s2"):
        book.add(learner, 0, ONE, learner)
    for job in list(book.jobs(names)):
        book.save(Result(job.submission, MARKS, "as it was"))
    assert book.ungrade(learners=["s1"]) == 1
    assert book.due() == 1
    assert [row.reason for row in book.rows()] == ["as it was"] * 2
    assert book.ungrade([1]) == 0
    assert book.ungrade(learners=["s1' OR '1'='1"]) == 0


def test_a_gradebook_is_opened_again_with_the_same_secret(tmp_path):
    path = tmp_path / "folder" / "gradebook.sqlite"
    with Gradebook(path, create=True) as book:
        secret = book.secret
        book.set("forms", "graded")
    with Gradebook(path) as book:
        assert book.secret == secret
        assert book.get("forms") == "graded"
    assert len(secret) == 32


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_only_its_owner_can_read_it(tmp_path):
    with Gradebook(tmp_path / "g.sqlite", create=True):
        mode = stat.S_IMODE((tmp_path / "g.sqlite").stat().st_mode)
    assert mode == 0o600


def test_a_gradebook_that_is_not_there_is_not_made_by_accident(tmp_path):
    with pytest.raises(GradebookError, match="course collect"):
        Gradebook(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"no database at all, but a text", b"\0" * 5_000])
def test_a_file_that_is_no_gradebook(tmp_path, content):
    path = tmp_path / "g.sqlite"
    path.write_bytes(content)
    with pytest.raises(GradebookError):
        Gradebook(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "g.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    with pytest.raises(GradebookError, match="Received version 7"):
        Gradebook(path, create=True)


def test_one_grader_at_a_time(book):
    refused = pytest.raises(GradebookError, match="Another grader")
    with book.exclusive(), Gradebook(book.path) as second, refused, second.exclusive():
        pass
    with Gradebook(book.path) as second, second.exclusive():
        pass


def test_a_grader_that_was_killed_holds_nothing(book):
    code = (
        "import os, sys; from course_lib.grading.gradebook import Gradebook\n"
        "with Gradebook(sys.argv[1]) as book, book.exclusive():\n"
        "    os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(book.path)], timeout=60)
    assert done.returncode != 0
    with book.exclusive():
        pass


def test_doubts_are_those_of_the_last_time(book):
    book.save_doubts([("b", "why"), ("a", "who")])
    assert book.doubts() == [("a", "who"), ("b", "why")]
    book.save_doubts([])
    assert book.doubts() == []


def test_a_submission_that_could_not_be_read_is_kept_with_its_problem(book):
    book.add("s1", 0, Submission("0" * 64, problem="The file is empty."), "a")
    (job,) = book.jobs(names)
    assert job.problem == "The file is empty."
    assert job.cells == ()


def test_what_was_said_of_the_file_outlives_its_grading(book):
    book.add("s1", 0, Submission("a" * 64, ("x",), notes=("It is of format 9.",)), "x")
    (row,) = book.rows()
    assert row.notes == ("It is of format 9.",)
    for _ in range(2):
        book.save(Result(row.id, (), "graded", ("Cell 1 stopped.",)))
        assert book.rows()[0].notes == ("It is of format 9.", "Cell 1 stopped.")


AS_IN_VERSION_2 = """
DROP TABLE due_dates;
DROP TABLE overrides;
ALTER TABLE learners DROP COLUMN participant;
ALTER TABLE submissions DROP COLUMN handed_in;
ALTER TABLE submissions DROP COLUMN marked_late;
PRAGMA user_version = 2;
"""
AS_IN_VERSION_1 = f"""
{AS_IN_VERSION_2}
ALTER TABLE submissions DROP COLUMN remark;
ALTER TABLE submissions DROP COLUMN read_notes;
PRAGMA user_version = 1;
"""


@pytest.mark.parametrize("earlier", [AS_IN_VERSION_1, AS_IN_VERSION_2])
def test_a_gradebook_of_an_earlier_version_is_brought_up_to_date(book, earlier):
    """Those of a term that has begun go on being used."""
    book.add("s1", 0, Submission("a" * 64, ("x",)), "x")
    book.save(Result(book.rows()[0].id, (), "graded"))
    book.close()
    with contextlib.closing(sqlite3.connect(book.path)) as file:
        file.executescript(earlier)
    for _ in range(2):
        with Gradebook(book.path) as opened:
            (row,) = opened.rows()
            assert (row.reason, row.remark, row.notes) == ("graded", "", ())
            assert (row.handed_in, row.marked_late) == ("", False)
            assert opened.secret
            assert opened.learners() == LEARNERS
            assert opened.due_dates() == opened.overrides() == []


# --- what an instructor decides ------------------------------------------------------------------


def test_what_one_table_does_not_say_of_a_learner_stays(book):
    book.enrol([Learner("s1", "", "", "", "", "Participant 9001")])
    assert book.learners()[0] == Learner(*astuple(LEARNERS[0])[:5], "Participant 9001")


def test_due_dates_take_the_place_of_those_before(book):
    dates = [DueDate(0, datetime(2026, 3, 2, 23, 59)), DueDate(0, datetime(2026, 3, 5), "s2")]
    book.set_due_dates([DueDate(7, datetime(2020, 1, 1))])
    book.set_due_dates(dates)
    assert book.due_dates() == dates


def test_of_two_words_by_hand_the_later_counts_and_an_empty_one_withdraws(book):
    first = Override("s1", 0, "weigh", 1.0, "I saw it.", by="Grace", at="2026-03-02T12:00:00")
    second = replace(first, points=0.5)
    lesson = Override("s1", 0, excused=True, by="Grace", at="2026-03-02T12:00:00")
    for word in (first, second, lesson):
        book.override(word)
    assert book.overrides() == [lesson, second]
    book.override(Override("s1", 0, "weigh", by="Grace"))
    assert book.overrides() == [lesson]


def test_a_word_by_hand_is_of_somebody_in_the_class(book):
    with pytest.raises(sqlite3.IntegrityError):
        book.override(Override("nobody", 0, points=1.0))


def test_when_it_was_handed_in_is_kept_and_learnt_later(book):
    book.add("s1", 0, ONE, "a", marked_late=True)
    assert [(row.handed_in, row.marked_late) for row in book.rows()] == [("", True)]
    assert book.add("s1", 0, ONE, "a", handed_in="2026-03-02T23:10:00") == "known"
    assert [row.handed_in for row in book.rows()] == ["2026-03-02T23:10:00"]
