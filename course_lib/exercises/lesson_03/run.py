"""Lesson 03, Feedforward networks: the exercise ``run``."""

import itertools
import math

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=7, difficulty=3, returns="numbers")
def run(x, layers):
    """The outputs of the last layer. `layers` lists layers; a layer lists its neurons as (w, b)."""
    for layer in layers:
        x = np.array([sigmoid(w @ x + b) for w, b in layer])
    return x


@run.cases
def _(rng):
    zero_one = (np.array([0.0, 1.0]), 0.0)
    yield np.array([2.0, 3.0]), [[zero_one, zero_one], [zero_one]]
    for sizes in ((2, 3, 2), (3, 2, 4), (2, 2, 2, 3), (2, 2)):
        layers = [
            [(rng.normal(size=n_in), float(rng.normal())) for _ in range(n)]
            for n_in, n in itertools.pairwise(sizes)
        ]
        yield rng.normal(size=sizes[0]), layers


@run.mistake(
    "These are the first layer's answers. What comes out of it goes into the next layer, so the "
    "`return` stands after the loop, not inside."
)
def _(x, layers):
    for layer in layers:
        return np.array([sigmoid(w @ x + b) for w, b in layer])


@run.mistake(
    "These are the numbers without any sigmoid: every neuron squeezes its sum before it hands it "
    "on."
)
def _(x, layers):
    for layer in layers:
        x = np.array([w @ x + b for w, b in layer])
    return x


@run.mistake("These are the numbers without the biases: z is w @ x + b.")
def _(x, layers):
    for layer in layers:
        x = np.array([sigmoid(w @ x) for w, _ in layer])
    return x


@run.mistake(
    "These are the numbers when only the last layer squeezes. A layer in between hands on its a, "
    "not its z: call sigmoid inside the loop."
)
def _(x, layers):
    for layer in layers:
        x = np.array([w @ x + b for w, b in layer])
    return sigmoid(x)


@run.mistake(
    "These are the sums z of the last layer. It squeezes like the others: treat it like them, and "
    "return what comes out."
)
def _(x, layers):
    for layer in layers[:-1]:
        x = np.array([sigmoid(w @ x + b) for w, b in layer])
    return np.array([w @ x + b for w, b in layers[-1]])


@run.mistake(
    "One number came out for a layer, and not one for each of its neurons: as if every neuron's "
    "answer were called x, and read by the next one beside it. The neurons of a layer read the "
    "same x. Collect their answers first, and call those x after the layer."
)
def _(x, layers):
    for layer in layers:
        for w, b in layer:
            x = sigmoid(np.dot(w, x) + b)
    return x


@run.mistake(
    "The answers of all layers lie in one row, so the next layer reads too many. Begin a new list "
    "for each layer, inside the loop."
)
def _(x, layers):
    answers = []
    for layer in layers:
        for w, b in layer:
            answers.append(sigmoid(np.dot(w, x) + b))
        x = answers
    return x


@run.mistake("Every layer's answers came back. Only those of the last layer leave the network.")
def _(x, layers):
    answers = []
    for layer in layers:
        x = np.array([sigmoid(w @ x + b) for w, b in layer])
        answers.extend(x)
    return np.array(answers)


@run.mistake(
    "These are the numbers when every layer reads the first x. What leaves a layer enters the "
    "next: let the new values be called x too."
)
def _(x, layers):
    for layer in layers:
        out = np.array([sigmoid(w @ x + b) for w, b in layer])
    return out


@run.accepts
def _(x, layers):
    for layer in layers:
        kernel = np.column_stack([w for w, _ in layer])
        x = sigmoid(x @ kernel + np.array([b for _, b in layer]))
    return x


@run.accepts
def _(x, layers):
    values = list(x)
    for layer in layers:
        after = []
        for w, b in layer:
            z = b + sum(weight * value for weight, value in zip(w, values, strict=True))
            after.append(1 / (1 + math.exp(-z)))
        values = after
    return values


run.hints(
    "What comes out of a layer goes into the next. So one name is enough for both: x.",
    "for layer in layers: x = np.array([… for w, b in layer]). The dots are one neuron's answer.",
)
run.why("This loop is `Sequential.forward`. The next lesson replaces its inner loop by one `@`.")
