"""Lesson 09 as a learner meets it: XOR under every menu entry, depth, an answer wrong and right."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "09_hidden_layers.ipynb"
UPHILL = '''\
def step(X, y, weights1, weights2):
    """One step with all rows at once: the new weights1 and weights2."""
    layer1 = sigmoid(X @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    d2 = 2 * (y_pred - y) * y_pred * (1 - y_pred)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


check.step(step)'''
RIGHT = UPHILL.replace("(y_pred - y)", "(y - y_pred)")


def test_a_step_uphill_is_named(lesson):
    answer = lesson.output("def step(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def step(", UPHILL)
    expect(answer).to_contain_text("These weights went uphill.")
    lesson.shot("wrong")
    lesson.write("def step(", RIGHT)
    expect(answer).to_contain_text("Correct")


def test_xor_from_every_beginning(lesson):
    figure = lesson.output("widgets.training(")
    figure.scroll_into_view_if_needed()
    readout, play = figure.locator(".live-figure-readout"), figure.get_by_role("button").first
    menu = figure.get_by_label("first weights")
    for option, said in (  # the others are trained to their end in tests/widgets/test_training.py
        ("uniform, 0 to 1", "(0, 0) 0.010, (0, 1) 0.967, (1, 0) 0.968, (1, 1) 0.039."),
        ("zeros", "Epoch 0 of 1,500: loss 0.2500."),
        ("ones", "Epoch 0 of 1,500: loss 0.4649."),
        ("Xavier", "Epoch 0 of 1,500: loss 0.2504."),
        ("He", "Hidden neurons' lines on the map: 3."),  # the fourth passes it by
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
