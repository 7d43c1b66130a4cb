"""The guide to the lessons: what each asks, how long it takes, and every mistake it knows by name.

A page of Markdown, made from the exercises themselves, so that it can't say what they don't. The
same exercises give the same bytes.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.checks import Exercise, HeldOutExercise
from course_lib.checks.blanks import Blanks
from course_lib.checks.form import Form
from course_lib.checks.parsons import Parsons
from course_lib.exercises import lessons
from course_lib.grading.catalogue import Assignment, Catalogue, Task

_OPENING = """\
# The lessons, for those who teach them

Made from the exercises by `course guide`: correct them, and make it again.

- **Minutes** to read are the lesson's own estimate, minutes to solve the sum of its exercises'.
- **Difficulty** goes from 1, one idea applied, to 3, several put together.
- **Points** are what `course grade` gives. *Forms* are lines to order and blanks to fill in; they \
are practice, and count only if you say so: [how](instructors.md#forms).
- **Named mistakes** are the wrong answers that an exercise tells apart, in the words that the \
learner reads. They are what to expect in class.
"""


def page(catalogue: Catalogue, numbers: Sequence[int], notebooks: Path = NOTEBOOKS) -> str:
    """The guide to these lessons, as Markdown."""
    assignments = [catalogue[number] for number in numbers]
    parts = [_OPENING, "## Time and points\n", *_overview(assignments, notebooks)]
    parts += [_in_all(assignments, notebooks), ""] if assignments else []
    for assignment in assignments:
        parts += _lesson(assignment, notebooks)
    return "\n".join(parts)


def minutes_to_read(assignment: Assignment, notebooks: Path = NOTEBOOKS) -> int | None:
    """What the lesson says of itself, in the text that its notebook is made from; or None."""
    path = notebooks / "source" / Path(assignment.notebook).with_suffix(".md")
    if not path.exists():
        return None
    found = re.search(r"^\*\*Minutes\*\* (\d+) to read", path.read_text(encoding="utf-8"), re.M)
    return int(found[1]) if found else None


def mistakes(task: Task) -> list[str]:
    """What a task says to each wrong answer that it knows, in the order of their declaration."""
    known = isinstance(task, Form | HeldOutExercise)
    said = [message for message, _ in task.mistakes] if known else []
    if isinstance(task, Parsons):
        said += task.left_out.values()
    elif isinstance(task, Blanks):
        said += [s for blank in task.blanks.values() for s in blank.mistakes.values()]
    elif isinstance(task, Exercise):
        said += [mistake.message for mistake in task.mistakes]
    return list(dict.fromkeys(said))


def markdown(text: str) -> str:
    """A sentence of a check as Markdown: its code and its stress stay, all else shows as it is.

    >>> print(markdown("Take `2 * x`, *not* __x__ * <x>."))
    Take `2 * x`, *not* \\_\\_x\\_\\_ * \\<x>.
    """
    parts = _MARKED.split(text)
    for i, part in enumerate(parts):
        if i % 2 == 0:
            parts[i] = _escaped(part)
        elif part.startswith("*"):
            parts[i] = f"*{_escaped(part[1:-1])}*"
    return " ".join("".join(parts).split())


# Code between backticks and stress between stars, as checks/markup.py reads them.
_MARKED = re.compile(r"(`[^`]+`|(?<![\w*])\*(?=[^\s*])[^*]+?(?<=\S)\*(?![\w*]))")
_ESCAPED = re.compile(
    r"""\\
    | \*(?!\s) | (?<!\s)\*              # a star between spaces is one already
    | (?<![^\W_])_+ | _+(?![^\W_])     # and so is a _ within a word
    | <(?=[\w/!?]) | &(?=\w+;) | \](?=[\[(:])""",
    re.VERBOSE,
)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "".join(f"\\{c}" for c in found[0]), text)


def _overview(assignments: Sequence[Assignment], notebooks: Path) -> Iterator[str]:
    yield "| Lesson | To read | To solve | Exercises | Points | Forms |"
    yield "|---|--:|--:|--:|--:|--:|"
    rows = [_numbers(assignment, notebooks) for assignment in assignments]
    for assignment, row in zip(assignments, rows, strict=True):
        yield _row(f"[{assignment.label}](#{_anchor(assignment.label)})", *row)
    yield _row("all", *(sum(n or 0 for n in column) for column in zip(*rows, strict=True)))
    yield ""


def _in_all(assignments: Sequence[Assignment], notebooks: Path) -> str:
    """How many exercises these lessons check, how much they ask besides, and how long it takes."""
    columns = zip(*(_numbers(assignment, notebooks) for assignment in assignments), strict=True)
    read, solve, coded, _, forms = (sum(n or 0 for n in column) for column in columns)
    numbers = {assignment.number for assignment in assignments}
    asked = sum(len(lesson.questions) for lesson in lessons() if lesson.number in numbers)
    return (
        f"In all {coded + forms} checked exercises: {coded} in code, {forms} as a form. Besides, "
        f"{asked} questions are asked, which nobody grades: predictions, and what came before. "
        f"Together about {hours(read + solve)}."
    )


def hours(minutes: int) -> str:
    """Minutes in words that nobody takes for a measurement.

    >>> hours(816), hours(40)
    ('14 hours', '40 minutes')
    """
    return f"{minutes / 60:.0f} hours" if minutes >= 90 else f"{minutes} minutes"


def _numbers(assignment: Assignment, notebooks: Path) -> tuple[int | None, int, int, int, int]:
    tasks = assignment.tasks.values()
    coded = [task for task in tasks if not isinstance(task, Form)]
    return (
        minutes_to_read(assignment, notebooks),
        sum(task.minutes for task in tasks),
        len(coded),
        sum(task.points for task in coded),
        len(tasks) - len(coded),
    )


def _lesson(assignment: Assignment, notebooks: Path) -> Iterator[str]:
    read, solve, *_ = _numbers(assignment, notebooks)
    yield f"## {assignment.label}\n"
    yield f"{read} minutes to read, {solve} to solve.\n" if read else f"{solve} minutes to solve.\n"
    yield "| Exercise | Minutes | Difficulty | Points | Asks for |"
    yield "|---|--:|--:|--:|---|"
    for name, task in assignment.tasks.items():
        asked = task.prompt if isinstance(task, Form) else task.task.partition("\n\n")[0]
        points = "form" if isinstance(task, Form) else task.points
        yield _row(f"`{name}`", task.minutes, task.difficulty, points, markdown(asked))
    yield ""
    for name, task in assignment.tasks.items():
        if said := mistakes(task):
            yield f"Named mistakes of `{name}`:\n"
            yield from (f"- {markdown(sentence)}" for sentence in said)
            yield ""


def _row(*cells) -> str:
    texts = ("" if cell is None else str(cell).replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(texts)} |"


def _anchor(heading: str) -> str:
    """What a heading is linked by, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
