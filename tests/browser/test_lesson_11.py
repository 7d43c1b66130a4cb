"""Lesson 11 as a learner meets it: five paths, every slider to its ends, Adam wrong and right."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import comes_true, pixels

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
            [
                ("rate", "End", "runs away"),
                ("steps", "Home", "1 step,"),
                ("rate", "Home", "Rate 0.0"),
            ],
        ),
        (
            'widgets.descent("SGD", "momentum"',
            [
                ("β of momentum", "Home", "β 0,"),
                ("β of momentum", "End", "β 0.99"),
                ("rate", "End", "runs away"),
                ("steepness", "Home", "walls of 0.2."),
                ("start w1", "End", "walls of 0.2."),
            ],
        ),
        (
            "widgets.descent(model=tap",
            [
                ("batch size", "Home", "batches of 1."),
                ("steps", "End", "100 steps"),
                ("β of momentum", "Home", "β 0,"),
                ("ρ of RMSprop", "Home", "ρ 0,"),
                ("β₁ of Adam", "Home", "β₁ 0,"),
                ("rate", "Home", "Rate 0.0095"),
                ("rate", "End", "Rate 0.95"),
                ("steps", "Home", "1 step,"),
                ("batch size", "End", "batches of 32."),
            ],
        ),
    ],
    ids=["ravine", "momentum", "network"],
)
def test_every_slider_to_its_ends(lesson, cell, moves):
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    canvas, table = figure.locator("canvas"), figure.locator(".descent-ends")
    expect(table).to_contain_text("SGD")
    before = table.text_content()
    seen = {pixels(canvas)}
    for name, key, said in moves:
        slider = figure.get_by_role("slider", name=name)
        slider.focus()
        slider.press(key)
        expect(figure.locator(".live-figure")).to_contain_text(said)
        lesson.page.wait_for_timeout(200)
        seen.add(pixels(canvas))
        lesson.shot(f"descent-{cell[16:25].strip()}-{name}-{key}".replace(" ", "_"))
    assert len(seen) == 1 + len(moves)
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text("40 steps")
    assert comes_true(lesson.page, lambda: table.text_content() == before)
    assert axe.findings(lesson.page, ".live-figure") == []
    assert lesson.complaints == []


def test_one_notch_beyond_the_border(lesson):
    """The lesson asks for a notch up from 0.18, and for the zigzag to grow."""
    figure = lesson.output('widgets.descent("SGD", learning_rate')
    readout, rate = figure.locator(".live-figure-readout"), figure.get_by_role("slider").first
    sgd = figure.get_by_role("row", name="SGD")
    figure.get_by_role("button", name="Reset").click()
    expect(sgd).to_have_text("SGD0.085−0.90.0")
    rate.press("ArrowRight")
    expect(readout).to_contain_text("Rate 0.2, 40 steps")
    expect(sgd).to_contain_text("SGD53")
    rate.press("ArrowLeft")
    expect(sgd).to_have_text("SGD0.085−0.90.0")


def test_the_start_is_dragged_on_the_map(lesson):
    """By a mouse, from one place to another; the sliders of the start follow."""
    figure = lesson.output('widgets.descent("SGD", learning_rate')
    figure.get_by_role("button", name="Reset").click()
    canvas, sgd = figure.locator("canvas"), figure.get_by_role("row", name="SGD")
    canvas.scroll_into_view_if_needed()
    expect(sgd).to_have_text("SGD0.085−0.90.0")
    before, paper, mouse = pixels(canvas), canvas.bounding_box(), lesson.page.mouse
    mouse.move(paper["x"] + 0.2 * paper["width"], paper["y"] + 0.3 * paper["height"])
    mouse.down()
    for across in (0.3, 0.4, 0.5):
        mouse.move(paper["x"] + across * paper["width"], paper["y"] + 0.6 * paper["height"])
    mouse.up()
    expect(sgd).not_to_have_text("SGD0.085−0.90.0")
    w1, w2 = (figure.get_by_role("slider", name=f"start w{i}").input_value() for i in (1, 2))
    assert float(w1) > 1
    assert -1 < float(w2) < 0.5
    assert comes_true(lesson.page, lambda: pixels(canvas) != before)
    lesson.shot("dragged")
    mouse.click(paper["x"] + 0.8 * paper["width"], paper["y"] + 0.5 * paper["height"])  # beside it
    assert figure.get_by_role("slider", name="start w1").input_value() == w1
    figure.get_by_role("button", name="Reset").click()
    expect(sgd).to_have_text("SGD0.085−0.90.0")
    assert lesson.complaints == []


def test_the_ball_lands_by_keyboard(lesson):
    figure = lesson.output("check.land")
    figure.scroll_into_view_if_needed()
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("Not attempted: Move a slider first.")
    beta = figure.get_by_role("slider", name="β of momentum")
    beta.press("End")
    expect(readout).to_contain_text("Not yet: β is so large")
    for _ in range(27):
        beta.press("ArrowLeft")
    expect(readout).to_contain_text("β 0.72")
    expect(readout).to_contain_text("✔ Correct: Twice the steepness")
    lesson.shot("landed")


def test_an_optimizer_with_a_schedule_is_there_by_its_name(lesson):
    figure = lesson.output("falling=falling")
    figure.scroll_into_view_if_needed()
    expect(figure.get_by_role("row", name="RMSprop")).to_have_text("RMSprop0.1981.91.6")
    expect(figure.get_by_role("row", name="falling")).to_have_text("falling0.1601.41.5")
    lesson.shot("falling")
