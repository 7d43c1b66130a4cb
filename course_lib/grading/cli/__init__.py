"""The command line of an instructor: ``course doctor``, ``release``, ``collect``, ``grade``, …

Commands say what they will do, do it, and say what came of it; ``--dry-run`` stops after the first.
Each module here holds the commands of one step of a term.
"""

import typer

from course_lib.grading.cli import collecting, examining, exporting, grading, guiding, releasing

app = typer.Typer(
    help="Release lessons, collect what a class hands in, grade it, and export the marks.\n\n"
    "A term: [bold]release[/bold] lessons, [bold]collect[/bold] notebooks, [bold]grade[/bold] "
    "them in isolation, [bold]export[/bold] scores and feedback.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (examining, releasing, collecting, grading, exporting, guiding):
    module.add_to(app)
