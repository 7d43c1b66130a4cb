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
from course_lib.grading.export import format_number
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.html_page import page_of
from course_lib.grading.marking import Mark
from course_lib.grading.roster import Learner
from course_lib.grading.scores import LessonScore, Scores


def pages(
    gradebook: Gradebook, catalogue: Catalogue, lessons: list[int]
) -> Iterator[tuple[str, str]]:
    """For each learner who handed something in: the page's file name, and the page."""
    scores = Scores(gradebook, catalogue, lessons)
    for learner in gradebook.learners():
        mine = [scores.of(learner.id, lesson) for lesson in lessons]
        if mine := [one for one in mine if one.score is not None or one.words]:
            yield file_name(learner.id), _page(learner, mine, catalogue)


def file_name(learner: str) -> str:
    """A page's file name: the learner's id where it can be one, else made from it.

    >>> file_name("s1042"), file_name("../../x")
    ('s1042.html', 'x-9cdf6a50.html')
    """
    plain = re.sub(r"[^\w.@-]+", "", learner, flags=re.ASCII).lstrip(".-")[:60]
    if plain == learner:
        return f"{plain}.html"
    return f"{plain}-{hashlib.sha256(learner.encode()).hexdigest()[:8]}.html".lstrip("-")


def _page(learner: Learner, scores: list[LessonScore], catalogue: Catalogue) -> str:
    who = learner.name or learner.id
    parts = [f"<h1>{markup.escape(who)}</h1>"]
    total, of = sum(one.score or 0 for one in scores), sum(one.possible for one in scores)
    if len(scores) > 1:
        parts.append(
            f'<p class="quiet">{format_number(total)} of {format_number(of)} points so far</p>'
        )
        parts.append(_meter(total, of))
    parts += [_lesson(one, catalogue) for one in scores]
    return page_of(f"Feedback for {who}", "\n".join(parts))


def _lesson(one: LessonScore, catalogue: Catalogue) -> str:
    assignment, row = catalogue[one.lesson], one.row
    points = f"{format_number(one.score or 0)} of {format_number(one.possible)} points"
    points = f'<span class="points">{"excused" if one.is_excused else points}</span>'
    parts = [f"<h2>{points}{markup.escape(assignment.label)}</h2>"]
    if not one.is_excused:
        parts.append(_meter(one.score or 0, one.possible))
    parts += [_quiet(f"{one.late_words[0].upper()}{one.late_words[1:]}.")] if one.late_words else []
    parts += [_by_hand(one.by_hand())] if one.by_hand() else []
    if row is not None and (row.problem or not one.marks):
        parts.append(markup.box(markup.RED, markup.paragraph(markup.escape(row.reason))))
        return "\n".join(parts)
    if row is not None and one.score != one.possible:
        parts += [_quiet(note) for note in row.notes]
    parts += [
        _exercise(mark, assignment.tasks.get(mark.task), one.by_hand(mark.task))
        for mark in one.marks
    ]
    return "\n".join(parts)


def _quiet(said: str) -> str:
    return f'<p class="quiet">{markup.escape(said)}</p>'


def _by_hand(said: str) -> str:
    return markup.paragraph(f"<strong>By hand:</strong> {markup.escape(said)}")


def _exercise(mark: Mark, task, by_hand: str) -> str:
    state = State(mark.state)
    points = (
        ("excused" if by_hand.startswith("excused") else "practice")
        if not mark.possible
        else f"{format_number(mark.points)} of {format_number(mark.possible)}"
    )
    title = (
        f'<h3><span class="points">{points}</span><code>{markup.escape(mark.task)}</code> '
        f"{state.symbol} {state.capitalize()}</h3>"
    )
    parts = [_by_hand(by_hand)] if by_hand else []
    parts += [markup.paragraph(markup.prose(sentence)) for sentence in mark.sentences]
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
