"""Lesson 10, Trade your code for one import: the exercise ``classifier``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=10, minutes=5, difficulty=2, returns=dict)
def classifier(keras, widths):
    """As a graph: widths[0] numbers in, ReLU layers, and a softmax over widths[-1] classes."""
    inputs = keras.Input((widths[0],))
    x = inputs
    for units in widths[1:-1]:
        x = keras.layers.Dense(units, activation="relu")(x)
    outputs = keras.layers.Dense(widths[-1], activation="softmax")(x)
    return keras.Model(inputs, outputs)


@classifier.through
def _(classifier, widths):
    """What the model says of itself, built with course_lib."""
    import course_lib

    model = classifier(course_lib, widths)
    if model is None:
        return None
    if not hasattr(model, "layers"):
        return {"you returned": type(model).__name__}
    layers = []
    for layer in model.layers:
        if hasattr(layer, "units"):
            layers.append([layer.units, layer.activation.name])
        elif hasattr(layer, "activation") and layers:
            layers[-1][1] = layer.activation.name
    return {
        "you returned": type(model).__name__,
        "layers": [f"{units}, {activation}" for units, activation in layers],
        "parameters": model.count_params(),
    }


@classifier.cases
def _(rng):
    yield ([8, 6, 6, 4],)
    for hidden in (3, 2):
        yield ([int(n) for n in rng.choice(np.arange(3, 20), size=hidden + 2, replace=False)],)


def _graph(keras, widths, hidden="relu", last="softmax"):
    inputs = x = keras.Input((widths[0],))
    for units in widths[1:-1]:
        x = keras.layers.Dense(units, activation=hidden)(x)
    return inputs, keras.layers.Dense(widths[-1], activation=last)(x)


@classifier.mistake(
    "Every layer was called on `inputs`, so none reads another, and only the last found its way "
    "into the model. Call each on what the one before it gave: x = Dense(…)(x)."
)
def _(keras, widths):
    inputs = keras.Input((widths[0],))
    for units in widths[1:-1]:
        keras.layers.Dense(units, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(widths[-1], activation="softmax")(inputs))


@classifier.mistake(
    "You gave back what the last layer puts out. keras.Model(inputs, outputs) makes a model of it."
)
def _(keras, widths):
    return _graph(keras, widths)[1]


@classifier.mistake(
    "The input became a Dense layer with weights of its own. Begin to count the layers at "
    "widths[1]."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, [widths[0], *widths]))


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
    "The last layer has sigmoids: each class for itself, yes or no. To choose one among classes, "
    "softmax."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, last="sigmoid"))


@classifier.mistake(
    "The last layer has no softmax, so its numbers are no shares yet, and the model has no opinion "
    "that adds up to 1."
)
def _(keras, widths):
    return keras.Model(*_graph(keras, widths, last=None))


@classifier.mistake(
    "That is a right network, and a Sequential. Build it as a graph this time: begin with "
    "inputs = keras.Input(…), and call each layer on what came before."
)
def _(keras, widths):
    hidden = [keras.layers.Dense(units, activation="relu") for units in widths[1:-1]]
    last = keras.layers.Dense(widths[-1], activation="softmax")
    return keras.Sequential([keras.Input((widths[0],)), *hidden, last])


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


classifier.hints(
    "The example above is this network for widths [8, 6, 6, 4]. Which lines repeat, and what "
    "changes from one to the next?",
    'x = inputs; for units in widths[1:-1]: x = keras.layers.Dense(units, activation="relu")(x); '
    "then the softmax layer, called on x, and keras.Model(inputs, outputs).",
)
classifier.why(
    "Whatever x is at that moment can be kept and used again further down: that is all there is to "
    "a short cut."
)
