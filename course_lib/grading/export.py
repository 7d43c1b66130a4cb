"""Tables for people: a row for each learner, or for each exercise, as CSV.

The same gradebook gives the same bytes on every machine: no times, no order of chance. Text that a
spreadsheet would take for a formula is made harmless.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from course_lib.grading.catalogue import Catalogue
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.late import shown
from course_lib.grading.plain_text import without_control_characters
from course_lib.grading.scores import LessonScore, Scores
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

    Who has handed nothing in has an empty score, which is worth 0 in the sum; what is excused is
    left out of it. Where times are known, each lesson has columns for when it came, how many days
    late, and what that took off its score.
    """
    scores = Scores(gradebook, catalogue, lessons)
    header = ["id", "name", "email", "section"]
    for lesson in lessons:
        header.append(f"{lesson:02} score")
        if scores.knows_times:
            header += [f"{lesson:02} {what}" for what in ("handed in", "days late", "taken off")]
    table = [[*header, "score", "possible", "percent", "remarks"]]
    for learner in gradebook.learners():
        mine = [scores.of(learner.id, lesson) for lesson in lessons]
        row = [learner.id, learner.name, learner.email, learner.section]
        for one in mine:
            row += [_score(one), *(_times(one) if scores.knows_times else ())]
        table.append([*row, *_together(mine)])
    return csv_text(table)


def _together(mine: Sequence[LessonScore]) -> list[str]:
    """A learner's score, what is possible, the percentage, and what is to be said."""
    total, of = sum(one.score or 0 for one in mine), sum(one.possible for one in mine)
    percent = format_number(100 * total / of) if of else ""
    remarks = "; ".join(remark for one in mine for remark in _remarks(one))
    return [format_number(total), format_number(of), percent, remarks]


def by_exercise(gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]) -> str:
    """A row for each exercise of each submission: its state, its points, and what was said."""
    names = {learner.id: learner.name for learner in gradebook.learners()}
    titles = ["id", "name", "lesson", "exercise", "state", "points", "possible", "said"]
    table = [[*titles, "for your eye", "by hand"]]
    for one in Scores(gradebook, catalogue, lessons).all():
        who = [one.learner, names.get(one.learner, ""), f"{one.lesson:02}"]
        for mark in one.marks:
            table.append([
                *who, mark.task, mark.state, format_number(mark.points),
                format_number(mark.possible), " ".join(mark.sentences), mark.remark,
                one.by_hand(mark.task),
            ])  # fmt: skip
        if one.late_words:
            taken_off = format_number(-one.taken_off) if one.taken_off else "0"
            table.append([*who, "(late)", one.late_words, taken_off, "0", "", "", ""])
        table += [[*who, *row] for row in _whole_lesson(one)]
    return csv_text(table)


def _whole_lesson(one: LessonScore) -> Iterator[list[str]]:
    """The row of all exercises together, where there is anything to say."""
    row = one.row
    if one.score is None and not one.by_hand() and not (row and row.remark):
        return
    of = "" if one.score is None else format_number(one.possible)
    notes, remark = (" ".join(row.notes), row.remark) if row else ("", "")
    yield ["(all)", row.reason if row else "", _score(one), of, notes, remark, one.by_hand()]


def lessons_of(gradebook: Gradebook) -> list[int]:
    """The lessons that anybody has handed in, or of which something was said by hand."""
    words = {word.lesson for word in gradebook.overrides()}
    return sorted(words | {row.lesson for row in gradebook.rows()})


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


def _score(one: LessonScore) -> str:
    if one.is_excused:
        return "excused"
    return "" if one.score is None else format_number(one.score)


def _times(one: LessonScore) -> list[str]:
    """When it came, how many days late, and what was taken off; empty where it is unknown."""
    if one.lateness.handed_in is None:
        return ["", "", ""]
    taken_off = format_number(one.taken_off)
    return [shown(one.lateness.handed_in), str(one.lateness.days), taken_off]


def _remarks(one: LessonScore) -> list[str]:
    """What is to be said of a lesson beside its score: all that wants a person's eye too."""
    said = [f"{task}: {one.by_hand(task)}" if task else one.by_hand() for task in one.words]
    if one.row is not None and not one.is_excused and not one.row.remark:
        said.append("not graded yet" if one.score is None else one.row.problem)
    said += one.for_your_eye()
    return [f"{one.lesson:02}: {words}" for words in said if words]
