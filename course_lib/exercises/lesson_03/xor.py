"""Lesson 03, Connect neurons: the exercise ``xor``."""

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=5, difficulty=3, atol=0.1)
def xor(x1, x2):
    """Nearly 1 where exactly one of x1 and x2 is 1, nearly 0 elsewhere."""
    h1 = sigmoid(10 * x1 + 10 * x2 - 5)  # OR
    h2 = sigmoid(10 * x1 + 10 * x2 - 15)  # AND
    return sigmoid(10 * h1 - 10 * h2 - 5)


def _or_and(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 5), sigmoid(10 * x1 + 10 * x2 - 15)


@xor.cases
def _(rng):
    yield 0, 0
    yield 0, 1
    yield 1, 0
    yield 1, 1


@xor.mistake(
    "Your o1 counts h2 in favour, so it still says OR. AND has to speak *against*: give h2 a "
    "negative weight."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 + 10 * h2 - 5)


@xor.mistake(
    "Your o1 says AND: it waits until h1 and h2 agree. XOR is OR *and not* AND: give h2 a "
    "negative weight."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 + 10 * h2 - 15)


@xor.mistake(
    "The last bias is missing: where h1 and h2 are both off, or cancel out, z is 0 and o1 can't "
    "decide. Let it lean to no."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 - 10 * h2)


@xor.mistake(
    "The right idea, too faintly: with weights of 1 and -1, o1 stays near a half. Multiply its "
    "weights and its bias by 10."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(h1 - h2 - 0.5)


@xor.mistake("Your o1 says the opposite of XOR: turn the sign of its weights and its bias.")
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(-10 * h1 + 10 * h2 + 5)


@xor.mistake("You returned the sum z of o1: squeeze it, as every neuron here does.")
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return 10 * h1 - 10 * h2 - 5


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
