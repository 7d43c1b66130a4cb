"""Lesson 17, Capstone project: the goal ``honest``."""

from functools import cache

import numpy as np

from course_lib.checks import goal
from course_lib.data import digits

GOOD = 0.035  # calibration error


@cache
def baseline_scores() -> tuple[np.ndarray, np.ndarray]:
    """Minus the squared distance to each digit's mean, for the validation rows; and their labels.

    The rows are the lesson's: of those that are not the test's, every third validates.
    """
    rows = digits().train
    validates = np.arange(len(rows)) % 3 == 2
    train, validation = rows[~validates], rows[validates]
    means = np.array([train.x[train.y == k].mean(axis=0).ravel() for k in range(10)])
    x = validation.x.reshape(len(validation), 1, -1)
    return -((x - means) ** 2).sum(axis=2).astype(float), validation.y


def _figure(settings, on_move):
    from course_lib.widgets.reliability import Reliability

    temperature = settings[0][0] if settings else 1.0
    return Reliability(*baseline_scores(), temperature=temperature, on_move=on_move)


def _state(temperature):
    """The mean sureness, the share right and the calibration error; without a widget."""
    scores, y = baseline_scores()
    z = scores / temperature
    sure = 1 / np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1)
    right = scores.argmax(axis=1) == y
    places = np.minimum((sure * 10).astype(int), 9)
    error = sum(abs(np.sum((sure - right)[places == k])) for k in range(10)) / len(y)
    return sure.mean(), right.mean(), error


honest = goal(
    name="honest",
    lesson=17,
    minutes=3,
    difficulty=1,
    prompt=f"Find the temperature at which the nearest mean is right as often as it is sure: a "
    f"calibration error below {GOOD}.",
    right=[[0.5]],
    reached=lambda settings: _state(settings[0][0])[2] < GOOD,
    figure=_figure,
    columns=("temperature",),
)


@honest.mistake(
    "The bars stand far above the diagonal: it is right much more often than it is sure. Go "
    "colder, below 1, and it gets surer."
)
def _(settings):
    sure, right, _ = _state(settings[0][0])
    return sure < right - 0.1


@honest.mistake("Nearer. It is still right more often than it is sure: a little colder.")
def _(settings):
    sure, right, error = _state(settings[0][0])
    return right - 0.1 <= sure < right and error >= GOOD


@honest.mistake(
    "Now it is sure of nearly everything, and right of 89 in a hundred: too cold. Go warmer."
)
def _(settings):
    sure, right, _ = _state(settings[0][0])
    return sure > right + 0.06


@honest.mistake("Nearly. It is a little surer than it is right: a little warmer.")
def _(settings):
    sure, right, error = _state(settings[0][0])
    return right <= sure <= right + 0.06 and error >= GOOD


honest.hints(
    "Look at the two numbers under the figure: how sure on the average, how many right. Only one "
    "of them moves.",
    "Between 0.4 and 0.6.",
)
honest.why(
    "The share right has not moved: a temperature changes what a model says of itself, and nothing "
    "of what it reads."
)
