"""Lesson 00, Start here: the exercise ``weigh_all``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=0, minutes=2, difficulty=1)
def weigh_all(inputs, weights):
    """Multiply every input by the weight at the same place."""
    return [x * w for x, w in zip(inputs, weights)]


@weigh_all.cases
def _(rng):
    yield [2, 3], [0, 1]
    yield [1.5, -2.0, 4.0], [2.0, 0.5, -1.0]
    for n in (2, 4):
        yield rng.normal(size=n).tolist(), rng.normal(size=n).tolist()


@weigh_all.mistake("You added the products up. That is the next step; here each one is asked for.")
def _(inputs, weights):
    return sum(x * w for x, w in zip(inputs, weights))


@weigh_all.mistake("You multiplied every input by every weight. Only those at the same place meet.")
def _(inputs, weights):
    return [x * w for x in inputs for w in weights]


@weigh_all.mistake(
    "You added. Two lists with a + between them become one long list; inside a loop, + adds the "
    "numbers. A weight multiplies: *."
)
def _(inputs, weights):
    return [x + w for x, w in zip(inputs, weights)]


@weigh_all.mistake("You joined the two lists end to end. Multiply them in pairs instead.")
def _(inputs, weights):
    return inputs + weights


@weigh_all.mistake("You multiplied by the first weight throughout. Each input has its own.")
def _(inputs, weights):
    return [x * weights[0] for x in inputs]


@weigh_all.accepts
def _(inputs, weights):
    return [inputs[i] * weights[i] for i in range(len(inputs))]


@weigh_all.accepts
def _(inputs, weights):
    return np.multiply(inputs, weights)


weigh_all.hints(
    "You need the first input with the first weight, then the second with the second.",
    "zip(inputs, weights) walks both lists side by side: [… for x, w in zip(inputs, weights)].",
)
weigh_all.why("Lesson 01 adds these products up, and calls the result z.")
