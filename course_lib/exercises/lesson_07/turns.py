"""Lesson 07, Gradient checks and autograd: the goal ``turns``."""

from course_lib.checks import goal
from course_lib.figures.value_graph import Graph
from course_lib.nn.autograd import Value


def _graph():
    a, b = Value(2), Value(3)
    m = a * b
    s = m + b
    p = m * s
    named = {"a": a, "b": b, "m": m, "s": s, "p": p, "y": p + s}
    # Column by column, how near a value is to y: which is not the order that is needed.
    at = {"y": (3, 0.5), "p": (2, 0), "s": (2, 1), "m": (1, 0), "b": (1, 1), "a": (0, 0)}
    return Graph(named, at)


GRAPH = _graph()
A, B, M, S, P, Y = range(len(GRAPH.names))


def _figure(settings, on_move):
    from course_lib.widgets.value_graph import ValueGraph

    return ValueGraph(_graph(), settings or (), on_move)


def _order(settings):
    return [int(place) for (place,) in settings if place in (M, S, P, Y)]


def _too_early(order, value):
    """Whether a value had its turn, and one of its users had none before."""
    return value in order and not GRAPH.users(value) <= set(order[: order.index(value)])


def _reached(settings):
    grads = GRAPH.grads([GRAPH.turn_of(place) for place in _order(settings)])
    return all(abs(g - r) < 1e-9 for g, r in zip(grads, GRAPH.right, strict=True))


turns = goal(
    name="turns",
    lesson=7,
    minutes=4,
    difficulty=2,
    prompt="m = a · b, s = m + b, p = m · s and y = p + s. Give each of y, p, s and m a turn, in "
    "an order in which all grads come out right. Values are numbered: a 0, b 1, m 2, s 3, p 4, "
    "y 5.",
    right=[[Y], [P], [S], [M]],
    reached=_reached,
    figure=_figure,
    columns=("value",),
    begin="Press a value first.",
)


@turns.mistake(
    "A value has had two turns, and what it had handed on before, it handed on again. One turn for "
    "each: begin again."
)
def _(settings):
    order = _order(settings)
    return len(set(order)) < len(order)


@turns.mistake(
    "The first turn was not y's. Only y has a grad when the walk begins, so any other hands on 0. "
    "Begin again, with y."
)
def _(settings):
    return _order(settings)[:1] not in ([], [Y])


@turns.mistake(
    "m has had its turn before s or p: what those hand to m later gets no further. Begin again, "
    "and look which lines lead away from m."
)
def _(settings):
    return _too_early(_order(settings), M)


@turns.mistake(
    "s has had its turn before p. Both are next to y, and yet p is a user of s: what it hands to s "
    "later gets no further. Begin again."
)
def _(settings):
    return _too_early(_order(settings), S)


@turns.mistake("a and b were made from nothing, so they have nothing to hand on. Begin with y.")
def _(settings):
    return not _order(settings)


@turns.mistake("So far it is right. Whose users have all had their turns by now?")
def _(settings):
    return len(_order(settings)) < len(GRAPH.names) - 2


turns.hints(
    "From each value, lines lead to its users. Whose users have all had a turn? At the start only "
    "y has none that are still to come.",
    "y, then p, since only y uses it. Then s, which p and y use, and last m.",
)
turns.why("There is one order for this graph. It isn't how near a value is to y, but who uses it.")
