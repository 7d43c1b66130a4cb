"""The plane folded by two hidden neurons: lines, names, the gap, and the axis of epochs."""

import itertools

import numpy as np
import pytest

from course_lib.figures import epochs_axis
from course_lib.figures.folding import FoldingPicture, X, gap, hidden
from course_lib.figures.hidden_lines import HiddenLines
from course_lib.figures.hidden_space import HiddenSpace, _box, _overlap
from course_lib.figures.training_layout import boxes
from course_lib.widgets.frames import Frames

OR_AND_AND = [45, -0.35, 45, 0.35]


def test_turn_and_shift_lay_the_line_where_they_say():
    h1, h2 = hidden(np.array([[0.5, 0.9], [0.75, 0.1], [0.5, 0.75]]), [0, 0.0, 90, 0.25]).T
    assert h1[0] == pytest.approx(0.5)  # upright through the middle
    assert h1[1] > 0.5
    assert h2[2] == pytest.approx(0.5)  # level, a quarter above it


@pytest.mark.parametrize(
    ("settings", "parted"),
    [
        ([0, 0, 90, 0], False),
        ([45, 0, 45, 0], False),
        (OR_AND_AND, True),
        ([135, 0.2, -45, 0.2], True),
    ],
)
def test_the_gap_is_above_zero_where_a_line_parts_them(settings, parted):
    wide, towards, middle = gap(hidden(X, settings))
    assert (wide > 0) == parted
    if parted:
        along = hidden(X, settings) @ towards
        assert ((along > middle) == [False, True, True, False]).all()


def test_both_pictures_take_colour_where_a_line_fits():
    picture = FoldingPicture()
    assert "No straight line parts" in picture.update([0, 0, 90, 0])
    assert not picture.plane.a.std()
    assert not len(picture.space.line.get_xdata())
    said = picture.update(OR_AND_AND, "A note.")
    assert "A straight line parts them, with a gap of 0." in said
    assert said.endswith("A note.")
    Frames(picture.figure).next()
    picture.update([45, -0.35, 45, 0.3])
    assert not picture.figure.stale, "only what moves is drawn again"
    assert picture.plane.a.std() > 0.2
    ends = np.column_stack(picture.space.line.get_data())
    ends = ends[~np.isnan(ends).any(axis=1)]
    slopes = np.diff(ends, axis=0)
    assert np.ptp(np.arctan2(slopes[:, 1], slopes[:, 0]) % np.pi) < 1e-2, "straight"


@pytest.mark.parametrize("width", [260, 400, 559, 560, 760])
def test_panels_stay_on_the_paper(width):
    picture = FoldingPicture()
    picture.fit(width)
    for ax in (picture.map, picture.space.ax):
        left, bottom, right, top = ax.get_position().extents
        assert 0 < left < right <= 1
        assert 0 < bottom < top < 1


@pytest.mark.parametrize("width", [300, 760])
@pytest.mark.parametrize("stem", ["xor", "one spot", "near"])
def test_names_in_hidden_space_cover_no_mark_and_no_name(stem, width):
    places = {
        "xor": X,
        "one spot": np.array([[0, 0], [1, 0], [1, 0.01], [1, 1]]),
        "near": np.array([[0.17, 0.29], [0.44, 0.96], [0.45, 0.96], [0.74, 1.0]]),
    }[stem]
    picture = FoldingPicture(width)
    picture.space.show(np.zeros((1, 2, 2)), places, None)
    labels = [label for label in picture.space.labels if label.get_text()]
    assert sum(label.get_text().count("(") for label in labels) == 4, "everybody is named"
    names = [
        _box(np.array(label.get_position()), *picture.space.room(label.get_text()))
        for label in labels
    ]
    mark = picture.space.room("")[1]
    marks = [_box(place, mark, mark) for place in places]
    assert not any(_overlap(a, b) for a, b in itertools.combinations(names, 2))
    assert not any(_overlap(a, b) for a, b in itertools.product(names, marks))


def test_a_hidden_lines_name_stands_on_no_sample():
    picture = FoldingPicture()
    for turn, shift in itertools.product(range(-180, 181, 15), (-0.35, -0.1, 0.0, 0.2, 0.35)):
        picture.update([turn, shift, turn + 70, -shift])
        for name in picture.lines.names:
            if name.get_text():
                off = np.abs(np.array(name.get_position()) - X)
                assert (off > 0.06).any(axis=1).all(), (turn, shift)


def test_the_four_panels_do_not_overlap():
    for width, rows, space in itertools.product((300, 500, 560, 760), (0, 2, 4), (True, False)):
        wide, tall, places = boxes(width, rows, space)
        assert len(places) == 3 + space
        for left, bottom, w, h in places:
            assert left >= 0
            assert bottom >= 0
            assert left + w <= wide
            assert bottom + h <= tall
        seen = [p for i, p in enumerate(places) if i != 2 or rows]
        for (l1, b1, w1, h1), (l2, b2, w2, h2) in itertools.combinations(seen, 2):
            assert not (l1 < l2 + w2 and l2 < l1 + w1 and b1 < b2 + h2 and b2 < b1 + h1)


@pytest.mark.parametrize("epochs", [1, 3, 50, 1000, 1500, 20_000])
def test_the_first_epochs_have_more_room(epochs):
    stops = epochs_axis.stops(epochs)
    assert stops[0] == 0
    assert stops[-1] == epochs
    gaps = np.diff(stops)
    assert gaps.min() >= 1
    assert gaps[0] == 1
    assert len(stops) <= 350
    if epochs >= 1000:
        assert gaps[:30].max() == 1, "each of the first thirty"
        assert epochs_axis.place(30) > 0.18 * epochs_axis.place(epochs)
    assert epochs_axis.epoch_at(epochs_axis.place(7.0)) == pytest.approx(7)


def test_what_has_no_lines_on_the_map_has_no_names():
    picture = FoldingPicture()
    assert isinstance(picture.lines, HiddenLines)
    assert isinstance(picture.space, HiddenSpace)
    picture.lines.move(np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([1.0, -9.0]))
    assert [name.get_text() for name in picture.lines.names] == ["", ""]
    assert picture.lines.count == 0
