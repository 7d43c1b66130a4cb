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
from course_lib.grading.export import format_number, points_by_lesson
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.reading import clocked_reader
from course_lib.grading.roster import read_roster

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
        _collect(inbox, roster, lesson, exercises, gradebook)
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "gradebook.sqlite")
        if gradebook.exists():
            with Gradebook(gradebook):
                shutil.copy(gradebook, copy)
        _collect(inbox, roster, lesson, exercises, copy)
    say("This was a dry run: nothing was written.")


def _collect(inbox, roster, lesson, exercises, path) -> None:
    known = path.exists()
    learners = read_roster(roster) if roster else None
    if learners is None and not known:
        raise GradebookError(
            f"There is no gradebook {path} yet. Name the class, and it is made: --roster roster.csv"
        )
    with Gradebook(path, create=True) as book:
        if learners:
            book.enrol(learners)
        add_private(book, exercises)
        catalogue = catalogue_of(book)
        chosen = lessons_by([lesson], catalogue) if lesson else [None]
        if len(chosen) > 1:
            raise typer.BadParameter(
                f"All notebooks are filed under one lesson. Received {lesson!r}: collect each "
                "lesson's inbox by itself; or leave --lesson out, and their code tells."
            )
        with clocked_reader() as reader:
            report = collecting.collect(inbox, book, catalogue, chosen[0], reader=reader)
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
        rows = book.rows(lessons_by(lesson, catalogue))
        class_size = len(book.learners())
        table = Table("lesson", "handed in", "graded", "waiting", "unreadable", "mean", box=None)
        for one in sorted({row.lesson for row in rows}):
            mine = [row for row in rows if row.lesson == one]
            scores = [row.score for row in mine if row.score is not None]
            of = points_by_lesson(book, catalogue, [one])[one]
            mean = (
                f"{format_number(sum(scores) / len(scores))} of {format_number(of)}"
                if scores
                else ""
            )
            table.add_row(
                cell(catalogue[one].label),
                f"{len(mine):,} of {class_size:,}",
                f"{len(scores):,}",
                f"{sum(row.due for row in mine):,}",
                f"{sum(bool(row.problem) for row in mine):,}",
                mean,
            )
        show(table)
        eye = [f"{row.learner}, lesson {row.lesson:02}: {row.remark}" for row in rows if row.remark]
        eye += [
            f"{row.learner}, lesson {row.lesson:02}: {mark.remark}"
            for row in rows
            for mark in book.marks(row.id)
            if mark.remark
        ]
        _list("for your eye", eye)
        _list("without a place", [f"{origin}: {why}" for origin, why in book.doubts()])
        if book.get("run"):
            say("\nA run was broken off. Go on with: course grade --resume")
