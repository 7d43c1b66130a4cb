"""What lesson 00 states, worked out once more, and the goal that its drawing has."""

import re

import numpy as np
import pytest

from course_lib import data
from course_lib.checks import State
from course_lib.exercises.lesson_00 import sure_four
from course_lib.progress import store
from course_lib.widgets.drawing import EMPTY
from course_lib.widgets.drawing_goal import DrawingGoal, as_points


@pytest.fixture(scope="module")
def reader():
    return data.reader()


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def drawn(digit):
    return [strokes for label, strokes in data.drawn_strokes() if label == digit]


def share(model, digits):
    return float(np.mean(model.predict(digits.x, verbose=0).argmax(axis=1) == digits.y))


def test_what_is_said_of_the_network(prose, reader):
    assert f"{reader.count_params():,} numbers" in prose
    assert f"It reads {share(reader, data.digits().test):.0%}".replace("%", " %") in prose
    assert share(reader, data.drawn()) == 1
    assert "and all of sixty that were drawn for a screen" in prose


def test_a_small_digit_in_a_corner_is_read_as_a_large_one(reader):
    """The picture is the same but for dots at its edges."""
    for strokes in drawn(3):
        small = [[(0.03 + 0.3 * x, 0.65 + 0.3 * y) for x, y in stroke] for stroke in strokes]
        pictures = np.array([data.picture_of(strokes), data.picture_of(small)])
        assert np.abs(pictures[0] - pictures[1]).mean() < 0.05
        assert reader.predict(pictures, verbose=0).argmax(axis=1).tolist() == [3, 3]


def test_half_a_nine_is_often_something_else_and_surely_so(reader):
    halves = [[stroke[: len(stroke) // 2] for stroke in strokes] for strokes in drawn(9)]
    outputs = reader.predict(np.array([data.picture_of(half) for half in halves]), verbose=0)
    wrong = outputs.argmax(axis=1) != 9
    assert wrong.mean() >= 0.5
    assert np.median(outputs.max(axis=1)[wrong]) > 0.7


def test_the_paper_comes_before_anything_is_explained(lesson):
    code = [cell.source for cell in lesson.cells[1:] if cell.cell_type == "code"]
    assert code[2].startswith("widgets.drawing(data.reader()")


def test_three_runs_of_the_second_cell_make_four(lesson):
    cells = [c.source for c in lesson.cells if re.match(r"x( = .*)?$", c.source)]
    first, second, third = cells
    space = {}
    for cell in (first, second, second, second):
        exec(cell, space)
    assert eval(third, space) == 4


@pytest.mark.parametrize(
    ("strokes", "words"),
    [
        ([[(0.5, 0.5), (0.51, 0.51)]], "no digit on the paper yet"),
        (drawn(9)[0], "takes your 4 for a 9"),
        (drawn(0)[0], "reads something else"),
        (drawn(4)[3], "not that sure"),
    ],
)
def test_what_is_said_of_a_drawing_that_misses_the_goal(strokes, words):
    judged = sure_four.judge(as_points(strokes))
    assert judged.state is State.NOT_YET
    assert words in judged.sentences[0]


def test_most_of_the_fours_that_come_with_the_course_reach_it():
    states = [sure_four.judge(as_points(strokes)).state for strokes in drawn(4)]
    assert states.count(State.CORRECT) >= 4


def test_the_check_looks_on_while_one_draws_and_keeps_it_once(kept):
    figure = DrawingGoal(None, sure_four.moved)
    assert figure.says == EMPTY
    assert "Not yet" in figure.draw(drawn(9)[0])
    assert store.latest(0, "sure_four") is None
    strokes = drawn(4)[2]
    said = figure.draw(strokes)
    assert "It reads a 4, and is over 99 % sure. ✔ Correct: You have moved the input" in said
    for _ in range(3):  # more of the same stroke, the same reading: nothing more is kept
        strokes = [*strokes[:-1], [*strokes[-1], strokes[-1][-1]]]
        figure.draw(strokes)
    assert len(store.events()) == 1
    assert sure_four.judge(sure_four.read(store.latest(0, "sure_four").answer)).state == "correct"
    again = DrawingGoal(sure_four._kept(), sure_four.moved)
    assert "✔ Correct" in again.says
    figure.close()
    again.close()
