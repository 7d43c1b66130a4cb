"""Lesson 09, Part what no line can part: the exercise ``first_weights``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=9, minutes=5, difficulty=2)
def first_weights(n_in, units, activation, seed):
    """A kernel from the bell curve: He's size for "relu", Xavier's otherwise."""
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return np.random.default_rng(seed).normal(0, np.sqrt(variance), size=(n_in, units))


@first_weights.cases
def _(rng):
    yield 3, 4, "sigmoid", 42
    yield 3, 4, "relu", 42
    for activation in ("tanh", "relu", "sigmoid", "relu"):
        n_in, units = (int(n) for n in rng.choice(np.arange(5, 40), size=2, replace=False))
        yield n_in, units, activation, int(rng.integers(1000))


def _drawn(n_in, units, seed, deviation):
    return np.random.default_rng(seed).normal(0, deviation, size=(n_in, units))


@first_weights.mistake(
    "You passed the variance where NumPy wants the standard deviation. Take the root: "
    "np.sqrt(2 / n_in), and np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, variance)


@first_weights.mistake(
    "You swapped the two: ReLU silences half of the sums, so it is ReLU that needs He's larger "
    "weights."
)
def _(n_in, units, activation, seed):
    variance = 2 / (n_in + units) if activation == "relu" else 2 / n_in
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "You took Xavier's size for ReLU as well. For “relu” it is np.sqrt(2 / n_in)."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, np.sqrt(2 / (n_in + units)))


@first_weights.mistake(
    "You took He's size for all. Without ReLU it is Xavier's: np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, np.sqrt(2 / n_in))


@first_weights.mistake(
    "The 2 is missing in He's size: half of the sums fall silent, so the rest has to count double."
)
def _(n_in, units, activation, seed):
    variance = 1 / n_in if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "Xavier's variance is one over the mean of n_in and units, and you took one over their sum: "
    "the 2 is missing."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 1 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "You divided by the units in He's size. What adds up in a neuron are its inputs: n_in."
)
def _(n_in, units, activation, seed):
    variance = 2 / units if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "Your kernel lies on its side: a row for each input and a column for each neuron, "
    "size=(n_in, units)."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return np.random.default_rng(seed).normal(0, np.sqrt(variance), size=(units, n_in))


@first_weights.accepts
def _(n_in, units, activation, seed):
    fan = n_in if activation == "relu" else (n_in + units) / 2
    variance = (2 if activation == "relu" else 1) / fan
    return np.random.default_rng(seed).standard_normal((n_in, units)) * variance**0.5


first_weights.hints(
    "The formulas give a variance, and rng.normal asks for a standard deviation, its root.",
    'np.sqrt(2 / n_in) for "relu", else np.sqrt(2 / (n_in + units)); then '
    "np.random.default_rng(seed).normal(0, deviation, size=(n_in, units)).",
)
first_weights.why(
    "With it a signal keeps its size through the layers, forward and back. The next figure shows "
    "what happens without."
)
