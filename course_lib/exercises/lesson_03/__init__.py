"""Lesson 03, Connect neurons: what it asks, what it accepts, and the mistakes it knows by name."""

import itertools
import math

import numpy as np

from course_lib.checks import Lesson, blanks, exercise, number, question

LESSON = Lesson(number=3, title="Connect neurons", notebook="03_network.ipynb")


def sigmoid(z):
    """The lesson's own, so that solutions here read as they do there."""
    return 1 / (1 + np.exp(-z))


# ----------------------------------------------------------------------------------- remember

steepest = question(
    lesson=3,
    kind="ask",
    prompt="Lesson 02: where is the sigmoid steepest, and how steep is it there?",
    options={
        "at z = 0, with a slope of 0.25": "There it can't decide, so there a nudge counts most. "
        "Everywhere else its slope is smaller.",
        "at z = 0, with a slope of 1": "The place is right. The slope is a · (1 − a), and at z = 0 "
        "a is 0.5: that makes 0.25.",
        "far out, where a is nearly 1": "Far out the curve is flat: a hardly moves, whatever z "
        "does.",
    },
    answer="at z = 0, with a slope of 0.25",
)

surer = question(
    lesson=3,
    kind="ask",
    prompt="Lesson 01: you multiply a neuron's weights and its bias by 10. Its boundary …",
    options={
        "moves, ten times as far out": "The line is where z = 0, and ten times 0 is 0.",
        "stays, and the answers get surer": "Every z is ten times as far from 0, so the sigmoid "
        "says nearly 0 or nearly 1. You will need that below.",
        "stays, and so do the answers": "z is ten times as large: the sigmoid notices that.",
    },
    answer="stays, and the answers get surer",
)

which_w = question(
    lesson=3,
    kind="ask",
    prompt="Lesson 00: you have run the whole page, and near its end `w` gets a new value. Now you "
    "go up and run an early cell once more that uses `w`. Which `w` does it see?",
    options={
        "the one defined above it on the page": "The kernel doesn't know the page. It remembers "
        "what was run, in the order in which it was run.",
        "the one that was set last": "The kernel keeps one `w`, and whoever ran last has set it. "
        "If a figure here behaves strangely, restart and run all.",
        "none: that is an error": "There is a `w`, so there is no error. That makes it easy "
        "to overlook.",
    },
    answer="the one that was set last",
)


# ----------------------------------------------------------------------------------- by hand

twins = question(
    lesson=3,
    kind="predict",
    prompt="All three have weights 0 and 1 and no bias. Compare what the first two will say.",
    options={
        "the same": "Same weights, same bias, same inputs: nothing is left that could differ.",
        "opposite answers": "Opposite answers take opposite weights.",
        "one says more than the other": "For that, some number of theirs would have to differ.",
    },
    answer="the same",
)

_X = (1.0, 2.0)
_H1, _H2, _O1 = (1.0, -1.0, 0.5), (2.0, 0.5, -1.0), (1.0, -2.0, 0.5)
_Z1 = _H1[0] * _X[0] + _H1[1] * _X[1] + _H1[2]
_Z2 = _H2[0] * _X[0] + _H2[1] * _X[1] + _H2[2]
_A1, _A2 = float(sigmoid(_Z1)), float(sigmoid(_Z2))
_Z3 = _O1[0] * _A1 + _O1[1] * _A2 + _O1[2]
_A3 = float(sigmoid(_Z3))
_RAW = _O1[0] * _X[0] + _O1[1] * _X[1] + _O1[2]
_SUMS = _O1[0] * _Z1 + _O1[1] * _Z2 + _O1[2]

trace = blanks(
    lesson=3,
    minutes=5,
    difficulty=1,
    prompt="Follow the numbers: `x1 = 1`, `x2 = 2`.",
    text="""
        `h1` has weights 1 and -1 and bias 0.5; `h2` has weights 2 and 0.5 and bias -1.
        `o1` has weights 1 and -2 and bias 0.5. Type z as it is, and a to three decimals.

        | neuron | reads | z | a = sigmoid(z) |
        |---|---|---|---|
        | h1 | x1, x2 | 1·1 + (-1)·2 + 0.5 = -0.5 | 0.378 |
        | h2 | x1, x2 | 2·1 + 0.5·2 - 1 = {z_h2} | {h2} |
        | o1 | h1, h2 | {z_o1} | {o1} |
    """,
    answers={
        "z_h2": number(
            _Z2,
            "z of h2",
            mistakes={
                _Z2 - _H2[2]: "The bias is missing: add -1.",
                _Z2 - 2 * _H2[2]: "The bias is -1: it is taken away, not added.",
            },
        ),
        "h2": number(
            _A2, "a of h2", places=3, mistakes={_Z2: "That is z again. Squeeze it: sigmoid(z)."}
        ),
        "z_o1": number(
            _Z3,
            "z of o1",
            tolerance=0.002,
            mistakes={
                _RAW: "You gave the inputs x1 and x2 to o1. It never sees them: it reads h1 and "
                "h2.",
                _SUMS: "You gave o1 the sums z. It reads what h1 and h2 *say*: their a.",
                _Z3 - _O1[2]: "The bias is missing: add 0.5.",
                _O1[0] * _A2 + _O1[1] * _A1 + _O1[2]: "h1 and h2 are swapped: o1's first weight "
                "belongs to h1.",
            },
        ),
        "o1": number(
            _A3, "a of o1", places=3, mistakes={_Z3: "That is z again. Squeeze it: sigmoid(z)."}
        ),
    },
)
trace.hints(
    "Row by row: a neuron is weights times what it reads, plus its bias, then the sigmoid.",
    "For o1 the inputs are the two answers above it: 1·0.378 + (-2)·a of h2 + 0.5. Use "
    "1 / (1 + np.exp(-z)) in a cell of your own.",
)
trace.why(
    "You have done what a network does when it is used. There is nothing else in it, only more "
    "rows."
)


# --------------------------------------------------------------------------------- the drawing

unheard = question(
    lesson=3,
    kind="predict",
    prompt="You drag w2 from 1 up to 10. What will the number in o1 do?",
    options={
        "rise": "w2 does raise h1. Does anything carry h1 on to o1?",
        "fall": "o1 has no negative weight to turn a rise into a fall.",
        "stay as it is": "h1 rises, and w5 = 0 wipes it out.",
    },
    answer="stay as it is",
)


@exercise(lesson=3, minutes=6, difficulty=2)
def forward(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    """The output of the drawn network."""
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h1 + w6 * h2 + b3)


@forward.cases
def _(rng):
    yield 2, 3, 0, 1, 0, 1, 0, 1, 0, 0, 0  # Zhou's: 0.7216, which cannot see w1, w3, w5 or a bias
    yield 1, 2, 1, -1, 2, 0.5, 1, -2, 0.5, -1, 0.5  # the trace above
    for _ in range(4):
        yield tuple(rng.normal(size=11))


@forward.mistake(
    "Your o1 reads x1 and x2. It never sees them: its inputs are h1 and h2, so w5 and w6 belong "
    "to those."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    return sigmoid(w5 * x1 + w6 * x2 + b3)


@forward.mistake(
    "The hidden neurons don't squeeze: you handed their sums z on to o1. Put each of them through "
    "the sigmoid first."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = w1 * x1 + w2 * x2 + b1
    h2 = w3 * x1 + w4 * x2 + b2
    return sigmoid(w5 * h1 + w6 * h2 + b3)


@forward.mistake("The last neuron doesn't squeeze: you returned its sum z. o1 has a sigmoid too.")
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return w5 * h1 + w6 * h2 + b3


@forward.mistake("h1 and h2 are swapped on their way into o1: w5 belongs to h1, w6 to h2.")
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h2 + w6 * h1 + b3)


@forward.mistake(
    "w2 and w3 are swapped. The numbers go neuron by neuron: w1 and w2 both end in h1, w3 and w4 "
    "in h2."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w3 * x2 + b1)
    h2 = sigmoid(w2 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h1 + w6 * h2 + b3)


@forward.mistake("The biases b1, b2 and b3 are left out: each neuron adds its own to its sum.")
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2)
    h2 = sigmoid(w3 * x1 + w4 * x2)
    return sigmoid(w5 * h1 + w6 * h2)


@forward.mistake("The last bias, b3, is left out: o1 leans one way or the other as well.")
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h1 + w6 * h2)


@forward.mistake("Your h2 has h1's numbers. It is another neuron: w3, w4 and b2 are its own.")
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h = sigmoid(w1 * x1 + w2 * x2 + b1)
    return sigmoid(w5 * h + w6 * h + b3)


@forward.accepts
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    hidden = sigmoid(np.array([[w1, w2], [w3, w4]]) @ [x1, x2] + [b1, b2])
    return float(sigmoid(np.dot([w5, w6], hidden) + b3))


@forward.accepts
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    def neuron(u, v, wu, wv, b):
        return 1 / (1 + math.exp(-(u * wu + v * wv + b)))

    return neuron(neuron(x1, x2, w1, w2, b1), neuron(x1, x2, w3, w4, b2), w5, w6, b3)


forward.hints(
    "Three neurons, three lines: h1, then h2, then o1. What does o1 read?",
    "h1 = sigmoid(w1 * x1 + w2 * x2 + b1). h2 is the same with its own numbers. o1 reads h1 and "
    "h2.",
)
forward.why(
    "Lesson 06 walks this way back, line by line, to find out which of the nine numbers is to "
    "blame."
)


# ------------------------------------------------------------------------------------ bending

corner = question(
    lesson=3,
    kind="predict",
    prompt="h1 says “x1 is above 2”, h2 says “x2 is above 2”, o1 says “both”. Where is the map "
    "blue?",
    options={
        "on one side of a slanting line": "That is all that one neuron can do. Here are three.",
        "in the corner on the upper right": "Only there are both of them sure.",
        "in a stripe along each axis": "For a stripe it would be enough that one of them says yes.",
    },
    answer="in the corner on the upper right",
)


@exercise(lesson=3, minutes=5, difficulty=2, atol=0.1)
def gates(x1, x2):
    """Two neurons' answers to x1 and x2, which are 0 or 1: first AND, then OR."""
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return both, either


@gates.cases
def _(rng):
    yield 1, 1
    yield 0, 1
    yield 1, 0
    yield 0, 0


@gates.mistake("Both are there, in the other order: return AND first, then OR.")
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 5), sigmoid(10 * x1 + 10 * x2 - 15)


@gates.mistake(
    "Both of your neurons say OR. For AND a single 1 must not be enough: lower the bias until "
    "only two together get above 0."
)
def _(x1, x2):
    either = sigmoid(10 * x1 + 10 * x2 - 5)
    return either, either


@gates.mistake(
    "Both of your neurons say AND. For OR a single 1 must be enough: raise the bias until 10 "
    "outweighs it."
)
def _(x1, x2):
    both = sigmoid(10 * x1 + 10 * x2 - 15)
    return both, both


@gates.mistake(
    "With a bias of -10 your AND can't decide when one input is 1: 10 - 10 is 0, and that is a "
    "half. Put the bias between -10 and -20."
)
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 10), sigmoid(10 * x1 + 10 * x2 - 5)


@gates.mistake(
    "Without a bias, two zeros give z = 0, and that is a half. Each neuron needs a bias below 0."
)
def _(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 15), sigmoid(10 * x1 + 10 * x2)


@gates.mistake(
    "Your neurons are on the right side and not sure of it: with weights of 1 the answers stay "
    "near a half. Multiply weights and bias by 10."
)
def _(x1, x2):
    return sigmoid(x1 + x2 - 1.5), sigmoid(x1 + x2 - 0.5)


@gates.mistake("All your signs are turned round: both neurons say yes where they should say no.")
def _(x1, x2):
    return sigmoid(15 - 10 * x1 - 10 * x2), sigmoid(5 - 10 * x1 - 10 * x2)


@gates.mistake("You returned the sums z: squeeze them, then they are nearly 0 and nearly 1.")
def _(x1, x2):
    return 10 * x1 + 10 * x2 - 15, 10 * x1 + 10 * x2 - 5


@gates.accepts
def _(x1, x2):
    return sigmoid(20 * (x1 + x2) - 30), sigmoid(30 * (x1 + x2) - 7)


@gates.accepts
def _(x1, x2):
    z = np.array([[8, 8], [9, 7]]) @ [x1, x2] + [-12, -3]
    return list(1 / (1 + np.exp(-z)))


gates.hints(
    "The sum z must be above 0 for yes and below 0 for no, and a good way from 0. Try weights of "
    "10.",
    "With weights of 10 the sum before the bias is 0, 10 or 20. AND puts its bias between -10 and "
    "-20, OR between 0 and -10.",
)
gates.why(
    "Two neurons that you can name. Put a third behind them, and it can say more than either."
)


xor_alone = question(
    lesson=3,
    kind="ask",
    prompt="You have dragged for a while. How many of the four rows can one neuron get right?",
    options={
        "2, never more": "3 is within reach: let it say OR, and only the row of two 1s is wrong.",
        "3, never all 4": "One straight line, and the two yeses lie on opposite corners: one of "
        "the "
        "four always ends up on the wrong side.",
        "all 4, with large enough weights": "Large weights make the line sharp. It stays straight.",
    },
    answer="3, never all 4",
)


@exercise(lesson=3, minutes=5, difficulty=3, atol=0.1)
def xor(x1, x2):
    """Nearly 1 where exactly one of x1 and x2 is 1, nearly 0 elsewhere."""
    h1 = sigmoid(10 * x1 + 10 * x2 - 5)  # OR
    h2 = sigmoid(10 * x1 + 10 * x2 - 15)  # AND
    return sigmoid(10 * h1 - 10 * h2 - 5)


def _or_and(x1, x2):
    return sigmoid(10 * x1 + 10 * x2 - 5), sigmoid(10 * x1 + 10 * x2 - 15)


@xor.cases
def _(rng):
    yield 0, 0
    yield 0, 1
    yield 1, 0
    yield 1, 1


@xor.mistake(
    "Your o1 counts h2 in favour, so it still says OR. AND has to speak *against*: give h2 a "
    "negative weight."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 + 10 * h2 - 5)


@xor.mistake(
    "Your o1 says AND: it waits until h1 and h2 agree. XOR is OR *and not* AND: give h2 a "
    "negative weight."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 + 10 * h2 - 15)


@xor.mistake(
    "The last bias is missing: where h1 and h2 are both off, or cancel out, z is 0 and o1 can't "
    "decide. Let it lean to no."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(10 * h1 - 10 * h2)


@xor.mistake(
    "The right idea, too faintly: with weights of 1 and -1, o1 stays near a half. Multiply its "
    "weights and its bias by 10."
)
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(h1 - h2 - 0.5)


@xor.mistake("Your o1 says the opposite of XOR: turn the sign of its weights and its bias.")
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return sigmoid(-10 * h1 + 10 * h2 + 5)


@xor.mistake("You returned the sum z of o1: squeeze it, as every neuron here does.")
def _(x1, x2):
    h1, h2 = _or_and(x1, x2)
    return 10 * h1 - 10 * h2 - 5


@xor.accepts
def _(x1, x2):
    only_x1 = sigmoid(10 * x1 - 10 * x2 - 5)
    only_x2 = sigmoid(10 * x2 - 10 * x1 - 5)
    return sigmoid(10 * only_x1 + 10 * only_x2 - 5)


@xor.accepts
def _(x1, x2):
    either = sigmoid(20 * x1 + 20 * x2 - 10)
    not_both = sigmoid(-20 * x1 - 20 * x2 + 30)
    return sigmoid(20 * either + 20 * not_both - 30)


xor.hints(
    "XOR is OR, and not AND. Which of the two should speak for yes, and which against?",
    "Weight 10 for h1 and -10 for h2. Then z is 0, 10, 10 and 0 before the bias: put it in "
    "between.",
)
xor.why("A layer in between makes new inputs, OR and AND, and on those a straight line is enough.")


# ---------------------------------------------------------------------------- any number of layers


@exercise(lesson=3, minutes=7, difficulty=3, returns="numbers")
def run(x, layers):
    """The outputs of the last layer. `layers` lists layers; a layer lists its neurons as (w, b)."""
    for layer in layers:
        x = np.array([sigmoid(w @ x + b) for w, b in layer])
    return x


@run.cases
def _(rng):
    zero_one = (np.array([0.0, 1.0]), 0.0)
    yield np.array([2.0, 3.0]), [[zero_one, zero_one], [zero_one]]
    for sizes in ((2, 3, 2), (3, 2, 4), (2, 2, 2, 3), (2, 2)):
        layers = [
            [(rng.normal(size=n_in), float(rng.normal())) for _ in range(n)]
            for n_in, n in itertools.pairwise(sizes)
        ]
        yield rng.normal(size=sizes[0]), layers


@run.mistake(
    "Your loop returns in its first round, so only the first layer works. Return after the loop."
)
def _(x, layers):
    for layer in layers:
        return np.array([sigmoid(w @ x + b) for w, b in layer])


@run.mistake("The sigmoid is missing: every neuron squeezes its sum before it hands it on.")
def _(x, layers):
    for layer in layers:
        x = np.array([w @ x + b for w, b in layer])
    return x


@run.mistake("The biases are left out: z is w @ x + b.")
def _(x, layers):
    for layer in layers:
        x = np.array([sigmoid(w @ x) for w, _ in layer])
    return x


@run.mistake(
    "You squeeze only at the end: a layer in between hands on its a, not its z. Call sigmoid "
    "inside the loop."
)
def _(x, layers):
    for layer in layers:
        x = np.array([w @ x + b for w, b in layer])
    return sigmoid(x)


@run.mistake(
    "Your last layer doesn't squeeze, though the others do: treat it like them and return what "
    "comes out."
)
def _(x, layers):
    for layer in layers[:-1]:
        x = np.array([sigmoid(w @ x + b) for w, b in layer])
    return np.array([w @ x + b for w, b in layers[-1]])


@run.mistake("You return every layer's answers. Only those of the last layer leave the network.")
def _(x, layers):
    answers = []
    for layer in layers:
        x = np.array([sigmoid(w @ x + b) for w, b in layer])
        answers.extend(x)
    return np.array(answers)


@run.accepts
def _(x, layers):
    for layer in layers:
        kernel = np.column_stack([w for w, _ in layer])
        x = sigmoid(x @ kernel + np.array([b for _, b in layer]))
    return x


@run.accepts
def _(x, layers):
    values = list(x)
    for layer in layers:
        after = []
        for w, b in layer:
            z = b + sum(weight * value for weight, value in zip(w, values, strict=True))
            after.append(1 / (1 + math.exp(-z)))
        values = after
    return values


run.hints(
    "What comes out of a layer goes into the next. So one name is enough for both: x.",
    "for layer in layers: x = np.array([… for w, b in layer]). The dots are one neuron's answer.",
)
run.why("This loop is `Sequential.forward`. The next lesson replaces its inner loop by one `@`.")
