"""Goals of lessons 08 and 09 under their sliders: XOR folded by hand, a rate in a steeper bowl."""

import pytest

from course_lib import widgets
from course_lib.checks import State
from course_lib.exercises.lesson_08.safe_rate import safe_rate
from course_lib.exercises.lesson_09.fold_by_hand import fold_by_hand
from course_lib.progress import store
from course_lib.widgets.bowl import descend
from course_lib.widgets.folding import FIRST


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ([], "Move a slider first"),
        ([list(FIRST)], "Each row has a corner of its own"),
        ([[45, 0.05, 45, 0.1]], "two neurons, and one line"),
        ([[45, 0.2, -135, -0.2]], "two neurons, and one line"),
        ([[45, 0.7, 0, 0.7]], "has all four rows on the same side"),
        ([[45, -0.35, 0, 0.0]], "A yes and a no lie on the same side of both lines"),
        ([[45, -0.35, 45, 0.65]], "the gap is narrow"),
    ],
)
def test_what_is_said_of_lines_that_do_not_fold_it(settings, words):
    judged = fold_by_hand.judge(settings)
    assert judged.state is (State.NOT_YET if settings else State.NOT_ATTEMPTED)
    assert words in judged.sentences[0]


def test_every_mistake_of_the_goals_can_be_met():
    assert len({message for message, _ in fold_by_hand.mistakes}) == 5
    assert len({message for message, _ in safe_rate.mistakes}) == 3


@pytest.mark.parametrize(
    "settings", [[45, -0.35, 45, 0.35], [45, 0.35, -135, 0.35], [-45, 0.35, 135, 0.35]]
)
def test_there_is_more_than_one_way_to_fold(settings):
    assert fold_by_hand([settings]).state is State.CORRECT


def test_no_step_of_the_sliders_is_left_without_a_word():
    for turn in range(-180, 181, 30):
        for shift in (-0.7, -0.35, 0.0, 0.2):
            for other in ((45, 0.35), (90, 0.0), (0, -0.4)):
                judged = fold_by_hand.judge([[turn, shift, *other]])
                assert judged.state is State.CORRECT or "not reached" not in judged.sentences[0]


def test_folding_by_the_sliders_is_kept(kept):
    figure = fold_by_hand._figure(None, fold_by_hand.moved)
    assert "Not attempted" in figure.readout
    for moves in ({"turn1": 45}, {"turn2": 45}, {"shift1": -0.35}):
        assert "Not yet" in figure.move(**moves)
        assert store.latest(9, "fold_by_hand") is None
    assert "Correct: Two corners of the plane" in figure.move(shift2=0.35)
    assert store.latest(9, "fold_by_hand").state == "correct"
    data, _ = fold_by_hand._repr_mimebundle_()
    assert "Correct" in data["text/plain"]


def test_the_figure_stands_alone_too():
    live = widgets.folding()
    ends = {s["name"]: (s["low"], s["high"]) for s in live.sliders}
    said = {live.move(**{name: end}) for name, pair in ends.items() for end in pair}
    assert len(said) > 4
    assert "gap of" in live.move(turn1=45, shift1=-0.35, turn2=45, shift2=0.35)


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.34, "diverges sooner"), (0.1, "Nothing overshoots"), (0.32, "A higher rate still does")],
)
def test_what_is_said_of_a_rate_that_is_not_the_highest_safe_one(rate, words):
    assert words in safe_rate.judge([[rate]]).sentences[0]


def test_the_highest_safe_rate_is_what_the_bowl_says(kept):
    for rate in (0.32, 0.33, 0.34):
        path = descend(4.0, rate, 20, steepness=3)
        assert (abs(path[-1]) < abs(path[-2])) == (rate <= 0.33)
    figure = safe_rate._figure(None, safe_rate.moved)
    assert "it diverges" in figure.move(rate=0.5)
    assert "Correct: The steeper the walls" in figure.move(rate=0.33)
    assert store.latest(8, "safe_rate").state == "correct"
