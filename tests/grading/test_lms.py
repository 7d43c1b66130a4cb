"""What Canvas and Moodle take in, read here by the rules of their own importers."""

import csv
import io
import re

import pytest

from course_lib.grading import lms
from course_lib.grading.lms import WorksheetError
from course_lib.grading.marking import Mark, Result
from course_lib.grading.roster import Learner

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,00 Start here (4711),Other (12),"
    "Assignments Current Score,Assignments Final Score,Final Score\r\n"
    "    Points Possible,,,,,2,10,(read only),(read only),(read only)\r\n"
    '"Lovelace, Ada",1815,s1,ada@example.org,A,,7,50,50,50\r\n'
    '"Pascal, Blaise",1623,s2,blaise,A,9,8,50,50,50\r\n'
    '"Student, Test",99,,abcdef,A,,,,,\r\n'
)
MOODLE = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 501,Ada Lovelace,ada@example.org,"Submitted for grading - ",,100.00,Yes,'
    '"Saturday, 21 November 2026, 12:00 PM",-,\n'
    "Participant 502,Blaise Pascal,blaise@example.org,Submitted,3.00,100.00,No,-,-,kept\n"
    "Participant 503,Emmy Noether,emmy@example.org,,,100.00,Yes,-,-,\n"
)


@pytest.fixture
def graded(book):
    """s1 has 2 points of 2, s2 has 1; s3 has handed nothing in."""
    from course_lib.grading.submission import Submission

    for learner, points in (("s1", 2.0), ("s2", 1.0)):
        book.add(learner, 0, Submission(learner * 32, ("x",)), "x")
        row = next(row for row in book.rows() if row.learner == learner)
        marks = (Mark("weigh", "correct", points, 2.0),)
        book.save(Result(row.id, marks, "=so it stands"))
    return book


def table(text):
    return list(csv.reader(io.StringIO(text)))


def as_canvas_reads(text):
    """Scores by student and column, read as GradebookImporter in Canvas's source does."""
    header, *rows = table(text)
    assert "Student" in header[0]
    assert "ID" in header[1]
    first = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        first = 4
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        first = 5
    assert "Section" in header[first - 1]
    found = {}
    for row in rows:
        assert len(row) == len(header)
        if "Points Possible" in row[0]:
            found["possible"] = dict(zip(header[first:], row[first:], strict=True))
        else:
            found[row[1] or row[3]] = dict(zip(header[first:], row[first:], strict=True))
    return found


def test_a_new_gradebook_for_canvas(graded, known):
    found = as_canvas_reads(lms.canvas(graded, known, [0]))
    assert found["possible"] == {"00 Start here": "2"}
    assert found["ada"] == {"00 Start here": "2"}
    assert found["blaise"] == {"00 Start here": "1"}
    assert found["carl"] == {"00 Start here": ""}


def test_canvas_ids_are_used_where_the_roster_has_them(graded, known):
    graded.enrol([Learner("1815", "Ada", "", "ada@x.org", "A")])
    row = next(r for r in table(lms.canvas(graded, known, [0])) if r[0] == "Ada")
    assert row[:5] == ["Ada", "1815", "", "ada@x.org", "A"]


def test_canvas_own_export_is_filled_in(graded, known):
    text, unknown = lms.fill_canvas(CANVAS, graded, known, [0])
    found = as_canvas_reads(text)
    assert found["1815"] == {"00 Start here (4711)": "2", "Other (12)": "7"}
    assert found["1623"] == {"00 Start here (4711)": "1", "Other (12)": "8"}
    assert found["possible"] == {"00 Start here (4711)": "2", "Other (12)": "10"}
    assert unknown == ["Student, Test"]


def test_a_column_that_canvas_does_not_have_is_added(graded, known):
    text, _ = lms.fill_canvas(CANVAS, graded, known, [0, 1])
    found = as_canvas_reads(text)
    assert found["possible"]["01 Neuron: build one"] == "6"
    assert found["1815"]["01 Neuron: build one"] == ""


def test_a_new_table_for_moodle(graded, known):
    header, *rows = table(lms.moodle(graded, known, [0]))
    assert header == ["ID number", "Full name", "Email address", "00 Start here"]
    assert rows[0] == ["s1", "Ada Lovelace", "ada@example.org", "2"]
    assert rows[2][3] == ""


def test_moodles_worksheet_is_filled_in_on_its_own_scale(graded, known):
    text, unknown = lms.fill_moodle(MOODLE, graded, known, [0])
    header, ada, blaise, emmy = table(text)
    # As Moodle reads it: the columns by their names, the number at the identifier's end.
    grade, modified = header.index("Grade"), header.index("Last modified (grade)")
    assert ada[header.index("Identifier")] == "Participant 501"
    assert (ada[grade], ada[modified]) == ("100", "-")
    assert ada[-1] == "00 Start here: =so it stands"
    assert blaise[grade] == "3.00", "its grade can't be changed"
    assert blaise[-1] == "kept"
    assert emmy[grade] == ""
    assert unknown == ["Emmy Noether"]


def test_half_the_points_are_half_of_moodles_scale(graded, known):
    text, _ = lms.fill_moodle(MOODLE.replace("100.00,No", "100.00,Yes"), graded, known, [0])
    assert table(text)[2][4] == "50"


def test_a_learner_named_by_moodles_own_identifier(graded, known):
    graded.enrol([Learner("Participant 503", "Emmy Noether")])
    assert lms.fill_moodle(MOODLE, graded, known, [0])[1] == []


@pytest.mark.parametrize(
    ("fill", "text", "words"),
    [
        (lms.fill_canvas, MOODLE, "columns Student, ID"),
        (lms.fill_canvas, "", "empty"),
        (lms.fill_moodle, CANVAS, "Identifier"),
        (lms.fill_moodle, "Identificador,Nombre,Calificación\n", "English"),
    ],
)
def test_another_file_is_refused_with_a_sentence(graded, known, fill, text, words):
    with pytest.raises(WorksheetError, match=words):
        fill(text, graded, known, [0])


def test_no_formula_reaches_a_platform(graded, known):
    graded.enrol([Learner("s1", "=cmd()", "ada@example.org", "ada", "@x")])
    for text in (lms.canvas(graded, known, [0]), lms.moodle(graded, known, [0])):
        cells = [cell for row in table(text) for cell in row]
        assert "'=cmd()" in cells
        assert not any(cell.startswith(("=", "@")) for cell in cells)


def test_what_an_exception_says_is_no_html_in_moodle(graded, known):
    row = graded.rows()[0]
    evil = "Cell 3 stopped with E: <img src=x onerror=alert(1)>\x1b[31m"
    graded.save(Result(row.id, graded.marks(row.id), evil))
    filled, _ = lms.fill_moodle(MOODLE, graded, known, [0])
    comment = next(cell for line in table(filled) for cell in line if "Cell 3" in cell)
    assert "E: &lt;img src=x onerror=alert(1)&gt;" in comment
    assert "<" not in comment
    assert "\x1b" not in comment
