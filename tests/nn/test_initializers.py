"""Initializers: the spread that their formulas promise, and seeds that repeat."""

import math

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, initializers, set_random_seed

SHAPE = (300, 200)
VARIANCES = {
    "glorot_uniform": 2 / 500,
    "glorot_normal": 2 / 500,
    "he_uniform": 2 / 300,
    "he_normal": 2 / 300,
    "lecun_uniform": 1 / 300,
    "lecun_normal": 1 / 300,
    "random_uniform": 0.05**2 / 3,
    "random_normal": 0.05**2,
}


@pytest.mark.parametrize("name", VARIANCES)
def test_variance_is_the_one_of_the_formula(name):
    set_random_seed(3)
    values = initializers.get(name)(SHAPE)
    assert values.shape == SHAPE
    assert values.var() == pytest.approx(VARIANCES[name], rel=0.03)
    assert abs(values.mean()) < 4 * math.sqrt(VARIANCES[name] / values.size)


def test_uniform_ends_at_its_limit():
    limit = math.sqrt(6 / 500)
    values = initializers.GlorotUniform(seed=1)(SHAPE)
    assert 0.99 * limit < np.abs(values).max() <= limit


def test_truncated_normal_ends_at_two_standard_deviations():
    values = initializers.TruncatedNormal(mean=1, stddev=0.5, seed=1)(SHAPE)
    assert 1.99 < np.abs((values - 1) / 0.5).max() <= 2


@pytest.mark.parametrize(
    ("initializer", "value"),
    [
        (initializers.Zeros(), 0),
        (initializers.Ones(), 1),
        (initializers.Constant(3), 3),
        (initializers.get("zeros"), 0),
    ],
)
def test_constants(initializer, value):
    assert (initializer((2, 3)) == value).all()


def test_constants_for_each_place():
    for value in ([1, 2], ([1], [2], [3]), np.arange(6.0).reshape(3, 2), np.array([4.0])):
        expected = np.ones((3, 2)) * np.array(value)
        np.testing.assert_array_equal(initializers.Constant(value)((3, 2)), expected)
    for value in ([1, 2, 3], np.ones((1, 3, 2))):
        with pytest.raises(ValueError, match=r"weights of shape \(3, 2\). Received some of shape"):
            initializers.Constant(value)((3, 2))
    with pytest.raises(ValueError, match="value is a table of numbers"):
        initializers.Constant([[1], [2, 3]])


def test_none_is_what_keras_takes_for_it():
    layer = Dense(300, kernel_initializer=None, bias_initializer=None)
    layer.build((None, 4))
    for weight, n in ((layer.kernel, 304), (layer.bias, 600)):  # n is fan_in + fan_out
        assert 0.95 < np.abs(weight).max() / np.sqrt(6 / n) <= 1


def test_an_own_seed_gives_the_same_numbers_at_every_call():
    initializer = initializers.HeNormal(seed=4)
    np.testing.assert_array_equal(initializer((3, 2)), initializer((3, 2)))


def test_without_a_seed_numbers_go_on():
    initializer = initializers.HeNormal()
    assert not np.array_equal(initializer((3, 2)), initializer((3, 2)))


def test_the_courses_seed_repeats_a_whole_model():
    def weights():
        set_random_seed(8)
        return Sequential([Input((3,)), Dense(4), Dense(2, kernel_initializer="he_normal")]).params

    np.testing.assert_array_equal(weights(), weights())


def test_your_own_function():
    layer = Dense(2, kernel_initializer=lambda shape: np.arange(6).reshape(shape))
    layer.build((None, 3))
    assert layer.kernel.tolist() == [[0, 1], [2, 3], [4, 5]]


def test_variance_scaling_modes():
    for mode, n in (("fan_in", 300), ("fan_out", 200), ("fan_avg", 250)):
        values = initializers.VarianceScaling(3.0, mode, "untruncated_normal", seed=2)(SHAPE)
        assert values.var() == pytest.approx(3 / n, rel=0.03)
    with pytest.raises(ValueError, match="Unknown mode"):
        initializers.VarianceScaling(mode="fan")
    with pytest.raises(ValueError, match="Unknown distribution"):
        initializers.VarianceScaling(distribution="normal")


def test_unknown_initializers():
    with pytest.raises(ValueError, match="Did you mean 'he_normal'"):
        initializers.get("he_norm")
    with pytest.raises(ValueError, match="call it: HeNormal"):
        initializers.get(initializers.HeNormal)
