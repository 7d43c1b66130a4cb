"""Lesson 06, Backpropagation: the exercise ``gradients``."""

import math

import numpy as np

from course_lib.checks import exercise
from course_lib.exercises.lesson_06.trace_network import H1, H2, O1
from course_lib.nn.activations import sigmoid


@exercise(
    lesson=6, minutes=9, difficulty=3, rtol=1e-5, atol=1e-7,
    outputs=("d_w1", "d_w2", "d_w3", "d_w4", "d_w5", "d_w6", "d_b1", "d_b2", "d_b3"),
)  # fmt: skip
def gradients(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    """The nine slopes of the squared error: of w1 to w6, then of b1 to b3."""
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)  # forward
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    o1 = sigmoid(w5 * h1 + w6 * h2 + b3)
    dz_o1 = 2 * (o1 - y_true) * o1 * (1 - o1)  # backward: along o1's sum, then along h1's and h2's
    dz_h1 = dz_o1 * w5 * h1 * (1 - h1)
    dz_h2 = dz_o1 * w6 * h2 * (1 - h2)
    d_w = [dz_h1 * x1, dz_h1 * x2, dz_h2 * x1, dz_h2 * x2, dz_o1 * h1, dz_o1 * h2]
    return [*d_w, dz_h1, dz_h2, dz_o1]


@gradients.cases
def _(rng):
    yield (-2.0, -1.0, 1.0, *[1.0] * 6, *[0.0] * 3)
    yield (2.0, 3.0, 1.0, *H1[:2], *H2[:2], *O1[:2], H1[2], H2[2], O1[2])
    for y_true in (0.0, 1.0):
        x = rng.uniform(0.4, 1.5, 2) * rng.choice([-1, 1], 2) + [0.0, 0.05]
        numbers = rng.uniform(0.3, 1.2, 9) * rng.choice([-1, 1], 9)
        yield (*x.tolist(), y_true, *numbers.tolist())


def _pass(x1, x2, y_true, w, b, *, error=1.0, output=True, hidden=True, w5=None, w6=None):
    """The backward pass with parts of it left out: what the mistakes below have in common."""
    h1 = sigmoid(w[0] * x1 + w[1] * x2 + b[0])
    h2 = sigmoid(w[2] * x1 + w[3] * x2 + b[1])
    o1 = sigmoid(w[4] * h1 + w[5] * h2 + b[2])
    dz_o1 = 2 * error * (o1 - y_true) * (o1 * (1 - o1) if output else 1)
    slopes = (h1 * (1 - h1), h2 * (1 - h2)) if hidden else (1, 1)
    dz_h1 = dz_o1 * (w[4] if w5 is None else w5) * slopes[0]
    dz_h2 = dz_o1 * (w[5] if w6 is None else w6) * slopes[1]
    return h1, h2, dz_h1, dz_h2, dz_o1


def _nine(x1, x2, h1, h2, dz_h1, dz_h2, dz_o1):
    d_w = [dz_h1 * x1, dz_h1 * x2, dz_h2 * x1, dz_h2 * x2, dz_o1 * h1, dz_o1 * h2]
    return [*d_w, dz_h1, dz_h2, dz_o1]


@gradients.mistake(
    "All nine come out with the opposite sign. The slope of (o1 - y_true)² along o1 is 2 * (o1 - "
    "y_true): prediction minus truth."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), error=-1)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "All nine are half of what they should be. The slope of a square is 2 times what is squared: 2 "
    "* (o1 - y_true)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), error=0.5)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "The last three are the biases themselves. Their *slopes* are asked for: a bias is added to "
    "its neuron's sum, so its slope is that neuron's dz."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return [*_nine(x1, x2, *passed)[:6], b1, b2, b3]


@gradients.mistake(
    "These are the nine without the output's slope. The way back leads through o1's sigmoid first: "
    "multiply by o1 * (1 - o1)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), output=False)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "These are the nine without the hidden neurons' slopes. Each has a sigmoid of its own on the "
    "way: h1 * (1 - h1) and h2 * (1 - h2)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), hidden=False)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "These are the nine without w5 and w6 on the way to the hidden neurons: h1 reaches o1 through "
    "w5, h2 through w6. (With weights of 1 nobody can see that.)"
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), w5=1, w6=1)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "These nine come out when w5 and w6 change places on the way back. h1 is reached through w5, "
    "and h2 through w6."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), w5=w6, w6=w5)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "These are the nine without the inputs. w1 and w3 reach their sums through x1, w2 and w4 "
    "through x2: multiply by them."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(1, 1, *passed)


@gradients.mistake(
    "These nine come out when x1 and x2 change places. w1 and w3 multiply x1, w2 and w4 multiply "
    "x2, and so do their slopes."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(x2, x1, *passed)


@gradients.mistake(
    "The slopes of w2 and w3 stand in each other's place. The numbering goes neuron by neuron: w1 "
    "and w2 end in h1, w3 and w4 in h2."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    nine = _nine(x1, x2, *passed)
    nine[1], nine[2] = nine[2], nine[1]
    return nine


@gradients.mistake(
    "The slopes of w5 and w6 come without their last factor. They multiply h1 and h2, so their "
    "slopes do too."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    _, _, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(x1, x2, 1, 1, dz_h1, dz_h2, dz_o1)


@gradients.mistake(
    "The biases come out with a slope of 0. A nudge of a bias goes into its sum as it is: its "
    "slope is the sum's own, times 1."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return [*_nine(x1, x2, *passed)[:6], 0.0, 0.0, 0.0]


@gradients.mistake(
    "The biases come out with a slope of 1. That is how far the *sum* moves, not the loss: the "
    "loss moves dz times as far."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return [*_nine(x1, x2, *passed)[:6], 1.0, 1.0, 1.0]


@gradients.mistake(
    "The slopes of w5 and w6 come out as dz times the weight itself. A weight's last factor is "
    "what it *multiplies*: h1 for w5, h2 for w6."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    _, _, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(x1, x2, w5, w6, dz_h1, dz_h2, dz_o1)


@gradients.mistake(
    "w1 and w2 both come out with x1, w3 and w4 both with x2. Each hidden neuron hears both "
    "inputs: x1 through w1 and w3, x2 through w2 and w4."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    _, _, dz_h1, dz_h2, _ = passed
    return [dz_h1 * x1, dz_h1 * x1, dz_h2 * x2, dz_h2 * x2, *_nine(x1, x2, *passed)[4:]]


@gradients.mistake(
    "All nine are there, neuron by neuron. Here the six weights come first, in the order of their "
    "numbers, and then the three biases."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    nine = _nine(x1, x2, *passed)
    return [nine[i] for i in (0, 1, 6, 2, 3, 7, 4, 5, 8)]


@gradients.mistake(
    "These nine come out when the squared error itself stands where its slope belongs. The slope "
    "of a square is 2 times what is squared."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    w, b = (w1, w2, w3, w4, w5, w6), (b1, b2, b3)
    o1 = sigmoid(w5 * sigmoid(w1 * x1 + w2 * x2 + b1) + w6 * sigmoid(w3 * x1 + w4 * x2 + b2) + b3)
    return _nine(x1, x2, *_pass(x1, x2, y_true, w, b, error=(o1 - y_true) / 2))


@gradients.mistake(
    "These nine come out with 1 - h1**2 and 1 - h2**2, the slope of tanh. The hidden neurons here "
    "have sigmoids: h1 * (1 - h1) and h2 * (1 - h2)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    w, b = (w1, w2, w3, w4, w5, w6), (b1, b2, b3)
    h1, h2, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, w, b, hidden=False)
    return _nine(x1, x2, h1, h2, dz_h1 * (1 - h1**2), dz_h2 * (1 - h2**2), dz_o1)


@gradients.mistake(
    "These nine come out when sigmoid is taken of h1 and h2 once more. They are outputs already: "
    "the slope is h1 * (1 - h1)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    w, b = (w1, w2, w3, w4, w5, w6), (b1, b2, b3)
    h1, h2, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, w, b, hidden=False)
    again1, again2 = sigmoid(h1), sigmoid(h2)
    return _nine(
        x1, x2, h1, h2, dz_h1 * again1 * (1 - again1), dz_h2 * again2 * (1 - again2), dz_o1
    )


@gradients.accepts
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    x, hidden, out = np.array([x1, x2]), np.array([[w1, w2], [w3, w4]]), np.array([w5, w6])
    h = 1 / (1 + np.exp(-(hidden @ x + [b1, b2])))
    o1 = 1 / (1 + math.exp(-(out @ h + b3)))
    dz_o1 = -2 * (y_true - o1) * (o1 - o1**2)
    dz_h = dz_o1 * out * h * (1 - h)
    return np.concatenate([np.outer(dz_h, x).ravel(), dz_o1 * h, dz_h, [dz_o1]])


@gradients.accepts
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1, h2, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return tuple(_nine(x1, x2, h1, h2, dz_h1, dz_h2, dz_o1))


@gradients.accepts
def _(*given):
    x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3 = np.array(given, dtype=np.float32)
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return np.array(_nine(x1, x2, *passed), dtype=np.float32)


gradients.hints(
    "Work from the loss towards the inputs, and keep what you have: first the slope along o1's "
    "sum, then along h1's and h2's. The nine follow from those three.",
    "dz_h1 = dz_o1 * w5 * h1 * (1 - h1). A weight's slope is the dz of the neuron it ends in, "
    "times what the weight multiplies; a bias's slope is that dz.",
)
gradients.why(
    "Three numbers, one a neuron, gave you nine. A network with a million weights has thousands of "
    "those, not a million: that is what makes training affordable."
)
