"""Lesson 09 as a learner meets it: XOR under every menu entry, depth, an answer wrong and right."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "09_hidden_layers.ipynb"
UPHILL = '''\
def step(x, y, weights1, weights2, learning_rate):
    """One step with all rows at once: the new weights1 and weights2."""
    layer1 = sigmoid(x @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    dz2 = 2 * (y - y_pred) / len(x) * y_pred * (1 - y_pred)
    dz1 = dz2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 - learning_rate * x.T @ dz1, weights2 - learning_rate * layer1.T @ dz2


check.step(step)'''
RIGHT = UPHILL.replace("(y - y_pred)", "(y_pred - y)")
LOST = RIGHT.replace("dz2 @ weights2.T", "dz2 @ weights2")


def test_a_step_uphill_is_named(lesson):
    answer = lesson.output("def step(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def step(", UPHILL)
    expect(answer).to_contain_text("These weights went uphill.")
    lesson.shot("wrong")
    lesson.write("def step(", LOST)
    expect(answer).to_contain_text("so the table is turned: dz2 @ weights2.T")
    lesson.write("def step(", RIGHT)
    expect(answer).to_contain_text("Correct")


def test_xor_from_every_beginning(lesson):
    figure = lesson.output("widgets.training(")
    figure.scroll_into_view_if_needed()
    readout, play = figure.locator(".live-figure-readout"), figure.get_by_role("button").first
    menu = figure.get_by_label("first weights")
    figure.get_by_label("speed").select_option("fast")
    for option, said in (  # the others are trained to their end in tests/widgets/test_training.py
        ("uniform, 0 to 1", "(0, 0) 0.025, (0, 1) 0.978, (1, 0) 0.978, (1, 1) 0.023."),
        ("zeros", "Epoch 0 of 1,500: loss 0.2500."),
        ("ones", "Hidden neurons' lines on the map: 1."),
        ("Xavier", "Hidden neurons' lines on the map: 2."),
        ("He", "(0, 0) 0.030, (0, 1) 0.966, (1, 0) 0.967, (1, 1) 0.027."),
    ):
        if option != menu.input_value():
            menu.select_option(option)
        expect(readout).to_contain_text("Epoch 0 of 1,500")
        if option in ("uniform, 0 to 1", "He"):
            play.click()
            expect(readout).to_contain_text("Epoch 1,500 of 1,500", timeout=90_000)
        expect(readout).to_contain_text(said)
        lesson.shot(f"xor-{option[:4]}")
    for name, key, said in (
        ("epoch", "Home", "Epoch 0 of 1,500"),
        ("epoch", "End", "Epoch 1,500 of 1,500"),  # the rate of 4 is on its track: nothing restarts
        ("learning rate", "Home", "Epoch 0 of 1,500"),
        ("learning rate", "End", "Epoch 0 of 1,500"),
    ):
        slider = figure.get_by_role("slider", name=name)
        slider.focus()
        slider.press(key)
        expect(readout).to_contain_text(said)
    assert lesson.complaints == []


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ('widgets.depth("sigmoid"', ["1 hidden layer of", "20 hidden", "0.1 times", "10 times"]),
        ('widgets.depth("relu"', ["1 hidden layer of", "20 hidden", "0.1 times", "It explodes"]),
    ],
)
def test_both_ends_of_the_depths_sliders(lesson, cell, ends):
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    expect(readout).to_contain_text("10 hidden layers of")
    seen, said = {pixels(canvas)}, iter(ends)
    for name in ("depth", "weights"):
        slider = figure.get_by_role("slider", name=name)
        for key in ("Home", "End"):
            slider.focus()
            slider.press(key)
            expect(readout).to_contain_text(next(said))
            seen.add(pixels(canvas))
            lesson.shot(f"depth-{name}-{key}")
    assert len(seen) == 5
    assert axe.findings(lesson.page, ".live-figure") == []


def test_xor_is_folded_by_hand_and_the_check_sees_it(lesson):
    figure = lesson.output("check.fold_by_hand")
    figure.scroll_into_view_if_needed()
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    expect(readout).to_contain_text("Not attempted")
    before = pixels(canvas)
    for name, key, times in (
        ("turn h1", "ArrowRight", 9),
        ("turn h2", "ArrowLeft", 9),
        ("shift h1", "ArrowLeft", 7),
    ):
        slider = figure.get_by_role("slider", name=name)
        slider.focus()
        for _ in range(times):
            slider.press(key)
    expect(readout).to_contain_text("Not yet")
    slider = figure.get_by_role("slider", name="shift h2")
    slider.focus()
    for _ in range(7):
        slider.press("ArrowRight")
    expect(readout).to_contain_text("Correct: Two corners of the plane")
    assert pixels(canvas) != before
    lesson.shot("folded")
    assert axe.findings(lesson.page, ".live-figure") == []
    assert lesson.complaints == []
