"""A confusion matrix: what is drawn is what was counted, and said in words."""

import numpy as np
import pytest

from course_lib import figures

COUNTS = np.array([[8, 2, 0], [1, 3, 0], [0, 4, 4]])


def test_every_count_stands_in_its_cell_and_only_errors_are_coloured():
    ax = figures.confusion(COUNTS, "a model")
    written = {text.get_position()[::-1]: text.get_text() for text in ax.texts}
    assert written == {(0, 0): "8", (0, 1): "2", (1, 0): "1", (1, 1): "3", (2, 1): "4", (2, 2): "4"}
    np.testing.assert_array_equal(ax.images[0].get_array(), [[0, 2, 0], [1, 0, 0], [0, 4, 0]])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("what it says", "what it is")


def test_the_words_name_the_worst():
    said = figures.confusion(COUNTS, "a model").alt
    assert said == (
        "a model: 15 of 22 are right. Most often: 2 read as 1, 4 times; 0 read as 1, 2 times; "
        "1 read as 0, 1 time."
    )
    assert figures.confusion(np.eye(2)).alt == "2 of 2 are right."


def test_what_is_no_square_is_refused():
    with pytest.raises(ValueError, match=r"Received the shape \(2, 3\)"):
        figures.confusion(np.ones((2, 3)))
