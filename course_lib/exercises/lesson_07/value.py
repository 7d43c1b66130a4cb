"""Lesson 07, Trust no gradient: the exercise ``Value``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=7, minutes=6, difficulty=2)
class Value:
    """A number that remembers what it was made from, and the slope along each of those."""

    def __init__(self, data, sources=()):
        self.data, self.grad, self.sources = data, 0.0, sources

    def __add__(self, other):
        return type(self)(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, other.data), (other, self.data)])

    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(self, 1 - a**2)])


@Value.through
def _(Value, a, b, c):
    """For some sums, products and tanh of a, b, c: each result, its grad so far, its slopes."""

    def slope_along(value, result, share=1.0):
        """The slope of ``result`` along ``value``: every way between them, added up."""
        own = share if result is value else 0.0
        ways = (slope_along(value, source, share * slope) for source, slope in result.sources)
        return own + sum(ways)

    a, b, c = Value(a), Value(b), Value(c)
    results = {
        "a * b": a * b,
        "tanh(c)": c.tanh(),
        "tanh(a * b + c)": (a * b + c).tanh(),
        "a * a": a * a,
    }
    return [
        [float(result.data), result.grad, *(float(slope_along(v, result)) for v in (a, b, c))]
        for result in results.values()
    ]


@Value.cases
def _(rng):
    yield 2.0, 3.0, 0.5
    yield -1.5, 0.4, 1.0
    for _ in range(2):
        yield tuple((rng.uniform(0.3, 1.4, 3) * rng.choice([-1, 1], 3)).tolist())


class _Summed:
    """What all the mistakes below have in common: they add rightly."""

    def __init__(self, data, sources=()):
        self.data, self.grad, self.sources = data, 0.0, sources

    def __add__(self, other):
        return type(self)(self.data + other.data, [(self, 1.0), (other, 1.0)])


class _Multiplied(_Summed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, other.data), (other, self.data)])


class _Squeezed(_Summed):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(self, 1 - a**2)])


@Value.mistake(
    "In a product each factor's slope is the *other* factor: nudge a in a · b, and the product "
    "moves b times as far. Yours are the wrong way round."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, self.data), (other, other.data)])


@Value.mistake(
    "The slopes of your product are those of a sum, 1 and 1. Nudge a in a · b, and the product "
    "moves b times as far."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, 1.0), (other, 1.0)])


@Value.mistake(
    "Your product remembers only one of its two sources. Both can be nudged: list both pairs."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, other.data)])


@Value.mistake(
    "Your product remembers nothing: give the new Value its sources, pairs of a Value and a slope."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data)


@Value.mistake(
    "The slope of tanh is 1 minus the square of its *output*. You squared the input: keep a = "
    "np.tanh(self.data) and take 1 - a**2."
)
class _(_Multiplied):
    def tanh(self):
        return type(self)(np.tanh(self.data), [(self, 1 - self.data**2)])


@Value.mistake("a · (1 − a) is the sigmoid's slope. For tanh it is 1 − a².")
class _(_Multiplied):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(self, a * (1 - a))])


@Value.mistake(
    "Your tanh takes the tanh of an output a second time for its slope. a is the output already: "
    "1 - a**2."
)
class _(_Multiplied):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(self, 1 - np.tanh(a) ** 2)])


@Value.mistake("Your tanh remembers nothing: its source is self, with the slope 1 − a².")
class _(_Multiplied):
    def tanh(self):
        return type(self)(np.tanh(self.data))


@Value.accepts
class _:
    def __init__(self, data, sources=()):
        self.data, self.grad, self.sources = float(data), 0.0, tuple(sources)

    def __add__(self, other):
        return type(self)(other.data + self.data, ((other, 1), (self, 1)))

    def __mul__(self, other):
        x, y = self.data, other.data
        return type(self)(x * y, ((other, x), (self, y)))

    def tanh(self):
        up, down = np.exp(self.data), np.exp(-self.data)
        return type(self)((up - down) / (up + down), ((self, 4 / (up + down) ** 2),))


Value.hints(
    "Ask of each source: nudge it by 1, how far does the result move? In a · b, nudge a.",
    "__mul__: [(self, other.data), (other, self.data)]. tanh: a = np.tanh(self.data), and the "
    "slope is 1 - a**2.",
)
Value.why("Each operation knows its own slopes, and nobody has to know the slopes of the whole.")
