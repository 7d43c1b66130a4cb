"""Batches: the rows of each step, and what fetching them costs."""

import tracemalloc

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, set_random_seed
from course_lib.nn import batches
from course_lib.nn.batches import Batches, Samples

X = np.arange(20).reshape(10, 2)
Y = 10 * np.arange(10)
W = 100 * np.arange(10)


def rows(epoch):
    return [x[:, 0].tolist() for x, _, _ in epoch]


@pytest.mark.parametrize("fetched", [1, 8, 2**18])  # a batch at a time, two, all
def test_every_row_comes_once_with_its_answer_and_weight(fetched, monkeypatch):
    monkeypatch.setattr(batches, "FETCHED", fetched)
    set_random_seed(0)
    shuffled = Batches(Samples(X, Y, W), 3, shuffle=True)
    assert len(shuffled) == 4
    orders = []
    for _ in range(2):
        steps = list(shuffled.epoch())
        assert [len(x) for x, _, _ in steps] == [3, 3, 3, 1]
        for x, y, weight in steps:
            np.testing.assert_array_equal(y, 5 * x[:, 0])
            np.testing.assert_array_equal(weight, 50 * x[:, 0])
        orders.append([row for step in steps for row in step[0][:, 0]])
    assert sorted(orders[0]) == sorted(orders[1]) == X[:, 0].tolist()
    assert orders[0] != orders[1]
    set_random_seed(0)
    order = np.random.default_rng(0).permutation(10)
    assert orders[0] == X[order, 0].tolist()


def test_in_their_order_rows_are_not_copied():
    x, y, weight = next(Batches(Samples(X, Y, W), 3).epoch())
    assert all(np.shares_memory(part, whole) for part, whole in ((x, X), (y, Y), (weight, W)))
    first, last = Samples(X, Y, W).split(7)
    assert np.shares_memory(first.x, X)
    assert np.shares_memory(last.weight, W)
    assert (len(first), len(last)) == (7, 3)
    assert first.split(2)[1].y.tolist() == [20, 30, 40, 50, 60]


def test_an_epoch_of_some_steps_goes_on_where_the_last_one_ended():
    some = Batches(Samples(X), 4, steps=2)
    assert rows(some.epoch()) == [[0, 2, 4, 6], [8, 10, 12, 14]]
    with pytest.warns(UserWarning, match="An epoch of 2 steps ended early: the data has 3 batches"):
        assert rows(some.epoch()) == [[16, 18]]
    assert rows(some.epoch())[0] == [0, 2, 4, 6]
    some.start_over()
    assert rows(some.epoch())[0] == [0, 2, 4, 6]


@pytest.mark.parametrize("options", [{}, {"validation_split": 0.2}, {"shuffle": False}])
def test_training_takes_little_memory_beside_the_data(options):
    """80 MB of data, and at most 25 MB more: no copy of all rows, shuffled or watched."""
    x = np.zeros((25_000, 800), np.float32)
    x[:, 0] = np.linspace(-1, 1, len(x))
    model = Sequential([Input((800,)), Dense(8, activation="relu"), Dense(1)])
    model.compile(SGD(0.01), "mse")
    tracemalloc.start()
    try:
        model.fit(x, x[:, 0], batch_size=256, verbose=0, **options)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 25e6
