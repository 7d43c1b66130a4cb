"""Lesson 14, Recurrent networks: the exercise ``clip``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=14, minutes=5, difficulty=2, returns=list)
def clip(grads, limit):
    """The gradients, new arrays, shortened together so that their norm is at most `limit`."""
    norm = np.sqrt(sum((grad**2).sum() for grad in grads))
    return [grad * min(1, limit / norm) for grad in grads]


@clip.cases
def _(rng):
    yield [np.array([3.0, 0.0]), np.array([[4.0]])], 1.0
    yield [np.array([0.3, -0.2]), np.array([[0.4]])], 1.0  # short already
    yield [np.array([[2.0, -1.0], [0.5, 0.1]]), np.array([-0.2])], 2.0
    for shapes in (((3, 2), (2, 2), (2,)), ((2, 4), (4,)), ((4,), (2, 3))):
        scale, limit = rng.uniform(1.5, 4), float(rng.uniform(0.5, 1.5))
        yield [rng.normal(scale=scale, size=shape) for shape in shapes], limit
    yield [rng.normal(scale=0.05, size=shape) for shape in ((3, 2), (2,))], 0.9


def _norm(grads):
    return np.sqrt(sum((grad**2).sum() for grad in grads))


@clip.mistake(
    "This clips by value: each number is cut off at the limit by itself, so the step turns to "
    "another direction. Multiply all of them by the same factor."
)
def _(grads, limit):
    return [np.clip(grad, -limit, limit) for grad in grads]


@clip.mistake(
    "Here each array is shortened by a norm of its own, so their shares change, and the step turns "
    "to another direction. There is one norm, over all numbers of all arrays."
)
def _(grads, limit):
    return [grad * min(1, limit / np.sqrt((grad**2).sum())) for grad in grads]


@clip.mistake(
    "Here each array comes out with a norm of `limit`, as if it were alone, so their shares "
    "change. There is one norm, over all numbers of all arrays, and one factor for all, "
    "limit / norm."
)
def _(grads, limit):
    return [grad * limit / np.sqrt((grad**2).sum()) for grad in grads]


@clip.mistake(
    "Here short gradients are made longer: where the norm is below the limit, all stays as it is. "
    "The factor is never above 1."
)
def _(grads, limit):
    return [grad * limit / _norm(grads) for grad in grads]


@clip.mistake(
    "Here a long gradient comes out with a norm of 1, whatever the limit. The factor is "
    "limit / norm."
)
def _(grads, limit):
    norm = _norm(grads)
    return [grad / norm if norm > limit else grad for grad in grads]


@clip.mistake(
    "Here the gradients are divided by their norm, long or short. Multiply by limit / norm, and "
    "only where the norm is above the limit."
)
def _(grads, limit):
    return [grad / _norm(grads) for grad in grads]


@clip.mistake(
    "This comes out without the root: the squares added up are the norm squared. Take np.sqrt."
)
def _(grads, limit):
    return [grad * min(1, limit / _norm(grads) ** 2) for grad in grads]


@clip.mistake(
    "This comes out when the norm is the sum of the sizes. It is the root of the sum of squares, "
    "the length of the step."
)
def _(grads, limit):
    norm = sum(np.abs(grad).sum() for grad in grads)
    return [grad * min(1, limit / norm) for grad in grads]


@clip.mistake(
    "This comes out when the largest number takes the place of the norm. The norm is the root of "
    "the sum of all squares."
)
def _(grads, limit):
    norm = max(np.abs(grad).max() for grad in grads)
    return [grad * min(1, limit / norm) for grad in grads]


@clip.mistake(
    "This comes out when the norm is a root of a *mean* of squares. Add them up: no division by "
    "how many there are."
)
def _(grads, limit):
    count = sum(grad.size for grad in grads)
    return [grad * min(1, limit / (_norm(grads) / np.sqrt(count))) for grad in grads]


@clip.mistake(
    "Here the arrays' norms are added up. One norm over all: add up the squares first, then take "
    "one root."
)
def _(grads, limit):
    norm = sum(np.sqrt((grad**2).sum()) for grad in grads)
    return [grad * min(1, limit / norm) for grad in grads]


@clip.mistake(
    "Here the norm still grows while the first arrays are shortened by it. Add up the squares of "
    "all arrays first; shorten in a second loop."
)
def _(grads, limit):
    squares = np.cumsum([(grad**2).sum() for grad in grads])
    return [grad * min(1, limit / np.sqrt(sum_)) for grad, sum_ in zip(grads, squares, strict=True)]


@clip.mistake(
    "These are the gradients as they came, too long ones too. Multiply by limit / norm where the "
    "norm is above the limit."
)
def _(grads, limit):
    return [grad.copy() for grad in grads]


@clip.mistake(
    "Here a gradient that is too long is thrown away: zeros. It has the right direction, so "
    "keep that and shorten it: times limit / norm."
)
def _(grads, limit):
    return [grad * (_norm(grads) <= limit) for grad in grads]


@clip.mistake(
    "The factor stands upside down: norm / limit makes long gradients longer. It is limit / norm."
)
def _(grads, limit):
    return [grad * max(1, _norm(grads) / limit) for grad in grads]


@clip.mistake(
    "The numbers are right, and the caller's own arrays have changed with them, as `*=` does it. "
    "Make new arrays."
)
def _(grads, limit):
    factor = min(1, limit / _norm(grads))
    for grad in grads:
        grad *= factor
    return grads


@clip.accepts
def _(grads, limit):
    norm = np.linalg.norm(np.concatenate([grad.ravel() for grad in grads]))
    if norm <= limit:
        return list(grads)
    return [limit * grad / norm for grad in grads]


clip.hints(
    "Put all numbers of all arrays into one long row. How long is that arrow: the root of what?",
    "norm = np.sqrt(sum((grad**2).sum() for grad in grads)); then each grad times "
    "min(1, limit / norm).",
)
clip.why(
    "Every part of the step keeps its share, so the direction stays. Adam(clipnorm=1.0) shortens "
    "each array by its own norm; global_clipnorm=1.0 is what you have written."
)
