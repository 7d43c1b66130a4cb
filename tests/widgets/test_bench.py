"""The bench: all cures at once, the lesson's own rows, and test rows that are looked at once."""

import numpy as np
import pytest

from course_lib import data, set_floatx, widgets
from course_lib.data.tide import WAVES
from course_lib.data.tide_parts import PART, tide_parts
from course_lib.exercises.lesson_12 import open_once
from course_lib.exercises.lesson_12.open_once import _validation_loss
from course_lib.progress import store
from course_lib.widgets.bench import COLUMNS

GOOD = {"penalty": 10**-2.5, "dropout": 0.1, "jitter": 0.1}


def press(live, type, **more):
    live._on_message(live, {"type": type, "view": "a"} | more, [])


def reset(live):
    press(live, "reset", values={slider["name"]: slider["value"] for slider in live.sliders})


@pytest.fixture(scope="module")
def lessons_parts():
    hours, metres = data.tide()
    rows = np.split(np.random.default_rng(0).permutation(60), 3)
    return [(hours[part], metres[part]) for part in rows]


def test_its_rows_are_the_lessons(lessons_parts):
    parts, mean, std = tide_parts()
    for ours, theirs in zip(parts, lessons_parts, strict=True):
        np.testing.assert_allclose(ours, theirs)
    assert (mean, std) == (lessons_parts[0][0].mean(), lessons_parts[0][0].std())


def test_more_readings_and_other_waves_keep_the_hours_that_were_there(lessons_parts):
    (many, seen, _), mean, _std = tide_parts(80, waves=0)
    np.testing.assert_array_equal(many[0][:PART], lessons_parts[0][0])
    assert (len(many[0]), len(seen[0])) == (80, PART)
    assert mean == lessons_parts[0][0].mean()
    np.testing.assert_allclose(many[1], data.true_tide(many[0]))
    doubled = tide_parts(waves=2 * WAVES)[0][1]
    off = [y - data.true_tide(x) for x, y in (doubled, lessons_parts[1])]
    np.testing.assert_allclose(off[0], 2 * off[1])


def test_the_test_rows_of_another_day_are_others(lessons_parts):
    again = tide_parts(test=1)[0]
    np.testing.assert_array_equal(again[1][0], lessons_parts[1][0])
    assert not np.isin(again[2][0], lessons_parts[2][0]).any()
    assert not np.array_equal(again[2][0], tide_parts(test=2)[0][2][0])


def test_what_it_shows_is_what_the_check_trains():
    live = widgets.bench([[20, 0.35, 64, 0.01, 0.1, 0.0, 1000, 0]])
    assert live.trained.val_losses[-1] == pytest.approx(_validation_loss(0.01, 0.1, 0.0))
    assert "64 neurons, λ 0.01, p 0.1, jitter 0. After epoch 1,000" in live.readout


@pytest.mark.parametrize("floatx", ["float32", "float64"])
def test_it_trains_alike_whatever_precision_a_lesson_has_chosen(floatx):
    set_floatx(floatx)
    try:
        live = widgets.bench()
    finally:
        set_floatx("float32")
    assert live.trained.model.params.dtype == "float64"


def test_every_slider_at_both_ends():
    live = widgets.bench()
    first = live.readout
    for slider in live.sliders:
        said = {live.move(**{slider["name"]: slider[end]}) for end in ("low", "high")}
        assert len(said) == 2
        assert not any(words.startswith("The picture did not move") for words in said)
        live.move(**{slider["name"]: slider["value"]})
    assert live.readout == first
    assert live.move(readings=320 * 1.001).startswith("320 readings")


def test_the_test_is_opened_once_and_says_the_loss_of_the_picture():
    live = widgets.bench()
    live.move(**GOOD)
    before = live.trained
    assert not live.opened
    assert "The test was opened" not in live.readout
    press(live, "test")
    assert live.opened
    x, y = tide_parts()[0][2]
    _, mean, std = tide_parts()
    loss = np.mean((before.model.predict((x - mean) / std) - y) ** 2)
    assert f"The test was opened after epoch 1,000: its loss is {loss:.2f}." in live.readout
    opened = live.settings
    moved = live.move(jitter=0.3)
    assert f"its loss is {loss:.2f}. What you choose from here on" in moved
    press(live, "test")
    assert live.readout == moved
    assert live.settings == opened


def test_it_is_the_network_at_the_epoch_shown_that_is_tested():
    live = widgets.bench()
    live.move(epoch=45)
    live.open_test()
    assert live.settings[0][-2:] == [45, 1]
    assert "The test was opened after epoch 45: its loss is 0.14." in live.readout


def test_reset_locks_other_test_rows_away():
    live = widgets.bench()
    first = live.open_test()
    reset(live)
    assert not live.opened
    assert "The test was opened" not in live.readout
    assert live.settings == []
    second = live.open_test()
    assert first.partition("its loss is")[2] != second.partition("its loss is")[2]


def test_while_it_trains_the_test_stays_locked():
    live = widgets.bench()
    live.status = "Training."
    live.open_test()
    assert not live.opened


# The goal


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_the_goal_is_reached_under_the_sliders_and_kept(kept):
    live = open_once._figure(None, open_once.moved)
    assert "Not attempted" in live.readout
    assert "The test is locked." in live.move(penalty=GOOD["penalty"])
    live.move(**GOOD)
    assert store.latest(12, "open_once") is None
    assert "✔ Correct: You looked at the validation loss many times" in live.open_test()
    assert store.latest(12, "open_once").state == "correct"
    again = open_once._figure(open_once.read(store.latest(12, "open_once").answer), open_once.moved)
    assert again.opened
    assert "✔ Correct" in again.readout


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opened": 0}, "The test is locked"),
        ({"opened": 0, "readings": 40}, "another task. For this one: 20 readings"),
        ({"epoch": 45}, "this was not the network that was asked for"),
        ({"neurons": 2}, "this was not the network that was asked for"),
        ({"waves": 0.1}, "this was not the network that was asked for"),
        ({"jitter": 0, "dropout": 0}, "was still above 0.18"),
        ({"lambda": 1e-5, "jitter": 0}, "was still above 0.18"),
        ({"lambda": 1e-5, "dropout": 0}, "was still above 0.18"),
    ],
)
def test_what_is_said_of_settings_that_miss_it(change, words):
    row = dict(zip(COLUMNS, open_once.right_answer[0], strict=True)) | change
    judged = open_once.judge([list(row.values())])
    assert words in judged.sentences[0]


def test_one_cure_alone_does_not_reach_it():
    """The longest of three tracks, each at every notch."""
    for penalty in 10.0 ** np.arange(-5, 0.5, 0.5):
        assert _validation_loss(float(f"{penalty:.2g}"), 0.0, 0.0) > 0.187
    for share in np.arange(1, 11) / 20:
        assert _validation_loss(1e-5, float(share), 0.0) > 0.187
        assert _validation_loss(1e-5, 0.0, float(share)) > 0.187
