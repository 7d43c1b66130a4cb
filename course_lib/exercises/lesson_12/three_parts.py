"""Lesson 12, Tell learning from learning by heart: the exercise ``three_parts``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=7, difficulty=2, returns=list)
def three_parts(X, y, seed):
    """Training, validation and test rows, a third each, scaled: three pairs (X, y)."""
    order = np.random.default_rng(seed).permutation(len(X))
    parts = np.split(order, 3)
    mean, std = X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0)
    return [((X[rows] - mean) / std, y[rows]) for rows in parts]


@three_parts.cases
def _(rng):
    hours = np.linspace(0.0, 12.0, 12)[:, np.newaxis]
    yield hours, np.cos(hours / 2), 0
    for n, columns in ((9, 2), (15, 3), (12, 1)):
        X = rng.uniform(2, 20, size=columns) * rng.normal(size=(n, columns)) + rng.normal(scale=50)
        yield X, rng.normal(size=(n, 1)), int(rng.integers(1000))


def _thirds(X, seed):
    return np.split(np.random.default_rng(seed).permutation(len(X)), 3)


def _scaled(X, y, parts, mean, std):
    return [((X[rows] - mean) / std, y[rows]) for rows in parts]


@three_parts.mistake(
    "These are the numbers that come out when scaling comes before cutting: mean and deviation "
    "have then seen the validation and test rows. Cut first, and take both from the training rows."
)
def _(X, y, seed):
    return _scaled(X, y, _thirds(X, seed), X.mean(axis=0), X.std(axis=0))


@three_parts.mistake(
    "Here each part is scaled by its own mean and deviation, so the same hour gets three different "
    "numbers. Take the training rows' two for all three."
)
def _(X, y, seed):
    parts = [(X[rows], y[rows]) for rows in _thirds(X, seed)]
    return [((x - x.mean(axis=0)) / x.std(axis=0), answers) for x, answers in parts]


@three_parts.mistake(
    "The rows are cut in the order in which they came. The network would learn the morning and be "
    "asked about the evening: cut along `order`."
)
def _(X, y, seed):
    parts = np.split(np.arange(len(X)), 3)
    return _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))


@three_parts.mistake(
    "X is shuffled here and y is not, so the rows have other rows' answers. Take y[rows] with the "
    "same rows."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    scaled = _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))
    return [(x, answers) for (x, _), answers in zip(scaled, np.split(y, 3), strict=True)]


@three_parts.mistake(
    "Validation and test have the same rows here. The test is for the very end: it needs rows that "
    "nothing was chosen by."
)
def _(X, y, seed):
    first, second, _ = _thirds(X, seed)
    mean, std = X[first].mean(axis=0), X[first].std(axis=0)
    return _scaled(X, y, [first, second, second], mean, std)


@three_parts.mistake(
    "Training and validation rows are scaled, and the test rows came back raw. The network will be "
    "asked about them too: scale all three."
)
def _(X, y, seed):
    first, second, third = _thirds(X, seed)
    mean, std = X[first].mean(axis=0), X[first].std(axis=0)
    return [*_scaled(X, y, [first, second], mean, std), (X[third], y[third])]


@three_parts.mistake(
    "The training rows are scaled, and the two other parts came back raw. The network will be "
    "asked about them too: scale all three, with the mean and deviation of the raw training rows."
)
def _(X, y, seed):
    first, second, third = _thirds(X, seed)
    mean, std = X[first].mean(axis=0), X[first].std(axis=0)
    return [*_scaled(X, y, [first], mean, std), (X[second], y[second]), (X[third], y[third])]


@three_parts.mistake("The rows are cut, and not scaled: subtract the mean, divide by the std.")
def _(X, y, seed):
    return [(X[rows], y[rows]) for rows in _thirds(X, seed)]


@three_parts.mistake(
    "This comes out with one mean and one deviation over all columns. Each column has its own: "
    "axis=0."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    return _scaled(X, y, parts, X[parts[0]].mean(), X[parts[0]].std())


@three_parts.mistake(
    "This comes out when the rows are divided by the variance. Divide by its root: std."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    return _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].var(axis=0))


@three_parts.mistake("y is scaled here as well. Scale X alone, and leave the answers as they are.")
def _(X, y, seed):
    parts = _thirds(X, seed)
    y = (y - y[parts[0]].mean(axis=0)) / y[parts[0]].std(axis=0)
    return _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))


@three_parts.mistake(
    "The second and the third part stand in each other's place: along `order`, the validation rows "
    "come before the test rows."
)
def _(X, y, seed):
    first, second, third = _thirds(X, seed)
    return _scaled(X, y, [first, third, second], X[first].mean(axis=0), X[first].std(axis=0))


@three_parts.mistake(
    "This comes out when the training rows' two numbers are applied to an array that has been "
    "scaled already. Scale once: take rows, mean and deviation from the X that was given."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    scaled = (X - X.mean(axis=0)) / X.std(axis=0)
    return _scaled(scaled, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))


@three_parts.mistake(
    "The rows are scaled twice here, by the training rows' two numbers both times. Once is enough: "
    "take rows, mean and deviation from the X that was given."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    mean, std = X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0)
    return _scaled((X - mean) / std, y, parts, mean, std)


@three_parts.mistake(
    "This comes out with n - 1 in the deviation, as ddof=1 has it. This lesson's deviation is "
    "NumPy's own, which divides by n."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    return _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0, ddof=1))


@three_parts.mistake(
    "The six arrays are right, and they came one by one. Each part is a pair: a list of three, "
    "[(X, y), (X, y), (X, y)]."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    pairs = _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))
    return [array for pair in pairs for array in pair]


@three_parts.accepts
def _(X, y, seed):
    X, y = (a[np.random.default_rng(seed).permutation(len(X))] for a in (X, y))
    n = len(X) // 3
    train = X[:n]
    scaled = (X - np.mean(train, axis=0)) / np.std(train, axis=0)
    return [(scaled[i : i + n], y[i : i + n]) for i in range(0, 3 * n, n)]


three_parts.hints(
    "np.split(order, 3) cuts the shuffled row numbers into three. Which of the three may mean and "
    "deviation come from?",
    "mean = X[parts[0]].mean(axis=0), std the same; then a list with "
    "((X[rows] - mean) / std, y[rows]) for each of the three parts.",
)
three_parts.why(
    "From here on there is a number that tells you what the network is worth, and nothing in the "
    "training has seen it."
)
