"""A digit that moves: the picture, the network's answer, and the share of all."""

import numpy as np
import pytest

from course_lib import Dense, Flatten, Input, Sequential, data, set_random_seed, widgets


@pytest.fixture(scope="module")
def test_digits():
    return data.digits().test


@pytest.fixture(scope="module")
def model():
    set_random_seed(3)
    return Sequential([Input((8, 8, 1)), Flatten(), Dense(10, activation="softmax")])


@pytest.mark.parametrize(
    ("right", "down", "words"),
    [(0, 0, "where it was"), (1, 0, "moved 1 right"), (-3, 2, "moved 3 left and 2 down"),
     (0, -3, "moved 3 up"), (3, 3, "moved 3 right and 3 down")],
)  # fmt: skip
def test_it_says_what_the_network_says_of_the_moved_digit(model, test_digits, right, down, words):
    live = widgets.moving(model, test_digits)
    said = live.move(right=right, down=down, picture=4)
    moved = test_digits.moved(right, down)
    outputs = model.predict(moved.x)
    guess, share = int(outputs[4].argmax()), np.mean(outputs.argmax(axis=1) == moved.y)
    assert said.startswith(f"A {moved.y[4]}, {words}. The network says {guess}, ")
    assert said.endswith(f"Moved like this, {share:.0%} of all 449 are read right.")
    image = live.figure.axes[0].images[0]
    np.testing.assert_array_equal(image.get_array(), moved.x[4, :, :, 0])


def test_sliders_stop_at_their_ends(model, test_digits):
    live = widgets.moving(model, test_digits, pictures=5)
    live.move(right=99, down=-99, picture=99)
    assert live.values == {"right": 3, "down": -3, "picture": 4}


@pytest.mark.parametrize("pictures", [1, 450])
def test_a_slider_needs_pictures(model, test_digits, pictures):
    with pytest.raises(ValueError, match="There are 449 digits"):
        widgets.moving(model, test_digits, pictures=pictures)
