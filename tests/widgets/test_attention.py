"""A query among keys, a map under one's own text, long vectors, and names at a temperature."""

import numpy as np
import pytest

from course_lib import layers, widgets
from course_lib.data import first_names
from course_lib.exercises.lesson_16.at_temperature import at_temperature
from course_lib.exercises.lesson_16.attention import attention
from course_lib.exercises.lesson_16.win import win
from course_lib.figures.attention_plane import KEYS, VALUES, VIEW, attend
from course_lib.figures.sampling import SamplingPicture
from course_lib.figures.saturation import KEYS as BARS
from course_lib.figures.saturation import weights
from course_lib.widgets.attention_plane import FIRST, AttentionPlane


@pytest.mark.parametrize("query", [(0, 0), (1.0, -0.4), (-3, 3), (2.9, 0.1)])
def test_the_plane_is_attention(query):
    scores, shares, mixed = attend(query)
    expected = attention.reference(np.array([query]), np.array(KEYS), np.array(VALUES)[:, None])
    assert mixed == pytest.approx(expected.item())
    assert shares.sum() == pytest.approx(1)
    assert (scores.argmax(), scores.argmin()) == (shares.argmax(), shares.argmin())


def test_a_query_on_b_is_answered_most_by_a():
    assert attend(KEYS[1])[1].round(2).tolist() == [0.62, 0.37, 0.0, 0.0, 0.01]


def test_the_plane_in_words_follows_its_query():
    live = widgets.attention_plane()
    assert live.readout.startswith("Query (1.0, −0.4). Weights: A 0.37, B 0.09")
    live.query = [-VIEW, VIEW]
    assert "Query (−3.0, 3.0)" in live.readout
    data, metadata = live._repr_mimebundle_()
    assert data["text/plain"] == live.readout
    assert data["image/png"].startswith(b"\x89PNG")
    assert "Query (−3.0, 3.0)" in metadata["image/png"]["alt"]


@pytest.mark.parametrize("query", [(1,), (0, 3.1), (1, 2, 3)])
def test_a_query_that_is_not_on_the_plane_is_refused(query):
    with pytest.raises(ValueError, match="a query of two numbers from -3 to 3"):
        widgets.attention_plane(query)


def test_the_goal_is_told_how_it_stands_and_nothing_where_it_began():
    live = AttentionPlane(FIRST, win.moved)
    assert "Move a slider first" in live.note
    for query, words in (
        ([0.2, 0.3], "so short"), ([-1, -2], "points away"), ([1.5, 3], "A has more than B"),
        ([-2, 2.2], "turned too far"), ([-0.3, 2.0], "A still takes too much"),
        ([-0.9, 2.9], "Correct: A query does not have to"),
    ):  # fmt: skip
        live.query = query
        assert words in live.note, query
    live.query = list(FIRST)
    assert "Move a slider first" in live.note


def test_no_query_in_the_plane_is_left_without_a_sentence():
    for x in np.linspace(-VIEW, VIEW, 31):
        for y in np.linspace(-VIEW, VIEW, 31):
            assert "The goal is not reached." not in str(win.judge([[x, y]]).sentences)


def test_long_vectors_saturate_softmax_and_the_root_prevents_it():
    draws = range(1, 21)
    without = [weights(256, draw, root=False).max() for draw in draws]
    with_root = [weights(256, draw, root=True).max() for draw in draws]
    assert np.median(without) > 0.99
    assert max(with_root) < 0.7
    assert weights(4, 1, root=True) == pytest.approx(weights(4, 1, root=True))
    assert len(weights(4, 1, root=True)) == BARS


def test_the_long_vectors_at_both_ends_of_both_sliders():
    live = widgets.saturation()
    assert live.move(d=256, draw=1).startswith("256 numbers in each vector")
    assert live.move(d=4, draw=20).startswith("4 numbers in each vector")
    for bars in live._update.__closure__[0].cell_contents.bars:
        assert sum(bar.get_height() for bar in bars) == pytest.approx(1)
    for width in (300, 760):
        live._fit(width)
        assert live.figure.get_size_inches()[0] * 100 == pytest.approx(width)


@pytest.fixture(scope="module")
def look():
    """What a layer of two heads looks at, in a text; it expects an a next, whatever it reads."""
    layer, signs = layers.MultiHeadAttention(2, 4, seed=1), np.eye(27)

    def look(text):
        x = signs[[0, *(ord(letter) - 96 for letter in text)]][np.newaxis]
        layer(x, x, use_causal_mask=True)
        return layer.attention_scores[0], signs[1]

    return look


def test_the_map_shows_what_was_typed(look):
    live = widgets.attention_map(look, "anna")
    assert live.shown["signs"] == ".anna"
    shown = np.array(live.shown["weights"])
    np.testing.assert_allclose(shown, look("anna")[0], atol=1e-4)
    assert not np.triu(shown, 1).any()
    assert live.readout.startswith("Head 1 of 2: the last place of “anna” looks most at")
    assert live.readout.endswith("Expected next: a 1.00, the end 0.00, b 0.00.")
    live.text, live.head = "zo", 1
    assert live.readout.startswith("Head 2 of 2: the last place of “zo” looks most at")


@pytest.mark.parametrize("typed", ["Ann-Marie!", "", "é", "abcdefghijklmnop"])
def test_the_map_takes_letters_and_no_more_than_fit(look, typed):
    live = widgets.attention_map(look, "anna")
    live.text = typed
    assert live.trouble == ""
    assert set(live.shown["signs"][1:]) <= set("abcdefghijklmnopqrstuvwxyz")
    assert len(live.shown["signs"]) <= 12


def test_a_network_that_answers_otherwise_is_told_so_and_the_map_stays(look):
    live = widgets.attention_map(look, "anna")
    before = live.shown
    live._look = lambda text: (np.ones((2, 3, 3)), np.ones(27))
    live.text = "bob"
    assert live.shown == before
    assert "gives weights (heads, 4, 4)" in live.trouble
    live._look = lambda text: 1 / 0
    live.text = "eve"
    assert "ZeroDivisionError" in live.trouble
    live._look = look
    live.text = "eva"
    assert (live.shown["signs"], live.trouble) == (".eva", "")


def test_the_map_lets_go(look):
    live = widgets.attention_map(look, "anna")
    live.close()
    assert live._look is None


P = np.random.default_rng(0).dirichlet(np.ones(27) / 2, size=12)


def say(signs):
    return np.broadcast_to(P, (len(signs), 12, 27))


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
def test_names_are_drawn_with_the_chances_of_their_temperature(temperature):
    drawn = widgets.draw_names(say, temperature, count=20_000)
    first = [ord(name[0]) - 96 if name else 0 for name in drawn]
    shares = np.bincount(first, minlength=27) / len(first)
    expected = at_temperature.reference(P[:1], temperature)[0]
    np.testing.assert_allclose(shares, expected, atol=0.015)


def test_a_name_ends_at_its_first_dot_and_has_11_letters_at_most():
    names = widgets.draw_names(say, 2.5, seed=3, count=500)
    assert max(map(len, names)) == 11
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz") for name in names)
    assert widgets.draw_names(say, 2.5, seed=3, count=500) == names
    assert widgets.draw_names(say, 2.5, seed=4, count=500) != names


def test_the_names_at_both_ends_of_both_sliders():
    live = widgets.sampling(say, first_names())
    cold = live.move(temperature=0.1, seed=1)
    hot = live.move(temperature=2.5, seed=20)
    assert cold.startswith("Temperature 0.1. Of 24 names, known: ")
    assert hot.startswith("Temperature 2.5. Of 24 names, known: ")
    for width in (300, 760):
        live._fit(width)
        assert live.figure.get_size_inches()[0] * 100 == pytest.approx(width)


def test_where_the_end_is_drawn_at_once_it_is_said():
    picture = SamplingPicture()
    said = picture.update(2.5, ["smii", "", "ca"], known=["ca"])
    assert said.endswith("known: 1, new: 2. smii, (nothing), ca.")
    assert [text.get_text().strip() for text in picture.texts[:4]] == [
        "smii",
        "(nothing)",
        "✓ ca",
        "",
    ]
