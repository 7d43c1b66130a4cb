"""k-means, step by step, and the clouds on which it can end badly."""

import itertools

import numpy as np

from course_lib.figures.clouds import CLOUD, HIGH, LOW, POINTS
from course_lib.figures.k_means import KMeansPicture, assign, distances, settled, walk

LINE = np.array([[0.0, 0], [1, 0], [4, 0], [9, 0], [11, 0]])
START = [[1.0, 0.0], [3.0, 0.0]]


def test_the_steps_are_those_of_the_exercise_by_hand():
    states = list(walk(LINE, START, 6))
    assert [changed for *_, changed in states] == [0, 5, 2, 1, 2, 0, 0]
    assert states[0][1] is None
    assert states[1][1].tolist() == states[2][1].tolist() == [0, 0, 1, 1, 1]
    assert states[1][0].tolist() == START
    assert states[2][0][:, 0].tolist() == [0.5, 8.0]
    assert states[4][1].tolist() == [0, 0, 0, 1, 1]
    np.testing.assert_allclose(states[4][0][:, 0], [5 / 3, 10])


def test_an_empty_cluster_stays_where_it_is():
    centres, labels = settled(LINE, [[1.0, 0.0], [-50.0, 0.0]])
    assert labels.tolist() == [0] * 5
    assert centres.tolist() == [[5.0, 0.0], [-50.0, 0.0]]


def test_neither_half_makes_the_squared_distance_larger():
    rng = np.random.default_rng(3)
    points, start = rng.normal(size=(60, 2)), rng.normal(size=(5, 2))
    sizes = []
    for centres, labels, _ in list(walk(points, start, 14))[1:]:
        sizes.append(distances(points, centres)[np.arange(60), labels].mean())
    assert all(later <= earlier + 1e-12 for earlier, later in itertools.pairwise(sizes))


def test_the_words_follow_the_steps():
    picture = KMeansPicture(LINE)
    assert picture.update(START, 0) == (
        "At the start: 2 centres, and no point belongs to any of them yet."
    )
    said = picture.update(START, 1)
    assert said.startswith("Step 1, assign: 5 of 5 points have changed their cluster.")
    assert "Points in each cluster: 2, 3." in said
    assert "It has come to rest" in picture.update(START, 6)
    assert "1 of the clusters is empty" in picture.update([[1.0, 0], [-50, 0]], 2)
    for width in (300, 760, 5000):
        picture.fit(width)


def test_the_clouds_lie_apart_and_inside_the_plane():
    assert POINTS.shape == (36, 2)
    assert POINTS.min() > LOW
    assert POINTS.max() < HIGH
    middles = np.array([POINTS[cloud == CLOUD].mean(axis=0) for cloud in range(3)])
    assert (assign(POINTS, middles) == CLOUD).all()
