"""The figures in which lessons 01 and 02 let one sharpen a neuron, set one, and find a place."""

import numpy as np
import pytest

from course_lib import widgets
from course_lib.exercises.lesson_01 import both
from course_lib.exercises.lesson_02 import stays_awake
from course_lib.figures import palette
from course_lib.figures.evenings import EveningsPicture
from course_lib.nn import activations
from course_lib.progress import store
from course_lib.widgets.answer_to_nudge import AnswerToNudge
from course_lib.widgets.evenings import Evenings


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_the_line_stays_and_the_colours_are_those_of_the_neuron():
    live = widgets.sharpness([1, 1], bias=-1)
    picture = live._update.__closure__[0].cell_contents
    (_, before, *_), (plane, line, *_) = picture.moving
    live.move(times=3)
    ends = np.array(line.get_data())
    np.testing.assert_allclose(ends.sum(axis=0), 1, atol=1e-9)  # x1 + x2 = 1
    np.testing.assert_allclose(np.array(before.get_data()).sum(axis=0), 1, atol=1e-9)
    middle = len(plane.shades) // 2
    assert plane.shades[0] == 0
    assert plane.shades[-1] == len(palette.SHADES) - 1
    assert plane.shades[middle] < len(palette.SHADES) // 2  # z is near -3 in the map's middle


@pytest.mark.parametrize("given", [([0, 0], 1), ([1, 1, 1], 0), ([1, np.inf], 0), ([1, 1], np.nan)])
def test_a_neuron_without_a_line_is_refused(given):
    with pytest.raises(ValueError, match="Received weights="):
        widgets.sharpness(*given)


def test_crosses_stand_where_the_answer_is_wrong_or_not_sure():
    picture = EveningsPicture(activations.sigmoid.forward, [0, 1], 4)
    assert len(picture.misses.get_xdata()) == 4  # a coat on every evening but for nobody
    picture.update([1.5, 1.5], -6, [4, 2])
    assert len(picture.misses.get_xdata()) == 0


def test_a_neuron_that_is_right_is_kept_and_stands_there_another_day(kept):
    figure = Evenings(None, both.moved)
    assert figure.settings == []
    assert "4 of 8 evenings are right and sure. ○ Not attempted" in figure.readout
    assert "not sure yet" in figure.move(w1=1, b=-4)
    assert store.latest(1, "both") is None
    assert "8 of 8" in figure.move(w1=2, w2=2, b=-8)
    assert store.latest(1, "both").state == "correct"
    figure.close()
    again = Evenings(both._kept(), both.moved)
    assert again.settings == [[2.0, 2.0, -8.0]]
    assert "✔ Correct" in again.readout
    again.close()


def test_a_place_that_is_found_is_kept(kept):
    figure = AnswerToNudge(None, stays_awake.moved)
    assert "Move a slider first" in figure.readout
    assert "four times as steep" in figure.move(z=0.3)
    assert store.latest(2, "stays_awake") is None
    assert "✔ Correct" in figure.move(z=-1.9)
    assert store.latest(2, "stays_awake").state == "correct"
    figure.close()


def test_a_rival_that_there_is_not_is_named():
    with pytest.raises(ValueError, match="Received 'gelu'"):
        widgets.rivals("step", "gelu")
