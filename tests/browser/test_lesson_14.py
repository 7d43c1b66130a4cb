"""Lesson 14 as a learner meets it: a weight and three gates under sliders, a goal to reach.

The lesson trains for some twenty seconds before its last cells are there.
"""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "14_recurrence.ipynb"
UNIT = "widgets.memory_unit("
CELL = "widgets.memory_cell("
GOAL = "check.hold"
PATIENCE = 90_000  # ms

CLIP = '''def clip(grads, limit):
    """The gradients, new arrays, shortened together so that their norm is at most `limit`."""
    return {}


check.clip(clip)'''


def press(lesson, cell, name, keys, words):
    """Move a slider by keyboard; gives what the picture then looks like."""
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    slider = figure.get_by_role("slider", name=name, exact=True)
    for key in keys:
        slider.press(key)
    expect(figure.locator(".live-figure-readout")).to_contain_text(words, timeout=PATIENCE)
    lesson.page.wait_for_timeout(300)
    lesson.shot(f"{name.replace(' ', '-')}-{keys[-1]}-{cell[6:10]}")
    return pixels(figure.locator("canvas"))


def reset(lesson, cell, words):
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text(words, timeout=PATIENCE)
    lesson.page.wait_for_timeout(300)
    return pixels(figure.locator("canvas"))


def test_the_recurrent_weight_goes_to_both_its_ends(lesson):
    start = reset(lesson, UNIT, "u = 0.9.")
    name = "recurrent weight u"
    low = press(lesson, UNIT, name, ["Home"], "u = −1.5. Of the 1")
    high = press(lesson, UNIT, name, ["End"], "u = 1.5. Of the 1")
    assert len({start, low, high}) == 3
    assert reset(lesson, UNIT, "u = 0.9.") == start
    assert lesson.complaints == []


@pytest.mark.parametrize("name", ["keep", "write", "show"])
def test_a_gate_goes_to_both_its_ends(lesson, name):
    start = reset(lesson, CELL, "keep 0.5, write 0.5, show 1")
    shut = press(lesson, CELL, name, ["Home"], f"{name} 0")
    wide = press(lesson, CELL, name, ["End"], f"{name} 1")
    assert shut != wide
    assert reset(lesson, CELL, "keep 0.5, write 0.5, show 1") == start


def test_the_step_walks_and_the_gates_show_how_they_stand_there(lesson):
    reset(lesson, CELL, "Step 1: −0.5 comes by; keep 0.5")
    press(lesson, CELL, "step", ["End"], "Step 24: 0.3 comes by; keep 0.5")
    press(lesson, CELL, "keep", ["Home"], "Step 24: 0.3 comes by; keep 0,")
    press(lesson, CELL, "step", ["Home"], "Step 1: −0.5 comes by; keep 0.5")
    keep = lesson.output(CELL).get_by_role("slider", name="keep", exact=True)
    expect(keep).to_have_value("0.5")
    press(lesson, CELL, "step", ["End"], "Step 24: 0.3 comes by; keep 0,")
    expect(keep).to_have_value("0")
    reset(lesson, CELL, "Step 1: −0.5 comes by; keep 0.5")


def test_axe_finds_nothing_serious(lesson):
    assert axe.findings(lesson.page) == []


def test_the_goal_is_reached_by_keyboard_and_the_check_sees_it(lesson):
    reset(lesson, GOAL, "Not attempted: Move a slider first.")
    press(lesson, GOAL, "step", ["ArrowRight"] * 2, "Step 3: 0.8 comes by")
    press(lesson, GOAL, "write", ["End"], "Not yet")
    press(lesson, GOAL, "keep", ["Home"], "other values are written over it")
    press(lesson, GOAL, "step", ["ArrowRight"], "Step 4: −0.7 comes by")
    press(lesson, GOAL, "write", ["Home"], "it fades")
    press(lesson, GOAL, "keep", ["End"], "Written and held.")
    press(lesson, GOAL, "step", ["ArrowRight"] * 16, "Step 20: 0.6 comes by")
    press(lesson, GOAL, "keep", ["Home"], "Correct: Seventeen steps")
    reset(lesson, GOAL, "Not attempted: Move a slider first.")


def test_the_layers_are_named_by_keyboard(lesson):
    form = lesson.output("check.name_layer")
    form.scroll_into_view_if_needed()
    kinds = ["pooling", "convolutional", "recurrent", "dense", "normalization"]
    places = ["first", "second", "third", "fourth", "fifth"]
    for place, kind in zip(places, kinds, strict=True):
        form.get_by_label(f"the kind of the {place} layer").select_option(kind)
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("The first and the second have changed places")
    form.get_by_label("the kind of the first layer").select_option("convolutional")
    form.get_by_label("the kind of the second layer").select_option("pooling")
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("Correct")


def test_words_of_one_s_own_are_kept_beside_the_model(lesson):
    form = lesson.output("check.why_it_failed")
    form.scroll_into_view_if_needed()
    form.get_by_role("textbox").fill("The slope of an early number never arrives.")
    form.get_by_role("button", name="Keep my words").click()
    expect(form).to_contain_text("its slope has to come back through all the steps")


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    answer = lesson.output("def clip(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def clip(", CLIP.format("[np.clip(grad, -limit, limit) for grad in grads]"))
    expect(answer).to_contain_text("This clips by value")
    norm = "np.sqrt(sum((grad**2).sum() for grad in grads))"
    lesson.write("def clip(", CLIP.format(f"[g * min(1, limit / {norm}) for g in grads]"))
    expect(answer).to_contain_text("Correct")
