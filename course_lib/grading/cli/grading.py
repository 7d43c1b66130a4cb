"""``course grade`` and ``course regrade``: marks for all that was handed in."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from course_lib.grading import schedule
from course_lib.grading.cli.common import (
    DEFAULT_GRADEBOOK,
    DryRun,
    GradebookFile,
    add_private,
    catalogue_of,
    console,
    counted,
    examples,
    exit_on_error,
    lessons_by,
    refuse_unknown,
    say,
)
from course_lib.grading.doctor import cores_here
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.isolation.choose import NAMES, check_name

ALL_CORES = cores_here()
UNJUDGED = 3  # the exit code where all was graded but what the grader could not judge

Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="Submissions marked at once, on this machine.")
]
Scheduler = Annotated[
    str | None, typer.Option(help="A Dask cluster to mark on, as tcp://host:8786.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where a run was broken off.")]
Forms = Annotated[
    bool | None,
    typer.Option(
        "--graded-forms/--practice-forms",
        help="Whether lines to order and blanks count. They are clicked, and a notebook keeps no "
        "clicks: where they count, learners type check.NAME(answer). By default they are practice.",
        show_default=False,
    ),
]


def _known_isolation(name: str | None) -> str | None:
    """Refuse a name that is none, before anything is graded."""
    try:
        check_name(name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return name


Isolation = Annotated[
    str | None,
    typer.Option(
        help=f"One of {', '.join(NAMES)}; by default the best that works.",
        callback=_known_isolation,
    ),
]
Skip = Annotated[
    list[str] | None,
    typer.Option(help="A learner, by id, whose submissions are left out; they go on waiting."),
]
Exercises = Annotated[
    Path | None, typer.Option(help="A file with exercises of your own, kept with the class.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        epilog=examples(
            "course grade",
            "course grade --jobs 8",
            "course grade --resume  # after a crash, or Ctrl-C",
            "course grade --skip s1042  # leave out what this learner handed in",
            "course grade --scheduler tcp://10.0.0.5:8786  # on a Dask cluster",
        )
    )(grade)
    app.command(
        epilog=examples(
            "course regrade --lesson 05  # an exercise was corrected",
            "course regrade --lesson 90 --exercises midterm.py  # one of your own was",
            "course regrade --learner s1042",
            "course regrade --dry-run",
        )
    )(regrade)


@exit_on_error
def grade(
    jobs: Jobs = ALL_CORES,
    scheduler: Scheduler = None,
    resume: Resume = False,
    skip: Skip = None,
    forms: Forms = None,
    isolation: Isolation = None,
    exercises: Exercises = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Grade everything that waits, each submission in isolation.

    Every submission ends as a score with a reason. Each is written as soon as it is marked: a run
    that is broken off has lost nothing, and --resume goes on. What is graded stays as it is.

    The exit code is 3 where all was graded but what the grader could not judge: look at that.
    """
    with Gradebook(gradebook) as book:
        if dry_run:
            _say_waiting(book)
            return
        refuse_unknown(book, skip)
        add_private(book, exercises)
        exit_code = _graded(book, jobs, scheduler, resume, forms, isolation, skip or ())
    if exit_code:
        raise typer.Exit(exit_code)


@exit_on_error
def regrade(
    lesson: Annotated[list[str] | None, typer.Option(help="Only these lessons.")] = None,
    learner: Annotated[list[str] | None, typer.Option(help="Only these learners, by id.")] = None,
    jobs: Jobs = ALL_CORES,
    scheduler: Scheduler = None,
    forms: Forms = None,
    isolation: Isolation = None,
    exercises: Exercises = None,
    gradebook: GradebookFile = DEFAULT_GRADEBOOK,
    dry_run: DryRun = False,
) -> None:
    """Grade again what was graded before, and say what has changed.

    The inputs are drawn from the same secret, so where neither the exercises nor the submissions
    have changed, the marks are the same. An old mark stays until the new one is there.
    """
    if forms is not None and (lesson or learner):
        raise typer.BadParameter("Forms count for a whole class: leave out --lesson and --learner.")
    with Gradebook(gradebook) as book:
        refuse_unknown(book, learner)
        lessons = lessons_by(lesson, catalogue_of(book))
        before = {row.id: row for row in book.rows()}
        chosen = [
            row
            for row in before.values()
            if (lessons is None or row.lesson in lessons)
            and (not learner or row.learner in learner)
        ]
        if dry_run:
            say(f"Would grade {counted(len(chosen), 'submission')} again.")
            return
        add_private(book, exercises)
        with book.exclusive():
            book.ungrade(lessons, learner)
            schedule.count_forms(book, forms)
        exit_code = _graded(book, jobs, scheduler, True, None, isolation)
        changed = [
            f"  {row.learner}, lesson {row.lesson:02}: {_points(before[row.id])} → {_points(row)}"
            for row in book.rows()
            if row.score != before[row.id].score
        ]
        say(f"{counted(len(changed), 'score')} changed.")
        for line in changed:
            say(line)
    if exit_code:
        raise typer.Exit(exit_code)


def _points(row) -> str:
    return "none" if row.score is None else f"{row.score:g}"


def _graded(book: Gradebook, jobs, scheduler, resume, forms, isolation, skip=()) -> int:
    """Grade, showing how far it is; the exit code that comes of it."""
    total = book.due()
    bar = Progress(
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console(),
    )
    try:
        with bar:
            shown = bar.add_task("", total=total)
            run = schedule.grade(
                book,
                jobs=jobs,
                scheduler=scheduler,
                resume=resume,
                graded_forms=forms,
                isolation=isolation,
                skip=skip,
                progress=lambda result: bar.advance(shown),
            )
    except KeyboardInterrupt:
        say(f"Stopped. {book.due():,} of {total:,} wait; go on with: course grade --resume")
        raise typer.Exit(130) from None
    pace = f", {run.seconds / run.graded:.2f} s each" if run.graded else ""
    say(f"{counted(run.graded, 'submission')} graded in {run.seconds:.0f} s{pace}.")
    if skip:
        say(f"Left out: {', '.join(skip)}. Waiting: {counted(book.due(), 'submission')}.")
    if run.unjudged:
        say(f"{counted(run.unjudged, 'submission')} could not be judged. Look: course status")
    return UNJUDGED if run.unjudged else 0


def _say_waiting(book: Gradebook) -> None:
    waiting = Counter(row.lesson for row in book.rows() if row.due)
    catalogue = catalogue_of(book)
    for lesson, count in sorted(waiting.items()):
        say(f"{catalogue[lesson].label}: would grade {counted(count, 'submission')}")
    say(f"{counted(sum(waiting.values()), 'submission')} in all. This was a dry run.")
