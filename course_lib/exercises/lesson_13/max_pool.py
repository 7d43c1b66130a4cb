"""Lesson 13, Convolutional networks: the exercise ``max_pool``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=13, minutes=5, difficulty=2)
def max_pool(x, size):
    """The largest number of each size x size block of x (rows, columns); the rest is cut."""
    rows, columns = x.shape[0] // size, x.shape[1] // size
    answer = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            block = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
            answer[i, j] = block.max()
    return answer


@max_pool.cases
def _(rng):
    yield np.array([[1.0, 2, 0, 0], [3, 9, 5, 1], [-4, -1, 7, 2], [-2, -3, 0, 8]]), 2
    for shape, size in (((5, 7), 2), ((6, 9), 3), ((8, 4), 2), ((7, 8), 3)):
        yield rng.normal(-0.5, 1, size=shape).round(2), size


def _blocks(x, size):
    """(rows, columns, size * size)."""
    rows, columns = x.shape[0] // size, x.shape[1] // size
    inside = x[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return inside.swapaxes(1, 2).reshape(rows, columns, -1)


@max_pool.mistake(
    "These are the means of the blocks, which is average pooling. Take the largest number: .max()."
)
def _(x, size):
    return _blocks(x, size).mean(axis=-1)


@max_pool.mistake(
    "The blocks overlap here: each begins one pixel after the last. Pooling lays them side by "
    "side, `size` pixels apart."
)
def _(x, size):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size))
    return windows.max(axis=(2, 3))


@max_pool.mistake(
    "The map has the right size, and its blocks begin one pixel apart. Block i, j begins at row "
    "i * size and column j * size."
)
def _(x, size):
    rows, columns = x.shape[0] // size, x.shape[1] // size
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size))
    return windows.max(axis=(2, 3))[:rows, :columns]


@max_pool.mistake(
    "What is left over at the right and lower edge makes blocks of its own here. It is cut off: "
    "x.shape[0] // size rows."
)
def _(x, size):
    sides = [(0, -n % size) for n in x.shape]
    return _blocks(np.pad(x, sides, constant_values=-np.inf), size).max(axis=-1)


@max_pool.mistake(
    "Where all numbers of a block are below 0 this says 0. Begin with the block's own numbers, and "
    "not with 0."
)
def _(x, size):
    return np.maximum(_blocks(x, size).max(axis=-1), 0)


@max_pool.mistake("These are the smallest numbers of the blocks. Take the largest: .max().")
def _(x, size):
    return _blocks(x, size).min(axis=-1)


@max_pool.mistake("These are the sums of the blocks. Take the largest number: .max().")
def _(x, size):
    return _blocks(x, size).sum(axis=-1)


@max_pool.mistake(
    "This takes the number that is farthest from 0, without its sign. The largest is asked for: "
    "−4 is smaller than 1."
)
def _(x, size):
    return np.abs(_blocks(x, size)).max(axis=-1)


@max_pool.mistake("This is the upper left number of each block, whatever the others are.")
def _(x, size):
    return _blocks(x, size)[..., 0].copy()


@max_pool.mistake(
    "Pooled are the rows alone: each block is `size` high and one pixel wide. It is `size` wide "
    "too."
)
def _(x, size):
    rows = x.shape[0] // size
    return x[: rows * size].reshape(rows, size, -1).max(axis=1)


@max_pool.mistake("One number came back, the largest of the whole picture. Take one of each block.")
def _(x, size):
    return x.max()


@max_pool.accepts
def _(x, size):
    rows, columns = x.shape[0] // size, x.shape[1] // size
    inside = x[: rows * size, : columns * size]
    return inside.reshape(rows, size, columns, size).max(axis=(1, 3))


@max_pool.accepts
def _(x, size):
    rows, columns = x.shape[0] // size * size, x.shape[1] // size * size
    return np.array(
        [
            [np.max(x[i : i + size, j : j + size]) for j in range(0, columns, size)]
            for i in range(0, rows, size)
        ]
    )


max_pool.hints(
    "How many whole blocks fit down, and how many across? It is like exercise 3 with a stride of "
    "`size`, and with another question to each window.",
    "x[i * size : (i + 1) * size, j * size : (j + 1) * size].max(), for x.shape[0] // size rows "
    "and x.shape[1] // size columns.",
)
max_pool.why(
    "Half the rows and half the columns: what comes after has a quarter of the work, and sees "
    "twice as far."
)
