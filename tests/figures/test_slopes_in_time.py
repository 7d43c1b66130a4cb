"""The slope along each step: as a share of the last, each network named."""

import numpy as np
import pytest

from course_lib import figures


def test_each_is_a_share_of_its_own_last():
    ax = figures.slopes_in_time({"one": [2e-4, 0.02, 2.0], "other": [5.0, 5.0, 5.0]})
    one, other = (line.get_ydata() for line in ax.lines)
    np.testing.assert_allclose(one, [1e-4, 0.01, 1])
    np.testing.assert_allclose(other, 1)
    assert ax.alt.endswith(
        "one: about 10⁻⁴ of it along step 1; other: about 10⁰ of it along step 1."
    )
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["one", "other"]


def test_what_is_too_small_stays_at_the_edge():
    ax = figures.slopes_in_time({"one": [1e-40, 1.0]})
    assert ax.lines[0].get_ydata()[0] == pytest.approx(1e-6)


@pytest.mark.parametrize("count", [0, 5])
def test_as_many_as_can_be_told_apart(count):
    with pytest.raises(ValueError, match="1 to 4 networks"):
        figures.slopes_in_time({str(i): [1.0] for i in range(count)})
