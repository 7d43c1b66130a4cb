"""A temperature under a slider, and misread digits under another."""

import numpy as np
import pytest

from course_lib import data, widgets
from course_lib.exercises.lesson_17 import honest
from course_lib.exercises.lesson_17.honest import baseline_scores
from course_lib.figures.reliability import calibration_error
from course_lib.widgets.reliability import COLDEST, HOTTEST, sureness

SCORES, Y = baseline_scores()


def test_the_temperature_moves_the_sureness_and_no_answer():
    live = widgets.reliability(SCORES, Y)
    said = {live.move(temperature=t).split(", ")[1].split(".")[0] for t in (0.1, 0.5, 1, 10)}
    assert said == {"89 % right"}
    assert sureness(SCORES, COLDEST).mean() > 0.96 > 0.2 > sureness(SCORES, HOTTEST).mean()
    assert live.move(temperature=99) == live.move(temperature=10)


def test_the_goal_judges_what_the_figure_shows():
    for temperature in (0.1, 0.3, 0.45, 0.5, 0.56, 0.7, 1.0, 4.0):
        error = calibration_error(sureness(SCORES, temperature), SCORES.argmax(axis=1) == Y)
        reached = bool(honest.judge([[temperature]]).state == "correct")
        assert reached == (error < 0.035), temperature


def test_every_place_of_the_goal_s_slider_is_answered_in_its_direction():
    for place in np.arange(-20, 21):
        temperature = round(float(10 ** (0.05 * place)), 4)
        verdict = honest.judge([[temperature]])
        words = " ".join(verdict.sentences) if hasattr(verdict, "sentences") else str(verdict)
        if verdict.state != "correct" and temperature > 0.6:
            assert "colder" in words, temperature
        if verdict.state != "correct" and temperature < 0.4:
            assert "warmer" in words, temperature


class Half:
    """Reads every other digit wrong, the later the surer."""

    def predict(self, x, batch_size=None, verbose="auto"):
        outputs = np.zeros((len(x), 10))
        outputs[:, 3] = 0.5 + 0.01 * np.arange(len(x))
        return outputs


def test_misread_digits_come_surest_first():
    digits = data.digits().test[:30]
    live = widgets.misread(Half(), digits)
    wrong = np.flatnonzero(digits.y != 3)
    first, last = wrong[-1], wrong[0]
    assert f"picture {first}. The network says 3" in live.readout
    assert live.readout.endswith(f"Error 1 of {len(wrong)}.")
    assert f"picture {last}. " in live.move(error=len(wrong))


def test_what_can_not_be_shown_is_refused():
    with pytest.raises(ValueError, match=r"shapes \(3, 2\) and \(4,\)"):
        widgets.reliability(np.zeros((3, 2)), np.zeros(4))
    threes = data.digits()[data.digits().y == 3]
    with pytest.raises(ValueError, match="misreads 0"):
        widgets.misread(Half(), threes)
