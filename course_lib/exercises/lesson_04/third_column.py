"""Lesson 04, Layers and batches: the goal ``third_column``."""

import numpy as np

from course_lib.checks import goal

X = np.array([[1.0, 2.0], [2.0, 3.0], [0.0, 0.0], [-1.0, 4.0]])
KERNEL = np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 0.0]])
BIAS = np.array([0.5, -1.0, 0.0])
NAMES, INPUTS = ("Mon", "Tue", "Wed", "Thu"), ("wind", "cold")
RIGHT = (-1.0, 1.0, -2.0)  # wind's weight, cold's weight, bias
WANTED = X @ RIGHT[:2] + RIGHT[2]
_FREE = 2


def _figure(settings, on_move):
    from course_lib.widgets.matrix_product import MatrixProduct

    kernel, bias = KERNEL.copy(), BIAS.copy()
    if settings:
        *kernel[:, _FREE], bias[_FREE] = settings[-1]
    return MatrixProduct(
        X, kernel, bias, NAMES, INPUTS, _FREE, WANTED.tolist(), on_move, [0.0, 0.0, 0.0]
    )


def _right_rows(settings) -> np.ndarray:
    *w, b = settings[-1]
    return np.isclose(X @ w + b, WANTED, atol=1e-6)


third_column = goal(
    name="third_column",
    lesson=4,
    minutes=4,
    difficulty=2,
    prompt="Give h3 its two weights and its bias, so that its sums are −1, −1, −2 and 3.",
    right=[list(RIGHT)],
    reached=lambda settings: bool(_right_rows(settings).all()),
    figure=_figure,
    columns=("wind's weight", "cold's weight", "bias"),
    begin="Change a number of h3 first.",
)


@third_column.mistake(
    "Wed is not right yet. Its inputs are both 0, so no weight can change its sum: all that is "
    "left of it is the bias. Begin there."
)
def _(settings):
    return not _right_rows(settings)[2]


@third_column.mistake(
    "The bias is right: Wed's sum is −2. Now the weights. Mon asks for 1·wind's weight + 2·cold's "
    "weight = 1."
)
def _(settings):
    return not np.any(settings[-1][:2])


@third_column.mistake(
    "These are the right weights, each in the other's place: more wind should make the sum smaller."
)
def _(settings):
    return tuple(settings[-1]) == (RIGHT[1], RIGHT[0], RIGHT[2])


@third_column.mistake(
    "Mon and Wed are right. Many pairs of weights give Mon its sum; only one of them gives Tue and "
    "Thu theirs too. Make wind's weight smaller by 2, and cold's larger by 1: what does Mon do?"
)
def _(settings):
    right = _right_rows(settings)
    return bool(right[0] and not right.all())


@third_column.mistake(
    "The bias is right, and one of the evenings. All four share one column of weights: look at two "
    "evenings at once, Mon and Tue."
)
def _(settings):
    return 1 < _right_rows(settings).sum() < len(X)


@third_column.mistake(
    "The bias is right, and Wed is the only evening that is. Tue has one wind and one cold more "
    "than Mon, and the same sum is wanted: so the two weights add up to 0."
)
def _(settings):
    return _right_rows(settings).sum() == 1


third_column.hints(
    "On Wed both inputs are 0. Which of h3's three numbers is its sum made of, then?",
    "Tue has one wind and one cold more than Mon, and the same sum: the two weights cancel. With "
    "the bias at −2, Mon says 1·w + 2·(−w) − 2 = −1.",
)
third_column.why(
    "A column and a bias are all there is of a neuron. You have found them from the answers that "
    "were wanted; training does the same, for thousands of columns at a time."
)
