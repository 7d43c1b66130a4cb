"""A call leaves no trace: inputs, generators, error settings and output are as they were."""

import random
import sys
import warnings

import numpy as np
import pytest

from course_lib.checks.run import call, fresh, unchanged


def test_the_learner_gets_copies(samples):
    seen = []

    def weighted_sum(x, w, b):
        seen.append(x)
        x[0] = 99
        return 0

    samples.weighted_sum(weighted_sum)
    samples.weighted_sum(weighted_sum)
    assert samples.weighted_sum.draw().args[0] == ([2, 3], [0, 1], 4)
    assert len({id(x) for x in seen}) == len(seen)


def test_random_generators_go_on_as_if_nothing_had_been(samples):
    np.random.seed(7)
    random.seed(7)
    expected = np.random.normal(), random.random()
    np.random.seed(7)
    random.seed(7)

    def weighted_sum(x, w, b):
        np.random.seed(0)
        random.seed(0)
        return np.random.normal() + random.random()

    samples.weighted_sum(weighted_sum)
    assert (np.random.normal(), random.random()) == expected


def test_error_settings_warnings_and_output_are_restored(samples, capsys):
    before = np.geterr(), warnings.filters[:], sys.stdout, sys.gettrace()

    def weighted_sum(x, w, b):
        np.seterr(all="raise")
        warnings.simplefilter("error")
        print("noise")
        return np.log(np.float64(-1))

    answer = samples.weighted_sum(weighted_sum)
    assert answer.verdict.example.got.printed == "noise\n"
    assert (np.geterr(), warnings.filters[:], sys.stdout, sys.gettrace()) == before
    assert capsys.readouterr().out == ""


def test_what_numpy_warns_of_does_not_depend_on_the_learners_settings():
    with np.errstate(all="raise"):
        outcome = call(lambda z: np.exp(z), (np.float64(1000.0),))
    assert outcome.raised is None
    assert outcome.warned == ("overflow encountered in exp",)


@pytest.mark.parametrize(
    ("change", "is_changed"),
    [
        (lambda x: x.sort(), True),
        (lambda x: x.append(1), True),
        (lambda x: x[0].append(1), True),
        (lambda x: None, False),
        (lambda x: sorted(x), False),
    ],
)
def test_changes_are_seen_however_deep(change, is_changed):
    outcome = call(change, ([[2], [1]],))
    assert (outcome.changed == (0,)) == is_changed


def test_unchanged_looks_at_type_shape_and_bytes():
    x = np.array([1.0, np.nan])
    assert unchanged(x, fresh(x))
    assert unchanged(float("nan"), float("nan"))
    assert unchanged({"a": [x]}, fresh({"a": [x]}))
    assert not unchanged(x, x.astype("float32"))
    assert not unchanged(x, x.reshape(2, 1))
    assert not unchanged([1], [1.0])
    assert not unchanged([1], (1,))
    assert not unchanged({"a": 1}, {"b": 1})
    assert not unchanged(np.float64(1), np.float64(2))


def test_copies_share_nothing():
    class Model:
        def __init__(self):
            self.w = np.ones(2)

    model, x = Model(), np.asfortranarray(np.ones((2, 3)))
    copies = fresh([model, x, (x, {"x": x})])
    assert copies[0] is not model
    assert not np.shares_memory(copies[0].w, model.w)
    assert not np.shares_memory(copies[1], x)
    assert not np.shares_memory(copies[2][1]["x"], x)
    assert copies[1].flags.f_contiguous
