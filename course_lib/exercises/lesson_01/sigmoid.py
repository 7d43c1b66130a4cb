"""The sigmoid as the lesson has it, so that solutions read as they do there."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=1, minutes=6, difficulty=2, warnings="refused")
def sigmoid(z):
    """Squeeze every number of z into 0 to 1, and never overflow."""
    e = np.exp(-np.abs(z))  # e to a negative power, or to 0: at most 1
    return np.where(np.greater_equal(z, 0), 1, e) / (1 + e)


@sigmoid.cases
def _(rng):
    yield (0.3,)
    yield (-1000.0,)
    yield (np.array([-1000.0, -1.0, 0.0, 1.0, 1000.0]),)
    yield (np.array([3, -3, 0]),)  # whole numbers: np.empty_like of these cannot hold 0.05
    yield (rng.normal(scale=3, size=(2, 3)),)
    yield (float(rng.normal()),)


_OVERFLOW = (
    "The values are right, and on the way NumPy warned of an overflow: at z = -1000, e^-z is "
    "e^1000, and that fits into no number. Take e to negative powers only. (Or tell NumPy that you "
    'know: inside `with np.errstate(over="ignore"):` this line is accepted, for 1 / infinity is 0.)'
)


@sigmoid.mistake(_OVERFLOW)
def _(z):
    return 1 / (1 + np.exp(-z))


@sigmoid.mistake(
    "The values are right, and on the way NumPy warned of more than the overflow: infinity was "
    "divided by infinity. np.where is no protection, since both its sides are computed for every "
    "number before it chooses. Make the exponent safe first: np.exp(-np.abs(z))."
)
def _(z):
    return np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@sigmoid.mistake(
    "For z = 1000 it is nan: e^1000 overflows, and infinity divided by infinity is no number. "
    "Elsewhere all is right. Take e to negative powers only: np.exp(-np.abs(z))."
)
def _(z):
    return np.exp(z) / (np.exp(z) + 1)


@sigmoid.mistake(
    "This curve runs downhill, from yes to no. It is e to the power of minus z, or e^z in the "
    "numerator as well."
)
def _(z):
    e = np.exp(-np.abs(z))
    return np.where(np.greater_equal(z, 0), e, 1) / (1 + e)


@sigmoid.mistake(
    "Negative sums get the same answer as positive ones, a yes. Where z is negative, the numerator "
    "is e^z, not 1."
)
def _(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@sigmoid.mistake(
    "Where z is far below 0 this is nan, as when e is taken to the power of -z, a positive number "
    "there: infinity divided by infinity is no number. One safe exponent does for both sides: "
    "e = np.exp(-np.abs(z)), and where z is negative the answer is e / (1 + e)."
)
def _(z):
    e = np.exp(np.abs(z))
    return np.where(np.greater_equal(z, 0), 1 / (1 + np.exp(-np.abs(z))), e / (1 + e))


@sigmoid.mistake("This is np.tanh of z, between -1 and 1. A sigmoid squeezes to between 0 and 1.")
def _(z):
    return np.tanh(z)


@sigmoid.accepts
def _(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@sigmoid.accepts
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@sigmoid.accepts
def _(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


@sigmoid.accepts
def _(z):
    with np.errstate(over="ignore"):  # as the course calls its own
        return 1 / (1 + np.exp(-np.asarray(z)))


@sigmoid.accepts
def _(z):
    z = np.asarray(z, dtype=float)
    a = np.empty_like(z)
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    a[~positive] = e / (1 + e)
    return a


sigmoid.hints(
    "e to a negative power is never above 1. Which quantity made from z is never positive?",
    "Compute e = np.exp(-np.abs(z)) once. The answer is 1 / (1 + e) where z >= 0, and "
    "e / (1 + e) elsewhere; np.where chooses.",
)
sigmoid.why(
    "Sums of thousands do occur, early in a training that starts badly: one overflow there, "
    "and every weight behind it is lost."
)
