"""What the weights are before anything is learned. Names, defaults and formulas are Keras's.

An initializer is called with a shape and returns that many numbers. With a ``seed`` of its own it
returns the same numbers at every call; without, it draws from the course's one generator.
"""

import math

import numpy as np

from course_lib.nn import not_here, unsupported, validation, validation_layers
from course_lib.nn.lookup import check_known, find
from course_lib.nn.naming import snake_case
from course_lib.nn.randomness import generator


class Initializer:
    """A rule for first weights."""

    def __init__(self, seed=None):
        self.seed = validation_layers.seed(seed)

    def rng(self) -> "np.random.Generator":
        return generator() if self.seed is None else np.random.default_rng(self.seed)


_NO_SEED = {"seed": None}  # files of earlier versions have it


class Zeros(Initializer):
    """All 0: right for a bias, and fatal for a kernel, whose neurons would all stay the same."""

    def __init__(self, **others):
        unsupported.check(type(self), others, _NO_SEED)
        super().__init__()

    def __call__(self, shape):
        return np.zeros(shape)


class Ones(Initializer):
    """All 1."""

    def __init__(self, **others):
        unsupported.check(type(self), others, _NO_SEED)
        super().__init__()

    def __call__(self, shape):
        return np.ones(shape)


class Constant(Initializer):
    """All the same number; or a number for each place, or for each column, as a list.

    >>> Constant([0.1, 0.2])((3, 2))
    array([[0.1, 0.2],
           [0.1, 0.2],
           [0.1, 0.2]])
    """

    def __init__(self, value=0.0):
        super().__init__()
        if isinstance(value, list | tuple | np.ndarray):
            self.value = validation.array(value, np.float64, "value").tolist()
        else:
            self.value = validation_layers.number(value, "value", "All weights are the same")

    def __call__(self, shape):
        given = np.shape(self.value)
        if len(given) > len(shape) or any(
            n not in (1, whole) for n, whole in zip(given[::-1], shape[::-1], strict=False)
        ):
            raise ValueError(
                f"Constant's numbers fill weights of shape {tuple(shape)}. Received some of shape "
                f"{given}. Give one number, or as many as there are weights."
            )
        return np.full(shape, self.value, dtype=np.float64)


class RandomUniform(Initializer):
    """Every number from ``minval`` to ``maxval`` as likely as another."""

    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        super().__init__(seed)
        self.minval = validation_layers.number(minval, "minval", "Weights begin between two ends")
        self.maxval = validation_layers.number(maxval, "maxval", "Weights begin between two ends")
        if self.minval > self.maxval:
            raise ValueError(
                "Weights begin from minval up to maxval. Received: "
                f"minval={minval!r}, maxval={maxval!r}. Exchange the two."
            )

    def __call__(self, shape):
        return self.rng().uniform(self.minval, self.maxval, shape)


class RandomNormal(Initializer):
    """From the normal distribution, the bell curve."""

    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        super().__init__(seed)
        self.mean = validation_layers.number(mean, "mean", "Weights begin around a mean")
        self.stddev = validation.non_negative(stddev, "stddev", "Weights begin this far from it")

    def __call__(self, shape):
        return self.rng().normal(self.mean, self.stddev, shape)


class TruncatedNormal(RandomNormal):
    """From the normal distribution, cut off at two standard deviations: nothing far out."""

    def __call__(self, shape):
        rng = self.rng()
        values = rng.normal(size=shape)
        while (outside := np.abs(values) > 2).any():
            values[outside] = rng.normal(size=outside.sum())
        return self.mean + self.stddev * values


class VarianceScaling(Initializer):
    """Sizes the weights by the number of inputs or outputs.

    A neuron with many inputs adds up many terms; so that its sum stays of the size of one, the
    weights' variance is ``scale / n``. n is the number of inputs (``fan_in``), of outputs
    (``fan_out``) or their mean (``fan_avg``).
    """

    def __init__(
        self, scale=1.0, mode="fan_in", distribution="truncated_normal", seed=None, **others
    ):
        unsupported.check(type(self), others, {"input_axes": None, "output_axes": None})
        super().__init__(seed)
        check_known("mode", mode, _FANS)
        check_known("distribution", distribution, _DRAWS)
        self.scale = validation.positive(scale, "scale", "The variance is scale / n")
        self.mode, self.distribution = mode, distribution

    def __call__(self, shape):
        n = _FANS[self.mode](*fans(shape))
        draw = _DRAWS[self.distribution](variance=self.scale / n, seed=self.seed)
        return draw(shape)


def fans(shape: tuple) -> tuple[int, int]:
    """How many inputs a weight's neuron has, and how many outputs its input feeds.

    >>> fans((784, 128))
    (784, 128)

    The kernel of a convolution counts each position of its window:

    >>> fans((3, 3, 16, 32))
    (144, 288)
    """
    window = math.prod(shape[:-2])
    return (shape[-2] if len(shape) > 1 else shape[-1]) * window, shape[-1] * window


_FANS = {
    "fan_in": lambda fan_in, fan_out: fan_in,
    "fan_out": lambda fan_in, fan_out: fan_out,
    "fan_avg": lambda fan_in, fan_out: (fan_in + fan_out) / 2,
}


def _uniform(variance, seed):
    limit = math.sqrt(3 * variance)  # a uniform on [-limit, limit] has variance limit^2 / 3
    return RandomUniform(-limit, limit, seed)


def _truncated_normal(variance, seed):
    cut = 0.87962566103423978  # what cutting at two standard deviations leaves of one
    return TruncatedNormal(0.0, math.sqrt(variance) / cut, seed)


def _untruncated_normal(variance, seed):
    return RandomNormal(0.0, math.sqrt(variance), seed)


_DRAWS = {
    "uniform": _uniform,
    "truncated_normal": _truncated_normal,
    "untruncated_normal": _untruncated_normal,
}


class GlorotUniform(VarianceScaling):
    """Xavier Glorot's, the default of Dense: for activations that are straight around 0."""

    def __init__(self, seed=None, **others):
        super().__init__(1.0, "fan_avg", "uniform", seed, **others)


class GlorotNormal(VarianceScaling):
    """Glorot's, from the normal distribution."""

    def __init__(self, seed=None, **others):
        super().__init__(1.0, "fan_avg", "truncated_normal", seed, **others)


class HeUniform(VarianceScaling):
    """Kaiming He's: twice the variance, because a ReLU makes 0 of half of the sums."""

    def __init__(self, seed=None, **others):
        super().__init__(2.0, "fan_in", "uniform", seed, **others)


class HeNormal(VarianceScaling):
    """He's, from the normal distribution."""

    def __init__(self, seed=None, **others):
        super().__init__(2.0, "fan_in", "truncated_normal", seed, **others)


class LecunUniform(VarianceScaling):
    """Yann LeCun's: variance 1 / fan_in."""

    def __init__(self, seed=None, **others):
        super().__init__(1.0, "fan_in", "uniform", seed, **others)


class LecunNormal(VarianceScaling):
    """LeCun's, from the normal distribution."""

    def __init__(self, seed=None, **others):
        super().__init__(1.0, "fan_in", "truncated_normal", seed, **others)


class Orthogonal(Initializer):
    """Columns at right angles to each other, of length 1: such a kernel turns and does not stretch.

    The default of recurrent kernels: after fifty steps a state has neither vanished nor exploded.
    Where there are more columns than rows, the rows are at right angles.

    Reference: Saxe et al. (2014), https://arxiv.org/abs/1312.6120
    """

    def __init__(self, gain=1.0, seed=None):
        super().__init__(seed)
        self.gain = gain

    def __call__(self, shape):
        if len(shape) < 2:
            raise ValueError(
                f"Right angles need rows and columns. Received the shape {shape}. For a bias, take "
                "'zeros'."
            )
        rows, columns = math.prod(shape[:-1]), shape[-1]
        random = self.rng().normal(size=(max(rows, columns), min(rows, columns)))
        q, r = np.linalg.qr(random)
        q *= np.sign(np.diag(r))  # so that every such matrix is as likely as another
        return self.gain * (q if rows >= columns else q.T).reshape(shape)


_CLASSES = (
    Zeros,
    Ones,
    Constant,
    RandomUniform,
    RandomNormal,
    TruncatedNormal,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LecunUniform,
    LecunNormal,
    VarianceScaling,
    Orthogonal,
)
_KNOWN = {snake_case(cls.__name__): cls for cls in _CLASSES}
_ALIASES = {cls.__name__: name for name, cls in _KNOWN.items()}  # "HeNormal", as Keras has it too
_ALIASES |= {"zero": "zeros", "one": "ones", "normal": "random_normal", "uniform": "random_uniform"}

# Keras's second names: ``initializers.he_normal()`` is ``initializers.HeNormal()``.
zeros, ones, constant, orthogonal = Zeros, Ones, Constant, Orthogonal
random_uniform, random_normal, truncated_normal = RandomUniform, RandomNormal, TruncatedNormal
glorot_uniform, glorot_normal = GlorotUniform, GlorotNormal
he_uniform, he_normal = HeUniform, HeNormal
lecun_uniform, lecun_normal, variance_scaling = LecunUniform, LecunNormal, VarianceScaling


def get(initializer):
    """The initializer of this name, or your own: any function from a shape to an array.

    None is the default of Keras's weights: glorot_uniform, for a bias too.
    """
    if initializer is None:
        return GlorotUniform()
    if isinstance(initializer, str):
        return find("initializer", _ALIASES.get(initializer, initializer), _KNOWN)()
    if callable(initializer) and not isinstance(initializer, type):
        return initializer
    raise ValueError(
        "The initializer is a name or a function of a shape. "
        f"Received: {initializer!r}. Known names: {', '.join(map(repr, _KNOWN))}; "
        "if yours is a class, call it: HeNormal()."
    )


__getattr__ = not_here.explain("initializers", globals())
