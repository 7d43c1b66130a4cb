"""The challenges of the playground."""

import numpy as np

from course_lib.exercises.playground.challenge import Challenge


def _run(steps, **settings):
    """A run with these settings, so many batches on."""
    from course_lib.widgets.playground.session import Session
    from course_lib.widgets.playground.settings import Settings

    session = Session(Settings(**settings))
    session.train(steps)
    return session


def _right_share(session) -> float:
    """The share of test rows on the right side."""
    rows = session.rows
    with np.errstate(all="ignore"):
        return float(np.mean((session.model(rows.test_x) > 0.5) == (rows.test_y > 0.5)))


def _data(name, noise=0.0):
    """The rule that these rows are played on, and with at least so much noise."""
    noisy = f", with a noise of at least {noise:g}" if noise else ""
    return (
        f"choose the data {name}{noisy}.",
        lambda session: session.settings.data == name and session.settings.noise >= noise,
    )


spiral = Challenge(
    "spiral",
    "The spiral with 8 neurons",
    "Get at least 95 % of the test rows of the spirals right, with at most 8 hidden neurons.",
    {"data": "spirals", "hidden": (4, 4)},
    [
        _data("spirals", 0.1),
        (
            "at most 8 hidden neurons, in as many layers as you like.",
            lambda session: sum(session.settings.hidden) <= 8,
        ),
        (
            "fewer than 95 % of the test rows are right.",
            lambda session: _right_share(session) >= 0.95,
        ),
    ],
    lambda: _run(
        6000, data="spirals", seed=2, hidden=(8,), optimizer="Adam",
        features=("x1", "x2", "sin x1", "sin x2"),
    ),
)  # fmt: skip
spiral.hints(
    "Eight neurons that see only x1 and x2 have to build every turn out of straight cuts. What if "
    "they were given something that turns already?",
    "Add sin x1 and sin x2, put all eight into one layer, and take Adam. Then be patient.",
)
spiral.why("Good features spare neurons: what you know of the data, the network need not find out.")

xor = Challenge(
    "xor",
    "XOR with one hidden layer of two",
    "Get at least 85 % of the test rows of xor right, with two hidden neurons that see x1 and x2.",
    {"data": "xor", "hidden": (2,), "seed": 2},
    [
        _data("xor", 0.1),
        (
            "one hidden layer of two neurons, and no features but x1 and x2.",
            lambda session: (
                session.settings.hidden == (2,) and session.settings.features == ("x1", "x2")
            ),
        ),
        (
            "fewer than 85 % of the test rows are right.",
            lambda session: _right_share(session) >= 0.85,
        ),
    ],
    lambda: _run(4000, data="xor", seed=1, hidden=(2,), optimizer="Adam"),
)
xor.hints(
    "Two neurons are two cuts. If both end up doing the same, no training gets them apart: begin "
    "from other weights, or take one in your hand.",
    "Try another seed until the two cuts run side by side along the diagonal: seed 1, Adam, 4,000 "
    "batches.",
)
xor.why("Whether two neurons find XOR depends on where they begin: lesson 09 counts how often.")

diverge = Challenge(
    "diverge",
    "Find the rate that breaks it",
    "Make the training on line break with a learning rate below 2.",
    {"data": "line", "hidden": (4, 2), "activation": "relu"},
    [
        _data("line"),
        ("the learning rate is to be below 2.", lambda session: session.rate < 2),
        ("its numbers are still finite.", lambda session: bool(session.trouble)),
    ],
    lambda: _run(500, data="line", activation="relu", learning_rate=1.9),
)
diverge.hints(
    "Double the rate, reset and play, until a step is so long that the next one must be longer.",
    "At 1.5 it breaks within 100 batches.",
)
diverge.why("Between a rate that learns fast and one that breaks there may be a factor of two.")

by_heart = Challenge(
    "by_heart",
    "Make it learn by heart",
    "On moons with a noise of 0.4 and nine test rows in ten, get the loss of the learned rows "
    "below 0.05 while that of the test rows is at least ten times as large.",
    {"data": "moons", "noise": 0.4, "test_share": 0.9, "hidden": (4,), "optimizer": "Adam"},
    [
        _data("moons", 0.4),
        ("nine rows in ten are for the test.", lambda session: session.settings.test_share >= 0.9),
        (
            "the loss of the learned rows is not below 0.05.",
            lambda session: session.loss()[0] < 0.05,
        ),
        (
            "the loss of the test rows is less than ten times that of the learned ones.",
            lambda session: session.loss()[1] >= 10 * session.loss()[0],
        ),
    ],
    lambda: _run(
        2000, data="moons", noise=0.4, test_share=0.9, hidden=(16, 16), optimizer="Adam"
    ),
)  # fmt: skip
by_heart.hints(
    "Forty rows, and noise: what does a network need to know each of them by name?",
    "Two layers of 16, and 2,000 batches.",
)
by_heart.why("The gap between the two losses is what it learned by heart.")

stop_it = Challenge(
    "stop_it",
    "Then stop it",
    "The same forty rows and at least 16 hidden neurons, 2,000 batches or more: keep the loss of "
    "the test rows at 0.5 or below.",
    {
        "data": "moons", "noise": 0.4, "test_share": 0.9, "hidden": (16, 16), "optimizer": "Adam",
    },
    [
        _data("moons", 0.4),
        (
            "nine rows in ten are for the test, and there are at least 16 hidden neurons.",
            lambda session: session.settings.test_share >= 0.9
            and sum(session.settings.hidden) >= 16,
        ),
        ("fewer than 2,000 batches have gone by.", lambda session: session.step >= 2000),
        ("the loss of the test rows is above 0.5.", lambda session: session.loss()[1] <= 0.5),
    ],
    lambda: _run(
        2000, data="moons", noise=0.4, test_share=0.9, hidden=(16, 16), optimizer="Adam",
        penalty="L2", penalty_rate=0.03,
    ),
)  # fmt: skip
stop_it.hints(
    "Lesson 12 has three brakes that leave the network as large as it is.",
    "A penalty L2 with a rate of 0.03 does it.",
)
stop_it.why("The network is as large as before, and it no longer learns the noise by heart.")
