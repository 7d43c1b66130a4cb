"""Lesson 04, Stack neurons into layers: what it asks, what it accepts, what it knows by name."""

import itertools

import numpy as np

from course_lib.checks import Lesson, blanks, exercise, number, question

LESSON = Lesson(number=4, title="Stack neurons into layers", notebook="04_layers.ipynb")


def sigmoid(z):
    """The lesson's own, so that solutions here read as they do there."""
    return 1 / (1 + np.exp(-z))


# ----------------------------------------------------------------------------------- remember

silenced = question(
    lesson=4,
    kind="ask",
    prompt="Lesson 03: in the 2-2-1 network, w5 is 0. Which numbers can't change the answer now?",
    options={
        "w1, w2 and b1": "They are h1's, and nothing carries h1 on to o1.",
        "w5 alone": "w5 itself can: set it to 1 and h1 is heard. It is what comes *before* the 0 "
        "that goes silent.",
        "w1, w2, w3 and w4": "w3 and w4 belong to h2, which reaches o1 through w6.",
    },
    answer="w1, w2 and b1",
)

left_slope = question(
    lesson=4,
    kind="ask",
    prompt="Lesson 02: what is the slope of ReLU at z = -3?",
    options={
        "-3": "That is z. ReLU answers 0 to every z below 0, so nudging z changes nothing.",
        "0": "Left of 0 the curve is flat: a nudge does nothing there.",
        "1": "That is its slope on the right, where a = z.",
    },
    answer="0",
)

memory_of_a_neuron = question(
    lesson=4,
    kind="ask",
    prompt="Lesson 01: what does a neuron with five inputs keep from one call to the next?",
    options={
        "five numbers": "Five weights, and one more: its bias.",
        "six numbers": "Five weights and a bias. Everything else it computes anew.",
        "eleven numbers": "The inputs come in with each call; it need not keep them.",
    },
    answer="six numbers",
)


# ------------------------------------------------------------------------------------ matrices

result_shape = question(
    lesson=4,
    kind="predict",
    prompt="X holds 4 samples of 2 inputs, W is (2, 3). What is the shape of `X @ W`?",
    options={
        "(4, 3)": "A row for each sample, a column for each neuron.",
        "(3, 4)": "The rows of X stay rows.",
        "(2, 2)": "The two 2s meet and are added up over: they are gone from the result.",
        "none: it fails": "It would if the inner two differed. Here both are 2.",
    },
    answer="(4, 3)",
)


@exercise(lesson=4, minutes=5, difficulty=2)
def layer(X, W, b):
    """Every neuron's answer to every row: (n, n_in) -> (n, units)."""
    return sigmoid(X @ W + b)


@layer.cases
def _(rng):
    yield np.array([[2.0, 3.0]]), np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([0.0, 0.0])
    yield rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)  # nothing fails here
    for n, n_in, units in ((4, 2, 3), (1, 3, 2), (5, 4, 1), (2, 3, 4)):
        yield rng.normal(size=(n, n_in)), rng.normal(size=(n_in, units)), rng.normal(size=units)


@layer.mistake(
    "W is transposed: here each *column* of W is a neuron, so X meets W as it is. X @ W, not X @ "
    "W.T."
)
def _(X, W, b):
    return sigmoid(X @ W.T + b)


@layer.mistake(
    "You multiplied in the other order, W @ X. Rows are samples here: X comes first, and its "
    "columns meet the rows of W."
)
def _(X, W, b):
    return sigmoid(W @ X + b)


@layer.mistake(
    "Your answer is (units, n), a column for each sample. Rows are samples: swap it round, X @ W + "
    "b."
)
def _(X, W, b):
    return sigmoid(W.T @ X.T + b[:, np.newaxis])


@layer.mistake(
    "You stood b up as a column, so it is spread over the samples. It belongs to the neurons, one "
    "number for each column: leave it as it is, (units,)."
)
def _(X, W, b):
    return sigmoid(X @ W + b[:, np.newaxis])


@layer.mistake("The bias is left out: each neuron adds its own, X @ W + b.")
def _(X, W, b):
    return sigmoid(X @ W)


@layer.mistake("The sigmoid is missing: this is Z, the sums. Squeeze all of them at once.")
def _(X, W, b):
    return X @ W + b


@layer.mistake("Only the first sample went through. X @ W takes all rows in one step.")
def _(X, W, b):
    return sigmoid(X[0] @ W + b)


@layer.mistake(
    "`*` multiplies number by number and adds nothing up. The matrix product is @: X @ W."
)
def _(X, W, b):
    return sigmoid(X * W + b)


@layer.accepts
def _(X, W, b):
    return np.array([[sigmoid(x @ w + b_j) for w, b_j in zip(W.T, b, strict=True)] for x in X])


@layer.accepts
def _(X, W, b):
    return 1 / (1 + np.exp(-(np.einsum("ni,iu->nu", X, W) + b)))


@layer.accepts
def _(X, W, b):
    return sigmoid((W.T @ X.T).T + b[np.newaxis, :])


layer.hints(
    "One line does it for all samples and all neurons. Which two shapes have to meet in the "
    "middle?",
    "X is (n, n_in) and W is (n_in, units), so it is X @ W; then add b, then sigmoid.",
)
layer.why(
    "The time of every training goes into this one line, and machines are built to do it fast."
)


shapes = blanks(
    lesson=4,
    minutes=4,
    difficulty=1,
    prompt="32 samples of 20 numbers each go through a layer of 64 neurons, then one of 10.",
    text="""
        | array | what it is | rows | columns |
        |---|---|---|---|
        | X | the batch | 32 | 20 |
        | W1 | kernel of layer 1 | {w1_rows} | {w1_columns} |
        | A1 | what layer 1 says | {a1_rows} | {a1_columns} |
        | W2 | kernel of layer 2 | {w2_rows} | {w2_columns} |
        | A2 | what layer 2 says | {a2_rows} | {a2_columns} |

        The bias b1 holds {b1} numbers.
    """,
    answers={
        "w1_rows": number(
            20,
            "rows of W1",
            mistakes={
                64: "The 64 are its columns: a column for each neuron, a row for each input.",
                32: "No array of weights knows how many samples there are.",
                21: "The bias is kept apart, in b1; W1 has a row for each input and no more.",
            },
        ),
        "w1_columns": number(
            64, "columns of W1", mistakes={20: "Swapped: a row for each input, a column a neuron."}
        ),
        "a1_rows": number(
            32,
            "rows of A1",
            mistakes={
                20: "Samples stay rows: what comes out has as many rows as X.",
                64: "The neurons are its columns. Its rows are the samples.",
            },
        ),
        "a1_columns": number(
            64, "columns of A1", mistakes={32: "The samples are its rows. Its columns: neurons."}
        ),
        "w2_rows": number(
            64,
            "rows of W2",
            mistakes={
                20: "Layer 2 never sees X. Its inputs are layer 1's 64 answers.",
                10: "The 10 are its columns: a column for each neuron, a row for each input.",
            },
        ),
        "w2_columns": number(10, "columns of W2", mistakes={64: "Swapped: those are its rows."}),
        "a2_rows": number(
            32, "rows of A2", mistakes={10: "Samples are rows. The 10 are its columns."}
        ),
        "a2_columns": number(
            10, "columns of A2", mistakes={64: "Those came in. 10 neurons give 10 answers."}
        ),
        "b1": number(
            64,
            "numbers in b1",
            mistakes={
                1: "Every neuron has a lean of its own.",
                32: "One for each neuron, not for each sample.",
                20: "One for each neuron, not for each input.",
            },
        ),
    },
)
shapes.hints(
    "A kernel has a row for each input of its layer and a column for each of its neurons.",
    "What leaves layer 1, (32, 64), enters layer 2: so W2 has 64 rows.",
)
shapes.why("Nine of ten errors in this trade are shapes. Who names them finds them.")


table_of_differences = question(
    lesson=4,
    kind="predict",
    prompt="`model(X)` has shape (4, 1), `y_true` has (4,). What is the shape of their difference?",
    options={
        "(4,)": "NumPy lines shapes up from the right: the 1 meets the 4.",
        "(4, 1)": "NumPy lines shapes up from the right: (4,) is read as (1, 4).",
        "(4, 4)": "(4, 1) against (1, 4): both are stretched.",
    },
    answer="(4, 4)",
)


@exercise(lesson=4, minutes=4, difficulty=2)
def errors(y_pred, y_true):
    """One error a sample: (n, 1) predictions and (n,) labels -> (n,)."""
    return y_pred[:, 0] - y_true


@errors.cases
def _(rng):
    yield np.array([[0.5], [0.25], [0.75]]), np.array([1.0, 0.0, 1.0])
    for n in (2, 5, 4, 1):
        yield rng.random((n, 1)), rng.integers(0, 2, n) + rng.normal(size=n)


@errors.mistake(
    "This is a table of (n, n): every prediction minus every label. Make y_pred a flat (n,) first, "
    "with y_pred[:, 0]."
)
def _(y_pred, y_true):
    return y_pred - y_true


@errors.mistake(
    "The numbers are right and stand in a column, (n, 1). A flat (n,) is asked for: flatten y_pred "
    "instead of standing y_true up."
)
def _(y_pred, y_true):
    return y_pred - y_true[:, np.newaxis]


@errors.mistake(
    "You took one column of the table (n, n): there the first label is subtracted from everybody. "
    "Flatten y_pred before you subtract."
)
def _(y_pred, y_true):
    return (y_pred - y_true)[:, 0]


@errors.mistake(
    "You took one row of the table (n, n): the first prediction minus every label. Flatten y_pred "
    "before you subtract."
)
def _(y_pred, y_true):
    return (y_pred - y_true)[0]


@errors.mistake("The sign is turned round: the error is the prediction minus the label.")
def _(y_pred, y_true):
    return y_true - y_pred[:, 0]


@errors.accepts
def _(y_pred, y_true):
    return y_pred.ravel() - y_true


@errors.accepts
def _(y_pred, y_true):
    return np.diag(y_pred - y_true)


@errors.accepts
def _(y_pred, y_true):
    return (y_pred - y_true.reshape(-1, 1)).reshape(-1)


errors.hints(
    "Print both shapes. NumPy lines them up from the right, and stretches every 1 to fit.",
    "y_pred[:, 0] is its only column, as a flat (n,). Subtract y_true from that.",
)
errors.why(
    "Nothing fails when this goes wrong: the mean of 16 numbers is as easily computed as that of "
    "4, and the training learns nonsense."
)


# ------------------------------------------------------------------------------------ counting

wider = question(
    lesson=4,
    kind="predict",
    prompt="20 inputs, 64 neurons, 10 neurons. You double the 64. The number of parameters …",
    options={
        "grows by 64": "64 more biases. But every new neuron brings its weights, coming and going.",
        "nearly doubles": "All numbers but ten biases belong to a neuron of layer 1, or to an edge "
        "that leaves one.",
        "becomes four times as large": "For that, both ends of an edge would have to double.",
    },
    answer="nearly doubles",
)

_COMMA = "Type it without the comma: here a comma is a decimal point."


def _count(n_in: int, units: int) -> int:
    return n_in * units + units


_TOTAL = _count(20, 64) + _count(64, 10)
_DEEP = _count(8, 6), _count(6, 6), _count(6, 4)

counting = blanks(
    lesson=4,
    minutes=4,
    difficulty=1,
    prompt="Count weights and biases, layer by layer.",
    text="""
        | network | layer 1 | layer 2 | layer 3 | in all |
        |---|---|---|---|---|
        | 3-2 | 3·2 + 2 = 8 | | | 8 |
        | 20-64-10 | 20·64 + 64 = 1344 | 64·10 + 10 = {second} | | {total} |
        | 8-6-6-4 | {deep1} | {deep2} | {deep3} | {deep} |
    """,
    answers={
        "second": number(650, "layer 2 of 20-64-10", mistakes={640: "The 10 biases are missing."}),
        "total": number(
            _TOTAL,
            "20-64-10 in all",
            mistakes={
                _TOTAL - 74: "The biases are missing: 64 and 10.",
                _TOTAL - 10: "Layer 2 came without its biases.",
                _TOTAL + 20: "The inputs have no biases: they compute nothing.",
                _TOTAL / 1000: _COMMA,
            },
        ),
        "deep1": number(
            _DEEP[0],
            "layer 1 of 8-6-6-4",
            mistakes={48: "The 6 biases are missing.", 56: "6 biases, one a neuron, not 8."},
        ),
        "deep2": number(_DEEP[1], "layer 2 of 8-6-6-4", mistakes={36: "The 6 biases are missing."}),
        "deep3": number(
            _DEEP[2],
            "layer 3 of 8-6-6-4",
            mistakes={24: "The 4 biases are missing.", 30: "4 biases, one a neuron, not 6."},
        ),
        "deep": number(
            sum(_DEEP),
            "8-6-6-4 in all",
            mistakes={
                108: "All the biases are missing: 6, 6 and 4.",
                132: "The inputs have no biases: they compute nothing.",
            },
        ),
    },
)
counting.hints(
    "A layer has inputs times neurons weights, and one bias for each neuron.",
    "Layer 1 of 8-6-6-4: 8·6 + 6. Then 6·6 + 6, then 6·4 + 4.",
)
counting.why("Keras prints these very numbers under “Param #”, and lesson 10 holds you to them.")


two_layer = question(
    lesson=4,
    kind="ask",
    prompt="A text speaks of “a 2-layer network”. How many columns of circles does its drawing "
    "have?",
    options={
        "2": "Then one of them would be the inputs, which compute nothing and are not counted.",
        "3": "Inputs, a hidden layer, an output layer: the last two have weights, so it has 2 "
        "layers.",
        "4": "That would be 3 layers that compute.",
    },
    answer="3",
)


@exercise(lesson=4, minutes=4, difficulty=2)
def count_params(sizes):
    """All weights and biases of a network: `sizes` lists its inputs, then each layer's neurons."""
    total = 0
    for i in range(1, len(sizes)):
        n_in, units = sizes[i - 1], sizes[i]
        total += n_in * units + units
    return total


@count_params.cases
def _(rng):
    yield ([20, 64, 10],)
    yield ([3, 2],)
    yield ([8, 6, 6, 4],)
    for length in (2, 3, 4, 6):
        yield (rng.integers(2, 40, size=length).tolist(),)


@count_params.mistake(
    "The biases are left out: 20-64-10 has 1,920 weights and 74 biases. Every neuron has one."
)
def _(sizes):
    return sum(n_in * units for n_in, units in itertools.pairwise(sizes))


@count_params.mistake(
    "You gave the inputs biases too. An input computes nothing: count from the first layer on."
)
def _(sizes):
    return sum(a * b for a, b in itertools.pairwise(sizes)) + sum(sizes)


@count_params.mistake(
    "Your layers have a bias for each *input*. It is one for each neuron: n_in * units + units."
)
def _(sizes):
    return sum(a * b + a for a, b in itertools.pairwise(sizes))


@count_params.mistake("You counted one bias a layer. Every neuron of it has its own.")
def _(sizes):
    return sum(a * b + 1 for a, b in itertools.pairwise(sizes))


@count_params.mistake(
    "The last layer is missing. A network of three sizes has two layers: go through the pairs of "
    "neighbours."
)
def _(sizes):
    return sum(a * b + b for a, b in itertools.pairwise(sizes[:-1]))


@count_params.mistake("You counted the circles. The parameters are the edges, and a bias a neuron.")
def _(sizes):
    return sum(sizes)


@count_params.accepts
def _(sizes):
    return sum((n_in + 1) * units for n_in, units in itertools.pairwise(sizes))


@count_params.accepts
def _(sizes):
    sizes = np.array(sizes)
    return int(((sizes[:-1] + 1) * sizes[1:]).sum())


count_params.hints(
    "Each layer has n_in * units weights and units biases. What is n_in of the second layer?",
    "For i from 1, sizes[i - 1] and sizes[i] belong together: (20, 64), then (64, 10).",
)
count_params.why(
    "Before you train a network, count it: more parameters than examples is a warning sign."
)


# -------------------------------------------------------------------------------------- memory

column = question(
    lesson=4,
    kind="predict",
    prompt="You set h2's weights to 0. Which of the nine numbers in model.params become 0?",
    options={
        "the third and the fourth": "That would be the second row of the kernel: everybody's "
        "weight "
        "for x2.",
        "the second and the fourth": "h2 is the second column, and the kernel lies there row by "
        "row.",
        "none: params is a copy": "It would be, in many a program. Here it is the same memory.",
    },
    answer="the second and the fourth",
)


@exercise(lesson=4, minutes=5, difficulty=3)
def split(params, n_in, units):
    """A layer's kernel (n_in, units) and bias (units,), out of one flat vector."""
    kernel = params[: n_in * units].reshape(n_in, units)
    bias = params[n_in * units :]
    return kernel, bias


@split.cases
def _(rng):
    yield np.array([1.0, 2.0, -1.0, 0.5, 0.5, -1.0]), 2, 2  # the lesson's own layer
    yield np.arange(1.0, 9.0), 3, 2  # 8 numbers: 3-2
    for n_in, units in ((4, 3), (1, 5), (5, 1), (2, 7)):
        yield rng.normal(size=n_in * units + units), n_in, units


@split.mistake(
    "The kernel was filled neuron by neuron, column after column. In memory it lies row by row: "
    "reshape(n_in, units)."
)
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(units, n_in).T
    return kernel, params[n_in * units :]


@split.mistake("The kernel lies on its side: it has a row for each input, reshape(n_in, units).")
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(units, n_in)
    return kernel, params[n_in * units :]


@split.mistake("You took the bias from the front. The kernel comes first, the bias behind it.")
def _(params, n_in, units):
    return params[units:].reshape(n_in, units), params[:units]


@split.mistake("Kernel and bias are right, and returned in the other order: kernel, bias.")
def _(params, n_in, units):
    return params[n_in * units :], params[: n_in * units].reshape(n_in, units)


@split.mistake("The kernel is still flat: reshape it to (n_in, units).")
def _(params, n_in, units):
    return params[: n_in * units], params[n_in * units :]


@split.mistake("The bias is a table of one row, (1, units). It is flat, (units,): leave it so.")
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(n_in, units)
    return kernel, params[n_in * units :].reshape(1, units)


@split.accepts
def _(params, n_in, units):
    return params[:-units].reshape(n_in, -1), params[-units:]


@split.accepts
def _(params, n_in, units):
    rows = params.reshape(n_in + 1, units)
    return rows[:-1], rows[-1]


split.hints(
    "The kernel takes the first n_in * units numbers. How many are left?",
    "params[: n_in * units].reshape(n_in, units) is the kernel; params[n_in * units :] is the "
    "bias.",
)
split.why(
    "Slicing and reshaping copy nothing: what you cut out is a window. That is how one vector can "
    "be a whole network."
)
