"""Lesson 16, Transformers: the exercise ``shifted``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=16, minutes=4, difficulty=1, outputs=("x", "y"))
def shifted(signs):
    """What is read and what comes next, from (n, steps + 1): x and y, each (n, steps)."""
    return signs[:, :-1], signs[:, 1:]


@shifted.cases
def _(rng):
    yield (np.array([[0, 13, 1, 18, 25, 0, 0], [0, 10, 1, 13, 5, 19, 0]]),)
    for n, steps in ((3, 5), (4, 4), (2, 7), (5, 3)):
        yield (rng.permuted(np.tile(np.arange(1, 27), (n, 1)), axis=1)[:, : steps + 1],)


@shifted.mistake(
    "y is what was read here: nothing is shifted. The network would copy what it sees, with a loss "
    "of nearly 0. y is one sign further: signs[:, 1:]."
)
def _(signs):
    return signs[:, :-1], signs[:, :-1]


@shifted.mistake(
    "x and y are the same signs here: nothing is shifted, so that the answer stands in the "
    "question, and the loss falls to nearly 0. x lacks the last sign, y the first."
)
def _(signs):
    return signs, signs


@shifted.mistake(
    "x and y are the same signs here: nothing is shifted, so that the answer stands in the "
    "question, and the loss falls to nearly 0. x lacks the last sign, y the first."
)
def _(signs):
    return signs[:, 1:], signs[:, 1:]


@shifted.mistake(
    "Here the network reads what comes next, and is asked for what came before: x and y stand in "
    "each other's place. x is signs[:, :-1]."
)
def _(signs):
    return signs[:, 1:], signs[:, :-1]


@shifted.mistake(
    "x still holds the last sign, for which no next one is known. x is signs[:, :-1], as long as y."
)
def _(signs):
    return signs, signs[:, 1:]


@shifted.mistake(
    "y begins with the first sign here, so it stands beside itself: x lost its end and y lost "
    "nothing. y is signs[:, 1:]."
)
def _(signs):
    return signs[:, :-1], signs


@shifted.mistake(
    "Here the *names* are shifted, not the signs: the rows are axis 0. Cut along axis 1: "
    "signs[:, :-1] and signs[:, 1:]."
)
def _(signs):
    return signs[:-1], signs[1:]


@shifted.mistake(
    "The end comes round to the beginning here, as np.roll does it: after the last sign there is "
    "none. Cut one off on each side."
)
def _(signs):
    return signs, np.roll(signs, -1, axis=1)


@shifted.mistake("y is two signs further here. The next one is asked for: signs[:, 1:].")
def _(signs):
    return signs[:, :-2], signs[:, 2:]


@shifted.mistake(
    "There is one target for each name here, its last sign. Every place has a target of its own: "
    "the sign after it."
)
def _(signs):
    return signs[:, :-1], signs[:, -1]


@shifted.mistake(
    "The signs stand the wrong way round here, the last first. A name is read from its beginning."
)
def _(signs):
    return signs[:, ::-1][:, :-1], signs[:, ::-1][:, 1:]


@shifted.accepts
def _(signs):
    steps = signs.shape[1] - 1
    return signs[:, 0:steps].copy(), np.roll(signs, -1, axis=1)[:, :steps]


@shifted.accepts
def _(signs):
    x = [[row[t] for t in range(len(row) - 1)] for row in signs]
    y = [[row[t + 1] for t in range(len(row) - 1)] for row in signs]
    return np.array(x), np.array(y)


shifted.hints(
    "In .mary. the network reads . and is to say m; reads m and is to say a. Which sign is never "
    "read, and which is never asked for?",
    "x is everything without the last column, y everything without the first.",
)
shifted.why(
    "Nobody has labelled anything: the text is its own target. That is why such models can learn "
    "from as much text as there is."
)
