"""``course collect`` and ``course status``: what a class has handed in."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from course_lib.grading import collect as collecting
from course_lib.grading.cli.common import (
    DEFAULT_GRADEBOOK,
    DryRun,
    GradebookFile,
    add_private,
    catalogue_of,
    cell,
    counted,
    examples,
    exit_on_error,
    lessons_by,
    say,
    show,
)
from course_lib.grading.export import format_number, lessons_of
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.reading import clocked_reader
from course_lib.grading.roster import by_known_ids, read_roster
from course_lib.grading.scores import LessonScore, Scores
from course_lib.grading.times import read_times

MAX_LISTED = 20


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        epilog=examples(
            "course collect submissions.zip --roster roster.csv",
            "course collect inbox/ --lesson 05  # what is of another lesson gets no points",
            "course collect inbox/ --dry-run",
        )
    )(collect)
    app.command(epilog=examples("course status", "course status --lesson 05"))(status)


@exit_on_error
def collect(
    inbox: Annotated[
        Path, typer.Argument(exists=True, help="A folder, a zip from the platform, or a notebook.")
    ],
    roster: Annotated[
        Path | None,
        typer.Option(help="The class, as CSV: id, name, email, login, section. Once is enough."),
    ] = None,
    lesson: Annotated[
        str | None, typer.Option(help="The lesson that was to be handed in; else code tells.")
    ] = None,
    times: Annotated[
        Path | None,
        typer.Option(
            help="When each was handed in, as CSV: id, handed in; or Moodle's grading worksheet."
        ),
    ] = None,
    exercises: Annotated[
        Path | None, typer.Option(help="A file with exercises of your own, kept with the class.")
    ] = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Find the notebooks that a class handed in, whatever they are called.

    Whose a notebook is, its place tells: names of folders and files as Canvas, Moodle, nbgrader or
    you make them. Which lesson, its code tells. Who is missing and what is doubtful is listed. A
    notebook that was collected before is not filed twice; a newer one takes its place.
    """
    if not dry_run:
        _collect(inbox, roster, lesson, times, exercises, gradebook)
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "gradebook.sqlite")
        if gradebook.exists():
            with Gradebook(gradebook):
                shutil.copy(gradebook, copy)
        _collect(inbox, roster, lesson, times, exercises, copy)
    say("This was a dry run: nothing was written.")


def _collect(inbox, roster, lesson, times, exercises, path) -> None:
    known = path.exists()
    learners = read_roster(roster) if roster else None
    if learners is None and not known:
        raise GradebookError(
            f"There is no gradebook {path} yet. Name the class, and it is made: --roster roster.csv"
        )
    with Gradebook(path, create=True) as book:
        if learners:
            book.enrol(by_known_ids(learners, book.learners()))
        add_private(book, exercises)
        catalogue = catalogue_of(book)
        chosen = lessons_by([lesson], catalogue) if lesson else [None]
        if len(chosen) > 1:
            raise typer.BadParameter(
                f"All notebooks are filed under one lesson. Received {lesson!r}: collect each "
                "lesson's inbox by itself; or leave --lesson out, and their code tells."
            )
        known_times = read_times(times, book.learners()) if times else None
        with clocked_reader() as reader:
            report = collecting.collect(
                inbox, book, catalogue, chosen[0], reader=reader, times=known_times
            )
        _say_report(report, catalogue)


def _say_report(report: collecting.Report, catalogue) -> None:
    say(
        f"{counted(report.filed, 'notebook')} found a place: {report.new:,} new, "
        f"{report.newer:,} in place of an earlier one, {report.known:,} known already."
    )
    unreadable = [f"{who}, lesson {lesson:02}: {why}" for who, lesson, why in report.unreadable]
    _list("can't be graded, and will count 0", unreadable)
    _list("doubtful: look at them", [f"{origin}: {why}" for origin, why in report.doubtful])
    for lesson, learners in report.missing.items():
        names = [f"{one.id} {one.name}".strip() for one in learners]
        _list(f"missing in lesson {catalogue[lesson].label}", names)


def _list(title: str, lines: list[str]) -> None:
    if not lines:
        return
    say(f"\n{len(lines):,} {title}:")
    for line in lines[:MAX_LISTED]:
        say(f"  {line}")
    if len(lines) > MAX_LISTED:
        say(f"  and {len(lines) - MAX_LISTED:,} more")


@exit_on_error
def status(
    lesson: Annotated[list[str] | None, typer.Option(help="Only these lessons.")] = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
) -> None:
    """Show how far a class is: handed in, graded, and what wants your eye."""
    with Gradebook(gradebook) as book:
        catalogue = catalogue_of(book)
        lessons = lessons_by(lesson, catalogue) or lessons_of(book)
        scores, class_size = Scores(book, catalogue, lessons), len(book.learners())
        found = scores.all()
        columns = ["lesson", "handed in", "graded", "waiting", "unreadable", "mean"]
        table = Table(*columns, *["late"] * scores.knows_times, box=None)
        for number in sorted({one.lesson for one in found}):
            mine = [one for one in found if one.lesson == number]
            late = [f"{sum(one.lateness.days > 0 for one in mine):,}"] * scores.knows_times
            table.add_row(
                cell(catalogue[number].label),
                *_counts(mine, class_size),
                _mean(mine, scores.full[number]),
                *late,
            )
        show(table)
        _list("for your eye", _said(found, LessonScore.for_your_eye))
        _list("by hand", _said(found, _by_hand))
        _list(f"late ({_of_the_rule(scores)})", _said(found, _late))
        _list("without a place", [f"{origin}: {why}" for origin, why in book.doubts()])
        if book.get("run"):
            say("\nA run was broken off. Go on with: course grade --resume")


def _counts(mine: list[LessonScore], class_size: int) -> list[str]:
    rows = [one.row for one in mine if one.row is not None]
    return [
        f"{len(rows):,} of {class_size:,}",
        f"{sum(row.score is not None for row in rows):,}",
        f"{sum(row.due for row in rows):,}",
        f"{sum(bool(row.problem) for row in rows):,}",
    ]


def _mean(mine: list[LessonScore], of: float) -> str:
    """The mean of those who have a score, whatever they can have."""
    scores = [one.score for one in mine if one.score is not None]
    return f"{format_number(sum(scores) / len(scores))} of {format_number(of)}" if scores else ""


def _said(found: list[LessonScore], words) -> list[str]:
    """What ``words`` says of each, with whose and which lesson that is."""
    return [
        f"{one.learner}, lesson {one.lesson:02}: {said}" for one in found for said in words(one)
    ]


def _by_hand(one: LessonScore) -> list[str]:
    return [f"{task}: {one.by_hand(task)}" if task else one.by_hand() for task in one.words]


def _late(one: LessonScore) -> list[str]:
    return [one.late_words] if one.lateness.days and not one.is_excused else []


def _of_the_rule(scores: Scores) -> str:
    if scores.rule.text == "none":
        return "nothing is taken off; to choose: course due --late RULE"
    return f"taken off: {scores.rule.text}"
