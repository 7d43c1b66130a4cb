"""The numbers that lesson 14 states, computed here once more and found in what it stores."""

from functools import partial

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, data, optimizers, set_random_seed
from course_lib.data.tide import WAVES
from course_lib.exercises import lesson_14 as check
from course_lib.figures.memory_unit import states, weight_gradient
from course_lib.nn.layers import GRU, LSTM, Flatten, SimpleRNN
from tests.lessons.stored import printed
from tests.thorough import usually

pytestmark = pytest.mark.usefixtures("exact")

DRAWS = pytest.mark.skipif(not usually(0, thorough=1), reason="half a minute; --thorough runs it")


def network(*layers, shape=(None, 2)):
    model = Sequential([Input(shape), *layers, Dense(1)])
    model.compile(optimizers.Adam(0.005), "mse")
    return model


def trained(seed, layer, rounds=30, **task):
    set_random_seed(seed)
    return on(network(layer()), rounds, **task)


def dense_alone(seed):
    set_random_seed(seed)
    return on(network(Flatten(), Dense(16, "relu"), shape=(50, 2)))


def on(model, rounds=30, **task):
    """The model, after some rounds of training more."""
    for round_ in range(rounds):
        x, y = data.marked(1600, seed=round_, **task)
        model.fit(x, y, batch_size=32, shuffle=False, verbose=0)
    return model


def error(model, **task):
    x, y = data.marked(1000, seed=99, **task)
    return float(np.mean((model.predict(x, verbose=0) - y) ** 2))


def errors(lesson, code):
    """Names and numbers of a printed table."""
    rows = (line.split() for line in printed(lesson, code).splitlines())
    return {row[0]: float(row[-1]) for row in rows}


def test_what_a_weight_leaves_of_a_state_and_of_a_slope(prose):
    assert round(states(0.9)[-1], 2) == 0.05
    assert round(states(1.1)[-1], 2) == 15.86
    assert states(0.5)[-1] < 1e-8
    assert "less than a hundred-millionth comes back to step 1" in prose
    assert round(weight_gradient(1.1)) == 418
    assert "the gradient of u, all steps added up, 418" in prose
    assert round(0.9**30, 2) == 0.04


def test_the_weights_of_sixteen_units_that_read_two_numbers(lesson, prose):
    assert printed(lesson, "layer = SimpleRNN(16)").split()[-1] == "304"
    assert "304 for 16 units" in prose


def test_who_remembers_one_of_fifty(lesson, prose):
    found = errors(lesson, "in models.items():\n    print")
    assert 0.29 < found["Dense"] < 0.31 < 0.32 < found["SimpleRNN"] < 0.35
    assert max(found["LSTM"], found["GRU"]) < 0.001
    assert "LSTM and GRU come to 0.001 or less, where answering 0 is 0.33" in prose
    assert "Dense stays at 0.30, SimpleRNN at 0.33" in prose


@DRAWS
def test_the_band_of_the_four_over_five_draws_of_first_weights(prose):
    """Roughly: over so many steps the last digit of a sum decides, and processors differ in it."""
    assert (
        "Over five, on one machine, GRU and LSTM come to 0.0001 to 0.0012, Dense to 0.30" in prose
    )
    assert "on one machine, GRU came to 0.002 to 0.09, and LSTM to 0.001 to 0.35" in prose
    for seed in range(1, 6):
        for layer in (GRU, LSTM):
            assert error(trained(seed, partial(layer, 16))) < 0.005
        assert error(trained(seed, lambda: SimpleRNN(16))) > 0.25
        assert f"{error(dense_alone(seed)):.2f}" == "0.30"


def test_the_four_are_trained_as_printed(lesson, prose):
    set_random_seed(1)
    models = [network(Flatten(), Dense(16, "relu"), shape=(50, 2)), network(SimpleRNN(16))]
    for name, model in zip(("Dense", "SimpleRNN"), models, strict=True):
        for round_ in range(30):
            x, y = data.marked(1600, seed=round_)
            model.fit(x, y, batch_size=32, shuffle=False, verbose=0)
        found = errors(lesson, "in models.items():\n    print")[name]
        assert f"{error(model):.4f}" == f"{found:.4f}"
    x, y = data.marked(256, seed=5000)
    models[1].loss(y, models[1](x, training=True))
    models[1].backward()
    slopes = np.abs(models[1].layers[0].d_h).mean(axis=(0, 2))
    assert slopes[0] < 0.001 * slopes[-1]
    assert "of its slope less than a thousandth comes back" in prose


@pytest.mark.parametrize("seed", [1, 7])
def test_fifty_steps_are_too_far_for_other_first_weights_too(seed):
    assert error(trained(seed, lambda: SimpleRNN(16))) > 0.3


def test_gates_learn_the_late_marks_first(lesson):
    model = trained(1, lambda: GRU(16), rounds=4)
    early, late = error(model, first=1, last=10), error(model, first=41, last=50)
    assert printed(lesson, "rounds=4").strip() == f"early {early:.2f}   late {late:.2f}"
    assert late < 0.75 * early


def test_late_marks_alone_are_learned_and_early_ones_are_not(lesson):
    early = {"first": 1, "last": 10}
    late = {"first": 41, "last": 50}
    ends = [error(trained(1, lambda: SimpleRNN(16), **task), **task) for task in (early, late)]
    assert printed(lesson, 'for task in ({"first"').splitlines() == [
        f"marks from 1 to 10: error {ends[0]:.2f}",
        f"marks from 41 to 50: error {ends[1]:.2f}",
    ]
    assert ends[1] < 0.02 < 0.3 < ends[0]


def test_who_has_learned_thirty_steps_holds_fifty(lesson):
    model = trained(7, lambda: SimpleRNN(16), steps=30)
    assert printed(lesson, "steps=30)\nprint").strip() == (
        f"thirty numbers: error {error(model, steps=30):.2f}   fifty: {error(model):.2f}"
    )


@DRAWS
def test_the_band_of_fifty_over_six_draws_of_first_weights(prose):
    models = [trained(seed, lambda: SimpleRNN(16), steps=30) for seed in (7, 1, 2, 3, 4, 5)]
    assert max(error(model) for model in models) < 0.15
    assert "on one machine, the error at fifty is 0.02 to 0.08" in prose


def test_the_slope_along_each_step(lesson):
    said = printed(lesson, "figures.slopes_in_time")
    assert "SimpleRNN at first: about 10⁻² of it along step 1" in said
    assert "LSTM at first: about 10⁻³" in said
    assert "SimpleRNN trained: about 10⁻³" in said
    assert "LSTM trained: about 10⁰" in said


def test_the_trained_lstm_says_it_to_itself(lesson, prose):
    keep = float(printed(lesson, "keep, away from the mark").split()[-1])
    assert keep**49 < 1e-7
    assert "less than a ten-millionth of a number" in prose
    assert float(printed(lesson, "recurrent_kernel[:, 32:48] = 0").split()[-1]) > 0.25


def test_no_other_quarter_of_the_recurrent_kernel_matters_as_much(prose):
    set_random_seed(1)
    network(Flatten(), Dense(16, "relu"), shape=(50, 2)), network(SimpleRNN(16))  # the lesson's
    model = on(network(LSTM(16)))
    kernel = model.layers[0].recurrent_kernel
    whole, ends = kernel.copy(), []
    for quarter in range(4):
        kernel[:, 16 * quarter : 16 * quarter + 16] = 0
        ends.append(error(model))
        kernel[:] = whole
    value = ends.pop(2)
    assert value > 0.25
    assert max(ends) < 0.04
    assert "Any other quarter costs less than 0.04" in prose


def test_on_twice_the_length(lesson):
    once = errors(lesson, "in models.items():\n    print")
    twice = errors(lesson, "steps=100):.4f")
    for name in ("LSTM", "GRU"):
        assert once[name] < twice[name] < 0.01
    assert printed(lesson, "except ValueError as refusal").startswith("Dense: This model reads")


def tide(layer, seed=1):
    """What the lesson's forecast of this layer costs, in square metres."""
    metres = data.hourly_tide()
    (X, y), (X_test, y_test) = check.windows.reference(metres, 24, 700)
    set_random_seed(seed)
    model = network(layer(), shape=(24, 1))
    model.fit(X, y, batch_size=32, epochs=30, verbose=0)
    error = np.mean((model.predict(X_test, verbose=0) - y_test) ** 2)
    return metres[:700].var() * error


def test_the_tide_and_its_plainest_rival(lesson, prose):
    metres = data.hourly_tide()
    _, (X_test, y_test) = check.windows.reference(metres, 24, 700)
    naive = metres[:700].var() * np.mean((X_test[:, -1] - y_test) ** 2)
    scores = [tide(Flatten), tide(lambda: LSTM(16))]
    assert printed(lesson, "as an hour ago {").splitlines() == [
        f"as an hour ago {naive:.2f}", f"one neuron     {scores[0]:.2f}",
        f"LSTM           {scores[1]:.2f}",
    ]  # fmt: skip
    said = f"{naive:.2f} as an hour ago, {scores[0]:.2f} by one neuron, {scores[1]:.2f} by an LSTM"
    assert f"{said}, {WAVES**2:.2f} by whoever knew the tide" in prose


@DRAWS
def test_the_band_of_the_tide_over_five_draws_of_first_weights(prose):
    assert "Over five draws of first weights the neuron comes to 0.14, the LSTM to 0.13 or" in prose
    seeds = range(1, 6)
    assert {f"{tide(Flatten, seed):.2f}" for seed in seeds} == {"0.14"}
    assert {f"{tide(lambda: LSTM(16), seed):.2f}" for seed in seeds} <= {"0.13", "0.14"}


def test_the_same_answers_in_keras(lesson):
    lines = printed(lesson, "theirs.set_weights").splitlines()
    assert [line.split()[1] for line in lines] == ["321", "1,233", "977"]
    assert all(line.endswith("weights, the same answers") for line in lines)
