"""Lesson 05, Loss functions: the goal ``below``."""

import numpy as np

from course_lib.checks import goal
from course_lib.nn.activations import sigmoid

X = np.array([[2, 3], [4, 1], [1, 2], [3, 4], [5, 2], [1, 4]], dtype=float)
Y = np.array([1.0, 0, 0, 1, 1, 0])
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
FIRST = (0.0, 1.0, -4.0)
GOAL = 0.12
_TICKS = np.linspace(-3, 3, 61)
_GRID = np.stack(np.meshgrid(_TICKS, _TICKS), axis=-1).reshape(-1, 2)


def _figure(settings, on_move):
    from course_lib.nn.neuron import Neuron
    from course_lib.widgets.loss import LossLandscape

    neuron = Neuron(weights=FIRST[:2], bias=FIRST[2])
    return LossLandscape(neuron, X, Y, NAMES, "mse", on_move, settings[-1] if settings else None)


def loss_at(w, b) -> np.ndarray:
    """The mean squared error for each pair of weights: (..., 2) -> (...)."""
    return np.mean((sigmoid(np.asarray(w) @ X.T + b) - Y) ** 2, axis=-1)


def floor(b: float) -> float:
    """The smallest loss of the landscape that lies over this bias."""
    return float(loss_at(_GRID, b).min())


below = goal(
    name="below",
    lesson=5,
    minutes=4,
    difficulty=2,
    prompt="Bring the mean squared error below 0.120. Weights and bias may all move.",
    right=[[1.2, 1.4, -7.0]],
    reached=lambda settings: bool(loss_at(settings[-1][:2], settings[-1][2]) < GOAL),
    figure=_figure,
    columns=("w1", "w2", "b"),
)


@below.mistake(
    "This is a plain: the loss is high, and steps downhill move nothing. Drag a weight until the "
    "arrow shows again."
)
def _(settings):
    *w, b = settings[-1]
    nudged = loss_at(np.array(w) + 0.02 * np.array([[1, 0], [-1, 0], [0, 1], [0, -1]]), b)
    loss = loss_at(w, b)
    return bool(loss > 0.3 and np.abs(nudged - loss).max() < 1e-4)


@below.mistake(
    "With this bias even the floor of the valley is too high, wherever the weights go. Change b, "
    "and look which way the valley gets deeper."
)
def _(settings):
    return floor(settings[-1][2]) >= GOAL


@below.mistake(
    "With this bias the floor is low enough. You stand above it, far up: walk down, step by step."
)
def _(settings):
    return bool(loss_at(settings[-1][:2], settings[-1][2]) > 0.2)


@below.mistake(
    "With this bias the floor is low enough, and you are close. A few more steps; or drag a "
    "weight along the valley, where steps are short."
)
def _(settings):
    return bool(loss_at(settings[-1][:2], settings[-1][2]) >= GOAL)


below.hints(
    "With b at −4 nothing below 0.136 can be had. Drag b, then walk down again: does the floor "
    "rise or fall?",
    "b at −7, w1 at 1.2 and w2 at 1.4. Set b first, then take steps downhill.",
)
below.why(
    "The deeper floor lies further out, and all three numbers had to move. A network with 1,994 "
    "of them takes such steps in all of them at once."
)
