"""``course release``: clean copies of lessons for a class."""

from pathlib import Path
from typing import Annotated

import typer

from course_lib.grading import release as releases
from course_lib.grading.catalogue import catalogue
from course_lib.grading.cli.common import DryRun, counted, examples, exit_on_error, lessons_by, say


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog=examples(
            "course release 00-03 --to ~/week1  # four lessons for the first week",
            "course release all --to ~/course --dry-run",
            "course release 01 --to ~/week1 --check  # is it still as released?",
        )
    )(release)


@exit_on_error
def release(
    lessons: Annotated[list[str], typer.Argument(help="Lessons: 01, 00-03, or all.")],
    to: Annotated[Path, typer.Option("--to", help="The folder that gets the copies.")],
    source: Annotated[
        Path, typer.Option("--from", help="The folder with the course's notebooks.")
    ] = releases.NOTEBOOKS,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; fail where a copy is not clean any more."),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Give a class clean copies of lessons.

    No exercise in them is answered, and nothing about the person who ran them is left. All are
    written, or none; with them comes what they link to, as the glossary. Learners need the course
    itself too, course_lib.
    """
    known = catalogue()
    chosen = lessons_by(lessons, known) or []
    if check:
        found = releases.check(known, chosen, to, source)
        for name, said in found.items():
            say(f"{name}: {said}")
        raise typer.Exit(0 if set(found.values()) == {"clean"} else 1)
    if dry_run:
        for number in chosen:
            releases.clean(known, number, source)
        names = [known[number].notebook for number in chosen]
        for name in (*names, *releases.beside(known, chosen, to, source)):
            path = to / name
            say(f"{'Would replace' if path.exists() else 'Would write'} {path}")
        return
    paths = releases.release(known, chosen, to, source)
    beside = "".join(f", with {path.name}" for path in paths[len(chosen) :])
    say(f"{counted(len(chosen), 'lesson')} released to {to}{beside}.")
