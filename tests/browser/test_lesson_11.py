"""Lesson 11 as a learner meets it: five paths, every slider to its ends, Adam wrong and right."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "11_optimizers.ipynb"
UNCORRECTED = '''\
def adam(w, d_ws, learning_rate, beta_1, beta_2):
    """Adam's steps, one for each row of d_ws, in their order: the weights after the last."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_2 * v + (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (np.sqrt(v) + 1e-7)
    return w


check.adam(adam)'''
RIGHT = UNCORRECTED.replace(
    "m / (np.sqrt(v) + 1e-7)", "m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)"
)


def test_adam_without_its_correction_is_named(lesson):
    answer = lesson.output("def adam(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def adam(", UNCORRECTED)
    expect(answer).to_contain_text("without the two corrections. m and v begin at 0")
    lesson.shot("wrong")
    lesson.write("def adam(", RIGHT)
    expect(answer).to_contain_text("Correct")
    lesson.shot("right")
    assert lesson.complaints == []


@pytest.mark.parametrize(
    ("cell", "moves"),
    [
        (
            'widgets.descent("SGD", learning_rate',
            [("rate", "End", "runs away"), ("steps", "Home", "1 step."), ("rate", "Home", "(−4.0")],
        ),
        (
            'widgets.descent("SGD", "momentum"',
            [("beta", "Home", "β 0,"), ("beta", "End", "β 0.99"), ("rate", "End", "runs away")],
        ),
        (
            "widgets.descent(model=tap",
            [
                ("batch size", "Home", "batches of 1."),
                ("steps", "End", "100 steps"),
                ("beta", "Home", "β 0,"),
                ("rate", "Home", "Rate 0.0095"),
                ("rate", "End", "SGD runs away"),
                ("steps", "Home", "1 step,"),
                ("batch size", "End", "batches of 32."),
            ],
        ),
    ],
    ids=["ravine", "momentum", "network"],
)
def test_every_slider_to_its_ends(shared_lesson, cell, moves):
    figure = shared_lesson.output(cell)
    figure.scroll_into_view_if_needed()
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    expect(readout).to_contain_text("Loss and place at the end. Ravine: SGD")
    before = readout.text_content()
    seen = {pixels(canvas)}
    for name, key, said in moves:
        slider = figure.get_by_role("slider", name=name)
        slider.focus()
        slider.press(key)
        expect(readout).to_contain_text(said)
        shared_lesson.page.wait_for_timeout(200)
        seen.add(pixels(canvas))
        shared_lesson.shot(f"descent-{cell[16:25].strip()}-{name}-{key}".replace(" ", "_"))
    assert len(seen) == 1 + len(moves)
    figure.get_by_role("button", name="Reset").click()
    expect(readout).to_have_text(before)
    assert axe.findings(shared_lesson.page, ".live-figure") == []
    assert shared_lesson.complaints == []


def test_one_notch_beyond_the_border(shared_lesson):
    """The lesson asks for a notch up from 0.18, and for the zigzag to grow."""
    figure = shared_lesson.output('widgets.descent("SGD", learning_rate')
    readout, rate = figure.locator(".live-figure-readout"), figure.get_by_role("slider").first
    figure.get_by_role("button", name="Reset").click()
    expect(readout).to_contain_text("SGD 0.085 at (−0.9, 0.0)")
    rate.press("ArrowRight")
    expect(readout).to_contain_text("Rate 0.2, 40 steps")
    expect(readout).to_contain_text("SGD 53 at")
    rate.press("ArrowLeft")
    expect(readout).to_contain_text("SGD 0.085 at (−0.9, 0.0)")


def test_an_optimizer_with_a_schedule_is_there_by_its_name(shared_lesson):
    figure = shared_lesson.output("falling=falling")
    figure.scroll_into_view_if_needed()
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("RMSprop 0.198 at (1.9, 1.6), falling 0.160 at (1.4, 1.5).")
    shared_lesson.shot("falling")
