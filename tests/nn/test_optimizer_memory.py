"""What optimizers remember: one past for one model, which can be copied, kept and forgotten."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import SGD, Adam, Dense, Input, Sequential
from tests.nn.test_optimizers import EVERY, REMEMBER, walk


@pytest.fixture(params=EVERY)
def make(request):
    return EVERY[request.param]


def test_it_counts_its_steps(make):
    optimizer = make()
    walk(optimizer, 3)
    assert optimizer.iterations == 3


@pytest.mark.parametrize("name", REMEMBER)
@pytest.mark.parametrize("size", [2, 3])
def test_what_is_remembered_of_one_array_is_not_used_on_another(name, size):
    optimizer, other = EVERY[name](), np.ones(size)
    walk(optimizer)
    with pytest.raises(ValueError, match=r"remembers.*Received another.*reset\(\)"):
        optimizer.step(other, np.ones(size))
    assert other.tolist() == [1] * size
    optimizer.reset()
    fresh = EVERY[name]()
    assert walk(optimizer).tolist() == walk(fresh).tolist()


def test_plain_sgd_has_no_past_and_moves_what_it_likes():
    optimizer = SGD(0.1)
    assert walk(optimizer).tolist() == walk(optimizer).tolist()


def test_windows_on_the_same_memory_are_one_array(make):
    params, parts = np.ones(4), np.ones(4)
    optimizer, other = make(), make()
    for _ in range(3):
        optimizer.step(params[:], 2 * params)
        other.step(parts, 2 * parts)
    assert params.tolist() == parts.tolist()


def test_two_models_with_one_optimizer():
    x, y = np.ones((4, 2)), np.ones((4, 1))
    models = [Sequential([Input((2,)), Dense(1)]) for _ in range(2)]
    optimizer = Adam()
    for model in models:
        model.compile(optimizer, "mse")
    models[0].fit(x, y, verbose=0)
    before = models[1].params.copy()
    with pytest.raises(ValueError, match="Make a new Adam"):
        models[1].fit(x, y, verbose=0)
    np.testing.assert_array_equal(models[1].params, before)
    models[0].fit(x, y, verbose=0)
    assert optimizer.iterations == 2


def test_models_compiled_with_a_name_share_nothing():
    x, y = np.ones((4, 2)), np.ones((4, 1))
    models = [Sequential([Input((2,)), Dense(1)]) for _ in range(2)]
    for model in models:
        model.compile("adam", "mse")
        model.fit(x, y, verbose=0)
    assert models[0].optimizer is not models[1].optimizer
    a, b = (model.optimizer.memory["m"] for model in models)
    assert not np.shares_memory(a, b)


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copied_model_goes_on_as_the_first_would_have(make, duplicate):
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(8, 3)), rng.normal(size=(8, 1))
    model = Sequential([Input((3,)), Dense(4, activation="tanh"), Dense(1)])
    model.compile(make(), "mse")
    model.fit(x, y, epochs=3, verbose=0)
    twin = duplicate(model)
    for one in (model, twin):
        one.fit(x, y, epochs=3, shuffle=False, verbose=0)
    np.testing.assert_array_equal(model.params, twin.params)
    assert model.optimizer is not twin.optimizer
    for name in model.optimizer.memory:
        assert not np.shares_memory(model.optimizer.memory[name], twin.optimizer.memory[name])


def test_state_can_be_taken_out_and_put_back(make):
    optimizer, other = make(), make()
    ball = walk(optimizer)
    state = optimizer.get_state()
    assert set(state) == {"iterations", *optimizer.remembers}
    other.set_state(state)
    twin = ball.copy()
    for _ in range(5):
        optimizer.step(ball, 2 * ball)
        other.step(twin, 2 * twin)
    assert ball.tolist() == twin.tolist()
    assert state["iterations"] == 10
    optimizer.set_state(make().get_state())
    assert walk(optimizer).tolist() == walk(make()).tolist()


def test_a_state_of_another_kind_is_refused():
    optimizer = Adam()
    walk(optimizer)
    with pytest.raises(ValueError, match=r"\['iterations', 'velocity'\].*Received"):
        SGD(momentum=0.9).set_state(optimizer.get_state())
    with pytest.raises(ValueError, match=r"is \['iterations'\]"):
        SGD().set_state({})
