"""The playground in JupyterLab: played, handled, shaped, carried away, by mouse and by keys."""

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import expect

from tests.browser import axe

LESSON = "playground.ipynb"


@pytest.fixture
def play(shared_lesson):
    """The first playground of the page, at its usual settings."""
    play = shared_lesson.page.locator(".playground").first
    play.scroll_into_view_if_needed()
    button(play, "Reset").click()
    expect(play.locator(".playground-count")).to_contain_text("epoch 0.0")
    return play


def button(play, name):
    return play.get_by_role("button", name=name, exact=True)


def step(play):
    return int(play.locator("canvas").get_attribute("data-step"))


def readout(play):
    return play.locator(".playground-readout").inner_text()


def until(play, condition, seconds=20):
    """Wait until it holds: how long a picture takes depends on the machine."""
    for _ in range(20 * seconds):
        if condition():
            return
        play.page.wait_for_timeout(50)
    assert condition()


def choose(play, label, option):
    play.get_by_label(label, exact=True).select_option(option)


def test_it_plays_pauses_steps_and_begins_again(play):
    button(play, "Play").click()
    until(play, lambda: step(play) > 100)
    button(play, "Pause").click()
    expect(button(play, "Play")).to_be_visible()
    play.page.wait_for_timeout(400)  # what was under way has come
    paused = step(play)
    play.page.wait_for_timeout(400)
    assert step(play) == paused
    button(play, "Step a batch").click()
    until(play, lambda: step(play) == paused + 1)
    button(play, "Step an epoch").click()
    until(play, lambda: step(play) % 20 == 0)
    button(play, "Reset").click()
    until(play, lambda: step(play) == 0)


def test_a_weight_is_dragged_typed_frozen_and_moved_by_keys(play):
    typed = play.get_by_label("its value, typed")
    choose(play, "to", "h2")
    choose(play, "from", "x2")
    typed.fill("1.5")
    until(play, lambda: "0 batches" in readout(play))
    play.get_by_label("freeze it").check()
    button(play, "Step an epoch").click()
    until(play, lambda: step(play) == 20)
    expect(typed).to_have_value("1.5")
    play.get_by_label("freeze it").uncheck()
    slider = play.get_by_label("value", exact=True)
    slider.focus()
    slider.press("ArrowRight")
    expect(typed).to_have_value("1.55")
    choose(play, "from", "its bias")
    typed.fill("-2")
    canvas = play.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    at = play.page.evaluate(
        """() => {  // somewhere on a line, where the cursor says so
            const canvas = document.querySelector(".playground canvas");
            return [canvas.clientWidth, canvas.clientHeight];
        }"""
    )
    for share in (0.1, 0.12, 0.14, 0.16, 0.18, 0.2):
        x, y = box["x"] + share * at[0], box["y"] + 0.45 * at[1]
        play.page.mouse.move(x, y)
        if canvas.evaluate("canvas => canvas.style.cursor") == "ew-resize":
            break
    play.page.mouse.down()
    play.page.wait_for_timeout(300)
    before = float(typed.input_value())
    play.page.mouse.move(x + 60, y, steps=6)
    play.page.mouse.up()
    until(play, lambda: round(float(typed.input_value()) - before, 1) == 1.5)


def test_layers_features_and_data(play):
    choose(play, "data", "spirals")
    play.get_by_label("sin x1").check()
    button(play, "One neuron more in layer 1").click()
    button(play, "Add a hidden layer").press("Enter")
    until(play, lambda: "layer 3: 2" in play.locator(".playground-layers").inner_text())
    expect(button(play, "Add a hidden layer")).to_be_focused()
    alt = play.locator("canvas")
    expect(alt).to_have_attribute("aria-label", re.compile("layers 3-5-2-2-1 on the data spirals"))
    for _ in range(2):
        button(play, "One neuron fewer in layer 3").click()
    until(play, lambda: "layer 3" not in play.locator(".playground-layers").inner_text())
    noise = play.get_by_label("noise", exact=True)
    noise.fill("7")
    noise.press("Tab")
    expect(noise).to_have_attribute("aria-invalid", "true")
    noise.fill("0.3")
    noise.press("Tab")
    expect(noise).to_have_attribute("aria-invalid", "false")
    choose(play, "data", "circles")
    play.get_by_label("sin x1").uncheck()
    until(play, lambda: "on the data circles" in play.locator("canvas").get_attribute("aria-label"))


def test_it_breaks_with_a_sentence_and_goes_on_after_a_reset(play):
    choose(play, "data", "line")
    rate = play.get_by_label("learning rate")
    rate.fill("50")
    rate.press("Tab")
    button(play, "Play").click()
    until(play, lambda: "It went wrong at step" in readout(play))
    expect(button(play, "Play")).to_be_visible()
    rate.fill("0.03")
    rate.press("Tab")
    until(play, lambda: "It went wrong" not in readout(play))
    choose(play, "data", "circles")


def test_run_a_code_and_text(play):
    button(play, "Step an epoch").click()
    until(play, lambda: step(play) == 20)
    button(play, "Keep as run A").click()
    until(play, lambda: "Run A was at: 20 batches" in readout(play))
    play.locator("summary").click()
    code, text = play.get_by_label("Code", exact=True), play.get_by_label("This run as a text")
    until(play, lambda: "epochs=1" in code.input_value())
    choose(play, "The lines that rebuild this run, for", "keras")
    until(play, lambda: "from keras import" in code.input_value())
    kept = text.input_value()
    button(play, "Reset").click()
    until(play, lambda: step(play) == 0)
    play.get_by_label("A text that somebody gave you").fill(kept)
    button(play, "Open it").click()
    until(play, lambda: step(play) == 20)
    play.locator("summary").click()


def test_a_challenge_says_what_is_missing(shared_lesson):
    challenge = shared_lesson.page.locator(".playground").nth(3)
    challenge.scroll_into_view_if_needed()
    expect(challenge.locator(".playground-readout")).to_contain_text(
        "XOR with one hidden layer of two: fewer than 85 %"
    )


def test_nobody_is_left_out(shared_lesson, play):
    assert axe.findings(shared_lesson.page, ".playground") == []
    said = play.locator("[aria-live]")
    button(play, "Step an epoch").click()
    expect(said).to_have_text(re.compile("^20 batches, 1.0 epochs"))
    assert shared_lesson.complaints == []


def test_it_fits_a_narrow_window_and_a_phone(shared_lesson, play):
    canvas, size = play.locator("canvas"), play.page.viewport_size
    shared_lesson.menu("View", "Appearance", "Show Left Sidebar")
    for width in (700, 390):
        play.page.set_viewport_size({"width": width, "height": 900})
        until(play, lambda: canvas.bounding_box()["width"] <= play.bounding_box()["width"])
        canvas.scroll_into_view_if_needed()
        shared_lesson.shot(f"width-{width}")
        assert not play.evaluate("root => root.scrollWidth > root.clientWidth"), width
    play.page.set_viewport_size(size)
