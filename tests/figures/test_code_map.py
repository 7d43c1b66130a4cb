"""A map of codes, and the decoder behind it as plain arrays."""

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, figures
from course_lib.figures.code_map import Decoder, bounds, code_map_picture, decimals, in_words
from course_lib.nn.layers import Flatten

CODES = np.array([[-0.5, 0.25], [0.5, -0.75], [0.4, -0.7], [0.0, 0.9]])
LABELS = [3, 8, 8, 0]


@pytest.mark.parametrize("activation", [None, "relu", "sigmoid", "softsign", "tanh"])
def test_the_plain_decoder_draws_what_the_model_draws(activation):
    model = Sequential([Input((2,)), Dense(5, activation), Dense(6, "sigmoid", use_bias=False)])
    np.testing.assert_allclose(Decoder.of(model)(CODES), model(CODES), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "layers",
    [[Input((3,)), Dense(4)], [Input((2,)), Dense(4, "elu")], [Input((2,)), Flatten(), Dense(4)]],
    ids=["three numbers", "another activation", "another layer"],
)
def test_another_model_is_no_decoder_of_a_map(layers):
    with pytest.raises(ValueError, match="reads two numbers, and has Dense layers only"):
        Decoder.of(Sequential(layers))


def test_the_map_holds_every_code_and_ends_on_whole_steps():
    (left, right), (bottom, top) = bounds(CODES)
    assert (CODES.min(axis=0) > [left, bottom]).all()
    assert (CODES.max(axis=0) < [right, top]).all()
    assert decimals(CODES) == 2
    assert all(round(end, 2) == end for end in (left, right, bottom, top))
    assert bounds(np.zeros((3, 2)))[0][0] < 0 < bounds(np.zeros((3, 2)))[0][1]


def test_the_words_say_what_is_drawn_and_what_is_near():
    decoded = np.array([[0.9, 0.1], [0.6, 0.5]])
    said = in_words(decoded, CODES, [], [0.5, -0.7])
    assert said == (
        "At 0.50 and −0.70, 2 of 4 pixels are ink. The nearest of 4 pictures lies 0.05 away."
    )
    said = in_words(decoded, np.tile(CODES, (2, 1)), LABELS * 2, [0.5, -0.7])
    assert said.endswith("The 5 nearest are labelled 8, 8, 8, 8, 3.")


@pytest.mark.parametrize("labels", [[], LABELS])
def test_the_still_is_described(labels):
    ax = code_map_picture(np.zeros((2, 2)), CODES, labels, [0.0, 0.0], np.ones((2, 2)))
    assert "A map of 4 pictures" in ax.alt
    assert ("its label's number" in ax.alt) is bool(labels)


def test_three_ways_share_one_map():
    ax = figures.three_ways(CODES, LABELS, [1])
    first, second, third = ax.get_figure().axes
    assert first.get_xlim() == second.get_xlim() == third.get_xlim()
    titles = [each.get_title() for each in (first, second, third)]
    assert titles == ["supervised: 4 labels", "unsupervised: 0 labels", "semi-supervised: 1 labels"]
    assert "Semi-supervised: 1 are their labels' numbers" in ax.alt


def test_rows_of_pictures_say_how_far_they_are_from_the_first():
    ax = figures.picture_rows({"written": np.zeros((3, 2, 2)), "rebuilt": np.full((3, 2, 2), 0.5)})
    assert ax.alt == (
        "2 rows of 3 pictures: written, rebuilt. rebuilt differs from written by 0.25, squared and "
        "averaged."
    )
    assert len(ax.get_figure().axes) == 6


def test_rows_of_pictures_have_one_size():
    with pytest.raises(ValueError, match=r"'b': \(2, 2, 2\)"):
        figures.picture_rows({"a": np.zeros((3, 2, 2)), "b": np.zeros((2, 2, 2))})
