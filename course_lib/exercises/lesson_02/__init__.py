"""Lesson 02, Choose by shape and slope: what it asks, accepts, and the mistakes it knows."""

import numpy as np

from course_lib.checks import Lesson, blanks, choice, exercise, question
from course_lib.nn import activations

LESSON = Lesson(number=2, title="Choose by shape and slope", notebook="02_activations.ipynb")

sigmoid = activations.sigmoid


remember_bias = question(
    lesson=2,
    kind="ask",
    prompt="Lesson 01: you raise a neuron's bias and touch nothing else. Its boundary …",
    options={
        "turns": "Turning takes a change in how the inputs count against each other: the weights.",
        "moves, and keeps its direction": "Every point's sum grows by the same amount, so the "
        "line where the sum is 0 shifts.",
        "stays where it is": "The line is where z = 0, and the bias is a part of z.",
    },
    answer="moves, and keeps its direction",
)

remember_half = question(
    lesson=2,
    kind="ask",
    prompt="Lesson 01: a neuron with a sigmoid answers exactly 0.5. What do you know of its z?",
    options={
        "z is 0.5": "That would give 0.622. The sigmoid of z is 1 / (1 + e^-z): when is e^-z 1?",
        "z is 0": "e^0 is 1, and 1 / (1 + 1) is a half: the point lies on the boundary.",
        "Nothing: it depends on the weights": "They decide which inputs give that z. The sigmoid "
        "itself has one z only for each answer.",
    },
    answer="z is 0",
)

remember_state = question(
    lesson=2,
    kind="ask",
    prompt="Lesson 00: a check says “error”, and not “not yet”. What happened?",
    options={
        "The answer is wrong": "That is “not yet”: your code ran and gave something else.",
        "Python stopped inside your function": "The check shows your line, and the inputs that "
        "stopped it.",
        "The `...` is still there": "That is “not attempted”, and nothing is held against you.",
    },
    answer="Python stopped inside your function",
)


step_moves = question(
    lesson=2,
    kind="predict",
    prompt="You nudge z up from -2, by a half, three times. What does the switch answer?",
    options={
        "0, then 0.5, then 1": "That would be a dimmer: something in between yes and no.",
        "0 each time": "The switch asks on which side of 0 the sum is, and nothing more.",
        "1 at the third nudge": "After three halves, z is -0.5: still on the side of no.",
    },
    answer="0 each time",
)

steepest = question(
    lesson=2,
    kind="predict",
    prompt="Where does the sigmoid answer most strongly to a nudge?",
    options={
        "far to the left, where it says no": "Out there the curve is nearly level.",
        "at z = 0, where it can't decide": "There the curve is steepest.",
        "far to the right, where it says yes": "Out there the curve is nearly level.",
    },
    answer="at z = 0, where it can't decide",
)


@exercise(lesson=2, minutes=4, difficulty=1, warnings="refused")
def tanh(z):
    """A sigmoid twice as steep, stretched to reach from -1 to 1."""
    return 2 * sigmoid(2 * z) - 1


@tanh.cases
def _(rng):
    yield (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]),)
    yield (0.3,)
    yield (np.array([-1000.0, 1000.0]),)
    yield (rng.normal(scale=2, size=(2, 3)),)
    yield (float(rng.normal()),)


@tanh.mistake("You left z as it is. Twice as steep means that the sigmoid gets 2 * z.")
def _(z):
    return 2 * sigmoid(z) - 1


@tanh.mistake(
    "Twice as steep it is, and it still reaches from 0 to 1. Stretch the answer: times 2, less 1."
)
def _(z):
    return sigmoid(2 * z)


@tanh.mistake("Your curve reaches from 0 to 2. Take 1 off, so that its middle lies at 0.")
def _(z):
    return 2 * sigmoid(2 * z)


@tanh.mistake("Your curve reaches from -1 to 0: you took 1 off and did not stretch it to twice.")
def _(z):
    return sigmoid(2 * z) - 1


@tanh.mistake("Take 1 off last. You did it before doubling, and so 2 came off: 2 * a - 1.")
def _(z):
    return 2 * (sigmoid(2 * z) - 1)


@tanh.mistake(
    "Your formula is right, and for 1000 it overflows: e^1000 fits into no number. The sigmoid "
    "that you are given survives it: build on that."
)
def _(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@tanh.accepts
def _(z):
    return np.tanh(z)


@tanh.accepts
def _(z):
    return sigmoid(2 * z) - sigmoid(-2 * z)


@tanh.accepts
def _(z):
    return 1 - 2 * sigmoid(-2 * np.asarray(z))


tanh.hints(
    "Two things change: what goes into the sigmoid, and what you make of what comes out.",
    "Put 2 * z in. What comes out lies between 0 and 1: double it, then take 1 off.",
)
tanh.why("NumPy has it as np.tanh, and a network may say “certainly not” with it, not only “no”.")


@exercise(lesson=2, minutes=4, difficulty=2)
def tanh_slope(z):
    """The slope of tanh at z: 1 less the square of its output."""
    return 1 - np.tanh(z) ** 2


@tanh_slope.cases
def _(rng):
    yield (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]),)
    yield (0.8,)
    yield (rng.normal(size=(2, 3)),)
    yield (float(rng.normal()),)


@tanh_slope.mistake(
    "You put z where the output belongs: the formula is 1 - a², and a is tanh(z). Compute a first."
)
def _(z):
    return 1 - np.asarray(z) ** 2


@tanh_slope.mistake(
    "You squashed twice: a is tanh(z) already, and you took tanh of that again. Square a itself."
)
def _(z):
    return 1 - np.tanh(np.tanh(z)) ** 2


@tanh_slope.mistake("That is the sigmoid's formula, a (1 - a). For tanh it is 1 - a².")
def _(z):
    return np.tanh(z) * (1 - np.tanh(z))


@tanh_slope.mistake("The square is missing: 1 - a², not 1 - a.")
def _(z):
    return 1 - np.tanh(z)


@tanh_slope.mistake("You squared the whole of 1 - a. Square a alone, then take it off 1.")
def _(z):
    return (1 - np.tanh(z)) ** 2


@tanh_slope.mistake("You returned the output. Its slope is one step further: 1 - a².")
def _(z):
    return np.tanh(z)


@tanh_slope.mistake("Your a is the sigmoid of z, and this is the slope of tanh: let a = tanh(z).")
def _(z):
    return 1 - sigmoid(z) ** 2


@tanh_slope.mistake("That is the sigmoid's slope at z. The exercise asks for that of tanh.")
def _(z):
    return sigmoid(z) * (1 - sigmoid(z))


@tanh_slope.accepts
def _(z):
    a = 2 * sigmoid(2 * np.asarray(z)) - 1
    return (1 - a) * (1 + a)


@tanh_slope.accepts
def _(z):
    return 1 / np.cosh(z) ** 2


tanh_slope.hints(
    "You are given z, and the formula wants a. What comes first?",
    "a = np.tanh(z), or the tanh from exercise 1; then 1 - a ** 2.",
)
tanh_slope.why(
    "In lesson 06 this one line carries the error back through every neuron with a tanh."
)


@exercise(lesson=2, minutes=3, difficulty=1)
def relu(z):
    """z where it is above zero, and zero elsewhere."""
    return np.maximum(z, 0)


@relu.cases
def _(rng):
    yield (np.array([-2.0, -0.1, 0.0, 0.1, 2.0]),)
    yield (3.0,)
    yield (-1.5,)
    yield (np.array([[-3, 4], [5, -6]]),)
    yield (rng.normal(size=(2, 3)),)
    yield (float(rng.normal()),)


@relu.mistake(
    "Your comparison takes one number, and here comes an array: neither `if z > 0` nor Python's "
    "`max` can decide for many numbers at once. np.maximum(z, 0) compares each of them with 0."
)
def _(z):
    return max(z, 0)


@relu.mistake("You switched: 1 above zero. A tap lets z itself through.")
def _(z):
    return np.where(z > 0, 1.0, 0.0)


@relu.mistake("You folded the left side up: abs turns -2 into 2. Below zero the answer is 0.")
def _(z):
    return np.abs(z)


@relu.mistake(
    "You kept the negative side and shut the positive one: it is the *larger* of z and 0."
)
def _(z):
    return np.minimum(z, 0)


@relu.mistake("Your curve is the mirror image: -z went in where z belongs.")
def _(z):
    return np.maximum(-np.asarray(z), 0)


@relu.mistake("You cut it off at 1. A ReLU has no ceiling: whatever is above zero passes.")
def _(z):
    return np.clip(z, 0, 1)


@relu.mistake("np.max gives one number, the largest of all. np.maximum compares number by number.")
def _(z):
    return np.max(np.append(z, 0))


@relu.accepts
def _(z):
    return np.where(np.asarray(z) > 0, z, 0)


@relu.accepts
def _(z):
    return z * (np.asarray(z) > 0)


@relu.accepts
def _(z):
    return (z + np.abs(z)) / 2


relu.hints(
    "Of z and 0, which one is the answer? The larger, every time.",
    "np.maximum(z, 0) takes the larger of the two for every number in z.",
)
relu.why("This one comparison is the activation function of most networks in use today.")


@exercise(lesson=2, minutes=3, difficulty=2)
def relu_slope(z):
    """The slope of ReLU at z: 1 above zero, and 0 elsewhere."""
    return np.where(z > 0, 1.0, 0.0)


@relu_slope.cases
def _(rng):
    yield (np.array([-2.0, -0.1, 0.1, 2.0]),)
    yield (np.array([-1.0, 0.0, 3.0]),)  # at the corner we take the left side's slope
    yield (2.5,)
    yield (-0.5,)
    yield (rng.normal(size=(2, 3)),)


@relu_slope.mistake(
    "You asked whether the *output* is at least 0. It always is, so your slope is 1 everywhere: "
    "ask whether z is above 0."
)
def _(z):
    return np.where(np.maximum(z, 0) >= 0, 1.0, 0.0)


@relu_slope.mistake(
    "At z = 0 you took the slope of the right side. There is no tangent in a corner, so one has to "
    "be agreed on: here, as nearly everywhere, it is 0."
)
def _(z):
    return np.where(np.greater_equal(z, 0), 1.0, 0.0)


@relu_slope.mistake(
    "That is the function. Its slope says how steep it is: 0 on the left, 1 on the right."
)
def _(z):
    return np.maximum(z, 0)


@relu_slope.mistake(
    "Left of zero the curve is level, it does not fall: its slope is 0 there, not -1."
)
def _(z):
    return np.where(np.greater(z, 0), 1.0, -1.0)


@relu_slope.mistake(
    "You swapped the sides: the tap is open above zero, and only there does it slope."
)
def _(z):
    return np.where(np.greater(z, 0), 0.0, 1.0)


@relu_slope.accepts
def _(z):
    return np.greater(z, 0).astype(float)


@relu_slope.accepts
def _(z):
    return (np.maximum(z, 0) > 0) * 1


@relu_slope.accepts
def _(z):
    return np.heaviside(z, 0.0)


relu_slope.hints(
    "Left of zero the curve is level, on the right it climbs as fast as z. Two numbers say that.",
    "np.where(z > 0, 1.0, 0.0) answers for every number in z.",
)
relu_slope.why("Where this is 0, nothing that training tries can reach the neuron's weights.")


rivals_level = question(
    lesson=2,
    kind="predict",
    prompt="At z = -3, how many of the seven have a slope of exactly 0?",
    options={
        "none": "Two of them are perfectly level there.",
        "two: step and ReLU": "They are level on the left, not nearly but entirely.",
        "four: step, sigmoid, tanh and ReLU": "Sigmoid and tanh are nearly level there. Nearly "
        "still is an answer to a nudge.",
    },
    answer="two: step and ReLU",
)


@exercise(lesson=2, minutes=4, difficulty=2)
def leaky_relu(z, negative_slope):
    """z where it is above zero, and negative_slope times z elsewhere."""
    return np.where(z > 0, z, negative_slope * z)


@leaky_relu.cases
def _(rng):
    yield np.array([-2.0, -0.1, 0.0, 0.1, 2.0]), 0.25
    yield -3.0, 0.5
    yield 1.5, 0.3
    for _ in range(3):
        yield rng.normal(size=(2, 3)), float(rng.uniform(0.02, 0.09))


@leaky_relu.mistake(
    "Your tap does not drip: below zero you give 0, and negative_slope is never used. There it is "
    "negative_slope * z."
)
def _(z, negative_slope):
    return np.maximum(z, 0)


@leaky_relu.mistake(
    "You wrote 0.01 into the function. How much it drips is for the caller to say: use "
    "negative_slope."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, 0.01 * np.asarray(z))


@leaky_relu.mistake(
    "You wrote 0.2 into the function. How much it drips is for the caller to say: use "
    "negative_slope."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, 0.2 * np.asarray(z))


@leaky_relu.mistake("You throttled the whole curve. Above zero, z passes unchanged.")
def _(z, negative_slope):
    return negative_slope * np.asarray(z)


@leaky_relu.mistake("You swapped the sides: it is below zero that z is throttled.")
def _(z, negative_slope):
    return np.where(np.greater(z, 0), negative_slope * np.asarray(z), z)


@leaky_relu.mistake(
    "Below zero you return the slope itself, the same number for every z. Multiply z by it."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, negative_slope)


@leaky_relu.mistake(
    "Below zero your curve climbs to the left. z is negative there, and stays so: leave out the "
    "minus."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, -negative_slope * np.asarray(z))


@leaky_relu.accepts
def _(z, negative_slope):
    return np.maximum(z, negative_slope * np.asarray(z))


@leaky_relu.accepts
def _(z, negative_slope):
    return np.maximum(z, 0) + negative_slope * np.minimum(z, 0)


leaky_relu.hints(
    "Two sides, two answers: np.where(condition, where it is true, where it is false).",
    "np.where(z > 0, z, negative_slope * z).",
)
leaky_relu.why(
    "A slope of 0.2 on the left is little, and it is enough: such a neuron can come back."
)


one_for_two = question(
    lesson=2,
    kind="predict",
    prompt="The first neuron computes 2·x + 1, the second 3 times that, less 4. In one neuron?",
    options={
        "w = 5 and b = -3": "Added up. But the second multiplies what the first one made.",
        "w = 6 and b = -1": "3 · (2·x + 1) - 4 is 6·x + 3 - 4.",
        "No one neuron can do what two do": "Multiply out: 3 · (2·x + 1) - 4.",
    },
    answer="w = 6 and b = -1",
)

_NAMES = ("ReLU", "leaky ReLU", "sigmoid", "softplus", "tanh")

name_curves = blanks(
    lesson=2,
    minutes=4,
    difficulty=1,
    prompt="Which curve is which?",
    text="""
        | curve | name |
        |---|---|
        | A | {A} |
        | B | {B} |
        | C | {C} |
        | D | {D} |
        | E | {E} |
    """,
    answers={
        "A": choice(
            "softplus",
            _NAMES,
            "curve A",
            {
                "ReLU": "A ReLU has a corner at 0. This curve has none.",
                "leaky ReLU": "A leaky ReLU has a corner, and goes below 0. Does this curve?",
                "sigmoid": "A sigmoid levels off at 1. Does this curve?",
                "tanh": "tanh levels off at 1, and goes below 0. This curve does neither.",
            },
        ),
        "B": choice(
            "tanh",
            _NAMES,
            "curve B",
            {
                "sigmoid": "The shape is alike. Where does a sigmoid start, at 0 or at -1?",
                "softplus": "A softplus never stops climbing, and stays above 0.",
                "ReLU": "This curve has no corner, and it goes below 0.",
                "leaky ReLU": "Below 0, yes; but a leaky ReLU is made of two straight lines.",
            },
        ),
        "C": choice(
            "leaky ReLU",
            _NAMES,
            "curve C",
            {
                "ReLU": "Left of 0 a ReLU is level. Look again: this one falls.",
                "softplus": "A softplus is round where this curve has its corner.",
                "sigmoid": "A sigmoid has no corner, and levels off on both sides.",
                "tanh": "tanh has no corner, and levels off on both sides.",
            },
        ),
        "D": choice(
            "sigmoid",
            _NAMES,
            "curve D",
            {
                "tanh": "The shape is alike. tanh reaches down to -1; this curve stops at 0.",
                "softplus": "On the left they are alike. Does this one keep climbing?",
                "ReLU": "A ReLU has a corner and no ceiling.",
                "leaky ReLU": "A leaky ReLU has a corner and no ceiling.",
            },
        ),
        "E": choice(
            "ReLU",
            _NAMES,
            "curve E",
            {
                "leaky ReLU": "Left of 0 a leaky ReLU still falls. This curve is level there.",
                "softplus": "A softplus has no corner.",
                "sigmoid": "A sigmoid has no corner, and levels off at 1.",
                "tanh": "tanh has no corner, and levels off at 1.",
            },
        ),
    },
)


@name_curves.mistake("You swapped sigmoid and tanh: look at where they level off on the left.")
def _(given):
    return given["B"] == "sigmoid" and given["D"] == "tanh"


@name_curves.mistake("You swapped ReLU and softplus: one has a corner, the other is round.")
def _(given):
    return given["A"] == "ReLU" and given["E"] == "softplus"


name_curves.hints(
    "Ask each curve three things: has it a corner, does it go below 0, does it level off?",
    "Corners: C and E. Below 0: B and C. Levels off on the right: B and D.",
)
name_curves.why(
    "You will meet these names in every model's summary, and the curve says what to expect."
)
