"""Lesson 00, Start here: a first answer, and what the check says of it."""

import numpy as np

from course_lib.checks import Lesson, exercise, question

LESSON = Lesson(number=0, title="Start here", notebook="00_start_here.ipynb")


cell_order = question(
    lesson=0,
    kind="predict",
    prompt="The third cell shows …",
    options={
        "2": "That would be right if each cell ran once.",
        "3": "Count the runs: the first sets x to 1, and then there are three more.",
        "4": "The kernel counts runs, not lines on the page: 1, and 1 three times more.",
    },
    answer="4",
)


@exercise(lesson=0, minutes=2, difficulty=1)
def weigh(x, w):
    """Multiply an input by its weight."""
    return x * w


@weigh.cases
def _(rng):
    yield 2, 2  # 2 + 2, 2 * 2 and 2 ** 2 are all 4: one lucky case proves nothing
    yield 2, 3
    yield -1.5, 4
    for _ in range(3):
        yield float(rng.normal()), float(rng.normal())


@weigh.mistake("You added. With 2 and 2 nobody would notice; a weight *multiplies* its input.")
def _(x, w):
    return x + w


@weigh.mistake("You raised x to the power of w: in Python * multiplies, and ** is the power.")
def _(x, w):
    return x**w


@weigh.mistake("You divided by the weight. A larger weight makes its input count for more.")
def _(x, w):
    return x / w


@weigh.mistake("You multiplied the input by itself; the weight was never used.")
def _(x, w):
    return x * x


@weigh.accepts
def _(x, w):
    return np.multiply(w, x)


weigh.hints(
    "One sign is all it takes.",
    "In Python, x times w is written x * w, and a function gives back what follows `return`.",
)
weigh.why("A neuron does this to every one of its inputs, before anything else.")


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
