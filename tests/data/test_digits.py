"""The handwritten digits: the file that was promised, its arrays, its split, and moving."""

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from course_lib import data

FOLDER = Path(data.__file__).parent


@pytest.fixture(scope="module")
def digits():
    return data.digits()


def test_the_file_is_the_one_that_its_note_describes():
    note = (FOLDER / "digits.md").read_text(encoding="utf-8")
    found = hashlib.sha256((FOLDER / "digits.csv.gz").read_bytes()).hexdigest()
    assert re.findall(r"`([0-9a-f]{64})`", note) == [found]
    for words in ("E. Alpaydin and C. Kaynak (1998)", "CC BY 4.0", "10.24432/C50P49"):
        assert words in note
    assert "CC BY 4.0" in data.digits.__doc__


def test_what_is_loaded(digits):
    assert (digits.x.shape, digits.y.shape) == ((1797, 8, 8, 1), (1797,))
    assert digits.x.dtype == np.float32
    assert (digits.x.min(), digits.x.max()) == (0, 1)
    assert digits.y[:12].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    # As the source's own description counts its test set.
    assert np.bincount(digits.y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (16 * digits.x[0, 0, :, 0]).tolist() == [0, 0, 5, 13, 9, 1, 0, 0]


def test_every_fourth_is_held_out(digits):
    train, test = digits.train, digits.test
    assert (len(train), len(test)) == (1348, 449)
    np.testing.assert_array_equal(test.x, digits.x[3::4])
    np.testing.assert_array_equal(test.y, digits.y[3::4])
    np.testing.assert_array_equal(train.x[:4], digits.x[[0, 1, 2, 4]])
    assert min(np.bincount(test.y)) > 35  # every digit is asked for


@pytest.mark.parametrize(("right", "down"), [(1, 0), (-1, 0), (0, 2), (0, -3), (2, -1), (0, 0)])
def test_moved_takes_each_pixel_along(digits, right, down):
    moved = digits.moved(right=right, down=down)
    for i in range(8):
        for j in range(8):
            inside = 0 <= i - down < 8 and 0 <= j - right < 8
            expected = digits.x[:, i - down, j - right] if inside else 0
            np.testing.assert_array_equal(moved.x[:, i, j], np.broadcast_to(expected, (1797, 1)))
    np.testing.assert_array_equal(moved.y, digits.y)


def test_what_leaves_the_paper_is_lost(digits):
    assert not digits.moved(right=8).x.any()
    assert not digits.moved(down=-20).x.any()
    there_and_back = digits.moved(right=3).moved(right=-3)
    assert not there_and_back.x[:, :, 5:].any()
    np.testing.assert_array_equal(there_and_back.x[:, :, :5], digits.x[:, :, :5])


def test_nobody_shares_an_array(digits):
    for other in (data.digits(), digits.moved(), digits.train, digits[:3], digits[[0, 1]]):
        assert not np.shares_memory(other.x, digits.x)
        assert not np.shares_memory(other.y, digits.y)


def test_half_a_pixel_is_refused(digits):
    with pytest.raises(ValueError, match=r"whole pixels.*Received right=0\.5, down=0"):
        digits.moved(right=0.5)
