"""Layers that scale their inputs, and layers that change pictures at random, against Keras.

Keras draws; both change the pictures by what it drew.
"""

import re

import numpy as np
import pytest

from tests.against_keras.comparison import (  # noqa: F401 - fresh_names is a fixture
    agree,
    both,
    fresh_names,
    with_keras,
)

SCALED = """
scale = keras.layers.Normalization()
scale.adapt(x[:7])
model = keras.Sequential([keras.Input(x.shape[1:]), scale, *more, keras.layers.Dense(2)])
model.compile("sgd", "mse")
rng = np.random.default_rng(7)
model.layers[-1].set_weights(
    [rng.normal(0, 0.5, weight.shape) for weight in model.layers[-1].get_weights()]
)
history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0).history
seen = {"a": np.array(scale(x)), "predictions": model.predict(x, verbose=0)}
back = keras.layers.Normalization(invert=True)
back.adapt(x)
seen["back"] = np.array(back(x))
lines = []
model.summary(print_fn=lines.append)
"""


@pytest.mark.parametrize(
    ("shape", "more"),
    [
        ((3,), "[]"),
        ((3,), "[keras.layers.UnitNormalization()]"),
        ((2, 3), "[keras.layers.Flatten()]"),
    ],
)
def test_scaling(shape, more):
    rng = np.random.default_rng(3)
    x = rng.normal(5, 2, size=(10, *shape)).astype(np.float32)
    x[..., 1] = 4  # a column that never changes
    ours, theirs = both(SCALED.replace("*more", f"*{more}"), x=x, y=rng.normal(size=(10, 2)))
    agree(ours["history"], theirs["history"])
    agree(ours["seen"], theirs["seen"])
    for weight, twin in zip(ours["model"].weights, theirs["model"].get_weights(), strict=True):
        np.testing.assert_allclose(weight, twin, rtol=1e-5, atol=1e-6)
    assert but_for_bytes(ours["lines"]) == but_for_bytes(theirs["lines"])


def but_for_bytes(lines):
    """A Normalization counts something; Keras in 8 bytes, we in 4."""
    return re.sub(r"\([\d.]+ K?B\)", "(bytes)", "".join(lines))


@pytest.mark.parametrize("x", [[[3.0, 4, 0]], [[0.0, 0, 0]], [[[1, -1], [2, 1e-3]]]], ids=str)
def test_unit_length(x):
    ours, theirs = both(
        "a = np.array(keras.layers.UnitNormalization()(x))", x=np.array(x, np.float32)
    )
    np.testing.assert_allclose(ours["a"], theirs["a"], rtol=1e-6, atol=1e-6)


FILLS = ["reflect", "nearest", "constant"]


def translated(drawn, shape):
    right, down = np.array(drawn["translations"], np.float64).T
    return [down / shape[1], right / shape[2]]


def rotated(drawn, shape):
    return [np.array(drawn["angle"], np.float64) / 360]


def zoomed(drawn, shape):
    tall, wide = (
        np.array(drawn[f"{side}_zoom"], np.float64).ravel() for side in ("height", "width")
    )
    return [tall - 1, wide - 1]


def flipped(drawn, shape):
    return [np.array(drawn["flips"])] * 2


@pytest.mark.parametrize("shape", [(6, 5, 7, 2), (3, 8, 8, 1)])
@pytest.mark.parametrize(
    ("layer", "throws"),
    [
        *[
            (f"RandomTranslation(0.4, (-0.2, 0.5), fill_mode='{fill}')", translated)
            for fill in FILLS
        ],
        *[(f"RandomRotation(0.3, fill_mode='{fill}')", rotated) for fill in FILLS],
        *[(f"RandomZoom(0.4, (-0.3, 0.2), fill_mode='{fill}')", zoomed) for fill in FILLS],
        ("RandomZoom((-0.5, -0.1))", zoomed),
        ("RandomZoom(0.5)", zoomed),
        ("RandomTranslation(1.0, 1.0, fill_value=2.5, fill_mode='constant')", translated),
        ("RandomTranslation(0.3, 0.0)", translated),
        *[(f"RandomFlip('{way}')", flipped) for way in ("horizontal", "vertical")],
        ("RandomFlip()", flipped),
    ],
)
def test_pictures(layer, throws, shape, monkeypatch):
    pictures = np.random.default_rng(3).normal(size=shape).astype(np.float32)
    source = f"layer = keras.layers.{layer}\nin_use = np.array(layer(pictures, training=False))"
    ours, theirs = both(source, pictures=pictures)
    np.testing.assert_array_equal(ours["in_use"], theirs["in_use"])
    drawn = theirs["layer"].get_random_transformation(pictures, training=True)
    expected = theirs["layer"].transform_images(pictures, drawn, training=True)
    given = iter(throws(drawn, shape))
    monkeypatch.setattr(ours["layer"], "draw", lambda *_: next(given))
    np.testing.assert_allclose(
        ours["layer"](pictures, training=True), expected, rtol=1e-4, atol=1e-4
    )


@pytest.mark.parametrize(
    ("layer", "lowest", "highest"),
    [
        ("RandomTranslation(0.4, (-0.2, 0.5))", [-0.4, -0.2], [0.4, 0.5]),
        ("RandomRotation((-0.1, 0.3))", [-0.1], [0.3]),
        ("RandomZoom(0.2, 0.3)", [-0.2, -0.3], [0.2, 0.3]),
    ],
)
def test_what_is_drawn_lies_between_the_same_ends(layer, lowest, highest, monkeypatch):
    pictures = np.zeros((500, 2, 2, 1), np.float32)
    ours, theirs = both(f"layer = keras.layers.{layer}")
    throws = {"T": translated, "R": rotated, "Z": zoomed}[layer.removeprefix("Random")[0]]
    drawn = throws(theirs["layer"].get_random_transformation(pictures), pictures.shape)
    layer, draw, seen = ours["layer"], ours["layer"].draw, []
    monkeypatch.setattr(layer, "draw", lambda *between: seen.append(draw(*between)) or seen[-1])
    layer(pictures, training=True)
    for low, high, one, other in zip(lowest, highest, seen, drawn, strict=True):
        for values in (one, other):
            assert low - 1e-6 <= values.min() < low + 0.02
            assert high - 0.02 < values.max() <= high + 1e-6


def test_summary_of_pictures():
    ours, theirs = both(
        """
layers = keras.layers
model = keras.Sequential([
    keras.Input((8, 8, 1)), layers.RandomFlip("horizontal"), layers.RandomTranslation(0.1, 0.1),
    layers.RandomRotation(0.1), layers.RandomZoom(0.1), layers.Normalization(), layers.Flatten(),
    layers.UnitNormalization(), layers.Dense(2),
])
unbuilt = keras.Sequential([
    layers.RandomFlip("horizontal"), layers.RandomTranslation(0.1, 0.1), layers.RandomRotation(0.1),
    layers.RandomZoom(0.1), layers.Normalization(), layers.UnitNormalization(),
])
lines = []
model.summary(print_fn=lines.append)
unbuilt.summary(print_fn=lines.append)
"""
    )
    assert but_for_bytes(ours["lines"]) == but_for_bytes(theirs["lines"])
