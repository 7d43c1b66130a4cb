"""Frames: what changed, all of it, and little else."""

import zlib

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_lib.widgets.frames import Frames


@pytest.fixture
def figure():
    figure = Figure(figsize=(4, 2), dpi=100)
    left, right = figure.subplots(1, 2)
    left.set(xlim=(0, 10), ylim=(0, 10))
    right.set(xlim=(0, 10), ylim=(0, 10))
    left.plot([3], [5], "o", animated=True)
    right.plot([3], [5], "s", animated=True)
    return figure


def points(figure):
    return [ax.lines[0] for ax in figure.axes]


def put_together(screen, frame):
    """What a browser does with a frame."""
    if screen is None or screen.shape[:2] != (frame.height, frame.width):
        screen = np.zeros((frame.height, frame.width, 4), dtype=np.uint8)
    pixels = zlib.decompress(frame.pixels) if frame.compressed else frame.pixels
    pixels = np.frombuffer(pixels, dtype=np.uint8)
    for x, y, w, h in frame.tiles:
        tile, pixels = pixels[: 4 * w * h], pixels[4 * w * h :]
        screen[y : y + h, x : x + w] = tile.reshape(h, w, 4)
    assert len(pixels) == 0
    return screen


def drawn_afresh(figure):
    """The same picture, drawn by matplotlib from nothing."""
    for point in points(figure):
        point.set_animated(False)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def test_the_first_frame_is_the_whole_picture(figure):
    frame = Frames(figure).next()
    assert frame.tiles == [(0, 0, 400, 200)]
    np.testing.assert_array_equal(put_together(None, frame), drawn_afresh(figure))


@pytest.mark.parametrize("compress", [True, False])
def test_the_tiles_add_up_to_the_picture_drawn_afresh(figure, compress):
    frames = Frames(figure, compress=compress)
    screen = put_together(None, frames.next())
    for step in range(5):
        points(figure)[step % 2].set_data([2 + step], [1 + step])
        screen = put_together(screen, frames.next())
    np.testing.assert_array_equal(screen, drawn_afresh(figure))


def test_only_what_changed_travels(figure):
    frames = Frames(figure)
    whole = frames.next()
    points(figure)[0].set_data([3.5], [5])
    frame = frames.next()
    assert all(x + w < 200 for x, _, w, _ in frame.tiles)  # in the left half
    assert sum(w * h for _, _, w, h in frame.tiles) < 500
    assert len(frame.pixels) < len(whole.pixels) / 5


def test_what_changed_far_apart_does_not_bring_along_what_lies_between(figure):
    frames = Frames(figure)
    frames.next()
    for point in points(figure):
        point.set_data([3.5], [9])
    assert sum(w * h for _, _, w, h in frames.next().tiles) < 3000


def test_nothing_changed_is_nothing_to_send(figure):
    frames = Frames(figure)
    frames.next()
    frame = frames.next()
    assert frame.tiles == []
    assert zlib.decompress(frame.pixels) == b""


def test_a_changed_background_is_drawn_again(figure):
    frames = Frames(figure)
    screen = put_together(None, frames.next())
    figure.axes[0].set_title("another")
    screen = put_together(screen, frames.next())
    np.testing.assert_array_equal(screen, drawn_afresh(figure))


def test_a_sharper_screen_gets_more_pixels(figure):
    frames = Frames(figure)
    frames.next()
    frames.sharpen(2)
    frame = frames.next()
    assert (frame.width, frame.height) == (800, 400)
    assert frame.tiles == [(0, 0, 800, 400)]


def test_a_new_view_gets_the_whole_picture(figure):
    frames = Frames(figure)
    first = frames.next()
    frames.start_again()
    again = frames.next()
    assert again.tiles == first.tiles
    assert again.pixels == first.pixels


def test_a_still_taken_in_between_does_not_disturb(figure, tmp_path):
    frames = Frames(figure)
    screen = put_together(None, frames.next())
    figure.savefig(tmp_path / "still.png", dpi=200)
    points(figure)[0].set_data([4], [5])
    screen = put_together(screen, frames.next())
    np.testing.assert_array_equal(screen, drawn_afresh(figure))
