"""The kernel to edit: what Python knows of it; tests/browser looks at the page."""

import numpy as np
import pytest

from course_lib import data, widgets
from course_lib.figures.kernel import kernel_map


@pytest.fixture(scope="module")
def picture():
    return data.digits().test.x[3]


def test_it_begins_with_what_passes_the_picture_on(picture):
    live = widgets.kernel(picture)
    np.testing.assert_array_equal(live.kernel, [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    np.testing.assert_allclose(live.map, picture[1:-1, 1:-1, 0], atol=1e-4)
    assert live.goal == []
    assert len(widgets.kernel(picture, goal=True).goal) == 4


def test_python_follows_what_the_browser_set(picture):
    live = widgets.kernel(picture, padding="same")
    live.set_state({"weights": [[-1, 0, 1]] * 3, "stride": 2, "row": 3, "column": 2})
    np.testing.assert_array_equal(live.kernel, [[-1, 0, 1]] * 3)
    expected = kernel_map(picture[..., 0], live.kernel, 2, "same")
    np.testing.assert_allclose(live.map, expected, atol=1e-3)
    number = f"{live.map[3, 2]:.2f}".replace("-", "−")
    assert live.readout.startswith(f"Row 4, column 3 of the map: {number}. The map has 4 × 4")


def test_a_window_beyond_a_smaller_map_lies_at_its_end(picture):
    live = widgets.kernel(picture)
    live.set_state({"row": 5, "column": 5, "stride": 3})
    assert live.readout.startswith("Row 2, column 2 of the map")


def test_the_still_is_the_picture_in_words_too(picture):
    data, about = widgets.kernel(picture)._repr_mimebundle_()
    assert data["text/plain"] in about["image/png"]["alt"]
    assert data["image/png"].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"picture": np.zeros((2, 5))}, r"shape \(2, 5\)"),
        ({"picture": np.zeros((5, 5, 3))}, r"shape \(5, 5, 3\)"),
        ({"weights": [[1, 2], [3, 4]]}, r"Received \[\[1\.0, 2\.0\]"),
        ({"weights": np.full((3, 3), 10.0)}, "from -9 to 9"),
        ({"weights": np.full((3, 3), np.nan)}, "from -9 to 9"),
        ({"padding": "full"}, "Received 'full'"),
    ],
)
def test_what_can_not_be_shown_is_refused(args, words):
    with pytest.raises(ValueError, match=words):
        widgets.kernel(**{"picture": np.zeros((5, 5))} | args)
