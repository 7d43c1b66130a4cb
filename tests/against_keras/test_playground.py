"""The playground's code, run by Keras, reaches what stands on the screen."""

import contextlib
import io

import pytest

from course_lib.widgets.playground.code import code
from course_lib.widgets.playground.session import Session
from course_lib.widgets.playground.settings import Settings


def handled(session):
    session.train(33)
    session.put(0, 0, [1, 2], 0.7)
    session.freeze(0, 0, [1, 2])
    session.train(20)
    session.set_rate(0.003)
    session.put(0, 1, [1], -0.5)
    session.train(11)


@pytest.mark.parametrize(
    ("settings", "work"),
    [
        (Settings(), lambda session: session.train(100)),
        (Settings(data="people", hidden=(2,), loss="squared error"), lambda run: run.train(50)),
        (
            Settings(
                data="spirals", features=("x1", "x2", "sin x1"), optimizer="Adam", penalty="L2",
                hidden=(6, 3), activation="relu", first_weights="He",
            ),
            handled,
        ),
        (
            Settings(data="wave", optimizer="AdamW", hidden=(8,), batch_norm=True, penalty="L1"),
            lambda session: session.train(60),
        ),
    ],
)  # fmt: skip
def test_keras_reaches_the_same_loss(settings, work):
    session = Session(settings)
    work(session)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code(session, "keras"), "the playground's code", "exec"), {})
    learned, test = map(float, out.getvalue().split())
    assert (learned, test) == pytest.approx(session.loss(), abs=5e-5)
