"""The command line of an instructor: ``course doctor``, ``release``, ``collect``, ``grade``, …

Commands say what they will do, do it, and say what came of it; ``--dry-run`` stops after the first.
Each module here holds the commands of one step of a term; ``commands`` lists them.
"""

from importlib import metadata
from typing import Annotated

import typer

from course_lib.grading.cli.commands import Commands

app = typer.Typer(
    cls=Commands,
    help="Release lessons, collect what a class hands in, grade it, and export the marks.\n\n"
    "A term: [bold]release[/bold] lessons, [bold]collect[/bold] notebooks, [bold]grade[/bold] "
    "them in isolation, [bold]export[/bold] scores and feedback.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(asked: bool) -> None:
    if asked:
        try:
            version = metadata.version("neural-network-course")
        except metadata.PackageNotFoundError:
            version = "(a copy that is not installed)"
        typer.echo(f"course {version}")
        raise typer.Exit


@app.callback()
def _course(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", is_eager=True, callback=_say_version
        ),
    ] = False,
) -> None:
    pass
