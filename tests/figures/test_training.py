"""The picture of a network in training: what moves, what it says, and what stands still."""

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential
from course_lib.figures import palette
from course_lib.figures.bowl import BowlPicture
from course_lib.figures.depth import DepthPicture
from course_lib.figures.hidden_lines import crossing
from course_lib.figures.overlay import Overlay
from course_lib.figures.shaded import Shaded
from course_lib.figures.training import TrainingPicture
from course_lib.widgets.frames import Frames

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
NAMES = ["a", "b", "c", "d"]


def model_of(kernel, bias):
    """One sigmoid over two inputs."""
    model = Sequential([Input((2,)), Dense(1, activation="sigmoid")])
    model.set_weights([np.reshape(kernel, (2, 1)), [bias]])
    return model


@pytest.fixture
def picture():
    return TrainingPicture(X, np.array([0, 1, 1, 0]), NAMES, epochs=10)


def test_the_boundary_is_where_the_network_can_t_decide(picture):
    model = model_of([8.0, 0.0], -4.0)  # x1 = 0.5
    readout = picture.update(model, 2, [0.4, 0.3, 0.25])
    x1, x2 = picture.line.get_data()
    seen = ~np.isnan(x1)
    np.testing.assert_allclose(x1[seen], 0.5, atol=1e-3)
    assert x2[seen].min() < 0
    assert x2[seen].max() > 1
    assert readout == "Epoch 2 of 10: loss 0.2500. a 0.018, b 0.018, c 0.982, d 0.982."


def test_the_loss_is_drawn_up_to_the_epoch_and_no_further(picture):
    picture.update(model_of([1, 1], 0), 1, [0.4, 0.3, 0.25])
    assert picture.curve.get_ydata().tolist() == [0.4, 0.3]
    assert list(picture.now.get_xdata()) == [1]
    assert picture.title.get_text() == "Loss after epoch 1: 0.3000"


def test_a_loss_that_grows_stays_on_the_chart(picture):
    for top in (0.4, 80.0, 0.2):
        losses = [0.4, top]
        picture.update(model_of([1, 1], 0), 1, losses)
        assert picture.chart.get_ylim()[1] > max(losses)


def test_a_tiny_loss_is_never_called_zero(picture):
    assert "loss < 0.0001." in picture.update(model_of([1, 1], 0), 0, [1e-6])
    assert "loss 0.0000." in picture.update(model_of([1, 1], 0), 0, [0.0])


def test_it_says_what_the_unseen_are_called_and_not_the_rest():
    unseen = np.array([[2.0, 2.0]])
    picture = TrainingPicture(X, np.array([0, 1, 1, 0]), [*NAMES, "Emily"], 10, unseen=unseen)
    assert picture.update(model_of([0, 0], 0), 0, [0.25]).endswith("Emily 0.500.")
    assert len(picture.marks) == 5


def test_with_a_column_of_ones_the_network_is_asked_with_it():
    picture = TrainingPicture(X, np.array([0, 1, 1, 0]), NAMES, 10, ones=True, hidden=True)
    model = Sequential([
        Input((3,)), Dense(2, activation="sigmoid", use_bias=False),
        Dense(1, activation="sigmoid", use_bias=False),
    ])  # fmt: skip
    model.set_weights([[[1, 1], [0, 1], [-0.5, -0.5]], [[1], [1]]])
    readout = picture.update(model, 0, [0.25])
    expected = model.predict(np.column_stack([X, np.ones(4)])).ravel()
    np.testing.assert_allclose(picture.says, expected, rtol=1e-6)
    assert "lines on the map: 2." in readout
    np.testing.assert_allclose(picture.hidden.lines[0].get_xdata(), 0.5)


@pytest.mark.parametrize(
    ("w", "b", "ends"),
    [
        ([1.0, 0.0], -2.0, [[2, 0], [2, 3]]),
        ([0.0, 1.0], -1.0, [[0, 1], [4, 1]]),
        ([1.0, -1.0], 0.0, [[0, 0], [3, 3]]),
        ([1.0, 1.0], 9.0, []),
        ([0.0, 0.0], 1.0, []),
        ([0.0, 0.0], 0.0, []),
    ],
)
def test_a_line_crosses_the_map_where_it_does(w, b, ends):
    assert crossing(np.array(w), b, [(0, 4), (0, 3)]).tolist() == ends


def test_the_plane_shows_each_corner_in_its_colour():
    plane = Shaded()
    plane.show(np.array([[0.0, 1.0], [0.5, 0.0]]))
    for width, height in ((40, 30), (700, 500)):  # beyond 300 pixels it draws two by two
        pixels = plane.pixels(width, height)
        assert pixels.shape == (height, width, 4)
        assert pixels[0, 0].tolist() == palette.SHADES[0].tolist()
        assert pixels[0, -1].tolist() == palette.SHADES[-1].tolist()
        assert pixels[-1, 0].tolist() == palette.SHADES[64].tolist()


def test_names_laid_over_look_as_if_they_had_been_drawn(picture):
    """The overlay saves time and must not cost a pixel."""
    picture.update(model_of([3.0, 1.0], -2.0), 0, [0.25])
    laid_over = Frames(picture.figure)._draw()
    (overlay,) = [a for a in picture.map.get_children() if isinstance(a, Overlay)]
    overlay.draw = lambda renderer: [artist.draw(renderer) for artist in overlay.artists]
    drawn = Frames(picture.figure)._draw()
    some, others = (a.view(np.uint8).astype(int) for a in (laid_over, drawn))
    assert np.abs(some - others).max() <= 8  # of 255, where a halo blends twice
    assert (some == others).mean() > 0.99


@pytest.mark.parametrize("width", [200, 300, 430, 559, 560, 760, 2000])
def test_panels_stay_on_the_paper_at_every_width(picture, width):
    picture.fit(width)
    picture.update(model_of([1, 1], 0), 0, [0.25])
    for ax in (picture.map, picture.chart, picture.list):
        left, bottom, right, top = ax.get_position().extents
        assert 0 < left < right <= 1
        assert 0 < bottom < top < 1


def test_a_frame_is_drawn_without_the_background_again(picture):
    frames = Frames(picture.figure)
    picture.update(model_of([1, 1], 0), 0, [0.25, 0.24])
    frames.next()
    picture.update(model_of([1, 2], 0), 1, [0.25, 0.24])
    assert not picture.figure.stale
    assert frames.next().tiles != [(0, 0, 760, 366)]


# ------------------------------------------------------------------------------ bowl and depth


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ([4, 3.2], "leaves 0.8 of the distance"),
        ([4, 0], "One step lands on the bottom"),
        ([4, -2], "crosses the bottom, and leaves 0.5"),
        ([4, -4], "for ever"),
        ([4, -5], "it diverges"),
        ([4, -5, 20], "has left the picture"),
    ],
)
def test_the_bowl_says_what_the_ball_does(path, verdict):
    picture = BowlPicture(most_steps=20)
    assert verdict in picture.update(path, 0.1)
    assert picture.ball.get_xdata()[0] == path[-1]


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([1e-7, 1.0], "about 10⁻⁷ in the first layer, about 10⁰ in the last. It vanishes"),
        ([0.1, 0.5], "a size to learn with"),
        ([1e6, 1e7], "It explodes"),
        ([np.inf, 1.0], "beyond the largest number in the first layer, about 10⁰"),
        ([0.0, 1.0], "gradient 0 in the first layer"),
        ([np.nan, np.nan], "It explodes"),
    ],
)
def test_the_depth_says_what_the_gradient_does(sizes, said):
    picture = DepthPicture(most_layers=21)
    assert said in picture.update(sizes, "sigmoid", 1.0)
    heights = picture.line.get_ydata()
    assert np.isfinite(heights).all()
    assert (heights > 0).all()
