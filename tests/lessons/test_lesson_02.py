"""The numbers that lesson 02 states, computed here once more and found in what it stores."""

import re
from itertools import pairwise

import numpy as np
import pytest

from course_lib import Neuron, activations
from course_lib.checks import State
from course_lib.exercises.lesson_02 import leaky_relu, stays_awake


def printed(lesson, code):
    """What the cell that begins with this code has stored."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and c.source.startswith(code)]
    return "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)


def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def slope(f, z):
    return (f(z + 1e-6) - f(z - 1e-6)) / 2e-6


def test_the_sigmoids_slope(lesson):
    assert printed(lesson, "sigmoid = activations") == "0.197"
    assert printed(lesson, "round(float(neuron.a") == "0.197"
    assert round(slope(activations.sigmoid, 1.0), 3) == 0.197
    z = np.linspace(-8, 8, 1601)
    assert slope(activations.sigmoid, z).max() == pytest.approx(0.25)
    assert "never above 0.25" in prose(lesson)
    assert round(slope(activations.sigmoid, 6.0), 3) == 0.002
    assert "at 6 it is 0.002" in prose(lesson)


def test_the_slopes_far_out(lesson):
    assert round(slope(activations.sigmoid, -3.0), 3) == 0.045
    assert round(slope(activations.tanh, -3.0), 3) == 0.01
    assert "at 0.045 and 0.01" in prose(lesson)
    assert slope(activations.leaky_relu, -3.0) == pytest.approx(0.2)


def test_ten_sigmoids_pass_on_a_millionth(lesson):
    assert printed(lesson, 'f"{0.25**10') == "'0.0000010'"
    assert 0.9e-6 < 0.25**10 < 1.1e-6


def test_two_linear_neurons_are_one(lesson):
    first = Neuron([2], 1, "linear")
    second = Neuron([3], -4, "linear")
    for x in (-1, 0, 5):
        assert second([first([x])]) == Neuron([6], -1, "linear")([x])
    assert (
        printed(lesson, "first = Neuron") == printed(lesson, "one = Neuron") == "[-7.0, -1.0, 29.0]"
    )
    first.activation = activations.relu
    bent = [float(second([first([x])])) for x in (-1, 0, 5)]
    assert printed(lesson, "first.activation") == str(bent) == "[-4.0, -1.0, 29.0]"
    assert (bent[1] - bent[0]) / 1 != (bent[2] - bent[1]) / 5  # no straight line


def test_the_table_of_minutes_adds_up(lesson):
    minutes = [int(m) for m in re.findall(r"^\*(\d+) minutes?, difficulty", prose(lesson), re.M)]
    assert f"{sum(minutes)} to solve" in prose(lesson)


def test_tanh_is_four_times_as_steep_in_the_middle_and_falls_silent_sooner(lesson):
    assert slope(activations.tanh, 0.0) == pytest.approx(1, abs=1e-4)
    assert slope(activations.sigmoid, 0.0) == pytest.approx(1 / 4)
    assert "tanh answers four times as strongly as the sigmoid" in prose(lesson)
    z = np.linspace(0, 4, 4001)
    steeper = slope(activations.sigmoid, z) > slope(activations.tanh, z)
    assert 1.6 < z[steeper.argmax()] < 1.75  # "near 1.7"
    assert steeper[steeper.argmax() :].all()
    assert 2.15 < z[(slope(activations.tanh, z) < 0.05).argmax()] < 2.2


@pytest.mark.parametrize(
    ("z", "words"),
    [
        (0.2, "four times as steep"), (-0.5, "four times as steep"), (1.2, "still the steeper"),
        (-1.5, "still the steeper"), (2.5, "Come back a little"), (-2.3, "Come back a little"),
        (3.4, "both are saturated"), (-4.0, "both are saturated"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_place_that_misses_the_goal(z, words):
    judged = stays_awake.judge([[z]])
    assert judged.state is State.NOT_YET
    assert words in judged.sentences[0]


def test_both_sides_reach_the_goal():
    reached = [round(z, 1) for z in np.linspace(-4, 4, 81) if stays_awake([[round(z, 1)]])]
    assert reached == [-2.1, -2.0, -1.9, -1.8, -1.7, 1.7, 1.8, 1.9, 2.0, 2.1]


def test_each_function_is_drawn_as_it_enters(lesson):
    code = [cell.source for cell in lesson.cells if cell.cell_type == "code"]
    drawn = [eval(c.replace("widgets.rivals", "_rivals"), {"_rivals": lambda *names, z: names})
             for c in code if c.startswith("widgets.rivals(")]  # fmt: skip
    assert drawn[-1] == ()  # all seven
    for fewer, more in pairwise(drawn[:-1]):
        assert more[: len(fewer)] == fewer
    first = next(i for i, c in enumerate(code) if c.startswith("widgets.rivals("))
    assert first < next(i for i, c in enumerate(code) if c.startswith("def "))


def test_what_is_to_be_changed_is_a_relu(lesson):
    (cell,) = [c for c in lesson.cells if "def leaky_relu" in c.source]
    space = {"np": np}
    exec(cell.source.partition("\n\ncheck.")[0], space)
    answer = leaky_relu(space["leaky_relu"])
    assert answer.state is State.NOT_YET
    assert "does not drip" in repr(answer)
