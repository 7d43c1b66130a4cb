"""What the commands share: options, lessons by number, and how things are said."""

import functools
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from course_lib.grading.catalogue import Catalogue, catalogue
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.late import LateError
from course_lib.grading.lms import WorksheetError
from course_lib.grading.nbgrader_bridge import BridgeError
from course_lib.grading.plain_text import without_control_characters
from course_lib.grading.release import ReleaseError
from course_lib.grading.roster import RosterError
from course_lib.grading.sandbox import NoIsolation
from course_lib.grading.schedule import ClusterError

GradebookFile = Annotated[
    Path,
    typer.Option(
        "--gradebook",
        envvar="COURSE_GRADEBOOK",
        help="The class's gradebook, a file that [bold]collect[/bold] makes.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")
]
DEFAULT_GRADEBOOK = Path("gradebook.sqlite")

_EXPECTED_ERRORS = (
    BridgeError, ClusterError, GradebookError, LateError, NoIsolation, ReleaseError, RosterError,
    WorksheetError,
)  # fmt: skip


def console() -> Console:
    """Where answers go; a new console each time, since tests and pipes change where that is."""
    return Console(highlight=False, soft_wrap=True)


def say(*parts: str | Text) -> None:
    """Say one thing, as it is: nothing in it is taken for a colour or a link."""
    text = Text()
    for part in parts:
        text.append(without_control_characters(part) if isinstance(part, str) else part)
    console().print(text)


def show(table: RenderableType) -> None:
    """Show a table, or what else is laid out."""
    Console(highlight=False).print(table)


def cell(text: str) -> Text:
    """A text from anywhere, in a table."""
    return Text(without_control_characters(text))


def exit_on_error(command: Callable) -> Callable:
    """Let a command that can't do what is asked end with a sentence, and exit code 1."""

    @functools.wraps(command)
    def run(*args, **kwargs):
        try:
            return command(*args, **kwargs)
        except _EXPECTED_ERRORS as error:
            Console(stderr=True, highlight=False, soft_wrap=True).print(
                Text(without_control_characters(str(error)))
            )
            raise typer.Exit(1) from None

    return run


def catalogue_of(gradebook: Gradebook) -> Catalogue:
    """The course's exercises, and those that this class has of its own."""
    return catalogue(gradebook.private)


def add_private(gradebook: Gradebook, file: Path | None) -> None:
    """Keep an instructor's own exercises with the class, in place of an earlier file of that name.

    Raises GradebookError.
    """
    if file is None:
        return
    kept = gradebook.private_files
    text = catalogue_with(file, [kept[name] for name in kept if name != file.name]).private[-1]
    gradebook.save_exercises(file.name, text)
    if kept.get(file.name, text) != text:
        say(
            f"{file.name} has taken the place of the one that was kept. What was graded by that "
            "stays as it is until you grade it again: course regrade."
        )


def catalogue_with(file: Path, others: Sequence[str] = ()) -> Catalogue:
    """All exercises with those of a file of one's own, which comes last. Raises GradebookError."""
    try:
        return Catalogue((*others, file.read_text(encoding="utf-8")))
    except Exception as error:  # whatever a private file may do wrong
        raise GradebookError(f"The exercises in {file} can't be used: {error}") from None


def lessons_by(words: Sequence[str] | None, known: Catalogue) -> list[int] | None:
    """Lessons as they are typed: ``01``, ``1-3``, ``01,05``, ``all``; None where none is."""
    if not words:
        return None
    found: list[int] = []
    for word in ",".join(words).split(","):
        if word == "all":
            found += list(known)
        elif match := re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", word):
            first, last = int(match[1]), int(match[2] or match[1])
            found += [number for number in range(first, last + 1) if number in known] or [first]
        else:
            raise typer.BadParameter(f"A lesson is a number, as 01 or 1-3. Received {word!r}.")
    if unknown := [number for number in found if number not in known]:
        listed = ", ".join(f"{number:02}" for number in known)
        raise typer.BadParameter(f"There is no lesson {unknown[0]:02}. There are: {listed}.")
    return sorted(set(found))


def refuse_unknown(book: Gradebook, learners: Sequence[str] | None) -> None:
    """Refuse ids that nobody in the class has."""
    if unknown := sorted(set(learners or ()) - {one.id for one in book.learners()}):
        raise typer.BadParameter(
            f"Nobody in this class has the id {unknown[0]!r}. Ids are the roster's, as course "
            "export --csv shows them."
        )


def examples(*lines: str) -> str:
    """The end of a command's help: what to type, a line each with what it is for."""
    pairs = [line.partition("  # ") for line in lines]
    shown = [
        f"[cyan]{command}[/cyan]" + (f"  [dim]{why}[/dim]" if why else "")
        for command, _, why in pairs
    ]
    return "[bold]Examples[/bold]\n\n" + "\n\n".join(shown)


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "notebook"), counted(1200, "notebook")
    ('1 notebook', '1,200 notebooks')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
