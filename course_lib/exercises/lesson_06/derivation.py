"""Lesson 06, Backpropagation: the form ``derivation``."""

from course_lib.checks import blanks, number
from course_lib.exercises.lesson_06.trace_network import H1, H2, O1
from course_lib.nn.activations import sigmoid

_X = (2, 3)
_h1 = float(sigmoid(H1[0] * _X[0] + H1[1] * _X[1] + H1[2]))
_h2 = float(sigmoid(H2[0] * _X[0] + H2[1] * _X[1] + H2[2]))
_o1 = float(sigmoid(O1[0] * _h1 + O1[1] * _h2 + O1[2]))
_DO1, _FO1, _FH1 = 2 * (_o1 - 1), _o1 * (1 - _o1), _h1 * (1 - _h1)
_D_H1 = _DO1 * _FO1 * O1[0] * _FH1  # along z of h1
_W1, _W2, _B1, _W5 = _D_H1 * _X[0], _D_H1 * _X[1], _D_H1, _DO1 * _FO1 * _h1


def _wrong(right: float, without_output: float, others: dict[float, str]) -> dict[float, str]:
    """The mistakes of one product: those that every column shares, and its own."""
    return {
        -right: "The size is right and the sign is not. The slope of the squared error is 2 times "
        "prediction *minus* truth.",
        right / 2: "This is half of it: the slope of a square is 2 times what is squared.",
        without_output: "This is the product without f' of o1. The way leads through o1's squeeze "
        "as well: multiply by its slope.",
    } | others


derivation = blanks(
    name="derivation",
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
            follows=lambda given: _D_H1 * given["to_w2"],
            mistakes=_wrong(
                _W2,
                _W2 / _FO1,
                {
                    _W2 / 3: "This is the product without x2. w2 reaches the sum through its "
                    "input: multiply by it.",
                    _W1: "That is w1's, with x1 in it. w2 belongs to x2.",
                    _W2 / _FH1: "This is the product without f' of h1: multiply by it too.",
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
            follows=lambda given: _DO1 * _FO1 * O1[0] * given["f_h1"] * given["to_b1"],
            mistakes=_wrong(
                _B1,
                _B1 / _FO1,
                {
                    _W1: "That is w1's. No input multiplies the bias: the last factor is 1.",
                    _W2: "That is w2's. No input multiplies the bias: the last factor is 1.",
                    _B1 / _FH1: "This is the product without f' of h1: multiply by it too.",
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
            follows=lambda given: _DO1 * given["f_o1"] * given["to_w5"],
            mistakes=_wrong(
                _W5,
                _W5 / _FO1,
                {
                    _W5 * _FH1: "This is the product with f' of h1 in it. w5 is reached before "
                    "h1's squeeze: three factors.",
                    _W5 / _h1: "This is the product without h1. w5 reaches the sum through what "
                    "h1 says.",
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
