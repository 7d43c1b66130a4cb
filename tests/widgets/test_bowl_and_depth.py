"""The bowl and the deep network under their sliders, at both ends of each."""

import itertools

import numpy as np
import pytest

from course_lib import widgets
from course_lib.widgets.bowl import descend
from course_lib.widgets.depth import gradient_sizes


def test_the_ball_goes_where_the_arithmetic_says():
    path = descend(4.0, 0.1, 3)
    np.testing.assert_allclose(path, [4, 3.2, 2.56, 2.048])
    np.testing.assert_allclose(descend(4.0, 1.1, 5), 4 * (-1.2) ** np.arange(6))


@pytest.mark.parametrize(
    ("make", "before", "words"),
    [
        (widgets.bowl, {"rate": 0.5}, {(0.01, 1): "0.98", (1.2, 20): "it diverges"}),
        (widgets.depth, {"hidden": 9}, {(1, 1.0): "1 hidden layer of", (20, 1.0): "It vanishes"}),
    ],
)
def test_every_slider_at_both_ends(make, before, words):
    live = make()
    names = [slider["name"] for slider in live.sliders]
    ends = [(slider["low"], slider["high"]) for slider in live.sliders]
    said = set()
    for values in itertools.product(*ends):
        said.add(live.move(**dict(zip(names, values, strict=True))))
    assert len(said) == 4
    assert live.move(**before) not in said
    for values, text in words.items():
        assert text in live.move(**dict(zip(names, values, strict=True)))


def test_the_gradients_are_the_course_s_own():
    from course_lib import Dense, Input, Sequential
    from course_lib.nn.initializers import GlorotNormal
    from course_lib.nn.randomness import seeded

    model = Sequential([Input((16,)), Dense(16, activation="tanh"), Dense(1)])
    model.compile("sgd", "mse")
    with seeded(9):
        for layer in model.layers:
            layer.kernel[:] = 2 * GlorotNormal()(layer.kernel.shape)
    rng = np.random.default_rng(9)
    x, y = rng.normal(size=(64, 16)), rng.normal(size=(64, 1))
    model.loss(y, model(x))
    model.backward()
    expected = [float(np.abs(layer.d_kernel).mean()) for layer in model.layers]
    np.testing.assert_allclose(gradient_sizes("tanh", 1, 2.0), expected, rtol=1e-6)


def test_what_the_lesson_says_of_sigmoid_and_relu():
    vanishing = gradient_sizes("sigmoid", 10, 1.0)
    assert vanishing[0] < 1e-6 < 0.1 < vanishing[-1]
    level = gradient_sizes("relu", 10, 2**0.5)
    assert max(level) / min(level) < 30
    assert gradient_sizes("relu", 20, 3.0)[0] > 1e9
    assert gradient_sizes("relu", 20, 0.3)[0] < 1e-9
