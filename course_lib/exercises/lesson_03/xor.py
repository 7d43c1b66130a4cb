"""Lesson 03, Feedforward networks: the exercise ``xor``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import numbers, read
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=5, difficulty=3, atol=0.1, calls="xor(x1, x2)")
def xor(x1, x2):
    """Nearly 1 where exactly one of x1 and x2 is 1, nearly 0 elsewhere."""
    h1 = sigmoid(10 * x1 + 10 * x2 - 5)  # OR
    h2 = sigmoid(10 * x1 + 10 * x2 - 15)  # AND
    return sigmoid(10 * h1 - 10 * h2 - 5)


def _or_and(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 5), sigmoid(10 * x1 + 10 * x2 - 15)


_CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


@xor.through
def _(xor, x1, x2, above=None, elsewhere=()):
    """`above` and `elsewhere` are for whoever looks at the answer, and for no neuron."""
    return [xor(a, b) for a, b in elsewhere] if len(elsewhere) else xor(x1, x2)


@xor.seen
def _(answer, x1, x2, above=None, elsewhere=()):
    """Near to 0 is enough; but a sigmoid never gets there, as `!=` and `^` do.

    Everybody's 0 and 1 are the same. So what tells neurons is what they say elsewhere.
    """
    plain = numbers(read(answer))
    if plain is None or plain.dtype.kind == "c":
        return answer
    if len(elsewhere):
        return {"from neurons": plain.size == len(elsewhere) and _may_be_of_neurons(plain.ravel())}
    if above is None or plain.size != 1:
        return answer
    return {"above 0": bool(plain.flat[0] > above)}


def _may_be_of_neurons(a):
    """Whether answers at the points that are drawn stay within 0 and 1, slope, and never jump.

    ``a`` begins with those at the corners, and right beside them. Two neurons of a layer and one
    behind them can have many forms; all have these three.
    """
    corners, beside, rest = a[:4], a[4:8], a[8:]
    within = np.all((a > 0) & (a <= 1))
    return bool(within and np.allclose(corners, beside, atol=0.01) and len(np.unique(rest)) >= 12)


@xor.cases
def _(rng):
    yield 0, 0
    yield 0, 1
    yield 1, 0
    yield 1, 1
    yield 0, 0, 0
    beside = _CORNERS + rng.uniform(1e-7, 1e-6, size=(4, 2))
    inside = rng.uniform(0.05, 0.95, size=(24, 2))
    outside = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]]) * rng.uniform(4, 6, size=(4, 2))
    yield 0, 0, None, np.concatenate([_CORNERS, beside, inside, outside])


@xor.mistake(
    "These are OR's answers, as h1 gives them: at (1, 1) yours says yes. There AND, which is h2, "
    "has to speak *against*: give h2 a negative weight."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 + 10 * h2 - 5)


@xor.mistake(
    "These are AND's answers, as h2 gives them: yes at (1, 1) alone. XOR is OR *and not* AND: give "
    "h2 a negative weight."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 + 10 * h2 - 15)


@xor.mistake(
    "Where x1 and x2 are alike, your o1 can't decide: its answer is near a half, as without a "
    "bias. Let it lean to no."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 - 10 * h2)


def _with_weights(weight):
    """The same boundary, by smaller numbers."""

    def answer(x1, x2):
        h1, h2 = _or_and(x1, x2)
        return sigmoid(weight * (h1 - h2 - 0.5))

    return answer


for weight in (1, 2, 4):
    xor.mistake(
        "All four are on the right side, and not sure enough: they should come within 0.1 of 0 or "
        "1. Multiply the weights and the bias of o1 by 10."
    )(_with_weights(weight))


@xor.mistake("These are XOR's answers turned round: turn the signs of o1's weights and its bias.")
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(-10 * h1 + 10 * h2 + 5)


@xor.mistake("These are the sums z of o1: squeeze them, as every neuron here does.")
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return 10 * h1 - 10 * h2 - 5


_NO_NEURON = (
    "With 0 and 1 all answers are right. But at (0, 0) yours is not above 0, and a neuron's "
    "sigmoid comes near to 0 without getting there: let o1 be sigmoid(… * h1 + … * h2 + …)."
)


@xor.mistake(_NO_NEURON)
def _(x1, x2):
    return x1 ^ x2


@xor.mistake(_NO_NEURON)
def _(x1, x2):
    return abs(x1 - x2)


@xor.mistake(
    "With 0 and 1 all answers are right. But elsewhere yours does not answer as a neuron does: a "
    "sigmoid gives numbers between 0 and 1, and a little more of an input changes its answer a "
    "little. Let o1 be sigmoid(… * h1 + … * h2 + …)."
)
def _(x1, x2):
    return 0.99 if x1 != x2 else 0.01


@xor.mistake(
    "These are True and False, as Python works them out. Let a neuron say it, by a number near 0 "
    "or 1: sigmoid(… * h1 + … * h2 + …)."
)
def _(x1, x2):
    return x1 != x2


@xor.accepts
def _(x1, x2):
    only_x1 = sigmoid(10 * x1 - 10 * x2 - 5)
    only_x2 = sigmoid(10 * x2 - 10 * x1 - 5)
    return sigmoid(10 * only_x1 + 10 * only_x2 - 5)


@xor.accepts
def _(x1, x2):
    either = sigmoid(20 * x1 + 20 * x2 - 10)
    not_both = sigmoid(-20 * x1 - 20 * x2 + 30)
    return sigmoid(20 * either + 20 * not_both - 30)


xor.hints(
    "XOR is OR, and not AND. Which of the two should speak for yes, and which against?",
    "Weight 10 for h1 and -10 for h2. Then z is 0, 10, 10 and 0 before the bias: put it in "
    "between.",
)
xor.why("A layer in between makes new inputs, OR and AND, and on those a straight line is enough.")
