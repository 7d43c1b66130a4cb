"""Lesson 06 under a hand: the nudge, the slopes that flow back, the faded derivation."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import shots_of
from tests.browser.lab import new_page, pixels

NUDGE = 'widgets.nudge(model, alice, [1], "w1")'
NETWORK = "gradients=True"
SLIDERS = ["x1", "x2", "w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3"]
FORESEE = "def foresee(loss, slope, nudge):\n    return {}\n\n\ncheck.foresee(foresee)"


@pytest.fixture(scope="module")
def lesson(chromium, lab, tmp_path_factory, request):
    shots = shots_of(request, tmp_path_factory.mktemp("lesson_06"))
    with new_page(chromium, lab, shots) as page:
        page.open("06_backprop.ipynb")
        page.run_all()
        yield page


@pytest.fixture
def network(lesson):
    figure = lesson.output(NETWORK).locator(".network")
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(slope(figure, "w1")).to_have_text("d_w1 = 0.02147")
    return figure


def slider(figure, name):
    return figure.get_by_role("slider", name=re.compile(f"^{name},"))


def slope(figure, name):
    """The gradient that stands under a weight or bias."""
    return figure.locator(f".network-label[data-name={name}] .network-slope")


def test_the_nudge_goes_to_both_ends(lesson):
    figure = lesson.output(NUDGE)
    control, canvas = figure.get_by_role("slider", name="nudge of w1"), figure.locator("canvas")
    readout = figure.locator(".live-figure-readout")
    control.scroll_into_view_if_needed()
    expect(readout).to_contain_text("w1 from 1 to 1.5: the loss changes by 0.0071.")
    for key, words in (
        ("Home", "w1 from 1 to −3: the loss changes by −0.1587."),
        ("End", "w1 from 1 to 5: the loss changes by 0.0114."),
    ):
        before = pixels(canvas)
        control.press(key)
        expect(readout).to_contain_text(words)
        lesson.page.wait_for_timeout(200)
        assert pixels(canvas) != before
        lesson.shot(f"nudge-{key}")
    figure.get_by_role("button", name="Reset").click()
    expect(readout).to_contain_text("w1 from 1 to 1.5")
    assert lesson.complaints == []


@pytest.mark.parametrize("name", SLIDERS)
def test_a_slider_of_the_network_goes_to_both_its_ends(lesson, network, name):
    control = slider(network, name)
    control.focus()
    for key, end in (("Home", "min"), ("End", "max")):
        lesson.page.keyboard.press(key)
        expect(control).to_have_value(control.get_attribute(end))
        lesson.page.wait_for_timeout(100)
    lesson.shot(f"{name}-end")
    assert lesson.complaints == []


def test_who_is_not_heard_is_not_blamed_and_who_is_saturated_does_not_answer(lesson, network):
    slider(network, "w5").focus()
    for _ in range(10):
        lesson.page.keyboard.press("ArrowLeft")
    for name in ("w1", "w2", "b1"):
        expect(slope(network, name)).to_have_text(re.compile(f"^d_{name} = −?0$"))
    lesson.shot("w5-is-0")
    network.get_by_role("button", name="Reset").click()
    slider(network, "b1").press("End")
    expect(network.locator(".network-readout span")).to_contain_text("h1 = 0.999")
    expect(slope(network, "w1")).to_contain_text("d_w1 = 0.000")  # less than a hundredth


def test_the_slopes_go_backward_step_by_step(lesson, network):
    title = network.locator(".network-readout strong")
    step = network.get_by_role("button", name="Step")
    titles = ["Inputs", "Forward, layer 1", "Forward, layer 2", "Loss"]
    for number, words in enumerate([*titles, "Backward, layer 2", "Backward, layer 1"], start=1):
        step.press("Enter")
        expect(title).to_have_text(f"{words} ({number} of 6)")
    expect(network.locator(".network-readout span")).to_contain_text("d_w1 = 0.02147")
    lesson.shot("backward")


def test_the_derivation_is_filled_in_by_keyboard(lesson):
    form = lesson.output("check.derivation")
    wrong = {"the last factor of w2": "2", "the gradient of w2": "-0.099"}
    for label, typed in wrong.items():
        form.get_by_label(label, exact=True).fill(typed)
    lesson.page.keyboard.press("Enter")
    expect(form).to_contain_text("That is x1, which w1 multiplies.")
    expect(form).to_contain_text("The factor 2 is missing")
    lesson.shot("derivation-wrong")
    assert axe.findings(lesson.page, ".course-form") == []
    right = {
        "the last factor of w2": "3",
        "the gradient of w2": "-0.198",
        "f' of h1": "0.235",
        "the last factor of b1": "1",
        "the gradient of b1": "-0.066",
        "f' of o1": "0.187",
        "the factor from o1's sum to w5": "0.378",
        "the gradient of w5": "-0.106",
    }
    for label, typed in right.items():
        form.get_by_label(label, exact=True).fill(typed)
    form.get_by_role("button", name="Check").click()
    expect(form).to_contain_text("✔ Correct")
    lesson.shot("derivation-right")


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    lesson.write("check.foresee(foresee)", FORESEE.format("slope * nudge"))
    expect(lesson.output("check.foresee(foresee)")).to_contain_text("of the loss, slope times")
    lesson.write("check.foresee(foresee)", FORESEE.format("loss + slope * nudge"))
    expect(lesson.output("check.foresee(foresee)")).to_contain_text("✔ Correct")


def test_axe_finds_nothing_serious(lesson):
    lesson.output(NUDGE).scroll_into_view_if_needed()
    assert axe.findings(lesson.page) == []
