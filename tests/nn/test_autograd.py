"""The autograd against finite differences, against ``nn``'s backward, and at its traps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import Dense, Input, Sequential, numerical_gradient, set_floatx
from course_lib.nn.autograd import Value

POINT = np.array([0.7, -1.3, 2.1])

EXPRESSIONS = {
    "sum": lambda a, b, c: a + b + c + 1,
    "difference": lambda a, b, c: a - b - (2 - c),
    "product": lambda a, b, c: 3 * a * b * c,
    "quotient": lambda a, b, c: a / b + 2 / c,
    "power": lambda a, b, c: a**3 + b**2 + c**-1.5,
    "negative": lambda a, b, c: -(a * b) + -c,
    "squeezed": lambda a, b, c: (a * b).tanh() + (b + c).sigmoid(),
    "exp and log": lambda a, b, c: (a.exp() + c).log() * b,
    "relu": lambda a, b, c: (a * c).relu() + (a * b).relu(),
    "shared": lambda a, b, c: (a + b) * (a + b) * a * c,
    "twice": lambda a, b, c: a + a + b * b + c,
}


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_gradients_are_the_measured_slopes(expression):
    values = [Value(x) for x in POINT]
    expression(*values).backward()
    measured = numerical_gradient(
        lambda point: expression(*[Value(x) for x in point]).data, POINT.copy()
    )
    np.testing.assert_allclose([v.grad for v in values], measured, rtol=1e-7, atol=1e-9)


def test_alices_network_has_the_textbooks_gradient():
    w1, w2, w3, w4, w5, w6 = [Value(1) for _ in range(6)]
    x1, x2, y_true = -2, -1, 1
    h1 = (w1 * x1 + w2 * x2).sigmoid()
    h2 = (w3 * x1 + w4 * x2).sigmoid()
    loss = (y_true - (w5 * h1 + w6 * h2).sigmoid()) ** 2
    loss.backward()
    assert w1.grad == pytest.approx(0.02146953526581111, rel=1e-12)


def test_it_agrees_with_the_backward_of_the_layers():
    set_floatx("float64")
    try:
        model = Sequential([Input((3,)), Dense(2, "tanh"), Dense(1, "sigmoid")])
        model.compile(loss="mse", optimizer="sgd")
    finally:
        set_floatx("float32")
    weights = [Value(p) for p in model.params]
    (a, b, c, d, e, f, b1, b2, u, v, b3) = weights
    x = [0.5, -1.0, 2.0]
    h1 = (a * x[0] + c * x[1] + e * x[2] + b1).tanh()
    h2 = (b * x[0] + d * x[1] + f * x[2] + b2).tanh()
    loss = ((u * h1 + v * h2 + b3).sigmoid() - 1) ** 2
    loss.backward()
    model.optimizer.learning_rate = 1e-9  # train_on_batch fills model.grads, and hardly moves
    model.train_on_batch(np.array([x]), np.array([[1.0]]))
    np.testing.assert_allclose([w.grad for w in weights], model.grads, rtol=1e-10)


def test_a_second_backward_starts_from_a_clean_slate():
    x = Value(3)
    y = x * x
    y.backward()
    y.backward()
    assert x.grad == 6


def test_a_shared_value_adds_up_its_shares_in_any_order():
    x = Value(2)
    middle = x * 3
    y = middle * middle + middle + x
    y.backward()
    assert middle.grad == 13
    assert x.grad == 40


def test_a_history_of_a_hundred_thousand_steps_is_no_trouble():
    x = Value(1)
    y = x
    for _ in range(100_000):
        y = y + x
    y.backward()
    assert x.grad == 100_001


def test_a_value_that_is_not_part_of_the_result_keeps_its_grad():
    x, bystander = Value(1), Value(1)
    bystander.grad = 5.0
    (x * 2).backward()
    assert (x.grad, bystander.grad) == (2, 5)


def test_powers_at_their_edges():
    x = Value(0)
    (x**0).backward()
    assert x.grad == 0
    with pytest.raises(TypeError, match="plain number"):
        Value(2) ** Value(3)


@given(st.floats(-800, 800))
def test_squeezing_never_overflows(z):
    x = Value(z)
    y = x.sigmoid() + x.tanh()
    y.backward()
    assert math.isfinite(y.data)
    assert 0 <= x.grad <= 1.25


def test_it_shows_itself():
    x = Value(2)
    (x * x).backward()
    assert repr(x) == "Value(2, grad=4)"
