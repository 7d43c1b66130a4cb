"""Somebody's own function: run as it is when it works, named when it doesn't."""

import math
import threading

import numpy as np
import pytest

from course_lib.widgets.learners_function import LearnersFunction

Z = np.linspace(-3, 3, 7)


def coated(function):
    return LearnersFunction(function, instead=np.tanh, instead_name="course's own tanh")


def if_relu(z):
    if z > 0:
        return z
    return 0


def math_sigmoid(z):
    return 1 / (1 + math.exp(-z))


def step(z):
    return z > 0


def whole_numbers(z):
    return np.sign(z).astype(int)


def column(z):
    return np.maximum(0, np.reshape(z, (-1, 1)))


def one_element(z):
    return [max(0, z)] if np.ndim(z) == 0 else None


def constant(z):
    return 0.5


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (if_relu, np.maximum(0, Z)),
        (math_sigmoid, 1 / (1 + np.exp(-Z))),
        (np.cos, np.cos(Z)),
        (step, Z > 0),
        (whole_numbers, np.sign(Z)),
        (column, np.maximum(0, Z)),
        (one_element, np.maximum(0, Z)),
        (constant, np.full(7, 0.5)),
        (lambda z: list(np.array(z) * 2) if np.ndim(z) else z * 2, 2 * Z),
    ],
)
def test_what_works_is_used_as_it_is(function, expected):
    f = coated(function)
    a = f(Z)
    np.testing.assert_allclose(a, expected)
    assert a.dtype == np.float64
    assert f.complaint == ""


def nothing(z):
    pass


def raises(z):
    raise KeyError("oops")


def text(z):
    return "yes"


def two_numbers(z):
    return [1.0, 2.0]


def imaginary(z):
    return 1j * z


def needs_more(z, b):
    return z + b


def not_a_number(z):
    return np.log(z - 100)


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (nothing, "nothing returned nothing"),
        (raises, "raises raised KeyError: 'oops'"),
        (text, "text did not return one number for one number"),
        (two_numbers, "two_numbers did not return one number for one number"),
        (imaginary, "imaginary did not return one number for one number"),
        (needs_more, "needs_more raised TypeError"),
        (not_a_number, "not_a_number(-3.0) is nan"),
    ],
)
def test_what_does_not_work_is_replaced_and_named(function, reason):
    f = coated(function)
    np.testing.assert_array_equal(f(Z), np.tanh(Z))
    assert f.complaint.startswith(reason)
    assert f.complaint.endswith("so the picture shows the course's own tanh.")
    assert "\n" not in f.complaint


def test_a_function_is_forgiven_when_it_works_again():
    broken = [True]
    f = coated(lambda z: None if broken else z)
    f(Z)
    assert f.complaint
    broken.clear()
    assert f(Z).tolist() == Z.tolist()
    assert f.complaint == ""


def test_our_numbers_are_safe_from_it():
    def in_place(z):
        z *= 0
        return z

    z = Z.copy()
    coated(in_place)(z)
    np.testing.assert_array_equal(z, Z)


def test_what_it_prints_and_what_overflows_stays_quiet(capsys):
    def chatty(z):
        print("hello")
        return 1 / (1 + np.exp(-1000 * z))

    assert coated(chatty)(Z).tolist() == [0, 0, 0, 0.5, 1, 1, 1]
    assert capsys.readouterr() == ("", "")


def test_an_interrupt_is_not_swallowed():
    def interrupted(z):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        coated(interrupted)(Z)


def test_what_another_thread_prints_meanwhile_is_heard(capsys):
    def training():
        print("epoch 1")

    def chatty(z):
        print("hello")
        thread = threading.Thread(target=training)
        thread.start()
        thread.join()
        return z

    coated(chatty)(Z)
    assert capsys.readouterr().out == "epoch 1\n"
