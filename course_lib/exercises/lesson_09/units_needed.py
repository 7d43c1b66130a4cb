"""Lesson 09, Hidden layers: the exercise ``units_needed``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=9, minutes=4, difficulty=2, returns=float)
def units_needed(labels):
    """How many lines, one for each hidden neuron, part these labels in a row?"""
    return sum(labels[i] != labels[i + 1] for i in range(len(labels) - 1))


@units_needed.cases
def _(rng):
    yield ([0, 1, 0],)  # XOR along its diagonal
    yield ([0, 0, 1, 1, 1],)
    yield ([1, 1, 1],)
    yield ([1, 0, 0, 1, 1, 0, 1],)
    yield ([2],)
    yield ([0, 2, 2, 1, 0, 0, 2],)  # classes need not be two
    for n, classes in ((6, 2), (9, 2), (12, 3)):
        yield ([int(label) for label in rng.integers(0, classes, size=n)],)


@units_needed.mistake(
    "This is the number of groups. Between two groups there is one line, so it takes one line "
    "fewer."
)
def _(labels):
    return 1 + int(np.count_nonzero(np.diff(labels)))


@units_needed.mistake(
    "These are the labels added up. Neighbours with the same label share a side, and need no line "
    "between them: count where the label changes."
)
def _(labels):
    return sum(labels)


@units_needed.mistake(
    "This is how often there is a 1. Neighbours with the same label share a side, and need no line "
    "between them: count where the label changes."
)
def _(labels):
    return labels.count(1)


@units_needed.mistake(
    "Here a change from 0 to 2 counts for two. However far a label jumps, it takes one line."
)
def _(labels):
    return int(np.abs(np.diff(labels)).sum())


@units_needed.mistake(
    "This is how many classes there are, less one. A class may come back further on, and then it "
    "takes another line."
)
def _(labels):
    return len(set(labels)) - 1


@units_needed.mistake(
    "These are the steps up only. A line is needed wherever the label changes, down as well."
)
def _(labels):
    return int(np.count_nonzero(np.diff(labels) > 0))


@units_needed.mistake(
    "These are the steps down only. A line is needed wherever the label changes, up as well."
)
def _(labels):
    return int(np.count_nonzero(np.diff(labels) < 0))


@units_needed.mistake(
    "This is a line between any two neighbours. Between equal labels none is needed."
)
def _(labels):
    return len(labels) - 1


@units_needed.mistake(
    "This counts the last label beside the first as well. The row is a line, not a ring."
)
def _(labels):
    return sum(labels[i] != labels[i - 1] for i in range(len(labels)))


@units_needed.accepts
def _(labels):
    return np.count_nonzero(np.diff(labels))


@units_needed.accepts
def _(labels):
    count = 0
    for i in range(1, len(labels)):
        if labels[i] != labels[i - 1]:
            count += 1
    return count


units_needed.hints(
    "Walk along the row. At which places do you need a line?",
    "Count the neighbours that differ: np.diff of the labels is 0 where nothing changes.",
)
units_needed.why(
    "A layer that is too small cannot draw the picture, however long you train. One that is larger "
    "than needed finds it more easily, and learns noise more easily too: lesson 12."
)
