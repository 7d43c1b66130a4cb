"""Lesson 03, Feedforward networks: the form ``trace``."""

from course_lib.checks import blanks, number
from course_lib.nn.activations import sigmoid

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
    name="trace",
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
                _Z2 - _H2[2]: "That is the sum without the bias: add -1.",
                _Z2 - 2 * _H2[2]: "The bias is -1: it is taken away, not added.",
            },
        ),
        "h2": number(
            _A2,
            "a of h2",
            places=3,
            mistakes={_Z2: "That is z again. Squeeze it: sigmoid(z)."},
            follows=lambda given: float(sigmoid(given["z_h2"])),
        ),
        "z_o1": number(
            _Z3,
            "z of o1",
            tolerance=0.002,
            follows=lambda given: _O1[0] * _A1 + _O1[1] * given["h2"] + _O1[2],
            mistakes={
                _RAW: "That comes out when o1 is given x1 and x2. It never sees them: it reads h1 "
                "and h2.",
                _SUMS: "That comes out of the sums z. o1 reads what h1 and h2 *say*: their a.",
                _Z3 - _O1[2]: "That is the sum without the bias: add 0.5.",
                _Z3 - 2 * _O1[2]: "The bias is 0.5: it is added, not taken away.",
                _O1[0] * _A2 + _O1[1] * _A1 + _O1[2]: "That is with h1 and h2 in each other's "
                "place: o1's first weight belongs to h1.",
            },
        ),
        "o1": number(
            _A3,
            "a of o1",
            places=3,
            mistakes={_Z3: "That is z again. Squeeze it: sigmoid(z)."},
            follows=lambda given: float(sigmoid(given["z_o1"])),
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
