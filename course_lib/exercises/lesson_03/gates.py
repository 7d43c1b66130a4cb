"""Lesson 03, Connect neurons: the exercise ``gates``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=5, difficulty=2, atol=0.1)
def gates(x1, x2):
    """Two neurons' answers to x1 and x2, which are 0 or 1: first AND, then OR."""
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return both, either


@gates.cases
def _(rng):
    yield 1, 1
    yield 0, 1
    yield 1, 0
    yield 0, 0


@gates.mistake("Both are there, in the other order: return AND first, then OR.")
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 5), sigmoid(10 * x1 + 10 * x2 - 15)


@gates.mistake(
    "Both of your neurons say OR. For AND a single 1 must not be enough: lower the bias until "
    "only two together get above 0."
)
def _(x1, x2):
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return either, either


@gates.mistake(
    "Both of your neurons say AND. For OR a single 1 must be enough: raise the bias until 10 "
    "outweighs it."
)
def _(x1, x2):
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    return both, both


@gates.mistake(
    "With a bias of -10 your AND can't decide when one input is 1: 10 - 10 is 0, and that is a "
    "half. Put the bias between -10 and -20."
)
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 10), sigmoid(10 * x1 + 10 * x2 - 5)


@gates.mistake(
    "Without a bias, two zeros give z = 0, and that is a half. Each neuron needs a bias below 0."
)
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 15), sigmoid(10 * x1 + 10 * x2)


@gates.mistake(
    "Your neurons are on the right side and not sure of it: with weights of 1 the answers stay "
    "near a half. Multiply weights and bias by 10."
)
def _(x1, x2):
    return sigmoid(x1 + x2 - 1.5), sigmoid(x1 + x2 - 0.5)


@gates.mistake("All your signs are turned round: both neurons say yes where they should say no.")
def _(x1, x2):
    return sigmoid(15 - 10 * x1 - 10 * x2), sigmoid(5 - 10 * x1 - 10 * x2)


@gates.mistake("You returned the sums z: squeeze them, then they are nearly 0 and nearly 1.")
def _(x1, x2):
    return 10 * x1 + 10 * x2 - 15, 10 * x1 + 10 * x2 - 5


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
