"""Tables for people: a row for each learner, or for each exercise, as CSV.

The same gradebook gives the same bytes on every machine: no times, no order of chance. Text that a
spreadsheet would take for a formula is made harmless.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from course_lib.grading.catalogue import Catalogue, possible_points
from course_lib.grading.gradebook import Gradebook, Row
from course_lib.grading.plain_text import without_control_characters
from course_lib.nn import whole_file

# In front of a table: without it, Excel takes a file for one of its own encoding.
SPREADSHEET_MARK = "\ufeff"

# What begins a formula; in full width too, as some write it. And what ends a cell elsewhere: where
# the comma is the decimal mark, spreadsheets take a semicolon for the end of a cell.
_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"\s*[{_STARTS}]|[\t\r\n]")
_FORMULA_INSIDE = re.compile(rf"([;\t\r\n][\s\"]*)(?=[{_STARTS}])")


def by_learner(gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]) -> str:
    """A row for each learner of the class: a score for each lesson, then all together.

    Who has handed nothing in has an empty score, which is worth 0 in the sum.
    """
    rows = {(row.learner, row.lesson): row for row in gradebook.rows(lessons)}
    possible = points_by_lesson(gradebook, catalogue, lessons)
    header = ["id", "name", "email", "section"]
    header += [f"{lesson:02} score" for lesson in lessons]
    header += ["score", "possible", "percent", "remarks"]
    table = [header]
    for learner in gradebook.learners():
        mine = [rows.get((learner.id, lesson)) for lesson in lessons]
        total = sum(row.score or 0 for row in mine if row)
        of = sum(possible.values())
        table.append([
            learner.id, learner.name, learner.email, learner.section,
            *(_score(row) for row in mine),
            format_number(total), format_number(of), format_number(100 * total / of) if of else "",
            "; ".join(remark for row in mine if row for remark in _remarks(gradebook, row)),
        ])  # fmt: skip
    return csv_text(table)


def by_exercise(gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]) -> str:
    """A row for each exercise of each submission: its state, its points, and what was said."""
    names = {learner.id: learner.name for learner in gradebook.learners()}
    table = [
        ["id", "name", "lesson", "exercise", "state", "points", "possible", "said", "for your eye"]
    ]
    for row in gradebook.rows(lessons):
        for mark in gradebook.marks(row.id):
            table.append([
                row.learner, names.get(row.learner, ""), f"{row.lesson:02}", mark.task, mark.state,
                format_number(mark.points), format_number(mark.possible),
                " ".join(mark.sentences), mark.remark,
            ])  # fmt: skip
        if row.score is not None or row.remark:
            score, of = (
                (_score(row), format_number(row.possible or 0)) if not row.remark else ("", "")
            )
            table.append([
                row.learner, names.get(row.learner, ""), f"{row.lesson:02}", "(all)", row.reason,
                score, of, " ".join(row.notes), row.remark,
            ])  # fmt: skip
    return csv_text(table)


def points_by_lesson(
    gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]
) -> dict[int, float]:
    """The points that each lesson is worth in this class."""
    counts_forms = gradebook.get("forms") == "graded"
    return {
        lesson: float(
            sum(possible_points(task, counts_forms) for task in catalogue[lesson].tasks.values())
        )
        for lesson in lessons
    }


def lessons_of(gradebook: Gradebook) -> list[int]:
    """The lessons that anybody has handed in."""
    return sorted({row.lesson for row in gradebook.rows()})


def csv_text(table: Iterable[Sequence[str]]) -> str:
    """A table as CSV with harmless cells, lines ending as the standard says."""
    written = io.StringIO()
    csv.writer(written).writerows(
        [escape_formula(without_control_characters(cell.replace("\0", ""))) for cell in row]
        for row in table
    )
    return written.getvalue()


def escape_formula(cell: str) -> str:
    """A text that no spreadsheet takes for a formula; numbers and a lone dash stay.

    >>> [escape_formula(text) for text in ('=HYPERLINK("http://x")', "-0.5", "-", "x = 1")]
    ['\\'=HYPERLINK("http://x")', '-0.5', '-', 'x = 1']
    """
    cell = _FORMULA_INSIDE.sub(r"\1'", cell.replace("\0", ""))
    if not _FORMULA.match(cell) or cell == "-" or _is_number(cell):
        return cell
    return f"'{cell}"


def format_number(value: float) -> str:
    """Points as they are read: whole where they are whole.

    >>> format_number(5.0), format_number(66.6666)
    ('5', '66.67')
    """
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.2f}"


def write(path: Path, text: str) -> None:
    """Write a text whole or not at all, and make the folders that are missing.

    Names and marks are for the eyes of who writes them: nobody else may read the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file.replacing(path) as file:
        os.chmod(file.fileno() if os.chmod in os.supports_fd else file.name, 0o600)
        file.write(text.encode("utf-8"))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _score(row: Row | None) -> str:
    return "" if row is None or row.score is None else format_number(row.score)


def _remarks(gradebook: Gradebook, row: Row) -> list[str]:
    """What is to be said of a submission beside its score: all that wants a person's eye too."""
    if row.remark:
        said = [row.remark]
    elif row.score is None:
        said = ["not graded yet"]
    else:
        said = [row.problem, *(mark.remark for mark in gradebook.marks(row.id))]
    return [f"{row.lesson:02}: {one}" for one in said if one]
