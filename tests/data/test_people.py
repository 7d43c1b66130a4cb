"""The four people and the two unseen, against the numbers that the course must reproduce."""

import json

import numpy as np
import pytest

from course_lib import data


@pytest.fixture(scope="module")
def source(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)["measurements"]


def test_the_four_are_the_sources_four(source):
    known, _ = data.people()
    names, *columns = zip(*source["rows"], strict=True)
    assert known.names == names
    np.testing.assert_array_equal(known.raw, np.column_stack(columns[:2]))
    np.testing.assert_array_equal(known.y, columns[2])
    np.testing.assert_array_equal(known.x, source["shifted"])


def test_the_unseen_are_the_sources_two(source):
    _, unseen = data.people()
    assert unseen.names == tuple(source["unseen"])
    assert unseen.y is None
    for row, person in enumerate(source["unseen"].values()):
        assert unseen.raw[row].tolist() == [person["weight_lb"], person["height_in"]]
        assert unseen.x[row].tolist() == person["shifted"]


def test_each_caller_gets_arrays_of_their_own():
    data.people()[0].raw[:] = 0
    data.people()[0].shift[:] = 0
    assert data.people()[0].x[0].tolist() == [-2, -1]
