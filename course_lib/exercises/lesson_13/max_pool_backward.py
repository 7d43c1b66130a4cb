"""Lesson 13, Convolutional networks: the exercise ``max_pool_backward``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=13, minutes=6, difficulty=3)
def max_pool_backward(x, da, size):
    """The slopes of x, from those of the pooled map, da; of equals the first has it."""
    dx = np.zeros(x.shape)
    for i in range(da.shape[0]):
        for j in range(da.shape[1]):
            block = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
            row, column = np.unravel_index(block.argmax(), block.shape)
            dx[i * size + row, j * size + column] = da[i, j]
    return dx


@max_pool_backward.cases
def _(rng):
    x = np.array([[1.0, 2, 0, 0], [3, 9, 5, 1], [4, -1, 7, 2], [-2, 4, 0, 7]])
    yield x, np.array([[0.5, -1], [2, 3]]), 2
    for rows, columns, size, over in ((2, 3, 2, 1), (2, 2, 3, 2), (3, 2, 2, 0)):
        x = rng.integers(-1, 4, size=(rows * size + over, columns * size + over)).astype(float)
        x[1, 1] = x[0, 1] = 5.0  # two largest, in different rows; neither stands first
        yield x, rng.normal(size=(rows, columns)), size


def _spread(x, size, slopes):
    """dx where ``slopes(block)`` says which share of a block's slope each of its cells gets."""
    rows, columns = (n // size for n in x.shape)
    shares = np.zeros(x.shape)
    for i in range(0, rows * size, size):
        for j in range(0, columns * size, size):
            shares[i : i + size, j : j + size] = slopes(x[i : i + size, j : j + size])
    return shares


def _wide(x, da, size):
    """da, repeated over its block; 0 where nothing was pooled."""
    wide = np.zeros(x.shape)
    block = np.repeat(np.repeat(da, size, axis=0), size, axis=1)
    wide[: block.shape[0], : block.shape[1]] = block
    return wide


def _only(block, place):
    only = np.zeros(block.size)
    only[place] = 1
    return only.reshape(block.shape)


@max_pool_backward.mistake(
    "Every cell of a block gets its slope here. Only the largest number moved the output, so only "
    "its place gets it; a nudge of the others changes nothing."
)
def _(x, da, size):
    return _wide(x, da, size)


@max_pool_backward.mistake(
    "Every cell of a block gets an equal share of the slope. That is the way back through a mean. "
    "Of a maximum only the largest number's place gets it, and all of it."
)
def _(x, da, size):
    return _wide(x, da, size) / size**2


@max_pool_backward.mistake(
    "Where two numbers of a block are the largest, both get the whole slope. Only the first gets "
    "it: block.argmax() finds it."
)
def _(x, da, size):
    return _wide(x, da, size) * _spread(x, size, lambda block: block == block.max())


@max_pool_backward.mistake(
    "Where two numbers of a block are the largest, they share the slope. Here the first has it "
    "all, as in Keras."
)
def _(x, da, size):
    def shared(block):
        return (block == block.max()) / (block == block.max()).sum()

    return _wide(x, da, size) * _spread(x, size, shared)


@max_pool_backward.mistake(
    "Where two numbers of a block are the largest, the last gets the slope here. It is the first, "
    "row by row: block.argmax() finds it."
)
def _(x, da, size):
    def last(block):
        return _only(block, block.size - 1 - block.ravel()[::-1].argmax())

    return _wide(x, da, size) * _spread(x, size, last)


@max_pool_backward.mistake(
    "The slopes are right, and each is multiplied with the number it belongs to. A nudge of the "
    "largest number moves the output as far as itself: the slope goes back as it is."
)
def _(x, da, size):
    return x * _wide(x, da, size) * _spread(x, size, lambda block: _only(block, block.argmax()))


@max_pool_backward.mistake(
    "The upper left cell of each block gets the slope, whatever is the largest. Ask the block: "
    "block.argmax()."
)
def _(x, da, size):
    return _wide(x, da, size) * _spread(x, size, lambda block: _only(block, 0))


@max_pool_backward.mistake(
    "A 1 stands where the slope belongs. The largest number's place gets the slope of its output, "
    "da[i, j]."
)
def _(x, da, size):
    return _spread(x, size, lambda block: _only(block, block.argmax()))


@max_pool_backward.mistake(
    "The smallest number of each block gets the slope. It is the largest that moved the output: "
    "argmax."
)
def _(x, da, size):
    return _wide(x, da, size) * _spread(x, size, lambda block: _only(block, block.argmin()))


@max_pool_backward.mistake(
    "Row and column inside of the block have changed places: row = place // size, column = place "
    "% size."
)
def _(x, da, size):
    return _wide(x, da, size) * _spread(x, size, lambda block: _only(block, block.argmax()).T)


@max_pool_backward.mistake(
    "All slopes have landed in the first block. Block i, j begins at row i * size and column j * "
    "size: add that to the place inside of it."
)
def _(x, da, size):
    dx = np.zeros(x.shape)
    for i in range(da.shape[0]):
        for j in range(da.shape[1]):
            block = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
            dx[np.unravel_index(block.argmax(), block.shape)] = da[i, j]
    return dx


@max_pool_backward.accepts
def _(x, da, size):
    dx = np.zeros(x.shape)
    for i in range(len(da)):
        for j in range(len(da[0])):
            top, left = i * size, j * size
            largest, place = -np.inf, None
            for row in range(top, top + size):
                for column in range(left, left + size):
                    if x[row, column] > largest:
                        largest, place = x[row, column], (row, column)
            dx[place] += da[i, j]
    return dx


@max_pool_backward.accepts
def _(x, da, size):
    dx = np.zeros_like(x)
    for i, j in np.ndindex(*da.shape):
        block = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
        row, column = divmod(int(np.argmax(block)), size)
        dx[i * size + row, j * size + column] = da[i, j]
    return dx


max_pool_backward.hints(
    "Nudge one number of a block. When does the block's maximum move?",
    "block.argmax() counts cells row by row: row, column = divmod(block.argmax(), size). The "
    "place in x is i * size + row, j * size + column.",
)
max_pool_backward.why(
    "A maximum passes its slope to one cell in four and leaves the others as they are: where "
    "nothing was seen, nothing is learned."
)
