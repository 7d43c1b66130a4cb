"""Lesson 12, Overfitting: the exercise ``add_penalty``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=5, difficulty=2)
def add_penalty(kernel, bias, d_kernel, d_bias, penalty):
    """The gradients of the loss with L2 added: d_kernel and d_bias, new."""
    return d_kernel + 2 * penalty * kernel, d_bias


@add_penalty.cases
def _(rng):
    yield np.array([[3.0, -1.0]]), np.array([2.0, 4.0]), np.zeros((1, 2)), np.zeros(2), 0.1
    for n_in, units in ((2, 3), (4, 2), (3, 3)):
        shapes = (n_in, units), (units,), (n_in, units), (units,)
        yield (*(rng.normal(size=shape) for shape in shapes), float(rng.uniform(0.05, 0.4)))


@add_penalty.mistake(
    "Here each weight adds penalty * w. The slope of the square w² is 2w, so it is 2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * kernel, d_bias


@add_penalty.mistake(
    "The biases pay here as well. A bias moves the curve up and down and makes nothing wiggle, so "
    "it goes free: d_bias stays as it is."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + 2 * penalty * kernel, d_bias + 2 * penalty * bias


@add_penalty.mistake(
    "These are the gradients with the penalty's slope subtracted, as if large weights were paid "
    "for. The penalty is *added* to the loss, so its slope is added too."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel - 2 * penalty * kernel, d_bias


@add_penalty.mistake(
    "That is L1: it takes the same from every weight, large or small. L2 takes 2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * np.sign(kernel), d_bias


@add_penalty.mistake(
    "Here each weight adds the penalty itself, penalty * w². What is asked for is its slope: "
    "2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * kernel**2, d_bias


@add_penalty.mistake(
    "Here every gradient grows by one and the same number, the penalty of all weights together. A "
    "weight's slope knows only that weight: 2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * (kernel**2).sum(), d_bias


@add_penalty.mistake(
    "This comes out when the penalty is divided by the number of weights. L2 adds up the squares "
    "and takes no mean."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + 2 * penalty * kernel / kernel.size, d_bias


@add_penalty.mistake("These are the gradients of the loss alone, without a penalty.")
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel, d_bias


@add_penalty.mistake(
    "That is the penalty's slope alone. Add it to d_kernel: the loss is still there."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return 2 * penalty * kernel, d_bias


@add_penalty.mistake(
    "The numbers are right, and the caller's own `d_kernel` has changed with them, as `+=` does "
    "it. Make a new array: d_kernel + …"
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    d_kernel += 2 * penalty * kernel
    return d_kernel, d_bias


@add_penalty.mistake(
    "Only the kernel's gradients came back. d_bias is asked for too, as it is: …, d_bias."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + 2 * penalty * kernel


@add_penalty.accepts
def _(kernel, bias, d_kernel, d_bias, penalty):
    slopes = np.array([[2 * penalty * w for w in row] for row in kernel])
    return [slopes + d_kernel, d_bias.copy()]


add_penalty.hints(
    "The penalty is `penalty` times the sum of w² over the kernel. What is its slope along one w? "
    "And along a bias, which does not stand in the sum?",
    "d_kernel + 2 * penalty * kernel; d_bias as it came.",
)
add_penalty.why(
    "A step against it takes the same share from every weight, and so it is also called weight "
    "decay."
)
