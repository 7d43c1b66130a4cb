"""Lesson 16, Transformers: the exercise ``at_temperature``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import softmax


@exercise(lesson=16, minutes=5, difficulty=2)
def at_temperature(p, temperature):
    """The probabilities (n, signs) at a temperature: sharper below 1, flatter above."""
    return softmax(np.log(p) / temperature)


@at_temperature.cases
def _(rng):
    yield np.array([[0.5, 0.3, 0.2]]), 0.5
    yield np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1]]), 2.0
    yield np.array([[0.7, 0.2, 0.1], [0.25, 0.5, 0.25]]), 1.0
    for n, signs, temperature in ((3, 4, 0.3), (2, 6, 1.7), (4, 4, 0.7), (5, 3, 3.0)):
        yield softmax(rng.normal(scale=1.5, size=(n, signs))), temperature


@at_temperature.mistake(
    "These are the probabilities as they came, at every temperature. A number that is "
    "taken from all logarithms, or divides all probabilities before their sum does, changes "
    "nothing. *Divide* the logarithms, and take softmax."
)
def _(p, temperature):
    return p.copy()


@at_temperature.mistake(
    "The temperature works the wrong way round: below 1 it makes flatter, above 1 sharper, as if "
    "it *multiplied* the logarithms. Divide by it."
)
def _(p, temperature):
    return softmax(np.log(p) * temperature)


@at_temperature.mistake(
    "Here everything goes to the largest, at every temperature: that is argmax. It is what a "
    "temperature near 0 comes to, and each name would be the same."
)
def _(p, temperature):
    return np.eye(p.shape[1])[p.argmax(axis=1)]


@at_temperature.mistake(
    "Here softmax is taken of the probabilities, divided by the temperature. They have been "
    "through softmax: take their logarithm first."
)
def _(p, temperature):
    return softmax(p / temperature)


@at_temperature.mistake(
    "These numbers don't add up to 1 in a row: divide each by its row's sum, as softmax does."
)
def _(p, temperature):
    return p ** (1 / temperature)


@at_temperature.mistake(
    "Each probability is divided by the temperature here, and the rows no longer add up to 1. "
    "Divide the *logarithms*, and take softmax."
)
def _(p, temperature):
    return p / temperature


@at_temperature.mistake("These are the divided logarithms. Softmax makes probabilities of them.")
def _(p, temperature):
    return np.log(p) / temperature


@at_temperature.mistake(
    "All rows together add up to 1 here. Each row is a choice of its own: along the last axis."
)
def _(p, temperature):
    q = p ** (1 / temperature)
    return q / q.sum()


@at_temperature.mistake(
    "Here the columns add up to 1. Each *row* is a choice of its own: along the last axis."
)
def _(p, temperature):
    q = p ** (1 / temperature)
    return q / q.sum(axis=0)


@at_temperature.mistake(
    "Here each choice is mixed with evenness, by the temperature. Divide the logarithms by it, so "
    "that ratios become sharper or flatter."
)
def _(p, temperature):
    q = p + temperature
    return q / q.sum(axis=1, keepdims=True)


@at_temperature.accepts
def _(p, temperature):
    q = p ** (1 / temperature)
    return q / q.sum(axis=1, keepdims=True)


@at_temperature.accepts
def _(p, temperature):
    rows = []
    for row in p:
        e = [np.exp(np.log(share) / temperature) for share in row]
        rows.append([x / sum(e) for x in e])
    return np.array(rows)


at_temperature.hints(
    "Softmax of np.log(p) gives p back: the logarithms are scores. What happens to the weights "
    "when all scores are divided by 2?",
    "softmax(np.log(p) / temperature)",
)
at_temperature.why(
    "Below 1 the likely becomes likelier, above 1 the unlikely gets its chance. It changes no "
    "weight of the network: only how you draw from what it says."
)
