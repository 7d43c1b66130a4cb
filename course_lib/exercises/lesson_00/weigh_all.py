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
    yield [2.0, -1.0, 2.0, 3.0], [3.0, 0.5, -4.0, 0.5]  # looked up by value, the last ones go wrong
    for n in (2, 4):
        yield rng.normal(size=n).tolist(), rng.normal(size=n).tolist()


@weigh_all.mistake(
    "This is the products added up. That is the next step; here each of them is asked for."
)
def _(inputs, weights):
    return sum(x * w for x, w in zip(inputs, weights))


@weigh_all.mistake(
    "Every input has met every weight here. Only those at the same place are to meet: use zip."
)
def _(inputs, weights):
    return [x * w for x in inputs for w in weights]


@weigh_all.mistake("These are the sums x + w, pair by pair. A weight multiplies its input: x * w.")
def _(inputs, weights):
    return [x + w for x, w in zip(inputs, weights)]


@weigh_all.mistake(
    "This is one list behind the other: between two lists, + joins. Multiply them in pairs instead."
)
def _(inputs, weights):
    return inputs + weights


@weigh_all.mistake(
    "These are all the inputs times the first weight. Each input has a weight of its own."
)
def _(inputs, weights):
    return [x * weights[0] for x in inputs]


@weigh_all.mistake("These are the pairs as they are. Multiply the two numbers of each: x * w.")
def _(inputs, weights):
    return list(zip(inputs, weights))


@weigh_all.mistake(
    "Where an input comes twice, its weight is that of the first time. Go by the place, not by the "
    "value: zip(inputs, weights) gives both at once."
)
def _(inputs, weights):
    return [x * weights[inputs.index(x)] for x in inputs]


@weigh_all.mistake(
    "Only the first product came back. A `return` inside a loop ends the function in the first "
    "round: collect the products in a list, and return that after the loop."
)
def _(inputs, weights):
    return inputs[0] * weights[0]


@weigh_all.mistake(
    "Only the last product came back. In a loop, `=` puts a new value in the place of the old one; "
    "products.append(x * w) keeps them all."
)
def _(inputs, weights):
    return [inputs[-1] * weights[-1]]


@weigh_all.accepts
def _(inputs, weights):
    products = []
    for i in range(len(inputs)):
        products.append(inputs[i] * weights[i])
    return products


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
