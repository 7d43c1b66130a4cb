"""Lesson 04, Layers and batches: the exercise ``layer``."""

import numpy as np

from course_lib.checks import exercise


def sigmoid(z):
    """The lesson's own, so that solutions here read as they do there."""
    return 1 / (1 + np.exp(-z))


@exercise(lesson=4, minutes=5, difficulty=2)
def layer(x, kernel, bias):
    """Every neuron's answer to every row: (n, n_in) -> (n, units)."""
    return sigmoid(x @ kernel + bias)


@layer.cases
def _(rng):
    yield np.array([[2, 3]]), np.array([[0, 0], [1, 1]]), np.array([0, 0])  # whole numbers
    yield rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)  # nothing fails here
    for n, n_in, units in ((4, 2, 3), (1, 3, 2), (5, 4, 1), (2, 3, 4)):
        yield rng.normal(size=(n, n_in)), rng.normal(size=(n_in, units)), rng.normal(size=units)


@layer.mistake(
    "These are the numbers of x @ kernel.T. Here each *column* of the kernel is a neuron, so x "
    "meets it as it is: x @ kernel."
)
def _(x, kernel, bias):
    return sigmoid(x @ kernel.T + bias)


@layer.mistake(
    "This is what the other order gives, kernel @ x. Rows are samples here: x comes first, and "
    "its columns meet the rows of the kernel."
)
def _(x, kernel, bias):
    return sigmoid(kernel @ x + bias)


@layer.mistake(
    "Your answer is (units, n), a column for each sample. Rows are samples: swap it round, "
    "x @ kernel + bias."
)
def _(x, kernel, bias):
    return sigmoid(kernel.T @ x.T + bias[:, np.newaxis])


@layer.mistake(
    "These are the numbers of a bias that stands up as a column and is spread over the samples. It "
    "belongs to the neurons, one number for each: leave it as it is, (units,)."
)
def _(x, kernel, bias):
    return sigmoid(x @ kernel + bias[:, np.newaxis])


@layer.mistake(
    "These are the numbers without the bias: each neuron adds its own, x @ kernel + bias."
)
def _(x, kernel, bias):
    return sigmoid(x @ kernel)


@layer.mistake("These are the sums, z. The squeeze is missing: sigmoid takes all of them at once.")
def _(x, kernel, bias):
    return x @ kernel + bias


@layer.mistake("Only the first sample's answers came back. x @ kernel takes all rows in one step.")
def _(x, kernel, bias):
    return sigmoid(x[0] @ kernel + bias)


@layer.mistake(
    "This is what x * kernel gives: it multiplies number by number and adds nothing up. The "
    "matrix product is @: x @ kernel."
)
def _(x, kernel, bias):
    return sigmoid(x * kernel + bias)


@layer.mistake(
    "The bias came in behind the squeeze here. It belongs to the sum, and so before the squeeze."
)
def _(x, kernel, bias):
    return sigmoid(x @ kernel) + bias


@layer.accepts
def _(x, kernel, bias):
    return np.array(
        [[sigmoid(row @ w + b) for w, b in zip(kernel.T, bias, strict=True)] for row in x]
    )


@layer.accepts
def _(x, kernel, bias):
    return 1 / (1 + np.exp(-(np.einsum("ni,iu->nu", x, kernel) + bias)))


@layer.accepts
def _(x, kernel, bias):
    return sigmoid((kernel.T @ x.T).T + bias[np.newaxis, :])


layer.hints(
    "One line does it for all samples and all neurons. Which two shapes have to meet in the "
    "middle?",
    "x is (n, n_in) and kernel is (n_in, units), so it is x @ kernel; then add bias, then sigmoid.",
)
layer.why(
    "The time of every training goes into this one line, and machines are built to do it fast."
)
