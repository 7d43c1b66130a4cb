"""Lesson 08 as a learner meets it: the bowl, the training, and an answer wrong and right."""

import re

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "08_sgd.ipynb"
CHANGED_TOO_EARLY = '''\
def step(x, y_true, w1, w5, learning_rate):
    """One step of the chain x, h1, y_pred: both weights, new."""
    h1 = sigmoid(w1 * x)
    y_pred = sigmoid(w5 * h1)
    dz_o1 = 2 * (y_pred - y_true) * y_pred * (1 - y_pred)
    w5 = w5 - learning_rate * dz_o1 * h1
    w1 = w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x
    return w1, w5


check.step(step)'''
RIGHT = CHANGED_TOO_EARLY.replace("    w5 = w5", "    old = w5\n    w5 = w5").replace(
    "dz_o1 * w5 * h1", "dz_o1 * old * h1"
)


def test_a_weight_changed_too_early_is_named(lesson):
    answer = lesson.output("def step(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def step(", CHANGED_TOO_EARLY)
    expect(answer).to_contain_text("w1 comes out as if its gradient went through the new w5.")
    lesson.shot("wrong")
    lesson.write("def step(", RIGHT)
    expect(answer).to_contain_text("Correct")


def test_both_ends_of_the_bowls_sliders(lesson):
    figure = lesson.output("widgets.bowl(")
    figure.scroll_into_view_if_needed()
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    rate, steps = (figure.get_by_role("slider", name=name) for name in ("rate", "steps"))
    expect(readout).to_contain_text("w = 0.43, loss 0.18")
    seen = {pixels(canvas)}
    for slider, key, said in (
        (rate, "End", "it diverges. The ball has left the picture."),
        (steps, "Home", "after 1 step:"),
        (rate, "Home", "leaves 0.98 of the distance"),
        (steps, "End", "after 20 steps:"),
    ):
        slider.focus()
        slider.press(key)
        expect(readout).to_contain_text(said)
        seen.add(pixels(canvas))
        lesson.shot(f"bowl-{slider.get_attribute('id')[-4:]}-{key}")
    assert len(seen) == 5
    assert axe.findings(lesson.page, ".live-figure") == []


def test_the_four_people_are_learned_and_the_model_holds_what_is_shown(lesson):
    figure = lesson.output("widgets.training(model")
    figure.scroll_into_view_if_needed()
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("Epoch 0 of 1,000: loss 0.3669. Emily 0.183, Frank 0.146.")
    lesson.shot("epoch-0")
    rate = figure.get_by_role("slider", name="learning rate")
    rate.focus()
    rate.press("End")
    expect(readout).to_contain_text("Epoch 0 of")
    figure.get_by_label("speed").select_option("fast")
    play = figure.get_by_role("button", name="Play")
    play.click()
    end = re.compile(r"Epoch 1,000 of 1,000: loss < 0.0001. Emily 0.995, Frank 0.004.")
    expect(readout).to_have_text(end, timeout=90_000)
    lesson.shot("rate-10")
    expect(play).to_be_visible()  # it has stopped by itself
    rate.focus()
    rate.press("Home")
    expect(readout).to_contain_text("Epoch 0 of")
    figure.get_by_role("button", name="Reset").click()
    expect(rate).to_have_attribute("aria-valuetext", "0.1")
    play.click()
    expect(readout).to_have_text(
        "Epoch 1,000 of 1,000: loss 0.0023. The run before, dashed: loss < 0.0001 after epoch "
        "1,000. Emily 0.951, Frank 0.039.",
        timeout=90_000,
    )
    lesson.shot("rate-0.1")
    epoch = figure.get_by_role("slider", name="epoch")
    epoch.focus()
    epoch.press("Home")
    expect(readout).to_contain_text("Emily 0.183, Frank 0.146.")
    epoch.press("End")
    expect(readout).to_contain_text("Emily 0.951, Frank 0.039.")
    assert lesson.complaints == []


def test_the_goal_is_reached_by_keyboard_and_the_check_sees_it(lesson):
    figure = lesson.output("check.safe_rate")
    figure.scroll_into_view_if_needed()
    readout, rate = figure.locator(".live-figure-readout"), figure.get_by_role("slider")
    rate.focus()
    rate.press("End")
    expect(readout).to_contain_text("this bowl diverges sooner")
    for _ in range(17):
        rate.press("ArrowLeft")
    expect(readout).to_contain_text("Correct: The steeper the walls")
    lesson.shot("goal")


def test_the_batch_size_goes_to_both_ends(lesson):
    figure = lesson.output("widgets.training(many")
    figure.scroll_into_view_if_needed()
    readout, size = (
        figure.locator(".live-figure-readout"),
        figure.get_by_role("slider", name="batch size"),
    )
    expect(readout).to_contain_text("Epoch 0 of 100: loss")
    expect(size).to_have_attribute("aria-valuetext", "64")
    figure.get_by_role("button", name="Step").click()
    expect(readout).to_contain_text("Epoch 1 of 100, 1 update: loss")
    size.focus()
    size.press("Home")
    expect(readout).to_contain_text("Epoch 0 of 100: loss")
    expect(size).to_have_attribute("aria-valuetext", "1")
    figure.get_by_label("speed").select_option("fast")
    figure.get_by_role("button", name="Play").click()
    expect(readout).to_contain_text("Epoch 100 of 100, 6,400 updates", timeout=60_000)
    lesson.shot("batches-of-1")
    size.focus()
    size.press("End")
    expect(size).to_have_attribute("aria-valuetext", "64")
    expect(readout).to_contain_text("Epoch 0 of 100: loss")
    assert axe.findings(lesson.page, ".live-figure") == []
    assert lesson.complaints == []
