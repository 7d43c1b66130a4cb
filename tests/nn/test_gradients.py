"""The gradient check: it measures right, it finds planted bugs, and it refuses float32."""

import numpy as np
import pytest

from course_lib import (
    Activation,
    Adam,
    Dense,
    Flatten,
    Input,
    Sequential,
    gradient_check,
    layers,
    numerical_gradient,
    set_floatx,
    set_random_seed,
)


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


def test_of_a_known_slope():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    np.testing.assert_allclose(numerical_gradient(lambda x: (x**3).sum(), x), 3 * x**2, rtol=1e-8)


@pytest.mark.parametrize(
    ("f", "received"),
    [
        (lambda x: x**2, r"an array of shape \(3,\)"),
        (lambda x: None, "gives None"),
        (lambda x: [1.0, 2.0], r"gives \[1.0, 2.0\]"),
        (lambda x: "0.5", "gives '0.5'"),
    ],
)
def test_a_function_that_gives_no_number(f, received):
    x = np.array([0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match=rf"{received}.* lambda x: f\(x\)\.sum\(\)"):
        numerical_gradient(f, x)
    np.testing.assert_array_equal(x, [0.1, 0.2, 0.3])


def test_one_number_in_an_array_is_one():
    slopes = numerical_gradient(lambda x: (x**2).sum(keepdims=True), np.array([3.0, -1.0]))
    np.testing.assert_allclose(slopes, [6, -2])


def test_x_is_put_back_even_after_an_error():
    x = np.array([0.1, 0.2, 0.3])
    before = x.copy()
    numerical_gradient(lambda x: x.sum(), x)
    np.testing.assert_array_equal(x, before)

    def broken(x):
        raise RuntimeError("the function's own error")

    with pytest.raises(RuntimeError, match="own error"):
        numerical_gradient(broken, x)
    np.testing.assert_array_equal(x, before)


def test_lists_and_whole_numbers():
    np.testing.assert_allclose(numerical_gradient(lambda x: (x**2).sum(), [1, 2]), [2, 4])


def test_error_by_step_size_is_the_u_curve():
    """sin at 1: too coarse a step errs by h^2 / 6, too fine a one loses the digits."""

    def error(h):
        slope = numerical_gradient(lambda x: np.sin(x[0]), np.array([1.0]), h)
        return abs(slope[0] - np.cos(1))

    assert error(0.1) == pytest.approx(0.1**2 / 6 * np.cos(1), rel=0.01)
    assert error(1e-5) < 1e-10
    assert error(1e-12) > 1e-6


def test_float32_is_refused_and_why_is_said():
    message = "Slopes are measured in float64. Received float32, which keeps 7 digits"
    with pytest.raises(ValueError, match=message):
        numerical_gradient(np.sum, np.ones(2, np.float32))
    model = Sequential([Input((2,)), Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match=r'set_floatx\("float64"\) before you build'):
        gradient_check(model, np.ones((3, 2)), np.ones(3))


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize(
    "hidden", ["linear", "sigmoid", "tanh", "leaky_relu", "softplus", "softmax"]
)
@pytest.mark.parametrize(
    ("last", "loss"),
    [
        ("linear", "mse"),
        ("sigmoid", "mae"),
        ("sigmoid", "bce"),
        ("softmax", "sparse_categorical_crossentropy"),
        ("softmax", "mse"),
        ("softplus", "sparse_categorical_crossentropy"),
    ],
)
def test_every_layer_under_every_loss_passes(hidden, last, loss, rng):
    units = 3 if loss.startswith("sparse") else 2
    model = Sequential(
        [
            *[Input((2, 2)), Flatten(), Dense(4, activation=hidden), Dense(3, use_bias=False)],
            *[Activation("tanh"), Dense(units, activation=last)],
        ]
    )
    model.compile("sgd", loss)
    x = rng.normal(size=(5, 2, 2))
    y = rng.integers(0, 3, 5) if loss.startswith("sparse") else rng.uniform(size=(5, 2))
    before = model.params.copy()
    errors = gradient_check(model, x, y)
    assert len(errors) == 5
    assert max(errors.values()) < 1e-6
    np.testing.assert_array_equal(model.params, before)


@pytest.mark.usefixtures("float64")
def test_a_planted_bug_is_found_and_named(rng):
    class Forgetful(layers.Dense):
        def backward_from_z(self, dz):
            dx = super().backward_from_z(dz)
            self.d_bias[:] = 0
            return dx

    model = Sequential(
        [Input((2,)), Forgetful(3, activation="tanh", name="hidden"), Dense(1, name="last")]
    )
    model.compile("sgd", "mse")
    errors = gradient_check(model, rng.normal(size=(4, 2)), rng.normal(size=4))
    assert {name for name, error in errors.items() if error > 1e-2} == {"hidden.bias"}


@pytest.mark.usefixtures("float64")
def test_your_own_activation_passes(rng):
    model = Sequential([Input((2,)), Dense(3, activation=lambda z: z * np.tanh(z)), Dense(1)])
    model.compile("sgd", "mse")
    errors = gradient_check(model, rng.normal(size=(4, 2)), rng.normal(size=4))
    assert max(errors.values()) < 1e-6


def own_softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


@pytest.mark.usefixtures("float64")
def test_your_own_softmax_passes_and_learns(rng):
    set_random_seed(0)
    model = Sequential([Input((2,)), Dense(8, "tanh"), Dense(3, activation=own_softmax)])
    model.compile(Adam(0.05), "sparse_categorical_crossentropy")
    x = rng.normal(size=(60, 2))
    y = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0)
    assert max(gradient_check(model, x, y).values()) < 1e-6
    losses = model.fit(x, y, epochs=400, verbose=0).history["loss"]
    assert losses[-1] < losses[0] / 2
