"""Lesson 03, Feedforward networks: the exercise ``lower_right``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=4, difficulty=2, atol=0.1, calls="lower_right(x1, x2)")
def lower_right(x1, x2):
    """Nearly 1 where x1 is above 2 and x2 is below 1, nearly 0 elsewhere."""
    h1 = sigmoid(5 * x1 - 10)  # x1 above 2
    h2 = sigmoid(5 - 5 * x2)  # x2 below 1
    return sigmoid(10 * h1 + 10 * h2 - 15)  # both


@lower_right.cases
def _(rng):
    yield 3, 0
    yield 3, 3
    yield 1, 0
    yield 1, 3
    yield 3, 1.6
    yield 3, 0.6
    yield 1.6, 0
    for right, low in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        away = rng.uniform(0.8, 3, size=2)
        yield float(2 + right * away[0]), float(1 - low * away[1])


def _of(h1, h2, enough=-15):
    """o1 behind two hidden neurons, each given as weight of x1, weight of x2 and bias."""

    def answer(x1, x2):
        heard = [sigmoid(w1 * x1 + w2 * x2 + b) for w1, w2, b in (h1, h2)]
        return sigmoid(10 * heard[0] + 10 * heard[1] + enough)

    return answer


lower_right.mistake(
    "These are the answers of the network as it was: yes where both are above 2. h1 may stay, and "
    "h2 has to say yes *below* 1."
)(_of((5, 0, -10), (0, 5, -10)))

lower_right.mistake(
    "It says yes where x1 is above 2 and x2 *above* 1. h2's line is in the right place; turn its "
    "two sides round, by the sign of its weight and of its bias."
)(_of((5, 0, -10), (0, 5, -5)))

lower_right.mistake(
    "It says yes only where x2 is below −2: with −5·x2 − 10, the sum is 0 there. The bias has to "
    "change too, so that the sum is 0 at x2 = 1."
)(_of((5, 0, -10), (0, -5, -10)))

lower_right.mistake(
    "It says yes where x1 is above 2 and x2 below 2. h2's line is to lie at 1: there its sum has "
    "to be 0."
)(_of((5, 0, -10), (0, -5, 10)))

lower_right.mistake(
    "It says yes where x1 is below 2 and x2 is above 1: the corner across. h1 was right as it was, "
    "and h2 has to be turned round."
)(_of((-5, 0, 10), (0, 5, -5)))

lower_right.mistake(
    "It says yes where *one* of the two is so. Both are wanted: with o1's bias at −15, one yes is "
    "not enough."
)(_of((5, 0, -10), (0, -5, 5), enough=-5))

lower_right.mistake("This is the sum z of o1: squeeze it, as every neuron here does.")(
    lambda x1, x2: 10 * sigmoid(5 * x1 - 10) + 10 * sigmoid(5 - 5 * x2) - 15
)

lower_right.mistake(
    "These are True and False, as Python works them out. Let three neurons say it: change the "
    "numbers, and keep the form."
)(lambda x1, x2: x1 > 2 and x2 < 1)


@lower_right.accepts
def _(x1, x2):
    h1 = sigmoid(20 * x1 - 40)
    above = sigmoid(20 * x2 - 20)
    return sigmoid(10 * h1 - 10 * above - 5)


@lower_right.accepts
def _(x1, x2):
    h = 1 / (1 + np.exp(-np.array([8 * x1 - 16, 8 - 8 * x2])))
    return float(sigmoid(np.dot([12, 12], h) - 18))


lower_right.hints(
    "One line of the three has to change. A neuron says yes where its sum is above 0: where is "
    "5·x2 − 10 above 0?",
    "h2's sum has to be 0 at x2 = 1, and above 0 below it: a weight of −5 and a bias of 5.",
)
lower_right.why(
    "The sign of a weight turns a neuron's two sides round, and the bias moves its line. With "
    "more lines, o1 can wait for any shape with straight sides."
)
