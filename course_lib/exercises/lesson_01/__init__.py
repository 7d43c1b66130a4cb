"""Lesson 01, Build a neuron: what it asks, what it accepts, and the mistakes it knows by name."""

import math

import numpy as np

from course_lib.checks import Lesson, exercise, question

LESSON = Lesson(number=1, title="Build a neuron", notebook="01_neuron.ipynb")


coat = question(
    lesson=1,
    kind="predict",
    prompt="Where will this neuron's answer be?",
    options={
        "near 0: no coat": "The bias alone already leans towards a coat, by 4.",
        "near a half: it can't decide": "Undecided means a sum of zero. Add up: 0, and 3, and 4.",
        "near 1: take the coat": "The sum is 7, well on the side of yes.",
    },
    answer="near 1: take the coat",
)


@exercise(lesson=1, minutes=2, difficulty=1)
def finish(x1, x2, w1, w2, b):
    """The output of a neuron with two inputs and a sigmoid."""
    z = w1 * x1 + w2 * x2 + b
    return 1 / (1 + np.exp(-z))


@finish.cases
def _(rng):
    yield 2, 3, 0, 1, 4  # Zhou's neuron: 0.999, which cannot see w1
    yield 1, -1, 0.5, 2, 0.5
    for _ in range(4):
        yield tuple(rng.normal(size=5))


@finish.mistake("You returned z, the sum. The third step is still to come: squeeze it.")
def _(x1, x2, w1, w2, b):
    return w1 * x1 + w2 * x2 + b


@finish.mistake(
    "The minus in front of z is missing, so your neuron says no where it should say yes: "
    "it is e to the power of -z."
)
def _(x1, x2, w1, w2, b):
    return 1 / (1 + np.exp(w1 * x1 + w2 * x2 + b))


@finish.mistake(
    "Python divides before it adds, so 1 / 1 + … is 1 + …. "
    "Put the whole denominator in brackets: 1 / (1 + …)."
)
def _(x1, x2, w1, w2, b):
    return 1 / 1 + np.exp(-(w1 * x1 + w2 * x2 + b))


@finish.mistake("The 1 + in the denominator is missing: without it the answer can be any size.")
def _(x1, x2, w1, w2, b):
    return 1 / np.exp(-(w1 * x1 + w2 * x2 + b))


@finish.accepts
def _(x1, x2, w1, w2, b):
    return math.exp(w1 * x1 + w2 * x2 + b) / (math.exp(w1 * x1 + w2 * x2 + b) + 1)


@finish.accepts
def _(x1, x2, w1, w2, b):
    return 0.5 * (1 + np.tanh((w1 * x1 + w2 * x2 + b) / 2))


finish.hints(
    "The third step is the sigmoid. Its formula stands above the picture: one over a sum of two.",
    "e to the power of -z is np.exp(-z). Mind the brackets: 1 / (1 + np.exp(-z)).",
)
finish.why("Every layer of every network repeats these three steps, once for each of its neurons.")


@exercise(lesson=1, minutes=3, difficulty=1)
def weighted_sum(x, w, b):
    """Add up inputs times weights, then the bias."""
    return w @ x + b


@weighted_sum.cases
def _(rng):
    yield np.array([2, 3]), np.array([0, 1]), 4
    yield np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]), -0.5
    for n in (2, 3, 5, 8):
        yield rng.normal(size=n), rng.normal(size=n), rng.normal()


@weighted_sum.mistake("You left out the bias: add b after summing.")
def _(x, w, b):
    return w @ x


@weighted_sum.mistake(
    "You added the bias to every product, so it counts once for each input. "
    "Add up the products first, then add b once."
)
def _(x, w, b):
    return np.sum(w * x + b)


@weighted_sum.mistake(
    "You multiplied in pairs and did not add up: one number should come out, not one per input."
)
def _(x, w, b):
    return w * x + b


@weighted_sum.mistake(
    "You added the bias to the inputs before they met their weights. The bias has no weight: "
    "add it to the finished sum."
)
def _(x, w, b):
    return w @ (x + b)


@weighted_sum.mistake("You used the first two inputs only. Here come more: w @ x takes them all.")
def _(x, w, b):
    return w[0] * x[0] + w[1] * x[1] + b


@weighted_sum.mistake(
    "You multiplied the bias by the sum. It is added: it counts even if the inputs are zero."
)
def _(x, w, b):
    return (w @ x) * b


@weighted_sum.accepts
def _(x, w, b):
    return sum(weight * value for weight, value in zip(w, x)) + b


@weighted_sum.accepts
def _(x, w, b):
    return float(np.dot(x, w) + b)


@weighted_sum.accepts
def _(x, w, b):
    total = b
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


weighted_sum.hints(
    "How many numbers should come out? The bias is added to that one number, once.",
    "w @ x multiplies in pairs and adds up, in one step.",
)
weighted_sum.why("A layer of a hundred neurons is this sum a hundred times, as one matrix product.")


@exercise(lesson=1, minutes=6, difficulty=2, warnings="refused")
def sigmoid(z):
    """Squeeze every number of z into 0 to 1, and never overflow."""
    e = np.exp(-np.abs(z))  # e to a negative power, or to 0: at most 1
    return np.where(np.greater_equal(z, 0), 1, e) / (1 + e)


@sigmoid.cases
def _(rng):
    yield (0.3,)
    yield (-1000.0,)
    yield (np.array([-1000.0, -1.0, 0.0, 1.0, 1000.0]),)
    yield (np.array([-3, 0, 3]),)  # whole numbers: np.empty_like of these cannot hold 0.05
    yield (rng.normal(scale=3, size=(2, 3)),)
    yield (float(rng.normal()),)


_OVERFLOW = (
    "Your formula is right, and for -1000 it overflows: e^1000 fits into no number, so NumPy "
    "warned and went on with infinity. Take e to a negative power only."
)


@sigmoid.mistake(_OVERFLOW)
def _(z):
    return 1 / (1 + np.exp(-z))


@sigmoid.mistake(
    "Both sides of your np.where are computed for every number, the one that overflows "
    "included; np.where only chooses afterwards. Make the exponent safe first: np.exp(-np.abs(z))."
)
def _(z):
    return np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@sigmoid.mistake(
    "Your curve runs downhill: it says no to large sums. It is e to the power of minus z, "
    "or e^z in the numerator as well."
)
def _(z):
    e = np.exp(-np.abs(z))
    return np.where(np.greater_equal(z, 0), e, 1) / (1 + e)


@sigmoid.mistake(
    "You used the form for z >= 0 on the absolute value of z, so negative sums come out as "
    "a yes. Where z is negative the numerator is e^z, not 1."
)
def _(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@sigmoid.mistake("np.tanh squeezes to between -1 and 1, and a sigmoid to between 0 and 1.")
def _(z):
    return np.tanh(z)


@sigmoid.accepts
def _(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@sigmoid.accepts
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@sigmoid.accepts
def _(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


@sigmoid.accepts
def _(z):
    with np.errstate(over="ignore"):  # what course_lib does: 1 / infinity is 0, and 0 is right
        return 1 / (1 + np.exp(-np.asarray(z)))


@sigmoid.accepts
def _(z):
    z = np.asarray(z, dtype=float)
    a = np.empty_like(z)
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    a[~positive] = e / (1 + e)
    return a


sigmoid.hints(
    "e to a negative power is never above 1. Which quantity made from z is never positive?",
    "Compute e = np.exp(-np.abs(z)) once. The answer is 1 / (1 + e) where z >= 0, and "
    "e / (1 + e) elsewhere; np.where chooses.",
)
sigmoid.why(
    "Sums of thousands do occur, early in a training that starts badly: one overflow there, "
    "and every weight behind it is lost."
)


bias_moves = question(
    lesson=1,
    kind="predict",
    prompt="When b goes down from 4 to -4, the line will …",
    options={
        "turn": "Turning takes a change in how much one input counts against the other.",
        "move, and keep its direction": "The bias is added to every point's sum alike.",
        "stay, while the colours blur": "Blur would need smaller sums at every distance.",
    },
    answer="move, and keep its direction",
)

double_weight = question(
    lesson=1,
    kind="ask",
    prompt="With b = 4 and w2 = 2, the line lies at a cold of …",
    options={
        "-4, where it was": "Put -4 into the sum: 2 · (-4) + 4 is -4, a clear no. "
        "The line is where the sum is 0.",
        "-2": "2 · (-2) + 4 = 0. Twice the weight against the same bias: the bias counts for "
        "half as much.",
        "-8": "2 · (-8) + 4 is -12. A larger weight makes the cold count for more, so less of it "
        "is needed to outweigh the bias.",
    },
    answer="-2",
)

weight_turns = question(
    lesson=1,
    kind="predict",
    prompt="When w1 goes up from 0 to 3, the line will …",
    options={
        "turn about the middle": "In the middle both inputs are 0, and no weight can change that.",
        "move to the right": "Moving without turning is what the bias does.",
        "stay level, and get sharper": "A level line means that the wind doesn't count.",
    },
    answer="turn about the middle",
)


@exercise(lesson=1, minutes=4, difficulty=2)
def tipping_point(x1, w, b):
    """The x2 at which a neuron with inputs x1, x2 can't decide."""
    return -(w[0] * x1 + b) / w[1]


@tipping_point.cases
def _(rng):
    yield 2, np.array([1, 2]), -4
    yield 1.5, np.array([2.0, -1.0]), 0.5
    for _ in range(4):
        w = rng.uniform(0.5, 3, size=2) * rng.choice([-1, 1], size=2)
        yield float(rng.normal()), w, float(rng.normal())


@tipping_point.mistake(
    "The sign is lost: when w1·x1 + b moves to the other side of the equation, it turns negative."
)
def _(x1, w, b):
    return (w[0] * x1 + b) / w[1]


@tipping_point.mistake(
    "You took over b with the wrong sign: both w1·x1 and b change sign when they cross over."
)
def _(x1, w, b):
    return (b - w[0] * x1) / w[1]


@tipping_point.mistake(
    "You divided only a part of it by w2. The bias is divided too: put -(w1·x1 + b) in brackets."
)
def _(x1, w, b):
    return -w[0] * x1 / w[1] - b


@tipping_point.mistake("You solved for the other input: x1 is given, and x2 is asked for.")
def _(x1, w, b):
    return -(w[1] * x1 + b) / w[0]


@tipping_point.mistake("You left out the bias, so every line runs through the middle of the map.")
def _(x1, w, b):
    return -w[0] * x1 / w[1]


@tipping_point.accepts
def _(x1, w, b):
    w1, w2 = w
    return -(w1 / w2) * x1 - b / w2


tipping_point.hints(
    "The neuron can't decide where z = 0. Write z out, and solve for x2.",
    "The formula stands above the exercise; w1 is w[0] and w2 is w[1].",
)
tipping_point.why("This is how the dark line in the figure is drawn.")


@exercise(lesson=1, minutes=4, difficulty=2)
def side(x, w, b):
    """On which side of its boundary does this neuron see x?"""
    z = w @ x + b
    if z == 0:
        return "undecided"
    return "yes" if z > 0 else "no"


@side.cases
def _(rng):
    yield np.array([2, 3]), np.array([0, 1]), 4
    yield np.array([2, 1]), np.array([1, 2]), -4  # on the line
    yield np.array([1.0, 1.0]), np.array([0.25, 0.5]), -0.5  # z = 0.25: yes, and below a half
    yield np.array([1.0, -2.0]), np.array([1.0, 1.0]), 0.5  # z = -0.5
    yield np.array([1.0, 1.0]), np.array([1.0, 1.0]), -3.0  # no, and only because of the bias
    yield np.array([-1.0, -1.0]), np.array([1.0, 1.0]), 3.0  # yes, and only because of the bias
    yield np.array([1.0, 3.0]), np.array([1.0, -1.0]), 0.5  # inputs above zero, and a no
    for _ in range(4):
        yield rng.normal(size=3), rng.normal(size=3), float(rng.normal())


@side.mistake("You swapped the sides: a sum above zero is a yes.")
def _(x, w, b):
    z = w @ x + b
    return "undecided" if z == 0 else "no" if z > 0 else "yes"


@side.mistake("You left out the bias: without it this neuron leans nowhere.")
def _(x, w, b):
    z = w @ x
    return "undecided" if z == 0 else "yes" if z > 0 else "no"


@side.mistake(
    "You compared z with 0.5. A half is where *a* can't decide; the sum that leads there is z = 0."
)
def _(x, w, b):
    z = w @ x + b
    return "undecided" if z == 0.5 else "yes" if z > 0.5 else "no"


@side.mistake("A sum of exactly zero is neither yes nor no: say “undecided” there.")
def _(x, w, b):
    return "yes" if w @ x + b >= 0 else "no"


@side.mistake("A sum of exactly zero is neither yes nor no: say “undecided” on the line itself.")
def _(x, w, b):
    return "yes" if w @ x + b > 0 else "no"


@side.mistake("You compared the inputs with zero. It is their weighted sum that counts.")
def _(x, w, b):
    total = np.sum(x)
    return "undecided" if total == 0 else "yes" if total > 0 else "no"


@side.accepts
def _(x, w, b):
    return {1: "yes", -1: "no", 0: "undecided"}[int(np.sign(np.dot(x, w) + b))]


side.hints(
    "The sigmoid is a half exactly where z is … and above a half where z is …",
    "Compute z = w @ x + b, then compare it with 0: three cases, three words.",
)
side.why(
    "To classify, a network never needs its last sigmoid; to learn, it does. Lesson 05 says why."
)


sharpen = question(
    lesson=1,
    kind="predict",
    prompt="With w = [3, 3] and b = -3 instead of [1, 1] and -1 …",
    options={
        "the line moves, the colours stay": "The line is where z = 0. Multiply 0 by 3.",
        "the line stays, the colours change faster": "Zero stays zero, and every other sum grows.",
        "nothing changes": "Three times the sum is further out on the sigmoid.",
    },
    answer="the line stays, the colours change faster",
)


@exercise(lesson=1, minutes=7, difficulty=3)
class MyNeuron:
    """A neuron with a sigmoid: my_neuron(x) gives its output."""

    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        z = self.w @ x + self.b
        return 1 / (1 + np.exp(-z))


@MyNeuron.through
def _(MyNeuron, weights, bias, other_weights, other_bias, x):
    """Two neurons side by side: each must keep its own memory, call after call."""
    first = MyNeuron(weights, bias)
    second = MyNeuron(other_weights, other_bias)
    return first(x), second(x), first(x)


@MyNeuron.cases
def _(rng):
    yield np.array([0.0, 1.0]), 4.0, np.array([1.0, -1.0]), -0.5, np.array([2.0, 3.0])
    for n in (2, 3, 5):
        yield rng.normal(size=n), rng.normal(), rng.normal(size=n), rng.normal(), rng.normal(size=n)


@MyNeuron.mistake(
    "Your neurons share one bias: it is stored on the class, so the second neuron overwrote "
    "the first one's. Store it on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        type(self).b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "Your neurons share one set of weights: they are stored on the class, so the second neuron "
    "overwrote the first one's. Store them on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        type(self).w = weights
        self.b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "Your neuron changes the caller's weights. `self.w *= x` works in place, on the very array it "
    "was given, and the next call starts from the ruins. Write self.w * x: that makes a new array."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        self.w *= x
        return 1 / (1 + np.exp(-(np.sum(self.w) + self.b)))


@MyNeuron.mistake("Your neuron stops at the sum z. Squeeze it: a = 1 / (1 + e^-z).")
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        return self.w @ x + self.b


@MyNeuron.mistake("Your neuron stores the bias and never adds it: z = w . x + b.")
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x)))


@MyNeuron.accepts
class _:
    def __init__(self, weights, bias):
        self.weights = np.array(weights)
        self.bias = float(bias)

    def __call__(self, x):
        z = sum(w * v for w, v in zip(self.weights, x)) + self.bias
        return 0.5 * (1 + math.tanh(z / 2))


MyNeuron.hints(
    "__init__ keeps what the neuron needs later, on self. __call__ uses it, and changes nothing.",
    "self.w = weights and self.b = bias in __init__; in __call__, squeeze self.w @ x + self.b.",
)
MyNeuron.why(
    "This object is the course's own Neuron in small. Training will move its w and b, "
    "and nothing else."
)
