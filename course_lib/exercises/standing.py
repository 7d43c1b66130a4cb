"""How a learner stands in a lesson: in states, in a bar, in words, in a list."""

from collections.abc import Iterator, Sequence

from course_lib.checks import markup
from course_lib.checks.lesson import Lesson
from course_lib.checks.state import State

PIECES = 10  # of a bar

Standing = tuple[str, State]  # of an exercise, by its name


def states(lesson: Lesson, standing: dict) -> Iterator[Standing]:
    """Each exercise with its state: once it was correct it stays so, else the last word counts."""
    for name in lesson.tasks:
        state = standing.get((lesson.number, name), "")
        yield name, State(state) if state in list(State) else State.NOT_ATTEMPTED


def correct(states: Sequence[Standing]) -> int:
    """How many of them are solved."""
    return sum(state is State.CORRECT for _, state in states)


def count(states: Sequence[Standing]) -> str:
    """The same in words."""
    return f"{correct(states)} of {len(states)} correct" if states else "nothing to solve"


def bar(states: Sequence[Standing]) -> str:
    """How much of a lesson is solved, in ten pieces; never full or empty before it is.

    >>> bar([("a", State.CORRECT), ("b", State.NOT_YET), ("c", State.NOT_ATTEMPTED)])
    '■■■□□□□□□□'
    """
    full, solved = len(states), correct(states)
    pieces = PIECES if not full else solved * PIECES // full
    pieces = max(pieces, 1) if solved else pieces
    return "■" * pieces + "□" * (PIECES - pieces)


def items(states: Sequence[Standing]) -> str:
    """A list in HTML: symbol, name and state of each exercise."""
    lines = "".join(
        f'<li style="list-style: none;"><span aria-hidden="true">{state.symbol}</span> '
        f"<code>{markup.escape(name)}</code>: {state.in_words}</li>"
        for name, state in states
    )
    return f'<ul style="margin: 0 0 0.4em 0; padding-left: 1em;">{lines}</ul>'
