"""Lesson 09, Hidden layers: the exercise ``break_symmetry``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import name_of, read


@exercise(lesson=9, minutes=4, difficulty=2, returns=dict)
def break_symmetry(kernel, seed):
    """The kernel, a little changed, so that no two neurons are alike."""
    return kernel + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)


@break_symmetry.through
def _(break_symmetry, kernel, seed):
    """The kernel before, what comes back for its seed, once more, and for the next two seeds."""
    before = kernel.copy()
    calls = [(kernel, seed), (before.copy(), seed)]
    calls += [(before.copy(), seed + 1), (before.copy(), seed + 2)]
    return [before, *(break_symmetry(*call) for call in calls)]


_OF_A_KERNEL = ("some weight has moved", "neurons that differ")
_OF_CHANCE = (
    "no weight has moved by more than 1", "the same seed gives the same",
    "another seed gives another", "chance decides",
)  # fmt: skip
_UNASKED = "not looked at"


@break_symmetry.seen
def _(kernels, kernel, seed):
    """What is asked of the new kernel, since chance may draw it in many ways."""
    before, *drawn = map(read, kernels)
    if drawn[0] is None:
        return None
    what = {"what comes back": name_of(drawn[0])}
    if any(name_of(new) != name_of(before) for new in drawn):
        return what | dict.fromkeys(_OF_A_KERNEL + _OF_CHANCE, _UNASKED)
    new, again, other, third = drawn
    farthest = np.abs(new - before).max()
    neurons = len(np.unique(new.T.round(9), axis=0))
    what |= dict(zip(_OF_A_KERNEL, (bool(farthest > 1e-9), neurons), strict=True))
    if neurons < before.shape[1]:
        return what | dict.fromkeys(_OF_CHANCE, _UNASKED)
    same, another = np.array_equal(new, again), not np.array_equal(new, other)
    evenly = np.allclose(other - new, third - other, rtol=1e-6, atol=1e-12)
    return what | dict(
        zip(_OF_CHANCE, (bool(farthest <= 1), same, another, not evenly), strict=True)
    )


@break_symmetry.cases
def _(rng):
    yield np.ones((3, 4)), 42
    yield np.zeros((2, 3)), 1
    for n_in, units in ((3, 5), (4, 2)):
        column = rng.normal(size=(n_in, 1))
        yield np.repeat(column, units, axis=1), int(rng.integers(1, 1000))


@break_symmetry.mistake(
    "The kernel comes back as it was, or so little changed that it makes no difference. Noise of "
    "0.1 or so parts the neurons; equal columns in another order are the same columns."
)
def _(kernel, seed):
    return kernel + 1e-20 * np.random.default_rng(seed).normal(size=kernel.shape)


@break_symmetry.mistake(
    "The neurons, which are the columns, have all moved alike: they are twins still. Draw as many "
    "numbers as there are weights in one draw, size=kernel.shape; a generator made anew gives the "
    "same numbers again."
)
def _(kernel, seed):
    return kernel + np.random.default_rng(seed).normal(scale=0.1)


@break_symmetry.mistake(
    "Two kinds of neurons come out, and those of one kind are twins still. Every column needs "
    "numbers of its own, not only one."
)
def _(kernel, seed):
    new = kernel.copy()
    new[:, 0] += np.random.default_rng(seed).normal(scale=0.1, size=len(kernel))
    return new


@break_symmetry.mistake(
    "Two calls with one seed gave two kernels, so nobody can repeat your training. Draw from "
    "np.random.default_rng(seed)."
)
def _(kernel, seed):
    return kernel + np.random.default_rng().normal(scale=0.1, size=kernel.shape)


@break_symmetry.mistake(
    "Two seeds gave one and the same kernel. Let the seed decide: draw from "
    "np.random.default_rng(seed)."
)
def _(kernel, seed):
    return kernel + np.random.default_rng(0).normal(scale=0.1, size=kernel.shape)


@break_symmetry.mistake(
    "From one seed to the next, each weight moves on by the same amount: that is a rule, and no "
    "chance. Draw from np.random.default_rng(seed)."
)
def _(kernel, seed):
    return kernel + 1e-4 * seed * np.arange(kernel.shape[1])


@break_symmetry.mistake(
    "The neurons differ, and some weight is more than 1 from where it was: large weights push a "
    "sigmoid to its flat end. Keep the noise small, 0.1 or so."
)
def _(kernel, seed):
    return kernel + 10 + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)


@break_symmetry.mistake("A list comes back, and a kernel is an array: np.array(...) makes one.")
def _(kernel, seed):
    return (kernel + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)).tolist()


@break_symmetry.accepts
def _(kernel, seed):
    rng = np.random.default_rng(seed)
    return kernel + rng.uniform(-0.05, 0.05, size=kernel.shape)


@break_symmetry.accepts
def _(kernel, seed):
    return kernel + np.random.RandomState(seed).normal(scale=0.01, size=kernel.shape)


@break_symmetry.accepts
def _(kernel, seed):
    new = kernel.copy()
    new[0] += 0.1 * np.random.default_rng(seed).random(kernel.shape[1])  # one row parts them all
    return new


break_symmetry.hints(
    "A column is a neuron. How many random numbers does it take so that no two columns are equal?",
    "rng = np.random.default_rng(seed), then add rng.normal(scale=0.1, size=kernel.shape).",
)
break_symmetry.why(
    "That is the only reason why first weights are random. The biases may all be zero: different "
    "weights are difference enough."
)
