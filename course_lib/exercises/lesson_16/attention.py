"""Lesson 16, Transformers: the exercise ``attention``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import softmax


@exercise(lesson=16, minutes=7, difficulty=2)
def attention(query, key, value):
    """Scaled dot-product attention: (asking, d), (asked, d), (asked, v) -> (asking, v)."""
    scores = query @ key.T / np.sqrt(query.shape[-1])
    return softmax(scores) @ value


@attention.cases
def _(rng):
    yield (
        np.array([[2.0, 0.0, 1.0, 1.0], [0.0, 1.0, 1.0, 0.0]]),
        np.array([[0.0, 2.0, -1.0, -1.0], [1.0, 1.0, 1.0, -1.0], [-1.0, 3.0, 1.0, 1.0]]),
        np.array([[10.0, 0.0], [5.0, 1.0], [-2.0, 5.0]]),
    )
    for asking, asked, d, v in ((3, 5, 4, 2), (4, 4, 3, 3), (2, 3, 9, 4), (5, 5, 5, 5)):
        yield (
            rng.normal(scale=1.5, size=(asking, d)),
            rng.normal(scale=1.5, size=(asked, d)),
            rng.normal(size=(asked, v)),
        )


def _mix(query, key, value, over):
    """Attention, with the scores divided by ``over``."""
    return softmax(query @ key.T / over) @ value


@attention.mistake(
    "The scores are not divided here. Divide them by the root of d, the length of a query: "
    "np.sqrt(query.shape[-1])."
)
def _(query, key, value):
    return _mix(query, key, value, 1)


@attention.mistake(
    "The scores are divided by d here. Divide by its root: sums of d random products spread like "
    "the root of d."
)
def _(query, key, value):
    return _mix(query, key, value, query.shape[-1])


@attention.mistake(
    "The root here is that of the number of keys. Take the length of one: how many products are "
    "added up in a score, query.shape[-1]."
)
def _(query, key, value):
    return _mix(query, key, value, np.sqrt(len(key)))


@attention.mistake(
    "The root here is that of the number of queries. Take the length of one: how many products "
    "are added up in a score, query.shape[-1]."
)
def _(query, key, value):
    return _mix(query, key, value, np.sqrt(len(query)))


@attention.mistake(
    "The root here is that of the values' length. Scores are made of queries and keys, so it is "
    "their length that counts: query.shape[-1]."
)
def _(query, key, value):
    return _mix(query, key, value, np.sqrt(value.shape[-1]))


@attention.mistake(
    "The scores are *multiplied* by the root here. Divide: long vectors make scores too large."
)
def _(query, key, value):
    return _mix(query, key, value, 1 / np.sqrt(query.shape[-1]))


@attention.mistake(
    "Here the weights of a *key* add up to 1, over all that ask. Each query shares out its own "
    "attention, so a row adds up to 1: softmax along the last axis."
)
def _(query, key, value):
    scores = query @ key.T / np.sqrt(query.shape[-1])
    return softmax(scores.T).T @ value


@attention.mistake(
    "Here all weights together add up to 1. Each query shares out its own: softmax row by row, "
    "along the last axis."
)
def _(query, key, value):
    scores = query @ key.T / np.sqrt(query.shape[-1])
    return softmax(scores.reshape(1, -1)).reshape(scores.shape) @ value


@attention.mistake(
    "The values are mixed by the scores as they are. Softmax comes first, so that the weights of a "
    "row are above 0 and add up to 1."
)
def _(query, key, value):
    return query @ key.T / np.sqrt(query.shape[-1]) @ value


@attention.mistake(
    "Each score is divided by its row's sum here, without exp. Scores may be below 0, and their "
    "sum close to it: take softmax."
)
def _(query, key, value):
    scores = query @ key.T / np.sqrt(query.shape[-1])
    return scores / scores.sum(axis=-1, keepdims=True) @ value


@attention.mistake(
    "These are exp's numbers, which don't add up to 1 in a row: divide each by its row's sum, as "
    "softmax does."
)
def _(query, key, value):
    return np.exp(query @ key.T / np.sqrt(query.shape[-1])) @ value


@attention.mistake(
    "These are the weights: who is listened to, and how much. Mix the values by them: "
    "weights @ value."
)
def _(query, key, value):
    return softmax(query @ key.T / np.sqrt(query.shape[-1]))


@attention.mistake(
    "These are the scores. Softmax makes weights of them, and the weights mix the values."
)
def _(query, key, value):
    return query @ key.T / np.sqrt(query.shape[-1])


@attention.mistake(
    "Here the *keys* are mixed. They say who is listened to; what is heard are the values: "
    "weights @ value."
)
def _(query, key, value):
    return softmax(query @ key.T / np.sqrt(query.shape[-1])) @ key


@attention.mistake(
    "Here the *keys'* own scores with each other are weighed, and the queries are not read. "
    "query @ key.T."
)
def _(query, key, value):
    return softmax(key @ key.T / np.sqrt(key.shape[-1])) @ value


@attention.mistake(
    "Here each query is answered by one value alone, that of the highest score. Softmax gives all "
    "a share, and so a slope."
)
def _(query, key, value):
    return value[(query @ key.T).argmax(axis=-1)]


@attention.mistake(
    "Every value has the same weight here, whoever asks: the mean. The weights are softmax of the "
    "scores."
)
def _(query, key, value):
    return np.tile(value.mean(axis=0), (len(query), 1))


@attention.mistake(
    "The weights are divided by the root here, after softmax, so that they don't add up to 1. "
    "Divide the scores, before softmax."
)
def _(query, key, value):
    return softmax(query @ key.T) / np.sqrt(query.shape[-1]) @ value


@attention.accepts
def _(query, key, value):
    mixed = []
    for q in query:
        e = np.exp([np.sum(q * k) / len(q) ** 0.5 for k in key])
        mixed.append(sum(weight * v for weight, v in zip(e / e.sum(), value)))
    return np.array(mixed)


@attention.accepts
def _(query, key, value):
    e = np.exp(np.einsum("id,jd->ij", query / key.shape[1] ** 0.5, key))
    return np.einsum("ij,jv->iv", e / e.sum(axis=1, keepdims=True), value)


attention.hints(
    "Three steps: every query with every key, as one matrix product; weights, row by row; values, "
    "mixed by the weights. What is the shape after each?",
    "scores = query @ key.T / np.sqrt(query.shape[-1]), then softmax(scores) @ value.",
)
attention.why(
    "Two matrix products and a softmax. Nothing in it is learned: what learns are the three "
    "matrices that make queries, keys and values."
)
