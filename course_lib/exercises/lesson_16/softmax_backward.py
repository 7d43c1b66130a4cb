"""Lesson 16, Transformers: the exercise ``softmax_backward``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import softmax


@exercise(lesson=16, minutes=6, difficulty=3)
def softmax_backward(p, dp):
    """The slopes of the scores, from those of the weights: p = softmax(scores), all (n,)."""
    return p * (dp - np.sum(p * dp))


@softmax_backward.cases
def _(rng):
    yield np.array([0.5, 0.3, 0.2]), np.array([1.0, 0.0, 0.0])
    yield np.array([0.1, 0.2, 0.3, 0.4]), np.array([2.0, -1.0, 3.0, 1.0])
    for n in (3, 4, 5, 7):
        yield softmax(rng.normal(size=n)), rng.normal(scale=2, size=n)


@softmax_backward.mistake(
    "All slopes come out as 0, as when dp of the score's own place stands before all of its "
    "weights. Score i moves every weight j, and what each of these moves is told by dp of place j."
)
def _(p, dp):
    return dp * p * (1 - p.sum())


@softmax_backward.mistake(
    "Each weight takes part twice in its own slope here: once as p · (1 - p), and once more among "
    "those that lose p · q. Only the *other* weights lose: leave out j = i."
)
def _(p, dp):
    return dp * p * (1 - p) - p * np.sum(p * dp)


@softmax_backward.mistake(
    "This is each weight's own slope alone, p · (1 - p). One score moves *all* weights, since they "
    "share one sum: subtract what goes over the others."
)
def _(p, dp):
    return dp * p * (1 - p)


@softmax_backward.mistake(
    "This is what a score takes from all *other* weights. What it does to its own is missing: "
    "p · (1 - p), times its dp."
)
def _(p, dp):
    return p * (p * dp - np.sum(p * dp))


@softmax_backward.mistake(
    "p is missing in front: these are the slopes less their weighted mean. Multiply by p: a weight "
    "near 0 hardly moves."
)
def _(p, dp):
    return dp - np.sum(p * dp)


@softmax_backward.mistake(
    "The others' part is missing: this is p · dp. A score that rises takes from all others: "
    "subtract the weighted mean of dp."
)
def _(p, dp):
    return p * dp


@softmax_backward.mistake(
    "The plain mean of dp is subtracted here. Take the mean weighted by p: np.sum(p * dp)."
)
def _(p, dp):
    return p * (dp - dp.mean())


@softmax_backward.mistake(
    "The sum of dp is subtracted here, without the weights. It is np.sum(p * dp)."
)
def _(p, dp):
    return p * (dp - dp.sum())


@softmax_backward.mistake(
    "The sign is turned round: these are all slopes with the opposite sign. dp minus the mean, not "
    "mean minus dp."
)
def _(p, dp):
    return p * (np.sum(p * dp) - dp)


@softmax_backward.mistake(
    "The weighted mean is added here. Subtract it: what one gains, others lose."
)
def _(p, dp):
    return p * (dp + np.sum(p * dp))


@softmax_backward.mistake(
    "This multiplies dp with the weighted sum. The two are subtracted: dp - np.sum(p * dp)."
)
def _(p, dp):
    return p * dp * np.sum(p * dp)


@softmax_backward.mistake(
    "The weighted sum is subtracted once, outside: p · dp minus a number. Each weight takes its "
    "own share of it: p * (dp - np.sum(p * dp))."
)
def _(p, dp):
    return p * dp - np.sum(p * dp)


@softmax_backward.mistake(
    "Here the slope of the exp alone is taken, as if the sum below it stood still. Raise one "
    "score, and the sum rises too."
)
def _(p, dp):
    return np.exp(p) * dp


@softmax_backward.mistake(
    "This is softmax once more, of what is softmax already. p has come through it: "
    "p * (dp - np.sum(p * dp))."
)
def _(p, dp):
    q = softmax(p)
    return q * (dp - np.sum(q * dp))


@softmax_backward.mistake(
    "This is the slope of softmax *with* cross-entropy, p minus truth. Here the slopes of the "
    "weights come from somewhere else: dp is not a truth."
)
def _(p, dp):
    return p - dp


@softmax_backward.mistake(
    "This is a single number, the weighted mean of dp. Subtract it from dp, and multiply by p."
)
def _(p, dp):
    return np.sum(p * dp)


@softmax_backward.mistake(
    "This is the whole matrix of slopes, each weight along each score. Multiply it by dp: how much "
    "does the loss move with each score?"
)
def _(p, dp):
    return np.diag(p) - np.outer(p, p)


@softmax_backward.accepts
def _(p, dp):
    return (np.diag(p) - np.outer(p, p)) @ dp


@softmax_backward.accepts
def _(p, dp):
    ds = []
    for i in range(len(p)):
        ds.append(sum(dp[j] * p[j] * ((i == j) - p[i]) for j in range(len(p))))
    return np.array(ds)


softmax_backward.hints(
    "Score i moves its own weight by p_i · (1 - p_i), and each other weight j by - p_i · p_j. Each "
    "weight moves the loss by its dp: add up, and put p_i in front.",
    "p * (dp - np.sum(p * dp)): each slope less their mean, weighted by p.",
)
softmax_backward.why(
    "A weight of nearly 1, beside others of nearly 0, sends nearly nothing back: p is 0, or dp is "
    "the mean. That is why scores are kept small."
)
