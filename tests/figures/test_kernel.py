"""A kernel on a picture: its map is Conv2D's, and what is drawn is that map."""

import numpy as np
import pytest

from course_lib import layers
from course_lib.figures.kernel import LEFT_EDGE, PRESETS, border, in_words, kernel_map
from course_lib.figures.kernel import kernel_picture as draw

PICTURE = np.random.default_rng(3).random((8, 7)).round(2)
KERNEL = np.array([[1.0, 0, -2], [0, 3, 0], [0.5, 0, -1]])


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_the_map_is_the_layers(stride, padding):
    layer = layers.Conv2D(1, 3, strides=stride, padding=padding)
    layer.build((None, 8, 7, 1))
    layer.kernel = KERNEL[:, :, np.newaxis, np.newaxis]
    expected = layer(PICTURE[np.newaxis, :, :, np.newaxis])[0, :, :, 0]
    got = kernel_map(PICTURE, KERNEL, stride, padding)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)
    assert got.shape == tuple(border(n, 3, stride, padding)[0] for n in (8, 7))


def test_the_words_say_the_place_and_the_range():
    answers = kernel_map(PICTURE, KERNEL)
    said = in_words(PICTURE, KERNEL, 1, "valid", 2, 3)
    assert said.startswith("Row 3, column 4 of the map: ")
    number = float(said.split(": ")[1].split(". ")[0].replace("−", "-"))
    assert abs(number - answers[2, 3]) <= 0.005 + 1e-9
    halves = in_words(np.full((3, 3), 0.625), np.eye(3), 1, "valid", 0, 0)
    assert "of the map: 1.88." in halves  # 1.875, rounded as the browser rounds
    assert "The map has 6 × 5 numbers, from" in said


@pytest.mark.parametrize(("stride", "padding", "corner"), [
    (1, "valid", (2.5, 1.5)), (2, "valid", (5.5, 3.5)), (1, "same", (1.5, 0.5)),
])  # fmt: skip
def test_the_window_lies_where_its_place_in_the_map_says(stride, padding, corner):
    square = np.eye(9)
    ax = draw(square, KERNEL, stride, padding, row=2, column=3)
    picture, kernel, drawn = ax.get_figure().axes
    assert picture.patches[0].get_xy() == corner
    np.testing.assert_array_equal(kernel.images[0].get_array(), KERNEL)
    np.testing.assert_allclose(
        drawn.images[0].get_array(), kernel_map(square, KERNEL, stride, padding)
    )
    assert drawn.patches[0].get_xy() == (2.5, 1.5)


def test_presets_do_what_they_are_called():
    ground = np.full((5, 5), 0.5)
    for name in ("pass on", "blur", "sharpen"):  # a mean stays a mean
        np.testing.assert_allclose(kernel_map(ground, PRESETS[name]), 0.5)
    for name in ("level edge", "corner"):
        np.testing.assert_allclose(kernel_map(ground, PRESETS[name]), 0, atol=1e-12)


def test_no_preset_reaches_the_goal_and_its_solution_does():
    def reached(kernel):
        sums = [np.sum(np.array(window) * kernel) for _, window, _ in LEFT_EDGE]
        return [np.sign(round(float(s), 6)) for s in sums] == [sign for *_, sign in LEFT_EDGE]

    assert not any(reached(np.array(kernel)) for kernel in PRESETS.values())
    assert reached(np.array([[-1, 0, 1]] * 3))
