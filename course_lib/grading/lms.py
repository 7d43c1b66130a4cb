"""The gradebooks of learning platforms: CSV that Canvas and Moodle take in as it is.

Both can be filled in or newly written. Filled in is better: the platform's own file, exported from
it, names its learners and columns as the platform knows them, so nothing has to be matched by hand.

- **Canvas**, *Gradebook, Import*. Columns ``Student, ID, SIS User ID, SIS Login ID, Section``, then
  one for each assignment, as ``Title (123)``; the second row begins with ``Points Possible``. A
  column without a known number makes a new assignment.
- **Moodle**, the assignment's *grading worksheet*: ``Identifier, Full name, Email address, …,
  Grade, Maximum Grade, …, Last modified (grade), Feedback comments``. It is of one assignment, and
  only Moodle knows its identifiers; so it has to be filled in. Without one, a table is written for
  *Grades, Import, CSV file*, whose columns are chosen there.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from course_lib.checks import markup
from course_lib.grading.catalogue import Catalogue
from course_lib.grading.export import csv_text, format_number
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.matching import Matcher
from course_lib.grading.roster import Learner
from course_lib.grading.scores import LessonScore, Scores

_READ_ONLY = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")


class WorksheetError(Exception):
    """The platform's file is not what it should be; the message says what is missing."""


def canvas(gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]) -> str:
    """A new gradebook for Canvas: a column for each lesson."""
    scores, possible = _scores(gradebook, catalogue, lessons)
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    table = [
        header + [catalogue[lesson].label for lesson in lessons],
        ["    Points Possible", "", "", "", ""] + [format_number(possible[one]) for one in lessons],
    ]
    for learner in gradebook.learners():
        row = [
            learner.name, learner.id if learner.id.isdigit() else "",
            "" if learner.id.isdigit() else learner.id, learner.login or learner.email,
            learner.section,
        ]  # fmt: skip
        table.append(row + [scores.get((learner.id, lesson), "") for lesson in lessons])
    return csv_text(table)


def fill_canvas(
    text: str, gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]
) -> tuple[str, list[str]]:
    """Canvas's own export with the lessons' columns filled in, and what was not found there.

    A lesson's column is the one whose title begins with the lesson's number and title; one that is
    not there is added. Read-only columns are left out, since Canvas works them out. Raises
    WorksheetError.
    """
    table = _table(text)
    header = table[0]
    if not {"Student", "ID", "Section"} <= set(header):
        raise WorksheetError(
            "A gradebook of Canvas has the columns Student, ID, …, Section. "
            f"Received: {', '.join(header)}."
        )
    kept = [i for i, title in enumerate(header) if not _READ_ONLY.search(title)]
    table = [[row[i] for i in kept] for row in table]
    header = table[0]
    scores, possible = _scores(gradebook, catalogue, lessons)
    columns = {}
    for lesson in lessons:
        label = catalogue[lesson].label
        titled = [i for i, title in enumerate(header) if title.startswith(label)]
        columns[lesson] = titled[0] if titled else len(header)
        if not titled:
            for row in table:
                row.append("")
            header[-1] = label
    keys = ["ID", "SIS User ID", "SIS Login ID", "Student"]
    places = [header.index(key) for key in keys if key in header]
    finder, unknown = _Finder(gradebook.learners()), []
    for row in table[1:]:
        if row[0].strip() == "Points Possible":
            for lesson, column in columns.items():
                row[column] = row[column] or format_number(possible[lesson])
            continue
        if not any(cell.strip() for cell in row[: header.index("Section")]):
            continue
        learner = finder.find([row[i] for i in places])
        if learner is None:
            unknown.append(row[0])
            continue
        for lesson, column in columns.items():
            row[column] = scores.get((learner, lesson), row[column])
    return csv_text(table), unknown


def moodle(gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]) -> str:
    """A table for Moodle's import of grades: learners by ID number and e-mail address."""
    scores, _ = _scores(gradebook, catalogue, lessons, excused="")
    table = [["ID number", "Full name", "Email address", *(catalogue[n].label for n in lessons)]]
    for learner in gradebook.learners():
        row = [learner.id, learner.name, learner.email]
        table.append(row + [scores.get((learner.id, lesson), "") for lesson in lessons])
    return csv_text(table)


def fill_moodle(
    text: str, gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]
) -> tuple[str, list[str]]:
    """Moodle's grading worksheet, filled in, and whom of it the class does not know.

    The grade is the lessons' score together, on the scale up to ``Maximum Grade``. A row whose
    grade can't be changed is left as it is. Raises WorksheetError.
    """
    table = _table(text)
    header = table[0]
    at = {title: i for i, title in enumerate(header)}
    if missing := {"Identifier", "Grade", "Last modified (grade)"} - set(at):
        raise WorksheetError(
            f"A grading worksheet of Moodle has a column {' and '.join(sorted(missing))!r}. "
            f"Received: {', '.join(header)}. Is Moodle's language set to English while you "
            "download it, and is it the grading worksheet of the assignment?"
        )
    scores = Scores(gradebook, catalogue, lessons)
    full = sum(scores.full.values())
    finder, unknown = _Finder(gradebook.learners()), []
    keys = [at[k] for k in ("Identifier", "ID number", "Email address", "Full name") if k in at]
    for line in table[1:]:
        learner = finder.find([line[i] for i in keys])
        if learner is None:
            unknown.append(line[at.get("Full name", at["Identifier"])])
            continue
        mine = [scores.of(learner, lesson) for lesson in lessons]
        said = [f"{catalogue[one.lesson].label}: {words}" for one in mine if (words := _said(one))]
        if not said or line[at.get("Grade can be changed", 0)] == "No":
            continue
        of = sum(one.possible for one in mine)
        if of and any(one.score is not None for one in mine):
            scale = _maximum(line, at, full) / of
            line[at["Grade"]] = format_number(scale * sum(one.score or 0 for one in mine))
        if "Feedback comments" in at:
            line[at["Feedback comments"]] = markup.escape(" ".join(said))  # Moodle takes it as HTML
    return csv_text(table), unknown


def _said(one: LessonScore) -> str:
    """What a learner reads of a lesson: how it stands, what lateness cost, what was said by hand.

    Empty where there is nothing to say yet.
    """
    if one.score is None and not one.is_excused:
        return ""
    reason = one.row.reason if one.row is not None and not one.is_excused else ""
    late = f"{one.late_words}." if one.lateness.days and not one.is_excused else ""
    by_hand = [f"{task}: {one.by_hand(task)}." for task in one.words if task]
    by_hand += [f"{one.by_hand()}."] * bool(one.by_hand())
    return " ".join(filter(None, [reason, late, *by_hand]))


class _Finder:
    """Finds a learner by the cells that name them, the surest first."""

    def __init__(self, learners: Sequence[Learner]):
        self._learners = {learner.id for learner in learners}
        self._matcher = Matcher(learners)

    def find(self, cells: Sequence[str]) -> str | None:
        for cell in filter(None, (cell.strip() for cell in cells)):
            if cell in self._learners:
                return cell
            if learner := self._matcher.exact_match(cell):
                return learner
        return None


def _scores(
    gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int], excused: str = "EX"
) -> tuple[Mapping[tuple[str, int], str], Mapping[int, float]]:
    """The scores by learner and lesson, and what each lesson is worth.

    ``excused`` is what the platform reads for that: ``EX`` in Canvas. Where an exercise is excused,
    the others are worth all of the lesson, since a column has one number of points for everybody.
    """
    scores, cells = Scores(gradebook, catalogue, lessons), {}
    for one in scores.all():
        if one.is_excused:
            cells[one.learner, one.lesson] = excused
        elif one.score is not None:
            scale = scores.full[one.lesson] / one.possible if one.possible else 1.0
            cells[one.learner, one.lesson] = format_number(one.score * scale)
    return cells, scores.full


def _maximum(line: Sequence[str], at: Mapping[str, int], otherwise: float) -> float:
    try:
        return float(line[at["Maximum Grade"]].replace(",", "."))
    except (KeyError, ValueError):
        return otherwise


def _table(text: str) -> list[list[str]]:
    """A CSV's rows, all of one length."""
    text = text.removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    if not rows:
        raise WorksheetError("The file is empty.")
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]
