"""Lesson 14, Recurrent networks: the exercise ``unroll``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=14, minutes=7, difficulty=2)
def unroll(x, kernel, recurrent_kernel, bias):
    """The state after the last step: (n, steps, features) -> (n, units)."""
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)
    return h


@unroll.cases
def _(rng):
    yield (
        np.array([[[1.0], [0.0], [0.0]], [[0.0], [0.5], [-1.0]]]),
        np.array([[1.0, 0.5]]),
        np.array([[0.5, 0.2], [-0.3, 0.8]]),
        np.array([0.1, 0.0]),
    )
    for n, steps, features, units in ((3, 4, 3, 2), (5, 2, 2, 3), (4, 5, 2, 2), (2, 3, 4, 3)):
        yield (
            rng.normal(size=(n, steps, features)),
            rng.normal(scale=0.6, size=(features, units)),
            rng.normal(scale=0.6, size=(units, units)),
            rng.normal(scale=0.4, size=units),
        )


def _states(x, kernel, recurrent_kernel, bias, order=None):
    """The state after each step."""
    h, states = np.zeros((len(x), bias.size)), []
    for t in range(x.shape[1]) if order is None else order:
        h = np.tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)
        states.append(h)
    return states


@unroll.mistake(
    "The states after all steps came back. Only the last is asked for: return h after the loop, "
    "and collect nothing."
)
def _(x, kernel, recurrent_kernel, bias):
    return np.array(_states(x, kernel, recurrent_kernel, bias))


@unroll.mistake(
    "The loop goes over the sequences here, as `for … in x` does, and not over the steps. All "
    "sequences take step t together, and what comes in is x[:, t]."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for sequence in x:
        h = np.tanh(sequence @ kernel + h @ recurrent_kernel + bias)
    return h


@unroll.mistake(
    "This is what the last step alone makes: the state that came before it is not carried along. "
    "Each step adds h @ recurrent_kernel, with the h that the step before has left."
)
def _(x, kernel, recurrent_kernel, bias):
    return np.tanh(x[:, -1] @ kernel + bias)


@unroll.mistake(
    "Here tanh is put on the state alone, and what comes in is added outside it. It goes around "
    "the whole sum: tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = x[:, t] @ kernel + np.tanh(h @ recurrent_kernel) + bias
    return h


@unroll.mistake(
    "Here tanh is put on what comes in alone, and the state is added outside it. It goes around "
    "the whole sum: tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ kernel + bias) + h @ recurrent_kernel
    return h


@unroll.mistake(
    "This is the sum without tanh, at every step. Squeeze it: without, the state can grow and grow."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = x[:, t] @ kernel + h @ recurrent_kernel + bias
    return h


@unroll.mistake(
    "The states are squeezed by sigmoid here, between 0 and 1. This layer takes tanh: a state may "
    "be of either sign."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), len(bias)))
    for t in range(x.shape[1]):
        h = sigmoid(x[:, t] @ kernel + h @ recurrent_kernel + bias)
    return h


@unroll.mistake(
    "This comes out when tanh is put on once, after the last step. Every step squeezes its own "
    "state before it hands it on."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = x[:, t] @ kernel + h @ recurrent_kernel + bias
    return np.tanh(h)


@unroll.mistake(
    "Here all rows share one state: each row begins with what the row before it has left. Rows are "
    "separate sequences, so each begins with zeros: h has a row for every row of x."
)
def _(x, kernel, recurrent_kernel, bias):
    h, last = np.zeros(len(bias)), []
    for row in x:
        for x_t in row:
            h = np.tanh(x_t @ kernel + h @ recurrent_kernel + bias)
        last.append(h)
    return np.array(last)


@unroll.mistake(
    "This comes out when the rows take the place of the steps: the state goes from row to row. "
    "The steps are axis 1: x[:, t]."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((x.shape[1], len(bias)))
    for x_row in x:
        h = np.tanh(x_row @ kernel + h @ recurrent_kernel + bias)
    return h


@unroll.mistake(
    "The recurrent kernel is transposed here, or the product stands the other way round. The state "
    "comes first, as x does: h @ recurrent_kernel."
)
def _(x, kernel, recurrent_kernel, bias):
    return _states(x, kernel, recurrent_kernel.T, bias)[-1]


@unroll.mistake(
    "The steps are read from the last to the first here. Time begins at t = 0: range(x.shape[1])."
)
def _(x, kernel, recurrent_kernel, bias):
    return _states(x, kernel, recurrent_kernel, bias, range(x.shape[1])[::-1])[-1]


@unroll.mistake(
    "These are the states of all steps. Only the last is asked for: (n, units). A layer gives all "
    "of them if it is told return_sequences=True."
)
def _(x, kernel, recurrent_kernel, bias):
    return np.stack(_states(x, kernel, recurrent_kernel, bias), axis=1)


@unroll.mistake("This is the state after the first step. Go on to the last: return after the loop.")
def _(x, kernel, recurrent_kernel, bias):
    return _states(x, kernel, recurrent_kernel, bias)[0]


@unroll.mistake(
    "The last step is missing here: this is the state before it. range(x.shape[1]) has them all."
)
def _(x, kernel, recurrent_kernel, bias):
    return _states(x, kernel, recurrent_kernel, bias, range(x.shape[1] - 1))[-1]


@unroll.mistake(
    "The first step is missing here: x[:, 0] is never read. range(x.shape[1]) has them all."
)
def _(x, kernel, recurrent_kernel, bias):
    return _states(x, kernel, recurrent_kernel, bias, range(1, x.shape[1]))[-1]


@unroll.mistake("These are the numbers without the bias: add it at every step, inside tanh.")
def _(x, kernel, recurrent_kernel, bias):
    return _states(x, kernel, recurrent_kernel, 0 * bias)[-1]


@unroll.mistake(
    "The bias is added once, before the first step, as if it were the state to begin with. The "
    "state begins with zeros, and the bias is added at every step, inside tanh."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size)) + bias
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ kernel + h @ recurrent_kernel)
    return h


@unroll.mistake(
    "The state begins with ones here. Nothing has been heard before the first step: begin with "
    "zeros."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.ones((len(x), len(bias)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)
    return h


@unroll.mistake(
    "Here the states of all steps are added up. The sum of the past is in h already: h is replaced "
    "at each step, =, not +=."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = h + np.tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)
    return h


@unroll.mistake(
    "The old state is added as it is here, without the recurrent kernel. It is multiplied first: "
    "h @ recurrent_kernel."
)
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros((len(x), bias.size))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ kernel + h + bias)
    return h


@unroll.accepts
def _(x, kernel, recurrent_kernel, bias):
    h = np.zeros(bias.shape)
    for x_t in x.transpose(1, 0, 2):
        h = np.tanh(np.hstack([x_t, h + np.zeros((len(x_t), len(bias)))])
                    @ np.vstack([kernel, recurrent_kernel]) + bias)  # fmt: skip
    return h


@unroll.accepts
def _(x, kernel, recurrent_kernel, bias):
    from_x = x @ kernel + bias  # all steps in one product
    h = np.tanh(from_x[:, 0])
    for t in range(1, x.shape[1]):
        h = np.tanh(from_x[:, t] + h @ recurrent_kernel)
    return h


unroll.hints(
    "Begin with h = zeros, a row for each row of x and a column for each unit. What does the loop "
    "run over, and what does it do to h?",
    "for t in range(x.shape[1]): h = np.tanh(x[:, t] @ kernel + h @ recurrent_kernel + bias)",
)
unroll.why("Five lines, and the network reads a sequence of any length with the same weights.")
