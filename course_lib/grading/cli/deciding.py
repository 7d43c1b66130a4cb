"""``course due`` and ``course override``: what an instructor decides, beside the marks."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from course_lib.grading.catalogue import Catalogue
from course_lib.grading.cli.common import (
    DEFAULT_GRADEBOOK,
    DryRun,
    GradebookFile,
    catalogue_of,
    counted,
    examples,
    exit_on_error,
    lessons_by,
    refuse_unknown,
    say,
)
from course_lib.grading.decisions import Override
from course_lib.grading.export import format_number
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.late import RULES, points_text, rule, shown
from course_lib.grading.scores import ALL, Scores
from course_lib.grading.times import read_due_dates


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        epilog=examples(
            "course due due.csv  # lesson, due, learner: an empty learner means all",
            "course due --late 10%/day  # of a lesson's points, for each day begun",
            "course due  # what holds now",
        )
    )(due)
    app.command(
        epilog=examples(
            'course override 1045 --lesson 01 --exercise sigmoid --points 0.5 --comment "I saw it"',
            "course override 1046 --lesson 01 --excuse",
            "course override 1046 --lesson 01 --withdraw",
        )
    )(override)


@exit_on_error
def due(
    dates: Annotated[
        Path | None, typer.Argument(help="Due dates, as CSV: lesson, due, learner.")
    ] = None,
    late: Annotated[
        str | None, typer.Option(help=f"What late work costs: {RULES}.", show_default=False)
    ] = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Say when lessons are due, and what late work costs; without both, what holds now.

    A row whose learner is empty is for all; one with an id is an extension. Nothing is taken off
    until you choose a rule. 10%/day takes 10 % of a lesson's points for each day begun, cutoff
    takes all. Marks stay as they are: what is taken off stands in a column of its own.
    """
    with Gradebook(gradebook) as book:
        chosen = rule(late) if late is not None else None
        found = None
        if dates is not None:
            found = read_due_dates(dates, list(catalogue_of(book)), book.learners())
        if not dry_run:
            if found is not None:
                book.set_due_dates(found)
            if chosen is not None:
                book.set("late", chosen.text)
        holds = found if found is not None else book.due_dates()
        for one in holds:
            whom = one.learner or "all"
            say(f"lesson {one.lesson:02}, {whom}: {shown(one.due)}")
        say(f"{counted(len(holds), 'due date')}.")
        say(f"Late work: {(chosen or rule(book.get('late'))).text}.")
        if dry_run:
            say("This was a dry run: nothing was written.")


@exit_on_error
def override(
    learner: Annotated[str, typer.Argument(help="The learner's id.")],
    lesson: Annotated[str, typer.Option(help="The lesson.")],
    exercise: Annotated[
        str, typer.Option(help="One exercise of it; else all of the lesson is meant.")
    ] = ALL,
    points: Annotated[
        float | None, typer.Option(min=0, help="Points in place of the grader's.")
    ] = None,
    comment: Annotated[str, typer.Option(help="A sentence for the learner.")] = "",
    excuse: Annotated[bool, typer.Option("--excuse", help="It does not count for them.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take back what was said by hand.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who says it.", show_default="your login")] = "",
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Set points or a comment by hand, or excuse a learner; grading again keeps it.

    It stands beside the grader's mark, with who said it and when, on the feedback page and in all
    that is exported. What you set for a lesson is final: lateness takes nothing off it.
    """
    said = points is not None or bool(comment) or excuse
    if said == withdraw:
        raise typer.BadParameter("Give --points, --comment or --excuse; or --withdraw alone.")
    if excuse and points is not None:
        raise typer.BadParameter("What is excused has no points: leave out --points.")
    with Gradebook(gradebook) as book:
        refuse_unknown(book, [learner])
        catalogue = catalogue_of(book)
        number = _one_lesson(lesson, catalogue)
        _refuse_impossible(book, catalogue, number, exercise, points)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        word = Override(
            learner, number, exercise, points, comment.strip(), excuse, by or getpass.getuser(), now
        )
        if dry_run:
            say(f"Would be kept: {_stands(book, catalogue, word)}. This was a dry run.")
            return
        book.override(word)
        say(f"{learner}, lesson {number:02}: {_stands(book, catalogue, word)}.")


def _stands(book: Gradebook, catalogue: Catalogue, word: Override) -> str:
    """How the learner stands in the lesson, with this word."""
    score = Scores(book, catalogue, [word.lesson], [word]).of(word.learner, word.lesson)
    if score.is_excused:
        return "excused"
    if score.score is None:
        return "no score yet"
    return f"{format_number(score.score)} of {format_number(score.possible)} points"


def _one_lesson(text: str, catalogue: Catalogue) -> int:
    numbers = lessons_by([text], catalogue)
    if len(numbers) > 1:
        raise typer.BadParameter(f"Name one lesson. Received {text!r}.")
    return numbers[0]


def _refuse_impossible(book, catalogue, number: int, exercise: str, points: float | None) -> None:
    """Refuse an exercise that the lesson does not have, and more points than there are."""
    tasks = catalogue[number].tasks
    if exercise and exercise not in tasks:
        raise typer.BadParameter(
            f"Lesson {number:02} has no exercise {exercise!r}. It has: {', '.join(tasks)}."
        )
    most = (
        float(tasks[exercise].points)
        if exercise
        else Scores(book, catalogue, [number]).full[number]
    )
    if points is not None and points > most:
        raise typer.BadParameter(
            f"There is no more to have than {points_text(most)}. Received {points:g}."
        )
