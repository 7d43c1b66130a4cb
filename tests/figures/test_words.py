"""Numbers in words: short, and never a lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.figures import words


@given(st.floats(-1e4, 1e4))
def test_a_number_is_within_half_a_hundredth_and_never_minus_zero(value):
    text = words.number(value)
    assert abs(float(text.replace("−", "-")) - value) <= 0.005 + 1e-9
    assert text != "−0"
    assert "-" not in text


@given(st.floats(0, 1))
def test_an_output_never_passes_for_the_end_that_it_has_not_reached(a):
    text = words.output(a)
    if text.endswith("1.000"):
        assert a == 1
    if text == "= 0.000":
        assert a == 0


@pytest.mark.parametrize(("b", "end"), [(4, "+ 4"), (-4, "− 4"), (0, "+ 0")])
def test_the_bias_keeps_its_sign(b, end):
    assert words.weighted_sum([1.5], [-2], b) == f"1.5·(−2) {end}"
