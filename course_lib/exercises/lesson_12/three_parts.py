"""Lesson 12, Overfitting: the exercise ``three_parts``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=7, difficulty=2, returns=list)
def three_parts(x, y, seed):
    """Training, validation and test rows, a third each, scaled: three pairs (x, y)."""
    order = np.random.default_rng(seed).permutation(len(x))
    parts = np.split(order, 3)
    mean, std = x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0)
    return [((x[rows] - mean) / std, y[rows]) for rows in parts]


@three_parts.cases
def _(rng):
    hours = np.linspace(0.0, 12.0, 12)[:, np.newaxis]
    yield hours, np.cos(hours / 2), 0
    for n, columns in ((9, 2), (15, 3), (12, 1)):
        x = rng.uniform(2, 20, size=columns) * rng.normal(size=(n, columns)) + rng.normal(scale=50)
        yield x, rng.normal(size=(n, 1)), int(rng.integers(1000))


def _thirds(x, seed):
    return np.split(np.random.default_rng(seed).permutation(len(x)), 3)


def _scaled(x, y, parts, mean, std):
    return [((x[rows] - mean) / std, y[rows]) for rows in parts]


@three_parts.mistake(
    "These are the numbers that come out when scaling comes before cutting: mean and deviation "
    "have then seen the validation and test rows. Cut first, and take both from the training rows."
)
def _(x, y, seed):
    return _scaled(x, y, _thirds(x, seed), x.mean(axis=0), x.std(axis=0))


@three_parts.mistake(
    "Here each part is scaled by its own mean and deviation, so the same hour gets three different "
    "numbers. Take the training rows' two for all three."
)
def _(x, y, seed):
    parts = [(x[rows], y[rows]) for rows in _thirds(x, seed)]
    return [((a - a.mean(axis=0)) / a.std(axis=0), answers) for a, answers in parts]


@three_parts.mistake(
    "The rows are cut in the order in which they came. The network would learn the morning and be "
    "asked about the evening: cut along `order`."
)
def _(x, y, seed):
    parts = np.split(np.arange(len(x)), 3)
    return _scaled(x, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0))


@three_parts.mistake(
    "x is shuffled here and y is not, so the rows have other rows' answers. Take y[rows] with the "
    "same rows."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    scaled = _scaled(x, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0))
    return [(a, answers) for (a, _), answers in zip(scaled, np.split(y, 3), strict=True)]


@three_parts.mistake(
    "Validation and test have the same rows here. The test is for the very end: it needs rows that "
    "nothing was chosen by."
)
def _(x, y, seed):
    first, second, _ = _thirds(x, seed)
    mean, std = x[first].mean(axis=0), x[first].std(axis=0)
    return _scaled(x, y, [first, second, second], mean, std)


@three_parts.mistake(
    "Training and validation rows are scaled, and the test rows came back raw. The network will be "
    "asked about them too: scale all three."
)
def _(x, y, seed):
    first, second, third = _thirds(x, seed)
    mean, std = x[first].mean(axis=0), x[first].std(axis=0)
    return [*_scaled(x, y, [first, second], mean, std), (x[third], y[third])]


@three_parts.mistake(
    "The training rows are scaled, and the two other parts came back raw. The network will be "
    "asked about them too: scale all three, with the mean and deviation of the raw training rows."
)
def _(x, y, seed):
    first, second, third = _thirds(x, seed)
    mean, std = x[first].mean(axis=0), x[first].std(axis=0)
    return [*_scaled(x, y, [first], mean, std), (x[second], y[second]), (x[third], y[third])]


@three_parts.mistake("The rows are cut, and not scaled: subtract the mean, divide by the std.")
def _(x, y, seed):
    return [(x[rows], y[rows]) for rows in _thirds(x, seed)]


@three_parts.mistake(
    "This comes out with one mean and one deviation over all columns. Each column has its own: "
    "axis=0."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    return _scaled(x, y, parts, x[parts[0]].mean(), x[parts[0]].std())


@three_parts.mistake(
    "This comes out when the rows are divided by the variance. Divide by its root: std."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    return _scaled(x, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].var(axis=0))


@three_parts.mistake("y is scaled here as well. Scale x alone, and leave the answers as they are.")
def _(x, y, seed):
    parts = _thirds(x, seed)
    y = (y - y[parts[0]].mean(axis=0)) / y[parts[0]].std(axis=0)
    return _scaled(x, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0))


@three_parts.mistake(
    "The second and the third part stand in each other's place: along `order`, the validation rows "
    "come before the test rows."
)
def _(x, y, seed):
    first, second, third = _thirds(x, seed)
    return _scaled(x, y, [first, third, second], x[first].mean(axis=0), x[first].std(axis=0))


@three_parts.mistake(
    "This comes out when the training rows' two numbers are applied to an array that has been "
    "scaled already. Scale once: take rows, mean and deviation from the x that was given."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    return _scaled(scaled, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0))


@three_parts.mistake(
    "The rows are scaled twice here, by the training rows' two numbers both times. Once is enough: "
    "take rows, mean and deviation from the x that was given."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    mean, std = x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0)
    return _scaled((x - mean) / std, y, parts, mean, std)


@three_parts.mistake(
    "This comes out with n - 1 in the deviation, as ddof=1 has it. This lesson's deviation is "
    "NumPy's own, which divides by n."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    return _scaled(x, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0, ddof=1))


@three_parts.mistake(
    "The six arrays are right, and they came one by one. Each part is a pair: a list of three, "
    "[(x, y), (x, y), (x, y)]."
)
def _(x, y, seed):
    parts = _thirds(x, seed)
    pairs = _scaled(x, y, parts, x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0))
    return [array for pair in pairs for array in pair]


@three_parts.accepts
def _(x, y, seed):
    x, y = (a[np.random.default_rng(seed).permutation(len(x))] for a in (x, y))
    n = len(x) // 3
    train = x[:n]
    scaled = (x - np.mean(train, axis=0)) / np.std(train, axis=0)
    return [(scaled[i : i + n], y[i : i + n]) for i in range(0, 3 * n, n)]


three_parts.hints(
    "np.split(order, 3) cuts the shuffled row numbers into three. Which of the three may mean and "
    "deviation come from?",
    "mean = x[parts[0]].mean(axis=0), std the same; then a list with "
    "((x[rows] - mean) / std, y[rows]) for each of the three parts.",
)
three_parts.why(
    "From here on there is a number that tells you what the network is worth, and nothing in the "
    "training has seen it."
)
