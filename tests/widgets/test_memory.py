"""A recurrent weight under its slider, and an LSTM's gates under theirs, with a goal."""

import numpy as np
import pytest

from course_lib import widgets
from course_lib.exercises.lesson_14.hold import WANTED, hold
from course_lib.figures.memory_cell import STEPS, VALUES, run
from course_lib.figures.memory_unit import STEPS as UNIT_STEPS
from course_lib.figures.memory_unit import slopes, states, weight_gradient
from course_lib.nn.layers import LSTM
from course_lib.widgets.memory_cell import FIRST, MemoryCell, as_gates, as_settings


@pytest.mark.parametrize("u", [-1.3, -0.5, 0.7, 1.2])
def test_the_slopes_are_those_of_a_nudge(u):
    def last(x_at, nudge, u=u):
        h = 0.0
        for t in range(UNIT_STEPS):
            h = u * h + (t == 0) + nudge * (t == x_at)
        return h

    for t in (0, 11, 29):
        rise = (last(t, 1e-4) - last(t, -1e-4)) / 2e-4
        assert slopes(u)[t] == pytest.approx(rise, rel=1e-6)
    rise = (last(0, 0, u + 1e-6) - last(0, 0, u - 1e-6)) / 2e-6
    assert weight_gradient(u) == pytest.approx(rise, rel=1e-4)
    assert states(u)[-1] == pytest.approx(last(0, 0))


@pytest.mark.parametrize(
    ("u", "words"),
    [
        (-1.5, "It grows at every step"),
        (1.5, "It grows at every step"),
        (0.0, "Of the 1 that came in at step 1, 0 is left at step 30"),
        (1.0, "It neither fades nor grows. The gradient of u: 29, clipped to 1."),
        (0.5, "about 10⁻⁹ is left at step 30"),
        (0.8, "nothing to clip"),
    ],
)
def test_the_unit_in_words_at_both_ends_and_between(u, words):
    assert words in widgets.memory_unit().move(u=u)


def test_the_unit_is_drawn_within_its_charts_at_every_value():
    live = widgets.memory_unit()
    for u in np.linspace(-1.5, 1.5, 61):
        live.move(u=u)
    assert live.values == {"u": 1.5}


def test_the_cell_is_an_lstm_s():
    """With gates that are told, and not read from the input: weights 0, biases by gate."""
    layer = LSTM(1, return_sequences=True, kernel_initializer="zeros",
                 recurrent_initializer="zeros", activation="tanh")  # fmt: skip
    x = np.arctanh(VALUES * 0.99)[np.newaxis, :, np.newaxis]
    layer(x)
    layer.kernel[0, 2] = 1  # the value
    layer.bias[:] = [0.4, 1.5, 0, -0.3]  # write, keep, value, show
    gates = 1 / (1 + np.exp(-np.array([1.5, 0.4, -0.3])))  # keep, write, show
    c, h = run(np.tile(gates, (STEPS, 1)), VALUES * 0.99)
    np.testing.assert_allclose(layer(x)[0, :, 0], h, atol=1e-6)
    np.testing.assert_allclose(layer.c[0, :, 0], c, atol=1e-6)


def test_a_gate_stays_so_from_its_step_on_and_sliders_follow_the_step():
    live = widgets.memory_cell()
    live.move(step=3, keep=0, write=1)
    live.move(step=4)
    live.move(keep=1, write=0)
    assert live.settings == [[1.0, *FIRST], [3.0, 0.0, 1.0, 1.0], [4.0, 1.0, 0.0, 1.0]]
    live.move(step=2)
    assert live.values == {"step": 2.0, "keep": 0.5, "write": 0.5, "show": 1.0}
    live.move(step=24)
    assert live.values == {"step": 24.0, "keep": 1.0, "write": 0.0, "show": 1.0}
    assert "The cell holds 0.80" in live.readout


def test_reset_puts_back_every_step_and_not_only_those_to_come():
    live = MemoryCell(hold.right_answer)
    first = {slider["name"]: slider["value"] for slider in live.sliders}
    assert first == {"step": 1, "keep": 0.0, "write": 0.0, "show": 0.0}
    live.move(step=20)
    live._on_message(live, {"type": "reset", "view": "a", "values": first}, [])
    assert live.settings == []
    assert live.values == {"step": 1.0, "keep": 0.5, "write": 0.5, "show": 1.0}


def test_every_slider_at_both_ends():
    live = widgets.memory_cell()
    for name in ("keep", "write", "show"):
        for end in (0, 1):
            assert f"{name} {end}" in live.move(step=5, **{name: end})
    assert live.move(step=1) != live.move(step=24)


def test_settings_and_gates_are_two_ways_to_say_one_thing():
    for settings in ([], hold.right_answer, [[7, 0.3, 0.2, 0.9], [24, 1, 1, 1]]):
        gates = as_gates(settings)
        np.testing.assert_array_equal(as_gates(as_settings(gates)), gates)


@pytest.mark.parametrize("width", [300, 500, 760])
def test_it_is_laid_out_for_every_width(width):
    for live in (widgets.memory_unit(), MemoryCell(None, WANTED)):
        live.picture.fit(width) if hasattr(live, "picture") else live._fit(width)
        assert live.figure.get_size_inches()[0] * 100 == pytest.approx(width)


def test_closing_lets_go():
    live = widgets.memory_cell()
    live.close()
    assert live.figure is live.picture is None
