"""Graphs that nobody thought of, against Keras: layers that fork at random and meet again.

As in test_random_models.py, a model is drawn as source text, in float64. Half of the graphs read
sequences, whose steps may ask each other (attention). Half of the graphs have an
activation of a learner's own, written in NumPy for us and in ``keras.ops`` for Keras; its slope is
measured here, to some ten digits. There are 100 graphs, and 2,000 with --thorough.
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

import course_lib
from tests.against_keras.comparison import both, with_keras
from tests.against_keras.test_random_models import (  # noqa: F401 - float64 is a fixture
    any_shape,
    call,
    dense,
    float64,
    maybe,
    optimizer,
)
from tests.thorough import usually

EXAMPLES = usually(100, thorough=2000)
WIDTH = 3  # of all that is merged
MERGING = ["Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract", "Concatenate"]
OPS = with_keras.ops
OWN = {  # by the name of the library that runs the text
    "parabola": {"course_lib": lambda z: z * z / 4, "keras": lambda z: z * z / 4},
    "wave": {"course_lib": np.sin, "keras": OPS.sin},
    "bell": {"course_lib": lambda z: np.exp(-z * z), "keras": lambda z: OPS.exp(-z * z)},
    "soft sign": {
        "course_lib": lambda z: z / (1 + np.abs(z)),
        "keras": lambda z: z / (1 + OPS.abs(z)),
    },
    "half bent": {
        "course_lib": lambda z: np.where(z > 0.5, z, 0.25 * z),
        "keras": lambda z: OPS.where(z > 0.5, z, 0.25 * z),
    },
    "softmax by hand": {  # a row's numbers depend on each other
        "course_lib": lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True),
        "keras": lambda z: OPS.exp(z) / OPS.sum(OPS.exp(z), axis=-1, keepdims=True),
    },
    "centred row": {
        "course_lib": lambda z: z - z.mean(axis=-1, keepdims=True),
        "keras": lambda z: z - OPS.mean(z, axis=-1, keepdims=True),
    },
}


@st.composite
def merged(draw, values):
    """Source text that merges two or three of these values into one of the usual width."""
    name = draw(st.sampled_from(MERGING))
    n = 2 if name == "Subtract" else draw(st.integers(2, 3))
    chosen = [draw(st.sampled_from(values)) for _ in range(n)]
    sign = {"Add": "+", "Multiply": "*", "Subtract": "-"}.get(name)
    if sign and draw(st.booleans()):
        return f" {sign} ".join(chosen)
    form = name.lower() if draw(st.booleans()) else f"{name}()"
    one = f"keras.layers.{form}([{', '.join(chosen)}])"
    return f"keras.layers.Dense({WIDTH}, 'tanh')({one})" if name == "Concatenate" else one


@st.composite
def attention(draw, values):
    """Source text of a layer that looks from one of these values into another, or into itself."""
    query, value, key = (draw(st.sampled_from(values)) for _ in range(3))
    read = draw(st.sampled_from([[query, query], [query, value], [query, value, key]]))
    made = call(
        "layers.MultiHeadAttention",
        draw(st.sampled_from(["1", "3"])),  # with as many heads as steps, tf.einsum errs at size 1
        draw(st.sampled_from(["1", "4"])),  # of others, Keras keeps the root in float32
        value_dim=draw(maybe([1, 4])),
        use_bias=draw(maybe([False])),
        kernel_regularizer=draw(maybe(["keras.regularizers.L2(0.0625)"])),
        bias_regularizer=draw(maybe(["keras.regularizers.L1(0.0625)"])),
    )
    return f"{made}({', '.join(read)}, use_causal_mask={draw(st.booleans())})"


@st.composite
def graph(draw):
    """Source text that makes, trains and asks a graph. The last of three batches is shorter."""
    own = draw(st.one_of(st.none(), st.sampled_from(list(OWN))))
    steps = draw(st.sampled_from([(), (), (2,), (4,)]))  # of a sequence; () where there are rows
    values, lines = ["inputs"], [f"inputs = keras.Input({(*steps, WIDTH)})"]
    for i in range(draw(st.integers(3, 7))):
        read = draw(st.sampled_from(values))
        if len(values) > 1 and draw(st.booleans()):
            text = draw(merged(values))
        elif steps and draw(st.booleans()):
            text = draw(attention(values))
        elif own and draw(st.booleans()):
            text = f"keras.layers.Dense({WIDTH}, activation=own)({read})"
        else:
            text = f"{draw(st.one_of(dense(WIDTH), any_shape()))}({read})"
        values.append(f"v{i}")
        lines.append(f"v{i} = {text}")
    last = call("layers.Dense", "2", activation=draw(st.sampled_from(["None", "'tanh'"])))
    listed = "\n".join(lines)
    return f"""
own = {f"OWN[{own!r}][keras.__name__]" if own else None}
{listed}
ends = keras.layers.average([{values[-1]}, {draw(st.sampled_from(values[1:]))}])
model = keras.Model(inputs, {last}(ends))
model.compile({draw(optimizer())}, "mse", metrics=["mae"])
rng = np.random.default_rng({draw(st.integers(0, 999))})
model.set_weights([
    rng.normal(0, 0.5, w.shape) if w.ndim > 1 else rng.uniform(0.25, 1, w.shape)
    for w in model.get_weights()
])
x, y = rng.normal(size={(8, *steps, WIDTH)}), rng.normal(size={(8, *steps, 2)})
model.run_eagerly = True  # Keras would compile the steps, and that takes longer than three
steps = [model.train_on_batch(x[i : i + 3], y[i : i + 3]) for i in (0, 3, 6)]
tested = model.test_on_batch(x, y)
predictions = np.array(model(x))
"""


def close(ours, theirs, what):
    """Nine digits, or seven where slopes are measured."""
    digits = 1e-9 if ours["own"] is None else 1e-7
    for name in what:
        one, other = np.stack(ours[name]), np.stack(theirs[name])
        np.testing.assert_allclose(one, other, rtol=digits, atol=digits, err_msg=name)


@pytest.mark.filterwarnings("ignore:You are using a softmax over axis")
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(source=graph())
def test_three_steps_of_any_graph(source):
    note(source)
    course_lib.clear_session()
    with_keras.backend.clear_session(free_memory=False)
    ours, theirs = both(source, OWN=OWN)
    close(ours, theirs, ("steps", "tested", "predictions"))
    pairs = zip(ours["model"].get_weights(), theirs["model"].get_weights(), strict=True)
    for i, (weight, twin) in enumerate(pairs):
        names = {"own": ours["own"], f"weight {i}": weight}
        close(names, {f"weight {i}": twin}, [f"weight {i}"])
