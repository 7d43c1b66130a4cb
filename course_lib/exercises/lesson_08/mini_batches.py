"""Lesson 08, Train on four people: the exercise ``mini_batches``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=8, minutes=6, difficulty=2, returns=list)
def mini_batches(X, y, batch_size, seed):
    """Shuffle the rows, then cut them: a list of pairs (rows of X, their y)."""
    order = np.random.default_rng(seed).permutation(len(X))
    starts = range(0, len(X), batch_size)
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in starts]


@mini_batches.cases
def _(rng):
    for n, size, seed in ((7, 3, 0), (6, 2, 1), (5, 4, 2)):
        yield rng.normal(size=(n, 2)), rng.normal(size=n), size, seed
    yield rng.normal(size=(3, 2)), np.array([[1.0], [0.0], [1.0]]), 5, 3  # y in rows; one batch
    for _ in range(2):
        size = int(rng.integers(2, 5))
        n = 2 * size + int(rng.integers(1, size))
        yield rng.normal(size=(n, 3)), rng.normal(size=n), size, int(rng.integers(1000))


def _cut(X, y, batch_size):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@mini_batches.mistake(
    "The last rows are lost: with 7 rows in threes, one is left over. It makes a batch of its own."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X[order], y[order], batch_size)[: len(X) // batch_size]


@mini_batches.mistake(
    "X comes out in one order and y in another, the next that is drawn, so that rows lose their "
    "own answers. Draw one order, and use it for both."
)
def _(X, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    return _cut(X[rng.permutation(len(X))], y[rng.permutation(len(X))], batch_size)


@mini_batches.mistake(
    "X comes out shuffled and y as it was, so the rows have other rows' answers. Take y[order] too."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X[order], y, batch_size)


@mini_batches.mistake(
    "y comes out shuffled and X as it was, so the rows have other rows' answers. Take X[order] too."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X, y[order], batch_size)


@mini_batches.mistake(
    "The rows come out in the order in which they came in, cut and not shuffled. `order` says "
    "which to take."
)
def _(X, y, batch_size, seed):
    return _cut(X, y, batch_size)


@mini_batches.mistake(
    "The batches overlap: the next one begins a row further on. It begins where the last one "
    "ended, so step by batch_size."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X, y = X[order], y[order]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(len(X))]


@mini_batches.mistake(
    "Rows and answers come one after the other, in one flat list. Put each batch in as a pair: "
    "append((rows, answers))."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [part for batch in _cut(X[order], y[order], batch_size) for part in batch]


@mini_batches.mistake(
    "In each pair the answers come first. Put the rows of X first, and their answers after them."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [(answers, rows) for rows, answers in _cut(X[order], y[order], batch_size)]


@mini_batches.mistake(
    "The batches hold the rows of X alone. Put each batch's answers beside them: (rows, answers)."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [rows for rows, _ in _cut(X[order], y[order], batch_size)]


@mini_batches.mistake(
    "Two lists come back, one of rows and one of answers. Return a single list, with a pair for "
    "each batch: (rows, answers)."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    batches = _cut(X[order], y[order], batch_size)
    return [rows for rows, _ in batches], [answers for _, answers in batches]


@mini_batches.mistake(
    "There are batch_size batches here. batch_size is not how many there are, it is how many "
    "*rows* a batch has."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [(X[rows], y[rows]) for rows in np.array_split(order, batch_size)]


@mini_batches.mistake(
    "Only the first batch comes back. A `return` belongs after the loop, not in it."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X[order], y[order], batch_size)[:1]


@mini_batches.accepts
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    cuts = np.arange(batch_size, len(X), batch_size)
    return list(zip(np.split(X[order], cuts), np.split(y[order], cuts), strict=True))


@mini_batches.accepts
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    batches = []
    while len(order):
        chosen, order = order[:batch_size], order[batch_size:]
        batches.append((X[chosen], y[chosen]))
    return batches


mini_batches.hints(
    "X[order] is X in the new order, and y[order] the answers in the same order. Then cut both.",
    "The batches start at range(0, len(X), batch_size), and a slice that reaches beyond the end "
    "stops at the end by itself.",
)
mini_batches.why("fit does this at the start of every epoch, with a new order each time.")
