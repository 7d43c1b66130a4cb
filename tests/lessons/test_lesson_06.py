"""The numbers that lesson 06 states, computed here once more and found in what it stores."""

import json

import numpy as np
import pytest

from course_lib import Dense, Input, Neuron, Sequential, data, numerical_gradient
from course_lib.checks import State
from course_lib.exercises import lesson_06 as check
from course_lib.exercises.lesson_06.derivation import _FO1, _X
from course_lib.exercises.lesson_06.trace_network import H1, H2, O1
from course_lib.nn.activations import sigmoid
from tests.lessons.stored import printed

ALICE = (-2.0, -1.0, 1.0, *[1.0] * 6, *[0.0] * 3)


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)["backprop_alice"]


def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def test_alice_is_the_textbooks(lesson, textbook):
    known, _ = data.people()
    assert known.names[0] == "Alice"
    assert known.x[0].tolist() == textbook["inputs"] == list(ALICE[:2])
    assert "Alice weighs 133 pounds and is 65 inches tall" in prose(lesson)
    h = float(Neuron([1, 1], 0)(textbook["inputs"]))
    o1 = float(Neuron([1, 1], 0)([h, h]))
    assert (h, o1) == (pytest.approx(textbook["h1"]), pytest.approx(textbook["output"]))
    assert printed(lesson, "h1 = {h1:.4f}") == (
        f"h1 = {h:.4f}   h2 = {h:.4f}   o1 = {o1:.4f}   loss = {(1 - o1) ** 2:.4f}\n"
    )
    assert "h1 and h2 are 0.0474" in prose(lesson)
    assert "The output o1 is 0.5237" in prose(lesson)


def test_the_nine_slopes_are_the_textbooks_and_the_measured_ones(lesson, textbook):
    nine = check.gradients.reference(*ALICE)
    assert nine[0] == pytest.approx(textbook["dL_dw1"], rel=1e-14)
    assert f"{nine[0]:.5f}" == "0.02147"
    assert "d_w1 = 0.02147" in printed(lesson, "d_w1 = dz_h1 * x1")
    assert printed(lesson, "d_b1 = dz_h1 * x2, dz_h1") == (
        f"d_w2 = {nine[1]:.6f}  d_b1 = {nine[6]:.5f}  d_w5 = {nine[4]:.5f}  d_b3 = {nine[8]:.5f}\n"
    )
    rng = np.random.default_rng(6)
    x1, x2, y_true = rng.normal(size=3)
    numbers = rng.normal(size=9)

    def loss(numbers):
        w1, w2, w3, w4, w5, w6, b1, b2, b3 = numbers
        h1, h2 = sigmoid(w1 * x1 + w2 * x2 + b1), sigmoid(w3 * x1 + w4 * x2 + b2)
        return (sigmoid(w5 * h1 + w6 * h2 + b3) - y_true) ** 2

    np.testing.assert_allclose(
        check.gradients.reference(x1, x2, y_true, *numbers),
        numerical_gradient(loss, numbers),
        rtol=1e-6,
        atol=1e-10,
    )


def test_the_story_of_0_0214(lesson, textbook):
    product = -0.952 * 0.249 * -0.0904
    assert f"{product:.4f}" == "0.0214" == str(textbook["published_dL_dw1"])
    h, o1 = textbook["h1"], textbook["output"]
    factors = 2 * (o1 - 1), o1 * (1 - o1), h * (1 - h) * -2
    assert [round(f, 3) for f in factors[:2]] == [-0.953, 0.249]
    assert round(factors[2], 4) == -0.0904
    assert printed(lesson, "from rounded factors") == (
        "0.0214 from rounded factors, 0.0215 from exact ones\n"
    )
    stages = "-0.9526", "0.2494", "0.0452"
    for stage, value in zip(stages, (*factors[:2], h * (1 - h)), strict=True):
        assert stage == f"{value:.4f}"
        assert stage in prose(lesson)


def test_without_the_2_alice_confirms_the_wrong_number(lesson, textbook):
    nine = check.gradients.reference(*ALICE)
    assert nine[0] / 2 == pytest.approx(nine[1], rel=1e-12)
    assert f"{nine[1]:.6f}" == "0.010735"
    assert prose(lesson).count("0.010735") == 2
    halved = check.gradients.judge(check.gradients.mistakes[1].answer)
    assert "half of what they should be" in halved.sentences[0]


def test_the_promise_of_a_slope(lesson):
    slope = check.gradients.reference(*ALICE)[0]

    def loss(w1):
        h = sigmoid(np.array([-2.0 * w1 - 1, -3.0])).sum()
        return float((sigmoid(h) - 1) ** 2)

    def ratio(dw):
        return slope * dw / (loss(1 + dw) - loss(1))

    assert ratio(0.1) < 1.1
    assert ratio(0.5) == pytest.approx(1.5, abs=0.05)  # half as much again
    assert 7 < ratio(4) < 8
    assert ratio(-4) < 0.6  # the loss falls much further
    assert printed(lesson, "def loss(w1)") == "rise over nudge: 0.0215\n"


def test_the_figures_begin_with_alice(lesson):
    assert printed(lesson, "widgets.nudge(") == (
        "w1 from 1 to 1.5: the loss changes by 0.0071. "
        "Gradient times nudge is 0.02147 · 0.5 = 0.0107."
    )
    assert "so the loss (mean squared error) is 0.2269" in printed(lesson, "gradients=True")


def test_the_models_own_gradients(lesson):
    layers = [Dense(units, "sigmoid", kernel_initializer="ones") for units in (2, 1)]
    model = Sequential([Input((2,)), *layers])
    model.compile("sgd", loss="mse")
    model.loss([[1]], model([ALICE[:2]]))
    model.backward()
    nine = np.array(check.gradients.reference(*ALICE))
    np.testing.assert_allclose(model.grads, nine[[0, 2, 1, 3, 6, 7, 4, 5, 8]], rtol=1e-5)
    assert str(model.grads.round(4)[0]) in printed(lesson, "model.grads.round(4)")


def test_a_layers_way_back_is_the_courses():
    rng = np.random.default_rng(0)
    layer = Dense(3, "linear")
    layer(rng.normal(size=(4, 2)))
    dz = rng.normal(size=(4, 3)).astype(np.float32)
    dx = layer.backward_from_z(dz)
    mine = check.layer_backward.reference(layer.x, layer.kernel, dz)
    for ours, theirs in zip(mine, (layer.d_kernel, layer.d_bias, dx), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-6)


def test_the_derivation_is_what_the_exercise_computes():
    nine = check.gradients.reference(
        *_X, 1, *H1[:2], *H2[:2], *O1[:2],
        H1[2], H2[2], O1[2],
    )  # fmt: skip
    answers = check.derivation.right_answer
    for name, value in (("w2", nine[1]), ("b1", nine[6]), ("w5", nine[4])):
        assert float(answers[name]) == pytest.approx(value)
    assert check.derivation.judge(answers).state is State.CORRECT


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda w2: -w2, "prediction *minus* truth"),
        (lambda w2: w2 / 2, "This is half of it"),
        (lambda w2: w2 / 3, "without x2"),
        (lambda w2: w2 / _FO1, "without f' of o1"),
    ],
    ids=["sign", "two", "x", "output"],
)
def test_the_derivations_mistakes_have_names(change, words):
    answers = check.derivation.right_answer
    wrong = {**answers, "w2": f"{change(float(answers['w2'])):.4f}"}
    assert words in str(check.derivation.judge(wrong).remarks["w2"])
