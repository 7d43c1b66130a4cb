"""Lesson 10, Keras: the exercise ``stack``."""

import numpy as np

import course_lib
from course_lib.checks import exercise
from course_lib.exercises.lesson_10.described import layer_texts, optimizer_text, through


@exercise(lesson=10, minutes=4, difficulty=1, returns=dict)
def stack(keras, n_in, hidden, n_out):
    """A Sequential: n_in numbers, a ReLU layer, a linear one; compiled with adam and mse."""
    model = keras.Sequential(
        [
            keras.Input((n_in,)),
            keras.layers.Dense(hidden, activation="relu"),
            keras.layers.Dense(n_out),
        ]
    )
    model.compile(optimizer="adam", loss="mean_squared_error")
    return model


stack.through(through("n_in", "hidden", "n_out"))


@stack.seen
def _(model, n_in, hidden, n_out):
    """What is compared: any kind of model will do."""
    if not isinstance(model, dict):
        return model
    is_model = model["kind"] in ("Sequential", "Functional")
    return {
        "you returned": "a model" if is_model else model["kind"],
        "layers": layer_texts(model["layers"]),
        "parameters": model["parameters"] or "not known without an Input",
        "optimizer": optimizer_text(model),
        "loss": model["loss"] or "none",
    }


@stack.cases
def _(rng):
    yield 20, 64, 10
    for _ in range(3):
        n_in, hidden, n_out = (int(n) for n in rng.choice(np.arange(2, 30), 3, replace=False))
        yield n_in, hidden, n_out


def _model(keras, n_in, *layers, optimizer="adam", loss="mean_squared_error"):
    model = keras.Sequential([keras.Input((n_in,)), *layers])
    model.compile(optimizer, loss)
    return model


def _two(keras, hidden, n_out, first="relu", last=None):
    return keras.layers.Dense(hidden, activation=first), keras.layers.Dense(n_out, activation=last)


@stack.mistake(
    "There is a third layer, of n_in neurons, with weights and a row in the table. What comes in "
    "is said by keras.Input((n_in,)), and nothing is learned there."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, keras.layers.Dense(n_in), *_two(keras, hidden, n_out))


@stack.mistake(
    "There is a third layer, of n_in neurons with ReLU, and a row for it in the table. What comes "
    "in is said by keras.Input((n_in,)), and nothing is learned there."
)
def _(keras, n_in, hidden, n_out):
    front = keras.layers.Dense(n_in, activation="relu")
    return _model(keras, n_in, front, *_two(keras, hidden, n_out))


@stack.mistake(
    'The hidden layer is linear, and two linear layers are one linear layer: activation="relu".'
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out, first=None))


@stack.mistake(
    "The hidden layer has a sigmoid. Asked for is ReLU, which does not flatten out: "
    'activation="relu".'
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out, first="sigmoid"))


@stack.mistake(
    "The last layer has a ReLU too, so it could never answer with a number below 0. Leave its "
    "activation out."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out, last="relu"))


@stack.mistake(
    "The last layer has a softmax: its numbers are shares that add up to 1. This network is to "
    "answer with any numbers, so leave its activation out."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out, last="softmax"))


@stack.mistake(
    "The last layer has a sigmoid, as in the 3-2-1 above: its numbers lie between 0 and 1. This "
    "network is to answer with any numbers, so leave its activation out."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out, last="sigmoid"))


@stack.mistake(
    "The ReLU is at the end and the hidden layer is linear. It belongs to the hidden layer."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out, first=None, last="relu"))


@stack.mistake(
    "The two layers have each other's sizes: the hidden one has `hidden` neurons, and the last one "
    "`n_out`."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, n_out, hidden))


@stack.mistake(
    "That is the 20-64-10 network, whatever sizes are asked for. Write n_in, hidden and n_out in "
    "place of its numbers."
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, 20, *_two(keras, 64, 10))


@stack.mistake("It is not compiled: it has layers, and no loss to lower. Call model.compile(…).")
def _(keras, n_in, hidden, n_out):
    return keras.Sequential([keras.Input((n_in,)), *_two(keras, hidden, n_out)])


@stack.mistake(
    'It is compiled with “rmsprop”, which Keras takes if none is chosen. optimizer="adam".'
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out), optimizer="rmsprop")


@stack.mistake('It is compiled with plain “sgd”. optimizer="adam".')
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out), optimizer="sgd")


@stack.mistake(
    "The loss is the mean of the errors' sizes. Asked for is the mean of their squares: "
    'loss="mean_squared_error".'
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out), loss="mean_absolute_error")


@stack.mistake(
    'It is compiled without a loss, so there is nothing to lower: loss="mean_squared_error".'
)
def _(keras, n_in, hidden, n_out):
    return _model(keras, n_in, *_two(keras, hidden, n_out), loss=None)


@stack.mistake(
    "There is no Input, so nobody knows how many weights the first layer needs: the model has none "
    "yet. Put keras.Input((n_in,)) first."
)
def _(keras, n_in, hidden, n_out):
    model = keras.Sequential([*_two(keras, hidden, n_out)])
    model.compile("adam", "mean_squared_error")
    return model


@stack.mistake(
    "It is a right network, and it does not come from the `keras` that was handed over: with "
    "another library it would be the same. Take keras.Sequential and keras.layers.Dense from that."
)
def _(keras, n_in, hidden, n_out):
    return _model(course_lib, n_in, *_two(course_lib, hidden, n_out))


@stack.accepts
def _(keras, n_in, hidden, n_out):
    model = keras.Sequential()
    model.add(keras.Input(shape=(n_in,)))
    model.add(keras.layers.Dense(hidden, activation=keras.activations.relu))
    model.add(keras.layers.Dense(n_out, activation="linear"))
    model.compile(keras.optimizers.Adam(), loss=keras.losses.MeanSquaredError())
    return model


@stack.accepts
def _(keras, n_in, hidden, n_out):
    inputs = keras.Input((n_in,))
    x = keras.layers.Dense(hidden, activation="relu")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(n_out)(x))
    model.compile(optimizer="adam", loss="mse")
    return model


@stack.accepts  # as older texts write it
def _(keras, n_in, hidden, n_out):
    model = keras.Sequential()
    model.add(keras.layers.Dense(hidden, input_dim=n_in))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(units=n_out))
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.001), loss="mse")
    return model


@stack.accepts
def _(keras, n_in, hidden, n_out):
    front = keras.layers.InputLayer(input_shape=(n_in,))
    model = keras.models.Sequential([front, *_two(keras, hidden, n_out)])
    model.compile("adam", "mse", metrics=["mae"])
    return model


stack.hints(
    "It is the 3-2-1 of the section above, with other numbers, no sigmoid, and one more line. "
    "Which of the three numbers belongs to Input, and which to a Dense?",
    'keras.Sequential([keras.Input((n_in,)), keras.layers.Dense(hidden, activation="relu"), '
    'keras.layers.Dense(n_out)]), then compile(optimizer="adam", loss="mean_squared_error").',
)
stack.why("The check built it with course_lib, and you run the same function with Keras below.")
