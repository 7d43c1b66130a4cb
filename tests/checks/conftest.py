"""A small bank that has one exercise of each kind, and a way to write code as a learner does."""

import linecache
import textwrap
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib.checks import exercise


@exercise(lesson=90, minutes=3, points=2)
def weighted_sum(x, w, b):
    """Add up inputs times weights, then the bias."""
    return float(np.dot(w, x) + b)


@weighted_sum.cases
def _(rng):
    yield [2, 3], [0, 1], 4
    yield rng.normal(size=3), rng.normal(size=3), rng.normal()
    yield rng.normal(size=5), rng.normal(size=5), rng.normal()


@weighted_sum.mistake("You left out the bias: add b after summing.")
def _(x, w, b):
    return np.dot(w, x)


@weighted_sum.mistake("You added the bias to every product.")
def _(x, w, b):
    return np.sum(np.multiply(w, x) + b)


@weighted_sum.mistake("You did not add up.")
def _(x, w, b):
    return np.multiply(w, x) + b


@weighted_sum.accepts
def _(x, w, b):
    return sum(p * q for p, q in zip(x, w, strict=True)) + b


@weighted_sum.accepts
def _(x, w, b):
    return np.float32(np.dot(np.asarray(w, float), x) + b)


weighted_sum.hints("How many numbers come out?", "np.dot multiplies and adds in one step.")
weighted_sum.why("A layer is a hundred of these.")


@exercise(lesson=90, minutes=4)
def layer(x, kernel, bias):
    """Every neuron for every row: (n, n_in) -> (n, units)."""
    return x @ kernel + bias


@layer.cases
def _(rng):
    yield np.array([[2.0, 3.0]]), np.array([[0.0], [1.0]]), np.array([4.0])
    yield rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)


@layer.mistake("You left out the bias.")
def _(x, kernel, bias):
    return x @ kernel


@layer.mistake("You gave every neuron the first neuron's bias.")
def _(x, kernel, bias):
    return x @ kernel + bias[0]


@layer.mistake("You used the first row only.")
def _(x, kernel, bias):
    return x[:1] @ kernel + bias


@layer.accepts
def _(x, kernel, bias):
    return np.array([row @ kernel + bias for row in x])


layer.hints("Which axis do x and kernel share?", "x @ kernel.")
layer.why("This is the whole layer.")


@exercise(lesson=90, minutes=8, difficulty=3)
class Counter:
    """Counts its own calls: counter(step) gives the sum of all steps so far."""

    def __init__(self, start):
        self.total = start

    def __call__(self, step):
        self.total = self.total + step
        return self.total


@Counter.through
def _(Counter, start, steps):
    one, other = Counter(start), Counter(start + 1)
    return [one(step) for step in steps], other(0)


@Counter.cases
def _(rng):
    yield 0, [1, 1, 1]
    yield float(rng.normal()), rng.normal(size=3).tolist()


@Counter.mistake("Your counters share one total. Keep it on self.")
class _:
    def __init__(self, start):
        type(self).total = start

    def __call__(self, step):
        type(self).total += step
        return type(self).total


@Counter.mistake("Your counter forgets: it starts anew with every call.")
class _:
    def __init__(self, start):
        self.start = start

    def __call__(self, step):
        return self.start + step


@Counter.mistake("Your counter does not begin at its start.")
class _:
    def __init__(self, start):
        self.total = 0

    def __call__(self, step):
        self.total += step
        return self.total


@Counter.accepts
class _:
    def __init__(self, start):
        self.steps = [start]

    def __call__(self, step):
        self.steps.append(step)
        return sum(self.steps)


Counter.hints("What has to be remembered?", "self.total.")
Counter.why("A layer remembers its pass in the same way.")


@exercise(lesson=90, minutes=2)
def extremes(z):
    """The smallest and the largest number."""
    return z.min(), z.max()


@extremes.cases
def _(rng):
    yield (np.array([3.0, 1.0, 2.0]),)
    yield (rng.normal(size=5),)


@extremes.mistake("You gave the first and the last.")
def _(z):
    return z[0], z[-1]


@extremes.mistake("You gave their places, not the numbers.")
def _(z):
    return z.argmin(), z.argmax()


@extremes.mistake("You gave their distance.")
def _(z):
    return z.max() - z.min()


@extremes.accepts
def _(z):
    return [min(z), max(z)]


extremes.hints("Two numbers.", "min and max.")
extremes.why("To scale, one needs both.")


@exercise(lesson=90, minutes=2)
def name_shape(x):
    """What a learner calls an array with so many axes."""
    return ("number", "vector", "matrix")[np.ndim(x)]


@name_shape.cases
def _(rng):
    yield (np.zeros((2, 2)),)
    yield (rng.normal(size=4),)
    yield (float(rng.normal()),)


@name_shape.mistake("You called a row a matrix.")
def _(x):
    return "matrix" if np.ndim(x) else "number"


@name_shape.mistake("You counted numbers, not axes.")
def _(x):
    return "number" if np.size(x) == 1 else "vector"


@name_shape.mistake("You swapped vector and matrix.")
def _(x):
    return ("number", "matrix", "vector")[np.ndim(x)]


@name_shape.accepts
def _(x):
    return {0: "number", 1: "vector", 2: "matrix"}[len(np.shape(x))]


name_shape.hints("Count the axes.", "np.ndim.")
name_shape.why("Shapes are half of all errors.")


@exercise(lesson=90, minutes=2)
def says_yes(a):
    """Whether an output is a yes."""
    return a > 0.5


@says_yes.cases
def _(rng):
    yield (0.999,)
    yield (0.5,)
    yield (0.2,)
    yield (float(rng.uniform(0.6, 0.9)),)


@says_yes.mistake("A half is not yet a yes.")
def _(a):
    return a >= 0.5


@says_yes.mistake("You compared with 0.")
def _(a):
    return a > 0


@says_yes.mistake("You asked for certainty.")
def _(a):
    return a > 0.99


@says_yes.accepts
def _(a):
    return np.bool_(not a <= 0.5)


says_yes.hints("Above or below?", "a > 0.5.")
says_yes.why("Accuracy counts these.")


@exercise(lesson=90, minutes=3, answer_in="w")
def update(w, dw, rate):
    """One step downhill, in place."""
    w -= rate * dw


@update.cases
def _(rng):
    yield np.array([1.0, 2.0]), np.array([1.0, 1.0]), 0.1
    yield rng.normal(size=3), rng.normal(size=3), 0.3


@update.mistake("You went uphill.")
def _(w, dw, rate):
    w += rate * dw


@update.mistake("You left out the rate.")
def _(w, dw, rate):
    w -= dw


@update.mistake("You overwrote the weights with the step.")
def _(w, dw, rate):
    w[:] = rate * dw


@update.accepts
def _(w, dw, rate):
    for i in range(len(w)):
        w[i] = w[i] - rate * dw[i]


update.hints("Against the slope.", "w -= ...")
update.why("All training is this line.")


@exercise(lesson=90, minutes=3)
def mean_loss(y_true, y_pred):
    """The mean of the squared errors."""
    if len(y_true) != len(y_pred):
        raise ValueError("as many predictions as truths")
    return np.mean((y_true - y_pred) ** 2)


@mean_loss.cases
def _(rng):
    yield np.array([1.0, 0.0, 0.0, 1.0]), np.zeros(4)
    for n in (3, 5):
        yield rng.normal(size=n), rng.normal(size=n)
    yield np.zeros(3), np.zeros(4)


@mean_loss.mistake("You took the sum.")
def _(y_true, y_pred):
    return np.sum((y_true - y_pred) ** 2)


@mean_loss.mistake("You took the root.")
def _(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


@mean_loss.mistake("You took the size of the errors, not their square.")
def _(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


@mean_loss.accepts
def _(y_true, y_pred):
    error = np.subtract(y_true, y_pred)
    return error @ error / len(error)


mean_loss.hints("One number.", "np.mean.")
mean_loss.why("Training makes it small.")

_SAMPLES = {name: value for name, value in globals().items() if type(value).__name__ == "Exercise"}


@pytest.fixture
def samples():
    """One exercise of each kind, by name; hints are back at the first."""
    for sample in _SAMPLES.values():
        sample._hints_given = 0
    return SimpleNamespace(**_SAMPLES)


@pytest.fixture(params=_SAMPLES)
def sample(request):
    """Each exercise of the sample bank in turn."""
    return _SAMPLES[request.param]


@pytest.fixture
def write():
    """Run a text as a notebook's cell, and give back what it defines last."""
    count = 0

    def run(text: str, **names):
        nonlocal count
        count += 1
        text = textwrap.dedent(text).strip("\n") + "\n"
        filename = f"/nowhere/ipykernel_1/{count}.py"
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
        space = {"__name__": "__main__", "np": np, **names}
        before = set(space)
        exec(compile(text, filename, "exec"), space)
        return [value for name, value in space.items() if name not in before][-1]

    yield run
    for number in range(1, count + 1):
        linecache.cache.pop(f"/nowhere/ipykernel_1/{number}.py", None)
