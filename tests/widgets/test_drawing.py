"""Paper to draw on: what Python makes of strokes; tests/browser moves the pen."""

import numpy as np
import pytest

from course_lib import data, widgets
from course_lib.widgets.drawing import EMPTY, WORDS, in_words

SEVEN = data.drawn_strokes()[42][1]
BLOT, LINE = [[[0.5, 0.5], [0.52, 0.5]]], [[[0.1, 0.5], [0.9, 0.6]]]


class Model:
    """Says how much ink is in each of ten places, and remembers what it was shown."""

    def __init__(self, outputs=None):
        self.shown, self.outputs = [], outputs

    def predict(self, x, verbose="auto"):
        self.shown.append(np.array(x))
        given = np.full(10, 0.02) if self.outputs is None else np.array(self.outputs)
        if self.outputs is None:
            given[7] = 0.82
        return np.tile(given, (len(x), 1))


def test_the_network_is_shown_what_it_was_trained_on():
    model = Model()
    live = widgets.drawing(model)
    assert live.says == EMPTY
    assert live.outputs == []
    assert live.draw(SEVEN) == "It reads a 7, and is 82 % sure."
    np.testing.assert_allclose(model.shown[-1][0], data.picture_of(SEVEN))
    np.testing.assert_allclose(live.picture, data.picture_of(SEVEN)[..., 0])
    assert live.outputs[7] == 0.82


def test_an_example_lies_there_until_somebody_draws():
    live = widgets.drawing(Model(), SEVEN)
    assert live.example
    assert live.says.startswith("It reads a 7")
    live.draw([])
    assert not live.example
    assert live.says == EMPTY
    assert np.max(live.picture) == 0


def test_what_is_no_digit_is_said_and_not_asked():
    model = Model()
    live = widgets.drawing(model)
    asked = len(model.shown)
    assert live.draw(BLOT) == WORDS["too small"]
    assert live.draw(LINE) == WORDS["too flat"]
    assert live.outputs == []
    assert len(model.shown) == asked


def test_a_question_of_the_browser_is_answered_whatever_came_first():
    live = widgets.drawing(Model())
    live.set_state({"strokes": SEVEN, "asked": 1, "example": False})
    assert (live.answered, live.says) == (1, "It reads a 7, and is 82 % sure.")
    live.set_state({"asked": 2, "strokes": []})
    assert (live.answered, live.says) == (2, EMPTY)


def test_it_says_so_when_it_is_not_sure():
    close = [0, 0, 0.05, 0, 0.5, 0, 0, 0, 0, 0.45]
    said = widgets.drawing(Model(close)).draw(SEVEN)
    assert said.startswith("Unsure: it says 4 at 50 %, and 9 at 45 %.")
    assert in_words([0.7, 0.3] + [0] * 8) == "It reads a 0, and is 70 % sure."


def test_the_still_shows_drawing_picture_and_bars():
    bundle, about = widgets.drawing(Model(), SEVEN)._repr_mimebundle_()
    assert bundle["text/plain"] == about["image/png"]["alt"] == "It reads a 7, and is 82 % sure."
    assert bundle["image/png"].startswith(b"\x89PNG")
    empty, _ = widgets.drawing(Model())._repr_mimebundle_()
    assert empty["text/plain"] == EMPTY


def test_a_closed_one_lets_go_of_the_network():
    live = widgets.drawing(Model(), SEVEN)
    live.close()
    assert live._model is None


@pytest.mark.parametrize(("model", "words"), [
    (3, "has predict.*Received int"), (Model([0.5, 0.5]), r"ten outputs.*\(1, 2\)"),
])  # fmt: skip
def test_what_can_not_read_is_refused(model, words):
    with pytest.raises(ValueError, match=words):
        widgets.drawing(model)
