"""``course guide`` and ``course try``: what the lessons ask, and exercises of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from course_lib.grading import exercise_validation
from course_lib.grading import guide as guides
from course_lib.grading.catalogue import Catalogue
from course_lib.grading.cli.common import (
    DryRun,
    catalogue_with,
    examples,
    exit_on_error,
    lessons_by,
    say,
)
from course_lib.grading.export import write


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        epilog=examples(
            "course guide 05  # one lesson, here",
            "course guide --to lessons.md  # all of them, as a page",
            "course guide --to lessons.md --check  # is it in step with the exercises?",
        )
    )(guide)
    app.command(
        "try", epilog=examples("course try midterm.py", "course try midterm.py --seeds 1000")
    )(try_out)


@exit_on_error
def guide(
    lessons: Annotated[
        list[str] | None, typer.Argument(help="Lessons: 01, 00-03, or all, which is the default.")
    ] = None,
    to: Annotated[Path | None, typer.Option(help="Write it here, as Markdown.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where the page is out of step.")
    ] = False,
    exercises: Annotated[
        Path | None, typer.Option(help="A file with exercises of your own, to stand in it too.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Show what each lesson asks: minutes, difficulty, points, and the mistakes it names.

    It is made from the exercises themselves, and the same exercises give the same bytes.
    """
    known = catalogue_with(exercises) if exercises else Catalogue()
    page = guides.page(known, lessons_by(lessons or ["all"], known) or [])
    if check and to is None:
        raise typer.BadParameter("Say which page to check: --to FILE.")
    if to is None:
        say(page)
    elif check:
        in_step = to.exists() and to.read_bytes() == page.encode("utf-8")
        say(f"{to}: {'in step' if in_step else 'out of step: make it again, without --check'}")
        raise typer.Exit(0 if in_step else 1)
    elif dry_run:
        say(f"{'Would replace' if to.exists() else 'Would write'} {to}")
    else:
        write(to, page)
        say(f"Written: {to}")


@exit_on_error
def try_out(
    exercises: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Your file with exercises.")
    ],
    seeds: Annotated[int, typer.Option(min=1, help="How many classes of inputs to try.")] = 200,
) -> None:
    """Try exercises of your own, before a class does.

    Right answers have to pass and each mistake has to be told by name, whatever inputs are drawn;
    inputs have to reach the sandbox, and your own answer has to be correct there. Exit code 1
    where something is to be put right.
    """
    known = catalogue_with(exercises)
    well = True
    for result in exercise_validation.validate_all(known, seeds):
        well &= not result.problems
        say(f"{'✎' if result.problems else '✔'} {result.name}: {result.said}")
        for line in result.problems:
            say(f"  {line}")
    raise typer.Exit(0 if well else 1)
