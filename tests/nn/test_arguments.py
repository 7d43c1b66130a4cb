"""What layers and initializers are made with: Keras's defaults are accepted, the rest refused."""

import numpy as np
import pytest

import course_lib as keras
from course_lib import initializers, layers


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: layers.Dropout(0.5, noise_shape=(3, 1)), "default noise_shape=None alone"),
        (lambda: layers.Dense(2, kernel_constraint="max_norm"), "kernel_constraint=None alone"),
        (lambda: layers.Dense(2, units_=3), "Dense has no argument 'units_'.*It takes units, act"),
        (lambda: layers.Dense(2, dtype="float64"), "default dtype=None alone"),
        (lambda: layers.BatchNormalization(renorm=True), "default renorm=False alone"),
        (lambda: layers.BatchNormalization(renorm=0), "default renorm=False alone"),
        (lambda: layers.RandomZoom(0.1, interpolation="nearest"), "interpolation='bilinear' alone"),
        (lambda: layers.Normalization(mean=[1.0]), "default mean=None alone"),
        (lambda: layers.Normalization(axis=None), "works along the last axis.*axis=None"),
        (lambda: layers.Normalization(True), "works along the last axis.*axis=True"),
        (lambda: layers.Normalization(axis=1)(np.ones((2, 3, 4))), r"axis=1 for samples of"),
        (lambda: layers.BatchNormalization(axis=0), "works along the last axis"),
        (lambda: layers.UnitNormalization(1)(np.ones((2, 3, 4))), "axis=1 for samples of"),
        (lambda: layers.Softmax(1)(np.ones((2, 3, 4))), "axis=1 for samples of"),
        (lambda: layers.LayerNormalization(axis=[1, 2]), "works along the last axis"),
        (lambda: layers.Flatten("channels_first"), "takes 1 positional argument"),
        (lambda: layers.Dropout(0.5, 42), "takes 2 positional arguments"),
        (lambda: keras.Input((3,), 32), "takes from 1 to 2 positional"),
        (lambda: keras.Input((3,), batch_size=32), "default batch_size=None alone"),
        (lambda: keras.Input((3,), dtype="string"), "default dtype=None alone"),
        (lambda: layers.ReLU(max_value=-1), "max_value is a number from 0"),
        (lambda: layers.ReLU(negative_slope="0.1"), "negative_slope is a number from 0"),
        (lambda: layers.LeakyReLU(-0.1), "negative_slope is a number from 0"),
        (lambda: layers.ELU("1"), "alpha is a number"),
        (lambda: layers.PReLU(shared_axes=[0]), "axes of a sample, counted from 1"),
        (lambda: layers.PReLU()(keras.Input((None, 2))), r"shared_axes=\[1\]"),
        (lambda: layers.Rescaling("1/255"), "scale is a number"),
        (lambda: layers.Rescaling([1, None]), "scale is a number"),
        (lambda: layers.Reshape(4), r"Reshape\(\(8, 8, 1\)\), where one size may be -1"),
        (lambda: layers.Reshape((-1, -1)), "one size may be -1"),
        (lambda: layers.Reshape((3, 2))(np.ones((1, 5))), "which hold 5 numbers"),
        (lambda: layers.Reshape((3, -1))(np.ones((1, 5))), "which hold 5 numbers"),
        (lambda: layers.Permute((0, 1)), "counted from 1"),
        (lambda: layers.Permute((2, 1))(np.ones((1, 5))), "orders 2 axes"),
        (lambda: layers.RepeatVector(0), "n is a whole number from 1"),
        (lambda: layers.RepeatVector(2)(np.ones((1, 5, 2))), "repeats rows of numbers"),
        (lambda: layers.RandomTranslation(0.1, 0.1, fill_value="0"), "fill_value is a number"),
        (lambda: initializers.VarianceScaling(scale=-1), "scale is a number above 0"),
        (lambda: initializers.VarianceScaling(scale=0), "scale is a number above 0"),
        (lambda: initializers.RandomNormal(stddev=-1), "stddev is a number from 0"),
        (lambda: initializers.RandomNormal(mean="0"), "mean is a number"),
        (lambda: initializers.RandomUniform(1, -1), "Exchange the two"),
        (lambda: initializers.RandomUniform(None), "minval is a number"),
        (lambda: initializers.Constant("1"), "value is a number"),
        (lambda: initializers.Zeros(42), "takes 1 positional"),
        (lambda: initializers.Ones(seed=42), "default seed=None alone"),
        (lambda: initializers.HeNormal(input_axes=1), "default input_axes=None alone"),
    ],
)
def test_refused(make, said):
    with pytest.raises((ValueError, TypeError), match=said):
        make()


def test_defaults_written_out_are_accepted():
    layers.Normalization(axis=-1, mean=None, variance=None, invert=False)
    layers.Normalization(-1)(np.ones((2, 3)))
    layers.BatchNormalization(axis=1)(np.ones((2, 3)))  # of rows, 1 is the last axis
    layers.UnitNormalization(1)(np.ones((2, 3)))
    layers.Dropout(0.5, noise_shape=None, seed=None, name=None, trainable=True, dtype=None)
    layers.Dense(2, activity_regularizer=None, kernel_constraint=None)
    keras.Input(shape=(3,), batch_size=None, dtype=None)
    keras.Input(shape=(None,), dtype="int32")
    layers.InputLayer((3,), dtype="int64")
    layers.Rescaling(1 / 255, dtype="float32")  # which it is, unless set_floatx says another
    keras.Sequential([keras.Dense(1)], trainable=True, name="net")


@pytest.mark.parametrize("name", ["HeNormal", "he_normal", "Zeros", "zeros", "GlorotUniform"])
def test_initializers_go_by_both_names(name):
    assert type(initializers.get(name)).__name__ in ("HeNormal", "Zeros", "GlorotUniform")
    assert layers.Dense(2, kernel_initializer=name)(np.ones((1, 3))).shape == (1, 2)


def test_initializers_are_made_under_both_names():
    assert initializers.he_normal is initializers.HeNormal
    assert initializers.zeros is initializers.Zeros
    assert initializers.constant(2)((1,)) == 2


def test_the_old_name_of_a_slope_is_taken_with_a_warning():
    with pytest.warns(UserWarning, match="alpha is called negative_slope now"):
        assert layers.LeakyReLU(alpha=0.1).negative_slope == 0.1
