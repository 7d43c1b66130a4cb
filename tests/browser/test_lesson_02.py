"""Lesson 02 under a hand: its sliders to their ends, a wrong answer and a right one."""

import re

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import changes, pixels

LESSON = "02_activations.ipynb"
RELU = "def relu(z):\n    return {}\n\n\ncheck.relu(relu)"


def to_the_end(lesson, figure, key, readout):
    """Press a slider's Home or End; the picture moves, and says where it is."""
    slider, canvas = figure.get_by_role("slider"), figure.locator("canvas")
    slider.scroll_into_view_if_needed()
    expect(figure.locator(".live-figure-readout")).not_to_be_empty()  # the first picture is there
    before = pixels(canvas)
    slider.press(key)
    expect(figure.locator(".live-figure-readout")).to_contain_text(re.compile(readout))
    lesson.page.wait_for_timeout(200)
    assert changes(canvas, before)
    lesson.shot(f"{len(figure.get_by_role('slider').all())}-{key}-{slider.get_attribute('max')}")


def test_its_sliders_move_picture_and_neuron(lesson):
    one = lesson.output("widgets.activation(neuron)")
    to_the_end(lesson, one, "End", r"z = 6\.0, a = 0\.998\. The slope there is 0\.002")
    lesson.run('print(f"z = {neuron.z')
    expect(lesson.output('print(f"z = {neuron.z')).to_contain_text("z = 6.0   a = 0.998")
    to_the_end(lesson, one, "Home", r"z = −6\.0, a = 0\.002\. The slope there is 0\.002")

    switch = lesson.output('widgets.rivals("step", z=-2)')
    to_the_end(lesson, switch, "End", r"z = 4\.0\. Slopes: step 0\.")
    three = lesson.output('widgets.rivals("step", "sigmoid", "tanh", z=0)')
    to_the_end(lesson, three, "Home", r"z = −4\.0.*sigmoid 0\.018, tanh 0\.001")

    all_seven = lesson.output("widgets.rivals(z=1)")
    to_the_end(lesson, all_seven, "End", r"z = 4\.0.*sigmoid 0\.018, tanh 0\.001, ReLU 1")
    to_the_end(lesson, all_seven, "Home", r"z = −4\.0.*step 0.*ReLU 0, leaky ReLU 0\.2")
    assert lesson.complaints == []


def test_a_wrong_answer_is_named_and_a_right_one_reaches_the_figure(lesson):
    lesson.write("check.relu(relu)", RELU.format("np.minimum(z, 0)"))
    expect(lesson.output("check.relu(relu)")).to_contain_text("the smaller of z and 0")
    lesson.write("check.relu(relu)", RELU.format("np.maximum(z, 0)"))
    expect(lesson.output("check.relu(relu)")).to_contain_text("✔ Correct")
    lesson.run("activation=relu")
    expect(lesson.output("activation=relu")).to_contain_text("a = 1.000: positive.")
    expect(lesson.output("activation=relu")).not_to_contain_text("course's own")


def test_the_curves_are_named_by_keyboard(lesson):
    form = lesson.output("check.name_curves")
    names = {"A": "softplus", "B": "sigmoid", "C": "leaky ReLU", "D": "tanh", "E": "ReLU"}
    for letter, name in names.items():
        menu = form.get_by_role("combobox", name=f"curve {letter}")
        menu.focus()
        lesson.page.keyboard.type(name)
        expect(menu).to_have_value(name)
    button = form.get_by_role("button", name="Check")
    button.press("Enter")
    expect(form).to_contain_text("3 of 5 are right")
    expect(form).to_contain_text("sigmoid and tanh have changed places")
    lesson.shot("named-wrongly")
    assert axe.findings(lesson.page) == []
    form.get_by_role("combobox", name="curve B").select_option("tanh")
    form.get_by_role("combobox", name="curve D").select_option("sigmoid")
    button.press("Enter")
    expect(form).to_contain_text("✔ Correct")
    lesson.run("check.name_curves")
    expect(form.get_by_role("combobox", name="curve D")).to_have_value("sigmoid")
    expect(form).to_contain_text("✔ Correct")


def test_the_place_where_they_change_is_found_by_dragging(lesson):
    goal = lesson.output("check.stays_awake")
    slider, said = goal.get_by_role("slider"), goal.locator(".live-figure-readout")
    slider.scroll_into_view_if_needed()
    expect(said).to_contain_text("Move a slider first")
    slider.press("End")
    expect(said).to_contain_text("Not yet: Out here both are saturated")
    lesson.shot("goal-missed")
    slider.fill("1.9")
    expect(said).to_contain_text("✔ Correct")
    lesson.shot("goal-reached")
    assert lesson.complaints == []
