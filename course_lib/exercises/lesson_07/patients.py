"""Lesson 07, Gradient checks and autograd: the form ``patients``."""

import numpy as np

from course_lib.checks import blanks, choice
from course_lib.exercises.lesson_07.relative_error import relative_error


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
    "z": "Then kernel 2's gradient would be wrong, which is made from what layer 1 says.",
    "bias": "Then both kernels would be right.",
}


def _cause(bug: str, label: str):
    others = {_CAUSES[name]: text for name, text in _SYMPTOMS.items() if name != bug}
    return choice(_CAUSES[bug], list(_CAUSES.values()), label, others)


patients = blanks(
    name="patients",
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
