"""Lesson 07 under a hand: a step on a logarithmic slider, four patients, a Value of one's own."""

import re

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


def test_grads_go_back_in_the_hasty_order_and_in_the_right_one(lesson):
    figure = lesson.output("widgets.value_graph(")
    words, step = figure.locator(".value-graph-words"), figure.get_by_role("button", name="Step")
    step.scroll_into_view_if_needed()
    for _ in range(10):
        before = words.text_content()
        step.press("Enter")
        expect(words).not_to_have_text(before)
    expect(words).to_contain_text("Wrong: a.grad is 63 and should be 39")
    expect(step).to_be_disabled()
    assert figure.get_by_role("img", name="a: data 2, grad 63 ✗").count() == 1
    lesson.shot("values-hasty")
    figure.get_by_role("combobox", name="Order").select_option("all users first")
    for said in ("1 to p.", "6 to m.", "All grads are right."):
        step.click()
        expect(words).to_contain_text(said)
    lesson.shot("values-right")
    figure.get_by_role("button", name="Begin again, clear nothing").click()
    expect(words).to_contain_text("Nothing was cleared.")
    figure.get_by_role("button", name="Begin again", exact=True).click()
    figure.get_by_role("button", name="m: data 6").press("Enter")
    expect(words).to_contain_text("m hands on its grad of 0")
    expect(figure.get_by_role("combobox", name="Order")).to_have_value("your own: press a value")
    assert axe.findings(lesson.page) == []
    assert lesson.complaints == []


def test_the_order_is_found_by_pressing_values(lesson):
    figure = lesson.output("check.turns")
    note = figure.locator(".value-graph-note")
    for name, said in (("y", "So far it is right"), ("s", "s has had its turn before p")):
        figure.get_by_role("button", name=f"{name}: data").click()
        expect(note).to_contain_text(said)
    lesson.shot("turns-wrong")
    figure.get_by_role("button", name="Begin again").press("Enter")
    expect(note).to_have_text("")
    for key, name in (("Enter", "y"), (" ", "p"), ("Enter", "s"), (" ", "m")):
        value = figure.get_by_role("button", name=f"{name}: data")
        value.press(key)
        expect(value).to_have_class(re.compile("value-graph-now"))
    expect(note).to_contain_text("✔ Correct")
    lesson.shot("turns-right")
    assert axe.findings(lesson.page) == []


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
