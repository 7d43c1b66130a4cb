"""Warnings of data that hardly can be learned from: one sentence, and none where it is fine."""

import warnings

import numpy as np
import pytest

from course_lib import SGD, Adam, BatchNormalization, Dense, Flatten, Input, Sequential
from course_lib.nn.layers import Normalization


def model(*first, units=1, last="sigmoid", loss="bce"):
    made = Sequential([Input((2,)), *first, Dense(units, activation=last)])
    made.compile(Adam(1e-6), loss)
    return made


X = np.random.default_rng(0).normal(size=(100, 2))
SORTED = (np.arange(100) >= 50) * 1.0


def said(chosen, x, y, **options):
    """The sentences of one training."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        chosen.fit(x, y, epochs=2, verbose=0, **options)
    assert all(one.filename == __file__ for one in caught)  # it points at the line that called fit
    return [str(one.message) for one in caught]


@pytest.mark.parametrize("sign", [1, -1])
def test_inputs_far_from_1(sign):
    x = X.copy()
    x[3, 1] = sign * 100_000
    (sentence,) = said(model(), x, SORTED)
    assert "Received x with numbers up to 100,000." in sentence
    assert "begin the model with Normalization()" in sentence
    assert said(model(Flatten()), x, SORTED) == [sentence]


def test_pixels_pounds_years_and_seconds_are_no_reason():
    for size in (255, 300, 2026, 43_463, 99_999):
        assert said(model(), X / np.abs(X).max() * size, SORTED) == []


def test_where_the_model_scales_its_inputs_they_may_be_of_any_size():
    scaled = Normalization()
    scaled.adapt(1e5 * X)
    assert said(model(scaled), 1e5 * X, SORTED) == []
    assert said(model(BatchNormalization()), 1e5 * X, SORTED) == []


@pytest.mark.parametrize(
    ("y", "kind"),
    [
        (SORTED, {}),
        (SORTED, {"last": None, "loss": "mse"}),
        (SORTED, {"units": 2, "last": "softmax", "loss": "sparse_categorical_crossentropy"}),
        (
            np.eye(2)[SORTED.astype(int)],
            {"units": 2, "last": "softmax", "loss": "categorical_crossentropy"},
        ),
    ],
)
def test_validation_rows_of_sorted_data(y, kind):
    (sentence,) = said(model(**kind), X, y, validation_split=0.2)
    assert "validation_split takes the last rows. Received 20 of them that all" in sentence
    assert "which 50% of all rows have: the data is sorted. Shuffle its rows first" in sentence


def test_rows_that_are_alike_by_chance_or_on_purpose():
    mixed = np.random.default_rng(1).permutation(SORTED)
    assert said(model(), X, mixed, validation_split=0.2) == []
    assert said(model(), X[:6], [0, 1, 0, 1, 1, 1], validation_split=0.5) == []  # one in 8
    assert said(model(), X, np.ones(100), validation_split=0.2) == []  # there is one class
    rare = np.zeros(100)
    rare[7] = 1
    assert said(model(), X, rare, validation_split=0.2) == []
    assert said(model(), X, SORTED, validation_data=(X[:50], SORTED[:50])) == []  # was asked for
    assert said(model(), X, SORTED) == []


def test_it_is_said_once():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(3):
            model().fit(1e5 * X, SORTED, epochs=3, verbose=0)
    assert len(caught) == 1


def test_neither_evaluating_nor_a_single_step_says_it():
    chosen = model()
    chosen.compile(SGD(1e-30), "mse")
    chosen.train_on_batch(1e5 * X, SORTED)
    chosen.evaluate(1e5 * X, SORTED, verbose=0)
    chosen.predict(1e5 * X, verbose=0)
