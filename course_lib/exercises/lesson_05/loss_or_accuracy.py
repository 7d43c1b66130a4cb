"""Lesson 05, Loss functions: the form ``loss_or_accuracy``."""

import math

import numpy as np

from course_lib.checks import blanks, choice, number


def _accuracy(y_true, y_pred):
    return float(np.mean((y_pred > 0.5) == (y_true == 1)))


_TRUE = np.array([1.0, 0.0, 0.0, 1.0])
_A = np.array([0.9, 0.1, 0.2, 0.4])
_B = np.array([0.6, 0.4, 0.3, 0.6])
_LOSS_A, _LOSS_B = float(np.mean((_A - _TRUE) ** 2)), float(np.mean((_B - _TRUE) ** 2))
_MOVES = ("moves", "stays")
_MEASURES = ("accuracy", "loss")


loss_or_accuracy = blanks(
    name="loss_or_accuracy",
    lesson=5,
    minutes=5,
    difficulty=2,
    prompt="Two models, four evenings: fill in, then choose. Losses to three decimals.",
    text=f"""
        |  | Mon | Tue | Wed | Thu | accuracy | squared error, mean |
        |---|---|---|---|---|---|---|
        | true | 1 | 0 | 0 | 1 |  |  |
        | A says | {_A[0]} | {_A[1]} | {_A[2]} | {_A[3]} | {{accuracy_a}} | {{loss_a}} |
        | B says | {_B[0]} | {_B[1]} | {_B[2]} | {_B[3]} | {{accuracy_b}} | {{loss_b}} |

        Nudge A's answer for Thursday from 0.4 to 0.45:
        its accuracy {{accuracy_moves}}, its loss {{loss_moves}}.
        So a network is trained on its {{train_on}}, and people are told its {{report}} as well.
    """,
    answers={
        "accuracy_a": number(
            _accuracy(_TRUE, _A),
            "A's accuracy",
            mistakes={
                1 - _accuracy(_TRUE, _A): "That is the share of the wrong answers. Accuracy is the "
                "share of the right ones.",
                0.5: "Two of four? Take each evening in turn: is the answer on the truth's side of "
                "a half?",
                1.0: "Look at Thursday: 0.4 is below a half, so A says no, and the truth is yes.",
                3.0: "Three of four are right. Accuracy is their share, not their number.",
            },
        ),
        "loss_a": number(
            _LOSS_A,
            "A's loss",
            places=3,
            mistakes={
                float(np.sum((_A - _TRUE) ** 2)): "That is the sum of the squares. Divide by 4.",
                float(np.mean(np.abs(_A - _TRUE))): "That is the mean size of the errors. Square "
                "them first.",
                math.sqrt(_LOSS_A): "That is the root of it. The loss is the mean of the squares.",
            },
        ),
        "accuracy_b": number(
            _accuracy(_TRUE, _B),
            "B's accuracy",
            mistakes={
                0.0: "All four lie on the right side of a half, if narrowly: that counts here.",
                4.0: "Four of four are right. Accuracy is their share, not their number.",
                0.75: "That is A's. All four of B's answers are on the right side of a half.",
                0.5: "Two of four? Take each evening in turn: is the answer on the truth's side of "
                "a half?",
            },
        ),
        "loss_b": number(
            _LOSS_B,
            "B's loss",
            tolerance=0.0006,
            mistakes={
                float(np.sum((_B - _TRUE) ** 2)): "That is the sum of the squares. Divide by 4.",
                float(np.mean(np.abs(_B - _TRUE))): "That is the mean size of the errors. Square "
                "them first.",
                math.sqrt(_LOSS_B): "That is the root of it. The loss is the mean of the squares.",
            },
        ),
        "accuracy_moves": choice(
            "stays", _MOVES, "the accuracy", {"moves": "0.45 still is below a half: still a no."}
        ),
        "loss_moves": choice(
            "moves",
            _MOVES,
            "the loss",
            {"stays": "The error shrinks from 0.6 to 0.55: square both."},
        ),
        "train_on": choice(
            "loss",
            _MEASURES,
            "trained on",
            {"accuracy": "It stayed where it was. What does not answer to a nudge can't teach."},
        ),
        "report": choice(
            "accuracy",
            _MEASURES,
            "told",
            {"loss": "Who uses it asks how often it is right. That is the other one."},
        ),
    },
)


@loss_or_accuracy.mistake(
    "Here A has the larger accuracy. B is more often right; A is nearer to the truth, and so it "
    "has the smaller loss."
)
def _(given):
    a, b = given["accuracy_a"], given["accuracy_b"]
    return a is not None and b is not None and a > b


loss_or_accuracy.hints(
    "Accuracy asks which side of a half each answer lies on. The loss asks how far it is off.",
    "A's errors are 0.1, 0.1, 0.2 and 0.6; square them, add them up, divide by 4.",
)
loss_or_accuracy.why(
    "Accuracy is a switch, like the step function: no slope. The loss is what answers to a nudge."
)
