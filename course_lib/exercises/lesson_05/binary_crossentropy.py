"""Lesson 05, Loss functions: the exercise ``binary_crossentropy``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=5, minutes=6, difficulty=2, rtol=1e-5)
def binary_crossentropy(y_true, y_pred):
    """The mean of -log of the probability given to what is true, for yes or no."""
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)  # log 0 is minus infinity
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.cases
def _(rng):
    yield np.array([1, 0]), np.array([0.9, 0.2])
    yield np.array([1.0, 0.0]), np.array([0.0, 0.0])  # sure of no: wrong, and right
    yield np.array([1.0, 0.0]), np.array([1.0, 1.0])  # sure of yes: right, and wrong
    for n in (3, 4, 5):
        y_true = rng.permutation(np.append([0.0, 1.0], rng.integers(0, 2, n - 2)))
        yield y_true, rng.uniform(0.05, 0.95, n)


@binary_crossentropy.mistake(
    "The log of 0 is minus infinity: here comes out nan or infinity where predictions are exactly "
    "0, and where they are exactly 1. Take the logs of a copy that keeps away from both ends: p = "
    "np.clip(y_pred, 1e-7, 1 - 1e-7)."
)
def _(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


@binary_crossentropy.mistake(
    "Predictions of exactly 0 come out right, and those of exactly 1 as nan or infinity: 1 - p is "
    "0 there, and the log of 0 is minus infinity. The upper end needs its hair too: 1 - 1e-7."
)
def _(y_true, y_pred):
    p = np.maximum(y_pred, 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "Predictions of exactly 1 come out right, and those of exactly 0 as nan or infinity: the log "
    "of 0 is minus infinity. The lower end needs its hair too: 1e-7."
)
def _(y_true, y_pred):
    p = np.minimum(y_pred, 1 - 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "Where a prediction is surely wrong, the loss is infinite: the log of 0 is minus infinity. "
    "Keep p away from 0 and 1 before the log is taken: p = np.clip(y_pred, 1e-7, 1 - 1e-7)."
)
def _(y_true, y_pred):
    return -np.mean(np.log(np.where(y_true == 1, y_pred, 1 - y_pred)))


@binary_crossentropy.mistake(
    "This is the loss with its sign turned round, as without the minus: it falls as the "
    "predictions get worse. Logs of numbers below 1 are negative."
)
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "Only the evenings of yes count in this number. Where the truth is no, the probability given "
    "to it is 1 - y_pred: add (1 - y_true) * log(1 - p)."
)
def _(y_true, y_pred):
    return -np.mean(y_true * np.log(np.clip(y_pred, 1e-7, 1 - 1e-7)))


@binary_crossentropy.mistake(
    "Every evening counts with the log of p here. Where the truth is no, it is the log of 1 - p."
)
def _(y_true, y_pred):
    return -np.mean(np.log(np.clip(y_pred, 1e-7, 1 - 1e-7)))


@binary_crossentropy.mistake("This is the sum. The loss is the mean: divide by how many there are.")
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "These are the numbers with y_true and y_pred in each other's place. The log is taken of what "
    "the model *said*, and y_true decides which log."
)
def _(y_true, y_pred):
    p = np.clip(y_true, 1e-7, 1 - 1e-7)
    return -np.mean(y_pred * np.log(p) + (1 - y_pred) * np.log(1 - p))


@binary_crossentropy.mistake(
    "This is the mean squared error. Here the log of the probability counts."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2)


@binary_crossentropy.mistake(
    "Only the evenings of no count in this number. Where the truth is yes, the probability given "
    "to it is y_pred: add y_true * log(p)."
)
def _(y_true, y_pred):
    return -np.mean((1 - y_true) * np.log(1 - np.clip(y_pred, 1e-7, 1 - 1e-7)))


@binary_crossentropy.mistake(
    "These are the numbers when the minus reaches the evenings of yes alone. All logs are "
    "negative: put one minus before the whole sum, in brackets."
)
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.mean(-y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "These are the losses of the single evenings. Their mean is asked for, one number."
)
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "These are the numbers for a hair of 1e-15. Here, as in Keras, it is 1e-7: "
    "np.clip(y_pred, 1e-7, 1 - 1e-7)."
)
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.accepts
def _(y_true, y_pred):
    p_of_truth = np.where(y_true == 1, y_pred, 1 - y_pred)
    return np.mean(-np.log(np.maximum(p_of_truth, 1e-7)))


@binary_crossentropy.accepts
def _(y_true, y_pred):
    logs = [math.log(max(p if y else 1 - p, 1e-7)) for y, p in zip(y_true, y_pred, strict=True)]
    return -sum(logs) / len(logs)


@binary_crossentropy.accepts
def _(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred + 1e-7) + (1 - y_true) * np.log(1 - y_pred + 1e-7))


binary_crossentropy.hints(
    "One of the two terms is always 0: y_true switches the first on, 1 - y_true the second.",
    "p = np.clip(y_pred, 1e-7, 1 - 1e-7), then minus the mean of y_true * np.log(p) + "
    "(1 - y_true) * np.log(1 - p).",
)
binary_crossentropy.why(
    "With a sigmoid before it, its slope along z is p - y: never flat when wrong."
)
