"""The numbers that lesson 02 states, computed here once more and found in what it stores."""

import re

import nbformat
import numpy as np
import pytest

from course_lib import Neuron, activations


@pytest.fixture(scope="module")
def lesson(project):
    return nbformat.read(project / "notebooks" / "02_activations.ipynb", as_version=4)


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
