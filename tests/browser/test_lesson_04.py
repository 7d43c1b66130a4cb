"""Lesson 04 under a hand: widths on sliders, one memory in three views, wrong and right answers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "04_layers.ipynb"
WIDTHS = "shapes = widgets.layers"
LAYER = '''def layer(X, W, b):
    """Every neuron's answer to every row: (n, n_in) -> (n, units)."""
    return sigmoid({})


check.layer(layer)'''


@pytest.fixture
def figure(shared_lesson):
    figure = shared_lesson.output(WIDTHS)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text("1,994 in all")
    return figure


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("rows in X", "X (1, 20)", "X (64, 20)"),
        ("inputs", "1·64 + 64 = 128 parameters", "64·64 + 64 = 4,160 parameters"),
        ("layer 1", "20·1 + 1 = 21 parameters", "20·128 + 128 = 2,688 parameters"),
        ("layer 2", "64·1 + 1 = 65", "64·64 + 64 = 4,160"),
    ],
)
def test_a_slider_goes_to_both_its_ends(shared_lesson, figure, name, low, high):
    slider = figure.get_by_role("slider", name=name)
    canvas, readout = figure.locator("canvas"), figure.locator(".live-figure-readout")
    seen = {pixels(canvas)}
    slider.focus()
    for key, words in (("Home", low), ("End", high)):
        shared_lesson.page.keyboard.press(key)
        expect(readout).to_contain_text(words)
        shared_lesson.page.wait_for_timeout(200)
        seen.add(pixels(canvas))
        shared_lesson.shot(f"{name.replace(' ', '-')}-{key}")
    assert len(seen) == 3
    assert shared_lesson.complaints == []


def test_the_code_asks_the_model_that_is_shown(shared_lesson, figure):
    figure.get_by_role("slider", name="layer 1").press("End")
    expect(figure.locator(".live-figure-readout")).to_contain_text("3,978 in all")
    shared_lesson.run("for layer in shapes.model.layers")
    output = shared_lesson.output("for layer in shapes.model.layers")
    expect(output).to_contain_text("layer_1 (20, 128) (128,) 2,688")
    expect(output).to_contain_text("in all 3,978")


def test_a_weight_that_is_dragged_lies_in_the_one_memory(shared_lesson):
    figure = shared_lesson.output("widgets.network(model, x=[1, 2])").locator(".network")
    figure.scroll_into_view_if_needed()
    slider = figure.get_by_role("slider", name=re.compile("^w3,"))
    for key, number in (("End", "10. "), ("Home", "-10. ")):
        slider.press(key)
        text = "w3 = " + number.removesuffix(". ").replace("-", "−")
        expect(figure.locator(".network-label[data-name=w3]")).to_contain_text(text)
        shared_lesson.run("model.params.round(1)")
        second = shared_lesson.output("model.params.round(1)").inner_text().split(",")[1]
        assert float(second) == float(number)
    shared_lesson.shot("dragged")


def test_a_wrong_answer_is_named_and_a_right_one_accepted(shared_lesson):
    shared_lesson.write("check.layer(layer)", LAYER.format("X @ W.T + b"))
    expect(shared_lesson.output("check.layer(layer)")).to_contain_text(
        "These are the numbers of X @ W.T"
    )
    shared_lesson.write("check.layer(layer)", LAYER.format("X @ W + b"))
    expect(shared_lesson.output("check.layer(layer)")).to_contain_text("Correct")


def test_the_count_is_filled_in_by_keyboard(shared_lesson):
    form = shared_lesson.output("check.counting")
    typed = {
        "layer 2 of 20-64-10": "640", "20-64-10 in all": "1994", "layer 1 of 8-6-6-4": "54",
        "layer 2 of 8-6-6-4": "42", "layer 3 of 8-6-6-4": "28", "8-6-6-4 in all": "124",
    }  # fmt: skip
    for label, number in typed.items():
        form.get_by_label(label, exact=True).fill(number)
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("These are the weights. The 10 biases come on top.")
    form.get_by_label("layer 2 of 20-64-10", exact=True).fill("650")
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("Correct")


def test_axe_finds_nothing_serious(shared_lesson):
    assert axe.findings(shared_lesson.page) == []
