"""Lesson 10, Keras: the exercise ``classifier``."""

import numpy as np

import course_lib
from course_lib.checks import exercise
from course_lib.exercises.lesson_10.described import layer_texts, through


@exercise(lesson=10, minutes=5, difficulty=2, returns=dict)
def classifier(keras, widths):
    """As a graph: widths[0] numbers in, ReLU layers, and a softmax over widths[-1] classes."""
    inputs = keras.Input((widths[0],))
    x = inputs
    for units in widths[1:-1]:
        x = keras.layers.Dense(units, activation="relu")(x)
    outputs = keras.layers.Dense(widths[-1], activation="softmax")(x)
    return keras.Model(inputs, outputs)


classifier.through(through("widths"))


@classifier.seen
def _(model, widths):
    """What is compared: the kind of model counts here."""
    if not isinstance(model, dict):
        return model
    return {
        "you returned": model["kind"],
        "layers": layer_texts(model["layers"]),
        "parameters": model["parameters"],
    }


@classifier.cases
def _(rng):
    yield ([8, 6, 6, 4],)
    for hidden in (3, 2, 1):
        yield ([int(n) for n in rng.choice(np.arange(3, 20), size=hidden + 2, replace=False)],)


def _graph(keras, widths, hidden="relu", last="softmax"):
    inputs = x = keras.Input((widths[0],))
    for units in widths[1:-1]:
        x = keras.layers.Dense(units, activation=hidden)(x)
    return inputs, keras.layers.Dense(widths[-1], activation=last)(x)


@classifier.mistake(
    "Here the code does as it was given: 8-6-6-4, whatever `widths` says. Which place in "
    "`widths` has each of its four numbers?"
)
def _(keras, widths):
    return keras.Model(*_graph(keras, [8, 6, 6, 4]))


@classifier.mistake(
    "Of the hidden layers none found its way into the model: the softmax layer reads what comes "
    "in. Call each layer on what the one before it gave: x = Dense(…)(x)."
)
def _(keras, widths):
    inputs = keras.Input((widths[0],))
    return keras.Model(inputs, keras.layers.Dense(widths[-1], activation="softmax")(inputs))


@classifier.mistake(
    "Of the hidden layers only the last found its way into the model, and it reads what comes in. "
    "Call each layer on what the one before it gave: x = Dense(…)(x)."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, [widths[0], *widths[-2:]] if len(widths) > 2 else widths))


@classifier.mistake(
    "What came back is what the last layer will put out, and no model yet. keras.Model(inputs, "
    "outputs) makes one of it."
)
def _(keras, widths):
    return _graph(keras, widths)[1]


@classifier.mistake(
    "There is a Dense layer of widths[0] neurons in front, with weights of its own. What comes in "
    "is no layer: begin to count the layers at widths[1]."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, [widths[0], *widths]))


@classifier.mistake(
    "The last width is there twice, with ReLU and then with softmax. The hidden layers end before "
    "it: widths[1:-1]."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, [*widths, widths[-1]]))


@classifier.mistake(
    "There are always two hidden layers here. `widths` may have more of them, or fewer: go through "
    "widths[1:-1]."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, [*widths[:3], widths[-1]]))


@classifier.mistake("The hidden layers are linear, so together they are one layer: relu for them.")
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, hidden=None))


@classifier.mistake(
    "Softmax stands in every layer. Shares that add up to 1 are for the end; in between they "
    "squeeze everything together. ReLU for the hidden layers."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, hidden="softmax"))


@classifier.mistake(
    "After the softmax there is a softmax once more, which draws the shares together. One is "
    "enough."
)
def _(keras, widths):
    inputs, x = _graph(keras, widths)
    return keras.Model(inputs, keras.layers.Activation("softmax")(x))


@classifier.mistake(
    "The last layer has sigmoids: each class for itself, yes or no. To choose one among classes, "
    "softmax."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, last="sigmoid"))


@classifier.mistake(
    "The last layer has ReLU, and its numbers are no shares: nothing makes them add up to 1. For "
    "that, softmax."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, last="relu"))


@classifier.mistake(
    "The last layer has no softmax, so its numbers are no shares yet, and the model has no opinion "
    "that adds up to 1."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, last=None))


def _chain(keras, widths):
    hidden = [keras.layers.Dense(units, activation="relu") for units in widths[1:-1]]
    last = keras.layers.Dense(widths[-1], activation="softmax")
    return keras.Sequential([keras.Input((widths[0],)), *hidden, last])


@classifier.mistake(
    "That is a right network, and a Sequential. Build it as a graph this time: begin with "
    "inputs = keras.Input(…), and call each layer on what came before."
)
def _(keras, widths):
    return _chain(keras, widths)


@classifier.mistake(
    "It is a right network, and it does not come from the `keras` that was handed over: with "
    "another library it would be the same. Take keras.Input, keras.layers.Dense and keras.Model "
    "from that."
)
def _(keras, widths):
    return course_lib.Model(*_graph(course_lib, widths))


@classifier.accepts
def _(keras, widths):
    inputs = x = keras.Input(shape=(widths[0],))
    for i in range(1, len(widths)):
        last = i == len(widths) - 1
        x = keras.layers.Dense(widths[i])(x)
        x = keras.layers.Activation("softmax" if last else "relu")(x)
    return keras.Model(inputs=inputs, outputs=x)


@classifier.accepts
def _(keras, widths):
    first, *hidden, last = widths
    inputs = keras.layers.Input((first,))
    x = inputs
    for units in hidden:
        layer = keras.layers.Dense(units, activation=keras.activations.relu)
        x = layer(x)
    return keras.models.Model(inputs, keras.layers.Dense(last, activation="softmax")(x))


@classifier.accepts
def _(keras, widths):
    inputs = x = keras.Input((widths[0],))
    for units in widths[1:-1]:
        x = keras.layers.ReLU()(keras.layers.Dense(units)(x))
    return keras.Model(inputs, keras.layers.Softmax()(keras.layers.Dense(widths[-1])(x)))


classifier.hints(
    "As given, it is this network for widths [8, 6, 6, 4]. Which lines repeat, and what changes "
    "from one to the next?",
    'x = inputs; for units in widths[1:-1]: x = keras.layers.Dense(units, activation="relu")(x); '
    "then the softmax layer, called on x, and keras.Model(inputs, outputs).",
)
classifier.why(
    "Whatever x is at that moment can be kept and used again further down: that is all there is to "
    "a shortcut."
)
