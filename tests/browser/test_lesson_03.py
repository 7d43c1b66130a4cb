"""Lesson 03 under a hand: the drawn network by keyboard, by mouse and step by step."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe

LESSON = "03_network.ipynb"
FIRST = "widgets.network(model, x=[2, 3])"
SLIDERS = ["x1", "x2", "w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3"]
OVERLAPS = """(root) => {
    const boxes = [...root.querySelectorAll(".network-label rect, .network-z, .network-ring")]
        .map((shape) => shape.getBoundingClientRect()).filter((box) => box.width > 0);
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
        && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.filter((a, i) => boxes.slice(0, i).some((b) => meet(a, b))).length;
}"""
FORWARD = '''def forward(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    """The output of the drawn network."""
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * {} + w6 * {} + b3)


check.forward(forward)'''


def figure_of(lesson, code):
    """A drawn network, reset, with its readout at rest."""
    figure = lesson.output(code).locator(".network")
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    return figure


@pytest.fixture
def figure(lesson):
    figure = figure_of(lesson, FIRST)
    expect(readout(figure)).to_have_text(
        "x1 = 2, x2 = 3. h1 = 0.953, h2 = 0.953, o1 = 0.722: undecided, leaning to yes."
    )
    return figure


def readout(figure):
    return figure.locator(".network-readout span")


def slider(figure, name):
    return figure.get_by_role("slider", name=re.compile(f"^{name},"))


def shown(figure, name):
    """What stands on the edge or under the node of this name."""
    return figure.locator(f".network-label[data-name={name}] .network-number")


@pytest.mark.parametrize("name", SLIDERS)
def test_a_slider_goes_to_both_its_ends(lesson, figure, name):
    control = slider(figure, name)
    control.focus()
    for key, end in (("Home", "min"), ("End", "max")):
        lesson.page.keyboard.press(key)
        value = control.get_attribute(end)
        expect(control).to_have_value(value)
        text = value.replace("-", "−")
        if name[0] == "x":
            expect(readout(figure)).to_contain_text(f"{name} = {text}")
        else:
            expect(shown(figure, name)).to_have_text(f"{name} = {text}")
        lesson.page.wait_for_timeout(100)
        assert figure.evaluate(OVERLAPS) == 0
        lesson.shot(f"{name}-{end}")
    assert lesson.complaints == []


def test_w5_at_zero_silences_h1_and_at_one_it_is_heard(lesson, figure):
    answer = figure.locator(".network-node").filter(has_text="o1").locator(".network-value")
    plane = figure.locator("image")
    before = plane.get_attribute("href")
    slider(figure, "w2").press("End")
    expect(readout(figure)).to_contain_text("h1 = 1.000")
    expect(answer).to_have_text("0.722")
    assert plane.get_attribute("href") == before
    slider(figure, "w5").focus()
    for _ in range(10):
        lesson.page.keyboard.press("ArrowRight")
    expect(shown(figure, "w5")).to_have_text("w5 = 1")
    expect(answer).not_to_have_text("0.722")
    assert plane.get_attribute("href") != before


def test_an_edge_and_a_label_can_be_dragged_and_the_code_sees_it(lesson, figure):
    box = shown(figure, "w4").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = lesson.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 100, y, steps=8)
    mouse.up()
    expect(shown(figure, "w4")).to_have_text("w4 = 3")
    expect(slider(figure, "w4")).to_be_focused()  # from here on, the arrow keys
    lesson.page.keyboard.press("ArrowLeft")
    expect(shown(figure, "w4")).to_have_text("w4 = 2.9")
    lesson.run("for layer in model.layers")
    expect(lesson.output("for layer in model.layers")).to_contain_text("w = [0.  2.9]")
    lesson.shot("dragged")


def test_the_map_chooses_the_inputs(lesson, figure):
    box = figure.locator(".network-choosing").bounding_box()
    lesson.page.mouse.click(box["x"] + 34 + 116, box["y"] + 24 + 116)  # its middle
    expect(readout(figure)).to_contain_text("x1 = 0, x2 = 0.")
    expect(readout(figure)).to_contain_text("h1 = 0.500")


def test_the_values_go_forward_step_by_step(lesson, figure):
    title, value = figure.locator(".network-readout strong"), ".network-value"
    step = figure.get_by_role("button", name="Step")
    nodes = figure.locator(".network-node")
    step.press("Enter")
    expect(title).to_have_text("Inputs (1 of 3)")
    assert nodes.locator(value).all_text_contents() == ["2", "3", "?", "?", "?"]
    step.press("Enter")
    expect(title).to_have_text("Forward, layer 1 (2 of 3)")
    expect(readout(figure)).to_contain_text("h1: z = 0·2 + 1·3 + 0 = 3.0, a = 0.953.")
    assert nodes.locator(value).all_text_contents() == ["2", "3", "0.953", "0.953", "?"]
    assert figure.locator(".network-edge.forward").count() == 4
    lesson.shot("step")
    step.press("Enter")
    expect(title).to_have_text("Forward, layer 2 (3 of 3)")
    step.press("Enter")
    expect(title).to_be_empty()
    assert figure.locator(".network-edge.forward").count() == 0


def test_playing_goes_by_itself_and_can_be_paused(lesson, figure):
    title = figure.locator(".network-readout strong")
    figure.get_by_role("button", name="Play").click()
    expect(title).to_have_text("Forward, layer 1 (2 of 3)", timeout=6000)
    figure.get_by_role("button", name="Pause").click()
    lesson.page.wait_for_timeout(2600)
    expect(title).to_have_text("Forward, layer 1 (2 of 3)")
    figure.get_by_role("button", name="Show all").click()
    expect(title).to_be_empty()


def test_xor_is_solved_with_the_sliders_and_its_numbers_become_code(lesson):
    figure = figure_of(lesson, "check.four_of_four")
    menu, code = figure.get_by_role("combobox", name="Sample"), figure.locator(".network-code")
    note = figure.locator(".network-note")
    expect(note).to_contain_text("Move a slider first")
    for corner, said in (("(0, 1)", "h1 = 0.993, h2 = 0.007"), ("(1, 1)", "h2 = 0.993")):
        menu.select_option(corner)
        expect(readout(figure)).to_contain_text(said)
    slider(figure, "w5").press("End")
    expect(readout(figure)).to_contain_text("On 2 of 4 rows")
    expect(note).to_contain_text("It says yes to (0, 0)")
    slider(figure, "w6").press("Home")
    expect(code).to_be_hidden()
    slider(figure, "b3").focus()
    for _ in range(50):
        lesson.page.keyboard.press("ArrowLeft")
    expect(shown(figure, "b3")).to_have_text("b3 = −5")
    expect(readout(figure)).to_contain_text("On 4 of 4 rows the answer is on the right side.")
    expect(note).to_contain_text("✔ Correct: All four")
    expect(code).to_contain_text("return sigmoid(10 * h1 - 10 * h2 - 5)")
    code.scroll_into_view_if_needed()
    lesson.shot("xor")
    assert axe.findings(lesson.page) == []
    lesson.write("check.xor(xor)", f"{code.inner_text()}\n\n\ncheck.xor(xor)")
    expect(lesson.output("check.xor(xor)")).to_contain_text("✔ Correct")
    assert lesson.complaints == []


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    lesson.write("check.forward(forward)", FORWARD.format("h2", "h1"))
    expect(lesson.output("check.forward(forward)")).to_contain_text("when w5 meets h2")
    lesson.write("check.forward(forward)", FORWARD.format("h1", "h2"))
    expect(lesson.output("check.forward(forward)")).to_contain_text("Correct")


def test_the_trace_is_filled_in_by_keyboard(lesson):
    form = lesson.output("check.trace")
    typed = {"z of h2": "2", "a of h2": "0.881", "z of o1": "-2.5", "a of o1": "0.292"}
    for label, number in typed.items():
        form.get_by_label(label, exact=True).fill(number)
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("It never sees them")
    form.get_by_label("z of o1", exact=True).fill("-0.884")
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("Correct")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_in_a_drawn_network(lesson, figure, theme):
    lesson.theme(theme)
    lesson.page.wait_for_timeout(500)
    figure.scroll_into_view_if_needed()
    lesson.shot(theme.replace(" ", "-"))
    assert axe.findings(lesson.page) == []
