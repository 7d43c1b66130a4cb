"""Lesson 16, Transformers: the exercise ``causal_weights``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import softmax


@exercise(lesson=16, minutes=6, difficulty=2)
def causal_weights(scores):
    """Weights (steps, steps): each row shares out 1 among its own place and those before it."""
    seen = np.tri(len(scores))  # 1 on the diagonal and below it, 0 above
    return softmax(np.where(seen, scores, -np.inf))


@causal_weights.cases
def _(rng):
    yield (np.array([[1.0, 5.0, 0.0], [0.0, 0.0, 9.0], [1.0, 0.0, 2.0]]),)
    for steps in (2, 4, 5, 6):
        yield (rng.normal(scale=1.5, size=(steps, steps)),)


def _masked(scores, hidden, instead=-np.inf):
    return softmax(np.where(hidden, instead, scores))


def _upper(scores, k):
    return np.triu(np.ones(scores.shape, dtype=bool), k=k)


@causal_weights.mistake(
    "This is softmax of all scores: nothing is hidden, and each place sees what comes after it. "
    "Set the scores above the diagonal to -np.inf first."
)
def _(scores):
    return softmax(scores)


@causal_weights.mistake(
    "Here each place sees one place too far: its own target. Hide all above the diagonal: k=1."
)
def _(scores):
    return _masked(scores, _upper(scores, 2))


@causal_weights.mistake(
    "Here each place can't see itself, and the first one nothing at all. The diagonal stays: hide "
    "what is above it, k=1."
)
def _(scores):
    with np.errstate(invalid="ignore"):
        return _masked(scores, _upper(scores, 0))


@causal_weights.mistake(
    "The mask is transposed: each place sees itself and what comes *after* it. Row t is the one "
    "who asks, and it may see the columns up to t: hide the upper triangle."
)
def _(scores):
    return _masked(scores, _upper(scores, 1).T)


@causal_weights.mistake(
    "Hidden scores are set to 0 here. A score of 0 is a score: exp(0) is 1, and the future gets "
    "its share. Set them to -np.inf: exp of that is 0."
)
def _(scores):
    return _masked(scores, _upper(scores, 1), 0.0)


@causal_weights.mistake(
    "Hidden scores are set to −1 here. exp(-1) is 0.37, and the future still gets a share: -np.inf."
)
def _(scores):
    return _masked(scores, _upper(scores, 1), -1.0)


@causal_weights.mistake(
    "The mask comes after softmax here: the rows no longer add up to 1, since what the future got "
    "is lost. Mask the scores, then take softmax."
)
def _(scores):
    return np.tril(softmax(scores))


@causal_weights.mistake("These are the masked scores. Now the weights: softmax, row by row.")
def _(scores):
    return np.where(_upper(scores, 1), -np.inf, scores)


@causal_weights.mistake(
    "The hidden scores get +np.inf here, or its like: softmax then has nothing finite to share. "
    "Minus infinity, so that exp gives 0."
)
def _(scores):
    with np.errstate(invalid="ignore"):
        return _masked(scores, _upper(scores, 1), np.inf)


@causal_weights.mistake(
    "Here the columns add up to 1. Each row belongs to one who asks, and shares out its own "
    "attention: softmax along the last axis."
)
def _(scores):
    return softmax(np.where(_upper(scores, 1), -np.inf, scores).T).T


@causal_weights.mistake(
    "Everything that is not hidden has the same weight here: that is the mask itself, divided by "
    "its row's sum. Softmax of the *scores*, where they may be seen."
)
def _(scores):
    seen = np.tril(np.ones(scores.shape))
    return seen / seen.sum(axis=1, keepdims=True)


@causal_weights.mistake(
    "These are exp's numbers with the future hidden, and they don't add up to 1: divide each by "
    "its row's sum."
)
def _(scores):
    return np.tril(np.exp(scores))


@causal_weights.mistake("Each place sees only itself here. It may see all places before it, too.")
def _(scores):
    return np.eye(len(scores))


@causal_weights.mistake(
    "The scores are divided by a root here. They come divided already: mask them, and take softmax."
)
def _(scores):
    return _masked(scores / np.sqrt(len(scores)), _upper(scores, 1))


@causal_weights.accepts
def _(scores):
    e = np.tril(np.exp(scores))  # masked before the sum is taken
    return e / e.sum(axis=1, keepdims=True)


@causal_weights.accepts
def _(scores):
    weights = np.zeros((len(scores), len(scores)))
    for t, row in enumerate(scores):
        e = np.exp(row[: t + 1])
        weights[t, : t + 1] = e / e.sum()
    return weights


@causal_weights.accepts
def _(scores):
    mask = np.tril(np.ones(scores.shape))
    return softmax(scores - 1e9 * (1 - mask))


causal_weights.hints(
    "Which column may row 0 see, and which may row 2? Draw the square, and cross out the others. "
    "What score makes exp give exactly 0?",
    "np.tri(steps) has 1 on the diagonal and below it, 0 above: "
    "softmax(np.where(np.tri(len(scores)), scores, -np.inf)).",
)
causal_weights.why(
    "So one pass through a name asks for every next letter at once, and no place can see its own "
    "answer. Keras says use_causal_mask=True."
)
