"""The playground in JupyterLab: played, handled, shaped, carried away, by mouse and by keys."""

import itertools
import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import expect

from tests.browser import axe

LESSON = "playground.ipynb"


@pytest.fixture
def play(lesson):
    """The first playground of the page, at its usual settings."""
    play = lesson.page.locator(".playground").first
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


# ----------------------------- what a screen reader is given, first: all stands where it begins

CONTROLS = """
- button "Play"
- button "Step a batch"
- button "Step an epoch"
- button "Reset"
- button "Keep as run A"
- img /A playground. a network of layers 2-4-2-1 on the data circles/
- paragraph: /0 batches, 0.0 epochs. Loss 0.\\d+ on the 200 rows it learns from/
- group "One weight, in your hand":
  - combobox "from":
    - option "x1" [selected]
    - option "x2"
    - option "its bias"
  - combobox "to":
    - option "h1" [selected]
    - option "h2"
    - option "h3"
    - option "h4"
    - option "h5"
    - option "h6"
    - option "o1"
  - slider "value"
  - spinbutton "its value, typed": /−?-?\\d.*/
  - checkbox "freeze it"
  - checkbox "edges show slopes"
  - checkbox "show test rows" [checked]
- group "Data":
  - combobox "data":
    - option "circles" [selected]
  - spinbutton "noise": "0.1"
  - spinbutton "test share": "0.5"
  - spinbutton "seed": "1"
- group "Network":
  - combobox "activation":
    - option "tanh" [selected]
  - combobox "first weights":
    - option "Glorot" [selected]
  - spinbutton "dropout": "0"
  - checkbox "batch normalization"
- group "Learning":
  - combobox "optimizer":
    - option "SGD" [selected]
  - spinbutton "learning rate": "0.03"
  - spinbutton "batch size": "10"
  - combobox "loss":
    - option "cross-entropy" [selected]
  - combobox "penalty":
    - option "none" [selected]
  - spinbutton "penalty rate" [disabled]: "0.001"
- group "Features and layers":
  - checkbox "x1" [checked]
  - checkbox "x2" [checked]
  - checkbox "x1²"
  - checkbox "x2²"
  - checkbox "x1·x2"
  - checkbox "sin x1"
  - checkbox "sin x2"
  - button "One neuron fewer in layer 1"
  - button "One neuron more in layer 1"
  - button "One neuron fewer in layer 2"
  - button "One neuron more in layer 2"
  - button "Add a hidden layer"
- group: Show the code, or a text to share
- status
"""
TEXTS = """
- combobox "The lines that rebuild this run, for":
  - option "course_lib" [selected]
  - option "keras"
- button "Copy the code"
- textbox "Code": /import numpy as np/
- textbox "This run as a text": /playground-1-/
- button "Copy the text"
- textbox "A text that somebody gave you"
- button "Open it"
"""


def test_every_control_has_its_role_its_name_and_its_value(play):
    expect(play).to_match_aria_snapshot(CONTROLS)
    named = {line.strip() for line in play.aria_snapshot().splitlines()}
    roles = ("button", "combobox", "checkbox", "spinbutton", "slider", "textbox")
    nameless = [line for line in named if line.removeprefix("- ").rstrip(":") in roles]
    assert nameless == []
    slider = play.get_by_role("slider", name="value")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^−?0\.\d+, from x1 to h1$"))
    choose(play, "from", "its bias")
    expect(slider).to_have_attribute("aria-valuetext", "0, bias of h1")
    play.locator("summary").click()
    until(play, lambda: play.get_by_label("Code", exact=True).input_value())
    expect(play.locator("details")).to_match_aria_snapshot(TEXTS)
    play.locator("summary").click()


# ------------------------------------------------------------------------- what a hand can do


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


def test_a_challenge_says_what_is_missing(lesson):
    challenge = lesson.output("check.xor").locator(".playground")
    challenge.scroll_into_view_if_needed()
    expect(challenge.locator(".playground-readout")).to_contain_text(
        "XOR with one hidden layer of two: fewer than 85 %"
    )


@pytest.fixture
def rents(lesson):
    """The playground on a table with a number to predict."""
    rents = lesson.output('label="rent"').locator(".playground")
    rents.scroll_into_view_if_needed()
    button(rents, "Reset").click()
    expect(rents.locator(".playground-count")).to_contain_text("epoch 0.0")
    return rents


def test_a_table_with_a_number_to_predict(rents):
    expect(rents.get_by_label("data", exact=True)).to_have_value("your numbers")
    third = rents.get_by_label("x3", exact=True)
    expect(third).to_be_checked()
    assert "x1 is area, x2 is rooms, x3 is floor, each around 0" in readout(rents)
    assert re.search(r"rent is off by \d+ and \d+ on average\.", readout(rents))
    button(rents, "Step an epoch").click()
    until(rents, lambda: step(rents) == 10)
    rents.locator("summary").click()
    code, text = rents.get_by_label("Code", exact=True), rents.get_by_label("This run as a text")
    until(rents, lambda: "epochs=1" in code.input_value())
    assert "columns=['area', 'rooms', 'floor']" in code.input_value()
    assert "y = 2 * (y - low) / (high - low) - 1" in code.input_value()
    loss, kept = rents.locator(".playground-count").inner_text(), text.input_value()
    choose(rents, "data", "wave")
    until(rents, lambda: "on the data wave" in rents.locator("canvas").get_attribute("aria-label"))
    expect(third).to_be_disabled()
    rents.get_by_label("A text that somebody gave you").fill(kept)
    button(rents, "Open it").click()  # the rows are here, so it opens on them
    until(rents, lambda: step(rents) == 10)
    expect(rents.locator(".playground-count")).to_have_text(loss)
    expect(third).to_be_enabled()
    rents.locator("summary").click()


PICTURES = "canvas => Number(canvas.dataset.pictures)"
MOVING = """play => play.getAnimations({ subtree: true }).length"""


def test_where_motion_is_unwelcome_there_are_few_pictures_and_none_slides(play):
    canvas, seconds = play.locator("canvas"), 3
    drawn = {}
    for motion in ("no-preference", "reduce"):
        play.page.emulate_media(reduced_motion=motion)
        button(play, "Reset").click()
        until(play, lambda: step(play) == 0)
        button(play, "Play").click()
        until(play, lambda: step(play) > 0)
        before = canvas.evaluate(PICTURES)
        play.page.wait_for_timeout(1000 * seconds)
        drawn[motion] = canvas.evaluate(PICTURES) - before
        assert play.evaluate(MOVING) == 0
        button(play, "Pause").click()
        expect(button(play, "Play")).to_be_visible()
    play.page.emulate_media(reduced_motion="no-preference")
    assert 2 <= drawn["reduce"] <= seconds / 0.4 + 2  # one in 0.4 s, and what was under way
    assert drawn["no-preference"] > 2 * drawn["reduce"]
    assert step(play) > 20  # it learns all the same


# -------------------------------------------------------------- what a screen reader is told

LISTEN = """
play => {  // what a screen reader would read aloud, and when
    window.said = [];
    const live = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], output";
    for (const region of play.querySelectorAll(live))
        new MutationObserver(() => {
            if (region.textContent) window.said.push([performance.now(), region.textContent]);
        }).observe(region, { childList: true, characterData: true, subtree: true });
}
"""


def heard(play):
    """What was said since ``LISTEN``: pairs of a time in ms and the words."""
    return play.page.evaluate("window.said")


def test_while_it_plays_it_is_told_seldom_and_at_a_pause_at_once(play):
    play.evaluate(LISTEN)
    button(play, "Play").click()
    until(play, lambda: step(play) > 0)
    play.page.wait_for_timeout(6500)
    pictures = int(play.locator("canvas").get_attribute("data-pictures"))
    while_playing = heard(play)
    assert pictures > 20
    assert 1 <= len(while_playing) <= 3  # one in five seconds
    assert all(
        re.match(r"[\d,]+ batch(es)?, [\d.]+ epochs\. Loss", words) for _, words in while_playing
    )
    times = [time for time, _ in while_playing]
    assert all(later - earlier > 4900 for earlier, later in itertools.pairwise(times))
    button(play, "Pause").click()
    until(play, lambda: heard(play)[-1][1] == readout(play))


def test_a_training_that_breaks_and_a_challenge_that_is_met_are_told_at_once(lesson):
    challenge = lesson.output("check.diverge").locator(".playground")
    challenge.scroll_into_view_if_needed()
    expect(challenge.locator(".playground-readout")).to_contain_text("still finite")
    challenge.evaluate(LISTEN)
    rate = challenge.get_by_label("learning rate")
    rate.fill("1.9")
    rate.press("Tab")
    until(challenge, lambda: rate.input_value() == "1.9")
    button(challenge, "Play").click()
    until(challenge, lambda: any("It went wrong at step" in words for _, words in heard(challenge)))
    last = heard(challenge)[-1][1]
    assert "Training stopped" in last
    assert "✔ Find the rate that breaks it: reached." in last


def test_nobody_is_left_out(lesson, play):
    assert axe.findings(lesson.page, ".playground") == []
    said = play.locator("[aria-live]")
    button(play, "Step an epoch").click()
    expect(said).to_have_text(re.compile("^20 batches, 1.0 epochs"))
    assert lesson.complaints == []


def test_it_fits_a_narrow_window_and_a_phone(lesson, play):
    canvas, size = play.locator("canvas"), play.page.viewport_size
    lesson.menu("View", "Appearance", "Show Left Sidebar")
    for width in (700, 390):
        play.page.set_viewport_size({"width": width, "height": 900})
        until(play, lambda: canvas.bounding_box()["width"] <= play.bounding_box()["width"])
        canvas.scroll_into_view_if_needed()
        lesson.shot(f"width-{width}")
        assert not play.evaluate("root => root.scrollWidth > root.clientWidth"), width
    play.page.set_viewport_size(size)
