"""Lesson 07 under a hand: a step on a logarithmic slider, four patients, a Value of one's own."""

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import changes, pixels

LESSON = "07_gradient_check.ipynb"
CENTRAL = """def central_difference(f, x, h):
    return {}


check.central_difference(central_difference)"""
NAMED = "check.central_difference(central_difference)"
BACKWARD = """def backward(result):
    result.grad = 1.0

    def hand_on(value):
        for source, slope in value.sources:
            source.grad {} value.grad * slope
            hand_on(source)

    hand_on(result)


check.backward(backward)"""


def test_the_step_goes_to_both_ends_and_the_error_is_smallest_between(lesson):
    figure = lesson.output("widgets.step_size(")
    control, canvas = figure.get_by_role("slider", name="step size h"), figure.locator("canvas")
    readout = figure.locator(".live-figure-readout")
    control.scroll_into_view_if_needed()
    expect(readout).to_contain_text("h = 0.1: measured 0.0216, computed 0.0215.")
    lesson.shot("step-start")
    before = pixels(canvas)
    control.press("End")
    expect(readout).to_contain_text("h = 1: measured 0.0295")
    lesson.page.wait_for_timeout(200)
    assert changes(canvas, before)
    lesson.shot("step-1")
    for _ in range(10):  # half a power of ten each
        control.press("ArrowLeft")
    expect(readout).to_contain_text("h = 1e-5: measured 0.0215, computed 0.0215.")
    expect(readout).to_contain_text("The error is about 1e-1")
    lesson.shot("step-best")
    control.press("Home")
    expect(readout).to_contain_text("h = 1e-15:")
    lesson.page.wait_for_timeout(200)
    lesson.shot("step-stairs")
    figure.get_by_role("button", name="Reset").click()
    expect(readout).to_contain_text("The error is 9.4e-5.")
    assert axe.findings(lesson.page) == []
    assert lesson.complaints == []


def test_wrong_answers_are_named_and_right_ones_accepted(lesson):
    lesson.write(NAMED, CENTRAL.format("(f(x + h) - f(x - h)) / h"))
    expect(lesson.output(NAMED)).to_contain_text("twice too large")
    lesson.write(NAMED, CENTRAL.format("(f(x + h) - f(x - h)) / (2 * h)"))
    expect(lesson.output(NAMED)).to_contain_text("✔ Correct")
    lesson.write("check.backward(backward)", BACKWARD.format("="))
    expect(lesson.output("check.backward(backward)")).to_contain_text("Not yet")
    lesson.shot("backward-wrong")


def test_the_patients_are_diagnosed(lesson):
    form = lesson.output("check.patients")
    causes = {
        "patient A": "the 2 of the squared error is left out",
        "patient B": "truth minus prediction",
        "patient C": "z of layer 1 used where its a belongs",
        "patient D": "truth minus prediction",
    }
    for name, cause in causes.items():
        form.get_by_role("combobox", name=name, exact=True).select_option(cause)
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("an error of 1 everywhere")
    lesson.shot("patients-wrong")
    right = "the hidden sigmoid's slope is left out"
    form.get_by_role("combobox", name="patient B", exact=True).select_option(right)
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("✔ Correct")
    assert axe.findings(lesson.page, ".course-form") == []
