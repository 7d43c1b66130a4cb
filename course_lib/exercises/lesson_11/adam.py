"""Lesson 11, Optimizers: the exercise ``adam``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=11, minutes=8, difficulty=3, atol=1e-5)
def adam(w, d_ws, learning_rate, beta_1, beta_2):
    """Adam's steps, one for each row of d_ws, in their order: the weights after the last."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_2 * v + (1 - beta_2) * d_w**2
        m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
        w = w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-7)
    return w


@adam.cases
def _(rng):
    yield np.array([-4.0, 1.5]), np.array([[-0.8, 15.0]]), 0.12, 0.9, 0.999
    yield np.array([0.0, 0.0]), np.array([[1.0, -2.0], [1.0, 2.0], [-3.0, 2.0]]), 0.1, 0.9, 0.999
    # No slope at all, and then such a small one that it matters where the 1e-7 stands. By then
    # the corrections are next to 1, so that it may stand beside either root of v.
    yield np.zeros(2), np.array([[0.0, 1.0]] * 9 + [[1e-4, -1.0]]), 0.3, 0.5, 0.1
    for steps, size in ((2, 3), (4, 2), (6, 3)):
        slopes = rng.choice([-1, 1], size=(steps, size)) * rng.uniform(0.3, 3, size=(steps, size))
        slopes *= np.array([10, 1, 0.5])[:size]
        betas = float(rng.uniform(0.7, 0.95)), float(rng.uniform(0.96, 0.99))
        yield rng.normal(size=size), slopes, float(rng.uniform(0.05, 0.3)), *betas


def _root(v_hat):
    return np.sqrt(v_hat) + 1e-7


def _steps_of_adam(
    w, d_ws, rate, betas, *, correct=(1, 1), first=1, square=np.square, root=_root, fresh=1
):
    """Adam with parts that can be broken: ``fresh`` is the gradient's share, as 1 - beta."""
    m = v = 0 * w
    for t, d_w in enumerate(d_ws, start=first):
        m = betas[0] * m + (1 - betas[0] if fresh else 1) * d_w
        v = betas[1] * v + (1 - betas[1] if fresh else 1) * square(d_w)
        m_hat = m / (1 - betas[0] ** t) if correct[0] else m
        v_hat = v / (1 - betas[1] ** t) if correct[1] else v
        w = w - rate * m_hat / root(v_hat)
    return w


@adam.mistake(
    "These are the weights without the two corrections. m and v begin at 0, so at first they are "
    "too small: divide m by 1 - beta_1**t and v by 1 - beta_2**t."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(0, 0))


@adam.mistake("This comes out with v corrected and m not: divide m by 1 - beta_1**t.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(0, 1))


@adam.mistake("This comes out with m corrected and v not: divide v by 1 - beta_2**t.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(1, 0))


@adam.mistake(
    "This happens when t begins at 0: 1 - beta**0 is 0, and the first correction divides by it. "
    "The first step is step 1: enumerate(d_ws, start=1)."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), first=0)


@adam.mistake(
    "These are the weights when t is one too large in each step. The first step is step 1, and the "
    "corrections have to know it."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), first=2)


@adam.mistake(
    "Here every step is corrected as if it were the first, by 1 - beta_1 and 1 - beta_2. t grows "
    "by 1 with each row: 1 - beta_1**t and 1 - beta_2**t."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for d_w in d_ws:
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_2 * v + (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (1 - beta_1) / (np.sqrt(v / (1 - beta_2)) + 1e-7)
    return w


@adam.mistake(
    "This comes out when the next step goes on from the *corrected* m and v, and corrects them "
    "again. Give the corrected ones names of their own, m_hat and v_hat."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for t, d_w in enumerate(d_ws, start=1):
        m = (beta_1 * m + (1 - beta_1) * d_w) / (1 - beta_1**t)
        v = (beta_2 * v + (1 - beta_2) * d_w**2) / (1 - beta_2**t)
        w = w - learning_rate * m / (np.sqrt(v) + 1e-7)
    return w


@adam.mistake(
    "These are the steps when all weights share one v, a mean over them all, and so one rate. Each "
    "weight has its own: v is an array in the shape of w."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    def mean_square(d_w):
        return np.mean(d_w**2)

    betas = (beta_1, beta_2)
    return _steps_of_adam(w, d_ws, learning_rate, betas, square=mean_square)


@adam.mistake(
    "This comes out when m and v are one and the same array: `m = v = np.zeros_like(w)` makes one "
    "with two names, and `+=` then changes both. Make two arrays."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m = v = np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        m += (1 - beta_1) * (d_w - m)
        v += (1 - beta_2) * (d_w**2 - v)
        w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)
    return w


@adam.mistake(
    "Nothing is remembered from step to step: this comes out when m and v begin at 0 in each "
    "step. The line that makes them belongs before the loop, and both are kept."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    for t, d_w in enumerate(d_ws, start=1):
        m, v = (1 - beta_1) * d_w, (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)
    return w


@adam.mistake(
    "These are the weights without the root: v is a mean of *squares*, so divide by np.sqrt(v_hat)."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), root=lambda v: v + 1e-7)


@adam.mistake(
    "This comes out when v is a mean of the gradients themselves. It is a mean of their squares: "
    "d_w**2."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), square=np.asarray)


@adam.mistake(
    "These are the weights without 1 - beta_1 and 1 - beta_2: the new gradient counts whole. m and "
    "v are means, beta * old + (1 - beta) * new."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), fresh=0)


@adam.mistake(
    "beta_1 and beta_2 stand in each other's place here: beta_1 belongs to m, and beta_2 to v."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_2, beta_1))


@adam.mistake(
    "These are the weights with beta_1 everywhere. beta_2 belongs to v: to its mean, and to its "
    "correction."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_1))


@adam.mistake(
    "This comes out with beta_1 where v is averaged, and beta_2 only in its correction. Both are "
    "beta_2: v = beta_2 * v + (1 - beta_2) * d_w**2."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for t, d_w in enumerate(d_ws, start=1):
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_1 * v + (1 - beta_1) * d_w**2
        w = w - learning_rate * m / (1 - beta_1**t) / _root(v / (1 - beta_2**t))
    return w


@adam.mistake("The steps go uphill: m points the way of the gradient, so subtract the step.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, -learning_rate, (beta_1, beta_2))


@adam.mistake(
    "This comes out with this step's gradient alone above the line. That is RMSprop, corrected; "
    "Adam moves by m_hat, the mean of the gradients."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (0.0, beta_2))


@adam.mistake("These are the weights after the first row. Take a step for each row of d_ws.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws[:1], learning_rate, (beta_1, beta_2))


@adam.mistake(
    "This comes out with 1e-7 under the root, as RMSprop has it above. In Adam it is added to the "
    "root: np.sqrt(v_hat) + 1e-7."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    betas = (beta_1, beta_2)
    return _steps_of_adam(w, d_ws, learning_rate, betas, root=lambda v: np.sqrt(v + 1e-7))


@adam.mistake(
    "These are the weights with 1e-8 beside the root, as in Adam's paper. Here it is 1e-7; where a "
    "slope is tiny as well, that shows."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    betas = (beta_1, beta_2)
    return _steps_of_adam(w, d_ws, learning_rate, betas, root=lambda v: np.sqrt(v) + 1e-8)


@adam.mistake(
    "A weight that has not had a slope yet divides 0 by 0, and is nan for ever. Add 1e-7 to the "
    "root: np.sqrt(v_hat) + 1e-7."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), root=np.sqrt)


@adam.accepts  # as Keras has it: both corrections in one number
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        alpha = learning_rate * math.sqrt(1 - beta_2**t) / (1 - beta_1**t)
        m += (d_w - m) * (1 - beta_1)
        v += (np.square(d_w) - v) * (1 - beta_2)
        w = w - alpha * m / (np.sqrt(v) + 1e-7)
    return w


@adam.accepts  # a weight at a time
def _(w, d_ws, learning_rate, beta_1, beta_2):
    new = []
    for i, one in enumerate(w):
        m = v = 0.0
        for t in range(1, len(d_ws) + 1):
            slope = d_ws[t - 1][i]
            m = beta_1 * m + (1 - beta_1) * slope
            v = beta_2 * v + (1 - beta_2) * slope * slope
            one -= learning_rate * (m / (1 - beta_1**t)) / ((v / (1 - beta_2**t)) ** 0.5 + 1e-7)
        new.append(one)
    return np.array(new)


adam.hints(
    "Six lines in the loop at most: two means, two corrections, one step. Which of them need their "
    "value from the step before?",
    "m = beta_1 * m + (1 - beta_1) * d_w, and v alike with beta_2 and d_w**2. Then m_hat = m / "
    "(1 - beta_1**t) and v_hat alike; the step is learning_rate * m_hat / (np.sqrt(v_hat) + 1e-7).",
)
adam.why(
    "These are the 2 · 1,994 numbers that the summary counted: an m and a v for each weight. Most "
    "networks that you have heard of were trained with this loop."
)
