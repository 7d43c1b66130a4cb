"""Lesson 06 under a hand: the nudge, the slopes that flow back, the faded derivation."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import changes, pixels

LESSON = "06_backprop.ipynb"
NUDGE = 'widgets.nudge(model, alice, [1], "w1")'
NETWORK = "gradients=True"
SLIDERS = ["x1", "x2", "w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3"]
FORESEE = "def foresee(loss, slope, nudge):\n    return {}\n\n\ncheck.foresee(foresee)"


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
        assert changes(canvas, before)
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
    product = network.locator(".network-product")
    titles = ["Inputs", "Forward, layer 1", "Forward, layer 2", "Loss"]
    grown = {
        "Backward, layer 2: outputs": "d_o1 = 2·(o1 − y_true)= −0.9526",
        "Backward, layer 2: sums": "= −0.9526 · 0.2494 = −0.23762",
        "Backward, layer 2: weights": "= −0.9526 · 0.2494 = −0.23762",
        "Backward, layer 1: outputs": "= −0.9526 · 0.2494 · 1 = −0.23762",
        "Backward, layer 1: sums": "= −0.9526 · 0.2494 · 1 · 0.0452 = −0.01073",
        "Backward, layer 1: weights": "= −0.9526 · 0.2494 · 1 · 0.0452 · (−2) = 0.02147",
    }
    for number, words in enumerate([*titles, *grown], start=1):
        step.press("Enter")
        expect(title).to_have_text(f"{words} ({number} of 10)")
        expect(product).to_contain_text(grown.get(words, ""))
        lit = network.locator(".network-edge.network-lit")
        expect(lit).to_have_count({8: 1, 9: 1, 10: 2}.get(number, 0))
        expect(network.locator(".network-dz:not(:empty)")).to_have_count(
            0 if number < 6 else 1 if number < 9 else 3
        )
        if number in (6, 8):
            lesson.shot(f"backward-{number}")
    expect(network.locator(".network-readout span")).to_contain_text("d_w1 = dz_h1 · x1 = 0.02147")
    lesson.shot("backward")
    network.get_by_role("combobox", name="Follow").select_option("b3")
    expect(product).to_contain_text("d_b3 = 2·(o1 − y_true) · o1·(1 − o1) · 1")
    expect(network.locator(".network-edge.network-lit")).to_have_count(0)
    network.get_by_role("combobox", name="Follow").select_option("w1")
    network.get_by_role("button", name="Show all").click()


def test_the_numbers_of_a_neuron_stand_apart_from_its_neighbours(lesson, network):
    d_h2 = network.locator(".network-node .network-da").nth(3).bounding_box()
    d_b1 = network.locator(".network-label[data-name=b1] .network-slope").bounding_box()
    d_w1 = network.locator(".network-label[data-name=w1]")
    assert d_h2["y"] > d_b1["y"] + 2 * d_b1["height"]
    assert d_w1.locator("rect").evaluate("box => getComputedStyle(box).fill") == "none"


def test_where_there_is_little_room_the_drawing_scrolls(lesson, network):
    page, size = lesson.page, lesson.page.viewport_size
    page.set_viewport_size({**size, "width": 700})
    picture = network.locator(".network-picture")
    expect(picture.locator("svg")).to_have_css("min-width", "620px")
    assert picture.evaluate("it => it.scrollWidth > it.clientWidth + 100")
    assert network.evaluate("it => it.scrollWidth <= it.clientWidth")
    picture.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("it => it.scrollLeft > 0", arg=picture.element_handle())
    assert axe.findings(page, ".network") == []
    page.set_viewport_size(size)


def test_the_goal_is_told_of_every_move(lesson):
    figure = lesson.output("check.quiet_w1")
    figure.scroll_into_view_if_needed()
    note = figure.locator(".network-note")
    slider(figure, "w5").press("ArrowLeft")
    expect(note).to_contain_text("w5 has moved")
    figure.get_by_role("button", name="Reset").click()
    expect(note).to_have_text("")
    slider(figure, "w3").press("Home")
    expect(note).to_contain_text("Only h2's own numbers have moved")
    figure.get_by_role("button", name="Reset").click()
    slider(figure, "b1").press("End")
    expect(note).to_contain_text("✔ Correct")
    lesson.shot("quiet")
    assert axe.findings(lesson.page, ".network") == []


def test_the_derivation_is_filled_in_by_keyboard(lesson):
    form = lesson.output("check.derivation")
    wrong = {"the last factor of w2": "2", "the gradient of w2": "-0.099"}
    for label, typed in wrong.items():
        form.get_by_label(label, exact=True).fill(typed)
    lesson.page.keyboard.press("Enter")
    expect(form).to_contain_text("That is x1, which w1 multiplies.")
    expect(form).to_contain_text("This is half of it")
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
