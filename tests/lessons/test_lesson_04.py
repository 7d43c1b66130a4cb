"""The numbers that lesson 04 states, computed here once more and found in what it stores."""

import json

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential
from course_lib.checks import State
from course_lib.exercises import lesson_04 as check
from course_lib.exercises.lesson_04.third_column import RIGHT, X
from tests.lessons.stored import printed


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)


def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def stack(*sizes):
    return Sequential([Input((sizes[0],)), *(Dense(units) for units in sizes[1:])])


def test_3_2_has_8(lesson, textbook):
    assert stack(3, 2).count_params() == textbook["keras_3_2"]["hidden_layer_params"] == 8
    assert check.count_params.reference([3, 2]) == 8
    assert printed(lesson, "small.count_params()") == "6 + 2 = 8\n"


def test_20_64_10_has_1994(lesson, textbook):
    params = textbook["keras_20_64_10"]["params"]
    assert [layer.count_params() for layer in stack(20, 64, 10).layers] == [1344, 650]
    assert (params["dense"], params["dense_1"], params["total"]) == (1344, 650, 1994)
    assert check.count_params.reference([20, 64, 10]) == 1994
    assert printed(lesson, "for each in shapes.model.layers") == (
        "layer_1 (20, 64) (64,) 1,344\nlayer_2 (64, 10) (10,) 650\nin all 1,994\n"
    )
    assert "1,344 + 650 = 1,994" in prose(lesson)
    assert "20·64 + 64 = 1,344 parameters" in printed(lesson, "shapes = widgets.layers")


def test_8_6_6_4_has_124(lesson, textbook):
    params = textbook["keras_8_6_6_4"]["params"]
    counts = [layer.count_params() for layer in stack(8, 6, 6, 4).layers]
    assert counts == [params["layer_1"], params["layer_2"], params["layer_3"]] == [54, 42, 28]
    assert check.count_params.reference([8, 6, 6, 4]) == params["total"] == 124
    assert "54 + 42 + 28 = 124" in prose(lesson)
    right = check.counting.right_answer
    assert [right[name] for name in ("deep1", "deep2", "deep3", "deep")] == [
        "54",
        "42",
        "28",
        "124",
    ]


def test_biases_left_out_is_named():
    judged = check.counting.judge({**check.counting.right_answer, "total": "1920"})
    assert judged.state is State.NOT_YET
    assert "The biases are missing" in str(judged.remarks["total"])
    judged = check.counting.judge({**check.counting.right_answer, "total": "1,994"})
    assert judged.state is State.CORRECT, "as the page prints it"
    verdict = check.count_params.judge(lambda sizes: sum(map(np.prod, zip(sizes, sizes[1:]))))  # noqa: B905, RUF007
    assert "1,920" in verdict.sentences[0]


@pytest.mark.parametrize(
    ("form", "blank", "typed", "said"),
    [
        ("counting", "total", "1985", "one bias in layer 2"),
        ("counting", "total", "1922", "one bias a layer"),
        ("counting", "deep2", "37", "one bias for the layer"),
        ("shapes", "w2_rows", "32", "how many samples there are"),
        ("shapes", "a2_rows", "64", "layer 1's neurons"),
        ("shapes", "w1_columns", "32", "how many samples there are"),
    ],
)
def test_a_likely_number_is_named_and_called_neither_half_nor_near(form, blank, typed, said):
    form = getattr(check, form)
    judged = form.judge({**form.right_answer, blank: typed})
    assert said in judged.remarks[blank]


def test_a_photograph(lesson):
    assert stack(28 * 28, 100).count_params() == 78500
    assert "78,500" in prose(lesson)


def test_doubling_the_first_layer_nearly_doubles_all():
    assert 1.95 < stack(20, 128, 10).count_params() / stack(20, 64, 10).count_params() < 2


def test_the_layer_by_hand_and_the_model_agree_with_lesson_03(lesson):
    (cell,) = [c for c in lesson.cells if c.source == "x @ kernel + bias"]
    assert cell.outputs[0]["data"]["text/plain"].startswith("array([[-0.5,  2. ],")
    assert printed(lesson, "first, last = model.layers").startswith("array([[0.292],")
    assert printed(lesson, "(x @ np.ones((2, 3))).shape") == check.result_shape.answer == "(4, 3)"


def test_the_figure_begins_with_the_sum_that_is_predicted(lesson):
    readout = printed(lesson, "widgets.matrix_product(")
    assert readout == "Mon, h1: 1·1 + 2·(−1) + 0.5 = −0.5."
    assert check.where_they_meet.answer == "−0.5"


def test_h3_has_one_right_column(lesson):
    rows = np.column_stack([X, np.ones(4)])
    assert np.linalg.matrix_rank(rows) == 3, "no other column gives these sums"
    np.testing.assert_allclose(rows @ RIGHT, [-1, -1, -2, 3])
    assert "its sums -1, -1, -2 and 3" in prose(lesson)
    assert printed(lesson, "check.third_column").startswith("Mon, h3: 1·0 + 2·0 + 0 = 0.")


def test_the_table_of_differences(lesson):
    assert printed(lesson, "(model(x) - y_true).shape") == "(4, 4)"


def test_one_memory_and_its_views(lesson):
    zeroed = printed(lesson, "first.neurons[1].w[:] = 0")
    numbers = [float(n) for n in zeroed.split("[")[1].split("]")[0].split(",")]
    assert numbers == [1, 0, -1, 0, 0.5, -1, 1, -2, 0.5]  # the second and the fourth
    assert check.column.answer == "the second and the fourth"
    model = stack(2, 2, 1)
    first = model.layers[0]
    assert all(np.shares_memory(model.params, view) for view in (first.kernel, first.neurons[1].w))


def test_split_gives_what_the_course_cuts_out():
    model = stack(3, 2)
    model.params[:] = np.arange(8)
    kernel, bias = check.split.reference(model.params, 3, 2)
    np.testing.assert_array_equal(kernel, model.layers[0].kernel)
    np.testing.assert_array_equal(bias, model.layers[0].bias)
    assert np.shares_memory(kernel, model.params)
