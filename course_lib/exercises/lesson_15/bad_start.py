"""Lesson 15, Unsupervised learning: the goal ``bad_start``."""

import numpy as np

from course_lib.checks import goal
from course_lib.figures.clouds import CLOUD, MIDDLES, POINTS
from course_lib.figures.k_means import assign, distances, settled

_GOOD = 0.4  # the mean squared distance with a centre in each cloud: 0.36


def _figure(settings, on_move):
    from course_lib.widgets.k_means import StartPlaces

    return StartPlaces(settings, on_move)


def _end(settings):
    """How many points each centre owns at the end, and the mean squared distance."""
    centres, labels = settled(POINTS, settings)
    squared = distances(POINTS, centres)[np.arange(len(POINTS)), labels].mean()
    return np.bincount(labels, minlength=len(settings)), float(squared)


def _empty(settings):
    return int((_end(settings)[0] == 0).sum())


def _good(settings):
    return _end(settings)[1] < _GOOD


def _one_each(settings):
    """Whether each cloud has a centre of its own from the first step on."""
    first = assign(POINTS, settings)
    owners = [set(first[cloud == CLOUD].tolist()) for cloud in range(len(MIDDLES))]
    return all(len(each) == 1 for each in owners) and len(set.union(*owners)) == len(MIDDLES)


bad_start = goal(
    name="bad_start",
    lesson=15,
    minutes=4,
    difficulty=2,
    prompt="Place the three centres so that k-means comes to rest badly: every centre owns points, "
    "and yet two of them share one cloud.",
    right=[[8.5, 6.5], [8.5, 9.5], [3.0, 2.0]],
    reached=lambda settings: _empty(settings) == 0 and not _good(settings),
    figure=_figure,
    columns=("x", "y"),
)


@bad_start.mistake(
    "Two of the centres stand at one and the same place, so one of them takes all their points and "
    "the other none. Move one of them away."
)
def _(settings):
    return len({tuple(place) for place in settings}) < len(settings)


@bad_start.mistake(
    "At the end two centres own nothing: one is nearest to all points. Bring the other two closer "
    "to the points."
)
def _(settings):
    return _empty(settings) == 2


@bad_start.mistake(
    "One centre owns nothing from the first step on, and stays where it is. Bad, but it is to own "
    "points too: move it closer to a cloud than the others are to some of its points."
)
def _(settings):
    return _empty(settings) == 1 and len(set(assign(POINTS, settings).tolist())) < len(settings)


@bad_start.mistake(
    "One centre owns points at first and loses all of them on the way. Each is to own points at "
    "the end."
)
def _(settings):
    return _empty(settings) == 1


@bad_start.mistake(
    "It ends well, with a centre in each cloud, although it began otherwise. Put two centres into "
    "one cloud, so far from the others that they never leave it."
)
def _(settings):
    return _good(settings) and not _one_each(settings)


@bad_start.mistake(
    "It ends well: each centre has a cloud of its own from the first step on. Put two of them into "
    "the same cloud."
)
def _(settings):
    return _good(settings)


bad_start.hints(
    "Two clouds lie close together, one far away. Which two could share one centre?",
    "Two centres into the far cloud, at (8.5, 6.5) and (8.5, 9.5); the third between the other two "
    "clouds, at (3, 2).",
)
bad_start.why(
    "k-means never gets worse from step to step, and it can't jump. So one starts it several times "
    "and keeps the end with the smallest squared distance."
)
