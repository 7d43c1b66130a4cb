"""The numbers that lesson 01 states, computed here once more and found in what it stores."""

import warnings

import nbformat
import numpy as np
import pytest

from course_lib import Neuron, activations
from course_lib.checks import State
from course_lib.exercises.lesson_01 import both, sigmoid, tipping_point, weighted_sum
from course_lib.figures import evenings, sharpness
from tests.lessons.stored import printed


def alt_text(lesson, code):
    """What the picture under the cell in which this code stands says to those who can't see it."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and code in c.source]
    return " ".join(o["metadata"]["image/png"]["alt"] for o in cell.outputs)


def test_the_first_neuron(lesson, prose):
    friend = Neuron(weights=[0, 1], bias=4)
    assert round(float(friend([2, 3])), 3) == 0.999
    assert printed(lesson, "z = 0 * 2 + 1 * 3 + 4") == str(int(friend.z)) == "7"
    assert printed(lesson, "round(float(a), 3)") == "0.999"
    assert "0.999: your friend takes the coat" in prose
    friend([4, 6])
    assert friend.z == 10
    assert "10.0" in alt_text(lesson, "figures.neuron_diagram")


def test_the_sliders_come_before_the_code(lesson):
    """Drag first: below the title, one cell imports, one asks, the third moves."""
    code = [cell.source for cell in lesson.cells[1:] if cell.cell_type == "code"]
    assert code[2].startswith("widgets.neuron(")


def test_the_squeezed_sums(lesson, prose):
    sums = np.array([-7, -1, 0, 1, 7])
    squeezed = activations.sigmoid(sums)
    assert printed(lesson, "sums = np.array") == f"{squeezed.round(3)}\n"
    assert squeezed[2] == 0.5
    assert squeezed[0] + squeezed[-1] == pytest.approx(1)
    assert 1 / 3 < squeezed[4] / squeezed[3] - 1 < 0.4
    assert "the answer grows by little more than a third" in prose


def test_where_e_to_the_power_of_a_sum_overflows(prose):
    assert np.isfinite(np.exp(709.0))
    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        np.exp(710.0)
    assert "$e^{709}$ still fits; $e^{710}$ does not" in prose


def test_the_check_and_the_course_agree_on_the_overflow(lesson):
    """The bare line is refused; within errstate it is taken, and so the course calls its own."""

    def bare(z):
        return 1 / (1 + np.exp(-z))

    def meant(z):
        with np.errstate(over="ignore"):
            return bare(np.asarray(z))

    assert sigmoid(bare).state is State.NOT_YET
    assert "np.errstate" in repr(sigmoid(bare))
    assert sigmoid(meant).state is State.CORRECT
    assert sigmoid(lambda z: activations.sigmoid(z)).state is State.CORRECT
    assert "1 / (1 + np.exp(-z))" in printed(lesson, "getsource(neuron.activation.forward)")
    assert printed(lesson, 'with np.errstate(over="ignore")') == "0.0\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Neuron([0, 1], 4)([0.0, -1000.0]) == 0


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("03_network", "[2, 3]"), ("04_layers", "layer"), ("06_backprop", "[-2, -1]"),
        ("07_gradient_check", "[-2, -1]"),
    ],
)  # fmt: skip
def test_where_lessons_write_the_bare_line_nothing_overflows(project, name, call):
    notebook = nbformat.read(project / "notebooks" / f"{name}.ipynb", as_version=4)
    bare = [c for c in notebook.cells if "return 1 / (1 + np.exp(-z))" in c.source]
    assert bare, f"{name} no longer writes the line: strike it here, and in lesson 01"
    said = [o.get("text", "") for c in notebook.cells for o in c.get("outputs", ())]
    assert not any("overflow" in text for text in said if isinstance(text, str))


def test_where_the_line_lies(lesson, prose):
    def at(w, b, x1=0.0):
        return tipping_point.reference(x1, np.array(w), b)

    assert [at([0, 1], b) for b in (4, -4)] == [-4, 4]
    assert "With b = 4 it lies at a cold of -4" in prose
    assert at([0, 2], 4) == -2  # double_weight
    assert printed(lesson, "-(1 * 2 + -4) / 2") == "1.0"
    assert Neuron([1, 2], -4)([2, 1]) == 0.5
    assert Neuron([1, 2], -4)([2, 1.1]) > 0.5


def test_three_times_the_numbers_a_third_of_the_width(prose):
    mild, sharp = (sharpness.band(np.array([k, k])) for k in (1.0, 3.0))
    assert mild == pytest.approx(3 * sharp)
    along = np.array([1.0, 1.0]) / np.sqrt(2)  # across the line x1 + x2 = 1
    for k, width in ((1, mild), (3, sharp)):
        ends = [along * (1 / np.sqrt(2) + side * width / 2) for side in (-1, 1)]
        answers = [float(Neuron([k, k], -k)(end)) for end in ends]
        assert answers == pytest.approx([0.1, 0.9])
    assert "the band is a third as wide" in prose


def test_the_second_exercise_begins_with_code_that_runs(lesson):
    (cell,) = [c for c in lesson.cells if "def weighted_sum" in c.source]
    space = {}
    exec(cell.source.partition("\n\ncheck.")[0], space)
    answer = weighted_sum(space["weighted_sum"])
    assert answer.state is State.NOT_YET
    assert "Only the first two inputs count" in repr(answer)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ([1, 1, -4], "not sure yet"),
        ([0.1, 0.1, -0.4], "not sure yet"),
        ([0, 1, 4], "don't both speak for a coat"),
        ([2, -1, 0], "don't both speak for a coat"),
        ([1, 1, 0], "bring b down"),
        ([1, 1, -8], "bring b up"),
        ([0.1, 2, -7], "The line has to turn"),
    ],
)
def test_what_is_said_of_a_neuron_that_misses_the_goal(settings, words):
    judged = both.judge([[float(number) for number in settings]])
    assert judged.state is State.NOT_YET
    assert words in judged.sentences[0]


def test_a_goal_is_reached_by_many_neurons_and_its_marks_are_right():
    for settings in ([1.5, 1.5, -6.0], [2.0, 1.7, -7.5], [3.0, 3.0, -12.0]):
        assert both.judge([settings]).state is State.CORRECT
        coat, none = evenings.outputs(settings[:2], settings[2])
        neuron = Neuron(settings[:2], settings[2])
        assert coat.tolist() == pytest.approx([neuron(x) for x in evenings.COAT])
        assert none.tolist() == pytest.approx([neuron(x) for x in evenings.NO_COAT])


def test_exercise_six_has_squares_that_no_line_is_right_about():
    """ "On your own": a square between discs lies on their side of every line that they are on."""
    middle = evenings.COAT.mean(axis=0)
    rng = np.random.default_rng(0)
    for w, b in zip(rng.normal(size=(500, 2)), rng.normal(scale=4, size=500), strict=True):
        if (evenings.COAT @ w + b > 0).all():
            assert middle @ w + b > 0
