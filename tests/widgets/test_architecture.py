"""Sizes on sliders: the model that the figure holds is the one that it shows."""

from itertools import product

import pytest

from course_lib import set_random_seed, widgets
from course_lib.nn.randomness import generator


def test_the_three_textbook_networks():
    figure = widgets.architecture(inputs=20, hidden=1, units=64, outputs=10)
    assert "In all 1,994, which is 7.79 KB; after fit with Adam 5,984." in figure.readout
    said = figure.move(inputs=8, hidden=2, units=6, outputs=4)
    assert "8·6 + 6 = 54; hidden_2 6·6 + 6 = 42; output 6·4 + 4 = 28. In all 124" in said
    assert "hidden_1 3·2 + 2 = 8" in figure.move(inputs=3, hidden=1, units=2, outputs=1)


@pytest.mark.parametrize("ends", list(product([0, 1], repeat=4)))
def test_every_slider_at_its_ends_makes_a_real_model(ends):
    figure = widgets.architecture()
    values = {
        slider["name"]: slider["high" if end else "low"]
        for slider, end in zip(figure.sliders, ends, strict=True)
    }
    readout = figure.move(**values)
    sizes = [values["inputs"], *[values["units"]] * values["hidden"], values["outputs"]]
    assert [layer.kernel.shape for layer in figure.model.layers] == [
        (sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)
    ]
    total = figure.model.count_params()
    assert f"In all {total:,}," in readout
    assert f"after fit with Adam {3 * total + 2:,}." in readout


def test_moving_it_leaves_the_lesson_s_random_numbers_alone():
    set_random_seed(1)
    expected = generator().normal()
    set_random_seed(1)
    widgets.architecture().move(units=100)
    assert generator().normal() == expected


@pytest.mark.parametrize("sizes", [{"hidden": 4}, {"inputs": 0}, {"units": 6.5}, {"outputs": True}])
def test_other_sizes_are_refused_in_a_sentence(sizes):
    with pytest.raises(ValueError, match="is a whole number from"):
        widgets.architecture(**sizes)
