"""Lesson 10, Keras: the goal ``same_price``."""

from itertools import pairwise

from course_lib.checks import goal

INPUTS, OUTPUTS = 64, 10
FIRST = (1, 32)  # hidden layers, neurons in each: the lesson's reader of digits


def count(hidden: float, units: float) -> int:
    """The parameters of a reader of digits with these hidden layers.

    >>> count(*FIRST), count(2, 23), count(0, 5)
    (2410, 2287, 650)
    """
    widths = [INPUTS, *[int(units)] * int(hidden), OUTPUTS]
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise(widths))


PRICE = count(*FIRST)


def _figure(settings, on_move):
    from course_lib.widgets.architecture import HiddenSizes

    return HiddenSizes(INPUTS, OUTPUTS, FIRST, settings[-1] if settings else FIRST, on_move)


same_price = goal(
    name="same_price",
    lesson=10,
    minutes=3,
    difficulty=2,
    prompt="64 pixels, ten outputs, and one hidden layer of 32: 2,410 parameters. Find two hidden "
    "layers, both of the same size, that have exactly as many.",
    right=[[2, 24]],
    reached=lambda settings: settings[-1][0] == 2 and count(*settings[-1]) == PRICE,
    figure=_figure,
    columns=("hidden layers", "neurons in each"),
)


@same_price.mistake(
    "Without a hidden layer nothing is left but the output, with 65 · 10 = 650. Drag hidden layers "
    "to 2."
)
def _(settings):
    return settings[-1][0] == 0


@same_price.mistake(
    "There is one hidden layer still. Drag hidden layers to 2, and see what the second one costs."
)
def _(settings):
    return settings[-1][0] == 1


@same_price.mistake("There are three hidden layers; asked for are two.")
def _(settings):
    return settings[-1][0] == 3


@same_price.mistake(
    "That is more than 2,410. A neuron less is one less in both layers, and the second hidden "
    "layer shrinks in both directions."
)
def _(settings):
    return count(*settings[-1]) > PRICE


@same_price.mistake("That is less than 2,410: you can afford more neurons in each.")
def _(settings):
    return count(*settings[-1]) < PRICE


same_price.hints(
    "The second hidden layer has n · n weights and n biases. 32 in each are too many: go down, and "
    "watch “in all”.",
    "With n in each it is 65n + (n + 1)n + 10(n + 1), and n lies between 20 and 30.",
)
same_price.why(
    "24 and 24 cost what 32 alone did: the 25 · 24 between the two are paid by 8 neurons that each "
    "had 64 inputs, a bias, and 10 outputs to lead to."
)
