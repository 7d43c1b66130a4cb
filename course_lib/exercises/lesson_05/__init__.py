"""Lesson 05, Put a number on being wrong: what it asks, accepts, and the mistakes it knows."""

import math

import numpy as np

from course_lib.checks import Lesson, blanks, choice, exercise, number, question

LESSON = Lesson(number=5, title="Put a number on being wrong", notebook="05_loss.ipynb")


remember_parameters = question(
    lesson=5,
    kind="ask",
    prompt="Lesson 04: how many parameters has a layer of 2 neurons that reads 3 inputs?",
    options={
        "5": "3 + 2 counts what there is to connect. Every neuron has a weight for every input.",
        "6": "Those are the weights, 3 · 2. What does each neuron have besides?",
        "8": "3 · 2 weights and 2 biases.",
        "9": "One bias for each neuron, and there are 2 of them; the inputs have none.",
    },
    answer="8",
)

remember_dead = question(
    lesson=5,
    kind="ask",
    prompt="Lesson 02: a ReLU neuron's z is below zero for everything it is shown. What follows?",
    options={
        "Its slope is 0, so no nudge reaches it": "It is called dead. The leaky ReLU was made for "
        "this case.",
        "It answers with negative numbers": "Below zero a ReLU answers 0.",
        "It is saturated, as a sigmoid would be": "A saturated sigmoid still has a little slope. "
        "Here there is none at all.",
    },
    answer="Its slope is 0, so no nudge reaches it",
)

remember_xor = question(
    lesson=5,
    kind="ask",
    prompt="Lesson 03: which of these can no single neuron say?",
    options={
        "AND": "One line cuts off the corner where both inputs are 1.",
        "OR": "One line cuts off the corner where both inputs are 0.",
        "XOR": "Its two corners of yes lie across from each other: no one line has both on a side.",
    },
    answer="XOR",
)


undecided = question(
    lesson=5,
    kind="predict",
    prompt="A model says 0.5 on every one of the six evenings. The mean of its errors is …",
    options={
        "0.5": "Every error has the size 0.5. Mind their signs.",
        "0": "Three errors of +0.5 and three of -0.5.",
        "1": "No error here is larger than a half.",
    },
    answer="0",
)


@exercise(lesson=5, minutes=4, difficulty=1)
def mse(y_true, y_pred):
    """The mean of the squared errors, over all numbers."""
    return np.mean((y_pred - y_true) ** 2)


@mse.cases
def _(rng):
    yield np.array([1.0, 0.0, 0.0, 1.0]), np.zeros(4)  # Zhou's: 0.5, and so is the mean of |error|
    yield np.array([1.0, 0.0, 3.0]), np.array([0.5, -1.0, 1.0])
    yield rng.normal(size=5), rng.normal(size=5)
    yield rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    yield rng.normal(size=(2, 4)), rng.normal(size=(2, 4))


@mse.mistake("You added the squares up. Divide by how many there are: the mean, not the sum.")
def _(y_true, y_pred):
    return np.sum((y_pred - y_true) ** 2)


@mse.mistake(
    "You took the size of the errors, with abs. Square them: an error twice as large then counts "
    "four times."
)
def _(y_true, y_pred):
    return np.mean(np.abs(y_pred - y_true))


@mse.mistake("You took a square root at the end. The loss is the mean of the squares itself.")
def _(y_true, y_pred):
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


@mse.mistake("The errors are not squared, so those above and those below cancel. Square first.")
def _(y_true, y_pred):
    return np.mean(y_pred - y_true)


@mse.mistake(
    "You squared the mean. The errors cancel before that: square each, then take the mean."
)
def _(y_true, y_pred):
    return np.mean(y_pred - y_true) ** 2


@mse.mistake(
    "You took the mean down each column only (axis=0). One number is asked for: the mean over "
    "everything, without an axis."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2, axis=0)


@mse.mistake(
    "You divided by the number of rows. With several outputs a row there are more numbers than "
    "rows: np.mean counts them all."
)
def _(y_true, y_pred):
    return np.sum((y_pred - y_true) ** 2) / len(y_true)


@mse.mistake(
    "You halved it. Some books do, to have no 2 in the slope; this course and Keras don't."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2) / 2


@mse.accepts
def _(y_true, y_pred):
    error = (y_true - y_pred).ravel()
    return error @ error / error.size


@mse.accepts
def _(y_true, y_pred):
    return float(np.average(np.square(np.subtract(y_true, y_pred))))


mse.hints(
    "Three steps, from the inside out: the errors, their squares, the mean of those.",
    "np.mean((y_pred - y_true) ** 2).",
)
mse.why("From lesson 06 on, every number in a network is moved by asking how this one answers.")


confident = question(
    lesson=5,
    kind="predict",
    prompt="The truth is yes. A prediction gets worse, from 0.1 to 0.01. Its squared error …",
    options={
        "doubles": "0.9² is 0.81 and 0.99² is 0.98.",
        "hardly moves": "From 0.81 to 0.98: squares of numbers below 1 never exceed 1.",
        "grows tenfold": "0.9² is 0.81. Ten times that is more than it can be.",
    },
    answer="hardly moves",
)


@exercise(lesson=5, minutes=6, difficulty=2, rtol=1e-5)
def binary_crossentropy(y_true, y_pred):
    """The mean of -log of the probability given to what is true, for yes or no."""
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)  # log 0 is minus infinity
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.cases
def _(rng):
    yield np.array([1.0, 0.0]), np.array([0.9, 0.2])
    yield np.array([1.0, 0.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0, 1.0])  # sure: right, and wrong
    for n in (3, 4, 5):
        y_true = rng.permutation(np.append([0.0, 1.0], rng.integers(0, 2, n - 2)))
        yield y_true, rng.uniform(0.05, 0.95, n)


@binary_crossentropy.mistake(
    "Your formula is right, and it took the log of 0, which is minus infinity; 0 times that is "
    "nan. Keep y_pred away from 0 and 1 first: np.clip(y_pred, 1e-7, 1 - 1e-7)."
)
def _(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


@binary_crossentropy.mistake(
    "Where a prediction was surely wrong you took the log of 0, and the loss is infinite. Keep "
    "y_pred away from 0 and 1 first: np.clip(y_pred, 1e-7, 1 - 1e-7)."
)
def _(y_true, y_pred):
    return -np.mean(np.log(np.where(y_true == 1, y_pred, 1 - y_pred)))


@binary_crossentropy.mistake(
    "The minus is missing: logs of numbers below 1 are negative, so your loss falls as the "
    "predictions get worse."
)
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "You looked at the evenings of yes only. Where the truth is no, the probability given to it "
    "is 1 - y_pred: add (1 - y_true) * log(1 - p)."
)
def _(y_true, y_pred):
    return -np.mean(y_true * np.log(np.clip(y_pred, 1e-7, 1 - 1e-7)))


@binary_crossentropy.mistake(
    "Both your terms take the log of p. Where the truth is no, it is the log of 1 - p."
)
def _(y_true, y_pred):
    return -np.mean(np.log(np.clip(y_pred, 1e-7, 1 - 1e-7)))


@binary_crossentropy.mistake("You added up. The loss is the mean: divide by how many there are.")
def _(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@binary_crossentropy.mistake(
    "You swapped the two: the log is taken of what the model *said*, and y_true decides which log."
)
def _(y_true, y_pred):
    p = np.clip(y_true, 1e-7, 1 - 1e-7)
    return -np.mean(y_pred * np.log(p) + (1 - y_pred) * np.log(1 - p))


@binary_crossentropy.mistake(
    "That is the mean squared error. Here the log of the probability counts."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2)


@binary_crossentropy.accepts
def _(y_true, y_pred):
    p_of_truth = np.where(y_true == 1, y_pred, 1 - y_pred)
    return np.mean(-np.log(np.maximum(p_of_truth, 1e-7)))


@binary_crossentropy.accepts
def _(y_true, y_pred):
    logs = [math.log(max(p if y else 1 - p, 1e-7)) for y, p in zip(y_true, y_pred, strict=True)]
    return -sum(logs) / len(logs)


@binary_crossentropy.accepts
def _(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred + 1e-7) + (1 - y_true) * np.log(1 - y_pred + 1e-7))


binary_crossentropy.hints(
    "One of the two terms is always 0: y_true switches the first on, 1 - y_true the second.",
    "p = np.clip(y_pred, 1e-7, 1 - 1e-7), then minus the mean of y_true * np.log(p) + "
    "(1 - y_true) * np.log(1 - p).",
)
binary_crossentropy.why(
    "With a sigmoid before it, its slope along z is p - y: never flat when wrong."
)


all_no = question(
    lesson=5,
    kind="predict",
    prompt="You pull both weights to -3. The neuron then says no to every evening. The loss is …",
    options={
        "0": "Half of the evenings were coat evenings, and it misses all of them.",
        "0.5": "Three errors of 1 and three of 0, squared, and the mean of them.",
        "1": "That would take an error of 1 on every evening.",
    },
    answer="0.5",
)


shifted = question(
    lesson=5,
    kind="predict",
    prompt="You add 100 to each of the three scores. The shares …",
    options={
        "all grow": "They have to add up to 1: not all can grow.",
        "stay as they are": "Each e^z grows by the same factor, e^100, and so does their sum.",
        "get more equal": "What counts is the distance between the scores, and it has not changed.",
    },
    answer="stay as they are",
)


@exercise(lesson=5, minutes=6, difficulty=2)
def softmax(z):
    """Turn each row of scores into shares that add up to 1: (n, classes) -> (n, classes)."""
    e = np.exp(z - z.max(axis=1, keepdims=True))  # same ratios, and exp cannot overflow
    return e / e.sum(axis=1, keepdims=True)


@softmax.cases
def _(rng):
    yield (np.array([[1.0, 1.0, 2.0]]),)
    yield (np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]]),)
    yield (np.array([[1000.0, 1001.0], [-1000.0, -1002.0], [0.0, 1.0]]),)
    yield (rng.normal(size=(3, 3)),)
    yield (rng.normal(size=(4, 2)),)


@softmax.mistake(
    "Your formula is right, and e^1000 overflows: infinity by infinity is nan. Take each row's "
    "largest score off first; the shares stay the same."
)
def _(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "Your shares add up to 1 down each column. A row is one evening, and its shares add up: axis=1."
)
def _(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@softmax.mistake(
    "You divided by the sum over the whole table. Each row has its own sum: axis=1, keepdims=True."
)
def _(z):
    e = np.exp(z - z.max())
    return e / e.sum()


@softmax.mistake(
    "You took the largest score of the whole table off. A row far below it then holds nothing but "
    "zeros: take each row's own largest, z.max(axis=1, keepdims=True)."
)
def _(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "The sums came out as a flat (n,), and NumPy laid them along the columns instead of down the "
    "rows. keepdims=True keeps them as a column, (n, 1)."
)
def _(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


@softmax.mistake("You shared the scores themselves out, and those can be negative. Take e^z first.")
def _(z):
    return z / z.sum(axis=1, keepdims=True)


@softmax.mistake(
    "That is a sigmoid for each score on its own. Softmax shares 1 out: divide e^z by the sum of "
    "its row."
)
def _(z):
    return 0.5 * (1 + np.tanh(z / 2))


@softmax.mistake("You took e^z and did not share it out: divide by the sum of its row.")
def _(z):
    return np.exp(z - z.max(axis=1, keepdims=True))


@softmax.accepts
def _(z):
    rows = [np.exp(row - max(row)) for row in z]
    return np.array([row / sum(row) for row in rows])


@softmax.accepts
def _(z):
    low = z - np.max(z, axis=-1)[:, np.newaxis]
    return np.exp(low - np.log(np.exp(low).sum(axis=-1, keepdims=True)))


softmax.hints(
    "Three steps for each row: take its largest off, e to that power, divide by the row's sum.",
    "z.max(axis=1, keepdims=True) is a column with each row's largest; e.sum, with the same two, "
    "is one with each row's sum.",
)
softmax.why("The network that reads handwriting, in lesson 15, ends in these ten shares.")


@exercise(lesson=5, minutes=4, difficulty=2)
def one_hot(labels, n_classes):
    """One row for each label, with a 1 in its column: (n,) -> (n, n_classes)."""
    return np.eye(n_classes)[labels]


@one_hot.cases
def _(rng):
    yield np.array([2, 0, 1]), 3
    yield np.array([0, 2]), 4  # the last class does not occur
    yield rng.integers(0, 5, size=9), 6
    yield rng.integers(0, 4, size=12), 4


@one_hot.mistake(
    "You are off by one class: counting starts at 0, so label 0 has its 1 in the first column."
)
def _(labels, n_classes):
    return np.eye(n_classes)[labels - 1]


@one_hot.mistake("You are off by one class, to the right: label 0 belongs into the first column.")
def _(labels, n_classes):
    return np.eye(n_classes)[(labels + 1) % n_classes]


@one_hot.mistake(
    "Your classes are rows. Rows are samples: one row for each label, so (n, n_classes)."
)
def _(labels, n_classes):
    return np.eye(n_classes)[labels].T


@one_hot.mistake(
    "You counted the classes yourself, from the largest label. A class that does not occur today "
    "still has its column: use n_classes."
)
def _(labels, n_classes):
    return np.eye(labels.max() + 1)[labels]


@one_hot.mistake("You have one column too many: the labels go from 0 to n_classes - 1.")
def _(labels, n_classes):
    return np.eye(n_classes + 1)[labels]


@one_hot.mistake(
    "You wrote the label's own number where the 1 belongs, so class 0 has nothing but zeros."
)
def _(labels, n_classes):
    return np.eye(n_classes)[labels] * labels[:, np.newaxis]


@one_hot.accepts
def _(labels, n_classes):
    return (labels[:, np.newaxis] == np.arange(n_classes)).astype(int)


@one_hot.accepts
def _(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        rows[i, label] = 1
    return rows


@one_hot.accepts
def _(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[np.arange(len(labels)), labels] = 1
    return rows


one_hot.hints(
    "Begin with a table of zeros, one row for each label. Which columns get a 1?",
    "np.eye(n_classes) has a 1 in column k of row k, and an array of labels picks rows: "
    "np.eye(n_classes)[labels].",
)
one_hot.why(
    "In this form a softmax and the truth can be held against each other, column by column."
)


def _accuracy(y_true, y_pred):
    return float(np.mean((y_pred > 0.5) == (y_true == 1)))


_TRUE = np.array([1.0, 0.0, 0.0, 1.0])
_A = np.array([0.9, 0.1, 0.2, 0.4])
_B = np.array([0.6, 0.4, 0.3, 0.6])
_LOSS_A, _LOSS_B = float(np.mean((_A - _TRUE) ** 2)), float(np.mean((_B - _TRUE) ** 2))
_MOVES = ("moves", "stays")
_MEASURES = ("accuracy", "loss")

loss_or_accuracy = blanks(
    lesson=5,
    minutes=5,
    difficulty=2,
    prompt="Two models, four evenings: fill in, then choose.",
    text=f"""
        |  | Mon | Tue | Wed | Thu | accuracy | squared error, mean |
        |---|---|---|---|---|---|---|
        | true | 1 | 0 | 0 | 1 |  |  |
        | A says | {_A[0]} | {_A[1]} | {_A[2]} | {_A[3]} | {{accuracy_a}} | {{loss_a}} |
        | B says | {_B[0]} | {_B[1]} | {_B[2]} | {_B[3]} | {{accuracy_b}} | {{loss_b}} |

        Nudge A's answer for Thursday from 0.4 to 0.45:
        its accuracy {{accuracy_moves}}, its loss {{loss_moves}}.
        So a network is trained on its {{train_on}}, and people are told its {{report}} as well.
    """,
    answers={
        "accuracy_a": number(
            _accuracy(_TRUE, _A),
            "A's accuracy",
            mistakes={
                1 - _accuracy(_TRUE, _A): "You counted the wrong answers. Accuracy is the share "
                "of the right ones.",
                1.0: "Look at Thursday: 0.4 is below a half, so A says no, and the truth is yes.",
                3.0: "Three of four are right. Accuracy is their share, not their number.",
            },
        ),
        "loss_a": number(
            _LOSS_A,
            "A's loss",
            places=3,
            mistakes={
                float(np.sum((_A - _TRUE) ** 2)): "That is the sum of the squares. Divide by 4.",
                float(np.mean(np.abs(_A - _TRUE))): "That is the mean size of the errors. Square "
                "them first.",
                math.sqrt(_LOSS_A): "That is the root of it. The loss is the mean of the squares.",
            },
        ),
        "accuracy_b": number(
            _accuracy(_TRUE, _B),
            "B's accuracy",
            mistakes={
                0.0: "All four lie on the right side of a half, if narrowly: that counts here.",
                4.0: "Four of four are right. Accuracy is their share, not their number.",
            },
        ),
        "loss_b": number(
            _LOSS_B,
            "B's loss",
            tolerance=0.0006,
            mistakes={
                float(np.sum((_B - _TRUE) ** 2)): "That is the sum of the squares. Divide by 4.",
                float(np.mean(np.abs(_B - _TRUE))): "That is the mean size of the errors. Square "
                "them first.",
                math.sqrt(_LOSS_B): "That is the root of it. The loss is the mean of the squares.",
            },
        ),
        "accuracy_moves": choice(
            "stays", _MOVES, "the accuracy", {"moves": "0.45 still is below a half: still a no."}
        ),
        "loss_moves": choice(
            "moves",
            _MOVES,
            "the loss",
            {"stays": "The error shrinks from 0.6 to 0.55: square both."},
        ),
        "train_on": choice(
            "loss",
            _MEASURES,
            "trained on",
            {"accuracy": "It stayed where it was. What does not answer to a nudge can't teach."},
        ),
        "report": choice(
            "accuracy",
            _MEASURES,
            "told",
            {"loss": "Who uses it asks how often it is right. That is the other one."},
        ),
    },
)


@loss_or_accuracy.mistake(
    "You gave A the larger accuracy. B is more often right; A is nearer to the truth, and so it "
    "has the smaller loss."
)
def _(given):
    a, b = given["accuracy_a"], given["accuracy_b"]
    return a is not None and b is not None and a > b


loss_or_accuracy.hints(
    "Accuracy asks which side of a half each answer lies on. The loss asks how far it is off.",
    "A's errors are 0.1, 0.1, 0.2 and 0.6; square them, add them up, divide by 4.",
)
loss_or_accuracy.why(
    "Accuracy is a switch, like the step function: no slope. The loss is what answers to a nudge."
)
