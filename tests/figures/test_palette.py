"""Colours that can be told apart and texts that can be read."""

import numpy as np
import pytest

from course_lib.figures import palette


@pytest.mark.parametrize("ink", ["TEXT", "FAINT", "BLUE_TEXT", "ORANGE_TEXT", "BOUNDARY"])
def test_text_reads_on_paper(ink):
    assert palette.contrast(getattr(palette, ink), palette.PAPER) >= 4.5


def test_the_colours_of_ten_labels_read_on_paper():
    assert len(set(palette.TEN)) == 10
    assert min(palette.contrast(colour, palette.PAPER) for colour in palette.TEN) >= 4.5


def test_shades_run_from_orange_over_paper_to_blue():
    assert palette.shade(0) == palette.ORANGE
    assert palette.shade(0.5) == palette.BETWEEN
    assert palette.shade(1) == palette.BLUE
    assert palette.shade(-3) == palette.ORANGE
    assert palette.shade(0, -1, 1) == palette.BETWEEN


def test_yes_and_no_differ_in_lightness_too():
    """Who sees no hue at all still sees two greys, both unlike what lies between them."""
    assert palette.contrast(palette.ORANGE, palette.BLUE) > 2
    assert palette.contrast(palette.ORANGE, palette.BETWEEN) > 2


def test_shades_are_opaque_and_nobody_can_repaint_them():
    assert (palette.SHADES[:, 3] == 255).all()
    with pytest.raises(ValueError, match="read-only"):
        palette.SHADES[0] = 0


def test_shade_of_an_array_is_the_nearest_row():
    rows = palette.shade_index(np.array([0, 0.25, 0.5, 1]), 0, 1)
    assert rows.tolist() == [0, 32, 64, 128]


def test_ink_reads_on_every_shade():
    for share in np.linspace(0, 1, 129):
        colour = palette.shade(share)
        assert palette.contrast(palette.ink_on(colour), colour) >= 4.5
