"""Lesson 15, Unsupervised learning: the exercise ``pseudo_labels``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=15, minutes=6, difficulty=2, outputs=("x", "y"))
def pseudo_labels(x, y, more, outputs, threshold):
    """The labelled rows (x, y), and behind them those of `more` that are sure enough, as read."""
    sure = outputs.max(axis=1) >= threshold
    x_all = np.concatenate([x, more[sure]])
    y_all = np.concatenate([y, outputs[sure].argmax(axis=1)])
    return x_all, y_all


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@pseudo_labels.cases
def _(rng):
    yield (
        np.array([[1.0, 2.0], [3.0, 4.0]]),
        np.array([2, 0]),
        np.array([[5.0, 6.0], [7.0, 8.0], [9.0, 1.0], [2.0, 5.0]]),
        np.array([[0.05, 0.9, 0.05], [0.4, 0.3, 0.3], [0.75, 0.15, 0.1], [0.0, 0.02, 0.98]]),
        0.7,
    )
    for n, m, columns, classes in ((3, 8, 2, 4), (4, 7, 3, 3), (2, 9, 4, 5)):
        outputs = _softmax(rng.normal(scale=0.4, size=(m, classes)))
        favourite = np.array([0, classes - 1, 1, 0])  # these four are sure
        outputs[:4] = _softmax(
            5.0 * np.eye(classes)[favourite] + rng.normal(scale=0.3, size=(4, classes))
        )
        order = rng.permutation(m)
        yield (
            rng.normal(size=(n, columns)),
            rng.integers(0, classes, size=n),
            rng.normal(size=(m, columns)),
            outputs[order],
            float(rng.uniform(0.8, 0.85)),
        )


@pseudo_labels.mistake(
    "All rows of `more` are kept here, sure or not. Keep those whose largest output reaches the "
    "threshold."
)
def _(x, y, more, outputs, threshold):
    return np.concatenate([x, more]), np.concatenate([y, outputs.argmax(axis=1)])


@pseudo_labels.mistake(
    "The sure ones are thrown away here, and the doubtful kept. Turn the comparison round: >=."
)
def _(x, y, more, outputs, threshold):
    doubtful = outputs.max(axis=1) < threshold
    return (
        np.concatenate([x, more[doubtful]]),
        np.concatenate([y, outputs[doubtful].argmax(axis=1)]),
    )


@pseudo_labels.mistake(
    "The labelled rows are not there: only those of `more` came back. The true labels are the best "
    "you have, so put them in front."
)
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return more[sure], outputs[sure].argmax(axis=1)


@pseudo_labels.mistake(
    "The sure rows stand in front of the labelled ones here. The labelled ones come first."
)
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([more[sure], x]), np.concatenate([outputs[sure].argmax(axis=1), y])


@pseudo_labels.mistake(
    "The labels are how sure it was, not what it read: max where argmax is needed."
)
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([x, more[sure]]), np.concatenate([y, outputs[sure].max(axis=1)])


@pseudo_labels.mistake(
    "The rows are the sure ones, and the labels are the first of all that were read, sure or not: "
    "rows lose their own. Choose both by the same True and False."
)
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([x, more[sure]]), np.concatenate(
        [y, outputs.argmax(axis=1)[: sure.sum()]]
    )


@pseudo_labels.mistake(
    "The labels are those of the sure rows, and the rows are the first of `more`, sure or not. "
    "Choose both by the same True and False."
)
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([x, more[: sure.sum()]]), np.concatenate(
        [y, outputs[sure].argmax(axis=1)]
    )


@pseudo_labels.mistake(
    "The rows are the sure ones, and the labels are those of all rows of `more`: more labels than "
    "rows. Choose both by the same True and False."
)
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([x, more[sure]]), np.concatenate([y, outputs.argmax(axis=1)])


@pseudo_labels.mistake(
    "A row is kept here when any class is sure of *it* among all rows: the largest of each column "
    "counts. A row is sure by its own largest output: max(axis=1)."
)
def _(x, y, more, outputs, threshold):
    rows = np.unique(outputs.argmax(axis=0))
    return np.concatenate([x, more[rows]]), np.concatenate([y, outputs[rows].argmax(axis=1)])


@pseudo_labels.mistake("These are the least likely classes. Take argmax.")
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([x, more[sure]]), np.concatenate([y, outputs[sure].argmin(axis=1)])


@pseudo_labels.mistake(
    "Nothing new is here: the labelled rows alone came back. Behind them come the sure ones of "
    "`more`."
)
def _(x, y, more, outputs, threshold):
    return x.copy(), y.copy()


@pseudo_labels.mistake("The labels count from 1 here. Class 0 is the first column, as argmax says.")
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([x, more[sure]]), np.concatenate([y, outputs[sure].argmax(axis=1) + 1])


@pseudo_labels.mistake("x and y stand in each other's place: first the rows, then the labels.")
def _(x, y, more, outputs, threshold):
    sure = outputs.max(axis=1) >= threshold
    return np.concatenate([y, outputs[sure].argmax(axis=1)]), np.concatenate([x, more[sure]])


@pseudo_labels.accepts
def _(x, y, more, outputs, threshold):
    rows, labels = list(x), list(y)
    for row, output in zip(more, outputs, strict=True):
        if max(output) >= threshold:
            rows.append(row)
            labels.append(int(np.argmax(output)))
    return np.array(rows), np.array(labels)


@pseudo_labels.accepts
def _(x, y, more, outputs, threshold):
    read = np.argmax(outputs, axis=1)
    sure = np.flatnonzero(outputs[np.arange(len(read)), read] > threshold)
    return np.vstack([x, more[sure]]), np.append(y, read[sure])


pseudo_labels.hints(
    "outputs.max(axis=1) says how sure each row is, outputs.argmax(axis=1) what it was read as. "
    "One array of True and False chooses rows and labels alike.",
    "sure = outputs.max(axis=1) >= threshold; then np.concatenate([x, more[sure]]), and the same "
    "for y with outputs[sure].argmax(axis=1).",
)
pseudo_labels.why(
    "Nobody has checked these labels. What they are worth, only rows with true labels can tell "
    "that had no part in it."
)
