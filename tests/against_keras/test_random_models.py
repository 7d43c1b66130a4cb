"""Models that nobody thought of: random stacks of layers, against Keras.

A model is drawn as source text, so that what fails can be read, pasted and run. It learns for five
steps in both libraries; then all that can be seen from outside is compared. There are 100 models,
the same ones in every run, and 2,000 with --thorough.

The numbers are float64. In float32 some models have no five equal digits to compare: Adam divides
a gradient by its usual size, and where a gradient is 0 but for rounding (that of a bias under a
BatchNormalization, which takes it away again) it makes whole steps out of the rounding. In float64
the rounding is 1e-16, and Adam's epsilon of 1e-7 drowns it. Keras keeps some options in float32
even then: of 1 - beta_2, 1e-5 is rounding. So options are numbers that float32 holds exactly; then
the two agree to fourteen digits as a rule, and nine are asked for. (The defaults, and float32, are
compared in the files beside this one.)
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

import course_lib
from tests.against_keras.comparison import both, with_keras
from tests.thorough import usually

EXAMPLES = usually(100, thorough=2000)

ACTIVATIONS = [  # without gelu, of which Keras keeps a constant in float32
    *("linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "softmax"),
    *("elu", "selu", "silu", "relu6", "hard_sigmoid", "softsign", "log_softmax"),
]
LOSSES = {  # each with the last activations that it can take the logarithm of, if it takes one
    "mse": [None, *ACTIVATIONS],
    "mae": [None, *ACTIVATIONS],
    "binary_crossentropy": ["sigmoid"],
    "categorical_crossentropy": ["softmax", "sigmoid", "softplus"],
    "sparse_categorical_crossentropy": ["softmax", "sigmoid", "softplus"],
}
RATES = [0.125, 0.0625, 2**-7]
PRICES = ["L1(0.0625)", "L2(0.0625)", "L1L2(l1=0.03125, l2=0.125)"]


@pytest.fixture(autouse=True, scope="module")
def float64():
    """Both in float64, and the one constant that Keras keeps in float32 the same here."""
    leaky = course_lib.activations.leaky_relu
    before = with_keras.config.dtype_policy()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaky, "negative_slope", float(np.float32(leaky.negative_slope)))
        with_keras.config.set_floatx("float64")
        with_keras.config.set_dtype_policy("float64")
        course_lib.set_floatx("float64")
        yield
        course_lib.set_floatx("float32")
        with_keras.config.set_dtype_policy(before)
        with_keras.config.set_floatx("float32")


def maybe(values):
    """One of these, or nothing."""
    return st.one_of(st.none(), st.sampled_from(values))


def call(name, *positional, **options):
    """Source text of a call, without the options that were not drawn."""
    said = [*positional, *(f"{key}={value}" for key, value in options.items() if value is not None)]
    return f"keras.{name}({', '.join(said)})"


@st.composite
def dense(draw, units=None, activation=None):
    price = maybe([f"keras.regularizers.{price}" for price in PRICES])
    return call(
        "layers.Dense",
        str(units or draw(st.integers(1, 6))),
        activation=repr(activation or draw(maybe(LOSSES["mse"][1:]))),
        use_bias=draw(maybe([False])),
        kernel_regularizer=draw(price),
        bias_regularizer=draw(price),
        trainable=None if units else draw(maybe([False])),
    )


@st.composite
def batch_normalization(draw):
    return call(
        "layers.BatchNormalization",
        momentum=draw(st.sampled_from([0.0, 0.5, 0.984375])),
        epsilon=draw(st.sampled_from([0.25, 2**-10])),
        center=draw(maybe([False])),
        scale=draw(maybe([False])),
        trainable=draw(maybe([False])),
    )


def activation():
    return st.sampled_from(LOSSES["mse"][1:]).map(lambda f: call("layers.Activation", repr(f)))


@st.composite
def layer_normalization(draw):
    return call(
        "layers.LayerNormalization",
        epsilon=draw(st.sampled_from([0.25, 2**-10])),
        center=draw(maybe([False])),
        scale=draw(maybe([False])),
        trainable=draw(maybe([False])),
    )


RECTIFIERS = [
    *("ReLU()", "ReLU(max_value=0.5)", "ReLU(1.0, 0.25, 0.125)", "LeakyReLU(0.125)", "ELU(0.5)"),
    *(
        "PReLU(alpha_regularizer=keras.regularizers.L2(0.0625))",
        "Softmax()",
        "Rescaling(0.5, -0.25)",
    ),
]


def any_shape():
    """Layers that take samples of any shape."""
    silent = [call("layers.Dropout", "0.0"), call("layers.GaussianNoise", "0.0")]
    rectifiers = [f"keras.layers.{layer}" for layer in RECTIFIERS]
    normalization = st.one_of(batch_normalization(), layer_normalization())
    return st.one_of(
        activation(), normalization, st.sampled_from(silent), st.sampled_from(rectifiers)
    )


@st.composite
def moving_window(draw, shape):
    """A layer that moves a window over pictures or sequences, and the shape that it puts out."""
    *lengths, channels = shape
    padding = draw(st.sampled_from(["valid", "same"]))
    largest = [min(3, length) if padding == "valid" else 3 for length in lengths]
    size = tuple(draw(st.integers(1, most)) for most in largest)
    strides = tuple(draw(st.integers(1, 3)) for _ in lengths)
    kind = draw(st.sampled_from(["Conv", "Conv", "MaxPooling", "AveragePooling"]))
    options = {"strides": strides, "padding": repr(padding)}
    positional = [str(size)]
    if kind == "Conv":
        channels = draw(st.integers(1, 4))
        positional.insert(0, str(channels))
        options |= draw(weighing())
    layer = call(f"layers.{kind}{len(lengths)}D", *positional, **options)
    room = zip(lengths, size, strides, strict=True)
    counts = [-(-(n if padding == "same" else n - k + 1) // stride) for n, k, stride in room]
    return layer, (*counts, channels)


def weighing():
    """Options of a layer that has a kernel."""
    price = maybe([f"keras.regularizers.{price}" for price in PRICES])
    activation = st.sampled_from(LOSSES["mse"][1:]).map(repr)
    return st.fixed_dictionaries(
        {"activation": activation, "use_bias": maybe([False]), "trainable": maybe([False])}
        | {"kernel_regularizer": price, "bias_regularizer": price}
    )


@st.composite
def before_rows(draw, shape):
    """Layers that read pictures or sequences; the last one makes rows of them."""
    layers = []
    for _ in range(draw(st.integers(0, 3))):
        layer, shape = draw(moving_window(shape))
        layers += [layer, *draw(st.lists(any_shape(), max_size=1))]
    axes = f"{len(shape) - 1}D()"
    kinds = [
        f"GlobalMaxPooling{axes}",
        f"GlobalAveragePooling{axes}",
        "Flatten()",
        "Reshape((-1,))",
    ]
    return [*layers, f"keras.layers.{draw(st.sampled_from(kinds))}"]


@st.composite
def recurrent(draw, return_sequences):
    kind = draw(st.sampled_from(["SimpleRNN", "LSTM", "GRU"]))
    gates = {"SimpleRNN": {}, "LSTM": {"unit_forget_bias": False}, "GRU": {}}[kind]
    if kind != "SimpleRNN":
        gates["recurrent_activation"] = repr("tanh")
    price = maybe([f"keras.regularizers.{price}" for price in PRICES])
    return call(
        f"layers.{kind}",
        str(draw(st.integers(1, 4))),
        activation=draw(maybe(["'relu'", "'softplus'", "'linear'"])),
        use_bias=draw(maybe([False])),
        recurrent_regularizer=draw(price),
        return_sequences=return_sequences or None,
        go_backwards=draw(maybe([True])),
        trainable=draw(maybe([False])),
        **{name: draw(maybe([value])) for name, value in gates.items()},
    )


@st.composite
def over_time(draw):
    """Layers that read a sequence and give one row for it."""
    each = st.one_of(
        dense(), recurrent(True), dense().map(lambda d: call("layers.TimeDistributed", d))
    )
    return [*draw(st.lists(each, max_size=2)), draw(recurrent(False))]


@st.composite
def stack(draw, shape, outputs, last):
    """The layers' source texts, from Input to what goes out."""
    layers = [f"keras.Input({shape})", *draw(st.lists(any_shape(), max_size=2))]
    if len(shape) == 2 and draw(st.booleans()):
        layers += draw(over_time())
    elif len(shape) > 1:
        axes = draw(st.permutations(range(len(shape))))
        if draw(st.booleans()):
            layers.append(call("layers.Permute", str(tuple(axis + 1 for axis in axes))))
            shape = tuple(shape[axis] for axis in axes)
        layers += draw(before_rows(shape))
    elif draw(st.booleans()):
        layers += [call("layers.RepeatVector", "2"), draw(dense()), "keras.layers.Flatten()"]
    layers += draw(st.lists(st.one_of(dense(), dense(), any_shape()), max_size=5))
    if draw(st.booleans()):
        return [*layers, draw(dense(outputs, last))]
    return [*layers, draw(dense(outputs, "linear")), call("layers.Activation", repr(last))]


@st.composite
def optimizer(draw):
    if draw(st.booleans()) and draw(st.booleans()):
        return draw(st.sampled_from(["'sgd'", "'rmsprop'"]))
    rate = draw(
        st.sampled_from(
            [
                *map(str, RATES),
                "keras.optimizers.schedules.ExponentialDecay(0.125, 2, 0.25, staircase=True)",
                "keras.optimizers.schedules.PiecewiseConstantDecay([2, 3], [0.125, 0.25, 0.0])",
            ]
        )
    )
    own = {
        "SGD": {"momentum": [None, 0.5, 0.875], "nesterov": [None, True]},
        "RMSprop": {
            "rho": [None, 0.5],
            "momentum": [None, 0.5],
            "epsilon": [None, 2**-10],
            "centered": [None, True],
        },
        "Adam": {
            "beta_1": [0.0, 0.5, 0.875],
            "beta_2": [0.5, 0.96875],
            "epsilon": [None, 2**-10],
            "amsgrad": [None, True],
        },
    }
    name = draw(st.sampled_from(list(own)))
    options = {option: draw(st.sampled_from(values)) for option, values in own[name].items()}
    clip = draw(maybe(["clipvalue", "global_clipnorm"]))
    if clip:
        options[clip] = draw(st.sampled_from([0.0625, 1.0]))
    return call(f"optimizers.{name}", rate, **options)


@st.composite
def model(draw):
    """Source text that makes, trains and asks a model. The last of five batches may be shorter."""
    loss = draw(st.sampled_from(list(LOSSES)))
    one_too = loss in ("mse", "mae", "binary_crossentropy")
    outputs = draw(st.integers(1 if one_too else 2, 4))
    shape = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    layers = draw(stack(shape, outputs, draw(st.sampled_from(LOSSES[loss]))))
    watched = ["accuracy"] if loss.startswith("sparse") else ["accuracy", "mae", "mse"]
    metrics = draw(st.lists(st.sampled_from(watched), unique=True))
    batch_size = draw(st.integers(1, 4))
    rows = 4 * batch_size + draw(st.integers(1, batch_size))
    listed = "".join(f"    {layer},\n" for layer in layers)
    return f"""
model = keras.Sequential([
{listed}])
model.compile({draw(optimizer())}, {loss!r}, metrics={metrics})
rng = np.random.default_rng({draw(st.integers(0, 999))})
model.set_weights([
    rng.normal(0, 0.5, w.shape) if w.ndim > 1 else rng.uniform(0.25, 1, w.shape)
    for w in model.get_weights()
])
x = rng.normal(size={(rows, *shape)})
y = {_targets(loss, rows, outputs)}
model.run_eagerly = True  # Keras would compile the steps, and that takes longer than five steps
batches = [slice(i, i + {batch_size}) for i in range(0, {rows}, {batch_size})]
steps = [model.train_on_batch(x[rows], y[rows]) for rows in batches]
tested = model.test_on_batch(x, y)
predictions = np.array(model(x))
lines = []
model.summary(print_fn=lines.append)
"""


def _targets(loss, rows, outputs):
    if loss in ("mse", "mae"):
        return f"rng.normal(size=({rows}, {outputs}))"
    if loss == "binary_crossentropy":
        return f"rng.integers(0, 2, size=({rows}, {outputs}))"
    labels = f"rng.integers(0, {outputs}, size={rows})"
    return labels if loss.startswith("sparse") else f"np.eye({outputs})[{labels}]"


def close(ours, theirs, what):
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9, err_msg=what)


@pytest.mark.filterwarnings("ignore:You are using a softmax over axis")  # of one column: all 1
@pytest.mark.filterwarnings("ignore:Softmax shares 1 out")  # and ours says so too
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(source=model())
def test_five_steps_of_any_model(source):
    note(source)
    course_lib.clear_session()
    with_keras.backend.clear_session(free_memory=False)
    ours, theirs = both(source)
    close(np.stack(ours["steps"]), np.stack(theirs["steps"]), "losses and metrics of the steps")
    close(ours["tested"], theirs["tested"], "losses and metrics of all rows")
    close(ours["predictions"], theirs["predictions"], "predictions")
    pairs = zip(ours["model"].get_weights(), theirs["model"].get_weights(), strict=True)
    for i, (weight, twin) in enumerate(pairs):
        assert weight.dtype == twin.dtype == np.float64
        close(weight, twin, f"weight {i}")
    assert ours["model"].optimizer.iterations == 5
    assert ours["lines"] == theirs["lines"]
