"""The neuron's picture: its artists hold what the mathematics says, wherever the sliders stand."""

from itertools import product

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_lib.figures import NeuronPicture, palette, still
from course_lib.figures.neuron import NARROWEST, VIEW, WIDEST, Z_VIEW, boundary


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


ENDS = [
    ([w1, w2], b, [x1, x2])
    for w1, w2, b, x1, x2 in product((-5, 0, 5), (-5, 0, 5), (-10, 0, 10), (-5, 5), (-5, 5))
]


@pytest.fixture
def picture():
    return NeuronPicture(sigmoid, [0, 1], 4, [2, 3])


def texts(picture):
    return [side.get_text() for side in picture.sides]


def test_the_textbook_neuron(picture):
    assert picture.readout == "z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes."
    assert picture.point.get_xydata().tolist() == [[2, 3]]
    np.testing.assert_allclose(picture.operating.get_xydata(), [[7, 0.9990889488055994]])
    assert picture.line.get_ydata() == pytest.approx([-4, -4])
    assert texts(picture) == ["yes", "no"]


@pytest.mark.parametrize(("w", "b", "x"), ENDS)
def test_every_end_of_every_slider(picture, w, b, x):
    picture.update(w, b, x)
    z = np.dot(w, x) + b
    assert (picture.z, picture.a) == (pytest.approx(z), pytest.approx(sigmoid(z)))
    line = np.array(picture.line.get_data())
    np.testing.assert_allclose(np.dot(w, line) + b, 0, atol=1e-9)
    assert line.size == (4 if any(w) else 0)
    assert picture.point.get_markerfacecolor() == palette.shade(sigmoid(z))
    _, a = picture.operating.get_xydata()[0]
    assert a == pytest.approx(sigmoid(z))


@pytest.mark.parametrize(("w", "b", "x"), ENDS[::7])
def test_the_plane_is_coloured_by_the_output(picture, w, b, x):
    picture.update(w, b, x)
    x1, x2 = np.meshgrid(np.linspace(-VIEW, VIEW, 41), np.linspace(-VIEW, VIEW, 31))
    rows = palette.shade_index(sigmoid(w[0] * x1 + w[1] * x2 + b), 0, 1)
    shown = picture.plane.pixels(41, 31)
    # Between two of its 512 outputs the plane takes the nearer: a few shades at the steepest.
    assert np.abs(shown.astype(int) - palette.SHADES[rows]).max() <= 25
    assert np.median(np.abs(shown.astype(int) - palette.SHADES[rows])) <= 1


def test_the_boundary_lies_in_the_view_even_for_tiny_weights():
    x1, x2 = boundary(np.array([0.01, -0.02]), 0.03)
    np.testing.assert_allclose(0.01 * np.array(x1) - 0.02 * np.array(x2) + 0.03, 0, atol=1e-12)
    assert min(x1) < -VIEW
    assert max(x1) > VIEW


@pytest.mark.parametrize(
    ("w", "b", "x", "words"),
    [
        ([0, 0], 3, [1, 1], "Both weights are 0"),
        ([1, 0], 9, [0, 0], "The line lies outside this map"),
        ([5, 5], 10, [5, 5], "z lies beyond the chart"),
        ([0, 0], 0, [5, 5], "can't decide"),
        ([0, 1], 0, [0, 0.5], "undecided, leaning to yes"),
        ([0, -1], 0, [0, 0.5], "undecided, leaning to no"),
        ([0, 1], 0, [0, -3], ": no."),
    ],
)
def test_the_readout_says_what_is_special(picture, w, b, x, words):
    assert words in picture.update(w, b, x)


def test_a_line_at_the_very_corner_of_the_map_is_not_outside(picture):
    assert "outside" not in picture.update([1, 0], VIEW, [0, 0])
    assert "outside" in picture.update([1, 0], VIEW + 0.1, [0, 0])


@pytest.mark.parametrize(("z", "marker", "at"), [(60, ">", 9.6), (-60, "<", -9.6), (10, "o", 10)])
def test_z_beyond_the_chart_waits_at_its_edge(picture, z, marker, at):
    picture.update([0, 0], z, [0, 0])
    assert picture.operating.get_marker() == marker
    assert picture.operating.get_xdata()[0] == pytest.approx(at)
    assert f"z = {'−' if z < 0 else ''}{abs(z)}.0" in picture.title.get_text()


@pytest.mark.parametrize(("w", "b", "x"), ENDS)
def test_yes_and_no_stand_where_they_are_true_and_in_nobodys_way(picture, w, b, x):
    picture.update(w, b, x)
    for side in picture.sides:
        at = np.array(side.get_position())
        if side.get_text() in ("yes", "no"):
            z = np.dot(w, at) + b
            assert side.get_text() == ("yes" if sigmoid(z) > 0.5 else "no")
            assert abs(z) / np.hypot(*w) > 0.7
        if side.get_text():
            assert np.hypot(*(at - x)) > 1.6


def test_an_update_makes_no_artist(picture):
    before = picture.figure.findobj()
    for w, b, x in ENDS[::5]:
        picture.update(w, b, x)
    after = picture.figure.findobj()
    assert [id(artist) for artist in before] == [id(artist) for artist in after]


def test_an_update_leaves_the_background_as_it_was(picture):
    FigureCanvasAgg(picture.figure).draw()
    assert not picture.figure.stale
    for w, b, x in ENDS[::5]:
        picture.update(w, b, x)
    assert not picture.figure.stale


def test_what_moves_is_drawn_in_a_still_too(picture):
    one = still.png(picture.figure)
    picture.update([1, -1], 0, [1, -2])
    assert still.png(picture.figure) != one
    picture.update([0, 1], 4, [2, 3])
    assert still.png(picture.figure) == one


def test_the_same_numbers_give_the_same_bytes_and_no_version():
    one, two = (still.png(NeuronPicture(sigmoid, [0, 1], 4, [2, 3]).figure) for _ in range(2))
    assert one == two
    assert b"Software" not in one
    assert b"atplotlib" not in one


def test_an_activation_with_other_ends_gets_another_scale():
    picture = NeuronPicture(np.tanh, [0, 1], 0, [0, -3])
    assert picture.scale == pytest.approx((-1, 1))
    assert "negative" in picture.readout
    assert texts(picture) == ["a > 0", "a < 0"]
    assert picture.chart.get_ylim()[0] < -1


def test_relu_is_zero_on_one_side():
    picture = NeuronPicture(relu, [1, 0], 0, [-3, 0])
    assert texts(picture) == ["a > 0", "a = 0"]
    assert picture.readout == "z = 1·(−3) + 0·0 + 0 = −3.0, a = 0.000: zero."
    assert picture.chart.get_ylim()[1] > 10


def test_a_constant_activation_can_be_drawn():
    picture = NeuronPicture(lambda z: np.full_like(z, -2.0), [1, 0], 0, [-3, 0])
    assert still.png(picture.figure)
    assert texts(picture)[0] == ""


@pytest.mark.parametrize("width", [NARROWEST, 380, 440, 470, 600, WIDEST])
def test_nothing_touches_at_any_width(picture, width):
    picture.fit(width)
    picture.update([-5, -5], -10, [5, 5])
    figure = picture.figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [ax.get_tightbbox(renderer) for ax in (picture.map, picture.chart)]
    title = picture.title.get_window_extent(renderer)
    assert not boxes[0].overlaps(boxes[1])
    for box in (*boxes, title):
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= figure.bbox.x1
        assert box.y1 <= figure.bbox.y1
    assert still.size(figure)[0] == width


def test_no_text_is_smaller_than_eleven_pixels(picture):
    for text in picture.figure.findobj(lambda artist: hasattr(artist, "get_fontsize")):
        assert text.get_fontsize() * still.PIXELS_PER_INCH / 72 >= 11


def test_the_map_shows_a_chart_that_holds_the_textbook_sum():
    assert Z_VIEW >= 7
