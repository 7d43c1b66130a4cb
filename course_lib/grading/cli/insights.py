"""``course insights``: what a class finds easy and hard, and which mistakes it makes."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table

from course_lib.grading import insights_page, item_analysis
from course_lib.grading.class_question import ClassQuestion
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
    say,
    show,
)
from course_lib.grading.export import format_number, lessons_of, write
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.item_analysis import ExerciseStatistics, LessonStatistics


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        epilog=examples(
            "course insights --lesson 05",
            "course insights --html insights.html  # with charts, to look at or to show in class",
        )
    )(insights)


@exit_on_error
def insights(
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with charts, without any names.")
    ] = None,
    lesson: Annotated[list[str] | None, typer.Option(help="Only these lessons.")] = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Show what a class finds easy and hard, which mistakes it makes, and what to ask it.

    For each exercise: how many tried and solved it, the median of the points, difficulty and
    discrimination, the named mistakes by frequency, and a question for class: the case that parts
    the two most frequent mistakes.
    """
    with Gradebook(gradebook) as book:
        catalogue = catalogue_of(book)
        lessons = lessons_by(lesson, catalogue) or lessons_of(book)
        found = item_analysis.of_class(book, catalogue, lessons)
    if not found:
        say("Nothing has been judged yet: course grade")
    elif html is None:
        for one in found:
            _say_lesson(one)
    elif dry_run:
        say(f"{'Would replace' if html.exists() else 'Would write'} {html}")
    else:
        write(html, insights_page.page(found))
        say(f"Written: {html}")


def _say_lesson(lesson: LessonStatistics) -> None:
    of = format_number(lesson.possible)
    say(f"{lesson.assignment.label}: {counted(lesson.judged, 'submission')}")
    scores = item_analysis.histogram(lesson.scores, lesson.possible)
    say(f"Points, of {of}: " + ", ".join(f"{name}: {count:,}" for name, count in scores) + "\n")
    show(_table(lesson))
    if any(None in (one.difficulty, one.discrimination) for one in lesson.exercises):
        say(insights_page.TOO_FEW)
    for exercise in lesson.exercises:
        _say_mistakes(exercise, insights_page.question_of(lesson, exercise))
    say("")


def _table(lesson: LessonStatistics) -> Table:
    table = Table("exercise", box=None)
    for head in ("tried", "solved", "median points", "difficulty", "discrimination"):
        table.add_column(head, justify="right")
    for one in lesson.exercises:
        table.add_row(
            cell(one.task),
            f"{one.tried:,} of {one.judged:,}",
            f"{one.solved:,}",
            f"{format_number(one.median_points)} of {format_number(one.possible)}",
            insights_page.number(one.difficulty),
            insights_page.number(one.discrimination),
        )
    return table


def _say_mistakes(exercise: ExerciseStatistics, question: ClassQuestion | None) -> None:
    if not exercise.mistakes:
        return
    say(f"\n{exercise.task}")
    for said, count in exercise.mistakes.items():
        say(f"  {count:,} of {exercise.judged:,}: {said}")
    if question:
        say(f"  To ask in class: {insights_page.ASK}")
        _show_question(question)


def _show_question(question: ClassQuestion) -> None:
    table = Table(box=None, show_header=False)
    for name, text in question.inputs:
        table.add_row(cell(name), cell(text), "")
    for letter, (text, said) in zip("ABC", question.answers, strict=False):
        table.add_row(letter, cell(text), cell(said))
    show(Padding(table, (0, 0, 0, 3)))
