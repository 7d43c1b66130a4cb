"""Lesson 03, Connect neurons: the exercise ``gates``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import numbers, read
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=5, difficulty=2, atol=0.1, outputs=("both", "either"))
def gates(x1, x2):
    """Two neurons' answers to x1 and x2, which are 0 or 1: first AND, then OR."""
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return both, either


@gates.through
def _(gates, x1, x2, above=None):
    """`above` is for whoever looks at the answers, and for no neuron."""
    return gates(x1, x2)


@gates.seen
def _(answers, x1, x2, above=None):
    """Near to 0 is enough; but a sigmoid never gets there, as `and` and `or` do."""
    plain = numbers(read(answers))
    if above is None or plain is None or plain.shape != (2,) or plain.dtype.kind == "c":
        return answers
    return {"AND above 0": bool(plain[0] > above), "OR above 0": bool(plain[1] > above)}


@gates.cases
def _(rng):
    yield 1, 1
    yield 0, 1
    yield 1, 0
    yield 0, 0
    yield 0, 0, 0


@gates.mistake("Both are there, in the other order: AND comes first, then OR.")
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 5), sigmoid(10 * x1 + 10 * x2 - 15)


@gates.mistake(
    "Both answers are OR's. For AND a single 1 must not be enough: lower the bias until "
    "only two together get above 0."
)
def _(x1, x2):
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return either, either


@gates.mistake(
    "Both answers are AND's. For OR a single 1 must be enough: raise the bias until 10 "
    "outweighs it."
)
def _(x1, x2):
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    return both, both


@gates.mistake(
    "Your AND can't decide when one input is 1: its answer is near a half there, as with a bias of "
    "-10, where 10 - 10 is 0. With weights of 10, put the bias between -10 and -20."
)
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 10), sigmoid(10 * x1 + 10 * x2 - 5)


@gates.mistake(
    "Your OR can't decide when both inputs are 0: its answer is near a half there, as without a "
    "bias. Each neuron needs a bias below 0."
)
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 15), sigmoid(10 * x1 + 10 * x2)


_UNSURE = (
    "All answers are on the right side, and some are not sure enough: they should come within 0.1 "
    "of 0 or 1. Multiply the weights and the bias by 10."
)


def _with_weights(weight):
    """The same two boundaries, by smaller numbers."""
    return lambda x1, x2: (sigmoid(weight * (x1 + x2 - 1.5)), sigmoid(weight * (x1 + x2 - 0.5)))


for weight in (1, 2, 4):
    gates.mistake(_UNSURE)(_with_weights(weight))


@gates.mistake(
    "Both say yes where they should say no, and no where they should say yes: turn the signs round."
)
def _(x1, x2):
    return sigmoid(15 - 10 * x1 - 10 * x2), sigmoid(5 - 10 * x1 - 10 * x2)


@gates.mistake("These are sums z: squeeze them, then they are nearly 0 and nearly 1.")
def _(x1, x2):
    return 10 * x1 + 10 * x2 - 15, 10 * x1 + 10 * x2 - 5


_NO_NEURON = (
    "With 0 and 1 all answers are right. But at (0, 0) {} not above 0, and a neuron's sigmoid "
    "comes near to 0 without getting there: let each be sigmoid(… * x1 + … * x2 + …)."
)


@gates.mistake(_NO_NEURON.format("both are"))
def _(x1, x2):
    return x1 and x2, x1 or x2


@gates.mistake(_NO_NEURON.format("your AND is"))
def _(x1, x2):
    return x1 and x2, sigmoid(10 * x1 + 10 * x2 - 5)


@gates.mistake(_NO_NEURON.format("your OR is"))
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 15), x1 or x2


@gates.accepts
def _(x1, x2):
    return sigmoid(20 * (x1 + x2) - 30), sigmoid(30 * (x1 + x2) - 7)


@gates.accepts
def _(x1, x2):
    z = np.array([[8, 8], [9, 7]]) @ [x1, x2] + [-12, -3]
    return list(1 / (1 + np.exp(-z)))


gates.hints(
    "The sum z must be above 0 for yes and below 0 for no, and a good way from 0. Try weights of "
    "10.",
    "With weights of 10 the sum before the bias is 0, 10 or 20. AND puts its bias between -10 and "
    "-20, OR between 0 and -10.",
)
gates.why(
    "Two neurons that you can name. Put a third behind them, and it can say more than either."
)
