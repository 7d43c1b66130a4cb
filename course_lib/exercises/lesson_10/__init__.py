"""Lesson 10, Trade your code for one import: the same networks in Keras."""

import numpy as np

from course_lib.checks import Lesson, exercise, question

LESSON = Lesson(number=10, title="Trade your code for one import", notebook="10_keras.ipynb")


remember_symmetry = question(
    lesson=10,
    kind="ask",
    prompt="Lesson 09: all first weights of a hidden layer are equal. What comes of it?",
    options={
        "It trains more slowly": "It never gets to where different neurons would get, however long "
        "you wait.",
        "Its neurons stay equal for ever": "The same weights give the same outputs, and so the "
        "same gradients, in every step.",
        "Its gradients vanish": "They have a size like any others. They are only all the same.",
    },
    answer="Its neurons stay equal for ever",
)

remember_check = question(
    lesson=10,
    kind="ask",
    prompt="Lesson 07: a backward pass is wrong by a factor of 2. How do you find out?",
    options={
        "The loss does not fall": "It does: half the slope still points downhill.",
        "By comparing with a measured slope": "Nudge a weight, see what the loss does, and hold "
        "the two slopes side by side.",
        "Python raises an error": "The shapes are right, so nobody complains.",
    },
    answer="By comparing with a measured slope",
)

remember_kernel = question(
    lesson=10,
    kind="ask",
    prompt="Lesson 04: a layer of 2 neurons reads 3 inputs. What is the shape of its kernel?",
    options={
        "(2, 3)": "That has one row for each neuron. The kernel has one column for each, so that "
        "x @ kernel works.",
        "(3, 2)": "A row for each input, a column for each neuron.",
        "(2,)": "That is the shape of its bias.",
    },
    answer="(3, 2)",
)

input_row = question(
    lesson=10,
    kind="predict",
    prompt="The 3-2-1 network is put together from an Input and two Dense layers. How many rows "
    "has its table, and how many parameters are in the first?",
    options={
        "3 rows, the first with 0": "The input has nothing to learn. Is it a layer, then?",
        "2 rows, the first with 6": "Six weights lead into the hidden layer. What else does each "
        "of its neurons have?",
        "2 rows, the first with 8": "3 times 2 weights and 2 biases; and the input is no layer.",
    },
    answer="2 rows, the first with 8",
)


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


@exercise(lesson=10, minutes=5, difficulty=2)
def to_keras(tables, biases):
    """The list for set_weights; each table has one *row* of weights for each neuron."""
    arrays = []
    for table, bias in zip(tables, biases, strict=True):
        arrays += [table.T, bias]
    return arrays


@to_keras.cases
def _(rng):
    yield (
        [np.array([[0.5, -1.0, 2.0], [1.5, 0.0, -0.5]]), np.array([[1.0, -2.0]])],
        [np.array([0.1, -0.2]), np.array([0.3])],
    )
    for sizes in ((2, 3, 4), (3, 3, 3, 2), (4, 2)):  # 3 by 3 fits either way round
        yield (
            [rng.normal(size=(sizes[i + 1], sizes[i])) for i in range(len(sizes) - 1)],
            [rng.normal(size=units) for units in sizes[1:]],
        )


@to_keras.mistake(
    "The tables went in as they are, a row for each neuron. A kernel has a *column* for each: "
    "transpose them. (A square one would not even complain.)"
)
def _(tables, biases):
    return [array for pair in zip(tables, biases, strict=True) for array in pair]


@to_keras.mistake("Each layer's bias stands before its kernel. Keras has the kernel first.")
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (bias, np.transpose(table))
    ]


@to_keras.mistake(
    "You listed all kernels and then all biases. It goes layer by layer: kernel, bias, kernel, "
    "bias."
)
def _(tables, biases):
    return [*(np.transpose(table) for table in tables), *biases]


@to_keras.mistake(
    "You made a pair for each layer. set_weights reads one flat list: kernel, bias, kernel, bias."
)
def _(tables, biases):
    return [[np.transpose(t), bias] for t, bias in zip(tables, biases, strict=True)]


@to_keras.mistake("The biases are left out. Each kernel is followed by its layer's bias.")
def _(tables, biases):
    return [np.transpose(table) for table in tables]


@to_keras.mistake("A bias has one number for each neuron and no second axis: (units,).")
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (np.transpose(table), np.reshape(bias, (-1, 1)))
    ]


@to_keras.accepts
def _(tables, biases):
    return [
        array
        for table, bias in zip(tables, biases, strict=True)
        for array in (np.column_stack(list(table)), np.array(bias))
    ]


@to_keras.accepts
def _(tables, biases):
    arrays = []
    for layer in range(len(tables)):
        arrays.append(np.transpose(tables[layer]))
        arrays.append(biases[layer])
    return tuple(arrays)


to_keras.hints(
    "x @ kernel needs a row for each input. What do your tables have a row for, and what turns one "
    "into the other?",
    "Go through zip(tables, biases), and add table.T and bias to one list.",
)
to_keras.why(
    "Carrying weights between libraries nearly always fails on a transpose first. PyTorch keeps a "
    "row for each neuron, Keras a column."
)


after_fit = question(
    lesson=10,
    kind="predict",
    prompt="The 20-64-10 network has 1,994 parameters. It is trained for an epoch with Adam. What "
    "does summary() count then?",
    options={
        "1,994, as before": "The layers are the same. But Adam remembers things about every "
        "weight, and they need a place too.",
        "5,984": "Two more numbers for each weight, and two for Adam itself.",
        "It depends on the data": "Rows come and go; none of them is kept in the model.",
    },
    answer="5,984",
)


@exercise(lesson=10, minutes=4, difficulty=2, returns=(int, int, int))
def counted(widths, optimizer):
    """After fit, as summary() counts: (trainable, the optimizer's own, total)."""
    trainable = sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 1))
    remembered = {"sgd": 0, "rmsprop": 1, "adam": 2}[optimizer]
    own = remembered * trainable + 2
    return trainable, own, trainable + own


@counted.cases
def _(rng):
    yield [20, 64, 10], "adam"
    yield [8, 6, 6, 4], "sgd"
    for optimizer, depth in (("rmsprop", 3), ("adam", 4), ("rmsprop", 2)):
        yield [int(n) for n in rng.integers(2, 40, size=depth)], optimizer


def _trainable(widths):
    return sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 1))


_KEPT = {"sgd": 0, "rmsprop": 1, "adam": 2}


@counted.mistake("The biases are left out: each neuron learns one number more than it has inputs.")
def _(widths, optimizer):
    trainable = sum(widths[i] * widths[i + 1] for i in range(len(widths) - 1))
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.mistake(
    "You counted what the optimizer keeps for each weight, and not the two numbers of its own: "
    "the learning rate and the count of steps."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths)
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "Adam keeps *two* numbers for each weight, a mean of its gradients and one of their squares. "
    "You counted one."
)
def _(widths, optimizer):
    own = min(_KEPT[optimizer], 1) * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "You counted the weights among what the optimizer keeps, and then once more in the total. Its "
    "own are only what it remembers about them."
)
def _(widths, optimizer):
    own = (_KEPT[optimizer] + 1) * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "The total leaves out what the optimizer keeps. In the table after fit it is everything: "
    "5,984 and not 1,994."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths)


@counted.mistake("You counted the input as a layer. It has no neurons: begin with widths[1].")
def _(widths, optimizer):
    trainable = _trainable(widths) + widths[0]
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.accepts
def _(widths, optimizer):
    trainable = 0
    for i in range(1, len(widths)):
        trainable += widths[i - 1] * widths[i] + widths[i]
    if optimizer == "adam":
        own = 2 * trainable + 2
    elif optimizer == "rmsprop":
        own = trainable + 2
    else:
        own = 2
    return [trainable, own, own + trainable]


counted.hints(
    "First the layers, as in lesson 04: inputs times neurons, and a bias for each neuron. Then: "
    "how many numbers does each optimizer keep for each of these?",
    "own is 0, 1 or 2 times the trainable ones for sgd, rmsprop and adam, and 2 more in any case.",
)
counted.why(
    "When somebody says how large their model is, ask whether the optimizer is in it: with Adam it "
    "is two thirds."
)


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


one_share = question(
    lesson=10,
    kind="predict",
    prompt='A network ends in Dense(1, activation="softmax"). What does it say to a row of zeros, '
    "and to a row of hundreds?",
    options={
        "0.5 to both, before training": "That would be a sigmoid of 0. What is softmax of a single "
        "number?",
        "something between 0 and 1, for each its own": "Softmax divides each number by the sum of "
        "all. How many are there?",
        "1.0, to every row there is": "The share of the only one is the whole.",
    },
    answer="1.0, to every row there is",
)


@exercise(lesson=10, minutes=5, difficulty=2, returns=(int, str, str))
def output_for(y):
    """What suits these targets: units and activation of the last layer, and the loss."""
    if y.ndim == 2:
        return y.shape[1], "softmax", "categorical_crossentropy"
    if y.dtype.kind == "f":
        return 1, "linear", "mean_squared_error"
    if y.max() > 1:
        return int(y.max()) + 1, "softmax", "sparse_categorical_crossentropy"
    return 1, "sigmoid", "binary_crossentropy"


@output_for.cases
def _(rng):
    yield (np.array([1, 0, 0, 1]),)  # Alice to Diana
    yield (np.array([0, 2, 1, 1]),)
    yield (np.eye(4, dtype=int)[[0, 2, 1, 3, 2]],)
    yield (np.array([61.5, 72.25, 80.0]),)
    classes = int(rng.integers(3, 9))
    labels = rng.permutation(np.append(np.arange(classes), rng.integers(0, classes, 4)))
    yield (labels,)
    yield (np.eye(classes, dtype=int)[labels],)
    yield (rng.normal(size=5),)
    yield (rng.permutation(np.append([0, 1], rng.integers(0, 2, size=6))),)


def _right(y):
    if y.ndim == 2:
        return y.shape[1], "softmax", "categorical_crossentropy"
    if y.dtype.kind == "f":
        return 1, "linear", "mean_squared_error"
    if y.max() > 1:
        return int(y.max()) + 1, "softmax", "sparse_categorical_crossentropy"
    return 1, "sigmoid", "binary_crossentropy"


@output_for.mistake(
    "You gave one unit a softmax. Its share of one is always 1.0, whatever comes in, and no "
    "training changes that. A single yes or no takes a sigmoid."
)
def _(y):
    units, activation, loss = _right(y)
    return units, "softmax" if activation == "sigmoid" else activation, loss


@output_for.mistake(
    "Softmax with binary_crossentropy: that loss asks of every class by itself, yes or no, and "
    "softmax makes them share. It runs, and learns something else. Categorical cross-entropy, or "
    "sparse for class numbers."
)
def _(y):
    units, activation, loss = _right(y)
    return units, activation, "binary_crossentropy" if activation == "softmax" else loss


@output_for.mistake(
    "Class numbers, one for each row, go with `sparse_categorical_crossentropy`. Without the "
    "sparse, it wants a column for each class."
)
def _(y):
    units, activation, loss = _right(y)
    return units, activation, loss.replace("sparse_", "")


@output_for.mistake(
    "These rows are one-hot, with a column for each class. *Sparse* is for class numbers: without "
    "it here."
)
def _(y):
    units, activation, loss = _right(y)
    return units, activation, f"sparse_{loss}" if loss[:11] == "categorical" else loss


@output_for.mistake(
    "One unit is missing: the classes count from 0, so there is one more of them than the largest "
    "number."
)
def _(y):
    units, activation, loss = _right(y)
    return units - (loss[:6] == "sparse"), activation, loss


@output_for.mistake(
    "Class numbers taken for amounts: with a squared error, class 3 is three times as much as "
    "class 1, and between 1 and 3 lies 2. Classes need a unit each, and softmax."
)
def _(y):
    units, activation, loss = _right(y)
    return (1, "linear", "mean_squared_error") if loss[:6] == "sparse" else (
        units, activation, loss
    )  # fmt: skip


@output_for.mistake(
    "A sigmoid cannot say 72.25: it ends at 1. For amounts the last layer is linear."
)
def _(y):
    units, activation, loss = _right(y)
    return units, "sigmoid" if activation == "linear" else activation, loss


@output_for.mistake(
    "Two units and a softmax for yes or no would do as well, with labels as class numbers. The "
    "table above has the shorter way: one unit, a sigmoid, binary_crossentropy."
)
def _(y):
    units, activation, loss = _right(y)
    if activation == "sigmoid":
        return 2, "softmax", "sparse_categorical_crossentropy"
    return units, activation, loss


@output_for.accepts
def _(y):
    if np.issubdtype(y.dtype, np.floating):
        return 1, "linear", "mean_squared_error"
    if len(y.shape) == 2:
        return len(y[0]), "softmax", "categorical_crossentropy"
    classes = len(np.unique(y))
    if classes == 2:
        return 1, "sigmoid", "binary_crossentropy"
    return classes, "softmax", "sparse_categorical_crossentropy"


output_for.hints(
    "Four kinds of targets, four rows in the table. How do you tell them apart: by y.ndim, by "
    "y.dtype.kind, by y.max()?",
    'Two axes: one-hot. y.dtype.kind == "f": amounts. y.max() > 1: class numbers, max + 1 of them. '
    "What is left is yes or no.",
)
output_for.why(
    "No error message tells you of a wrong pair. The loss falls, and the answers are worth nothing."
)


which_loss = question(
    lesson=10,
    kind="predict",
    prompt="Early stopping watches “loss”, the loss of the very rows that are learned from, in "
    "place of “val_loss”. When does it stop?",
    options={
        "at the best epoch": "It would have to see rows that are not learned from.",
        "much too late, or never": "The training loss falls on, as long as there is anything left "
        "to learn by heart.",
        "too early": "The training loss is the last to stop falling.",
    },
    answer="much too late, or never",
)


@exercise(lesson=10, minutes=6, difficulty=3, returns=(int, int))
def stops(history, patience):
    """Early stopping by hand: (epochs that are trained, the best of them, counted from 0)."""
    best, waited = 0, 0
    losses = history["val_loss"]
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch + 1, best
    return len(losses), best


@stops.cases
def _(rng):
    falling = [0.95, 0.9, 0.84, 0.8, 0.75, 0.7, 0.66, 0.6, 0.5, 0.4]
    bumpy = [0.9, 0.8, 0.85, 0.7, 0.75, 0.72, 0.71, 0.8, 0.6, 0.5]
    yield {"loss": falling, "val_loss": bumpy}, 3
    yield {"loss": falling, "val_loss": bumpy}, 1
    yield {"loss": falling, "val_loss": falling[::-1]}, 2
    yield {"loss": falling, "val_loss": falling}, 2
    yield {"loss": falling, "val_loss": [0.9, 0.8, 0.8, 0.8, 0.8, 0.7, 0.7, 0.7, 0.8, 0.9]}, 3
    for patience in (2, 3):
        loss = [round(float(x), 3) for x in np.sort(rng.random(9))[::-1]]
        yield {"loss": loss, "val_loss": [round(float(x), 3) for x in rng.random(9)]}, patience


def _stop(losses, patience, better=None):
    """(epoch of the last, best) with another idea of what is better: better(epoch, best)."""
    best, waited = 0, 0
    better = better or (lambda epoch, best: losses[epoch] < losses[best])
    for epoch in range(1, len(losses)):
        best, waited = (epoch, 0) if better(epoch, best) else (best, waited + 1)
        if waited == patience:
            break
    return epoch, best


@stops.mistake(
    "You watched the training loss, which falls as long as there is anything to learn by heart. "
    'Watch the rows that are not learned from: history["val_loss"].'
)
def _(history, patience):
    epoch, best = _stop(history["loss"], patience)
    return epoch + 1, best


@stops.mistake(
    "You gave the number of the last epoch. Epochs count from 0, so one more of them was trained."
)
def _(history, patience):
    return _stop(history["val_loss"], patience)


@stops.mistake(
    "You waited one epoch too long: training stops when `patience` epochs in a row were no better, "
    "and not after one more."
)
def _(history, patience):
    epoch, best = _stop(history["val_loss"], patience + 1)
    return epoch + 1, best


@stops.mistake(
    "You compared each epoch with the one before it. It has to beat the *best* so far, or a slow "
    "way up and down never ends."
)
def _(history, patience):
    losses = history["val_loss"]
    epoch, best = _stop(losses, patience, lambda epoch, best: losses[epoch] < losses[epoch - 1])
    return epoch + 1, best


@stops.mistake(
    "Your count of epochs that were no better is never set back. It begins anew at each best one."
)
def _(history, patience):
    losses, best, waited = history["val_loss"], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            waited += 1
        if waited == patience:
            return epoch + 1, best
    return len(losses), best


@stops.mistake(
    "Your best epoch is the best of the whole list. Training has stopped before it, so nobody has "
    "seen that one."
)
def _(history, patience):
    losses = history["val_loss"]
    return _stop(losses, patience)[0] + 1, int(np.argmin(losses))


@stops.mistake(
    "You gave the last epoch as the best. It is `patience` epochs past it: hence "
    "restore_best_weights."
)
def _(history, patience):
    epoch, _ = _stop(history["val_loss"], patience)
    return epoch + 1, epoch


@stops.mistake(
    "You took an equal loss for a better one. On a plateau nothing has got better, so the waiting "
    "goes on: compare with <, not with <=."
)
def _(history, patience):
    losses = history["val_loss"]
    epoch, best = _stop(losses, patience, lambda epoch, best: losses[epoch] <= losses[best])
    return epoch + 1, best


@stops.mistake("The best epoch is counted from 0, as Keras counts; yours is one too many.")
def _(history, patience):
    epoch, best = _stop(history["val_loss"], patience)
    return epoch + 1, best + 1


@stops.accepts
def _(history, patience):
    best_loss, best_epoch, wait, epoch = float("inf"), 0, 0, -1
    for epoch, loss in enumerate(history["val_loss"]):
        wait += 1
        if loss < best_loss:
            best_loss, best_epoch, wait = loss, epoch, 0
        elif wait >= patience:
            break
    return epoch + 1, best_epoch


@stops.accepts
def _(history, patience):
    losses = history["val_loss"]
    for n in range(1, len(losses) + 1):
        best = int(np.argmin(losses[:n]))
        if n - 1 - best >= patience:
            return n, best
    return len(losses), int(np.argmin(losses))


stops.hints(
    "Keep two things while you go through the epochs: which was the best so far, and how many have "
    "passed since. What happens to the second when a better one comes?",
    "If losses[epoch] < losses[best]: best = epoch and waited = 0. Otherwise waited += 1, and when "
    "it equals patience, return epoch + 1 and best.",
)
stops.why(
    "This is EarlyStopping, all of it. With restore_best_weights=True the model goes back to the "
    "second of your numbers."
)
