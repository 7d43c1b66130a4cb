"""Lesson 12, Overfitting: the exercise ``dropout``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=6, difficulty=2)
def dropout(a, p, training, seed):
    """Outputs a with a share p of them set to 0, while training; the others make up for it."""
    keep = np.random.default_rng(seed).random(a.shape) >= p
    return a * keep / (1 - p) if training else a


@dropout.cases
def _(rng):
    yield np.ones((4, 5)), 0.2, True, 0
    yield np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]]), 0.4, False, 1
    for p, training in ((0.3, True), (0.6, True), (0.7, False), (0.2, False)):
        rows, units = (int(n) for n in rng.integers(5, 8, size=2))
        yield rng.normal(size=(rows, units)), p, training, int(rng.integers(1000))


def _keep(a, p, seed):
    return np.random.default_rng(seed).random(a.shape) >= p


@dropout.mistake(
    "Those who stay do not make up for the others here: the next layer gets less in training than "
    "it will get later. Divide by 1 - p."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) if training else a


@dropout.mistake(
    "Neurons are sent home in use too, so the same row gets another answer with each draw. Where "
    "`training` is False, return a."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) / (1 - p)


@dropout.mistake(
    "This comes out when those who stay are divided by p. A share of 1 - p stays, and has to do "
    "the work of all: divide by 1 - p."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) / p if training else a


@dropout.mistake(
    "What stays is multiplied by 1 - p here, and so smaller still. Divide by it: the few have to "
    "count for more."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) * (1 - p) if training else a


@dropout.mistake(
    "That is the older form of dropout: nothing is made up for in training, and in use all is "
    "multiplied by 1 - p. *Inverted* dropout divides in training, and leaves `a` alone in use."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) if training else a * (1 - p)


@dropout.mistake(
    "Here `a` is divided by 1 - p in use as well. There everybody is present, so nothing is to be "
    "made up for: return a."
)
def _(a, p, training, seed):
    return (a * _keep(a, p, seed) if training else a) / (1 - p)


@dropout.mistake(
    "Those who should stay are the ones sent home here: `keep` is True for them. Multiply by keep "
    "itself."
)
def _(a, p, training, seed):
    return a * ~_keep(a, p, seed) / (1 - p) if training else a


@dropout.mistake(
    "Only the kept numbers came back. The next layer expects as many as ever: those sent home are "
    "0, so multiply by keep."
)
def _(a, p, training, seed):
    return a[_keep(a, p, seed)] / (1 - p) if training else a


@dropout.mistake(
    "This comes out when those who stay are divided by the share that stayed in this very draw. "
    "Divide by 1 - p, whatever chance has drawn: it holds on average, and that is enough."
)
def _(a, p, training, seed):
    keep = _keep(a, p, seed)
    return a * keep / keep.mean() if training else a


@dropout.mistake(
    "The two ways are swapped: here neurons are sent home in use, and stay in training. Send them "
    "home where `training` is True."
)
def _(a, p, training, seed):
    return a if training else a * _keep(a, p, seed) / (1 - p)


@dropout.mistake(
    "`a` comes back as it was, in training too. There, multiply by `keep` and divide by 1 - p; "
    "`training` is True or False, so `if training:` asks for it."
)
def _(a, p, training, seed):
    return a


@dropout.mistake(
    "The numbers are right, and the caller's own `a` has changed on the way. Make a new array: "
    "a * keep is one."
)
def _(a, p, training, seed):
    if training:
        a[~_keep(a, p, seed)] = 0
        return a / (1 - p)
    return a


@dropout.mistake(
    "This comes out when 1 - p has no brackets: a * keep / 1 - p divides by 1, and then takes p "
    "away. Write / (1 - p)."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) / 1 - p if training else a


@dropout.accepts
def _(a, p, training, seed):
    if not training:
        return a.copy()
    return np.where(np.random.default_rng(seed).random(a.shape) < p, 0.0, a / (1 - p))


dropout.hints(
    "True counts as 1 and False as 0, so a * keep has zeros where a neuron is sent home. On "
    "average, what share of the sum is left?",
    "While training: a * keep / (1 - p). Else: a.",
)
dropout.why("The layer after it sees the same mean in training and in use, so it needs no switch.")
