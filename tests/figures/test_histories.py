"""Two losses a panel: drawn as they are, and told in words that do not depend on chance."""

import numpy as np
import pytest

from course_lib import figures
from course_lib.figures.histories import HIGHEST

FALLING = {"loss": [1.0, 0.5, 0.25], "val_loss": [1.1, 0.6, 0.7]}
WILD = {"loss": [0.2, 2.0] * 20, "val_loss": [0.3, 1.5] * 20}


def test_a_panel_for_each_training():
    ax = figures.histories({"A": FALLING, "B": WILD})
    panels = ax.get_figure().axes
    assert [panel.get_title(loc="left") for panel in panels] == ["A", "B"]
    training, validation = panels[0].lines
    assert training.get_xydata().tolist() == [[1, 1.0], [2, 0.5], [3, 0.25]]
    assert validation.get_ydata().tolist() == FALLING["val_loss"]
    assert training.get_linestyle() != validation.get_linestyle()


def test_the_words_give_the_losses_or_say_that_they_jump():
    said = figures.histories({"A": FALLING, "B": WILD}).alt
    assert "A: training 1.00 1.00 0.50 0.50 0.25 0.25, validation 1.10" in said
    assert "B: training jumps up and down to the end" in said


def test_what_ran_away_stays_on_the_chart():
    ax = figures.histories({"A": FALLING | {"val_loss": [1, np.inf, 1e12]}})
    assert ax.lines[1].get_ydata().max() == HIGHEST


@pytest.mark.parametrize("histories", [{}, {"A": {"loss": [1.0]}}])
def test_a_history_has_both_losses(histories):
    with pytest.raises(ValueError, match='a dict with "loss" and "val_loss"'):
        figures.histories(histories)


def test_a_notebook_shows_all_panels_with_alt_text():
    bundle, metadata = figures.histories({"A": FALLING, "B": WILD})._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == bundle["text/plain"]
    assert metadata["image/png"]["width"] == 540
