"""Lesson 08, Gradient descent: the exercise ``mini_batches``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=8, minutes=4, difficulty=2, returns=list)
def mini_batches(x, y, batch_size, seed):
    """Shuffle the rows, then cut them: a list of pairs (rows of x, their y)."""
    order = np.random.default_rng(seed).permutation(len(x))
    starts = range(0, len(x), batch_size)
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in starts]


@mini_batches.cases
def _(rng):
    for n, size, seed in ((7, 3, 0), (6, 2, 1), (5, 4, 2)):
        yield rng.normal(size=(n, 2)), rng.normal(size=n), size, seed
    yield rng.normal(size=(3, 2)), np.array([[1.0], [0.0], [1.0]]), 5, 3  # y in rows; one batch
    for _ in range(2):
        size = int(rng.integers(2, 5))
        n = 2 * size + int(rng.integers(1, size))
        yield rng.normal(size=(n, 3)), rng.normal(size=n), size, int(rng.integers(1000))


def _cut(x, y, batch_size):
    return [(x[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(x), batch_size)]


@mini_batches.mistake(
    "The last rows are lost: with 7 rows in threes, one is left over. It makes a batch of its own."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return _cut(x[order], y[order], batch_size)[: len(x) // batch_size]


@mini_batches.mistake(
    "x comes out in one order and y in another, the next that is drawn, so that rows lose their "
    "own answers. Draw one order, and use it for both."
)
def _(x, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    return _cut(x[rng.permutation(len(x))], y[rng.permutation(len(x))], batch_size)


@mini_batches.mistake(
    "Every batch holds all the rows, shuffled. Cut the order as the rows were cut: "
    "order[start:stop] are the places of one batch."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return [(x[order], y[order]) for _ in range(0, len(x), batch_size)]


@mini_batches.mistake(
    "There is a batch for each row, as when the order stands where the starts of the batches "
    "belong: for start in order. The starts stay; it is the rows that are taken in that order."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return [(x[i : i + batch_size], y[i : i + batch_size]) for i in order]


@mini_batches.mistake(
    "x comes out shuffled and y as it was, so the rows have other rows' answers. Take y[order] too."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return _cut(x[order], y, batch_size)


@mini_batches.mistake(
    "y comes out shuffled and x as it was, so the rows have other rows' answers. Take x[order] too."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return _cut(x, y[order], batch_size)


@mini_batches.mistake(
    "The rows come out in the order in which they came in, cut and not shuffled. `order` says "
    "which to take."
)
def _(x, y, batch_size, seed):
    return _cut(x, y, batch_size)


@mini_batches.mistake(
    "The batches overlap: the next one begins a row further on. It begins where the last one "
    "ended, so step by batch_size."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    x, y = x[order], y[order]
    return [(x[i : i + batch_size], y[i : i + batch_size]) for i in range(len(x))]


@mini_batches.mistake(
    "Rows and answers come one after the other, in one flat list. Put each batch in as a pair: "
    "append((rows, answers))."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return [part for batch in _cut(x[order], y[order], batch_size) for part in batch]


@mini_batches.mistake(
    "In each pair the answers come first. Put the rows of x first, and their answers after them."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return [(answers, rows) for rows, answers in _cut(x[order], y[order], batch_size)]


@mini_batches.mistake(
    "The batches hold the rows of x alone. Put each batch's answers beside them: (rows, answers)."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return [rows for rows, _ in _cut(x[order], y[order], batch_size)]


@mini_batches.mistake(
    "Two lists come back, one of rows and one of answers. Return a single list, with a pair for "
    "each batch: (rows, answers)."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    batches = _cut(x[order], y[order], batch_size)
    return [rows for rows, _ in batches], [answers for _, answers in batches]


@mini_batches.mistake(
    "There are batch_size batches here. batch_size is not how many there are, it is how many "
    "*rows* a batch has."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return [(x[rows], y[rows]) for rows in np.array_split(order, batch_size)]


@mini_batches.mistake(
    "Only the first batch comes back. A `return` belongs after the loop, not in it."
)
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return _cut(x[order], y[order], batch_size)[:1]


@mini_batches.accepts
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    cuts = np.arange(batch_size, len(x), batch_size)
    return list(zip(np.split(x[order], cuts), np.split(y[order], cuts), strict=True))


@mini_batches.accepts
def _(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    batches = []
    while len(order):
        chosen, order = order[:batch_size], order[batch_size:]
        batches.append((x[chosen], y[chosen]))
    return batches


mini_batches.hints(
    "x[order] is x in the new order, and y[order] the answers in the same order. Then cut both.",
    "The batches start at range(0, len(x), batch_size), and a slice that reaches beyond the end "
    "stops at the end by itself.",
)
mini_batches.why("fit does this at the start of every epoch, with a new order each time.")
