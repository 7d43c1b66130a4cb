"""``course alike``: answers to be looked at side by side, and code for programs that compare it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table

from course_lib.grading import code_folders
from course_lib.grading.alike import FEWEST_PARTS, LeftOut, Pair, Report, find_alike
from course_lib.grading.anonymous import AnonymousGradebook
from course_lib.grading.answer_reading import clocked_answers
from course_lib.grading.cli.common import (
    DEFAULT_GRADEBOOK,
    DryRun,
    GradebookFile,
    catalogue_of,
    cell,
    counted,
    examples,
    exit_on_error,
    lessons_by,
    refuse_unknown,
    say,
    show,
)
from course_lib.grading.export import lessons_of
from course_lib.grading.gradebook import Gradebook

MOST_LISTED = 20
MOST_LINES = 60  # of an answer that are shown


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog=examples(
            "course alike --lesson 05",
            "course alike --learner s1042  # only pairs with this learner",
            "course alike --dolos code/ --anonymous  # for Dolos or JPlag",
        )
    )(alike)


@exit_on_error
def alike(
    lesson: Annotated[list[str] | None, typer.Option(help="Only these lessons.")] = None,
    learner: Annotated[
        list[str] | None, typer.Option(help="Only pairs with these learners, by id.")
    ] = None,
    most_share: Annotated[
        int | None,
        typer.Option(
            min=2,
            help="How many may have one answer before it counts as everybody's; by default 4, or "
            "one in a hundred of the class.",
            show_default=False,
        ),
    ] = None,
    dolos: Annotated[
        Path | None,
        typer.Option(help="Compare nothing: write the code into this folder, for Dolos or JPlag."),
    ] = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Codes in place of ids, and no names.")
    ] = False,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """List answers whose code is the same but for names, comments and order, to be looked at.

    It is no verdict: equal code has many causes. What everybody is made to write is left out: the
    stub, the solution, other right answers that the exercise declares, what many share, and what
    is too short to say anything.
    """
    if dolos and (learner or most_share):
        raise typer.BadParameter(
            "--dolos writes the code of the whole class, and compares nothing: leave out "
            "--learner and --most-share."
        )
    with Gradebook(gradebook) as book:
        catalogue = catalogue_of(book)
        lessons = lessons_by(lesson, catalogue) or lessons_of(book)
        shown = AnonymousGradebook(book) if anonymous else book
        refuse_unknown(shown, learner)
        if dolos:
            _write(dolos, shown, catalogue, lessons, times=not anonymous, dry_run=dry_run)
            return
        with clocked_answers() as read:
            report = find_alike(shown, book.private, lessons, read, most_share)
        names = {one.id: f"{one.id} {one.name}".strip() for one in shown.learners()}
    _say(report, names, set(learner or names))


def _write(folder: Path, book, catalogue, lessons, *, times: bool, dry_run: bool) -> None:
    if dry_run:
        count = sum(not row.problem for row in book.rows(lessons))
        say(f"Would write the code of {counted(count, 'submission')} into {folder}")
        return
    count = code_folders.write_folders(folder, book, catalogue, lessons, times=times)
    say(f"The code of {counted(count, 'submission')} is in {folder}, a folder for each lesson.")
    say(f"In one of them: {code_folders.DOLOS}")
    say(f"            or: {code_folders.JPLAG}")


def _say(report: Report, names: dict[str, str], wanted: set[str]) -> None:
    pairs = [pair for pair in report.pairs if wanted & set(pair.learners)]
    say(
        f"{counted(len(pairs), 'pair')} to look at, of {counted(report.read, 'submission')}. "
        "Equal code proves nothing: ask."
    )
    for pair in pairs[:MOST_LISTED]:
        _say_pair(pair, names)
    if len(pairs) > MOST_LISTED:
        say(f"\nAnd {len(pairs) - MOST_LISTED:,} more: name a lesson, or a learner.")
    if left_out := [(where, one) for where, one in report.left_out.items() if _why(one)]:
        say("\nLeft out:")
        for (lesson, task), one in left_out:
            say(f"  {lesson:02} {task}: {_why(one)}")
    if report.unread:
        say(f"\n{counted(len(report.unread), 'submission')} not compared:")
        for who, lesson, why in report.unread:
            say(f"  {who}, lesson {lesson:02}: {why}")


def _say_pair(pair: Pair, names: dict[str, str]) -> None:
    some, other = (names[who] for who in pair.learners)
    say(f"\n{some} and {other}")
    for answer in pair.answers:
        same = ", the same to the letter" if answer.is_same_text else ""
        say(f"  {answer.lesson:02} {answer.task}: {answer.parts} parts beyond what is given{same}")
        table = Table(box=None, padding=(0, 3, 0, 0))
        table.add_column(cell(some))
        table.add_column(cell(other))
        table.add_row(*(cell(_beginning(text)) for text in answer.texts))
        show(Padding(table, (0, 0, 0, 4)))


def _beginning(text: str) -> str:
    """An answer's first lines, which are all of it most of the time."""
    lines = text.split("\n")
    return "\n".join(lines[:MOST_LINES] + ["…"] * (len(lines) > MOST_LINES))


def _why(left_out: LeftOut) -> str:
    """What was left out of an exercise, in words; empty where nothing was."""
    parts = (
        (left_out.declared, "right answers of the exercise's own"),
        (left_out.short, f"too short to say (under {FEWEST_PARTS} parts beyond what is given)"),
        (left_out.shared, "shared by many"),
    )
    return "; ".join(f"{count:,} {why}" for count, why in parts if count)
