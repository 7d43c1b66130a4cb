"""Lesson 14, Recurrent networks: the exercise ``table_gradient``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=14, minutes=5, difficulty=2)
def table_gradient(words, d_rows, vocabulary):
    """The gradient of an embedding's table: (words in the vocabulary, columns)."""
    d_table = np.zeros((vocabulary, d_rows.shape[1]))
    for word, d_row in zip(words, d_rows):
        d_table[word] += d_row
    return d_table


@table_gradient.cases
def _(rng):
    yield np.array([2, 0, 2]), np.array([[1.0, 2.0], [0.5, -1.0], [10.0, 20.0]]), 4
    yield np.array([1, 3]), np.array([[1.0, -2.0, 0.5], [4.0, 0.25, 3.0]]), 5
    for count, columns, vocabulary in ((7, 2, 4), (6, 3, 3), (9, 4, 5)):
        words = rng.integers(0, vocabulary, size=count)
        words[:2] = words[-1]  # one of them at least three times
        yield words, rng.normal(size=(count, columns)), vocabulary


@table_gradient.mistake(
    "A word that comes twice counts once here: of its slopes only the last has arrived in the "
    "table. Compare what is expected for such a word."
)
def _(words, d_rows, vocabulary):
    d_table = np.zeros((vocabulary, d_rows.shape[1]))
    d_table[words] += d_rows
    return d_table


@table_gradient.mistake(
    "Here the row of the slopes is chosen by the word's number. d_rows has a row for each word "
    "*read*, in their order: the first row belongs to words[0]."
)
def _(words, d_rows, vocabulary):
    d_table = np.zeros((vocabulary, d_rows.shape[1]))
    for word in words:
        d_table[word] += d_rows[word]
    return d_table


@table_gradient.mistake(
    "A word that comes twice counts once here: of its slopes only the first has arrived in the "
    "table. Compare what is expected for such a word."
)
def _(words, d_rows, vocabulary):
    d_table = np.zeros((vocabulary, d_rows.shape[1]))
    d_table[words[::-1]] = d_rows[::-1]
    return d_table


@table_gradient.mistake(
    "Here a word's slopes are averaged over how often it comes. They are added up: a row that is "
    "read three times moves the loss three times."
)
def _(words, d_rows, vocabulary):
    one_hot = np.eye(vocabulary)[words]
    return one_hot.T @ d_rows / np.maximum(one_hot.sum(axis=0), 1)[:, np.newaxis]


@table_gradient.mistake(
    "The slopes stand in the order of the sequence here, one row for each word *read*. The table "
    "has one row for each word of the *vocabulary*: put each slope where its word's row is."
)
def _(words, d_rows, vocabulary):
    d_table = np.zeros((vocabulary, d_rows.shape[1]))
    for place, d_row in enumerate(d_rows):
        d_table[place % vocabulary] += d_row
    return d_table


@table_gradient.mistake(
    "These are the slopes as they came, one row for each word read. The table has one row for each "
    "word of the vocabulary."
)
def _(words, d_rows, vocabulary):
    return d_rows.copy()


@table_gradient.mistake(
    "Every word of the vocabulary is given all slopes here. A row that was not read had no say: "
    "its slope is 0."
)
def _(words, d_rows, vocabulary):
    return np.tile(d_rows.sum(axis=0), (vocabulary, 1))


@table_gradient.mistake(
    "This is how often each word comes. Add up its slopes, not 1 for each time."
)
def _(words, d_rows, vocabulary):
    return np.eye(vocabulary)[words].T @ np.ones_like(d_rows)


@table_gradient.mistake(
    "The sign is turned round. The gradient is what comes back, as it is; the optimizer subtracts."
)
def _(words, d_rows, vocabulary):
    return -np.eye(vocabulary)[words].T @ d_rows


@table_gradient.mistake(
    "This is the gradient on its side: one column for each word. The table has a row for each word."
)
def _(words, d_rows, vocabulary):
    return d_rows.T @ np.eye(vocabulary)[words]


@table_gradient.mistake(
    "All slopes are one row too far down here. Words are counted from 0: word 2 is d_table[2]."
)
def _(words, d_rows, vocabulary):
    return np.roll(np.eye(vocabulary)[words].T @ d_rows, 1, axis=0)


@table_gradient.accepts
def _(words, d_rows, vocabulary):
    return np.eye(vocabulary)[words].T @ d_rows  # one-hot, transposed


@table_gradient.accepts
def _(words, d_rows, vocabulary):
    d_table = np.zeros((vocabulary, d_rows.shape[1]))
    np.add.at(d_table, words, d_rows)
    return d_table


table_gradient.hints(
    "In the example word 2 is read twice, with the slopes 1 and 10 in its first column. Each time "
    "it had a say. What does `+=` with a list of rows leave there, and what should stand there?",
    "Go through words and d_rows with zip, and say d_table[word] += d_row; or let np.add.at do it.",
)
table_gradient.why(
    "A fan-out, as in lesson 06: one row of the table goes to several places, and what comes back "
    "is added up. So it is for a recurrent kernel, which is read at every step."
)
