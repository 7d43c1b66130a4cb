"""``course doctor``: what isolates here, and what to install."""

import typer
from rich.table import Table

from course_lib.grading import doctor as doctors
from course_lib.grading.cli.common import cell, examples, exit_on_error, say, show


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=examples("course doctor"))(doctor)


@exit_on_error
def doctor() -> None:
    """Say what isolates submissions on this machine, and what to install.

    For each kind of isolation a sandbox is started that tests itself. Exit code 1 where
    nothing isolates: then nothing is graded.
    """
    findings = doctors.examine()
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for finding in findings:
        mark = "✔" if finding.well else "✘" if finding.needed else "–"
        said = f"{finding.said}. {finding.todo}" if finding.todo else finding.said
        table.add_row(mark, cell(finding.name), cell(said))
    show(table)
    well = doctors.can_grade(findings)
    say("This machine can grade." if well else "This machine can't grade yet.")
    raise typer.Exit(0 if well else 1)
