"""Lesson 11, Step with a memory: the exercise ``adam``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=11, minutes=8, difficulty=3, rtol=1e-4, atol=1e-5)
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
    for steps, size in ((2, 3), (4, 2), (6, 3)):
        slopes = rng.choice([-1, 1], size=(steps, size)) * rng.uniform(0.3, 3, size=(steps, size))
        slopes *= np.array([10, 1, 0.1])[:size]
        betas = float(rng.uniform(0.7, 0.95)), float(rng.uniform(0.96, 0.999))
        yield rng.normal(size=size), slopes, float(rng.uniform(0.05, 0.3)), *betas


def _steps_of_adam(
    w, d_ws, rate, betas, *, correct=(1, 1), first=1, square=np.square, root=np.sqrt, fresh=1
):
    """Adam with parts that can be broken: ``fresh`` is the gradient's share, as 1 - beta."""
    m = v = 0 * w
    for t, d_w in enumerate(d_ws, start=first):
        m = betas[0] * m + (1 - betas[0] if fresh else 1) * d_w
        v = betas[1] * v + (1 - betas[1] if fresh else 1) * square(d_w)
        m_hat = m / (1 - betas[0] ** t) if correct[0] else m
        v_hat = v / (1 - betas[1] ** t) if correct[1] else v
        w = w - rate * m_hat / (root(v_hat) + 1e-7)
    return w


@adam.mistake(
    "m and v are not corrected. They begin at 0, so at first they are too small, v far more than "
    "m, and the first steps too long: divide by 1 - beta_1**t and by 1 - beta_2**t."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(0, 0))


@adam.mistake("v is corrected, and m is not: divide m by 1 - beta_1**t.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(0, 1))


@adam.mistake("m is corrected, and v is not: divide v by 1 - beta_2**t.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(1, 0))


@adam.mistake(
    "You count t from 0, and 1 - beta**0 is 0: the first correction divides by nothing. The first "
    "step is step 1: enumerate(d_ws, start=1)."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), first=0)


@adam.mistake("You count t from 2 on: the first step is step 1, and the correction has to know it.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), first=2)


@adam.mistake(
    "t stays 1, so every step is corrected as if it were the first. It grows by 1 with each row."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for d_w in d_ws:
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_2 * v + (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (1 - beta_1) / (np.sqrt(v / (1 - beta_2)) + 1e-7)
    return w


@adam.mistake(
    "You kept the corrected m and v for the next step, so they are corrected again and again. Give "
    "the corrected ones names of their own, m_hat and v_hat."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for t, d_w in enumerate(d_ws, start=1):
        m = (beta_1 * m + (1 - beta_1) * d_w) / (1 - beta_1**t)
        v = (beta_2 * v + (1 - beta_2) * d_w**2) / (1 - beta_2**t)
        w = w - learning_rate * m / (np.sqrt(v) + 1e-7)
    return w


@adam.mistake(
    "Your weights share one v, a mean over all of them, and so one rate. Each weight has its own: "
    "v is an array in the shape of w."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    def mean_square(d_w):
        return np.mean(d_w**2)

    betas = (beta_1, beta_2)
    return _steps_of_adam(w, d_ws, learning_rate, betas, square=mean_square)


@adam.mistake(
    "m and v are one and the same array. `m = v = np.zeros_like(w)` makes one array with two "
    "names, and `+=` then changes both: make two arrays."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m = v = np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        m += (1 - beta_1) * (d_w - m)
        v += (1 - beta_2) * (d_w**2 - v)
        w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)
    return w


@adam.mistake(
    "m and v begin at 0 in every step: the lines that make them belong before the loop. As it is, "
    "nothing is remembered."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    for t, d_w in enumerate(d_ws, start=1):
        m, v = (1 - beta_1) * d_w, (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)
    return w


@adam.mistake("The root is missing: divide by np.sqrt(v_hat).")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), root=np.asarray)


@adam.mistake("v is a mean of the *squared* gradients: d_w**2.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), square=np.asarray)


@adam.mistake(
    "The gradients add up, because 1 - beta_1 and 1 - beta_2 are missing: m and v are means, "
    "beta * old + (1 - beta) * new."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), fresh=0)


@adam.mistake("beta_1 and beta_2 are swapped: beta_1 belongs to m, and beta_2 to v.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_2, beta_1))


@adam.mistake("You used beta_1 for both. v has a longer memory: beta_2.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_1))


@adam.mistake("You went uphill. Subtract the step: m points the way of the gradient.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, -learning_rate, (beta_1, beta_2))


@adam.mistake(
    "Above the line stands this step's gradient alone. That is RMSprop, corrected; Adam moves by "
    "m_hat, the mean of the gradients."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (0.0, beta_2))


@adam.mistake("Only the first row was used. Take a step for each row of d_ws.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws[:1], learning_rate, (beta_1, beta_2))


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
            one -= learning_rate * (m / (1 - beta_1**t)) / (v / (1 - beta_2**t)) ** 0.5
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
