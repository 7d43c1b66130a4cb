"""Many networks at once do what each would do alone."""

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, set_floatx
from course_lib.nn import side_by_side
from course_lib.nn.two_layers import TwoLayers


@pytest.fixture(autouse=True)
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


def sequential(weights, learning_rate):
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = weights
    model = Sequential(
        [Input((2,)), Dense(2, activation="sigmoid"), Dense(1, activation="sigmoid")]
    )
    model.set_weights([[[w1, w3], [w2, w4]], [b1, b2], [[w5], [w6]], [b3]])
    model.compile(SGD(learning_rate), "mse")
    return model


@pytest.mark.parametrize("rates", [[0.3] * 5, [0.01, 0.1, 0.5, 1.0, 3.0]])
def test_each_learns_as_it_would_alone(rng, rates):
    x, y = rng.normal(size=(6, 2)), rng.integers(0, 2, size=6).astype(float)
    starts = rng.normal(size=(5, 9))
    before = starts.copy()
    ends = side_by_side.train(starts, x, y, np.array(rates), epochs=7)
    assert ends.shape == (5, 9)
    np.testing.assert_array_equal(starts, before)
    for start, end, rate in zip(starts, ends, rates, strict=True):
        model = sequential(start, rate)
        model.fit(x, y, batch_size=1, epochs=7, shuffle=False, verbose=0)
        answers = side_by_side.predict([end], x)
        np.testing.assert_allclose(answers[0], model.predict(x)[:, 0], rtol=1e-10)


def test_two_layers_learns_as_a_sequential_without_biases_does(rng):
    x = np.column_stack([rng.normal(size=(5, 2)), np.ones(5)])
    y = rng.integers(0, 2, size=(5, 1)).astype(float)
    network = TwoLayers(features=3, units=4, learning_rate=5.0, seed=1)
    model = Sequential([
        Input((3,)), Dense(4, activation="sigmoid", use_bias=False),
        Dense(1, activation="sigmoid", use_bias=False),
    ])  # fmt: skip
    model.set_weights([network.weights1, network.weights2])
    model.compile(SGD(learning_rate=5.0), "mse")
    for _ in range(20):
        network.step(x, y)
    model.fit(x, y, batch_size=5, epochs=20, shuffle=False, verbose=0)
    np.testing.assert_allclose(network.forward(x), model.predict(x), rtol=1e-10)
