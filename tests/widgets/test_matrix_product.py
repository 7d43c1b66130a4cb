"""A matrix product to click: what Python knows of it; tests/browser looks at the page."""

import numpy as np
import pytest

from course_lib import widgets
from course_lib.checks import State
from course_lib.exercises.lesson_04.third_column import KERNEL, RIGHT, WANTED, X, third_column
from course_lib.figures import matrix_product as figures

NAMES, INPUTS = ["Mon", "Tue", "Wed"], ["wind", "cold"]
TABLES = [[1, 2], [2, 3], [-1, 4]], [[1, 2], [-1, 0.5]], [0.5, -1]


@pytest.fixture
def live():
    return widgets.matrix_product(*TABLES, NAMES, INPUTS)


@pytest.fixture
def goal():
    return third_column._figure(None, third_column.moved)


def test_a_sum_is_a_row_times_a_column(live):
    x, kernel, bias = map(np.array, TABLES)
    np.testing.assert_allclose(live.product, x @ kernel + bias)
    live.row, live.column = 2, 1
    assert live.readout == "Wed, h2: (−1)·2 + 4·0.5 − 1 = −1."


def test_python_follows_what_the_browser_set(live):
    live.set_state({"kernel": [[0, 3], [1, 0]], "bias": [0, 0], "row": 1, "column": 1})
    assert live.readout == "Tue, h2: 2·3 + 3·0 + 0 = 6."
    assert live.product[1].tolist() == [3, 6]


def test_the_still_frames_the_row_the_column_and_where_they_meet(live):
    live.row, live.column = 1, 1
    data, about = live._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert "Tue, h2: 2·2 + 3·0.5 − 1 = 4.5." in about["image/png"]["alt"]
    ax = figures.matrix_product(*TABLES, 1, 1, NAMES, INPUTS)
    row, column, met = ax.patches[-3:]
    assert (met.get_x(), met.get_y()) == (column.get_x(), row.get_y())
    shown = [text.get_text() for text in ax.texts]
    assert {"Mon", "wind", "cold", "h1", "h2", "bias", "4.5", "x (3, 2)", "product (3, 2)"} <= set(
        shown
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x": [[1, 2]]}, r"x \(3, 2\) for these names"),
        ({"kernel": [[1, 2]]}, r"Received \(3, 2\), \(1, 2\), \(2,\)"),
        ({"bias": [[0.5, -1]]}, r"\(1, 2\)\."),
        ({"bias": [0, 100]}, "from -99 to 99"),
        ({"bias": [0, np.nan]}, "Received one of nan"),
    ],
)
def test_what_does_not_fit_is_refused(change, words):
    tables = dict(zip(("x", "kernel", "bias"), TABLES, strict=True)) | change
    with pytest.raises(ValueError, match=words):
        widgets.matrix_product(**tables, names=NAMES, inputs=INPUTS)


def set_h3(goal, wind, cold, bias):
    goal.set_state({
        "kernel": [[*goal.kernel[0][:2], wind], [*goal.kernel[1][:2], cold]],
        "bias": [*goal.bias[:2], bias],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ((1, 0, 0), "Wed is not right yet"),
        ((0, 0, -2), "Now the weights"),
        ((1, -1, -2), "each in the other's place"),
        ((1, 0, -2), "Mon and Wed are right"),
        ((0.5, 0.5, -2), "Wed is the only evening"),
        ((-0.5, 1, -2), "Wed is the only evening"),
        ((-4, 3, -2), "and one of the evenings"),
        (RIGHT, "✔ Correct: A column and a bias"),
    ],
)
def test_the_goal_says_how_h3_stands(goal, settings, words):
    set_h3(goal, *settings)
    assert words in goal.note
    assert goal.settings == [list(settings)]


def test_the_goal_begins_untouched_and_is_untouched_again_after_a_reset(goal):
    assert "Change a number of h3 first" in goal.note
    set_h3(goal, 1, 2, 3)
    goal.set_state({"kernel": goal.first["kernel"], "bias": goal.first["bias"]})
    assert goal.settings == []
    assert "Change a number of h3 first" in goal.note


def test_another_day_it_stands_as_it_was_left_and_goes_back_to_zeros():
    goal = third_column._figure([list(RIGHT)], third_column.moved)
    np.testing.assert_allclose(goal.product[:, 2], WANTED)
    assert "✔ Correct" in goal.readout
    assert goal.first["kernel"] == KERNEL.tolist()


def test_no_column_is_left_without_a_sentence():
    rng = np.random.default_rng(4)
    columns = rng.integers(-4, 5, size=(300, 3)) / rng.choice([1, 2], size=(300, 1))
    for column in columns:
        judged = third_column.judge([column.tolist()])
        right = np.allclose(X @ column[:2] + column[2], WANTED)
        assert (judged.state is State.CORRECT) is right
        assert "The goal is not reached." not in judged.sentences
