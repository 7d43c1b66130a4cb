"""Tables: the same bytes each time, and no cell that a spreadsheet would run."""

import csv
import io

import pytest

from course_lib.grading.export import (
    by_exercise,
    by_learner,
    csv_text,
    escape_formula,
    format_number,
    lessons_of,
)
from course_lib.grading.marking import Mark, Result
from course_lib.grading.roster import Learner
from course_lib.grading.schedule import grade
from tests.grading.classroom import run_without_sandbox


@pytest.fixture
def graded(handed_in):
    from course_lib.grading.marking import mark

    grade(handed_in, marking=lambda job: mark(job, run_without_sandbox), jobs=0)
    return handed_in


def table(text):
    return list(csv.reader(io.StringIO(text)))


def test_a_row_for_each_learner(graded, known):
    graded.enrol([Learner("s4", "Nobody Yet")])
    header, *rows = table(by_learner(graded, known, [0]))
    assert header == [
        *("id", "name", "email", "section", "00 score", "score", "possible", "percent", "remarks")
    ]
    assert [row[0] for row in rows] == ["s1", "s2", "s3", "s4"]
    assert [row[4] for row in rows] == ["2", "1", "0", ""]
    assert [row[7] for row in rows] == ["100", "50", "0", "0"]
    assert rows[2][8].startswith("00: The file is damaged")
    assert rows[0][8] == ""


def test_what_waits_is_said_and_not_counted(handed_in, known):
    rows = table(by_learner(handed_in, known, [0]))
    assert rows[1][4] == ""
    assert rows[1][8] == "00: not graded yet"


def test_a_row_for_each_exercise(graded, known):
    rows = table(by_exercise(graded, known, [0]))[1:]
    assert [row[3] for row in rows if row[0] == "s2"] == [
        *("sure_four", "weigh", "weigh_all", "(all)")
    ]
    assert [row[4] for row in rows if row[0] == "s2"][1:3] == ["not yet", "correct"]
    said = {row[3]: row[7] for row in rows if row[0] == "s2"}
    assert said["sure_four"] == "Practice: it is answered by clicking."
    assert said["weigh"]
    assert said["weigh_all"]
    assert said["(all)"] == ""
    assert all(row[7] for row in rows if row[3] in ("weigh", "weigh_all"))


def test_twice_the_same_bytes(graded, known):
    lessons = lessons_of(graded)
    assert lessons == [0]
    for write in (by_learner, by_exercise):
        assert write(graded, known, lessons) == write(graded, known, lessons)
    assert "202" not in by_learner(graded, known, lessons), "there is a time in it"


HARMFUL = [
    '=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1",
    "  =1", "\uff1d1+1", "\uff0b1", "\uff0dx", "\uff20x", "\u00a0=1",  # and in full width
]  # fmt: skip


@pytest.mark.parametrize("cell", HARMFUL)
def test_a_formula_is_a_text(cell):
    assert escape_formula(cell).startswith("'")


@pytest.mark.parametrize("cell", ["x;=1", "x\t=1", 'x";"=1', "x\n=1", "x; =1"])
def test_a_formula_is_no_cell_of_its_own_where_the_semicolon_parts_cells(cell):
    assert "=1" in escape_formula(cell)
    for part in escape_formula(cell).replace("\t", ";").replace("\n", ";").split(";"):
        assert not part.strip(' "').startswith("=")


@pytest.mark.parametrize("cell", ["", "Ada", "-1.5", "+3", "1e-5", "-", "a = b", "3 - 2", "Gauß"])
def test_what_is_no_formula_stays(cell):
    assert escape_formula(cell) == cell


def test_a_submission_can_write_no_formula(graded, known):
    evil = '=HYPERLINK("http://evil","click")'
    graded.enrol([Learner("s1", evil, "@evil", "", "+evil")])
    (row, *_) = graded.rows()
    mark = Mark("weigh", "not yet", 0, 1, (evil,), (("x", evil),), evil, evil)
    graded.save(Result(row.id, (mark,), evil, (evil,)))
    for text in (by_learner(graded, known, [0]), by_exercise(graded, known, [0])):
        cells = [cell for row in table(text) for cell in row]
        assert any("HYPERLINK" in cell for cell in cells)
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_nothing_but_text_is_in_it():
    assert csv_text([["a\0b", 'say "x"', "one\ntwo"]]) == 'ab,"say ""x""","one\ntwo"\r\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (5.0, "5"), (2.5, "2.5"), (66.6667, "66.67"), (123456, "123456.00")],
)
def test_points_are_short(value, text):
    assert format_number(value) == text


UNSEEN = "a\x1b[2Jb\x7f\x9b\u202ec\u2066d\0"


def test_no_cell_moves_a_cursor_or_turns_a_line_round(graded, known):
    row = graded.rows()[0]
    mark = Mark("weigh", "not yet", 0.0, 1.0, (UNSEEN, "two\nlines"), remark=UNSEEN)
    graded.save(Result(row.id, (mark,), UNSEEN, notes=(UNSEEN,)))
    for text in (by_exercise(graded, known, [0]), by_learner(graded, known, [0])):
        assert "a�[2Jb��" in text
        assert not set(text) & set("\x1b\x7f\x9b\u202e\u2066\0")
    assert "two\nlines" in by_exercise(graded, known, [0])
