"""Lesson 06, Backpropagation: the goal ``quiet_w1``."""

from course_lib.checks import goal
from course_lib.exercises.lesson_06.gradients import gradients

NAMES = ("w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3", "x1", "x2")
FIRST = dict(zip(NAMES, (1, 1, 0, 1, 1, 0, 1, 1, 0, -2, -1), strict=True))
Y_TRUE = 1


def _figure(settings, on_move):
    from course_lib.nn.layers import Dense, Input
    from course_lib.nn.models import Sequential
    from course_lib.widgets.network import network

    hidden, output = (Dense(n, "sigmoid", kernel_initializer="ones") for n in (2, 1))
    model = Sequential([Input((2,)), hidden, output])
    model.compile("sgd", loss="mse")
    return network(
        model, [FIRST["x1"], FIRST["x2"]], Y_TRUE, gradients=True,
        on_move=on_move, moved=dict(zip(NAMES, settings[0], strict=True)) if settings else None,
    )  # fmt: skip


def _now(settings):
    return dict(zip(NAMES, settings[-1], strict=True))


def _moved(settings):
    now = _now(settings)
    return {name for name in NAMES if abs(now[name] - FIRST[name]) > 1e-6}


def _d_w1(now):
    x, w = (now["x1"], now["x2"]), (now[f"w{i}"] for i in range(1, 7))
    return float(gradients.reference(*x, Y_TRUE, *w, now["b1"], now["b2"], now["b3"])[0])


_AT_FIRST = _d_w1(FIRST)


def _is_quiet(settings):
    return abs(_d_w1(_now(settings))) < _AT_FIRST / 100


quiet_w1 = goal(
    name="quiet_w1",
    lesson=6,
    minutes=4,
    difficulty=2,
    prompt="Make d_w1 less than a hundredth of the 0.02147 that it is at first, without touching "
    "x1 and w5.",
    right=[[1, 1, 10, 1, 1, 0, 1, 1, 0, -2, -1]],
    reached=lambda settings: _is_quiet(settings) and not _moved(settings) & {"x1", "w5"},
    figure=_figure,
    columns=NAMES,
)


@quiet_w1.mistake(
    "x1 has moved. Of course d_w1 follows what w1 multiplies; find a factor in the middle of the "
    "product. Press Reset."
)
def _(settings):
    return "x1" in _moved(settings)


@quiet_w1.mistake(
    "w5 has moved. A neuron that is not heard can't be blamed, as you have seen; find another "
    "factor. Press Reset."
)
def _(settings):
    return "w5" in _moved(settings)


@quiet_w1.mistake(
    "Only h2's own numbers have moved. They are not on the way from the loss to w1; only through "
    "o1 do they change a little. Look at the factors of the product."
)
def _(settings):
    return bool(_moved(settings)) and _moved(settings) <= {"w3", "w4", "b2", "w6"}


@quiet_w1.mistake(
    "d_w1 is larger than at first. Turn round, and watch which factor of the product grows."
)
def _(settings):
    return abs(_d_w1(_now(settings))) > _AT_FIRST + 1e-9


@quiet_w1.mistake(
    "d_w1 is smaller than at first, and not yet less than a hundredth. Go on, and watch which "
    "factor shrinks."
)
def _(settings):
    return not _is_quiet(settings) and abs(_d_w1(_now(settings))) < _AT_FIRST - 1e-9


@quiet_w1.mistake("d_w1 is as it was at first. Move something that is on its way.")
def _(settings):
    return abs(abs(_d_w1(_now(settings))) - _AT_FIRST) <= 1e-9


quiet_w1.hints(
    "Two of the factors have the form a · (1 − a), and lesson 02 showed where that is next to 0.",
    "Drag b1 up to 10, so that h1 says 0.999. Or drag b3 up, so that o1 says 0.999 and there is "
    "nothing left to mend.",
)
quiet_w1.why(
    "One factor that is next to 0 is enough, wherever it stands. A saturated neuron passes no "
    "blame on, even where it is wrong: in deep networks that stops the learning of all layers "
    "before it."
)
