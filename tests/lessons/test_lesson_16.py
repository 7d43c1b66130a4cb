"""The numbers that lesson 16 states, computed here once more and found in what it stores."""

import itertools

import numpy as np
import pytest

import course_lib
from course_lib import data, layers, optimizers, set_floatx, set_random_seed, widgets
from course_lib.figures.attention_plane import attend
from tests.lessons.stored import printed
from tests.thorough import usually

DRAWS = pytest.mark.skipif(not usually(0, thorough=1), reason="two minutes; --thorough runs it")
ONCE = (
    "SIGNS =", "x, y = encode", "def in_name", "def nats", "def two_hot", "def block", "def build",
    "def train",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def exact():
    set_floatx("float64")
    yield
    set_floatx("float32")


@pytest.fixture(scope="module")
def own(lesson):
    """The lesson's own names and functions, from its cells."""
    names = data.first_names()
    space = {
        "np": np, "course_lib": course_lib, "layers": layers, "optimizers": optimizers,
        "held_out": names[9::10], "known": [n for i, n in enumerate(names) if i % 10 != 9],
    }  # fmt: skip
    for cell in lesson.cells:
        if cell.cell_type == "code" and any(start in cell.source for start in ONCE):
            exec(cell.source, space)
    return space


@pytest.fixture(scope="module")
def block(own):
    """The lesson's network, trained as it trains it, and its score after each epoch."""
    set_random_seed(1)
    model = own["build"](course_lib)
    return model, own["train"](model, rate=0.005)


def lstm():
    """The rival, as the lesson builds it."""
    steps = layers.LSTM(42, return_sequences=True), layers.Dense(27, activation="softmax")
    return course_lib.Sequential([course_lib.Input((12, 39)), *steps])


def test_a_query_on_b(lesson):
    shares = attend([0.8, 1.8])[1].round(2)
    assert printed(lesson, "# on B").strip() == str(shares)


def test_the_names_that_are_kept_out(lesson, own):
    assert printed(lesson, "names[9::10]").startswith("4647 516 ")
    assert not set(own["known"]) & set(own["held_out"])


def test_pairs_and_what_one_dense_layer_makes_of_them(lesson, prose, own):
    score = own["nats"](own["table"][own["x_new"]])
    assert f"{np.log(27):.2f}" == "3.30"
    assert printed(lesson, "pairs {nats(").strip() == f"pairs {score:.2f}" == "pairs 2.34"
    assert printed(lesson, "one_dense.set_weights").strip() == "2.34"
    assert "3.30 knowing nothing, 2.34 by pairs" in prose


def test_pairs_are_counted_as_a_loop_would(own):
    counts = np.ones((27, 27))
    for name in own["known"]:
        signs = [0, *(ord(letter) - 96 for letter in name), 0]
        for one, other in itertools.pairwise(signs):
            counts[one, other] += 1
    np.testing.assert_array_equal(own["pairs"], counts)


def test_sixteen_apart():
    """The spread of a sum of 256 products of two numbers drawn around 0."""
    rng = np.random.default_rng(0)
    scores = (rng.normal(size=(4000, 256)) * rng.normal(size=(4000, 256))).sum(axis=1)
    assert scores.std() == pytest.approx(16, rel=0.05)
    assert 8e6 < np.exp(16) < 9.5e6  # "nine million"


def test_the_block_is_below_pairs_at_once_and_below_2_at_its_end(lesson, prose, block):
    model, scores = block
    assert model.count_params() == 14_907
    assert scores[0] < 2.34
    assert scores[-1] < 2.0
    said = printed(lesson, "   block {scores_of").strip()
    assert said == f"pairs 2.34   block {scores[-1]:.2f}"
    assert f"{scores[-1]:.2f} by a block of 14,907 weights" in prose
    assert "After the first epoch" in prose
    assert "it has passed the pairs." in prose


def test_what_its_heads_look_at_and_what_they_are_good_for(lesson, own, block):
    model, scores = block
    asking = next(layer for layer in model.layers if hasattr(layer, "attention_scores"))
    model(own["two_hot"](own["x_new"]))
    name, at = np.nonzero(own["in_name"](own["x_new"]))
    lines = printed(lesson, "for back in range(3)").splitlines()
    means = []
    for back, line in enumerate(lines):
        i, t = name[at >= back], at[at >= back]
        means.append(asking.attention_scores[i, :, t, t - back].mean(axis=0))
        assert line == f"{back} back: {means[-1].round(2)}"
    assert round((means[0] + means[1]).mean(), 1) == 0.7  # "some seven tenths"
    lost = [float(line.split()[-1]) for line in printed(lesson, "without head").splitlines()]
    assert len(lost) == 4
    assert min(lost) > scores[-1] + 0.1


def test_the_colder_the_more_that_exist_and_the_fewer_different_ones(lesson, own, block):
    def say(x):
        return block[0].predict(own["two_hot"](x), verbose=0)

    names, lines = set(data.first_names()), printed(lesson, "drawn = widgets.draw").splitlines()
    exist = []
    for line, temperature in zip(lines, (0.2, 0.5, 1.0, 2.0), strict=True):
        drawn = widgets.draw_names(say, temperature, count=500)
        exist.append(np.mean([name in names for name in drawn]))
        assert line == (
            f"{temperature}: {exist[-1]:4.0%} are in the census, {len(set(drawn)):4} different ones"
        )
    assert exist == sorted(exist, reverse=True)
    assert exist[0] > 0.5 > 0.1 > exist[-1]
    for seed in range(1, 6):
        lots = [widgets.draw_names(say, t, seed) for t in (0.2, 2)]
        cold, hot = (sum(name in names for name in lot) for lot in lots)
        assert cold > hot + 8


def test_the_lstm_is_a_little_ahead(lesson, prose, own, block):
    set_random_seed(1)
    rival = lstm()
    assert rival.count_params() == 14_937
    score = own["train"](rival, rate=0.01)[-1]
    assert printed(lesson, 'scores_of["LSTM"] =').strip() == f"14,937 weights   LSTM {score:.2f}"
    assert f"{score:.2f} by an LSTM of as many" in prose
    assert 0 < block[1][-1] - score < 0.1


@DRAWS
def test_the_bands_of_the_race_over_five_draws_of_first_weights(prose, own):
    ends = {"block": {}, "LSTM": {}}
    for rate in (0.005, 0.01):
        for name, build in {"block": lambda: own["build"](course_lib), "LSTM": lstm}.items():
            scores = []
            for seed in range(1, 6):
                set_random_seed(seed)
                scores.append(own["train"](build(), rate)[-1])
            ends[name][rate] = scores
    best = {name: min(of.values(), key=np.mean) for name, of in ends.items()}
    said = {name: f"{min(scores):.2f} to {max(scores):.2f}" for name, scores in best.items()}
    assert f"it comes to {said['LSTM']}, the block to {said['block']}" in prose
    assert np.mean(ends["block"][0.005]) <= np.mean(ends["block"][0.01])
    assert np.mean(ends["LSTM"][0.01]) <= np.mean(ends["LSTM"][0.005])


def test_one_of_fifty_in_a_hundred_batches(lesson, prose):
    errors = []
    for seed in range(1, 6):
        set_random_seed(seed)
        inputs = course_lib.Input((None, 2))
        h = layers.Dense(16)(inputs)
        h = layers.GlobalAveragePooling1D()(layers.MultiHeadAttention(1, 16)(h, h))
        asked = course_lib.Model(inputs, layers.Dense(1)(h))
        asked.compile(optimizers.Adam(learning_rate=0.005), "mse")
        for round_ in range(2):
            x, y = data.marked(1600, seed=round_)
            asked.fit(x, y, batch_size=32, shuffle=False, verbose=0)
        x, y = data.marked(1000, seed=99)
        errors.append(np.mean((asked.predict(x, verbose=0) - y) ** 2))
    assert f"{np.mean(y**2):.2f}" == "0.33"
    assert printed(lesson, "answering 0: 0.33").startswith(f"error {errors[0]:.2f};")
    said = f"it comes to {min(errors):.2f} to {max(errors):.2f}"
    assert said in prose
    assert f"attention has an error of {errors[0]:.2f}, where answering 0 has 0.33" in prose


def test_the_same_answers_in_keras(lesson):
    assert printed(lesson, "theirs.set_weights").strip() == "14,907 weights, the same answers: True"


def test_how_much_larger_theirs_are(lesson, own):
    signs = int(own["in_name"](own["x"]).sum())
    assert signs == sum(len(name) + 1 for name in own["known"])
    said = printed(lesson, "signs = in_name").strip()
    assert said == (
        f"yours: {signs:,} signs; Llama 3: {15e6 / signs:.0f} million times as many tokens"
    )
    sizes = [float(line.split()[-4]) for line in printed(lesson, "billions in").splitlines()]
    expected = [1.5e3 / 14_907, 175e3 / 14_907, 405e3 / 14_907]
    assert sizes == pytest.approx(expected, abs=0.05)
