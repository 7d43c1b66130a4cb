"""The numbers that lesson 03 states, computed here once more and found in what it stores."""

import json

import numpy as np
import pytest

from course_lib import Neuron
from course_lib.checks import State
from course_lib.exercises import lesson_03 as check
from course_lib.exercises.lesson_03.four_of_four import FIRST, NAMES
from course_lib.exercises.lesson_03.trace import _H1, _H2, _O1, _RAW, _X
from tests.lessons.stored import printed

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)["feedforward_2_2_1"]


def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def test_the_textbook_network_by_hand_by_neuron_and_as_a_whole(lesson, textbook):
    neuron = Neuron(textbook["all_weights"], textbook["all_biases"])
    h = float(neuron(textbook["inputs"]))
    output = float(neuron([h, h]))
    assert (h, output) == (textbook["h1"], textbook["output"])
    assert output == 0.7216325609518421
    assert printed(lesson, "a2 = sigmoid(w @ x)") == f"h1 = {h:.4f}   h2 = {h:.4f}\n"
    assert printed(lesson, "o1 = {sigmoid(w @ a)") == f"o1 = {output:.4f}\n"
    assert printed(lesson, "o1([h1(x), h2(x)])") == f"{output:.4f}  {output:.4f}\n"
    assert prose(lesson).count("0.7216") == 3
    assert "h1 and h2 are 0.9526 and o1 is 0.7216" in prose(lesson)


def test_the_textbook_numbers_pass_the_exercises_too(textbook):
    zero_one = (np.array(textbook["all_weights"]), 0)
    x = np.array(textbook["inputs"])
    assert check.run.reference(x, [[zero_one] * 2, [zero_one]])[0] == textbook["output"]
    assert check.forward.reference(*x, 0, 1, 0, 1, 0, 1, 0, 0, 0) == textbook["output"]


def test_the_first_figure_begins_with_h1_silenced(lesson):
    assert printed(lesson, "widgets.network(model, x=[2, 3])") == (
        "x1 = 2, x2 = 3. h1 = 0.953, h2 = 0.953, o1 = 0.722: undecided, leaning to yes."
    )
    assert printed(lesson, "for neuron in layer.neurons") == "w = [0. 1.]  b = 0.0\n" * 3


def test_the_corner_is_where_both_are_above_2():
    def bent(x1, x2):
        h1, h2 = Neuron([5, 0], -10), Neuron([0, 5], -10)
        return float(Neuron([10, 10], -15)([h1([x1, x2]), h2([x1, x2])]))

    yes = [(x1, x2) for x1 in (1, 3) for x2 in (1, 3) if bent(x1, x2) > 0.5]
    assert yes == [(3, 3)]


def right(neuron, wanted):
    return sum((neuron(corner) > 0.5) == bool(y) for corner, y in zip(CORNERS, wanted, strict=True))


def test_the_single_neuron_says_or_and_from_minus_4_to_minus_8_and():
    assert right(Neuron([4, 4], -2), [0, 1, 1, 1]) == 4
    assert right(Neuron([4, 4], -2), [0, 0, 0, 1]) == 2
    for b, expected in ((-3.9, 2), (-4.1, 4), (-7.9, 4), (-8.1, 3)):
        assert right(Neuron([4, 4], b), [0, 0, 0, 1]) == expected


def test_one_neuron_gets_3_of_xor_and_never_4():
    assert right(Neuron([4, 4], -2), [0, 1, 1, 0]) == 3
    rng = np.random.default_rng(3)
    for w1, w2, b in rng.normal(scale=10, size=(2000, 3)):
        assert right(Neuron([w1, w2], b), [0, 1, 1, 0]) <= 3


def test_or_and_as_a_layer_make_two_corners_one_and_then_xor_is_easy():
    said = [
        tuple(round(float(Neuron([10, 10], b)(corner))) for b in (-5, -15)) for corner in CORNERS
    ]
    assert said == [(0, 0), (1, 0), (1, 0), (1, 1)]
    answers = [check.xor.reference(*corner) for corner in CORNERS]
    np.testing.assert_allclose(answers, [0, 1, 1, 0], atol=0.01)


def test_the_goal_begins_with_or_and_and_with_o1_deaf(lesson):
    w = dict(zip(NAMES, FIRST, strict=True))
    for name, (w1, w2, b) in {"or": ("w1", "w2", "b1"), "and": ("w3", "w4", "b2")}.items():
        wanted = [0, 1, 1, 1] if name == "or" else [0, 0, 0, 1]
        assert right(Neuron([w[w1], w[w2]], w[b]), wanted) == 4
    assert (w["w5"], w["w6"], w["b3"]) == (0, 0, 0)
    assert "On 2 of 4 rows" in printed(lesson, "check.four_of_four")


def test_only_a_w6_below_0_gets_all_four():
    rng = np.random.default_rng(4)
    reached = [
        w6
        for w5, w6, b3 in rng.uniform(-10, 10, size=(3000, 3))
        if check.four_of_four.judge([[*FIRST[:4], w5, w6, *FIRST[6:8], b3]]).state is State.CORRECT
    ]
    assert len(reached) > 50
    assert max(reached) < 0
    assert check.sign_of_w6.answer == "below 0"


def test_the_trace_is_what_the_exercise_computes():
    answers = check.trace.right_answer
    x, h1, h2, o1 = _X, _H1, _H2, _O1
    whole = check.forward.reference(*x, *h1[:2], *h2[:2], *o1[:2], h1[2], h2[2], o1[2])
    assert float(answers["o1"]) == pytest.approx(whole, abs=0.0005)
    assert answers["o1"] == "0.292"  # lesson 04 comes back to it
    assert check.trace.judge(answers).state is State.CORRECT
    swapped = {**answers, "z_o1": str(_RAW)}
    judged = check.trace.judge(swapped)
    assert judged.state is State.NOT_YET
    assert any("It never sees them" in str(said) for said in judged.remarks.values())
