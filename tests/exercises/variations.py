"""Write down how many slips of the pen in each exercise's reference are named by its check.

    python -m tests.exercises.variations

It takes a minute or two, and writes ``variations.md``, which ``test_variations.py`` holds in step.
"""

from pathlib import Path

from course_lib.checks.variation.coverage import HOW, is_named, named_mutants
from course_lib.exercises import lessons

TABLE = Path(__file__).with_name("variations.md")

HEAD = """# What a check says of a slip of the pen

Written by `python -m tests.exercises.variations`: each reference is changed in one small place at a
time, by `course_lib/checks/mutants.py`, and the check judges what comes of it. *Named* are those
that a declared mistake, a variation's sentence or a pattern of the numbers names; an *error* is
explained in plain words; of the *others* only the difference is told.

| Exercise | Refused | Named | declared | variation | pattern | error | others |
|---|---|---|---|---|---|---|---|
"""


def row(lesson: int, exercise) -> str:
    """One line of the table."""
    found = named_mutants(exercise)
    refused = sum(found.values())
    named = sum(count for how, count in found.items() if is_named(how))
    each = " | ".join(str(found[how]) for how in (*HOW, ""))
    return f"| {lesson:02} `{exercise.name}` | {refused} | {named} | {each} |"


def table() -> str:
    """All lines, in the lessons' order."""
    rows = [row(lesson.number, task) for lesson in lessons() for task in lesson.exercises.values()]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
