"""The picture of several descents: paths, ends, the lowest points, and what is said of them."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_lib.figures import palette
from course_lib.figures.descent import STYLES, DescentPicture, Ground, Path, ends
from course_lib.widgets.frames import Frames

TICKS = np.linspace(-2, 2, 41)
W1, W2 = np.meshgrid(TICKS, TICKS)
BOWL = Ground("Bowl", TICKS, TICKS, W1**2 + W2**2, 1e-3)
SADDLE = Ground("Twins", TICKS, TICKS, (W1 * W2 - 1) ** 2 + 0.5, 0.1)
NAMES = ["SGD", "Adam", "mine"]


def path(*weights, lost=False):
    weights = np.array(weights, dtype=float)
    return Path(weights, (weights**2).sum(axis=1), lost)


PATHS = {
    "SGD": path((1.5, 1), (1, 0.5), (0.5, 0)),
    "Adam": path((1.5, 1), (0, 0), (0, 0)),
    "mine": path((1.5, 1), (90, -2000), lost=True),
}


@pytest.fixture
def picture():
    return DescentPicture(BOWL, NAMES)


def test_paths_and_losses_are_those_that_were_given(picture):
    picture.update(BOWL, PATHS, 2, "Rate 1.")
    for name in NAMES:
        line, end, losses, _ = picture.lines[name]
        np.testing.assert_array_equal(np.transpose(line.get_data()), PATHS[name].weights)
        np.testing.assert_array_equal(np.ravel(end.get_data()), PATHS[name].weights[-1])
        np.testing.assert_array_equal(losses.get_ydata(), PATHS[name].losses)
    assert 2 < picture.chart.get_xlim()[1] < 2.5


def test_what_it_says(picture):
    assert picture.update(BOWL, PATHS, 2, "Rate 1.") == (
        "Rate 1. At the end: SGD 0.250 at (0.5, 0.0), Adam < 0.001 at (0.0, 0.0), mine runs away."
    )
    far = path((1.5, 1), (-3.04, -4.0))
    assert "SGD 25 at (−3.0, −4.0)" in picture.update(BOWL, PATHS | {"SGD": far}, 2, "")


def test_an_end_below_or_above_the_chart_stays_at_its_edge(picture):
    picture.update(BOWL, PATHS, 2, "")
    bottom, top = picture.chart.get_ylim()
    ends = {name: picture.lines[name][3].get_ydata()[0] for name in NAMES}
    assert ends == {"SGD": 0.25, "Adam": bottom, "mine": top}


def test_every_lowest_point_has_its_cross():
    np.testing.assert_allclose(BOWL.lowest, [(0, 0)], atol=1e-12)
    lowest = {tuple(place) for place in np.round(SADDLE.lowest, 9).tolist()}
    assert {(1.0, 1.0), (-1.0, -1.0), (2.0, 0.5), (-0.5, -2.0)} <= lowest
    assert all(w1 * w2 == pytest.approx(1) for w1, w2 in SADDLE.lowest)


def test_no_two_optimizers_look_alike():
    colours, markers, _ = zip(*STYLES.values(), strict=True)
    assert len(set(colours)) == len(set(markers)) == len(STYLES)
    assert not {palette.BLUE, palette.ORANGE} & set(colours)  # they mean yes and no


def test_the_legend_names_them_all(picture):
    assert [text.get_text() for text in picture.legend.get_texts()] == NAMES
    for width in (300, 760):
        picture.fit(width)
        (legend,) = picture.figure.legends  # the earlier one is gone
        assert [text.get_text() for text in legend.get_texts()] == NAMES


@pytest.mark.parametrize("width", [200, 260, 330, 439, 440, 599, 600, 760, 2000])
def test_panels_stay_on_the_paper_and_apart_at_every_width(picture, width):
    picture.fit(width)
    picture.update(BOWL, PATHS, 2, "Rate 1.")
    canvas = FigureCanvasAgg(picture.figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    whole = picture.figure.bbox
    boxes = [ax.get_tightbbox(renderer, bbox_extra_artists=[]) for ax in picture.figure.axes]
    boxes.append(picture.legend.get_window_extent(renderer))
    for i, box in enumerate(boxes):
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= whole.x1 + 1
        assert box.y1 <= whole.y1 + 1
        for other in boxes[:i]:
            overlap = box.intersection(box, other)
            assert overlap is None or min(overlap.width, overlap.height) < 3


def test_only_another_number_of_steps_draws_the_background_again(picture):
    frames = Frames(picture.figure)
    picture.update(BOWL, PATHS, 2, "")
    frames.next()
    moved = PATHS | {"SGD": path((1.5, 1), (0, 1), (0, 0.5))}
    picture.update(BOWL, moved, 2, "")
    assert not picture.figure.stale
    assert frames.next().tiles
    longer = PATHS | {"SGD": path((1.5, 1), (0, 1), (0, 0.5), (0, 0.2))}
    picture.update(BOWL, longer, 3, "")
    assert picture.figure.stale


def test_another_ground_is_drawn_in_the_place_of_the_one_before(picture):
    picture.update(BOWL, PATHS, 2, "")
    before = len(picture.map.get_children())
    picture.update(SADDLE, PATHS, 2, "")
    assert picture.figure.stale
    assert len(picture.map.get_children()) == before
    assert picture.map.get_title(loc="left") == "Twins"
    assert picture.chart.get_ylim() == (0.1, 2 * SADDLE.heights.max())


def test_the_ring_stands_where_the_paths_begin(picture):
    picture.update(BOWL, PATHS, 2, "")
    np.testing.assert_array_equal(np.ravel(picture.start.get_data()), (1.5, 1))


def test_a_row_for_each_end():
    assert ends(PATHS) == [
        ["SGD", "0.250", "0.5", "0.0"], ["Adam", "< 0.001", "0.0", "0.0"],
        ["mine", "runs away", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("width", [300, 760])
def test_where_the_map_lies_is_where_it_is_drawn(picture, width):
    """A place on the map, by the shares that a browser is told, is that place in pixels."""
    picture.fit(width)
    left, top, wide, high = picture.plane["box"]
    (low, end), (bottom, ceiling) = picture.plane["x"], picture.plane["y"]
    share = (1.5 - low) / (end - low), (ceiling - 1.0) / (ceiling - bottom)
    across, down = left + share[0] * wide, top + share[1] * high
    x, y = picture.map.transData.transform((1.5, 1.0))
    box = picture.figure.bbox
    np.testing.assert_allclose((across, 1 - down), (x / box.width, y / box.height), atol=1e-6)
