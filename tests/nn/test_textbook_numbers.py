"""The numbers that the course's sources print come out of this code."""

import json
from pathlib import Path

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Neuron, Sequential, losses, set_floatx

NUMBERS = json.loads((Path(__file__).parents[1] / "textbook_numbers.json").read_text("utf-8"))
PEOPLE = NUMBERS["measurements"]
UNSEEN = np.array([PEOPLE["unseen"][name]["shifted"] for name in ("Emily", "Frank")])


def network_2_2_1(rate=0.1):
    """Zhou's network, in float64 as his."""
    set_floatx("float64")
    try:
        layers = [Dense(2, activation="sigmoid"), Dense(1, activation="sigmoid")]
        model = Sequential([Input((2,)), *layers])
    finally:
        set_floatx("float32")
    model.compile(SGD(rate), "mse")
    return model


def set_zhou_weights(model, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    """His names: h1 reads w1 and w2, h2 reads w3 and w4, o1 reads w5 and w6."""
    model.set_weights([[[w1, w3], [w2, w4]], [b1, b2], [[w5], [w6]], [b3]])


def test_neuron():
    known = NUMBERS["neuron"]
    neuron = Neuron(known["weights"], known["bias"], known["activation"])
    assert neuron(known["inputs"]) == pytest.approx(known["output"], rel=1e-15)
    assert neuron.z == known["pre_activation"]


def test_feedforward():
    known = NUMBERS["feedforward_2_2_1"]
    model = network_2_2_1()
    set_zhou_weights(model, *(3 * known["all_weights"]), *(3 * [known["all_biases"]]))
    output = model.predict([known["inputs"]], verbose=0)
    assert model.layers[0].a[0] == pytest.approx([known["h1"], known["h2"]], rel=1e-15)
    assert output[0, 0] == pytest.approx(known["output"], rel=1e-15)


def test_mse():
    known = NUMBERS["mse"]
    assert losses.MeanSquaredError()(known["y_true"], known["y_pred"]) == known["loss"]


def test_backprop_for_alice():
    known = NUMBERS["backprop_alice"]
    model = network_2_2_1(rate=1.0)
    set_zhou_weights(model, *(6 * [known["all_weights"]]), *(3 * [known["all_biases"]]))
    before = model.params.copy()
    model.train_on_batch([known["inputs"]], [known["y_true"]])
    hidden, output = model.layers
    assert hidden.a[0] == pytest.approx([known["h1"], known["h2"]], rel=1e-14)
    assert output.a[0, 0] == pytest.approx(known["output"], rel=1e-14)
    assert hidden.d_kernel[0, 0] == pytest.approx(known["dL_dw1"], rel=1e-12)
    np.testing.assert_allclose(before - model.params, model.grads, rtol=1e-9)
    assert known["published_dL_dw1"] == pytest.approx(hidden.d_kernel[0, 0], abs=1e-4)
    assert known["published_dL_dw1"] != round(hidden.d_kernel[0, 0], 4)  # as the note says


def trained_on_the_people(weights, rate=0.1, x=None):
    model = network_2_2_1(rate)
    set_zhou_weights(model, *weights)
    x = PEOPLE["shifted"] if x is None else x
    labels = [row[-1] for row in PEOPLE["rows"]]
    epochs = NUMBERS["sgd_measurements"]["epochs"]
    batch_size = NUMBERS["sgd_measurements"]["batch_size"]
    model.fit(x, labels, batch_size=batch_size, epochs=epochs, shuffle=False, verbose=0)
    return model


def seed_44():
    return np.random.RandomState(44).normal(size=9)


def test_sgd_on_the_four_people():
    known = NUMBERS["sgd_measurements"]
    emily, frank = trained_on_the_people(seed_44()).predict(UNSEEN, verbose=0)[:, 0]
    assert emily == pytest.approx(known["exact"]["Emily"], rel=1e-9)
    assert frank == pytest.approx(known["exact"]["Frank"], rel=1e-9)
    assert round(emily, 3) == known["published"]["Emily"]
    assert round(frank, 3) == known["published"]["Frank"]


@pytest.mark.parametrize("rate", NUMBERS["sgd_measurements"]["by_learning_rate_seed_44"])
def test_sgd_by_learning_rate(rate):
    model = trained_on_the_people(seed_44(), rate=float(rate))
    expected = NUMBERS["sgd_measurements"]["by_learning_rate_seed_44"][rate]
    np.testing.assert_allclose(model.predict(UNSEEN, verbose=0)[:, 0].round(3), expected, atol=1e-9)


def test_sgd_over_other_seeds_stays_in_its_band():
    known = NUMBERS["sgd_measurements"]["over_200_seeds"]
    for seed in range(8):
        weights = np.random.RandomState(seed).normal(size=9)
        emily, frank = trained_on_the_people(weights).predict(UNSEEN, verbose=0)[:, 0].round(3)
        assert known["Emily"][0] <= emily <= known["Emily"][1]
        assert known["Frank"][0] <= frank <= known["Frank"][1]


def test_raw_pounds_and_inches_stay_undecided():
    raw = np.array([row[1:3] for row in PEOPLE["rows"]], float)
    model = trained_on_the_people(seed_44(), x=raw)
    assert model.predict(raw, verbose=0)[:, 0].round(3).tolist() == [0.5] * 4


def test_shifted_is_raw_less_the_shift():
    raw = np.array([row[1:3] for row in PEOPLE["rows"]])
    shift = [PEOPLE["shift"]["weight_lb"], PEOPLE["shift"]["height_in"]]
    assert (raw - shift).tolist() == PEOPLE["shifted"]


def test_two_layer_class_learns_xor():
    """The class sums squared errors where we average; a rate of 4, for 4 rows, makes up for it."""
    note = NUMBERS["two_layer_class"]["note"]
    expected = [float(number) for number in note.rsplit("steps: ", 1)[1].split()]
    x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    rng = np.random.default_rng(42)
    set_floatx("float64")
    try:
        layers = [Dense(units, activation="sigmoid", use_bias=False) for units in (4, 1)]
        model = Sequential([Input((3,)), *layers])
    finally:
        set_floatx("float32")
    model.set_weights([rng.random((3, 4)), rng.random((4, 1))])
    model.compile(SGD(4), "mse")
    model.fit(x, [0, 1, 1, 0], epochs=1500, shuffle=False, verbose=0)
    assert model.predict(x, verbose=0)[:, 0].round(3).tolist() == expected


def test_keras_3_2():
    known = NUMBERS["keras_3_2"]
    model = Sequential([Input((known["input"],)), Dense(known["hidden_relu"], activation="relu")])
    assert model.count_params() == known["hidden_layer_params"]


@pytest.mark.parametrize("which", ["keras_20_64_10", "keras_8_6_6_4"])
def test_parameter_counts(which, capsys):
    known = NUMBERS[which]
    (_, columns), *dense = known["layers"]
    model = Sequential([Input((columns,)), *(Dense(units, f) for _, units, f in dense)])
    *layers, total = known["params"].values()
    assert [layer.count_params() for layer in model.layers] == layers
    assert model.count_params() == total
    model.summary()
    printed = capsys.readouterr().out
    assert f" Total params: {total:,}" in printed
    assert known.get("size", "") in printed
