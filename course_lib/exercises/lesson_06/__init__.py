"""Lesson 06, Send the error back: what it asks, what it accepts, and the mistakes it knows."""

import math

import numpy as np

from course_lib.checks import Lesson, blanks, exercise, number, question

LESSON = Lesson(number=6, title="Send the error back", notebook="06_backprop.ipynb")


def sigmoid(z):
    """The lesson's own, so that solutions here read as they do there."""
    return 1 / (1 + np.exp(-z))


# ----------------------------------------------------------------------------------- remember

remember_loss = question(
    lesson=6,
    kind="ask",
    prompt="Lesson 05: the truth is 1, the prediction 0.2. What is the squared error?",
    options={
        "0.8": "That is the size of the error. It still has to be squared.",
        "0.64": "(0.2 − 1)² = 0.64. You will need it, and its slope, all through this lesson.",
        "−0.64": "A square is never negative: (−0.8) · (−0.8) is above 0.",
    },
    answer="0.64",
)

remember_silent = question(
    lesson=6,
    kind="ask",
    prompt="Lesson 03: w5 leads from h1 to o1, and it is 0. You change w1. What does o1 do?",
    options={
        "it moves with h1": "h1 moves. But 0 times whatever h1 says is 0.",
        "it stays where it is": "How much w1 matters depends on what stands behind it. Today you "
        "will see where that 0 turns up in the formula.",
        "it becomes 0": "o1's sum loses h1's part; its bias and h2 are still there.",
    },
    answer="it stays where it is",
)

remember_sigmoid_slope = question(
    lesson=6,
    kind="ask",
    prompt="Lesson 02: a sigmoid says 0.9. How steep is it there?",
    options={
        "0.09": "a · (1 − a) = 0.9 · 0.1. No trip back to z is needed.",
        "0.25": "That is its steepest, where it says 0.5.",
        "0.9": "That is what it says. Its slope is a · (1 − a).",
    },
    answer="0.09",
)


# ----------------------------------------------------------------------------------- nudge

direction = question(
    lesson=6,
    kind="predict",
    prompt="Alice's first input is −2, and the network should say 1. You raise w1 a little. The "
    "loss …",
    options={
        "rises": "A larger w1 times −2 is a smaller sum, so h1 falls, o1 falls, away from 1.",
        "falls": "A larger weight does not mean a larger sum: it is multiplied by −2.",
        "stays": "w5 is 1, so what h1 says is heard.",
    },
    answer="rises",
)

far_nudge = question(
    lesson=6,
    kind="predict",
    prompt="The slope along w1 is 0.0215. You raise w1 by 4. By how much does the loss rise?",
    options={
        "by 4 · 0.0215": "That would be right if the curve were its tangent all the way.",
        "by more": "Look where the curve lies: below the tangent.",
        "by less": "The curve bends away from its tangent. A slope speaks for its own place.",
    },
    answer="by less",
)


@exercise(lesson=6, minutes=3, difficulty=1)
def foresee(loss, slope, nudge):
    """What the loss will be, about, after a small nudge."""
    return loss + slope * nudge


@foresee.cases
def _(rng):
    yield 0.2269, 0.0215, 0.1
    yield 0.5, -0.3, 0.01
    yield float(rng.uniform(0.2, 2)), float(rng.uniform(0.1, 2)), -float(rng.uniform(0.01, 0.2))
    yield float(rng.uniform(0.2, 2)), -float(rng.uniform(0.1, 2)), float(rng.uniform(0.01, 0.2))


@foresee.mistake(
    "That is the *change* of the loss, slope times nudge. Add it to the loss from before."
)
def _(loss, slope, nudge):
    return slope * nudge


@foresee.mistake(
    "You went the other way. The slope says how much the loss *rises*: add slope times nudge."
)
def _(loss, slope, nudge):
    return loss - slope * nudge


@foresee.mistake("You left out how far the weight was nudged: multiply the slope by the nudge.")
def _(loss, slope, nudge):
    return loss + slope


@foresee.mistake("You left out the slope: the loss does not move as far as the weight does.")
def _(loss, slope, nudge):
    return loss + nudge


@foresee.mistake(
    "You divided. Rise over nudge *is* the slope; to get the rise back, multiply it by the nudge."
)
def _(loss, slope, nudge):
    return loss + slope / nudge


@foresee.accepts
def _(loss, slope, nudge):
    rise = nudge * slope
    return np.array([loss, rise]).sum()


foresee.hints(
    "A slope is rise over nudge. So how large is the rise?",
    "The rise is slope * nudge. It comes on top of the loss.",
)
foresee.why("Training chooses nudges that make this number smaller, for all weights at once.")


# ----------------------------------------------------------------------------------- the chain

gears = question(
    lesson=6,
    kind="predict",
    prompt="One turn of the pedals turns the chain wheel twice as far, and one of the chain wheel "
    "turns the bicycle's wheel three times as far. How far does that turn for one of the pedals?",
    options={
        "5 times": "Not 2 + 3: the second stage enlarges what the first has already doubled.",
        "6 times": "2 · 3. What comes one behind the other multiplies.",
        "3 times": "That is what the last stage does with *its* input, which was doubled before.",
    },
    answer="6 times",
)

sign_of_o1 = question(
    lesson=6,
    kind="ask",
    prompt="In the drawing d_o1 is −0.9526. What does the minus say?",
    options={
        "the network made a mistake": "A slope of either sign says so. The sign says in which "
        "direction the loss falls.",
        "if o1 said a little more, the loss would fall": "Alice's truth is 1, and o1 says 0.52: up "
        "would be better. The sign of a slope is a direction.",
        "o1 is negative": "o1 is 0.52. d_o1 is the slope of the *loss* along it.",
    },
    answer="if o1 said a little more, the loss would fall",
)

_X = (2, 3)
_H1, _H2, _O1 = (1, -1, 0.5), (2, 0.5, -1), (1, -2, 0.5)  # lesson 03's trace; each w, w, b
_h1 = float(sigmoid(_H1[0] * _X[0] + _H1[1] * _X[1] + _H1[2]))
_h2 = float(sigmoid(_H2[0] * _X[0] + _H2[1] * _X[1] + _H2[2]))
_o1 = float(sigmoid(_O1[0] * _h1 + _O1[1] * _h2 + _O1[2]))
_DO1, _FO1, _FH1 = 2 * (_o1 - 1), _o1 * (1 - _o1), _h1 * (1 - _h1)
_D_H1 = _DO1 * _FO1 * _O1[0] * _FH1  # along z of h1
_W1, _W2, _B1, _W5 = _D_H1 * _X[0], _D_H1 * _X[1], _D_H1, _DO1 * _FO1 * _h1


def _wrong(right: float, without_output: float, others: dict[float, str]) -> dict[float, str]:
    """The mistakes of one product: those that every column shares, and its own."""
    return {
        -right: "The size is right and the sign is not: the slope of the squared error is 2 times "
        "prediction *minus* truth.",
        right / 2: "The factor 2 is missing: the slope of a square is 2 times what is squared.",
        without_output: "The slope of the output's sigmoid is missing: the way leads through o1's "
        "squeeze as well, so multiply by f' of o1.",
    } | others


derivation = blanks(
    lesson=6,
    minutes=7,
    difficulty=2,
    prompt="Multiply along the way, from the loss back to each number. The first column is done.",
    text=f"""
        h1: `w1, w2, b1 = 1, −1, 0.5` and o1: `w5, w6, b3 = 1, −2, 0.5`. `x1, x2 = 2, 3`, truth `1`.
        Forward: h1 says {_h1:.3f}, h2 says {_h2:.3f}, o1 says {_o1:.3f}.
        d_o1 = 2 · (o1 − truth) = {_DO1:.3f}; f' of o1 = o1 · (1 − o1) = {_FO1:.4f}.

        | stage | w1 | w2 | b1 | w5 |
        |---|---|---|---|---|
        | d_o1 | {_DO1:.3f} | {_DO1:.3f} | {_DO1:.3f} | {_DO1:.3f} |
        | · f' of o1 | {_FO1:.4f} | {_FO1:.4f} | {_FO1:.4f} | {{f_o1}} |
        | · next | 1 (w5) | 1 (w5) | 1 (w5) | {{to_w5}} |
        | · f' of h1 | {_FH1:.3f} | {_FH1:.3f} | {{f_h1}} | – |
        | · last | 2 (x1) | {{to_w2}} | {{to_b1}} | – |
        | = slope | {_W1:.4f} | {{w2}} | {{b1}} | {{w5}} |
    """.replace("-0.", "−0.").replace("-1.", "−1."),
    answers={
        "to_w2": number(
            _X[1],
            "the last factor of w2",
            mistakes={
                _X[0]: "That is x1, which w1 multiplies. What does w2 multiply?",
                1: "A nudge of w2 reaches the sum x2 times as large.",
                -1: "That is w2 itself. A nudge of w2 is multiplied by what w2 multiplies: x2.",
            },
        ),
        "w2": number(
            _W2,
            "the gradient of w2",
            tolerance=0.0006,
            mistakes=_wrong(
                _W2,
                _W2 / _FO1,
                {
                    _W2 / 3: "x2 is missing: w2 reaches the sum through its input, so multiply by "
                    "it.",
                    _W1: "That is w1's, with x1 in it. w2 belongs to x2.",
                    _W2 / _FH1: "The slope of h1's sigmoid is missing: multiply by f' of h1 too.",
                },
            ),
        ),
        "f_h1": number(
            _FH1,
            "f' of h1",
            places=3,
            mistakes={
                _h1: "That is what h1 says. Its slope is h1 · (1 − h1).",
                1 - _h1: "That is 1 − h1. The slope is h1 · (1 − h1).",
                _FO1: "That is o1's. h1 has a squeeze of its own: h1 · (1 − h1).",
            },
        ),
        "to_b1": number(
            1,
            "the last factor of b1",
            mistakes={
                0.5: "That is b1 itself. A nudge of b1 goes into the sum as it is: once.",
                0: "With a 0 the bias could never matter. It goes into the sum as it is: once.",
                2: "The bias is multiplied by no input. It goes into the sum as it is: once.",
            },
        ),
        "b1": number(
            _B1,
            "the gradient of b1",
            tolerance=0.0006,
            mistakes=_wrong(
                _B1,
                _B1 / _FO1,
                {
                    _W1: "That is w1's. No input multiplies the bias: the last factor is 1.",
                    _W2: "That is w2's. No input multiplies the bias: the last factor is 1.",
                    _B1 / _FH1: "The slope of h1's sigmoid is missing: multiply by f' of h1 too.",
                },
            ),
        ),
        "f_o1": number(
            _FO1,
            "f' of o1",
            tolerance=0.0006,
            mistakes={
                _o1: "That is what o1 says. Its slope is o1 · (1 − o1).",
                1 - _o1: "That is 1 − o1. The slope is o1 · (1 − o1).",
                _FH1: "That is h1's. Here the way leads through o1's squeeze: o1 · (1 − o1).",
            },
        ),
        "to_w5": number(
            _h1,
            "the factor from o1's sum to w5",
            places=3,
            mistakes={
                1: "That is w5 itself. A nudge of w5 is multiplied by what w5 multiplies: h1.",
                2: "x1 goes into h1. What w5 multiplies is what h1 *says*.",
                _FH1: "That is h1's slope, and the way to w5 does not lead through h1. w5 "
                "multiplies what h1 says.",
            },
        ),
        "w5": number(
            _W5,
            "the gradient of w5",
            tolerance=0.0006,
            mistakes=_wrong(
                _W5,
                _W5 / _FO1,
                {
                    _W5 * _FH1: "You went on through h1's sigmoid. w5 is reached before it: three "
                    "factors.",
                    _W5 / _h1: "h1 is missing: w5 reaches the sum through what h1 says.",
                },
            ),
        ),
    },
)


derivation.hints(
    "Ask of each step: if what comes in is nudged by 1, how far does what goes out move?",
    "A weight's last factor is what the weight multiplies: x2 for w2, h1 for w5. A bias's is 1.",
)
derivation.why(
    "w2 and b1 shared four of their factors with w1. That sharing is all that backpropagation adds "
    "to the chain rule."
)


# ----------------------------------------------------------------------------------- all nine


@exercise(lesson=6, minutes=9, difficulty=3)
def gradients(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    """The nine slopes of the squared error: of w1 to w6, then of b1 to b3."""
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)  # forward
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    o1 = sigmoid(w5 * h1 + w6 * h2 + b3)
    dz_o1 = 2 * (o1 - y_true) * o1 * (1 - o1)  # backward: along o1's sum, then along h1's and h2's
    dz_h1 = dz_o1 * w5 * h1 * (1 - h1)
    dz_h2 = dz_o1 * w6 * h2 * (1 - h2)
    d_w = [dz_h1 * x1, dz_h1 * x2, dz_h2 * x1, dz_h2 * x2, dz_o1 * h1, dz_o1 * h2]
    return [*d_w, dz_h1, dz_h2, dz_o1]


@gradients.cases
def _(rng):
    yield (-2.0, -1.0, 1.0, *[1.0] * 6, *[0.0] * 3)
    yield (2.0, 3.0, 1.0, *_H1[:2], *_H2[:2], *_O1[:2], _H1[2], _H2[2], _O1[2])
    for y_true in (0.0, 1.0):
        x = rng.uniform(0.4, 1.5, 2) * rng.choice([-1, 1], 2) + [0.0, 0.05]
        numbers = rng.uniform(0.3, 1.2, 9) * rng.choice([-1, 1], 9)
        yield (*x.tolist(), y_true, *numbers.tolist())


def _pass(x1, x2, y_true, w, b, *, error=1.0, output=True, hidden=True, w5=None, w6=None):
    """The backward pass with parts of it left out: what the mistakes below have in common."""
    h1 = sigmoid(w[0] * x1 + w[1] * x2 + b[0])
    h2 = sigmoid(w[2] * x1 + w[3] * x2 + b[1])
    o1 = sigmoid(w[4] * h1 + w[5] * h2 + b[2])
    dz_o1 = 2 * error * (o1 - y_true) * (o1 * (1 - o1) if output else 1)
    slopes = (h1 * (1 - h1), h2 * (1 - h2)) if hidden else (1, 1)
    dz_h1 = dz_o1 * (w[4] if w5 is None else w5) * slopes[0]
    dz_h2 = dz_o1 * (w[5] if w6 is None else w6) * slopes[1]
    return h1, h2, dz_h1, dz_h2, dz_o1


def _nine(x1, x2, h1, h2, dz_h1, dz_h2, dz_o1):
    d_w = [dz_h1 * x1, dz_h1 * x2, dz_h2 * x1, dz_h2 * x2, dz_o1 * h1, dz_o1 * h2]
    return [*d_w, dz_h1, dz_h2, dz_o1]


@gradients.mistake(
    "All nine have the wrong sign. The slope of (o1 - y_true)² along o1 is 2 * (o1 - y_true): "
    "prediction minus truth."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), error=-1)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "All nine are half of what they should be. The slope of a square is 2 times what is squared: "
    "2 * (o1 - y_true)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), error=0.5)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "The output's slope is missing. The way back leads through o1's sigmoid first: multiply by "
    "o1 * (1 - o1)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), output=False)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "The hidden neurons' slopes are missing. Each has a sigmoid of its own on the way: h1 * (1 - "
    "h1) and h2 * (1 - h2)."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), hidden=False)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "w5 and w6 are missing on the way to the hidden neurons: h1 reaches o1 through w5, h2 through "
    "w6. (With weights of 1 nobody can see that.)"
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), w5=1, w6=1)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "w5 and w6 are swapped on the way back: h1 is reached through w5, and h2 through w6."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3), w5=w6, w6=w5)
    return _nine(x1, x2, *passed)


@gradients.mistake(
    "The inputs are missing: w1 and w3 reach their sums through x1, w2 and w4 through x2. Multiply "
    "by them."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(1, 1, *passed)


@gradients.mistake(
    "x1 and x2 are swapped: w1 and w3 multiply x1, w2 and w4 multiply x2, and so do their slopes."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(x2, x1, *passed)


@gradients.mistake(
    "w2 and w3 are swapped. The numbering goes neuron by neuron: w1 and w2 end in h1, w3 and w4 "
    "in h2."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    nine = _nine(x1, x2, *passed)
    nine[1], nine[2] = nine[2], nine[1]
    return nine


@gradients.mistake(
    "w5 and w6 lack their last factor: they multiply h1 and h2, so their slopes do too."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    _, _, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return _nine(x1, x2, 1, 1, dz_h1, dz_h2, dz_o1)


@gradients.mistake(
    "Your biases have a slope of 0. A nudge of a bias goes into its sum as it is: its slope is the "
    "sum's own, times 1."
)
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    passed = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return [*_nine(x1, x2, *passed)[:6], 0.0, 0.0, 0.0]


@gradients.accepts
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    x, hidden, out = np.array([x1, x2]), np.array([[w1, w2], [w3, w4]]), np.array([w5, w6])
    h = 1 / (1 + np.exp(-(hidden @ x + [b1, b2])))
    o1 = 1 / (1 + math.exp(-(out @ h + b3)))
    dz_o1 = -2 * (y_true - o1) * (o1 - o1**2)
    dz_h = dz_o1 * out * h * (1 - h)
    return np.concatenate([np.outer(dz_h, x).ravel(), dz_o1 * h, dz_h, [dz_o1]])


@gradients.accepts
def _(x1, x2, y_true, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1, h2, dz_h1, dz_h2, dz_o1 = _pass(x1, x2, y_true, (w1, w2, w3, w4, w5, w6), (b1, b2, b3))
    return tuple(_nine(x1, x2, h1, h2, dz_h1, dz_h2, dz_o1))


gradients.hints(
    "Work from the loss towards the inputs, and keep what you have: first the slope along o1's "
    "sum, then along h1's and h2's. The nine follow from those three.",
    "dz_h1 = dz_o1 * w5 * h1 * (1 - h1). A weight's slope is the dz of the neuron it ends in, "
    "times what the weight multiplies; a bias's slope is that dz.",
)
gradients.why(
    "Three numbers, one a neuron, gave you nine. A network with a million weights has thousands of "
    "those, not a million: that is what makes training affordable."
)


# ----------------------------------------------------------------------------------- fan-out

two_ways = question(
    lesson=6,
    kind="predict",
    prompt="x1 goes into h1 and into h2. Nudge x1, and along the first way the loss rises by 3, "
    "along the second it falls by 1. All in all it …",
    options={
        "rises by 2": "Both happen at once, and so they add up: 3 − 1.",
        "falls by 3": "3 · (−1) would be right if the second way came *behind* the first. They lie "
        "side by side.",
        "falls by 1": "The second way does not replace the first. Both happen.",
    },
    answer="rises by 2",
)


@exercise(lesson=6, minutes=4, difficulty=2)
def d_heard(dz, w):
    """The slope along what one neuron says, when several neurons hear it."""
    d_h = 0.0
    for dz_k, w_k in zip(dz, w):
        d_h += dz_k * w_k
    return d_h


@d_heard.cases
def _(rng):
    yield [-0.2376], [1.0]
    yield [1.0, 2.0, -1.0], [3.0, 0.5, 2.0]
    for n in (2, 4):
        yield rng.normal(size=n).tolist(), rng.normal(size=n).tolist()


@d_heard.mistake(
    "Only the last listener counts: `=` overwrites the shares of the others. Add each to what is "
    "there: `+=`."
)
def _(dz, w):
    d_h = 0.0
    for dz_k, w_k in zip(dz, w, strict=True):
        d_h = dz_k * w_k
    return d_h


@d_heard.mistake(
    "Your loop returns in its first round, so only the first listener counts. Return after the "
    "loop."
)
def _(dz, w):
    return dz[0] * w[0]


@d_heard.mistake(
    "You multiplied the shares. Ways that lie side by side add up; only steps of one way multiply."
)
def _(dz, w):
    return math.prod(dz_k * w_k for dz_k, w_k in zip(dz, w, strict=True))


@d_heard.mistake(
    "The weights are missing: each listener hears this neuron through its own w, so its share is "
    "dz times w."
)
def _(dz, w):
    return sum(dz)


@d_heard.mistake("You took the mean. Every listener's share counts in full: add them up.")
def _(dz, w):
    return sum(dz_k * w_k for dz_k, w_k in zip(dz, w, strict=True)) / len(dz)


@d_heard.mistake(
    "You added up first and multiplied afterwards. Each dz belongs with its own w: multiply in "
    "pairs, then add."
)
def _(dz, w):
    return sum(dz) * sum(w)


@d_heard.accepts
def _(dz, w):
    return np.dot(dz, w)


@d_heard.accepts
def _(dz, w):
    return float(np.sum(np.array(dz) * np.array(w)))


d_heard.hints(
    "What is one listener's share? And what becomes of several?",
    "d_h += dz_k * w_k, starting from 0.",
)
d_heard.why(
    "It is a dot product, so for all neurons and all rows it is a matrix product: the next section."
)


# ----------------------------------------------------------------------------------- a layer

shape_of_d_kernel = question(
    lesson=6,
    kind="predict",
    prompt="x is (4, 2), four rows of two inputs, and dz is (4, 3), for three neurons. The kernel "
    "is (2, 3), and so its gradient has to be. Which product is it?",
    options={
        "x @ dz": "(4, 2) @ (4, 3): the inner sizes, 2 and 4, don't meet.",
        "x.T @ dz": "(2, 4) @ (4, 3) is (2, 3). The rows meet, and are added up.",
        "dz.T @ x": "(3, 4) @ (4, 2) is (3, 2): the right numbers, lying on their side.",
    },
    answer="x.T @ dz",
)


@exercise(lesson=6, minutes=7, difficulty=3)
def layer_backward(x, kernel, dz):
    """d_kernel (n_in, units), d_bias (units,) and dx (n, n_in), from dz (n, units)."""
    d_kernel = x.T @ dz
    d_bias = dz.sum(axis=0)
    dx = dz @ kernel.T
    return d_kernel, d_bias, dx


@layer_backward.cases
def _(rng):
    yield np.array([[-2.0, -1.0]]), np.ones((2, 2)), np.array([[-0.0107, -0.0107]])
    for n, n_in, units in ((4, 2, 3), (3, 3, 3), (5, 4, 2)):
        yield (
            rng.normal(size=(n, n_in)),
            rng.normal(size=(n_in, units)),
            rng.normal(size=(n, units)),
        )


@layer_backward.mistake(
    "d_kernel lies on its side: it has one row for each input and one column for each neuron, as "
    "the kernel has. Swap the two: x.T @ dz."
)
def _(x, kernel, dz):
    return dz.T @ x, dz.sum(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "You took the mean over the rows. The loss has divided already, once; here the rows' shares "
    "are added up."
)
def _(x, kernel, dz):
    return x.T @ dz / len(x), dz.mean(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_bias is the mean over the rows, d_kernel the sum. Add up in both: the loss has divided "
    "already."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.mean(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_bias still has a row for each sample. All rows use the same bias, so their shares add up: "
    "dz.sum(axis=0)."
)
def _(x, kernel, dz):
    return x.T @ dz, dz, dz @ kernel.T


@layer_backward.mistake(
    "d_bias is summed along the wrong axis. There is one bias a neuron, and neurons are columns: "
    "axis=0 adds down the rows."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=1), dz @ kernel.T


@layer_backward.mistake("d_bias is a single number. Each neuron has its own: dz.sum(axis=0).")
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(), dz @ kernel.T


@layer_backward.mistake(
    "dx needs the kernel turned over: going forward, inputs became neurons; going back, neurons "
    "become inputs. dz @ kernel.T. (With as many inputs as neurons, the shapes don't tell you.)"
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), dz @ kernel


@layer_backward.mistake(
    "dx lies on its side. It has the shape of x, a row for each sample: dz @ kernel.T."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), kernel @ dz.T


@layer_backward.mistake(
    "You multiplied the kernel by its own gradient's place: dx is made from dz and the kernel, "
    "d_kernel from x and dz. They are swapped."
)
def _(x, kernel, dz):
    return dz @ kernel.T, dz.sum(axis=0), x.T @ dz


@layer_backward.accepts
def _(x, kernel, dz):
    d_kernel = sum(np.outer(row, slopes) for row, slopes in zip(x, dz, strict=True))
    return d_kernel, np.ones(len(dz)) @ dz, (kernel @ dz.T).T


@layer_backward.accepts
def _(x, kernel, dz):
    return [
        np.einsum("ni,nu->iu", x, dz),
        np.einsum("nu->u", dz),
        np.einsum("nu,iu->ni", dz, kernel),
    ]


layer_backward.hints(
    "Each gradient has the shape of what it belongs to. Write the three shapes down, and look "
    "which product can give them.",
    "x.T @ dz, dz.sum(axis=0) and dz @ kernel.T.",
)
layer_backward.why(
    "These three lines are `Dense.backward_from_z`, and train every Dense layer here."
)
