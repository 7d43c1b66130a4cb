"""Optimizers: downhill, in place, on any array."""

import copy

import numpy as np
import pytest

from course_lib import SGD, Adam, Dense, Input, RMSprop, Sequential
from course_lib.nn import optimizers
from course_lib.nn.optimizers import Adadelta, Adagrad, Adamax, AdamW
from course_lib.nn.optimizers.chunks import CHUNK
from course_lib.nn.optimizers.optimizer import Optimizer
from course_lib.nn.optimizers.schedules import ExponentialDecay, LearningRateSchedule

EVERY = {  # makers, since an optimizer is for one model
    "plain": lambda: SGD(0.1),
    "momentum": lambda: SGD(0.1, momentum=0.9),
    "nesterov": lambda: SGD(0.1, momentum=0.9, nesterov=True),
    "rmsprop": lambda: RMSprop(0.1),
    "rmsprop with all": lambda: RMSprop(0.1, momentum=0.5, centered=True),
    "adam": lambda: Adam(0.1),
    "amsgrad": lambda: Adam(0.1, amsgrad=True),
    "adamw": lambda: AdamW(0.1, weight_decay=0.1),
    "adagrad": lambda: Adagrad(0.1),
    "adadelta": lambda: Adadelta(1.0, epsilon=0.01),
    "adamax": lambda: Adamax(0.1),
    "scheduled": lambda: Adam(ExponentialDecay(0.1, 10, 0.5)),
}
REMEMBER = [name for name in EVERY if name != "plain"]


@pytest.fixture(params=EVERY)
def make(request):
    return EVERY[request.param]


def walk(optimizer, steps=10, start=(1.0, -2.0), dtype=float):
    """Where a ball stands after so many steps in a bowl that is ten times steeper one way."""
    ball = np.array(start, dtype)
    for _ in range(steps):
        optimizer.step(ball, np.array([1, 10], dtype) * ball)
    return ball


# --- the steps, by hand ---------------------------------------------------------------------------


def test_a_step_is_rate_times_gradient_downhill():
    params = np.array([1.0, 2.0, -3.0])
    memory = params
    SGD(0.5).step(params, np.array([2.0, 0.0, -1.0]))
    assert memory.tolist() == [0, 2, -2.5]


def test_a_heavy_ball_keeps_its_velocity():
    params, optimizer = np.zeros(1), SGD(0.5, momentum=0.5)
    for slope, velocity, place in ((-8, 4, 4), (0, 2, 6), (0, 1, 7), (4, -1.5, 5.5)):
        optimizer.step(params, np.array([float(slope)]))
        assert optimizer.memory["velocity"] == velocity
        assert params == place


def test_nesterov_looks_ahead_by_one_push():
    params, optimizer = np.zeros(1), SGD(0.5, momentum=0.5, nesterov=True)
    for slope, place in ((-8, 6), (0, 7), (0, 7.5)):  # the velocity is 4, 2, 1, as above
        optimizer.step(params, np.array([float(slope)]))
        assert params == place


def test_rmsprop_divides_by_the_usual_size():
    """Constant slopes: the mean of their squares comes to g^2, and a step to the rate."""
    params, optimizer = np.zeros(2), RMSprop(0.1, rho=0.5)
    for _ in range(60):
        before = params.copy()
        optimizer.step(params, np.array([100.0, -0.5]))
    np.testing.assert_allclose(params - before, [-0.1, 0.1], rtol=1e-6)
    np.testing.assert_allclose(optimizer.memory["mean_square"], [1e4, 0.25])


def test_adams_first_steps_are_as_long_as_the_rate():
    """Its means begin at 0; without the correction the first step would be 3 times as long."""
    params, optimizer = np.zeros(3), Adam(0.1)
    for step in (1, 2, 3):
        optimizer.step(params, np.array([1000.0, -2.0, 0.0]))
        np.testing.assert_allclose(params, [-0.1 * step, 0.1 * step, 0], rtol=1e-4)


def test_amsgrad_does_not_forget_a_large_gradient():
    grads = [np.array([g]) for g in (1.0, 100.0, *[1.0] * 50)]
    forgets, remembers = np.zeros(1), np.zeros(1)
    usual, amsgrad = Adam(0.1, beta_2=0.5), Adam(0.1, beta_2=0.5, amsgrad=True)
    for g in grads:
        usual.step(forgets, g)
        amsgrad.step(remembers, g)
    assert forgets < remembers < 0
    assert amsgrad.memory["largest_v"] > 1000 * amsgrad.memory["v"]


def test_a_ball_in_a_bowl_rolls_to_the_middle_or_out():
    """On x^2 + 10 y^2 the largest rate that settles is 2 / 20: the steepest direction decides."""
    slope = np.array([2.0, 20.0])
    for rate, settles in ((0.09, True), (0.11, False)):
        ball, optimizer = np.array([1.0, 1.0]), SGD(rate)
        for _ in range(200):
            optimizer.step(ball, slope * ball)
        assert (np.abs(ball).max() < 1e-6) == settles


def test_they_all_go_downhill(make):
    ball = walk(make(), steps=60)
    assert ball @ [1, 10] * ball @ [1, 10] < 0.1 * 41**2
    assert np.isfinite(ball).all()


def test_a_value_is_clipped_one_by_one_and_a_norm_as_a_whole():
    grads = np.array([3.0, -4.0, 0.5])
    for optimizer, expected in (
        (SGD(1, clipvalue=1), [-1, 1, -0.5]),
        (SGD(1, global_clipnorm=1), -grads / np.linalg.norm(grads)),
        (SGD(1, global_clipnorm=100), -grads),
    ):
        params = np.zeros(3)
        optimizer.step(params, grads)
        np.testing.assert_allclose(params, expected)


def test_clipnorm_shortens_the_gradient_of_each_array():
    grads, params = np.array([3.0, 4.0, 0.0, -0.5, 7.0]), np.zeros(5)
    optimizer = SGD(1.0, clipnorm=1.0)
    optimizer.begin(params, boundaries=[2, 4])
    optimizer.step(params, grads)
    np.testing.assert_allclose(params, [-0.6, -0.8, 0, 0.5, -1])
    alone = np.zeros(5)  # a bare array is one
    SGD(1.0, clipnorm=1.0).step(alone, grads)
    np.testing.assert_allclose(alone, -grads / np.linalg.norm(grads))
    other = np.zeros(2)  # the boundaries were those of params
    optimizer.step(other, np.array([3.0, 4.0]))
    np.testing.assert_allclose(other, [-0.6, -0.8])


def test_a_model_says_where_its_arrays_begin():
    """Also after a layer was frozen, and in a copy."""
    model = Sequential([Input((2,)), Dense(3), Dense(1)])
    x, y = 10 * np.ones((4, 2)), 1000 * np.ones((4, 1))
    for arrays in ([(2, 3), (3,), (3, 1), (1,)], [(3, 1), (1,)]):
        model.compile(SGD(1.0, clipnorm=0.1), "mse")
        for one in (model, copy.deepcopy(model)):
            before = one.get_weights()
            one.train_on_batch(x, y)
            moved = [np.linalg.norm(a - b) for a, b in zip(one.get_weights(), before, strict=True)]
            expected = [0.0] * (4 - len(arrays)) + [0.1] * len(arrays)
            np.testing.assert_allclose(moved, expected, rtol=1e-4)
        model.layers[0].trainable = False


def test_weight_decay_takes_a_fraction_of_what_is_there():
    params, optimizer = np.array([8.0, -4.0]), SGD(0.5, weight_decay=0.5)
    optimizer.step(params, np.array([0.0, 2.0]))
    assert params.tolist() == [6, -4]
    heavier = SGD(0.5, momentum=0.5, weight_decay=0.5)  # what is taken is no velocity
    heavier.step(params, np.zeros(2))
    assert params.tolist() == [4.5, -3]
    assert heavier.memory["velocity"].tolist() == [0, 0]


def test_a_gradient_whose_square_is_too_large_for_float32_is_clipped_too():
    params = np.zeros(2, np.float32)
    SGD(1, global_clipnorm=1).step(params, np.array([3e30, -4e30], np.float32))
    np.testing.assert_allclose(params, [-0.6, 0.8], rtol=1e-6)


# --- arrays ---------------------------------------------------------------------------------------


def test_gradients_are_left_alone(make):
    grads, optimizer = np.array([1.0, 2.0]), make()
    params = np.zeros(2)
    for _ in range(3):
        optimizer.step(params, grads)
    assert grads.tolist() == [1, 2]


@pytest.mark.parametrize("rate", [np.float64(0.1), np.float32(0.5), 1])
@pytest.mark.parametrize("kind", [SGD, RMSprop, Adam])
def test_float32_stays_float32(kind, rate):
    params, optimizer = np.ones(3, np.float32), kind(rate)
    for _ in range(2):
        optimizer.step(params, params.copy())
    assert params.dtype == np.float32
    assert all(array.dtype == np.float32 for array in optimizer.memory.values())
    assert type(optimizer.learning_rate) is float


@pytest.mark.parametrize("option", ["momentum", "rho", "beta_1", "beta_2", "epsilon"])
def test_options_of_numpy_leave_float32_alone(option):
    kind = Adam if option in ("beta_1", "beta_2") else RMSprop
    params, optimizer = np.ones(3, np.float32), kind(**{option: np.float64(0.5)})
    optimizer.step(params, params.copy())
    assert type(getattr(optimizer, option)) is float
    assert all(array.dtype == np.float32 for array in optimizer.memory.values())


@pytest.mark.parametrize("name", REMEMBER)
def test_a_long_vector_goes_in_chunks_and_nobody_sees_it(name):
    rng = np.random.default_rng(0)
    whole = rng.normal(size=2 * CHUNK + 3)
    grads = rng.normal(size=whole.size)
    ends = [whole[:CHUNK].copy(), whole[CHUNK : 2 * CHUNK].copy(), whole[2 * CHUNK :].copy()]
    optimizer, others = EVERY[name](), [EVERY[name]() for _ in ends]
    for _ in range(3):
        optimizer.step(whole, grads)
        for i in range(3):
            others[i].step(ends[i], grads[i * CHUNK : (i + 1) * CHUNK])
    np.testing.assert_array_equal(whole, np.concatenate(ends))


def test_tables_and_single_numbers_are_moved_too(make):
    table, flat = np.ones((2, 3)), np.ones(6)
    optimizers_ = make(), make(), make()
    single = np.array(1.0)
    for _ in range(3):
        optimizers_[0].step(table, 2 * table)
        optimizers_[1].step(flat, 2 * flat)
        optimizers_[2].step(single, np.array(2 * single))
    assert table.ravel().tolist() == flat.tolist() == [single] * 6


@pytest.mark.parametrize("given", [[1.0, 2.0], np.array([1, 2]), 3.0, np.float64(1)])
def test_what_cannot_be_moved_in_place_is_refused(make, given):
    with pytest.raises(ValueError, match=r"array of floats.*Received.*np\.array"):
        make().step(given, given)


# --- rates and other options ----------------------------------------------------------------------


@pytest.mark.parametrize("rate", [0, -0.1, float("nan"), float("inf"), "0.1", None, [0.1], True])
def test_rates_that_are_refused(rate):
    with pytest.raises(ValueError, match=r"learning_rate is a number above 0\. Received"):
        SGD(rate)
    optimizer = SGD(0.1)
    with pytest.raises(ValueError, match="learning_rate"):
        optimizer.learning_rate = rate
    assert optimizer.learning_rate == 0.1


@pytest.mark.parametrize(
    "make",
    [
        lambda: SGD(momentum=1),
        lambda: SGD(momentum=-0.1),
        lambda: RMSprop(rho="0.9"),
        lambda: RMSprop(epsilon=0),
        lambda: Adam(beta_1=1.0),
        lambda: Adam(beta_2=float("nan")),
        lambda: Adam(clipvalue=0),
        lambda: SGD(global_clipnorm=-1),
        lambda: SGD(clipvalue=1, global_clipnorm=1),
        lambda: SGD(clipnorm=1, clipvalue=1),
        lambda: Adam(clipnorm=0),
        lambda: Adam(weight_decay=-0.1),
        lambda: AdamW(weight_decay=None),
        lambda: AdamW(weight_decay="0.1"),
        lambda: Adagrad(initial_accumulator_value=-1),
        lambda: Adadelta(rho=1),
        lambda: Adamax(beta_2=1.5),
    ],
)
def test_options_that_are_refused(make):
    with pytest.raises(ValueError, match=r"Received: .*(Try|Write|Leave out)"):
        make()


def test_the_old_name_of_the_rate_is_refused():
    optimizer = optimizers.SGD(0.1)
    for use in (lambda: optimizer.lr, lambda: setattr(optimizer, "lr", 0.2)):
        with pytest.raises(AttributeError, match="is called learning_rate"):
            use()
    assert not hasattr(optimizer, "lr")


def test_a_schedule_sets_the_rate_of_each_step():
    params, optimizer = np.array([10.0]), SGD(ExponentialDecay(1.0, 1, 0.5))
    for expected in (9, 8.5, 8.25):
        optimizer.step(params, np.ones(1))
        assert params == expected
    assert optimizer.learning_rate == 0.125
    with pytest.raises(TypeError, match=r"follows a schedule.*Received: learning_rate=0\.1"):
        optimizer.learning_rate = 0.1
    optimizer.learning_rate = ExponentialDecay(0.5, 1, 1.0)
    assert optimizer.learning_rate == 0.5


def test_a_schedule_of_your_own():
    class Every(LearningRateSchedule):
        def __call__(self, step):
            return np.float64(0.1) * (step % 2)

    params, optimizer = np.ones(1, np.float32), SGD(Every())
    for expected in (1, 0.9, 0.9, 0.8):
        optimizer.step(params, np.ones(1, np.float32))
        assert params == pytest.approx(expected)
    assert params.dtype == np.float32


def test_an_optimizer_of_your_own():
    class Sign(Optimizer):
        remembers = ("last",)

        def update(self, params, grads, rate, last):
            params -= rate * np.sign(grads + last)
            last[:] = grads

    model = Sequential([Input((2,)), Dense(1)])
    model.compile(Sign(0.25), "mse")
    before = model.params.copy()
    model.fit(np.ones((4, 2)), np.ones((4, 1)), epochs=1, verbose=0)
    np.testing.assert_allclose(np.abs(model.params - before), 0.25, rtol=1e-6)
    with pytest.raises(NotImplementedError, match="Idle needs update"):
        type("Idle", (Optimizer,), {})(0.1).step(np.ones(1), np.ones(1))


@pytest.mark.parametrize("base", [Optimizer, Adam])
def test_an_update_of_your_own_sees_the_whole_vector(base):
    """It may need its length, say; chunks are for those that promise to do without."""

    class Unit(base):
        remembers = ("last",)

        def update(self, params, grads, rate, last):
            params -= rate * grads / np.linalg.norm(grads)

    params = np.zeros(2 * CHUNK + 3)
    Unit(1.0).step(params, np.ones_like(params))
    assert np.linalg.norm(params) == pytest.approx(1)


def test_they_say_what_they_were_made_with():
    assert repr(SGD()) == "SGD(learning_rate=0.01)"
    assert repr(Adam(0.1, beta_1=0.5)) == "Adam(learning_rate=0.1, beta_1=0.5)"
    assert repr(AdamW(clipnorm=1)) == "AdamW(learning_rate=0.001, clipnorm=1.0)"
    assert repr(SGD(ExponentialDecay(0.1, 10, 0.5), clipvalue=1)) == (
        "SGD(learning_rate=ExponentialDecay(initial_learning_rate=0.1, decay_steps=10.0, "
        "decay_rate=0.5, staircase=False), clipvalue=1.0)"
    )


def test_names():
    assert optimizers.get("sgd").learning_rate == optimizers.get("SGD").learning_rate == 0.01
    for name, kind in (("adam", Adam), ("Adam", Adam), ("rmsprop", RMSprop), ("RMSprop", RMSprop)):
        assert type(optimizers.get(name)) is kind
        assert optimizers.get(name).learning_rate == 0.001
    mine = SGD(3)
    assert optimizers.get(mine) is mine
    with pytest.raises(ValueError, match=r"Received: 'sdg'\. Did you mean 'sgd'"):
        optimizers.get("sdg")
    with pytest.raises(ValueError, match="call it"):
        optimizers.get(SGD)
