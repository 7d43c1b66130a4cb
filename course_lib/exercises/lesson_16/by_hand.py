"""Lesson 16, Transformers: the form ``by_hand``."""

import numpy as np

from course_lib.checks import blanks, number
from course_lib.nn.activations import softmax

_Q = np.array([2, 0, 1, 1])
_KEYS = np.array([[0, 2, -1, -1], [1, 1, 1, -1], [-1, 3, 1, 1]])
_VALUES = np.array([10, 5, -2])
_DOTS = _KEYS @ _Q  # -2, 2, 0
_SCORES = _DOTS / 2  # -1, 1, 0
_W = softmax(_SCORES)  # 0.09, 0.67, 0.24
_MIXED = float(_W @ _VALUES)
_NOT_DIVIDED = softmax(_DOTS.astype(float))


def _mix(given):
    """The mix that follows from the weights that were typed."""
    return _VALUES @ [_W[0], given["w2"], given["w3"]]


by_hand = blanks(
    name="by_hand",
    lesson=16,
    minutes=6,
    difficulty=2,
    prompt="Let place 3 ask. The first column is done; the numbers that e makes stand below.",
    text="""
        The query of place 3: `2, 0, 1, 1`.

        | | place 1 | place 2 | place 3 |
        |---|---|---|---|
        | key | `0, 2, −1, −1` | `1, 1, 1, −1` | `−1, 3, 1, 1` |
        | query · key | −2 | {dot2} | {dot3} |
        | divided by the root | −1 | {score2} | {score3} |
        | weight | 0.09 | {w2} | {w3} |
        | value | 10 | 5 | −2 |

        e⁻² = 0.14, e⁻¹ = 0.37, e⁰ = 1, e¹ = 2.72, e² = 7.39. The mixed value: {mixed}
    """,
    answers={
        "dot2": number(
            int(_DOTS[1]),
            "query times key of place 2",
            mistakes={
                4: "The last product is 1 · (−1): it takes 1 away.",
                3: "A product is missing: the last is 1 · (−1).",
                2.5: "Multiply, then add up: no division yet.",
                5: "Each number of the query multiplies one of the key, and 0 · 1 is 0: "
                "2 + 0 + 1 − 1.",
                -2: "That is place 1. Its neighbour's key is 1, 1, 1, −1.",
                1: "That is divided by the root already. This line is the sum of products.",
            },
        ),
        "dot3": number(
            int(_DOTS[2]),
            "query times key of place 3",
            mistakes={
                3: "0 · 3 is 0: −2 + 0 + 1 + 1.",
                4: "The first product is 2 · (−1): it takes 2 away.",
                2: "The first product is missing: 2 · (−1).",
                -2: "The last two products are missing: 1 · 1 and 1 · 1.",
                6: "That is the query with itself. Place 3 asks with its query, and is asked by "
                "its key, as all others are.",
            },
        ),
        "score2": number(
            float(_SCORES[1]),
            "the score of place 2",
            tolerance=0.006,
            follows=lambda given: given["dot2"] / 2,
            mistakes={
                2: "That is not divided. Four numbers were multiplied, and the root of 4 is 2.",
                0.5: "That is divided by 4. Divide by its root, 2.",
                2 / 3**0.5: "That is divided by the root of 3, the number of places. What counts "
                "is how many products were added up: 4.",
                2**0.5: "That is divided by the root of 2. The root of 4 is 2.",
                4: "Divide by the root; this is multiplied by it.",
            },
        ),
        "score3": number(
            float(_SCORES[2]),
            "the score of place 3",
            follows=lambda given: given["dot3"] / 2,
            mistakes={2: "0 divided by 2 is 0.", 1: "That is e⁰. The score is 0 divided by 2."},
        ),
        "w2": number(
            float(_W[1]),
            "the weight of place 2",
            tolerance=0.011,
            places=2,
            follows=lambda given: (
                np.exp(given["score2"])
                / (np.exp(-1) + np.exp(given["score2"]) + np.exp(given["score3"]))
            ),
            mistakes={
                0.874: "This comes out of −2, 2 and 0, which are not divided yet, and also where "
                "e⁰ is left out of the sum. The sum is 0.37 + 2.72 + 1.",
                2.72: "That is e¹. Divide it by the sum: 0.37 + 2.72 + 1.",
                0.73: "The sum has three parts: 0.37 + 2.72 + 1. That is without the first.",
                1: "It gets most, not all: 2.72 of 0.37 + 2.72 + 1.",
                0.33: "That is a third. The weights are softmax of the scores.",
            },
        ),
        "w3": number(
            float(_W[2]),
            "the weight of place 3",
            tolerance=0.011,
            places=2,
            follows=lambda given: 1 - _W[0] - given["w2"],
            mistakes={
                0: "A score of 0 still gets a share: e⁰ is 1, of 0.37 + 2.72 + 1.",
                1: "That is e⁰. Divide it by the sum: 0.37 + 2.72 + 1.",
                round(float(_NOT_DIVIDED[2]), 2): "That is softmax of −2, 2 and 0. The scores are "
                "divided by the root first.",
                0.33: "That is a third. The weights are softmax of the scores.",
            },
        ),
        "mixed": number(
            _MIXED,
            "the mixed value",
            tolerance=0.045,
            places=1,
            follows=_mix,
            mistakes={
                13: "That is the sum of the values. Each is multiplied by its weight first.",
                13 / 3: "That is the plain mean. Each value is multiplied by its own weight.",
                5: "That is place 2's value. It has two thirds of the weight; the others have a "
                "say.",
                float(_W[0] * 10 + _W[1] * 5 + _W[2] * 2): "The third value is −2: it takes 0.5 "
                "away.",
                float(_W[0] * 10 + _W[1] * 5): "The third value is missing: 0.24 · (−2).",
            },
        ),
    },
)
by_hand.mistake(
    "The weights of places 2 and 3 have changed places here. The higher score gets the larger one."
)(lambda given: 0.2 < (given["w2"] or 0) < 0.3 and 0.6 < (given["w3"] or 0) < 0.7)
by_hand.hints(
    "First line: multiply number by number and add up, 2 · 1 + 0 · 1 + 1 · 1 + 1 · (−1). A key has "
    "four numbers, and the root of 4 is 2.",
    "Softmax of −1, 1, 0: e of each, divided by 0.37 + 2.72 + 1. Then 10 · 0.09 + 5 · w2 − 2 · w3.",
)
by_hand.why(
    "Place 3 has asked all places, itself too, and taken home a mix. A network does the same with "
    "all places at once."
)
