"""Lesson 06, Backpropagation: the exercise ``one_neuron``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=6, minutes=4, difficulty=2, outputs=("d_w1", "d_w2", "d_b"))
def one_neuron(d_a, z, x1, x2):
    """The slopes d_w1, d_w2 and d_b of one tanh neuron, from d_a, the slope along what it says."""
    a = np.tanh(z)
    dz = d_a * (1 - a**2)
    return dz * x1, dz * x2, dz


@one_neuron.cases
def _(rng):
    yield 1.0, 0.5, 2.0, 3.0
    yield -0.9526, -1.5, -2.0, -1.0
    for _ in range(3):
        d_a, z, x1, x2 = rng.uniform(0.3, 1.6, 4) * rng.choice([-1, 1], 4)
        yield float(d_a), float(z), float(x1), float(x2) + 0.05


def _slopes(dz, x1, x2):
    return dz * x1, dz * x2, dz


@one_neuron.mistake(
    "These are the slopes of a sigmoid neuron, as before. A tanh neuron says np.tanh(z), and its "
    "slope is 1 - a**2."
)
def _(d_a, z, x1, x2):
    a = 1 / (1 + np.exp(-z))
    return _slopes(d_a * a * (1 - a), x1, x2)


@one_neuron.mistake(
    "a is tanh's by now, and dz is still the sigmoid's: a * (1 - a). For tanh the slope of the "
    "squeeze is 1 - a**2."
)
def _(d_a, z, x1, x2):
    a = np.tanh(z)
    return _slopes(d_a * a * (1 - a), x1, x2)


@one_neuron.mistake(
    "dz has tanh's formula by now, and a is still the sigmoid's. The neuron says np.tanh(z)."
)
def _(d_a, z, x1, x2):
    a = 1 / (1 + np.exp(-z))
    return _slopes(d_a * (1 - a**2), x1, x2)


@one_neuron.mistake(
    "These are the slopes when 1 minus the square is taken of z. It is taken of what the neuron "
    "says: a = np.tanh(z), then 1 - a**2."
)
def _(d_a, z, x1, x2):
    return _slopes(d_a * (1 - z**2), x1, x2)


@one_neuron.mistake(
    "These are the slopes without the squeeze's: dz is d_a times 1 - a**2. Here it is d_a alone."
)
def _(d_a, z, x1, x2):
    return _slopes(d_a, x1, x2)


@one_neuron.mistake(
    "These are the slopes without d_a: what comes back from the loss is the first factor of all "
    "three."
)
def _(d_a, z, x1, x2):
    return _slopes(1 - np.tanh(z) ** 2, x1, x2)


@one_neuron.mistake(
    "What is multiplied with dz is what the neuron *says*. A weight's slope is dz times what the "
    "weight multiplies: x1 and x2."
)
def _(d_a, z, x1, x2):
    a = np.tanh(z)
    dz = d_a * (1 - a**2)
    return dz * a, dz * a, dz


@one_neuron.accepts
def _(d_a, z, x1, x2):
    e = np.exp(2 * z)
    dz = d_a * 4 * e / (e + 1) ** 2
    return [x1 * dz, x2 * dz, dz]


@one_neuron.accepts
def _(d_a, z, x1, x2):
    return d_a / np.cosh(z) ** 2 * np.array([x1, x2, 1.0])


one_neuron.hints(
    "Two lines have to do with the squeeze: what the neuron says, and how steep it is there. The "
    "last line stays.",
    "a = np.tanh(z), and dz = d_a * (1 - a**2).",
)
one_neuron.why(
    "Another squeeze changes one factor. All that leads into the neuron stays dz times what comes "
    "in, whatever the squeeze, and that is how a library is built."
)
