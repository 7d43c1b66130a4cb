"""k-means under sliders, and the goal of starting it badly."""

import json
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_lib import widgets
from course_lib.checks import State
from course_lib.exercises.lesson_15.bad_start import bad_start
from course_lib.figures.clouds import CLOUD, POINTS
from course_lib.figures.k_means import KMeansPicture, settled
from course_lib.progress import store
from course_lib.widgets.k_means import FIRST

RIGHT = [[8.5, 6.5], [8.5, 9.5], [3.0, 2.0]]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_steps_clusters_and_starts():
    points = np.random.default_rng(0).normal(size=(40, 2))
    live = widgets.k_means(points, k=4)
    assert "4 centres" in live.readout
    first = live.move(step=1)
    assert "40 of 40 points" in first
    assert live.move(step=1, start=2) != first
    assert "2 centres" in live.move(step=0, clusters=2)
    assert "come to rest" in live.move(step=40)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"points": np.zeros((20, 3))}, r"shape \(20, 3\)"),
        ({"points": np.zeros((4, 2))}, r"shape \(4, 2\)"),
        ({"points": np.zeros((20, 2)), "k": 11}, "k=11"),
    ],
)
def test_what_can_not_be_clustered_is_refused(args, words):
    with pytest.raises(ValueError, match=words):
        widgets.k_means(**args)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ([], "Move a slider first"),
        ([[8.5, 6.5], [5, 2.5], [3, 0]], "It ends well, with a centre in each cloud, although"),
        ([list(place) for place in FIRST], "a cloud of its own from the first step on"),
        ([[5, 5], [5, 5], [8, 8]], "at one and the same place"),
        ([[2.5, 6], [8, 4], [4.5, 10]], "loses all of them on the way"),
        ([[3, 2], [0, 10], [8.5, 8]], "owns nothing from the first step on"),
        ([[5.5, 4], [10, 2], [9.5, 0.5]], "two centres own nothing"),
    ],
)
def test_what_is_said_of_starts_that_end_well_or_empty(settings, words):
    judged = bad_start.judge(settings)
    assert judged.state is (State.NOT_YET if settings else State.NOT_ATTEMPTED)
    assert words in judged.sentences[0]


def test_the_right_start_ends_with_two_centres_in_one_cloud():
    _, labels = settled(POINTS, RIGHT)
    assert set(labels[CLOUD == 2].tolist()) == {0, 1}
    assert set(labels[CLOUD < 2].tolist()) == {2}
    assert bad_start(RIGHT).state is State.CORRECT
    assert bad_start.read(json.dumps(RIGHT)) == RIGHT


def test_reaching_it_under_the_sliders_is_kept(kept):
    figure = bad_start._figure(None, bad_start.moved)
    assert "Not attempted: Move a slider first." in figure.readout
    assert "owns nothing from the first step on" in figure.move(x=8.5)
    figure.move(y=6.5)
    figure.move(centre=2)
    assert figure.values["x"] == FIRST[1][0]  # its own place, not the first one's
    figure.move(x=8.5)
    figure.move(y=9.5)
    figure.move(centre=3)
    figure.move(x=3)
    assert "✔ Correct" in figure.move(y=2)
    assert store.latest(15, "bad_start").state == "correct"
    assert re.search(r"Points in each cluster: \d+, \d+, 24\.", figure.move(step=40))


def test_another_day_it_stands_as_it_was_left(kept):
    bad_start(RIGHT)
    data, _ = bad_start._repr_mimebundle_()
    assert "✔ Correct" in data["text/plain"]


def test_the_name_of_the_axis_is_not_cut_off():
    picture = KMeansPicture(np.random.default_rng(0).uniform(-1, 1, (30, 2)), width=560)
    picture.update([[0, 0]], 0)
    FigureCanvasAgg(picture.figure).draw()
    assert picture.axes.yaxis.label.get_window_extent().x0 > 1
    assert picture.title.get_text() == "At the start"
