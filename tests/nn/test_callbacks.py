"""Callbacks on their own; what fit does with them is in test_training."""

import pytest

from course_lib import Callback, History
from course_lib.nn.callbacks import checked, in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.25, "loss: 0.2500"),
        (0, "loss: 0.0000"),
        (0.00012345, "loss: 1.2345e-04"),
        (123.456, "loss: 123.4560"),
    ],
)
def test_numbers_as_keras_prints_them(value, words):
    assert in_words({"loss": value}) == words


def test_history_of_epochs_that_report_different_things():
    history = History()
    history.on_epoch_end(0, {"loss": 1.0})
    history.on_epoch_end(1, {"loss": 0.5, "val_loss": 2.0})
    assert history.history == {"loss": [1.0, 0.5], "val_loss": [2.0]}
    assert history.epoch == [0, 1]


def test_one_callback_need_not_be_in_a_list():
    one = Callback()
    assert checked(one) == checked([one]) == [one]
    assert checked(None) == []
