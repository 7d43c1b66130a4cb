"""Optimizers and schedules against Keras: the same steps, from the same source text."""

import inspect

import numpy as np
import pytest

import course_lib
from tests.against_keras.comparison import (  # noqa: F401 - fresh_names is a fixture
    agree,
    both,
    fresh_names,
    with_keras,
)

OPTIMIZERS = [
    "SGD()",
    "SGD(0.1)",
    "SGD(0.1, momentum=0.9)",
    "SGD(0.1, momentum=0.5, nesterov=True)",
    "SGD(learning_rate=0.1, nesterov=True)",  # nothing to look ahead with: plain
    "SGD(0.1, momentum=0.9, clipvalue=0.5)",
    "SGD(0.1, global_clipnorm=2.0)",
    "RMSprop()",
    "RMSprop(0.01, rho=0.5)",
    "RMSprop(0.01, momentum=0.9)",
    "RMSprop(0.01, epsilon=0.01, centered=True)",
    "RMSprop(0.01, rho=0.8, momentum=0.5, epsilon=0.001, centered=True)",
    "RMSprop(0.01, clipvalue=0.1)",
    "Adam()",
    "Adam(0.01, beta_1=0.5, beta_2=0.9)",
    "Adam(0.01, beta_1=0.0)",
    "Adam(0.01, beta_2=0.0, epsilon=0.01)",
    "Adam(0.01, beta_2=0.5, amsgrad=True)",
    "Adam(0.01, global_clipnorm=1.0)",
    "SGD(0.1, clipnorm=0.5)",
    "SGD(0.1, momentum=0.9, weight_decay=0.5)",
    "SGD(0.1, 0.0, False, 0.5, None, 0.5)",  # Keras's order of arguments
    "RMSprop(0.01, weight_decay=0.0)",
    "Adam(0.01, weight_decay=0.5, clipnorm=1.0)",
    "AdamW()",
    "AdamW(0.01, 0.5, beta_1=0.5, amsgrad=True)",
    "Adagrad()",
    "Adagrad(0.1, initial_accumulator_value=0.5, epsilon=0.01, weight_decay=0.1)",
    "Adagrad(0.1, 0.0)",
    "Adadelta()",
    "Adadelta(1.0, rho=0.5, epsilon=0.01, clipvalue=0.5)",
    "Adamax()",
    "Adamax(0.01, beta_1=0.5, beta_2=0.9, epsilon=0.01, global_clipnorm=1.0)",
]
SCHEDULES = [
    "ExponentialDecay(0.1, decay_steps=20, decay_rate=0.5)",
    "ExponentialDecay(0.1, 7, 0.9, staircase=True)",
    "InverseTimeDecay(0.1, decay_steps=10, decay_rate=0.5)",
    "InverseTimeDecay(0.1, 7, 2.0, staircase=True)",
    "PiecewiseConstantDecay(boundaries=[10, 30], values=[0.1, 0.05, 0.01])",
    "PiecewiseConstantDecay([20], [0.1, 0.0])",
    "CosineDecay(0.1, decay_steps=40)",
    "CosineDecay(0.1, 40, alpha=0.1)",
    "CosineDecay(0.0, 20, warmup_target=0.1, warmup_steps=15)",
    "CosineDecay(0.01, 20, 0.5, warmup_target=0.1, warmup_steps=7)",
]
SCHEDULED = [
    f"{optimizer}(keras.optimizers.schedules.{schedule}{options})"
    for optimizer, options in (("SGD", ", momentum=0.9"), ("RMSprop", ""), ("Adam", ""))
    for schedule in SCHEDULES[::3]
]
MEMORY = {  # what Keras calls the things that an optimizer remembers
    "SGD": {"velocity": "momentums"},
    "RMSprop": {
        "mean_square": "_velocities",
        "mean_grad": "_average_gradients",
        "velocity": "_momentums",
    },
    "Adam": {"m": "_momentums", "v": "_velocities", "largest_v": "_velocity_hats"},
    "Adagrad": {"accumulator": "_accumulators"},
    "Adadelta": {
        "mean_square": "_accumulated_grads",
        "mean_square_step": "_accumulated_delta_vars",
    },
    "Adamax": {"m": "_m", "u": "_u"},
}
MEMORY["AdamW"] = MEMORY["Adam"]


EXACT = [  # options that float32 can hold
    "SGD(0.125, momentum=0.875)",
    "SGD(0.125, momentum=0.875, nesterov=True, clipvalue=0.5)",
    "SGD(0.125, global_clipnorm=2.0)",
    "RMSprop(0.125, rho=0.875, momentum=0.5, epsilon=2**-20)",
    "RMSprop(0.125, rho=0.75, momentum=0.5, epsilon=2**-20, centered=True)",
    "Adam(0.125, beta_1=0.875, beta_2=0.96875, epsilon=2**-20)",
    "Adam(0.125, beta_1=0.5, beta_2=0.75, epsilon=2**-20, amsgrad=True)",
    "Adam(keras.optimizers.schedules.ExponentialDecay(0.125, 16, 0.5, True), 0.5, 0.75, 2**-20)",
    "SGD(0.125, momentum=0.875, weight_decay=0.5, clipnorm=2.0)",
    "AdamW(0.125, weight_decay=0.25, beta_1=0.875, beta_2=0.96875, epsilon=2**-20)",
    "AdamW(0.125, 0.25, 0.5, 0.75, 2**-20, True)",
    "Adagrad(0.125, initial_accumulator_value=0.25, epsilon=2**-20)",
    "Adadelta(0.5, rho=0.75, epsilon=2**-20)",
    "Adamax(0.125, beta_1=0.875, beta_2=0.96875, epsilon=2**-20)",
]


def fifty_steps(made, dtype, tolerance):
    """Where a vector stands and what the optimizer remembers, after every single step."""
    ours, theirs = both(f"optimizer = keras.optimizers.{made}")
    ours, theirs = ours["optimizer"], theirs["optimizer"]
    params = np.linspace(-1, 1, 8).astype(dtype)
    variable = with_keras.Variable(params)
    for step, grads in enumerate(slopes(dtype)):
        assert ours.learning_rate == pytest.approx(float(theirs.learning_rate), rel=1e-6, abs=1e-8)
        ours.step(params, grads)
        theirs.apply([with_keras.ops.convert_to_tensor(grads)], [variable])
        close = {"rtol": tolerance, "atol": tolerance, "err_msg": f"step {step}"}
        np.testing.assert_allclose(params, variable.numpy(), **close)
        for name, array in ours.memory.items():
            (twin,) = getattr(theirs, MEMORY[type(ours).__name__][name])
            np.testing.assert_allclose(array, twin.numpy(), **close)
    assert params.dtype == dtype
    assert ours.iterations == int(theirs.iterations) == 50


def slopes(dtype):
    """50 gradients of 8 numbers, from the tiny to the large; one is always 0, one once."""
    rng = np.random.default_rng(4)
    grads = rng.normal(size=(50, 8)) * [1e-4, 0.01, 0.1, 0.1, 1, 1, 30, 0]
    grads[:, 3] += 0.2  # steadily downhill
    grads[20, 4] = 0
    return grads.astype(dtype)


@pytest.mark.parametrize("made", [*OPTIMIZERS, *SCHEDULED])
def test_fifty_steps_of_one_vector(made):
    fifty_steps(made, "float32", 1e-5)


@pytest.mark.parametrize("made", EXACT)
def test_fifty_steps_to_twelve_digits(made):
    """The formulas are the same, not only their results.

    Keras turns options into float32 first, even here, so they are ones that lose nothing by it.
    """
    with_keras.config.set_floatx("float64")
    try:
        fifty_steps(made, "float64", 1e-12)
    finally:
        with_keras.config.set_floatx("float32")


TRAIN = """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(6, activation="tanh"), keras.layers.Dense(3),
])
model.compile(optimizer, loss="mse")
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
first = model.fit(x, y, batch_size=4, epochs=12, shuffle=False, verbose=0).history
second = model.fit(x, y, batch_size=4, epochs=5, shuffle=False, verbose=0).history
"""


def rows():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(10, 4)).astype(np.float32)
    return {"x": x, "y": np.tanh(x[:, :3] - x[:, 1:])}


def same_weights(ours, theirs):
    """To five places: where gradients are small, Adam and RMSprop divide by their rounding too."""
    for weight, twin in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_allclose(weight, twin, rtol=1e-5, atol=1e-5)
        assert weight.dtype == twin.dtype == np.float32


def trained(made):
    """Both models after 51 steps: two fits, of which the second goes on from the first."""
    ours, theirs = both(f"optimizer = {made}\n{TRAIN}", **rows())
    for history in ("first", "second"):
        agree(ours[history], theirs[history])
    same_weights(ours["model"], theirs["model"])
    return ours["model"], theirs["model"]


@pytest.mark.parametrize(
    "made",
    [
        "SGD(0.1, momentum=0.9, nesterov=True)",
        "SGD(0.1, global_clipnorm=0.5)",
        "RMSprop(0.01, momentum=0.5, centered=True)",
        "Adam(0.01, amsgrad=True, clipvalue=0.01)",
        "SGD(0.1, momentum=0.5, clipnorm=0.05)",  # each kernel and each bias by its own norm
        "Adam(0.01, clipnorm=0.01, weight_decay=0.1)",
        "AdamW(0.01, weight_decay=0.1)",
        "Adagrad(0.1)",
        "Adadelta(1.0)",
        "Adamax(0.01)",
        "SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 20, 0.5), momentum=0.9)",
        "Adam(keras.optimizers.schedules.CosineDecay(0.0, 20, warmup_target=0.01, warmup_steps=9))",
    ],
)
def test_fifty_steps_of_a_model(made):
    ours, theirs = trained(f"keras.optimizers.{made}")
    assert ours.optimizer.learning_rate == pytest.approx(float(theirs.optimizer.learning_rate))


@pytest.mark.parametrize(
    "name", ["sgd", "RMSprop", "adam", "adamw", "AdamW", "adagrad", "Adadelta", "adamax"]
)
def test_by_name(name):
    trained(repr(name))


def test_without_an_optimizer_it_is_rmsprop():
    ours, theirs = both(TRAIN.replace("optimizer, ", ""), **rows())
    assert type(ours["model"].optimizer).__name__ == type(theirs["model"].optimizer).__name__
    agree(ours["first"], theirs["first"])


def test_a_rate_that_is_changed_on_the_way():
    """As callbacks do it; what is remembered stays."""
    source = TRAIN.replace("second =", "model.optimizer.learning_rate = 0.001\nsecond =")
    for made in ("SGD(0.1, momentum=0.9)", "RMSprop(0.01)", "Adam(0.01)"):
        ours, theirs = both(f"optimizer = keras.optimizers.{made}\n{source}", **rows())
        agree(ours["second"], theirs["second"])
        same_weights(ours["model"], theirs["model"])


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_schedules_as_functions(schedule):
    source = f"rate = keras.optimizers.schedules.{schedule}\nrates = [rate(s) for s in range(60)]"
    ours, theirs = both(source)
    np.testing.assert_allclose(ours["rates"], np.array(theirs["rates"]), rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize(
    "made",
    [
        *(made for made in OPTIMIZERS if "0.5" in made or made.endswith("()")),
        "SGD(keras.optimizers.schedules.CosineDecay(0.1, 10), momentum=0.9)",
        "Adam(keras.optimizers.schedules.CosineDecay(0.1, 10))",
    ],
)
def test_summary_counts_what_an_optimizer_remembers(made):
    source = f"""
model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(64), keras.layers.Dense(10)])
model.compile(keras.optimizers.{made}, "mse")
lines = []
model.summary(print_fn=lines.append)
model.fit(np.ones((4, 20)), np.ones((4, 10)), verbose=0)
model.summary(print_fn=lines.append)
"""
    ours, theirs = both(source)
    assert ours["lines"] == theirs["lines"]


@pytest.mark.parametrize(
    "name", ["SGD", "RMSprop", "Adam", "AdamW", "Adagrad", "Adadelta", "Adamax"]
)
def test_the_last_arguments_of_optimizers_are_left_out(name):
    """Ours are Keras's first ones, in the same order; what is left out is left out at the end."""
    ours, theirs = both(f"optimizer = keras.optimizers.{name}")
    names, keras_names = (
        list(inspect.signature(made["optimizer"].__init__).parameters) for made in (ours, theirs)
    )
    assert names == keras_names[: len(names)]
    assert keras_names[len(names) :] == [
        "use_ema",
        "ema_momentum",
        "ema_overwrite_frequency",
        "loss_scale_factor",
        "gradient_accumulation_steps",
        "name",
        "kwargs",
    ]


def test_both_refuse_a_second_way_of_clipping():
    for library in (course_lib, with_keras):
        with pytest.raises(ValueError, match="clipvalue"):
            library.optimizers.SGD(0.1, clipvalue=1.0, global_clipnorm=1.0)
        with pytest.raises(ValueError, match="clipnorm"):
            library.optimizers.SGD(0.1, clipnorm=1.0, clipvalue=1.0)


def test_both_refuse_an_adamw_without_weight_decay():
    for library in (course_lib, with_keras):
        with pytest.raises(ValueError, match="weight_decay"):
            library.optimizers.AdamW(weight_decay=None)
