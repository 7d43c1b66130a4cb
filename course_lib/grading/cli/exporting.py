"""``course export``: tables, feedback, and the gradebooks of others."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from course_lib.grading import export as tables
from course_lib.grading import feedback as pages
from course_lib.grading import lms as platforms
from course_lib.grading import nbgrader_bridge
from course_lib.grading.anonymous import AnonymousGradebook
from course_lib.grading.anonymous import key as codes
from course_lib.grading.cli.common import (
    DEFAULT_GRADEBOOK,
    DryRun,
    GradebookFile,
    catalogue_of,
    counted,
    examples,
    exit_on_error,
    lessons_by,
    say,
)
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.scores import Scores


class Platform(StrEnum):
    """Learning platforms whose format is known."""

    CANVAS = "canvas"
    MOODLE = "moodle"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog=examples(
            "course export --csv grades.csv --feedback feedback/",
            "course export --csv up.csv --lms canvas --worksheet exported.csv",
            "course export --csv up.csv --lms moodle --worksheet worksheet.csv --lesson 05",
            "course export --nbgrader gradebook.db",
            "course export --details unseen.csv --anonymous --key key.csv  # to mark unseen",
        )
    )(export)


@exit_on_error
def export(
    csv: Annotated[
        Path | None, typer.Option("--csv", help="A table with a row for each learner.")
    ] = None,
    details: Annotated[
        Path | None, typer.Option(help="A table with a row for each exercise, as CSV.")
    ] = None,
    feedback: Annotated[
        Path | None, typer.Option(help="A folder that gets a page for each learner.")
    ] = None,
    lms: Annotated[
        Platform | None, typer.Option(help="Write --csv as this learning platform takes it in.")
    ] = None,
    worksheet: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="The platform's own file, to be filled in: Canvas's exported gradebook, Moodle's "
            "grading worksheet.",
        ),
    ] = None,
    nbgrader: Annotated[
        Path | None, typer.Option(help="nbgrader's gradebook, to be brought up to date.")
    ] = None,
    anonymous: Annotated[
        bool,
        typer.Option("--anonymous", help="Codes in place of ids, and no names: to mark unseen."),
    ] = False,
    key: Annotated[
        Path | None, typer.Option(help="A table that tells whose each code is, for you alone.")
    ] = None,
    lesson: Annotated[list[str] | None, typer.Option(help="Only these lessons.")] = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Write out what a class has reached: for you, for the platform, for each learner.

    The same gradebook gives the same bytes. Text from submissions is made harmless: no formula
    runs in a spreadsheet, no script in a browser.
    """
    if not any((csv, details, feedback, nbgrader, key)):
        raise typer.BadParameter("Say what to write: --csv, --details, --feedback or --nbgrader.")
    if anonymous and (lms or nbgrader):
        raise typer.BadParameter(
            "--lms and --nbgrader write for programs that know learners by name: leave out "
            "--anonymous."
        )
    if (lms or worksheet) and not (lms and csv):
        raise typer.BadParameter("--lms and --worksheet say how --csv is written: give --csv too.")
    with Gradebook(gradebook) as book:
        catalogue = catalogue_of(book)
        lessons = lessons_by(lesson, catalogue) or tables.lessons_of(book)
        shown = AnonymousGradebook(book) if anonymous else book
        if waiting := sum(row.due for row in book.rows(lessons)):
            say(f"Mind: {counted(waiting, 'submission')} wait to be graded: course grade")
        _say_what_lateness_cost(Scores(book, catalogue, lessons))
        if csv:
            _write(csv, _table(shown, catalogue, lessons, lms, worksheet), dry_run)
        if details:
            table = tables.by_exercise(shown, catalogue, lessons)
            _write(details, tables.SPREADSHEET_MARK + table, dry_run)
        if key:
            _write(key, tables.SPREADSHEET_MARK + tables.csv_text(codes(book)), dry_run)
        if feedback:
            made = pages.pages(shown, catalogue, lessons)
            if dry_run:
                say(f"Would write {counted(sum(1 for _ in made), 'page')} into {feedback}")
            else:
                count = pages.write_all(feedback, made)
                say(f"{counted(count, 'page')} of feedback in {feedback}.")
        if nbgrader:
            if dry_run:
                say(f"Would bring {nbgrader} up to date.")
            else:
                count = nbgrader_bridge.write(nbgrader, book, catalogue, lessons)
                say(f"{counted(count, 'submission')} written into {nbgrader}.")


def _say_what_lateness_cost(scores: Scores) -> None:
    """Nothing is taken off in silence."""
    if late := sum(one.taken_off > 0 for one in scores.all()):
        said = f"Late work ({scores.rule.text}): points are taken off {counted(late, 'submission')}"
        say(f"{said}. Which: course status")


def _table(book, catalogue, lessons, lms: Platform | None, worksheet: Path | None) -> str:
    if lms is None:
        return tables.SPREADSHEET_MARK + tables.by_learner(book, catalogue, lessons)
    if worksheet is None:
        fresh = {Platform.CANVAS: platforms.canvas, Platform.MOODLE: platforms.moodle}
        return fresh[lms](book, catalogue, lessons)
    fill = {Platform.CANVAS: platforms.fill_canvas, Platform.MOODLE: platforms.fill_moodle}
    try:
        text = worksheet.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GradebookError(f"{worksheet} is not UTF-8 text: {error}") from None
    filled, unknown = fill[lms](text, book, catalogue, lessons)
    if unknown:
        shown = ", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else "")
        said = f"{counted(len(unknown), 'row')} of the worksheet name{'s' * (len(unknown) == 1)}"
        say(f"{said} nobody of the roster: {shown}")
    return filled


def _write(path: Path, text: str, dry_run: bool) -> None:
    if dry_run:
        say(f"{'Would replace' if path.exists() else 'Would write'} {path}")
        return
    tables.write(path, text)
    say(f"Written: {path}")
