"""The benchmark of training: every case can be trained, and what it says follows from the turns.

How fast anything is, no test says.
"""

import numpy as np
import pytest

import course_lib
from benchmarks.training import attention, recurrent
from benchmarks.training.cases import CASES
from benchmarks.training.peers import PEERS, TORCH_LAYERS, model_of
from benchmarks.training.scalar_loop import fit_2_2_1
from benchmarks.training.timing import Comparison


@pytest.mark.parametrize(
    "case", [*CASES, *recurrent.CASES, *attention.CASES], ids=lambda case: case.name
)
def test_a_case_is_complete(case):
    model = model_of(case, course_lib)
    assert model.compute_output_shape((None, *case.input_shape))[1:] == case.output_shape
    assert {kind for kind, _ in case.layers} <= set(TORCH_LAYERS)
    assert {*case.targets, *case.notes} <= set(PEERS)
    x, y = case.data()
    assert len(x) == len(y) == case.rows
    assert sum(len(x[rows]) for rows in case.batches()) == case.rows


@pytest.mark.parametrize("name", [name for name, peer in PEERS.items() if peer.module == "numpy"])
def test_peers_that_need_nothing_train(name):
    fit, steps = PEERS[name].fit_of(CASES[0])
    fit()
    assert steps == (4 if PEERS[name].epoch_a_fit else 400)


def test_the_loop_in_plain_python_learns():
    x, y = [[-2.0, -1.0], [25.0, 6.0], [17.0, 4.0], [-15.0, -6.0]], [1.0, 0.0, 0.0, 1.0]
    assert fit_2_2_1(x, y, epochs=2000, rate=0.1) < 0.05


def test_a_verdict_is_taken_at_the_lower_quartile():
    ours = [1.0] * 5
    assert Comparison.of(ours, [1, 5, 6, 7, 8]) == Comparison(lower=5, upper=7)
    assert Comparison(5, 7).verdict(5) == "met"
    assert Comparison(5, 7).verdict(6) == "not resolved"
    assert Comparison(5, 7).verdict(8) == "MISSED"


def test_ratios_are_taken_within_a_turn():
    """A machine that slows down in the third turn slows down both."""
    quick, slow = np.array([1.0, 1.0, 3.0, 1.0]), np.array([4.0, 4.0, 12.0, 4.0])
    assert Comparison.of(list(quick), list(slow)) == Comparison(lower=4, upper=4)
