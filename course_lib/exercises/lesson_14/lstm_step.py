"""Lesson 14, Recurrent networks: the exercise ``lstm_step``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=14, minutes=8, difficulty=3, outputs=("h", "c"))
def lstm_step(x, h, c, kernel, recurrent_kernel, bias):
    """One step of an LSTM: the new h and the new c, each (n, units)."""
    z = x @ kernel + h @ recurrent_kernel + bias
    write, keep, value, show = np.split(z, 4, axis=1)
    c = sigmoid(keep) * c + sigmoid(write) * np.tanh(value)
    return sigmoid(show) * np.tanh(c), c


@lstm_step.cases
def _(rng):
    yield (
        np.array([[1.0]]),
        np.array([[0.5]]),
        np.array([[2.0]]),
        np.array([[1.0, 0.0, 0.5, -1.0]]),
        np.array([[0.5, 1.0, -1.0, 2.0]]),
        np.array([0.0, 1.0, 0.25, 0.5]),
    )
    for n, features, units in ((3, 2, 2), (2, 4, 3), (5, 3, 1), (4, 1, 3)):
        yield (
            rng.normal(size=(n, features)),
            rng.uniform(-0.9, 0.9, size=(n, units)),
            rng.normal(scale=1.5, size=(n, units)),
            rng.normal(scale=0.8, size=(features, 4 * units)),
            rng.normal(scale=0.8, size=(units, 4 * units)),
            rng.normal(scale=0.5, size=4 * units),
        )


def _parts(x, h, kernel, recurrent_kernel, bias):
    """write, keep, value and show, squeezed, in this order."""
    z = x @ kernel + h @ recurrent_kernel + bias
    i, f, g, o = np.split(z, 4, axis=1)
    return sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)


def _cell(c, i, f, g, o):
    c = f * c + i * g
    return o * np.tanh(c), c


@lstm_step.mistake(
    "h and c stand in each other's place: first what the cell shows, h, then what it keeps, c."
)
def _(x, h, c, *weights):
    return _cell(c, *_parts(x, h, *weights))[::-1]


@lstm_step.mistake(
    "Here h is the cell as it is, times its gate. It is squeezed on its way out: "
    "sigmoid(show) * np.tanh(c)."
)
def _(x, h, c, *weights):
    i, f, g, o = _parts(x, h, *weights)
    c = f * c + i * g
    return o * c, c


@lstm_step.mistake(
    "The c that comes back here is squeezed. tanh is for what is shown, h; the cell itself holds "
    "sigmoid(keep) * c + sigmoid(write) * np.tanh(value)."
)
def _(x, h, c, *weights):
    h, c = _cell(c, *_parts(x, h, *weights))
    return h, np.tanh(c)


@lstm_step.mistake(
    "The value is written here without tanh. It may be of either sign, and is squeezed between "
    "−1 and 1: np.tanh(value)."
)
def _(x, h, c, kernel, recurrent_kernel, bias):
    z = x @ kernel + h @ recurrent_kernel + bias
    i, f, g, o = np.split(z, 4, axis=1)
    return _cell(c, sigmoid(i), sigmoid(f), g, sigmoid(o))


@lstm_step.mistake(
    "Here the value is squeezed by sigmoid, as if it were a gate: then nothing below 0 could ever "
    "be written. It takes tanh."
)
def _(x, h, c, kernel, recurrent_kernel, bias):
    z = x @ kernel + h @ recurrent_kernel + bias
    return _cell(c, *(sigmoid(part) for part in np.split(z, 4, axis=1)))


@lstm_step.mistake(
    "The first two gates stand in each other's place here. In Keras's order the first quarter "
    "says how much is written, the second how much is kept."
)
def _(x, h, c, *weights):
    i, f, g, o = _parts(x, h, *weights)
    return _cell(c, f, i, g, o)


@lstm_step.mistake(
    "Here the third quarter is taken for a gate, and the fourth for the value. In Keras's order it "
    "is write, keep, value, show."
)
def _(x, h, c, kernel, recurrent_kernel, bias):
    z = x @ kernel + h @ recurrent_kernel + bias
    i, f, o, g = np.split(z, 4, axis=1)
    return _cell(c, sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o))


@lstm_step.mistake(
    "Here the second quarter is taken for the value, and the third for the gate that keeps. In "
    "Keras's order it is write, keep, value, show."
)
def _(x, h, c, kernel, recurrent_kernel, bias):
    z = x @ kernel + h @ recurrent_kernel + bias
    i, g, f, o = np.split(z, 4, axis=1)
    return _cell(c, sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o))


@lstm_step.mistake(
    "This cell keeps all of its old value, whatever its gate says. Multiply: sigmoid(keep) * c."
)
def _(x, h, c, *weights):
    i, _, g, o = _parts(x, h, *weights)
    return _cell(c, i, 1, g, o)


@lstm_step.mistake(
    "This cell writes all of the new value, whatever its gate says. Multiply: "
    "sigmoid(write) * np.tanh(value)."
)
def _(x, h, c, *weights):
    _, f, g, o = _parts(x, h, *weights)
    return _cell(c, 1, f, g, o)


@lstm_step.mistake(
    "This cell shows all that it has, whatever its gate says. Multiply: sigmoid(show) * np.tanh(c)."
)
def _(x, h, c, *weights):
    i, f, g, _ = _parts(x, h, *weights)
    return _cell(c, i, f, g, 1)


@lstm_step.mistake(
    "Here what is written is what is not kept, one gate for both, and the first quarter decides "
    "nothing. An LSTM has two: sigmoid(keep) * c + sigmoid(write) * np.tanh(value)."
)
def _(x, h, c, *weights):
    _, f, g, o = _parts(x, h, *weights)
    return _cell(c, 1 - f, f, g, o)


@lstm_step.mistake(
    "This cell forgets where its gate says keep: it is multiplied by 1 minus the gate. The old "
    "value is multiplied by the gate itself."
)
def _(x, h, c, *weights):
    i, f, g, o = _parts(x, h, *weights)
    return _cell(c, i, 1 - f, g, o)


@lstm_step.mistake(
    "h is made from the old c here. Work out the new c first: h shows what is in the cell now."
)
def _(x, h, c, *weights):
    i, f, g, o = _parts(x, h, *weights)
    return o * np.tanh(c), f * c + i * g


@lstm_step.mistake(
    "Here nothing of the old value is left in the cell: it holds only what is written now. Add "
    "sigmoid(keep) * c."
)
def _(x, h, c, *weights):
    i, _, g, o = _parts(x, h, *weights)
    return _cell(0 * c, i, 0, g, o)


@lstm_step.mistake(
    "The gates don't hear the old h here. All four quarters read it beside x: add "
    "h @ recurrent_kernel."
)
def _(x, h, c, kernel, recurrent_kernel, bias):
    return _cell(c, *_parts(x, 0 * h, kernel, recurrent_kernel, bias))


@lstm_step.mistake(
    "The gates hear the old c here, in the place of h. The recurrent kernel reads what the cell "
    "has *shown*: h @ recurrent_kernel."
)
def _(x, h, c, *weights):
    return _cell(c, *_parts(x, c, *weights))


@lstm_step.mistake(
    "The old h stands in the place of the old c here: the cell is what is kept. sigmoid(keep) * c."
)
def _(x, h, c, *weights):
    return _cell(h, *_parts(x, h, *weights))


@lstm_step.mistake("These are the numbers without the bias: add it to the sum of all four parts.")
def _(x, h, c, kernel, recurrent_kernel, bias):
    return _cell(c, *_parts(x, h, kernel, recurrent_kernel, 0 * bias))


@lstm_step.mistake(
    "The new value multiplies the old one here. They are added, and that is what lets a slope "
    "through: sigmoid(keep) * c + sigmoid(write) * np.tanh(value)."
)
def _(x, h, c, *weights):
    i, f, g, o = _parts(x, h, *weights)
    c = f * c * i * g
    return o * np.tanh(c), c


@lstm_step.mistake(
    "The gates are not squeezed here: they can then be above 1 or below 0. Each of the three "
    "takes sigmoid."
)
def _(x, h, c, kernel, recurrent_kernel, bias):
    i, f, g, o = np.split(x @ kernel + h @ recurrent_kernel + bias, 4, axis=1)
    return _cell(c, i, f, np.tanh(g), o)


@lstm_step.mistake(
    "Only one of the two came back, and it is c. Give back h, then c: the next step needs both."
)
def _(x, h, c, *weights):
    return _cell(c, *_parts(x, h, *weights))[1]


@lstm_step.mistake(
    "Only one of the two came back, and it is h. Give back h, then c: the next step needs both."
)
def _(x, h, c, *weights):
    return _cell(c, *_parts(x, h, *weights))[0]


@lstm_step.accepts
def _(x, h, c, kernel, recurrent_kernel, bias):
    n = c.shape[1]
    z = np.concatenate([x, h], axis=1) @ np.concatenate([kernel, recurrent_kernel]) + bias
    gate = 1 / (1 + np.exp(-z))
    new = gate[:, n : 2 * n] * c + gate[:, :n] * np.tanh(z[:, 2 * n : 3 * n])
    return [gate[:, 3 * n :] * np.tanh(new), new]


lstm_step.hints(
    "Split z into its four quarters first, in Keras's order: write, keep, value, show. Which of "
    "them are gates, and which is squeezed by tanh?",
    "c = sigmoid(keep) * c + sigmoid(write) * np.tanh(value), and h = sigmoid(show) * np.tanh(c).",
)
lstm_step.why(
    "The old c comes through with a factor of keep alone: no matrix, no tanh. With keep at 1, a "
    "slope goes back through fifty steps as it came."
)
