"""Lesson 15, Unsupervised learning: the exercise ``denoising_pairs``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=15, minutes=5, difficulty=2, returns=list)
def denoising_pairs(x, rounds, seed):
    """A pair (input, target) for each round: new noise on the input, cut to 0 to 1; none on x."""
    rng = np.random.default_rng(seed)
    pairs = []
    for _ in range(rounds):
        noisy = np.clip(x + rng.normal(scale=0.3, size=x.shape), 0, 1)
        pairs.append((noisy, x))
    return pairs


@denoising_pairs.cases
def _(rng):
    yield np.array([[0.0, 1.0, 0.5, 0.25], [1.0, 0.0, 0.75, 1.0]]), 2, 0
    for rounds in (3, 2, 4):
        rows, columns = (int(n) for n in rng.integers(3, 6, size=2))
        x = rng.uniform(size=(rows, columns))
        x[0, 0], x[1, 1] = 0.0, 1.0
        yield x, rounds, int(rng.integers(1000))


def _noise(x, rng, scale=0.3):
    return rng.normal(scale=scale, size=x.shape)


@denoising_pairs.mistake(
    "The same noise comes in every round here: drawn once, before the loop. A network can learn it "
    "by heart. Draw it inside."
)
def _(x, rounds, seed):
    noisy = np.clip(x + _noise(x, np.random.default_rng(seed)), 0, 1)
    return [(noisy, x)] * rounds


@denoising_pairs.mistake(
    "Target and input are one noisy picture here, the same in every round. The target has no "
    "noise: x. And the noise is drawn anew in each round."
)
def _(x, rounds, seed):
    noisy = x + _noise(x, np.random.default_rng(seed))
    return [(noisy, noisy)] * rounds


@denoising_pairs.mistake(
    "Target and input are one noisy picture here, the same in every round, if cut to 0 to 1. The "
    "target has no noise: x. And the noise is drawn anew in each round."
)
def _(x, rounds, seed):
    noisy = np.clip(x + _noise(x, np.random.default_rng(seed)), 0, 1)
    return [(noisy, noisy)] * rounds


@denoising_pairs.mistake(
    "The target has the input's noise here, so the network is asked to hand the noise on. The "
    "target is x, clean."
)
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    noisy = [np.clip(x + _noise(x, rng), 0, 1) for _ in range(rounds)]
    return [(each, each) for each in noisy]


@denoising_pairs.mistake(
    "New noise in each round, and the target has it too, with nothing cut off. The target is x, "
    "and the input is cut: np.clip(…, 0, 1)."
)
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    noisy = [x + _noise(x, rng) for _ in range(rounds)]
    return [(each, each) for each in noisy]


@denoising_pairs.mistake(
    "The generator is made anew in every round, with the same seed, so that it draws the same "
    "noise again. Make it once, before the loop; draw inside."
)
def _(x, rounds, seed):
    pairs = []
    for _ in range(rounds):
        noise = _noise(x, np.random.default_rng(seed))
        pairs.append((x + noise, x))
    return pairs


@denoising_pairs.mistake(
    "Right, but for the edges: some inputs lie below 0 or above 1, where no pixel can be. Cut them "
    "with np.clip(…, 0, 1)."
)
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    return [(x + _noise(x, rng), x) for _ in range(rounds)]


@denoising_pairs.mistake(
    "Here the clean picture goes in and the noisy one is asked for: it would learn to make noise. "
    "Change places: (noisy, x)."
)
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    return [(x, np.clip(x + _noise(x, rng), 0, 1)) for _ in range(rounds)]


@denoising_pairs.mistake(
    "From round to round the noise adds up here: each input is the last one, noisier. Begin every "
    "round with x."
)
def _(x, rounds, seed):
    rng, noisy, pairs = np.random.default_rng(seed), x, []
    for _ in range(rounds):
        noisy = np.clip(noisy + _noise(x, rng), 0, 1)
        pairs.append((noisy, x))
    return pairs


@denoising_pairs.mistake(
    "All pictures of a round have the same noise here: one number for each column. Draw as many as "
    "x has: size=x.shape."
)
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    return [(np.clip(x + rng.normal(scale=0.3, size=x.shape[1:]), 0, 1), x) for _ in range(rounds)]


@denoising_pairs.mistake("A single pair came back. One for each round is asked for, in a list.")
def _(x, rounds, seed):
    return np.clip(x + _noise(x, np.random.default_rng(seed)), 0, 1), x


@denoising_pairs.mistake("This noise has a deviation of 1. Leave scale=0.3 as it was.")
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    return [(np.clip(x + _noise(x, rng, 1.0), 0, 1), x) for _ in range(rounds)]


@denoising_pairs.accepts
def _(x, rounds, seed):
    noise = np.random.default_rng(seed).normal(0, 0.3, (rounds, *x.shape))
    return [(np.minimum(np.maximum(x + noise[i], 0), 1), x.copy()) for i in range(rounds)]


@denoising_pairs.accepts
def _(x, rounds, seed):
    rng = np.random.default_rng(seed)
    return [[(x + 0.3 * rng.standard_normal(x.shape)).clip(0, 1), x] for _ in range(rounds)]


denoising_pairs.hints(
    "Three things are to change: what the target is, where the noise is drawn, and what happens to "
    "numbers below 0 and above 1.",
    "A loop over range(rounds); in it noisy = np.clip(x + rng.normal(scale=0.3, size=x.shape), 0, "
    "1), and the pair (noisy, x).",
)
denoising_pairs.why(
    "The clean picture is a label that nobody had to write: you made the question out of the "
    "answer. Much of what is called self-supervised learning does that."
)
