"""Lesson 10, Trade your code for one import: the exercise ``stack``."""

import numpy as np

from course_lib.checks import exercise


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


@stack.through
def _(stack, n_in, hidden, n_out):
    """What the model says of itself, built with course_lib."""
    import course_lib

    model = stack(course_lib, n_in, hidden, n_out)
    if not hasattr(model, "layers"):
        return model

    def name(chosen):
        if chosen is None:
            return "none"
        said = chosen if isinstance(chosen, str) else getattr(chosen, "name", None)
        said = said or chosen.__name__
        return {"mse": "mean_squared_error"}.get(said, said)

    layers = []
    for layer in model.layers:
        if hasattr(layer, "units"):
            layers.append([layer.units, name(layer.activation)])
        elif hasattr(layer, "activation") and layers:
            layers[-1][1] = name(layer.activation)
    return {
        "layers": [f"{units}, {activation}" for units, activation in layers],
        "parameters": model.count_params() if model.built else "not known without an Input",
        "optimizer": name(model.optimizer),
        "loss": name(model.loss),
    }


@stack.cases
def _(rng):
    yield 20, 64, 10
    for _ in range(3):
        n_in, hidden, n_out = (int(n) for n in rng.choice(np.arange(2, 30), 3, replace=False))
        yield n_in, hidden, n_out


def _layers(keras, n_in, *layers):
    model = keras.Sequential([keras.Input((n_in,)), *layers])
    model.compile("adam", "mean_squared_error")
    return model


@stack.mistake(
    "You made the input a Dense layer, which has weights and a place in the table. What comes in "
    "is said by keras.Input((n_in,)), and nothing is learned there."
)
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    return _layers(keras, n_in, dense(n_in), dense(hidden, activation="relu"), dense(n_out))


@stack.mistake(
    'The hidden layer has no activation: two linear layers are one linear layer. activation="relu".'
)
def _(keras, n_in, hidden, n_out):
    return _layers(keras, n_in, keras.layers.Dense(hidden), keras.layers.Dense(n_out))


@stack.mistake(
    "The last layer has a ReLU too, so it could never answer with a number below 0. Leave its "
    "activation out."
)
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    return _layers(keras, n_in, dense(hidden, activation="relu"), dense(n_out, activation="relu"))


@stack.mistake(
    "The last layer has a softmax: its numbers are shares that add up to 1. This network is to "
    "answer with any numbers, so leave its activation out."
)
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    return _layers(
        keras, n_in, dense(hidden, activation="relu"), dense(n_out, activation="softmax")
    )


@stack.mistake(
    "The ReLU is at the end and the hidden layer is linear. It belongs to the hidden layer."
)
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    return _layers(keras, n_in, dense(hidden), dense(n_out, activation="relu"))


@stack.mistake("It is not compiled: it has layers, and no loss to lower. Call model.compile(…).")
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    return keras.Sequential([keras.Input((n_in,)), dense(hidden, activation="relu"), dense(n_out)])


@stack.mistake(
    'You compiled without choosing the optimizer, and Keras takes “rmsprop” then. optimizer="adam".'
)
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    model = _layers(keras, n_in, dense(hidden, activation="relu"), dense(n_out))
    model.compile(loss="mean_squared_error")
    return model


@stack.mistake(
    "There is no Input, so nobody knows how many weights the first layer needs: the model has none "
    "yet. Put keras.Input((n_in,)) first."
)
def _(keras, n_in, hidden, n_out):
    dense = keras.layers.Dense
    model = keras.Sequential([dense(hidden, activation="relu"), dense(n_out)])
    model.compile("adam", "mean_squared_error")
    return model


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


stack.hints(
    "It is the 3-2-1 of the section above, with other numbers, no sigmoid, and one more line. "
    "Which of the three numbers belongs to Input, and which to a Dense?",
    'keras.Sequential([keras.Input((n_in,)), keras.layers.Dense(hidden, activation="relu"), '
    'keras.layers.Dense(n_out)]), then compile(optimizer="adam", loss="mean_squared_error").',
)
stack.why("The check built it with course_lib, and you run the same function with Keras below.")
