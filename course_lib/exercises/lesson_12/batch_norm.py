"""Lesson 12, Overfitting: the exercise ``batch_norm``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=6, difficulty=2)
def batch_norm(x, gamma, beta, moving_mean, moving_variance, training):
    """The rows normalised, then the two moving statistics; momentum 0.99, epsilon 0.001."""
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        moving_mean = 0.99 * moving_mean + 0.01 * mean
        moving_variance = 0.99 * moving_variance + 0.01 * variance
    else:
        mean, variance = moving_mean, moving_variance
    y = gamma * (x - mean) / np.sqrt(variance + 0.001) + beta
    return y, moving_mean, moving_variance


@batch_norm.cases
def _(rng):
    x = np.array([[1.0, 10.0], [2.0, 30.0], [6.0, 20.0]])
    yield x, np.array([2.0, 1.0]), np.array([0.5, -1.0]), np.zeros(2), np.ones(2), True
    yield x, np.array([2.0, 1.0]), np.array([0.5, -1.0]), np.ones(2), np.array([4.0, 9.0]), False
    for (n, columns), training in (
        ((4, 4), True),
        ((5, 3), True),
        ((3, 3), False),
        ((6, 2), False),
    ):
        x = rng.uniform(1, 3, size=columns) * rng.normal(size=(n, columns)) + rng.normal(scale=3)
        of_columns = rng.uniform(0.5, 3, size=(4, columns))
        yield x, *of_columns, training


def _normalised(x, gamma, beta, mean, variance):
    return gamma * (x - mean) / np.sqrt(variance + 0.001) + beta


def _moved(moving, now, momentum=0.99):
    return momentum * moving + (1 - momentum) * now


@batch_norm.mistake(
    "This comes out with mean and variance over each row. A column is one neuron's sums, and it "
    "is normalised over the batch: axis=0."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=1), x.var(axis=1)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "Here each row is normalised by itself while training, by its own mean and variance. A column "
    "is one neuron's sums, and it is normalised over the batch: axis=0."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "This comes out with one mean and one variance over the whole batch. Each column has its own: "
    "axis=0."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(), x.var()
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "The batch's own statistics are at work in use too, so a row's answer depends on its "
    "neighbours there. Where `training` is False, take the moving ones."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    if training:
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "The moving statistics go on moving in use. What is asked then must not change the network: "
    "move them while training only."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    moved = _moved(moving_mean, mean), _moved(moving_variance, variance)
    if not training:
        mean, variance = moving_mean, moving_variance
    return _normalised(x, gamma, beta, mean, variance), *moved


@batch_norm.mistake(
    "This comes out when training, too, normalises with the moving statistics, as they are after "
    "this batch. There it is the batch's own mean and variance; the moving ones are for later."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    if training:
        moving_mean = _moved(moving_mean, x.mean(axis=0))
        moving_variance = _moved(moving_variance, x.var(axis=0))
    y = _normalised(x, gamma, beta, moving_mean, moving_variance)
    return y, moving_mean, moving_variance


@batch_norm.mistake(
    "This comes out with the momentum the wrong way round. 0.99 of the old value stays, and 0.01 "
    "of the new one comes in."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        moving_mean = _moved(moving_mean, mean, 0.01)
        moving_variance = _moved(moving_variance, variance, 0.01)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "The moving statistics stand still in training, so nothing is learned for use. While training, "
    "let each follow the batch: 0.99 * old + 0.01 * new."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


def _as_it_should(x, moving_mean, moving_variance, training):
    """Mean and variance to normalise with, and the moving ones after."""
    if not training:
        return moving_mean, moving_variance, moving_mean, moving_variance
    mean, variance = x.mean(axis=0), x.var(axis=0)
    return mean, variance, _moved(moving_mean, mean), _moved(moving_variance, variance)


@batch_norm.mistake(
    "These are the numbers without epsilon. It stands beside the variance, under the root, so that "
    "a column that never changes is not divided by 0: np.sqrt(variance + 0.001)."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / np.sqrt(variance) + beta, *moved


@batch_norm.mistake(
    "This comes out with epsilon outside the root. It belongs under it: np.sqrt(variance + 0.001)."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / (np.sqrt(variance) + 0.001) + beta, *moved


@batch_norm.mistake(
    "This comes out when the rows are divided by the variance. Divide by its root: "
    "np.sqrt(variance + 0.001)."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / (variance + 0.001) + beta, *moved


@batch_norm.mistake(
    "These are the numbers without gamma and beta. After normalising, each column is multiplied by "
    "its gamma, and its beta is added."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return (x - mean) / np.sqrt(variance + 0.001), *moved


@batch_norm.mistake("Here beta is multiplied by gamma too. Multiply first, then add beta.")
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * ((x - mean) / np.sqrt(variance + 0.001) + beta), *moved


@batch_norm.mistake(
    "This comes out with n - 1 inside the variance. Batch norm divides by n: NumPy's var without "
    "ddof."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0, ddof=1)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "Only the moving variance is off: so it comes out when it follows a variance with n - 1 in it. "
    "Both uses take NumPy's var, without ddof."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    if training:
        moved[1] = _moved(moving_variance, x.var(axis=0, ddof=1))
    return _normalised(x, gamma, beta, mean, variance), *moved


@batch_norm.mistake(
    "This comes out with the deviation where the variance belongs, and the root once more over "
    "it. Take x.var(axis=0)."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.std(axis=0)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "gamma and beta stand in each other's place here. gamma is multiplied by, and beta is added."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return _normalised(x, beta, gamma, mean, variance), *moved


@batch_norm.mistake(
    "These are the numbers with an epsilon of 1e-5, as other libraries have it. Here it is 0.001."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / np.sqrt(variance + 1e-5) + beta, *moved


@batch_norm.mistake(
    "In training too, these are the numbers that are right in use: the moving statistics at work, "
    "and standing still. `training` is True or False, so `if training:` asks for it."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    y = _normalised(x, gamma, beta, moving_mean, moving_variance)
    return y, moving_mean, moving_variance


@batch_norm.mistake(
    "The rows are right, and they came back alone. Asked for are three arrays: then the moving "
    "mean, and the moving variance."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *_ = _as_it_should(x, moving_mean, moving_variance, training)
    return _normalised(x, gamma, beta, mean, variance)


@batch_norm.mistake(
    "The rows are right, and None stands in the place of both moving statistics. Give them back as "
    "they are afterwards: moved in training, and as they came in use."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *_ = _as_it_should(x, moving_mean, moving_variance, training)
    return _normalised(x, gamma, beta, mean, variance), None, None


@batch_norm.mistake(
    "The two moving statistics came back in each other's place: first the mean, then the variance."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return _normalised(x, gamma, beta, mean, variance), *moved[::-1]


@batch_norm.mistake(
    "This comes out when training, too, normalises with the moving statistics, as they were until "
    "this batch. There it is the batch's own mean and variance; the moving ones are for later."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    *_, new_mean, new_variance = _as_it_should(x, moving_mean, moving_variance, training)
    y = _normalised(x, gamma, beta, moving_mean, moving_variance)
    return y, new_mean, new_variance


@batch_norm.mistake(
    "In use, the two moving statistics stand in each other's place: subtract the moving mean, and "
    "divide by the root of the moving variance."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_variance, moving_mean
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.accepts
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean = x.sum(axis=0) / len(x)
        variance = ((x - mean) ** 2).mean(axis=0)
        moving_mean = moving_mean + 0.01 * (mean - moving_mean)
        moving_variance = moving_variance + 0.01 * (variance - moving_variance)
    scale = gamma / np.sqrt(variance + 1e-3)
    return [scale * x + (beta - scale * mean), moving_mean.copy(), moving_variance.copy()]


batch_norm.hints(
    "Two questions: with which mean and variance are the rows normalised, and do the moving ones "
    "change? `training` answers both.",
    "While training: mean = x.mean(axis=0), variance = x.var(axis=0), and each moving one becomes "
    "0.99 * old + 0.01 * new. Else the moving ones are mean and variance. Then "
    "gamma * (x - mean) / np.sqrt(variance + 0.001) + beta.",
)
batch_norm.why(
    "The layer of this name has exactly these four arrays: gamma and beta are learned, the other "
    "two are only counted."
)
