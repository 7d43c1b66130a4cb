"""The toy sets: their sizes, their noise, and that the same seed gives the same rows."""

import numpy as np
import pytest

from course_lib.data import toys
from course_lib.data.toys import NUMBER_TOYS, TOY_NAMES


@pytest.mark.parametrize("name", [name for name in TOY_NAMES if name != "people"])
def test_rows_fit_the_plane_and_depend_on_the_seed_alone(name):
    x, y = toys(name, rows=300, noise=0.1, seed=4)
    assert x.shape == (300, 2)
    assert y.shape == (300, 1)
    assert np.abs(x).max() < 6.5
    again = toys(name, rows=300, noise=0.1, seed=4)
    assert np.array_equal(x, again[0])
    assert np.array_equal(y, again[1])
    assert not np.array_equal(x, toys(name, rows=300, noise=0.1, seed=5)[0])
    if name in NUMBER_TOYS:
        assert np.abs(y).max() < 1.5
    else:
        assert set(np.unique(y)) == {0.0, 1.0}
        assert 0.4 < y.mean() < 0.6


@pytest.mark.parametrize("name", ["moons", "circles", "spirals", "xor", "gaussians"])
def test_noise_scatters_the_points(name):
    """Without it, the nearest row of the same kind is nearer."""

    def nearest(noise):
        x, y = toys(name, rows=400, noise=noise, seed=1)
        x = x[y[:, 0] == 1]
        apart = np.linalg.norm(x[:, np.newaxis] - x, axis=2)
        return np.sort(apart, axis=1)[:, 1].mean()

    assert nearest(0.5) > nearest(0)


def test_the_four_people_are_those_of_the_course():
    x, y = toys("people")
    assert x.tolist() == [[-0.4, -0.2], [5.0, 1.2], [3.4, 0.8], [-3.0, -1.2]]
    assert y.tolist() == [[1], [0], [0], [1]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "swiss roll"}, "Expected one of moons"),
        ({"name": "moons", "rows": 1}, "at least 2 rows"),
        ({"name": "moons", "rows": 2.5}, "at least 2 rows"),
        ({"name": "moons", "noise": 2}, "a noise from 0 to 1"),
        ({"name": "moons", "noise": float("nan")}, "a noise from 0 to 1"),
    ],
)
def test_what_does_not_fit_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        toys(**given)
