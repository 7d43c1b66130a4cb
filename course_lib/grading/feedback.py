"""A page of feedback for each learner: what a check would have said, for every exercise.

A page stands alone, loads nothing, and runs nothing: all text that came out of a submission is
escaped, and the page forbids scripts on top.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from course_lib.checks import State, markup
from course_lib.checks.judgement import EDGES
from course_lib.grading import export
from course_lib.grading.catalogue import Catalogue
from course_lib.grading.export import format_number, points_by_lesson
from course_lib.grading.gradebook import Gradebook, Row
from course_lib.grading.html_page import page_of
from course_lib.grading.marking import Mark
from course_lib.grading.roster import Learner


def pages(
    gradebook: Gradebook, catalogue: Catalogue, lessons: list[int]
) -> Iterator[tuple[str, str]]:
    """For each learner who handed something in: the page's file name, and the page."""
    rows: dict[str, list[Row]] = {}
    for row in gradebook.rows(lessons):
        rows.setdefault(row.learner, []).append(row)
    possible = points_by_lesson(gradebook, catalogue, lessons)
    for learner in gradebook.learners():
        if mine := [row for row in rows.get(learner.id, []) if row.score is not None]:
            yield file_name(learner.id), _page(learner, mine, gradebook, catalogue, possible)


def file_name(learner: str) -> str:
    """A page's file name: the learner's id where it can be one, else made from it.

    >>> file_name("s1042"), file_name("../../x")
    ('s1042.html', 'x-9cdf6a50.html')
    """
    plain = re.sub(r"[^\w.@-]+", "", learner, flags=re.ASCII).lstrip(".-")[:60]
    if plain == learner:
        return f"{plain}.html"
    return f"{plain}-{hashlib.sha256(learner.encode()).hexdigest()[:8]}.html".lstrip("-")


def _page(learner: Learner, rows, gradebook, catalogue, possible) -> str:
    who = learner.name or learner.id
    parts = [f"<h1>{markup.escape(who)}</h1>"]
    total = sum(row.score for row in rows)
    of = sum(possible[row.lesson] for row in rows)
    if len(rows) > 1:
        parts.append(
            f'<p class="quiet">{format_number(total)} of {format_number(of)} points so far</p>'
        )
        parts.append(_meter(total, of))
    for row in rows:
        parts.append(_lesson(row, gradebook.marks(row.id), catalogue, possible[row.lesson]))
    return page_of(f"Feedback for {who}", "\n".join(parts))


def _lesson(row: Row, marks: list[Mark], catalogue: Catalogue, possible: float) -> str:
    assignment = catalogue[row.lesson]
    points = f"{format_number(row.score)} of {format_number(possible)} points"
    points = f'<span class="points">{points}</span>'
    parts = [f"<h2>{points}{markup.escape(assignment.label)}</h2>", _meter(row.score, possible)]
    if row.problem or not marks:
        parts.append(markup.box(markup.RED, markup.paragraph(markup.escape(row.reason))))
        return "\n".join(parts)
    if row.score != possible:
        parts += [f'<p class="quiet">{markup.escape(note)}</p>' for note in row.notes]
    parts += [_exercise(mark, assignment.tasks.get(mark.task)) for mark in marks]
    return "\n".join(parts)


def _exercise(mark: Mark, task) -> str:
    state = State(mark.state)
    points = (
        "practice"
        if not mark.possible
        else f"{format_number(mark.points)} of {format_number(mark.possible)}"
    )
    title = (
        f'<h3><span class="points">{points}</span><code>{markup.escape(mark.task)}</code> '
        f"{state.symbol} {state.capitalize()}</h3>"
    )
    parts = [markup.paragraph(markup.prose(sentence)) for sentence in mark.sentences]
    if mark.rows:
        parts.append(markup.table([(name, value) for name, value in mark.rows]))
        parts += [markup.paragraph(markup.prose(mark.note))] if mark.note else []
        parts += [_hint(task)] if task is not None and task.tiers else []
    return title + markup.box(EDGES[state], *parts)


def _hint(task) -> str:
    return markup.folded("A hint", markup.paragraph(markup.prose(task.tiers[0])))


def _meter(score: float, of: float) -> str:
    """A bar; what it shows stands beside it in words."""
    said = f"{format_number(score)} of {format_number(of)} points"
    return f'<meter min="0" max="{of:g}" value="{score:g}" aria-label="{said}">{said}</meter>'


def write_all(folder: Path, made: Iterator[tuple[str, str]]) -> int:
    """Write the pages into a folder; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, page in made:
        export.write(folder / name, page)
        count += 1
    return count
