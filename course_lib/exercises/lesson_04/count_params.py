"""Lesson 04, Layers and batches: the exercise ``count_params``."""

import itertools

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=4, minutes=4, difficulty=2)
def count_params(sizes):
    """All weights and biases of a network: `sizes` lists its inputs, then each layer's neurons."""
    total = 0
    for i in range(1, len(sizes)):
        n_in, units = sizes[i - 1], sizes[i]
        total += n_in * units + units
    return total


@count_params.cases
def _(rng):
    yield ([20, 64, 10],)
    yield ([3, 2],)
    yield ([8, 6, 6, 4],)
    for length in (2, 3, 4, 6):
        yield (rng.integers(2, 40, size=length).tolist(),)


@count_params.mistake(
    "This is the number of weights. 20-64-10 has 1,920 of them and 74 biases: every neuron has one."
)
def _(sizes):
    return sum(n_in * units for n_in, units in itertools.pairwise(sizes))


@count_params.mistake(
    "This is the number with biases for the inputs too. An input computes nothing: count from the "
    "first layer on."
)
def _(sizes):
    return sum(a * b for a, b in itertools.pairwise(sizes)) + sum(sizes)


@count_params.mistake(
    "This is the number with a bias for each *input* of a layer. It is one for each neuron: n_in * "
    "units + units."
)
def _(sizes):
    return sum(a * b + a for a, b in itertools.pairwise(sizes))


@count_params.mistake(
    "This is the number with one bias a layer. Every neuron of a layer has its own."
)
def _(sizes):
    return sum(a * b + 1 for a, b in itertools.pairwise(sizes))


@count_params.mistake(
    "This is the number without the last layer. A network of three sizes has two layers: go "
    "through the pairs of neighbours."
)
def _(sizes):
    return sum(a * b + b for a, b in itertools.pairwise(sizes[:-1]))


@count_params.mistake(
    "This is the number of circles. The parameters are the edges, and a bias a neuron."
)
def _(sizes):
    return sum(sizes)


@count_params.mistake(
    "This is the number when every layer reads the first size. What goes into a layer are the "
    "answers of the one before it: sizes[i - 1]."
)
def _(sizes):
    return sum(sizes[0] * units + units for units in sizes[1:])


@count_params.accepts
def _(sizes):
    return sum((n_in + 1) * units for n_in, units in itertools.pairwise(sizes))


@count_params.accepts
def _(sizes):
    sizes = np.array(sizes)
    return int(((sizes[:-1] + 1) * sizes[1:]).sum())


count_params.hints(
    "Each layer has n_in * units weights and units biases. What is n_in of the second layer?",
    "For i from 1, sizes[i - 1] and sizes[i] belong together: (20, 64), then (64, 10).",
)
count_params.why(
    "Before you train a network, count it: with more parameters than examples it can learn them "
    "by heart, and something has to keep it from that."
)
