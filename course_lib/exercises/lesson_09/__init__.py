"""Lesson 09, Part what no line can part: hidden layers, their first weights, and their depth."""

import numpy as np

from course_lib.checks import Lesson, exercise, question
from course_lib.checks.values import numbers, read
from course_lib.nn.activations import sigmoid

LESSON = Lesson(number=9, title="Part what no line can part", notebook="09_hidden_layers.ipynb")


remember_rate = question(
    lesson=9,
    kind="ask",
    prompt="Lesson 08: the loss grows from step to step, faster and faster. What do you change "
    "first?",
    options={
        "More epochs": "More of the same steps lead farther out.",
        "A lower learning rate": "Each step lands beyond the bottom, higher than it began. A "
        "shorter one does not.",
        "Other first weights": "In a bowl it does not matter where you start: a rate above the "
        "border diverges from everywhere.",
    },
    answer="A lower learning rate",
)

remember_way_back = question(
    lesson=9,
    kind="ask",
    prompt="Lesson 06: on its way back from the output to w1, which weight does the slope pass "
    "through?",
    options={
        "w5, which leads from h1 to the output": "What h1 does to the loss, it does through w5; "
        "so the slope is multiplied by it.",
        "w2, which leads into h1 as well": "w2 carries the other input to h1. Forward, nothing of "
        "w1 passes through it, and so nothing does backward.",
        "None: w1 is right at the input": "Forward, w1 acts on h1, and h1 acts on the output "
        "through a weight. Backward is the same way.",
    },
    answer="w5, which leads from h1 to the output",
)

remember_one_neuron = question(
    lesson=9,
    kind="ask",
    prompt="Lesson 03: which of these can one neuron with two inputs never do?",
    options={
        "AND": "A line that cuts one corner off is enough for AND.",
        "OR": "A line that cuts one corner off is enough for OR: the other corner.",
        "XOR": "Its two yeses lie across from each other, and no straight line has both on one "
        "side and both noes on the other.",
    },
    answer="XOR",
)

one_neuron = question(
    lesson=9,
    kind="predict",
    prompt="One neuron is trained on the four rows until nothing changes any more. What does it "
    "say of them?",
    options={
        "three right, one wrong": "It could. But what does the mean squared error say to that, "
        "against four answers that are all half wrong?",
        "0.5 to everything": "The four pull it in four directions, and the mean of them is "
        "nothing.",
        "something else for each seed": "Its loss is a bowl with a single bottom, wherever it "
        "starts.",
    },
    answer="0.5 to everything",
)


@exercise(lesson=9, minutes=3, difficulty=1)
def fold(kernel, bias):
    """One table of weights, for rows whose last column is 1."""
    return np.vstack([kernel, bias])


@fold.cases
def _(rng):
    yield np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.5, -1.0])
    for n_in, units in ((2, 4), (3, 2), (4, 4)):
        yield rng.normal(size=(n_in, units)), rng.normal(size=units)


@fold.mistake(
    "You put the biases into the first row. There the first *input* finds its weights; the ones "
    "are the last column of X, so their weights are the last row."
)
def _(kernel, bias):
    return np.vstack([bias, kernel])


@fold.mistake(
    "You added a row of ones. The ones are in X already; what they are multiplied with is the bias."
)
def _(kernel, bias):
    return np.vstack([kernel, np.ones(len(bias))])


@fold.mistake(
    "You added the bias to every weight, so it is multiplied by every input. It wants a row of its "
    "own, which only the 1 meets."
)
def _(kernel, bias):
    return kernel + bias


@fold.mistake("The biases are lost: your last row is 0, and the ones have nothing to carry.")
def _(kernel, bias):
    return np.vstack([kernel, np.zeros_like(bias)])


@fold.mistake("The kernel came back as it was. It needs one more row, for the column of ones.")
def _(kernel, bias):
    return kernel


@fold.mistake("Your table lies on its side: each neuron is a column, so that X @ table works.")
def _(kernel, bias):
    return np.vstack([kernel, bias]).T


@fold.accepts
def _(kernel, bias):
    return np.concatenate([kernel, bias[np.newaxis]])


@fold.accepts
def _(kernel, bias):
    table = np.empty((len(kernel) + 1, len(bias)))
    table[:-1], table[-1] = kernel, bias
    return table


fold.hints(
    "X gets one more column, so the table needs one more row. Which number should each neuron find "
    "where its column meets the 1?",
    "np.vstack puts rows under each other: the kernel, then the bias.",
)
fold.why(
    "Now there is a single table to find slopes for, and every rule has to be found only once."
)


ones_column = question(
    lesson=9,
    kind="ask",
    prompt="Somebody forgets the column of ones. What can their hidden neurons no longer do?",
    options={
        "Turn their lines": "The two weights turn the line, with or without a bias.",
        "Move their lines away from (0, 0)": "Without a bias z is 0 wherever both inputs are 0, so "
        "every line goes through that point.",
        "Sharpen their lines": "Larger weights sharpen, with or without a bias.",
    },
    answer="Move their lines away from (0, 0)",
)


@exercise(lesson=9, minutes=8, difficulty=3)
def step(X, y, weights1, weights2):
    """One step with all rows at once: the new weights1 and weights2."""
    layer1 = sigmoid(X @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    d2 = 2 * (y - y_pred) * y_pred * (1 - y_pred)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.cases
def _(rng):
    X = np.array([[0.0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    yield X, np.array([[0.0], [1], [1], [0]]), rng.random((3, 4)), rng.random((4, 1))
    for n, features, units in ((5, 3, 2), (3, 2, 4), (6, 4, 3)):
        y = rng.integers(0, 2, size=(n, 1)).astype(float)
        yield (
            rng.normal(size=(n, features)),
            y,
            rng.normal(size=(features, units)),
            rng.normal(size=(units, 1)),
        )


def _pass(X, y, weights1, weights2):
    layer1 = sigmoid(X @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    return layer1, y_pred, 2 * (y - y_pred) * y_pred * (1 - y_pred)


@step.mistake(
    "You went uphill: d2 was made from y_pred - y and then added. Either add with y - y_pred, or "
    "subtract with y_pred - y."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 - X.T @ d1, weights2 - layer1.T @ d2


@step.mistake(
    "You changed weights2 before weights1 had used it: on the way back the slope goes through the "
    "old weights2. Work out both, then change both."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    weights2 = weights2 + layer1.T @ d2
    return weights1 + X.T @ (d2 @ weights2.T * layer1 * (1 - layer1)), weights2


@step.mistake(
    "A transpose is missing or too many, so the inner sizes do not meet. Let the shapes lead you: "
    "weights1 has a row for each feature, so its gradient begins with X.T; weights2 has one for "
    "each unit: layer1.T; and d2 @ weights2.T brings d2 back to the hidden layer."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d1 = d2 @ weights2 * layer1 * (1 - layer1)
    return weights1 + X @ d1, weights2 + layer1 @ d2


@step.mistake(
    "The slope of the hidden sigmoid is missing: on the way through layer1, multiply by "
    "layer1 * (1 - layer1)."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return weights1 + X.T @ (d2 @ weights2.T), weights2 + layer1.T @ d2


@step.mistake(
    "The slope of the output's sigmoid is missing: d2 is 2 * (y - y_pred) * y_pred * (1 - y_pred)."
)
def _(X, y, weights1, weights2):
    layer1, y_pred, _ = _pass(X, y, weights1, weights2)
    d2 = 2 * (y - y_pred)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.mistake("The 2 of the square is missing: the slope of (y - y_pred)² has a factor of 2.")
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d2 = d2 / 2
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.mistake(
    "You divided by the number of rows. Here the loss is the sum over the rows, not their mean, so "
    "their gradients are added up: leave the division out."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d2 = d2 / len(X)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.mistake(
    "Only weights2 moved. The hidden layer is to learn too: take d2 back through weights2.T."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return weights1, weights2 + layer1.T @ d2


@step.mistake("You returned the two steps. Add them to the old weights.")
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return X.T @ (d2 @ weights2.T * layer1 * (1 - layer1)), layer1.T @ d2


@step.mistake(
    "The numbers are right, and `+=` wrote them into the caller's own arrays. Return new ones: "
    "weights1 + …"
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    weights1 += X.T @ d1
    weights2 += layer1.T @ d2
    return weights1, weights2


@step.accepts
def _(X, y, weights1, weights2):
    layer1, y_pred, _ = _pass(X, y, weights1, weights2)
    dz2 = 2 * (y_pred - y) * y_pred * (1 - y_pred)
    dz1 = np.dot(dz2, weights2.T) * (layer1 - layer1**2)
    return [weights1 - np.dot(X.T, dz1), weights2 - np.dot(layer1.T, dz2)]


@step.accepts
def _(X, y, weights1, weights2):
    new1, new2 = weights1.copy(), weights2.copy()
    for row, answer in zip(X, y, strict=True):
        hidden = sigmoid(row @ weights1)
        out = sigmoid(hidden @ weights2)
        d2 = 2 * (answer - out) * out * (1 - out)
        new2 += np.outer(hidden, d2)
        new1 += np.outer(row, weights2[:, 0] * d2 * hidden * (1 - hidden))
    return new1, new2


step.hints(
    "Two gradients, then two updates. weights2's is worked out above the exercise: layer1.T @ d2. "
    "weights1's has the same form, with X in the place of layer1. What takes the place of d2?",
    "d1 = d2 @ weights2.T * layer1 * (1 - layer1), one number for each row and unit; then "
    "weights1 + X.T @ d1 and weights2 + layer1.T @ d2.",
)
step.why("This is backprop for a layer of any width: not a line changes for 4,000 units.")


from_ones = question(
    lesson=9,
    kind="predict",
    prompt="All first weights are 1. What will the four hidden neurons look like after training?",
    options={
        "four different lines": "They read the same rows, and each has the same weight to the "
        "output. What could make the first of them move otherwise than the second?",
        "one line, four times": "Equal numbers get equal gradients, in every step.",
        "nothing moves at all": "The loss has a slope: they move. Together.",
    },
    answer="one line, four times",
)


@exercise(lesson=9, minutes=4, difficulty=2, returns=dict)
def break_symmetry(kernel, seed):
    """The kernel, a little changed, so that no two neurons are alike."""
    return kernel + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)


@break_symmetry.through
def _(break_symmetry, kernel, seed):
    """The new kernel, asked for twice."""
    return break_symmetry(kernel, seed), break_symmetry(kernel, seed)


@break_symmetry.seen
def _(kernels, kernel, seed):
    """What is asked of the new kernel, since chance may draw it in many ways."""
    new, again = map(numbers, map(read, kernels))
    if new is None or again is None:
        return kernels[0]
    same_shape = new.shape == kernel.shape
    return {
        "shape": list(new.shape),
        "different neurons": len(np.unique((1.0 * new.T).round(12), axis=0)) if same_shape else 0,
        "the same seed gives the same": bool(np.array_equal(new, again)),
        "no weight moved by more than 1": same_shape and bool(np.abs(new - kernel).max() <= 1),
    }


@break_symmetry.cases
def _(rng):
    yield np.ones((3, 4)), 0
    yield np.zeros((2, 3)), 1
    for n_in, units in ((3, 5), (4, 2)):
        column = rng.normal(size=(n_in, 1))
        yield np.repeat(column, units, axis=1), int(rng.integers(1000))


@break_symmetry.mistake(
    "You drew one number and added it to all weights: the neurons moved, and are twins still. Draw "
    "as many numbers as there are weights: size=kernel.shape."
)
def _(kernel, seed):
    return kernel + np.random.default_rng(seed).normal(scale=0.1)


@break_symmetry.mistake(
    "You drew one number for each input, so each row changed as a whole and the columns, which are "
    "the neurons, are twins still. Draw one for each weight: size=kernel.shape.",
    same_as="mistake 1",
)
def _(kernel, seed):
    return kernel + np.random.default_rng(seed).normal(scale=0.1, size=(len(kernel), 1))


@break_symmetry.mistake(
    "You changed one neuron only, and the others are twins still. Every column needs numbers of "
    "its own."
)
def _(kernel, seed):
    new = kernel.copy()
    new[:, 0] += np.random.default_rng(seed).normal(scale=0.1, size=len(kernel))
    return new


@break_symmetry.mistake(
    "The seed is not used: each call draws other numbers, and nobody can repeat your training. "
    "Draw from np.random.default_rng(seed)."
)
def _(kernel, seed):
    return kernel + np.random.default_rng().normal(scale=0.1, size=kernel.shape)


@break_symmetry.mistake(
    "The neurons differ, and they are far from where they were: large weights push every sigmoid "
    "to its flat end. Keep the noise small, 0.1 or so."
)
def _(kernel, seed):
    return kernel + 10 + np.random.default_rng(seed).normal(scale=0.1, size=kernel.shape)


@break_symmetry.accepts
def _(kernel, seed):
    rng = np.random.default_rng(seed)
    return kernel + rng.uniform(-0.05, 0.05, size=kernel.shape)


@break_symmetry.accepts
def _(kernel, seed):
    return kernel + np.random.RandomState(seed).normal(scale=0.01, size=kernel.shape)


break_symmetry.hints(
    "A column is a neuron. How many random numbers does it take so that no two columns are equal?",
    "rng = np.random.default_rng(seed), then add rng.normal(scale=0.1, size=kernel.shape).",
)
break_symmetry.why(
    "That is the only reason why first weights are random. The biases may all be zero: different "
    "weights are difference enough."
)


@exercise(lesson=9, minutes=5, difficulty=2)
def first_weights(n_in, units, activation, seed):
    """A kernel from the bell curve: He's size for "relu", Xavier's otherwise."""
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return np.random.default_rng(seed).normal(0, np.sqrt(variance), size=(n_in, units))


@first_weights.cases
def _(rng):
    yield 3, 4, "sigmoid", 42
    yield 3, 4, "relu", 42
    for activation in ("tanh", "relu", "sigmoid", "relu"):
        n_in, units = (int(n) for n in rng.choice(np.arange(5, 40), size=2, replace=False))
        yield n_in, units, activation, int(rng.integers(1000))


def _drawn(n_in, units, seed, deviation):
    return np.random.default_rng(seed).normal(0, deviation, size=(n_in, units))


@first_weights.mistake(
    "You passed the variance where NumPy wants the standard deviation. Take the root: "
    "np.sqrt(2 / n_in), and np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, variance)


@first_weights.mistake(
    "You swapped the two: ReLU silences half of the sums, so it is ReLU that needs He's larger "
    "weights."
)
def _(n_in, units, activation, seed):
    variance = 2 / (n_in + units) if activation == "relu" else 2 / n_in
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "You took Xavier's size for ReLU as well. For “relu” it is np.sqrt(2 / n_in)."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, np.sqrt(2 / (n_in + units)))


@first_weights.mistake(
    "You took He's size for all. Without ReLU it is Xavier's: np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, np.sqrt(2 / n_in))


@first_weights.mistake(
    "The 2 is missing in He's size: half of the sums fall silent, so the rest has to count double."
)
def _(n_in, units, activation, seed):
    variance = 1 / n_in if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "Xavier's variance is one over the mean of n_in and units, and you took one over their sum: "
    "the 2 is missing."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 1 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "You divided by the units in He's size. What adds up in a neuron are its inputs: n_in."
)
def _(n_in, units, activation, seed):
    variance = 2 / units if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "Your kernel lies on its side: a row for each input and a column for each neuron, "
    "size=(n_in, units)."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return np.random.default_rng(seed).normal(0, np.sqrt(variance), size=(units, n_in))


@first_weights.accepts
def _(n_in, units, activation, seed):
    fan = n_in if activation == "relu" else (n_in + units) / 2
    variance = (2 if activation == "relu" else 1) / fan
    return np.random.default_rng(seed).standard_normal((n_in, units)) * variance**0.5


first_weights.hints(
    "The formulas give a variance, and rng.normal asks for a standard deviation, its root.",
    'np.sqrt(2 / n_in) for "relu", else np.sqrt(2 / (n_in + units)); then '
    "np.random.default_rng(seed).normal(0, deviation, size=(n_in, units)).",
)
first_weights.why(
    "With it a signal keeps its size through the layers, forward and back. The next figure shows "
    "what happens without."
)


too_deep = question(
    lesson=9,
    kind="predict",
    prompt="A network has ten hidden layers of sigmoids. Compare the gradient in its first layer "
    "with that in its last.",
    options={
        "about the same": "Each layer on the way back multiplies the slope by a sigmoid's slope. "
        "How large is that at most?",
        "smaller, perhaps by half": "At most a quarter remains, layer after layer. Ten times.",
        "smaller by a factor of many thousands": "A quarter of a quarter of a quarter …",
    },
    answer="smaller by a factor of many thousands",
)


@exercise(lesson=9, minutes=4, difficulty=2, returns=int)
def units_needed(labels):
    """How many lines, one for each hidden neuron, part these labels in a row?"""
    return sum(labels[i] != labels[i + 1] for i in range(len(labels) - 1))


@units_needed.cases
def _(rng):
    yield ([0, 1, 0],)  # XOR along its diagonal
    yield ([0, 0, 1, 1, 1],)
    yield ([1, 1, 1],)
    yield ([1, 0, 0, 1, 1, 0, 1],)
    for n in (6, 9, 12):
        yield ([int(label) for label in rng.integers(0, 2, size=n)],)


@units_needed.mistake(
    "You counted the groups. Between two groups there is one line, so it takes one line fewer."
)
def _(labels):
    return 1 + int(np.count_nonzero(np.diff(labels)))


@units_needed.mistake(
    "You counted the ones. Neighbours with the same label share a side, and need no line between "
    "them."
)
def _(labels):
    return sum(labels)


@units_needed.mistake(
    "You counted the steps up only. A line is needed wherever the label changes, down as well."
)
def _(labels):
    return int(np.count_nonzero(np.diff(labels) > 0))


@units_needed.mistake(
    "You counted the steps down only. A line is needed wherever the label changes, up as well."
)
def _(labels):
    return int(np.count_nonzero(np.diff(labels) < 0))


@units_needed.mistake(
    "You put a line between any two neighbours. Between equal labels none is needed."
)
def _(labels):
    return len(labels) - 1


@units_needed.mistake(
    "You compared the last label with the first as well. The row is a line, not a ring."
)
def _(labels):
    return sum(labels[i] != labels[i - 1] for i in range(len(labels)))


@units_needed.accepts
def _(labels):
    return int(np.abs(np.diff(labels)).sum())


@units_needed.accepts
def _(labels):
    count = 0
    for i in range(1, len(labels)):
        if labels[i] != labels[i - 1]:
            count += 1
    return count


units_needed.hints(
    "Walk along the row. At which places do you need a line?",
    "Count the neighbours that differ: np.diff of the labels is 0 where nothing changes.",
)
units_needed.why(
    "A layer that is too small cannot draw the picture, however long you train. One that is larger "
    "than needed finds it more easily, and learns noise more easily too: lesson 12."
)
