"""Lesson 09, Hidden layers: the exercise ``first_weights``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import name_of, read


@exercise(lesson=9, minutes=5, difficulty=2, returns=dict)
def first_weights(n_in, units, activation, seed):
    """A kernel from the bell curve: He's size for "relu", Xavier's otherwise."""
    variance = 2 / n_in if activation == "relu" else 2 / (n_in + units)
    return np.random.default_rng(seed).normal(0, np.sqrt(variance), size=(n_in, units))


@first_weights.through
def _(first_weights, n_in, units, activation, seed):
    """What comes back for the seed, for the same seed once more, and for the next one."""
    return [first_weights(n_in, units, activation, s) for s in (seed, seed, seed + 1)]


@first_weights.seen
def _(kernels, n_in, units, activation, seed):
    """What comes back, whether the seed decides it, and the bell curve; then the kernel itself."""
    new, again, other = map(read, kernels)
    if new is None:
        return None
    facts = dict.fromkeys(_FACTS, "not looked at")
    facts["what comes back"] = name_of(new)
    if not isinstance(new, np.ndarray):
        return facts
    same, another = np.array_equal(new, again), not np.array_equal(new, other)
    facts |= {"the same seed gives the same": same, "another seed gives another": another}
    if same and another:
        facts["drawn from the bell curve"] = not _spread_evenly(new, seed)
    if facts["drawn from the bell curve"] is True:
        facts["the kernel"] = new
    return facts


_FACTS = (
    "what comes back", "the same seed gives the same", "another seed gives another",
    "drawn from the bell curve", "the kernel",
)  # fmt: skip


def _spread_evenly(kernel, seed) -> bool:
    """Whether these are the numbers of ``rng.uniform``, from wherever to wherever."""
    draws = np.random.default_rng(seed).random(kernel.shape)
    with np.errstate(all="ignore"):
        return bool(abs(np.corrcoef(draws.ravel(), kernel.ravel())[0, 1]) > 1 - 1e-9)


@first_weights.cases
def _(rng):
    yield 3, 4, "sigmoid", 42
    yield 3, 4, "relu", 42
    for activation in ("tanh", "relu", "sigmoid", "relu", "linear", "leaky_relu"):
        n_in, units = (int(n) for n in rng.choice(np.arange(5, 40), size=2, replace=False))
        yield n_in, units, activation, int(rng.integers(1000))


def _drawn(n_in, units, seed, deviation):
    return np.random.default_rng(seed).normal(0, deviation, size=(n_in, units))


def _deviation(n_in, units, activation, of_he=("relu",)):
    return np.sqrt(2 / n_in if activation in of_he else 2 / (n_in + units))


@first_weights.mistake(
    "These are the numbers with the variance where NumPy wants the standard deviation. Take the "
    "root: np.sqrt(2 / n_in), and np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, _deviation(n_in, units, activation) ** 2)


@first_weights.mistake(
    "He's size and Xavier's have changed places: ReLU silences half of the sums, so it is ReLU "
    "that needs He's larger weights."
)
def _(n_in, units, activation, seed):
    variance = 2 / (n_in + units) if activation == "relu" else 2 / n_in
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "ReLU gets Xavier's size here, like all others. For “relu” it is np.sqrt(2 / n_in)."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, np.sqrt(2 / (n_in + units)))


@first_weights.mistake(
    "All get He's size here. Without ReLU it is Xavier's: np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, np.sqrt(2 / n_in))


@first_weights.mistake(
    "Only “relu” gets weights from the bell curve; for the others they are still drawn evenly, "
    "from 0 to 1. Xavier's come from the bell curve too, with np.sqrt(2 / (n_in + units))."
)
def _(n_in, units, activation, seed):
    if activation == "relu":
        return _drawn(n_in, units, seed, np.sqrt(2 / n_in))
    return np.random.default_rng(seed).random((n_in, units))


@first_weights.mistake(
    "“linear” and “leaky_relu” get He's size here. It is for “relu” alone: every other activation "
    "has Xavier's."
)
def _(n_in, units, activation, seed):
    deviation = _deviation(n_in, units, activation, ("relu", "linear", "leaky_relu"))
    return _drawn(n_in, units, seed, deviation)


@first_weights.mistake(
    "“leaky_relu” gets He's size here. It is for “relu” alone: every other activation has Xavier's."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, seed, _deviation(n_in, units, activation, ("relu", "leaky_relu")))


@first_weights.mistake(
    "He's size comes out without its 2: half of the sums fall silent, so the rest has to count "
    "double."
)
def _(n_in, units, activation, seed):
    variance = 1 / n_in if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "Xavier's size comes out without its 2: the variance is one over the *mean* of n_in and units, "
    "and not over their sum."
)
def _(n_in, units, activation, seed):
    variance = 2 / n_in if activation == "relu" else 1 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "He's size comes out with units where n_in belongs. What adds up in a neuron are its inputs."
)
def _(n_in, units, activation, seed):
    variance = 2 / units if activation == "relu" else 2 / (n_in + units)
    return _drawn(n_in, units, seed, np.sqrt(variance))


@first_weights.mistake(
    "The kernel comes out on its side: it has a row for each input and a column for each neuron, "
    "size=(n_in, units)."
)
def _(n_in, units, activation, seed):
    deviation = _deviation(n_in, units, activation)
    return np.random.default_rng(seed).normal(0, deviation, size=(units, n_in))


@first_weights.mistake(
    "Two calls with one seed gave two kernels, so nobody can repeat your training. Draw from "
    "np.random.default_rng(seed)."
)
def _(n_in, units, activation, seed):
    return np.random.default_rng().normal(0, 1, size=(n_in, units))


@first_weights.mistake(
    "Two seeds gave one and the same kernel. Let the seed decide: draw from "
    "np.random.default_rng(seed)."
)
def _(n_in, units, activation, seed):
    return _drawn(n_in, units, 42, 1)


@first_weights.mistake(
    "These are the numbers of NumPy's older generator, of np.random.seed or RandomState. The newer "
    "one draws others with the same seed: take np.random.default_rng(seed)."
)
def _(n_in, units, activation, seed):
    deviation = _deviation(n_in, units, activation)
    return np.random.RandomState(seed).normal(0, deviation, size=(n_in, units))


@first_weights.mistake(
    "These numbers are spread evenly, from a smallest to a largest. From the bell curve most come "
    "near 0, and a few far out: rng.normal(0, …)."
)
def _(n_in, units, activation, seed):
    limit = np.sqrt(3) * _deviation(n_in, units, activation)
    return np.random.default_rng(seed).uniform(-limit, limit, size=(n_in, units))


@first_weights.accepts
def _(n_in, units, activation, seed):
    fan = n_in if activation == "relu" else (n_in + units) / 2
    variance = (2 if activation == "relu" else 1) / fan
    return np.random.default_rng(seed).standard_normal((n_in, units)) * variance**0.5


first_weights.hints(
    "The formulas give a variance, and rng.normal asks for a standard deviation, its root.",
    'np.sqrt(2 / n_in) for "relu", else np.sqrt(2 / (n_in + units)); then '
    "np.random.default_rng(seed).normal(0, deviation, size=(n_in, units)).",
)
first_weights.why(
    "With it a signal keeps its size through the layers, forward and back. The next figure shows "
    "what happens without."
)
