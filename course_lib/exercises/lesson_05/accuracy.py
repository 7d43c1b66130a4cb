"""Lesson 05, Loss functions: the exercise ``accuracy``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=5, minutes=4, difficulty=2)
def accuracy(y_true, shares):
    """The share of rows whose largest share stands at the true class: two (n, classes) -> one."""
    said = shares.argmax(axis=1)
    right = said == y_true.argmax(axis=1)
    return np.mean(right)


@accuracy.cases
def _(rng):
    yield np.array([[0, 0, 1], [0, 1, 0]]), np.array([[0.21, 0.21, 0.58], [0.25, 0.35, 0.40]])
    yield np.array([[1, 0, 0], [0, 0, 1]]), np.array([[0.40, 0.35, 0.25], [0.30, 0.33, 0.37]])
    four = [[0.40, 0.35, 0.25], [0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.30, 0.33, 0.37]]
    yield np.eye(3)[[0, 0, 1, 1]], np.array(four)
    for n, classes in ((5, 3), (7, 4), (3, 5)):
        shares = rng.dirichlet(np.ones(classes), size=n)
        true = shares.argmax(axis=1)
        true[: n // 2] = (true[: n // 2] + rng.integers(1, classes, n // 2)) % classes
        order = rng.permutation(n)
        yield np.eye(classes)[true][order], shares[order]


@accuracy.mistake(
    "These are the numbers of the line that was there: each share is asked by itself whether it is "
    "above a half. A row answers once, with its largest share."
)
def _(y_true, shares):
    return np.mean((shares > 0.5) == (y_true == 1))


@accuracy.mistake(
    "Here a row counts as right only if its true class got more than a half. The largest share of "
    "a row wins, and it may be smaller than that."
)
def _(y_true, shares):
    return np.mean((shares * y_true).sum(axis=1) > 0.5)


@accuracy.mistake(
    "These are the numbers for the largest share of each *column*. A row is an evening, so go "
    "along the row: axis=1."
)
def _(y_true, shares):
    return np.mean(shares.argmax(axis=0) == y_true.argmax(axis=0))


@accuracy.mistake(
    "These are the numbers of an argmax without an axis: it reads the whole table as one long row, "
    "and gives one place for all. Each row has its own largest share: axis=1."
)
def _(y_true, shares):
    return np.mean(np.argmax(shares) == np.argmax(y_true))


@accuracy.mistake(
    "This compares how large a row's largest share is with the 1 of its true class, and they are "
    "never equal. *Where* the two stand is what counts: argmax in place of max."
)
def _(y_true, shares):
    return np.mean(np.max(shares, axis=1) == np.max(y_true, axis=1))


@accuracy.mistake(
    "Here every number of the table is compared by itself, and a wrong row still collects the "
    "zeros that agree. A row counts once, right or wrong: compare the places, by argmax(axis=1)."
)
def _(y_true, shares):
    best = shares == shares.max(axis=1, keepdims=True)
    return np.mean(best == (y_true == 1))


@accuracy.mistake("This is how many rows are right. Accuracy is their share: divide by all rows.")
def _(y_true, shares):
    return np.sum(shares.argmax(axis=1) == y_true.argmax(axis=1))


@accuracy.mistake("This is the share of the rows that are wrong. Accuracy counts those right.")
def _(y_true, shares):
    return np.mean(shares.argmax(axis=1) != y_true.argmax(axis=1))


@accuracy.mistake(
    "This is how much the true classes got, on average. Accuracy asks only whether each was the "
    "largest of its row."
)
def _(y_true, shares):
    return np.mean((shares * y_true).sum(axis=1))


@accuracy.mistake(
    "These are the answers row by row, right or wrong. Their mean is asked for, one number."
)
def _(y_true, shares):
    return shares.argmax(axis=1) == y_true.argmax(axis=1)


@accuracy.accepts
def _(y_true, shares):
    return sum(t[np.argmax(s)] for t, s in zip(y_true, shares, strict=True)) / len(shares)


@accuracy.accepts
def _(y_true, shares):
    best = shares == shares.max(axis=1, keepdims=True)
    return float(np.sum(best * y_true) / len(y_true))


accuracy.hints(
    "In each row, which class got the largest share, and which one is true? `argmax(axis=1)` gives "
    "the place of the largest number of each row.",
    "said = shares.argmax(axis=1), and right is said == y_true.argmax(axis=1). The mean stays.",
)
accuracy.why(
    "Keras reports this number beside the loss. A share of 0.40 can win here, and cross-entropy "
    "still complains of it."
)
