"""Lesson 10, Trade your code for one import: the exercise ``to_keras``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=10, minutes=5, difficulty=2)
def to_keras(tables, biases):
    """The list for set_weights; each table has one *row* of weights for each neuron."""
    arrays = []
    for table, bias in zip(tables, biases, strict=True):
        arrays += [table.T, bias]
    return arrays


@to_keras.cases
def _(rng):
    yield (
        [np.array([[0.5, -1.0, 2.0], [1.5, 0.0, -0.5]]), np.array([[1.0, -2.0]])],
        [np.array([0.1, -0.2]), np.array([0.3])],
    )
    for sizes in ((2, 3, 4), (3, 3, 3, 2), (4, 2)):  # 3 by 3 fits either way round
        yield (
            [rng.normal(size=(sizes[i + 1], sizes[i])) for i in range(len(sizes) - 1)],
            [rng.normal(size=units) for units in sizes[1:]],
        )


@to_keras.mistake(
    "The tables went in as they are, a row for each neuron. A kernel has a *column* for each: "
    "transpose them. (A square one would not even complain.)"
)
def _(tables, biases):
    return [array for pair in zip(tables, biases, strict=True) for array in pair]


@to_keras.mistake("Each layer's bias stands before its kernel. Keras has the kernel first.")
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (bias, np.transpose(table))
    ]


@to_keras.mistake(
    "You listed all kernels and then all biases. It goes layer by layer: kernel, bias, kernel, "
    "bias."
)
def _(tables, biases):
    return [*(np.transpose(table) for table in tables), *biases]


@to_keras.mistake(
    "You made a pair for each layer. set_weights reads one flat list: kernel, bias, kernel, bias."
)
def _(tables, biases):
    return [[np.transpose(t), bias] for t, bias in zip(tables, biases, strict=True)]


@to_keras.mistake("The biases are left out. Each kernel is followed by its layer's bias.")
def _(tables, biases):
    return [np.transpose(table) for table in tables]


@to_keras.mistake("A bias has one number for each neuron and no second axis: (units,).")
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (np.transpose(table), np.reshape(bias, (-1, 1)))
    ]


@to_keras.accepts
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (np.column_stack(list(table)), np.array(bias))
    ]


@to_keras.accepts
def _(tables, biases):
    arrays = []
    for layer in range(len(tables)):
        arrays.append(np.transpose(tables[layer]))
        arrays.append(biases[layer])
    return tuple(arrays)


to_keras.hints(
    "x @ kernel needs a row for each input. What do your tables have a row for, and what turns one "
    "into the other?",
    "Go through zip(tables, biases), and add table.T and bias to one list.",
)
to_keras.why(
    "Carrying weights between libraries nearly always fails on a transpose first. PyTorch keeps a "
    "row for each neuron, Keras a column."
)
