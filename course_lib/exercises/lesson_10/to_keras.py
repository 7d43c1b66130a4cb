"""Lesson 10, Keras: the exercise ``to_keras``."""

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
    "The tables stand there as they came, a row for each neuron. A kernel has a *column* for each: "
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
    "All kernels come first here, and then all biases. It goes layer by layer: kernel, bias, "
    "kernel, bias."
)
def _(tables, biases):
    return [*(np.transpose(table) for table in tables), *biases]


@to_keras.mistake(
    "There is a pair for each layer. set_weights reads one list without lists in it: kernel, bias, "
    "kernel, bias."
)
def _(tables, biases):
    return [[np.transpose(t), bias] for t, bias in zip(tables, biases, strict=True)]


@to_keras.mistake("The biases are left out. Each kernel is followed by its layer's bias.")
def _(tables, biases):
    return [np.transpose(table) for table in tables]


@to_keras.mistake(
    "The kernels have the right shapes, and their numbers stand in other places. This comes out "
    "when a table is *reshaped*, which fills new rows in the old order. What turns rows into "
    "columns is .T."
)
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (np.reshape(table, np.shape(table)[::-1]), bias)
    ]


@to_keras.mistake(
    "All the numbers are there, in one flat array. set_weights reads a list of arrays, each in its "
    "own shape: kernel, bias, kernel, bias."
)
def _(tables, biases):
    pairs = zip(tables, biases, strict=True)
    return np.concatenate([np.append(table.T, bias) for table, bias in pairs])


@to_keras.mistake(
    "The rows of the kernels stand in the list one by one. A kernel goes in whole: "
    "arrays += [table.T, bias], with brackets around the two."
)
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (*np.transpose(table), bias)
    ]


@to_keras.mistake(
    "Each bias stands under its kernel as one more row, as lesson 09 folds it in. Keras keeps the "
    "two apart: kernel, bias, kernel, bias."
)
def _(tables, biases):
    return [np.vstack([np.transpose(t), bias]) for t, bias in zip(tables, biases, strict=True)]


@to_keras.mistake(
    "The layers go from the last to the first here. set_weights reads them from the input on."
)
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables[::-1], biases[::-1], strict=True)
        for array in (np.transpose(table), bias)
    ]


@to_keras.mistake(
    "Only the first layer's kernel is turned: every table has a row for each neuron, so every one "
    "needs its .T."
)
def _(tables, biases):
    arrays = [array for pair in zip(tables, biases, strict=True) for array in pair]
    return [np.transpose(arrays[0]), *arrays[1:]]


@to_keras.mistake(
    "Only the first layer came back, as when a `return` stands inside the loop and ends it after "
    "one turn. All layers go into the list."
)
def _(tables, biases):
    return [np.transpose(tables[0]), biases[0]]


@to_keras.mistake(
    "Each bias came as a column, of shape (units, 1). Keras holds one number for each neuron and "
    "no second axis: (units,)."
)
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
