"""Lesson 07, Trust no gradient: what it asks, what it accepts, and the mistakes it knows."""

import numpy as np

from course_lib.checks import Lesson, blanks, choice, exercise, question

LESSON = Lesson(number=7, title="Trust no gradient", notebook="07_gradient_check.ipynb")


# ----------------------------------------------------------------------------------- remember

remember_dz = question(
    lesson=7,
    kind="ask",
    prompt="Lesson 06: you know dz_h1, the slope of the loss along h1's sum. What is d_w1?",
    options={
        "dz_h1 · x1": "What the weight multiplies comes in as the last factor. For b1 it is 1.",
        "dz_h1 · w1": "A nudge of w1 is multiplied by what w1 multiplies, and that is x1. dz_h1 · "
        "w1 is a share of d_x1.",
        "dz_h1 + x1": "Steps of one way multiply. Only ways side by side add up.",
    },
    answer="dz_h1 · x1",
)

remember_views = question(
    lesson=7,
    kind="ask",
    prompt="Lesson 04: you set `model.params[0] = 5`. What does the first layer's kernel do?",
    options={
        "nothing, until it is built again": "The kernel is no copy, but a view of the same memory.",
        "its first number is 5": "One memory, several views. Today a check nudges every number of "
        "a model through that one vector.",
        "all its numbers are 5": "One number was set, and the kernel's views show that one.",
    },
    answer="its first number is 5",
)

remember_overflow = question(
    lesson=7,
    kind="ask",
    prompt="Lesson 01: e to the power of 710 is too large for a computer's number. What came out?",
    options={
        "the largest number there is": "Nothing is cut off at the end of the scale.",
        "infinity": "With a warning. Numbers of a computer end at the top; today you meet the "
        "other end, how finely they can tell neighbours apart.",
        "an exception": "NumPy goes on with infinity, and warns.",
    },
    answer="infinity",
)


# ----------------------------------------------------------------------------------- both sides

one_or_both = question(
    lesson=7,
    kind="predict",
    prompt="A curve bends upwards, like a bowl. You take rise over nudge with a nudge of 0.1 to "
    "the right. Compared with the tangent's slope, you get …",
    options={
        "too much": "To the right the curve gets steeper, and you have averaged over that.",
        "too little": "That happens with a nudge to the left, where a bowl is less steep.",
        "the same": "Only on a straight line.",
    },
    answer="too much",
)


@exercise(lesson=7, minutes=4, difficulty=1)
def central_difference(f, x, h):
    """The slope of f at x, measured from both sides with a step of h."""
    return (f(x + h) - f(x - h)) / (2 * h)


@central_difference.through
def _(central_difference, coefficients, x, h):
    """The slope of f(x) = a + b x + c x² + d x³."""
    a, b, c, d = coefficients
    return central_difference(lambda x: a + b * x + c * x**2 + d * x**3, x, h)


@central_difference.cases
def _(rng):
    yield [0.0, 0.0, 1.0, 0.0], 3.0, 0.1
    yield [1.0, 2.0, -3.0, 0.5], -1.0, 0.5
    for h in (0.25, 0.01):
        yield rng.uniform(0.5, 2, 4).tolist(), float(rng.uniform(0.5, 2)), h


@central_difference.mistake(
    "You divided by h. From x - h to x + h it is a step of 2 * h, so your slope is twice too large."
)
def _(f, x, h):
    return (f(x + h) - f(x - h)) / h


@central_difference.mistake(
    "You divided by 2 and then multiplied by h: Python goes from left to right. Put 2 * h into "
    "brackets."
)
def _(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


@central_difference.mistake(
    "You looked to the right only. Take f(x + h) and f(x - h), and divide by their distance."
)
def _(f, x, h):
    return (f(x + h) - f(x)) / h


@central_difference.mistake(
    "You looked to the left only. Take f(x + h) and f(x - h), and divide by their distance."
)
def _(f, x, h):
    return (f(x) - f(x - h)) / h


@central_difference.mistake(
    "The sign is wrong: the rise is f on the right minus f on the left, f(x + h) - f(x - h)."
)
def _(f, x, h):
    return (f(x - h) - f(x + h)) / (2 * h)


@central_difference.mistake(
    "That is the rise. A slope is rise over nudge: divide by the distance, 2 * h."
)
def _(f, x, h):
    return f(x + h) - f(x - h)


@central_difference.accepts
def _(f, x, h):
    half = h / 1
    right, left = f(x + half), f(x - half)
    return right / (2 * h) - left / (2 * h)


@central_difference.accepts
def _(f, x, h):
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


central_difference.hints(
    "Two values of f: a step to the right of x, a step to the left. How far are they apart?",
    "(f(x + h) - f(x - h)) / (2 * h), with the brackets.",
)
central_difference.why(
    "It knows nothing of calculus, and so it can't make the same mistake as your derivation."
)


# ----------------------------------------------------------------------------------- how small

smaller_is_better = question(
    lesson=7,
    kind="predict",
    prompt="At h = 0.1 the measured slope is off by 9.4e-5, at 0.001 by 9.4e-9. You go on to "
    "h = 1e-15. The error …",
    options={
        "goes on shrinking": "It does, for a while. Then something else takes over.",
        "stops at some point and stays there": "Something stops it, and does worse than that.",
        "shrinks, and then grows again": "Two neighbours that agree in nearly all their digits "
        "leave next to none when you subtract them.",
    },
    answer="shrinks, and then grows again",
)


# ----------------------------------------------------------------------------------- all numbers


@exercise(lesson=7, minutes=7, difficulty=2)
def numerical_gradient(f, params, h):
    """The slope of f(params) along each of its numbers; params is afterwards as it was."""
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        kept = params[i]
        params[i] = kept + h
        above = f(params)
        params[i] = kept - h
        below = f(params)
        params[i] = kept
        slopes[i] = (above - below) / (2 * h)
    return slopes


@numerical_gradient.through
def _(numerical_gradient, params, h):
    """The slopes, and what the numbers are afterwards."""
    import numpy as np

    def bowl(params):
        """A loss in which every number counts differently, and neighbours count together."""
        weights = np.arange(1, len(params) + 1)
        pairs = params[:-1] * params[1:]
        return float(weights @ params**2 + 3 * pairs.sum() + (params**3).sum())

    own = params.copy()
    slopes = numerical_gradient(bowl, own, h)
    return slopes, own


@numerical_gradient.cases
def _(rng):
    yield np.array([1.0, -1.0]), 0.1
    yield np.array([2.0, 0.0, -1.0]), 0.1
    for n in (2, 4):
        yield rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n), 0.05


@numerical_gradient.mistake(
    "A number is not put back after its turn, so all later slopes are measured somewhere else. "
    "Keep it before you nudge, and set params[i] = kept at the end of the turn."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        params[i] += h
        above = f(params)
        params[i] -= 2 * h
        slopes[i] = (above - f(params)) / (2 * h)
    return slopes


@numerical_gradient.mistake(
    "You took h away once, and were back in the middle, not on the other side: below has to be "
    "f with params[i] = kept - h."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        params[i] += h
        above = f(params)
        params[i] -= h
        slopes[i] = (above - f(params)) / (2 * h)
    return slopes


@numerical_gradient.mistake(
    "You came back from the right with one h and went no further, and divided by h: that looks to "
    "one side only. Measure at kept + h and at kept - h."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        right = params.copy()
        right[i] += h
        slopes[i] = (f(right) - f(params)) / h
    return slopes


@numerical_gradient.mistake(
    "You divided by h. The two places are 2 * h apart, so every slope is twice too large."
)
def _(f, params, h):
    return 2 * _measure(f, params, h)


@numerical_gradient.mistake(
    "You nudged all numbers at once. Then nobody can say whose nudge it was: nudge params[i] alone."
)
def _(f, params, h):
    return np.full(len(params), (f(params + h) - f(params - h)) / (2 * h))


@numerical_gradient.mistake(
    "The sign is wrong: the slope is f above minus f below, divided by 2 * h."
)
def _(f, params, h):
    return -_measure(f, params, h)


@numerical_gradient.mistake("You added the slopes up. Return one for each number, as an array.")
def _(f, params, h):
    return _measure(f, params, h).sum()


def _measure(f, params, h):
    """The right slopes: on copies, a row of the unit matrix at a time."""
    nudges = h * np.eye(len(params))
    return np.array([(f(params + n) - f(params - n)) / (2 * h) for n in nudges])


@numerical_gradient.accepts
def _(f, params, h):
    return _measure(f, params, h)


@numerical_gradient.accepts
def _(f, params, h):
    slopes = np.empty(len(params))
    for i in range(len(params)):
        params[i] += h
        above = f(params)
        params[i] -= 2 * h
        below = f(params)
        params[i] += h
        slopes[i] = (above - below) / (2 * h)
    return slopes


numerical_gradient.hints(
    "Exercise 1 for each i in turn: nudge params[i] up, call f, nudge it down, call f. And then?",
    "kept = params[i] before, params[i] = kept after; in between params[i] = kept + h and "
    "params[i] = kept - h.",
)
numerical_gradient.why(
    "With f as a model's loss and params as `model.params`, this measures every gradient there is."
)


# ----------------------------------------------------------------------------------- relative


@exercise(lesson=7, minutes=4, difficulty=2)
def relative_error(computed, measured):
    """The distance of two gradients, divided by the sum of their lengths; 0 if both are 0."""
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    if lengths == 0:
        return 0.0
    return np.linalg.norm(computed - measured) / lengths


@relative_error.cases
def _(rng):
    yield np.array([3.0, 4.0]), np.array([3.0, 3.0])
    yield np.zeros(3), np.zeros(3)
    yield np.array([2e-6, -1e-6]), np.array([1e-6, -1e-6])
    for n in (2, 5):
        measured = rng.normal(size=n)
        yield measured + rng.normal(scale=0.3, size=n), measured


@relative_error.mistake(
    "That is the distance alone. Whether 0.001 is much depends on how long the gradients are: "
    "divide by the sum of their lengths."
)
def _(computed, measured):
    return np.linalg.norm(computed - measured)


@relative_error.mistake(
    "You compared the two lengths. Two gradients of one length may point anywhere: take the length "
    "of the difference."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return abs(np.linalg.norm(computed) - np.linalg.norm(measured)) / lengths if lengths else 0.0


@relative_error.mistake(
    "Two gradients of 0 agree perfectly, and you divided 0 by 0. Return 0 where both lengths are 0."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return np.float64(np.linalg.norm(computed - measured)) / lengths


@relative_error.mistake(
    "You divided by the measured length alone. Take both: then it does not matter which of the two "
    "is wrong, and the result never exceeds 1."
)
def _(computed, measured):
    length = np.linalg.norm(measured)
    return np.linalg.norm(computed - measured) / length if length else 0.0


@relative_error.mistake(
    "You added the differences up as they are, so that they cancel. np.linalg.norm squares them "
    "first."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return abs(np.sum(computed - measured)) / lengths if lengths else 0.0


@relative_error.accepts
def _(computed, measured):
    distance = np.sqrt(np.sum((computed - measured) ** 2))
    lengths = np.sqrt(np.sum(computed**2)) + np.sqrt(np.sum(measured**2))
    return float(distance / max(lengths, 1e-300))


@relative_error.accepts
def _(computed, measured):
    if not computed.any() and not measured.any():
        return 0
    return np.linalg.norm(measured - computed) / (
        np.linalg.norm(computed, 2) + np.linalg.norm(measured, 2)
    )


relative_error.hints(
    "Three lengths: of the difference, of the one, of the other. np.linalg.norm gives a length.",
    "np.linalg.norm(computed - measured) / (np.linalg.norm(computed) + np.linalg.norm(measured)), "
    "and 0.0 before that if the two lengths add up to 0.",
)
relative_error.why(
    "0 is perfect, 1 a flipped sign, and a third means that one of the two is twice the other."
)


# ----------------------------------------------------------------------------------- patients


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _gradients(x, y, W1, b1, W2, b2, bug=""):
    """A network of two layers, 3-4-1, forward and backward, with one bug planted."""
    z1 = x @ W1 + b1
    a1 = _sigmoid(z1)
    y_pred = _sigmoid(a1 @ W2 + b2)
    factor = {"sign": -2, "two": 1}.get(bug, 2)
    dz2 = factor / y.size * (y_pred - y) * y_pred * (1 - y_pred)
    da1 = dz2 @ W2.T
    dz1 = da1 if bug == "slope" else da1 * a1 * (1 - a1)
    return [x.T @ dz1, dz1.sum(axis=0), (z1 if bug == "z" else a1).T @ dz2, dz2.sum(axis=0)]


def _patient(bug: str) -> list[float]:
    """The relative error of each of the four gradients."""
    rng = np.random.default_rng(7)
    x, y = rng.normal(size=(5, 3)), rng.integers(0, 2, size=(5, 1))
    shapes = (3, 4), (4,), (4, 1), (1,)
    weights = [rng.normal(size=shape) for shape in shapes]
    right, wrong = _gradients(x, y, *weights), _gradients(x, y, *weights, bug=bug)
    pairs = zip(wrong, right, strict=True)
    return [relative_error.reference(a.ravel(), b.ravel()) for a, b in pairs]


def _row(bug: str) -> str:
    return " | ".join(f"**{e:.2f}**" if e > 1e-7 else "0.00" for e in _patient(bug)).replace(
        "*", ""
    )


_CAUSES = {
    "slope": "the hidden sigmoid's slope is left out",
    "two": "the 2 of the squared error is left out",
    "sign": "truth minus prediction",
    "z": "z of layer 1 used where its a belongs",
    "bias": "the biases' gradients are not summed",
}
_SYMPTOMS = {
    "slope": "Then all behind the hidden sigmoid would be wrong, kernel 1 and bias 1, and the "
    "second layer right.",
    "two": "Then every gradient would be half of the right one: ½ apart, in lengths of 1 and ½, "
    "which is a third.",
    "sign": "Then every gradient would point the opposite way: an error of 1 everywhere.",
    "z": "What layer 1 says is needed in one place only: where kernel 2's gradient is made.",
    "bias": "Then both kernels would be right.",
}


def _cause(bug: str, label: str):
    others = {_CAUSES[name]: text for name, text in _SYMPTOMS.items() if name != bug}
    return choice(_CAUSES[bug], list(_CAUSES.values()), label, others)


patients = blanks(
    lesson=7,
    minutes=5,
    difficulty=2,
    prompt="Four backward passes, each with one bug, and the relative errors of their gradients. "
    "What is the bug?",
    text=f"""
        | patient | kernel 1 | bias 1 | kernel 2 | bias 2 | the bug |
        |---|---|---|---|---|---|
        | A | {_row("two")} | {{a}} |
        | B | {_row("slope")} | {{b}} |
        | C | {_row("z")} | {{c}} |
        | D | {_row("sign")} | {{d}} |
    """,
    answers={
        "a": _cause("two", "patient A"),
        "b": _cause("slope", "patient B"),
        "c": _cause("z", "patient C"),
        "d": _cause("sign", "patient D"),
    },
)
patients.hints(
    "The way back leads from layer 2 to layer 1. What is right behind the bug, and what is wrong "
    "from there on?",
    "Where all four are wrong, the bug sits before them all, at the loss. There the size tells: 1 "
    "is a flipped sign, a third a factor of 2.",
)
patients.why("The first wrong gradient, counted from the loss, is where to look.")


# ----------------------------------------------------------------------------------- Value


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


# ----------------------------------------------------------------------------------- backward

diamond = question(
    lesson=7,
    kind="predict",
    prompt="m = a · b, and y = m + m · m. By how many ways does a nudge of m reach y?",
    options={
        "one": "m stands in the sum, and it is both factors of the product.",
        "two": "m · m counts twice: each factor is a way.",
        "three": "Once by itself, and twice through the product. All three shares have to be in "
        "before m can hand anything on.",
    },
    answer="three",
)

second_call = question(
    lesson=7,
    kind="ask",
    prompt="Your backward adds with `+=`, and clears nothing first. You call it twice on the same "
    "y. After the second call a.grad is …",
    options={
        "the same": "What the first call left is still there, and `+=` adds to it.",
        "too large": "Yesterday's gradients are still in it. They are called stale, and have to be "
        "cleared before each pass.",
        "0": "Nothing sets it back to 0. That is the trouble.",
    },
    answer="too large",
)


@exercise(lesson=7, minutes=10, difficulty=3)
def backward(result):
    """Fill in grad, the slope of result, for all that result was made from."""
    order = []  # every value after its sources

    def visit(value):
        if value not in order:
            for source, _ in value.sources:
                visit(source)
            order.append(value)

    visit(result)
    for value in order:
        value.grad = 0.0
    result.grad = 1.0
    for value in reversed(order):
        for source, slope in value.sources:
            source.grad += value.grad * slope


@backward.through
def _(backward, a, b, c):
    """Gradients after one call, after a second, and after the call of another result."""
    import math

    class Made:
        """What `backward` needs of a Value: it is made here from data and slopes, by hand."""

        def __init__(self, data, *sources):
            self.data, self.grad, self.sources = data, 0.0, list(sources)

    def added(x, y):
        return Made(x.data + y.data, (x, 1.0), (y, 1.0))

    def times(x, y):
        return Made(x.data * y.data, (x, y.data), (y, x.data))

    a, b, c = Made(a), Made(b), Made(c)
    z = added(times(a, b), c)
    chain = Made(math.tanh(z.data), (z, 1 - math.tanh(z.data) ** 2))
    backward(chain)
    grads = [[float(v.grad) for v in (a, b, c, chain)]]
    m = times(a, b)
    shared = added(added(m, times(m, m)), times(c, m))
    backward(shared)
    grads.append([float(v.grad) for v in (a, b, c, m, shared)])
    backward(shared)
    grads.append([float(v.grad) for v in (a, b, c, m, shared)])
    return grads


@backward.cases
def _(rng):
    yield 2.0, 3.0, -1.0
    yield -0.5, 1.5, 0.3
    for _ in range(2):
        yield tuple((rng.uniform(0.3, 1.4, 3) * rng.choice([-1, 1], 3)).tolist())


def _sorted(result):
    """Every value after its sources."""
    order = []

    def visit(value):
        if value not in order:
            for source, _ in value.sources:
                visit(source)
            order.append(value)

    visit(result)
    return order


def _cleared(result):
    """The same, with all gradients set to 0, and that of the result to 1."""
    order = _sorted(result)
    for value in order:
        value.grad = 0.0
    result.grad = 1.0
    return order


@backward.mistake(
    "A value that was used twice keeps only the last share: `=` overwrites the others. Ways side "
    "by side add up: `+=`."
)
def _(result):
    for value in reversed(_cleared(result)):
        for source, slope in value.sources:
            source.grad = value.grad * slope


@backward.mistake(
    "Your second call finds the gradients of the first, and adds to them: they are stale. Set "
    "every grad to 0 before you begin."
)
def _(result):
    order = _sorted(result)
    result.grad = 1.0
    for value in reversed(order):
        for source, slope in value.sources:
            source.grad += value.grad * slope


@backward.mistake(
    "You hand a value's grad on as soon as a share arrives, and hand it on again, whole, with the "
    "next share. Sort first: a value's turn comes when all who used it have had theirs."
)
def _(result):
    _cleared(result)

    def hand_on(value):
        for source, slope in value.sources:
            source.grad += value.grad * slope
            hand_on(source)

    hand_on(result)


@backward.mistake(
    "Some value has its turn before all who used it have handed in their shares: nearest first is "
    "not enough. Put each value into the list after its sources, and go through it backwards."
)
def _(result):
    _cleared(result)
    queue = [result]
    for value in queue:
        for source, slope in value.sources:
            source.grad += value.grad * slope
            if source not in queue:
                queue.append(source)


@backward.mistake(
    "Everything is 0: the result's own grad has to be 1 before you begin, since a result moves "
    "exactly as far as itself."
)
def _(result):
    order = _cleared(result)
    result.grad = 0.0
    for value in reversed(order):
        for source, slope in value.sources:
            source.grad += value.grad * slope


@backward.mistake(
    "You go from the inputs to the result. Backward begins at the result: reversed(order)."
)
def _(result):
    for value in _cleared(result):
        for source, slope in value.sources:
            source.grad += value.grad * slope


@backward.mistake(
    "You add the slopes of single steps. Steps of one way multiply: value.grad * slope."
)
def _(result):
    for value in reversed(_cleared(result)):
        for source, slope in value.sources:
            source.grad += slope


@backward.accepts
def _(result):
    ordered, seen, stack = [], set(), [(result, False)]
    while stack:
        value, done = stack.pop()
        if done:
            ordered.append(value)
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))
            stack.extend((source, False) for source, _ in value.sources)
    for value in ordered:
        value.grad = 0.0
    result.grad = 1.0
    while ordered:
        value = ordered.pop()
        for source, slope in value.sources:
            source.grad = source.grad + slope * value.grad


@backward.accepts
def _(result):
    def clear(value):
        value.grad = 0.0
        for source, _ in value.sources:
            clear(source)

    def walk(value, share):  # along every way on its own: right, and slow where many ways part
        value.grad += share
        for source, slope in value.sources:
            walk(source, share * slope)

    clear(result)
    walk(result, 1.0)


backward.hints(
    "Three parts: put all values into a list, each after its sources; clear every grad; go through "
    "the list from its end, and let each value hand grad times slope to its sources.",
    "For the list: def visit(value): if it is not in order, visit each of its sources, and then "
    "order.append(value). Then grad = 0.0 for all, result.grad = 1.0, and reversed(order).",
)
backward.why("This is how PyTorch, JAX and TensorFlow get every gradient that they have ever used.")
