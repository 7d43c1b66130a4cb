"""A slice of training, by a clock that stands still unless somebody works."""

import pytest

from course_lib.widgets.pace import LEAST_TRAINING, SLICE_SECONDS, Pace


class Machine:
    """It takes ``drawing`` seconds for a picture, and trains for as long as it may."""

    def __init__(self, drawing, epoch=0.0):
        self.now, self.drawing, self.epoch, self.trained = 0.0, drawing, epoch, []
        self.pace = Pace(clock=lambda: self.now)

    def train(self, seconds):
        self.trained.append(seconds)
        self.now += max(seconds, self.epoch)  # an epoch is never cut in two

    def draw(self):
        self.now += self.drawing

    def play(self, slices):
        for _ in range(slices):
            self.pace.run(self.train, self.draw)
        return self.pace.busy


@pytest.mark.parametrize("drawing", [0.005, 0.012, 0.03])
def test_training_gets_what_drawing_leaves(drawing):
    machine = Machine(drawing)
    assert machine.play(20) == pytest.approx(SLICE_SECONDS, rel=1e-3)
    assert machine.trained[-1] == pytest.approx(SLICE_SECONDS - drawing, rel=1e-3)


def test_both_promises_hold_wherever_a_picture_takes_less_than_40_ms():
    """A picture comes after 1.5 times the slice (training.js), a cell waits for two at most."""
    for drawing in (0.005, 0.012, 0.03, 0.038):
        busy = Machine(drawing).play(20)
        assert 1 / (1.5 * busy) >= 15
        assert 2 * busy <= 0.1


def test_where_drawing_is_slow_training_still_goes_on():
    machine = Machine(drawing=0.09)
    assert machine.play(20) == pytest.approx(0.09 + LEAST_TRAINING)
    assert machine.trained[-1] == LEAST_TRAINING


def test_a_machine_that_is_disturbed_for_a_while_comes_back():
    machine = Machine(drawing=0.01)
    machine.play(10)
    machine.drawing = 0.2
    machine.play(3)
    assert machine.trained[-1] == LEAST_TRAINING
    machine.drawing = 0.01
    assert machine.play(12) == pytest.approx(SLICE_SECONDS, rel=1e-2)


def test_an_epoch_that_takes_long_is_told_to_the_browser():
    assert Machine(drawing=0.01, epoch=0.3).play(3) == pytest.approx(0.31)
