"""A goal that is reached under sliders: seen, kept, and shown again."""

import json

import pytest

from course_lib.checks import State
from course_lib.exercises.lesson_14.hold import hold
from course_lib.progress import store

RIGHT = [[1, 0, 0, 0], [3, 0, 1, 0], [4, 1, 0, 0], [20, 0, 0, 0]]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ([], "Move a slider first"),
        ([[1, 0.5, 0.5, 1]], "At step 3 the cell does not hold 0.8 yet"),
        ([[1, 0, 0, 0], [3, 0, 1, 0]], "other values are written over it"),
        ([[1, 0, 0, 0], [3, 0, 1, 0], [4, 0.9, 0, 0]], "only a share is kept"),
        ([*RIGHT[:3], [10, 0.5, 0, 0]], "where keep is below 1"),
        ([*RIGHT[:3], [10, 1, 1, 0]], "later other values are written over it"),
        ([[1, 0, 0, 0], [3, 0, 1, 0], [4, 1, 0, 0]], "At step 20 something is still"),
        ([*RIGHT[:3], [20, 0, 1, 0]], "At step 20 something is still"),
        ([*RIGHT, [22, 0, 1, 0]], "then something new comes in"),
    ],
)
def test_what_is_said_of_settings_that_miss_it(settings, words):
    judged = hold.judge(settings)
    assert judged.state is (State.NOT_YET if settings else State.NOT_ATTEMPTED)
    assert words in judged.sentences[0]


def test_every_mistake_can_be_met():
    assert len({message for message, _ in hold.mistakes}) == 5


@pytest.mark.parametrize("show", [0, 0.5, 1])
def test_what_the_cell_shows_is_free(show):
    assert hold([[step, keep, write, show] for step, keep, write, _ in RIGHT])


def test_it_is_understood_as_typed_and_as_kept():
    assert hold.read(json.dumps(RIGHT)) == hold.read(RIGHT) == RIGHT
    assert hold([[1, 2]]).state is State.ERROR
    assert hold("no rows").state is State.ERROR
    assert hold(7).state is State.ERROR


def test_reaching_it_is_kept_and_on_the_way_nothing_is(kept):
    figure = hold._figure(None, hold.moved)
    for moves in ({"keep": 0, "step": 3, "write": 1}, {"step": 4}, {"keep": 1, "write": 0}):
        figure.move(**moves)
        assert store.latest(14, "hold") is None
    assert "Not yet: Written and held." in figure.readout
    assert "Stuck? check.hold.hint()" in figure.readout
    figure.move(step=20)
    assert "✔ Correct: Seventeen steps" in figure.move(keep=0)
    last = store.latest(14, "hold")
    assert last.state == "correct"
    assert hold.judge(hold.read(last.answer)).state is State.CORRECT


def test_another_day_it_stands_as_it_was_left(kept):
    hold(RIGHT)
    data, metadata = hold._repr_mimebundle_()
    assert "✔ Correct" in data["text/plain"]
    assert "goal" in metadata["image/png"]["alt"] or "diamond" in metadata["image/png"]["alt"]


def test_without_a_figure_it_says_what_the_goal_is(monkeypatch):
    def none(*_):
        raise ImportError

    monkeypatch.setattr(hold, "_figure", none)
    assert hold.prompt in hold._repr_mimebundle_()["text/plain"]
    assert "from step, keep, write, show" in repr(hold)
