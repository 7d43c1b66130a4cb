"""Lesson 09, Part what no line can part: the exercise ``break_symmetry``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import numbers, read


@exercise(lesson=9, minutes=4, difficulty=2, returns=dict)
def break_symmetry(kernel, seed):
    """The kernel, a little changed, so that no two neurons are alike."""
    return kernel + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)


@break_symmetry.through
def _(break_symmetry, kernel, seed):
    """The new kernel, asked for twice."""
    return break_symmetry(kernel, seed), break_symmetry(kernel, seed)


@break_symmetry.seen
def _(kernels, kernel, seed):
    """What is asked of the new kernel, since chance may draw it in many ways."""
    new, again = map(numbers, map(read, kernels))
    if new is None or again is None:
        return kernels[0]
    same_shape = new.shape == kernel.shape
    return {
        "shape": list(new.shape),
        "different neurons": len(np.unique((1.0 * new.T).round(12), axis=0)) if same_shape else 0,
        "the same seed gives the same": bool(np.array_equal(new, again)),
        "no weight moved by more than 1": same_shape and bool(np.abs(new - kernel).max() <= 1),
    }


@break_symmetry.cases
def _(rng):
    yield np.ones((3, 4)), 0
    yield np.zeros((2, 3)), 1
    for n_in, units in ((3, 5), (4, 2)):
        column = rng.normal(size=(n_in, 1))
        yield np.repeat(column, units, axis=1), int(rng.integers(1000))


@break_symmetry.mistake(
    "You drew one number and added it to all weights: the neurons moved, and are twins still. Draw "
    "as many numbers as there are weights: size=kernel.shape."
)
def _(kernel, seed):
    return kernel + np.random.default_rng(seed).normal(scale=0.1)


@break_symmetry.mistake(
    "You drew one number for each input, so each row changed as a whole and the columns, which are "
    "the neurons, are twins still. Draw one for each weight: size=kernel.shape.",
    same_as="mistake 1",
)
def _(kernel, seed):
    return kernel + np.random.default_rng(seed).normal(scale=0.1, size=(len(kernel), 1))


@break_symmetry.mistake(
    "You changed one neuron only, and the others are twins still. Every column needs numbers of "
    "its own."
)
def _(kernel, seed):
    new = kernel.copy()
    new[:, 0] += np.random.default_rng(seed).normal(scale=0.1, size=len(kernel))
    return new


@break_symmetry.mistake(
    "The seed is not used: each call draws other numbers, and nobody can repeat your training. "
    "Draw from np.random.default_rng(seed)."
)
def _(kernel, seed):
    return kernel + np.random.default_rng().normal(scale=0.1, size=kernel.shape)


@break_symmetry.mistake(
    "The neurons differ, and they are far from where they were: large weights push every sigmoid "
    "to its flat end. Keep the noise small, 0.1 or so."
)
def _(kernel, seed):
    return kernel + 10 + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)


@break_symmetry.accepts
def _(kernel, seed):
    rng = np.random.default_rng(seed)
    return kernel + rng.uniform(-0.05, 0.05, size=kernel.shape)


@break_symmetry.accepts
def _(kernel, seed):
    return kernel + np.random.RandomState(seed).normal(scale=0.01, size=kernel.shape)


break_symmetry.hints(
    "A column is a neuron. How many random numbers does it take so that no two columns are equal?",
    "rng = np.random.default_rng(seed), then add rng.normal(scale=0.1, size=kernel.shape).",
)
break_symmetry.why(
    "That is the only reason why first weights are random. The biases may all be zero: different "
    "weights are difference enough."
)
