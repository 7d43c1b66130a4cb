"""Lesson 03, Feedforward networks: the exercise ``gates``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import numbers, read
from course_lib.nn.activations import sigmoid


@exercise(
    lesson=3, minutes=5, difficulty=2, atol=0.1, outputs=("both", "either"), calls="gates(x1, x2)"
)
def gates(x1, x2):
    """Two neurons' answers to x1 and x2, which are 0 or 1: first AND, then OR."""
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return both, either


@gates.through
def _(gates, x1, x2, above=None, between=()):
    """`above` and `between` are for whoever looks at the answers, and for no neuron."""
    return [gates(a, b) for a, b in between] if len(between) else gates(x1, x2)


@gates.seen
def _(answers, x1, x2, above=None, between=()):
    """Near to 0 is enough; but a sigmoid never gets there, as `and` and `or` do.

    Everybody's 0 and 1 are the same. So what tells a neuron is what it says in between: there the
    sum is weights times inputs plus bias, whatever the weights are.
    """
    plain = numbers(read(answers))
    if plain is None or plain.dtype.kind == "c":
        return answers
    if len(between):
        if plain.shape != (len(between), 2):
            return answers
        both, either = (_is_of_a_neuron(between, a) for a in plain.T)
        return {"AND is a neuron": both, "OR is a neuron": either}
    if above is None or plain.shape != (2,):
        return answers
    return {"AND above 0": bool(plain[0] > above), "OR above 0": bool(plain[1] > above)}


def _is_of_a_neuron(x, a):
    """Whether some weights and a bias give these answers through a sigmoid: (n, 2), (n,) -> bool.

    Near to 1 an answer has lost the digits of its sum; there are enough others.
    """
    if not np.all((a > 0) & (a <= 1)):
        return False
    clear = a < 1 - 1e-5
    if clear.sum() < 6:
        return False
    z = np.log(a[clear] / (1 - a[clear]))
    rows = np.column_stack([x, np.ones(len(x))])
    weights = np.linalg.lstsq(rows[clear], z, rcond=None)[0]
    fits = np.abs(rows[clear] @ weights - z) <= 1e-2 * (1 + np.abs(z))
    return bool(np.all(fits) and np.allclose(sigmoid(rows @ weights), a, atol=1e-2))


@gates.cases
def _(rng):
    yield 1, 1
    yield 0, 1
    yield 1, 0
    yield 0, 0
    yield 0, 0, 0
    sizes = np.repeat([0.9, 0.3, 0.1, 0.03, 0.01, 0.003], 3)
    inside = rng.uniform(0.3, 1, size=(len(sizes), 2)) * sizes[:, None]
    yield 0, 0, None, np.concatenate([[[0, 0], [0, 1], [1, 0], [1, 1]], inside])


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


_ON_THE_LINE = (
    "One of AND's corners and one of OR's lie on their lines: the sum is 0 there, and the answer a "
    "half. A line belongs between two corners: with weights of 10, AND puts its bias between -10 "
    "and -20, OR between 0 and -10."
)


def _on_the_line(weight):
    """AND can't decide at (1, 1), and OR can't where a single input is 1."""
    return lambda x1, x2: (sigmoid(weight * (x1 + x2 - 2)), sigmoid(weight * (x1 + x2 - 1)))


for weight in (1, 5):
    gates.mistake(_ON_THE_LINE)(_on_the_line(weight))


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


_JUMPS = (
    "With 0 and 1 all answers are right. But between 0 and 1 {} as a neuron does, whose sum is "
    "weights times inputs plus a bias. Let each be sigmoid(… * x1 + … * x2 + …)."
)


@gates.mistake(_JUMPS.format("neither answers"))
def _(x1, x2):
    return 0.99 if x1 and x2 else 0.01, 0.99 if x1 or x2 else 0.01


@gates.mistake(_JUMPS.format("your AND does not answer"))
def _(x1, x2):
    return 0.99 if x1 and x2 else 0.01, sigmoid(10 * x1 + 10 * x2 - 5)


@gates.mistake(_JUMPS.format("your OR does not answer"))
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 15), 0.99 if x1 or x2 else 0.01


@gates.accepts
def _(x1, x2):
    return sigmoid(200 * x1 + 100 * x2 - 250), sigmoid(100 * x1 + 300 * x2 - 50)


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
