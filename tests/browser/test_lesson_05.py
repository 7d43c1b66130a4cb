"""Lesson 05 under a hand: sliders to their ends, steps downhill, wrong and right answers."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import changes, pixels

LESSON = "05_loss.ipynb"
MSE = "def mse(y_true, y_pred):\n    return {}\n\n\ncheck.mse(mse)"
FIRST = "widgets.loss_landscape(neuron, x, y_true, names)"
SECOND = 'names, loss="binary_crossentropy")'


def to_the_end(lesson, figure, name, key, words):
    """Press a slider's Home or End; the picture moves, and its words say what it shows."""
    slider, canvas = figure.get_by_role("slider", name=name), figure.locator("canvas")
    slider.scroll_into_view_if_needed()
    readout = figure.locator(".live-figure-readout")
    expect(readout).not_to_be_empty()  # the first picture is there
    before = pixels(canvas)
    slider.press(key)
    expect(readout).to_contain_text(words)
    lesson.page.wait_for_timeout(200)
    assert changes(canvas, before)
    lesson.shot(f"{name}-{key}-{len(words)}".replace(" ", "_"))


def test_one_prediction_goes_to_both_ends(lesson):
    figure = lesson.output("widgets.losses(")
    to_the_end(lesson, figure, "y_pred", "Home", "cross-entropy 4.61 with slope −100.00")
    to_the_end(lesson, figure, "y_true", "Home", "True answer 0")
    to_the_end(lesson, figure, "y_pred", "End", "squared error 0.98 with slope 1.98")
    to_the_end(lesson, figure, "y_true", "End", "True answer 1")
    assert lesson.complaints == []


@pytest.mark.parametrize(
    ("cell", "corner"), [(FIRST, "0.500"), (SECOND, "11.500")], ids=["squared", "cross"]
)
def test_a_landscape_is_walked_by_sliders_that_move_the_neuron(lesson, cell, corner):
    figure = lesson.output(cell)
    to_the_end(lesson, figure, "weight w1", "Home", "w1 = −3.00")
    to_the_end(lesson, figure, "weight w2", "Home", f"the loss is {corner}")
    lesson.run('print("w =", neuron.w')
    expect(lesson.output('print("w =", neuron.w')).to_contain_text("w = [-3. -3.]   loss = 0.5")
    to_the_end(lesson, figure, "weight w1", "End", "w1 = 3.00")
    to_the_end(lesson, figure, "weight w2", "End", "w2 = 3.00")
    to_the_end(lesson, figure, "bias b", "Home", "b = −8")
    to_the_end(lesson, figure, "bias b", "End", "b = 8")
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text("w1 = 0.00, w2 = 1.00, b = −4")
    assert lesson.complaints == []


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_a_step_downhill_leaves_a_plain_of_cross_entropy_alone(lesson, theme):
    lesson.theme(theme)
    for cell, moved, loss in ((FIRST, False, "0.500"), (SECOND, True, "0.446")):
        figure = lesson.output(cell)
        figure.scroll_into_view_if_needed()
        readout = figure.locator(".live-figure-readout")
        step = figure.get_by_role("button", name="One step downhill")
        figure.get_by_role("slider", name="weight w1").press("Home")
        figure.get_by_role("slider", name="weight w2").press("Home")
        expect(readout).to_contain_text("w1 = −3.00, w2 = −3.00")
        for _ in range(10):
            step.press("Enter")
        expect(readout).to_contain_text(f"the loss is {loss}")
        slider = figure.get_by_role("slider", name="weight w1")
        assert (slider.input_value() != "-3") is moved
        lesson.page.wait_for_timeout(300)
        lesson.shot(f"steps-{loss}-{theme}".replace(" ", "-"))
        assert axe.findings(lesson.page, ".live-figure") == []
        figure.get_by_role("button", name="Reset").click()
        expect(readout).to_contain_text("w1 = 0.00, w2 = 1.00, b = −4")


def test_lower_ground_is_found_and_kept(lesson):
    figure = lesson.output("check.below")
    readout = figure.locator(".live-figure-readout")
    figure.get_by_role("button", name="Reset").click()
    expect(readout).to_contain_text("Move a slider first")
    figure.get_by_role("button", name="One step downhill").click()
    expect(readout).to_contain_text("With this bias even the floor")
    figure.get_by_role("slider", name="bias b").focus()
    for _ in range(6):
        lesson.page.keyboard.press("ArrowLeft")
    expect(readout).to_contain_text("b = −7")
    expect(readout).to_contain_text("walk down, step by step")
    for name, times in (("weight w1", 12), ("weight w2", 4)):
        figure.get_by_role("slider", name=name).focus()
        for _ in range(times):
            lesson.page.keyboard.press("Shift+ArrowRight")
    expect(readout).to_contain_text("and you are close")
    for _ in range(10):
        figure.get_by_role("button", name="One step downhill").press("Enter")
    expect(readout).to_contain_text("✔ Correct: The deeper floor")
    lesson.shot("below")


def test_a_wrong_answer_is_named_and_a_right_one_praised_with_a_reason(lesson):
    answer = lesson.output("check.mse(mse)")
    lesson.write("check.mse(mse)", MSE.format("((y_pred - y_true) ** 2).sum()"))
    expect(answer).to_contain_text("This is the sum of the squares.")
    lesson.write("check.mse(mse)", MSE.format("((y_pred - y_true) ** 2).mean()"))
    expect(answer).to_contain_text("✔ Correct: From lesson 06 on")


def test_the_blanks_are_filled_in_by_keyboard(lesson):
    form = lesson.output("check.loss_or_accuracy")
    form.get_by_role("textbox", name="A's accuracy").fill("0.25")
    form.get_by_role("textbox", name="A's loss").fill("0,42")
    lesson.page.keyboard.press("Enter")
    expect(form).to_contain_text("That is the share of the wrong answers.")
    expect(form).to_contain_text("That is the sum of the squares.")
    lesson.shot("blanks-wrong")
    assert axe.findings(lesson.page) == []
    typed = {"A's accuracy": "3/4", "A's loss": "0,105", "B's accuracy": "1", "B's loss": ".1425"}
    for name, text in typed.items():
        form.get_by_role("textbox", name=name).fill(text)
    chosen = {
        "the accuracy": "stays",
        "the loss": "moves",
        "trained on": "loss",
        "told": "accuracy",
    }
    for name, text in chosen.items():
        form.get_by_role("combobox", name=name, exact=True).select_option(text)
    form.get_by_role("button", name="Check").click()
    expect(form).to_contain_text("✔ Correct")
    lesson.shot("blanks-right")
