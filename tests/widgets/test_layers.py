"""Widths on sliders: the model that the figure holds is the one that it shows."""

from itertools import product

import pytest

from course_lib import set_random_seed, widgets
from course_lib.nn.randomness import generator


def test_the_textbook_network():
    shapes = widgets.layers([20, 64, 10], rows=32)
    assert shapes.model.count_params() == 1994
    assert [layer.count_params() for layer in shapes.model.layers] == [1344, 650]
    assert "1,994 in all, 67 % of them in layer 1" in shapes.readout
    assert [slider["label"] for slider in shapes.sliders] == [
        "rows in X",
        "inputs",
        "layer 1",
        "layer 2",
    ]


@pytest.mark.parametrize("ends", list(product([0, 1], repeat=4)))
def test_every_slider_at_its_ends_makes_a_real_model(ends):
    shapes = widgets.layers()
    values = {
        slider["name"]: slider["high" if end else "low"]
        for slider, end in zip(shapes.sliders, ends, strict=True)
    }
    readout = shapes.move(**values)
    first, second = shapes.model.layers
    assert first.kernel.shape == (values["inputs"], values["width1"])
    assert second.kernel.shape == (values["width1"], values["width2"])
    assert f"x ({values['rows']}, {values['inputs']})" in readout
    assert f"{shapes.model.count_params():,} in all" in readout


def test_rows_add_no_parameter():
    shapes = widgets.layers(rows=1)
    before = shapes.model.count_params()
    shapes.move(rows=64)
    assert shapes.model.count_params() == before


def test_moving_it_leaves_the_lesson_s_random_numbers_alone():
    set_random_seed(1)
    expected = generator().normal()
    set_random_seed(1)
    widgets.layers().move(width1=100)
    assert generator().normal() == expected


def test_doubling_layer_1_nearly_doubles_the_count():
    shapes = widgets.layers([20, 64, 10])
    before = shapes.model.count_params()
    shapes.move(width1=128)
    assert 1.95 < shapes.model.count_params() / before < 2


@pytest.mark.parametrize("widths", [[20, 64], [20, 64, 10, 5], [20, 0, 10], [20, 6.5, 10]])
def test_other_widths_are_refused_in_a_sentence(widths):
    with pytest.raises(ValueError, match="needs three widths"):
        widgets.layers(widths)
