"""A graph of Values: where it stands, whose turn it is, and what is handed on."""

import itertools

import numpy as np
import pytest

from course_lib import widgets
from course_lib.exercises.lesson_07.turns import GRAPH, turns
from course_lib.figures.value_graph import Graph
from course_lib.figures.value_layout import BOX, Layout
from course_lib.nn.autograd import Value
from course_lib.widgets.value_graph import AT_ONCE, OWN, USERS_FIRST, ValueGraph


def diamond():
    a, b = Value(2), Value(3)
    m = a * b
    p = m * m
    return {"a": a, "b": b, "m": m, "p": p, "y": m + p}


def random_graph(rng):
    """Sums, products and squeezes of what is there already; the last is made from all."""
    values = [Value(x) for x in rng.normal(size=3)]
    for _ in range(4):
        one, other = (values[i] for i in rng.integers(len(values), size=2))
        values.append([one + other, one * other, one.tanh()][rng.integers(3)])
    history = (values[-1] * values[-2]).history()
    return {f"v{i}": value for i, value in enumerate(history)}


@pytest.mark.parametrize("seed", range(5))
def test_all_users_first_gives_the_grads_of_autograd(seed):
    named = random_graph(np.random.default_rng(seed))
    graph = Graph(named)
    list(named.values())[-1].backward()
    assert graph.right == pytest.approx([value.grad for value in named.values()])


@pytest.mark.parametrize("seed", range(5))
def test_at_once_is_the_function_that_hands_on_at_once(seed):
    named = random_graph(np.random.default_rng(seed))

    def hasty_backward(value):
        for source, slope in value.sources:
            source.grad += value.grad * slope
            hasty_backward(source)

    result = list(named.values())[-1]
    result.grad = 1.0
    hasty_backward(result)
    graph = Graph(named)
    assert graph.grads(graph.at_once()) == pytest.approx([v.grad for v in named.values()])


def test_nothing_is_written_into_the_values():
    named = diamond()
    figure = widgets.value_graph(**named)
    figure.step()
    figure.press("y")
    assert [value.grad for value in named.values()] == [0, 0, 0, 0, 0]


def test_a_press_leaves_the_order_and_keeps_the_grads():
    figure = widgets.value_graph(**diamond())
    assert figure.shown["order"] == AT_ONCE
    figure.step()
    assert figure.press("m") == "m hands on its grad of 1: 1 · 3 = 3 to a and 1 · 2 = 2 to b."
    assert (figure.shown["order"], figure.shown["more"]) == (OWN, False)
    before = figure.readout
    assert figure.press("a") == before  # it was made from nothing
    figure.begin(USERS_FIRST)
    assert figure.grads == [0, 0, 0, 0, 1]


def test_a_view_is_answered_whatever_it_asks():
    figure, sent = widgets.value_graph(**diamond()), []
    figure.send = sent.append
    for message in (
        {"type": "step"},
        {"type": "press", "place": 0},
        {"type": "begin", "order": USERS_FIRST, "clear": True},
    ):
        figure._on_message(figure, message, [])
    assert sent == [{"type": "answer"}] * 3
    assert figure.shown["order"] == USERS_FIRST


def test_who_has_no_name_or_no_place_is_told_so():
    named = diamond()
    with pytest.raises(ValueError, match=r"has a name, and no other\. Received a, b, y"):
        widgets.value_graph(a=named["a"], b=named["b"], y=named["y"])
    with pytest.raises(ValueError, match="for a history of 5 values"):
        widgets.value_graph(other=Value(1), **named)


def test_the_still_says_what_it_shows():
    figure = widgets.value_graph(**diamond())
    figure.step()
    data, metadata = figure._repr_mimebundle_()
    assert data["text/plain"] == "y hands on its grad of 1: 1 · 1 = 1 to m."
    assert data["image/png"].startswith(b"\x89PNG")
    alt = metadata["image/png"]["alt"]
    assert "m to p, slope 6; m to p, slope 6" in alt
    assert alt.endswith(data["text/plain"])


def test_a_goal_begins_where_it_was_left_and_lets_go():
    figure = ValueGraph(GRAPH, turns.right_answer, turns.moved)
    assert "✔ Correct" in figure.readout
    figure.begin()
    assert figure.shown["note"] == ""
    figure.close()
    assert figure._on_move is None


@pytest.mark.parametrize("layout", [Graph(diamond()).layout, GRAPH.layout], ids=["own", "given"])
def test_nothing_stands_on_anything_else(layout):
    (width, height), boxes = BOX, layout.places
    for (x, y), (other_x, other_y) in itertools.combinations(boxes, 2):
        assert abs(x - other_x) > width or abs(y - other_y) > height
    labels = [line["label"] for line in layout.lines]
    for (x, y), (box_x, box_y) in itertools.product(labels, boxes):
        assert abs(x - box_x) > width / 2 + 8 or abs(y - box_y) > height / 2 + 6
        assert 0 < x < layout.width
        assert 8 < y < layout.height
    for (x, y), (other_x, other_y) in itertools.combinations(labels, 2):
        assert abs(x - other_x) > 28 or abs(y - other_y) > 14


def test_a_line_that_passes_a_box_goes_round_it():
    layout = Layout(["a", "b", "c"], [(0, 1), (1, 2), (0, 2)], {})
    straight, _, round_it = layout.lines
    assert straight["label"][1] == layout.places[0][1]
    assert round_it["label"][1] < layout.places[1][1] - BOX[1] / 2 - 8
