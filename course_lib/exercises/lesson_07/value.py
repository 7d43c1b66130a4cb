"""Lesson 07, Gradient checks and autograd: the exercise ``Value``."""

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
    """For products and tanh of a, b, c: the data, the grad so far, the slopes along a, b and c.

    In the end, what a, b and c hold themselves. What has no such sources ends it, in words.
    """

    def oddity(result, depth=5):
        """What keeps ``result`` from being walked through: no Value, no pairs."""
        if not hasattr(result, "sources"):
            return "no Value"
        for pair in result.sources if isinstance(result.sources, (list, tuple, set)) else [0]:
            if not isinstance(pair, (list, tuple)) or len(pair) != 2:
                return "a source that is no pair"
            if not hasattr(pair[0], "sources"):
                return "a pair that does not begin with a Value"
            if hasattr(pair[1], "sources"):
                return "a slope that is a Value"
            if depth and (found := oddity(pair[0], depth - 1)):
                return found
        return ""

    def slope_along(value, result, share=1.0, depth=5):
        """The slope of ``result`` along ``value``: every way between them, added up."""
        own = share if result is value else 0.0
        ways = result.sources if depth else ()
        return own + sum(slope_along(value, v, share * slope, depth - 1) for v, slope in ways)

    a, b, c = Value(a), Value(b), Value(c)
    results = {
        "a * b": lambda: a * b,
        "tanh(c)": lambda: c.tanh(),
        "tanh(a * b + c)": lambda: (a * b + c).tanh(),
        "a * a": lambda: a * a,
    }
    seen = {}
    for name, make in results.items():
        result = make()
        if odd := oddity(result):
            return {**seen, name: odd}
        slopes = [float(slope_along(v, result)) for v in (a, b, c)]
        seen[name] = [float(result.data), result.grad, *slopes]
    for name, value in (("a", a), ("b", b), ("c", c)):
        seen[f"{name} afterwards"] = [value.data, value.grad, len(value.sources)]
    return seen


@Value.cases
def _(rng):
    yield 2.0, 3.0, 0.5
    yield -1.5, 0.4, 1.0
    yield 1.5, 1.5, 1.5  # all alike
    yield 0.0, -2.0, 0.0
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
    "The slopes of a product come out the wrong way round. Each factor's is the *other* factor: "
    "nudge a in a · b, and the product moves b times as far."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, self.data), (other, other.data)])


@Value.mistake(
    "The slopes of a product come out as those of a sum, 1 and 1. Nudge a in a · b, and the "
    "product moves b times as far."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, 1.0), (other, 1.0)])


@Value.mistake(
    "A product comes out with no slope along its second factor. Both can be nudged: list a pair "
    "for each."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, other.data)])


@Value.mistake(
    "A product comes out with no slope at all: give the new Value its sources, pairs of a Value "
    "and a slope."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data)


@Value.mistake(
    "The slope of tanh comes out as 1 minus the square of its *input*. The output's square is "
    "needed: keep a = np.tanh(self.data) and take 1 - a**2."
)
class _(_Multiplied):
    def tanh(self):
        return type(self)(np.tanh(self.data), [(self, 1 - self.data**2)])


@Value.mistake(
    "The slope of tanh comes out as a · (1 − a), which is the sigmoid's. For tanh it is 1 − a²."
)
class _(_Multiplied):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(self, a * (1 - a))])


@Value.mistake(
    "The slope of tanh comes out as if tanh were taken of its output once more. a is the output "
    "already: 1 - a**2."
)
class _(_Multiplied):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(self, 1 - np.tanh(a) ** 2)])


@Value.mistake("A tanh comes out with no slope: its source is self, with the slope 1 − a².")
class _(_Multiplied):
    def tanh(self):
        return type(self)(np.tanh(self.data))


@Value.mistake(
    "The results and their slopes are right, and the grad of a factor is not 0 any more. It is "
    "filled in later, by backward: a product only makes a new Value."
)
class _(_Squeezed):
    def __mul__(self, other):
        self.grad += other.data
        other.grad += self.data
        return type(self)(self.data * other.data, [(self, other.data), (other, self.data)])


@Value.mistake(
    "What a product gives back is no Value. Make one of the number, with its sources, so that it "
    "can be used further."
)
class _(_Squeezed):
    def __mul__(self, other):
        return self.data * other.data


@Value.mistake(
    "A source of a product is no pair. The sources are a list of pairs, one for each factor: the "
    "Value, and the slope along it."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [self, other])


@Value.mistake(
    "A pair of a product does not begin with a Value. First the Value, then the slope along it."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(other.data, self), (self.data, other)])


@Value.mistake(
    "A slope of a product is a Value. It has to be a number: take the other factor's `data`."
)
class _(_Squeezed):
    def __mul__(self, other):
        return type(self)(self.data * other.data, [(self, other), (other, self)])


@Value.mistake(
    "What tanh gives back is no Value. Make one of the number, with its source, so that it can be "
    "used further."
)
class _(_Multiplied):
    def tanh(self):
        return np.tanh(self.data)


@Value.mistake(
    "A source of tanh is no pair. The sources are a list, here with a single pair in it: [(self, "
    "slope)]."
)
class _(_Multiplied):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, (self, 1 - a**2))


@Value.mistake(
    "The pair of tanh does not begin with a Value. First the Value, then the slope along it."
)
class _(_Multiplied):
    def tanh(self):
        a = np.tanh(self.data)
        return type(self)(a, [(1 - a**2, self)])


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
