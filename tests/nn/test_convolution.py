"""Convolution and pooling: numbers by hand, shapes, gradients, and what they refuse."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import (
    Adam,
    Conv1D,
    Conv2D,
    Dense,
    Flatten,
    Input,
    Model,
    Sequential,
    gradient_check,
    models,
    numerical_gradient,
    set_floatx,
    set_random_seed,
)
from course_lib.nn.layers import (
    Add,
    AveragePooling1D,
    AveragePooling2D,
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
    MaxPooling1D,
    MaxPooling2D,
)


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


def picture(*rows):
    """One grey picture: (1, height, width, 1)."""
    return np.array(rows, float)[np.newaxis, ..., np.newaxis]


def grid(a):
    """The first channel of the first picture."""
    return a[0, ..., 0].tolist()


def with_kernel(layer, kernel, x):
    layer.build(x.shape)
    layer.kernel = np.array(kernel, float).reshape(layer.kernel.shape)
    return layer


STEPS = picture([1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12])


class TestByHand:
    def test_the_kernel_is_laid_on_as_it_is_written(self):
        """No turning around by half a turn, which mathematicians mean by convolution."""
        layer = with_kernel(Conv2D(1, (1, 2)), [-1, 10], STEPS)
        assert grid(layer(STEPS)) == [[19, 28, 37], [55, 64, 73], [91, 100, 109]]

    def test_the_bias_is_one_for_each_filter(self):
        layer = Conv2D(2, 1, kernel_initializer="ones")
        layer.build(STEPS.shape)
        layer.bias = [0.5, -1]
        assert layer(STEPS)[0, 0].tolist() == [[1.5, 0], [2.5, 1], [3.5, 2], [4.5, 3]]

    def test_channels_are_added_up(self):
        x = np.concatenate([STEPS, 100 * STEPS], axis=-1)
        assert grid(Conv2D(1, 1, kernel_initializer="ones")(x))[0] == [101, 202, 303, 404]

    def test_same_has_the_larger_border_at_the_end(self):
        layer = with_kernel(Conv2D(1, 2, padding="same"), [1, 10, 100, 1000], STEPS)
        assert grid(layer(STEPS)) == [
            [6521, 7632, 8743, 804],
            [10965, 12076, 13187, 1208],
            [109, 120, 131, 12],
        ]

    def test_strides_leave_windows_out(self):
        every = with_kernel(Conv2D(1, 2), [1, 10, 100, 1000], STEPS)(STEPS)
        some = with_kernel(Conv2D(1, 2, strides=(1, 2)), [1, 10, 100, 1000], STEPS)(STEPS)
        np.testing.assert_array_equal(some, every[:, :, ::2])

    def test_causal_sees_nothing_that_comes_later(self):
        layer = Conv1D(1, 3, padding="causal", kernel_initializer="ones")
        assert layer([[[1], [2], [3], [4]]]).ravel().tolist() == [1, 3, 6, 9]

    def test_maxima_and_means(self):
        assert grid(MaxPooling2D()(STEPS)) == [[6, 8]], "the odd row is cut off"
        assert grid(AveragePooling2D(2)(STEPS)) == [[3.5, 5.5]]
        assert grid(MaxPooling2D(padding="same")(-STEPS)) == [[-1, -3], [-9, -11]]
        assert grid(AveragePooling2D(2, padding="same")(STEPS)) == [[3.5, 5.5], [9.5, 11.5]]
        assert MaxPooling1D()(STEPS[0]).ravel().tolist() == [2, 4, 6, 8, 10, 12]
        assert AveragePooling1D(2)(STEPS[0]).ravel().tolist() == [1.5, 3.5, 5.5, 7.5, 9.5, 11.5]

    def test_one_number_of_a_whole_picture(self):
        x = np.concatenate([STEPS, -STEPS], axis=-1)
        assert GlobalMaxPooling2D()(x).tolist() == [[12, -1]]
        assert GlobalAveragePooling2D()(x).tolist() == [[6.5, -6.5]]
        assert GlobalMaxPooling2D(keepdims=True)(x).shape == (1, 1, 1, 2)

    def test_the_slope_goes_to_the_largest_alone_and_of_equals_to_the_first(self):
        layer = MaxPooling2D()
        layer(picture([1, 3, 7, 7], [2, 0, 7, 7]))
        assert grid(layer.backward(picture([10, 20]))) == [[0, 10, 20, 0], [0, 0, 0, 0]]

    def test_where_windows_overlap_slopes_add_up(self):
        layer = MaxPooling2D(2, strides=1)
        layer(picture([0, 0, 0], [0, 9, 0], [0, 0, 0]))
        assert grid(layer.backward(np.ones((1, 2, 2, 1))))[1] == [0, 4, 0]

    def test_what_was_cut_off_has_no_slope(self):
        layer = MaxPooling2D()
        layer(STEPS)
        assert grid(layer.backward(picture([10, 20]))) == [[0] * 4, [0, 10, 0, 20], [0] * 4]


LAYERS = {
    "conv": lambda: Conv2D(3, 2, activation="tanh", bias_initializer="ones"),
    "conv, same": lambda: Conv2D(2, (3, 2), padding="same"),
    "conv, strides": lambda: Conv2D(2, 3, strides=(2, 1), padding="same", activation="sigmoid"),
    "conv, softmax": lambda: Conv2D(3, 2, activation="softmax"),
    "conv, no bias": lambda: Conv2D(2, 1, use_bias=False, strides=3),
    "max": lambda: MaxPooling2D(),
    "max, overlapping": lambda: MaxPooling2D(3, strides=(1, 2), padding="same"),
    "mean": lambda: AveragePooling2D(2),
    "mean, overlapping": lambda: AveragePooling2D((2, 3), strides=1, padding="same"),
    "max of all": lambda: GlobalMaxPooling2D(),
    "mean of all": lambda: GlobalAveragePooling2D(keepdims=True),
    "conv of steps": lambda: Conv1D(3, 2, strides=2, activation="tanh"),
    "conv of steps, same": lambda: Conv1D(2, 4, padding="same"),
    "conv of steps, causal": lambda: Conv1D(2, 3, padding="causal"),
    "max of steps": lambda: MaxPooling1D(),
    "mean of steps": lambda: AveragePooling1D(3, strides=2, padding="same"),
    "max of all steps": lambda: GlobalMaxPooling1D(keepdims=True),
    "mean of all steps": lambda: GlobalAveragePooling1D(),
}


def samples_for(which, rng):
    """No two numbers nearer than 0.01, so that no nudge makes another one the largest."""
    shape = (3, 6, 2) if "steps" in which else (3, 5, 4, 2)
    return rng.permutation(np.linspace(-1, 1, np.prod(shape))).reshape(shape)


@pytest.mark.parametrize("which", LAYERS)
@pytest.mark.usefixtures("float64")
def test_backward_is_the_measured_slope(which, rng):
    x, layer = samples_for(which, rng), LAYERS[which]()
    a = layer(x)
    da = rng.normal(size=a.shape)
    dx = layer.backward(da)
    slopes = {name: getattr(layer, f"d_{name}").copy() for name in layer.weight_shapes}

    def loss(_):
        return (da * layer.forward(x)).sum()

    np.testing.assert_allclose(dx, numerical_gradient(loss, x), rtol=1e-5, atol=1e-8)
    for name, slope in slopes.items():
        measured = numerical_gradient(loss, getattr(layer, name))
        np.testing.assert_allclose(slope, measured, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("which", LAYERS)
class TestEveryLayer:
    def test_shapes_are_known_before_there_is_data(self, which, rng):
        x, layer = samples_for(which, rng), LAYERS[which]()
        assert layer.compute_output_shape((3, *x.shape[1:])) == layer(x).shape
        layer = LAYERS[which]()
        layer.build((None, *x.shape[1:]))
        assert layer.output_shape == (None, *layer(x).shape[1:])

    def test_samples_of_any_length(self, which, rng):
        x, layer = samples_for(which, rng), LAYERS[which]()
        unknown = (None, *(None for _ in x.shape[1:-1]), 2)
        layer.build(unknown)
        for more in (x, np.concatenate([x, x], axis=1)):
            shape = layer.compute_output_shape(more.shape)
            assert layer(more).shape == shape
            assert layer.backward(np.ones(shape, np.float32)).shape == more.shape

    def test_precision_is_kept_and_x_left_alone(self, which, rng):
        x, layer = samples_for(which, rng).astype(np.float32), LAYERS[which]()
        before = x.copy()
        a = layer(x)
        assert a.dtype == layer.backward(np.ones_like(a)).dtype == np.float32
        np.testing.assert_array_equal(x, before)
        assert not np.shares_memory(a, x)

    def test_saved_copied_and_pickled(self, which, rng, tmp_path):
        x = samples_for(which, rng)
        model = Sequential([Input(x.shape[1:]), LAYERS[which](), Flatten(), Dense(2)])
        model.compile("adam", "mse")
        model.fit(x, rng.normal(size=(3, 2)), epochs=2, verbose=0)
        model.save(tmp_path / "model.keras")
        twins = [copy.deepcopy(model), pickle.loads(pickle.dumps(model))]
        for twin in [*twins, models.load_model(tmp_path / "model.keras")]:
            np.testing.assert_array_equal(twin.predict(x), model.predict(x))
            for layer in twin.layers:
                assert all(np.shares_memory(one, twin.params) for one in layer.weights)

    def test_a_copy_leaves_the_pass_behind(self, which, rng):
        x, layer = samples_for(which, rng), LAYERS[which]()
        layer(x)
        small = len(pickle.dumps(layer))
        layer(np.concatenate([x] * 50))
        assert len(pickle.dumps(layer)) < small + 100


@pytest.mark.usefixtures("float64")
def test_a_network_of_all(rng):
    model = Sequential(
        [
            *(Input((9, 8, 2)), Conv2D(3, 3, activation="tanh", kernel_regularizer="l2")),
            *(MaxPooling2D(padding="same"), Conv2D(4, 2, strides=(2, 1), bias_regularizer="l1")),
            *(AveragePooling2D(2, strides=1), Flatten(), Dense(2)),
        ]
    )
    model.compile("sgd", "mse")
    x, y = rng.normal(size=(5, 9, 8, 2)), rng.normal(size=(5, 2))
    model.layers[2].bias = [0.1, -0.2, 0.3, 0.4]
    errors = gradient_check(model, x, y)
    assert max(errors.values()) < 1e-6
    assert list(errors) == [
        f"{layer.name}.{weight}"
        for layer in (model.layers[0], model.layers[2], model.layers[5])
        for weight in ("kernel", "bias")
    ]


def test_the_numbers_of_the_textbook():
    model = Sequential(
        [
            *(Input((20, 20, 3)), Conv2D(2, 3, padding="same"), Conv2D(3, 3, padding="same")),
            *(Flatten(), Dense(2)),
        ]
    )
    assert [layer.count_params() for layer in model.layers] == [56, 57, 0, 2402]
    assert model.count_params() == 2515


def test_the_first_layer_spares_its_dx(rng):
    model = Sequential([Input((5, 5, 1)), Conv2D(2, 3), Conv2D(2, 3), Flatten(), Dense(1)])
    model.forward(rng.normal(size=(4, 5, 5, 1)).astype(np.float32))
    assert model.layers[1].backward(np.ones((4, 1, 1, 2), np.float32)).shape == (4, 3, 3, 2)
    assert model.layers[0].backward(np.ones((4, 3, 3, 2), np.float32)) is None


def test_a_frozen_layer_stays_and_those_behind_it_learn(rng):
    frozen = Conv2D(2, 3, trainable=False)
    model = Sequential([Input((4, 4, 1)), Conv2D(2, 1), frozen, Flatten(), Dense(1)])
    model.compile("sgd", "mse")
    before = model.get_weights()
    model.fit(rng.normal(size=(8, 4, 4, 1)), rng.normal(size=8), verbose=0)
    moved = [not np.array_equal(*pair) for pair in zip(before, model.get_weights(), strict=True)]
    assert moved == [True, True, False, False, True, True]


def test_a_shortcut_around_a_convolution(rng):
    set_random_seed(0)
    inputs = Input((6, 6, 2))
    x = Conv2D(2, 3, padding="same", activation="relu")(inputs)
    outputs = Dense(1)(GlobalMaxPooling2D()(Add()([inputs, x])))
    model = Model(inputs, outputs)
    model.compile(Adam(0.02), "mse")
    x = rng.normal(size=(20, 6, 6, 2))
    history = model.fit(x, x.max(axis=(1, 2, 3)), epochs=30, verbose=0).history["loss"]
    assert history[-1] < history[0] / 2


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Conv2D(0, 3), "filters is a whole number from 1. Received: filters=0"),
        (lambda: Conv2D(2, 0), r"kernel_size is .* Received: kernel_size=0\. Write kernel_size=3 "),
        (lambda: Conv1D(2, "3"), "from 1. Received: kernel_size='3'. Write kernel_size=3."),
        (
            lambda: Conv2D(2, (3, 3, 3)),
            r"2 of them, one for each axis. Received: kernel_size=\(3, 3, 3\)",
        ),
        (lambda: Conv2D(2, 3, 1.5), "Received: strides=1.5"),
        (lambda: Conv2D(2, 3, padding="samee"), "Unknown padding.*Did you mean 'same'"),
        (lambda: Conv2D(2, 3, padding="causal"), "Unknown padding. Received: 'causal'"),
        (lambda: Conv2D(2, 3, padding=1), "Unknown padding. Received: 1"),
        (lambda: MaxPooling2D(2, padding=[1, 1]), r"Unknown padding. Received: \[1, 1\]"),
        (lambda: Conv2D(2, 3, data_format="channels_first"), "Channels stand last here"),
        (lambda: Conv2D(4, 3, groups=2), "Every filter reads all channels here"),
        (lambda: Conv2D(4, 3, dilation_rate=2), r"side by side here.*dilation_rate=\(2, 2\)"),
        (lambda: Conv2D(4, 3)(np.ones((2, 5, 5))), r"reads pictures .* If they are grey"),
        (
            lambda: Conv2D(4, 3)(np.ones((2, 5, 2, 1))),
            "window of 3 by 3 .* Received samples of size 5 by 2, ",
        ),
        (lambda: Conv2D(4, 3).build((None, 5, 5, None)), "how many numbers stand on the last"),
        (
            lambda: Sequential([Input((8, 8, 1)), Conv2D(2, 3)]).predict(np.ones((2, 8, 8))),
            r"Received x with shape \(2, 8, 8\). If its last axis is .*x\[..., np.newaxis\]",
        ),
        (lambda: Conv1D(4, 3)(np.ones((2, 5))), r"reads sequences \(steps, channels\)"),
        (
            lambda: Conv1D(4, 9)(np.ones((2, 5, 1))),
            "window of 9 moves .* Received samples of size 5, ",
        ),
        (lambda: MaxPooling2D((2, "2")), r"Received: pool_size=\(2, '2'\)"),
        (lambda: MaxPooling2D(strides=True), "Received: strides=True"),
        (lambda: MaxPooling2D(3)(np.ones((1, 2, 2, 1))), 'larger with padding="same"'),
        (lambda: AveragePooling1D(2)(np.ones((2, 5))), "reads sequences"),
        (lambda: GlobalMaxPooling2D()(np.ones((2, 5))), "reads pictures"),
        (lambda: GlobalAveragePooling1D("channels_first"), "data_format='channels_first'"),
    ],
)
def test_what_they_refuse(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_a_window_of_unknown_size_is_refused_when_the_size_is_known():
    layer = MaxPooling2D(3)
    layer.build((None, None, None, 1))
    with pytest.raises(ValueError, match=r"window of 3 by 3 .* Received samples of size 2 by 4, "):
        layer(np.ones((1, 2, 4, 1)))
    with pytest.raises(ValueError, match="Received samples of size 2 by any length, "):
        layer.compute_output_shape((None, 2, None, 1))


def test_a_model_refuses_before_it_is_changed():
    model = Sequential([Input((4, 4, 1)), Conv2D(2, 3)])
    for layer in (Conv2D(2, 3), MaxPooling2D(3), Conv1D(2, 1)):
        with pytest.raises(
            ValueError, match=r"Received samples of (size 2 by 2|shape \(2, 2, 2\))"
        ):
            model.add(layer)
    assert len(model.layers) == 1
