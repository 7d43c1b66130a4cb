"""Sizes on sliders: the model that the figure holds is the one that it shows."""

from itertools import product

import pytest

from course_lib import set_random_seed, widgets
from course_lib.checks.state import State
from course_lib.exercises.lesson_10.same_price import count, same_price
from course_lib.nn.randomness import generator
from course_lib.progress import store


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


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


def test_two_layers_for_the_same_price_are_kept(kept):
    figure = same_price._figure(None, same_price.moved)
    assert "In all 2,410," in figure.readout
    assert "Not attempted" in figure.readout
    assert "more than 2,410" in figure.move(hidden=2)
    assert "more neurons" in figure.move(units=23)
    assert store.latest(10, "same_price") is None
    said = figure.move(units=24)
    assert "In all 2,410," in said
    assert "Correct: 24 and 24" in said
    assert store.latest(10, "same_price").state == "correct"
    assert count(*same_price.right_answer[-1]) == figure.model.count_params()


def test_every_other_pair_of_sizes_is_told_what_it_is():
    for hidden, units in product(range(4), range(1, 129)):
        judged = same_price.judge([[hidden, units]])
        assert (judged.state is State.CORRECT) == ((hidden, units) == (2, 24))
        assert "not reached" not in " ".join(judged.sentences)
    assert len(same_price.mistakes) == 5
