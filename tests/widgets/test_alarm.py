"""A threshold between ordinary and strange errors."""

import numpy as np
import pytest

from course_lib import widgets

KINDS = {"ordinary": np.linspace(0, 1, 11), "strange": np.array([0.25, 0.75, 1.25, 1.75])}


def test_the_threshold_says_which_share_lies_beyond_it():
    live = widgets.alarm(KINDS, threshold=0.5)
    assert live.readout == (
        "Threshold 0.500. The alarm is set off by 45% of ordinary (11), by 75% of strange (4)."
    )
    assert "100% of strange (4)" in live.move(threshold=0)
    assert "0% of ordinary (11)" in live.move(threshold=1.6)
    for width in (300, 760):
        live._prepare(width, 1.0)


@pytest.mark.parametrize(
    "kinds",
    [{"ordinary": np.ones(3)}, {"a": np.ones(3), "b": np.ones((3, 2))}, {"a": [1.0], "b": []}],
)
def test_what_is_no_kinds_of_errors_is_refused(kinds):
    with pytest.raises(ValueError, match="Expected two kinds or more"):
        widgets.alarm(kinds)
