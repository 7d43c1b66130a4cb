"""The map under the pointer: what Python knows of it; tests/browser looks at the page."""

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, set_random_seed, widgets


@pytest.fixture
def halves():
    set_random_seed(3)
    encoder = Sequential([Input((12,)), Dense(2, "softsign")])
    decoder = Sequential([Input((2,)), Dense(5, "relu"), Dense(12, "sigmoid")])
    return encoder, decoder


@pytest.fixture
def pictures():
    return np.random.default_rng(0).uniform(size=(9, 4, 3, 1))


def test_it_begins_at_the_codes_mean_and_draws_with_the_learner_s_decoder(halves, pictures):
    encoder, decoder = halves
    live = widgets.code_map(encoder, decoder, pictures)
    codes = encoder(pictures.reshape(9, 12))
    np.testing.assert_allclose(live.codes, codes, atol=1e-4)
    np.testing.assert_allclose(live.point, codes.mean(axis=0), atol=0.5 * 10**-live.places + 1e-6)
    np.testing.assert_allclose(live.drawn.ravel(), decoder([live.point])[0], atol=1e-6)
    assert live.drawn.shape == (4, 3)
    assert live.first == live.point


def test_python_follows_the_point_that_the_browser_set(halves, pictures):
    live = widgets.code_map(*halves, pictures, labels=range(9))
    live.set_state({"point": [0.25, -0.1]})
    np.testing.assert_allclose(live.drawn.ravel(), halves[1]([[0.25, -0.1]])[0], atol=1e-6)
    assert "labelled" in live.readout


def test_all_weights_and_pictures_are_sent_once(halves, pictures):
    live = widgets.code_map(*halves, pictures)
    weights = np.frombuffer(live.weights, dtype="<f4")
    assert len(weights) == halves[1].count_params() == 2 * 5 + 5 + 5 * 12 + 12
    np.testing.assert_array_equal(weights[:10].reshape(2, 5), halves[1].layers[0].kernel)
    assert [step["activation"] for step in live.steps] == ["relu", "sigmoid"]
    assert len(live.pictures) == pictures.size


def test_a_decoder_that_learns_on_needs_the_cell_again(halves, pictures):
    encoder, decoder = halves
    live = widgets.code_map(encoder, decoder, pictures)
    before = live.drawn
    decoder.set_weights([np.zeros_like(w) for w in decoder.get_weights()])
    np.testing.assert_array_equal(live.drawn, before)
    assert (widgets.code_map(encoder, decoder, pictures).drawn == 0.5).all()


def test_the_still_is_the_picture_in_words_too(halves, pictures):
    data, about = widgets.code_map(*halves, pictures)._repr_mimebundle_()
    assert data["text/plain"] in about["image/png"]["alt"]
    assert data["image/png"].startswith(b"\x89PNG")


def test_what_can_not_be_shown_is_refused(halves, pictures):
    encoder, decoder = halves
    with pytest.raises(ValueError, match=r"Received the shape \(9, 12\)"):
        widgets.code_map(encoder, decoder, pictures.reshape(9, 12))
    with pytest.raises(ValueError, match="9 pictures, 8 labels"):
        widgets.code_map(encoder, decoder, pictures, labels=range(8))
    with pytest.raises(ValueError, match="Dense layers only"):
        widgets.code_map(encoder, encoder, pictures)
    small = Sequential([Input((2,)), Dense(7)])
    with pytest.raises(ValueError, match="a decoder that makes 7 numbers"):
        widgets.code_map(encoder, small, pictures)
