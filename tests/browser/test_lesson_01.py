"""Lesson 01 as a learner meets it: in JupyterLab, with keys, and with mistakes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import becomes, changes, pixels

LESSON = "01_neuron.ipynb"
FIGURE = "widgets.neuron(neuron"  # the cell of the figure whose sliders move a neuron
SLIDERS = ["weight w1", "weight w2", "bias b", "input x1", "input x2"]

FORGOT_THE_BIAS = '''\
def weighted_sum(x, w, b):
    """Add up inputs times weights, then the bias."""
    return w @ x


check.weighted_sum(weighted_sum)'''
RIGHT = FORGOT_THE_BIAS.replace("w @ x", "w @ x + b")
MY_SIGMOID = '''\
def sigmoid(z):
    """Squeeze every number of z into 0 to 1, and never overflow."""
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


check.sigmoid(sigmoid)'''


def test_a_wrong_answer_is_named_a_right_one_kept_over_a_restart(page):
    page.open(LESSON)
    page.run_all()
    expect(page.output("def finish")).to_contain_text("Not attempted")
    answer = page.output("def weighted_sum")
    expect(answer).to_contain_text("Not yet: Only the first two inputs count")

    page.write("def weighted_sum", FORGOT_THE_BIAS)
    expect(answer).to_contain_text("Not yet")
    expect(answer).to_contain_text("These are the numbers without the bias: add b after summing.")
    page.shot("wrong")

    page.write("def weighted_sum", RIGHT)
    expect(answer).to_contain_text("Correct")
    page.shot("right")

    page.restart()
    page.run_all()
    expect(answer).to_contain_text("Correct")
    page.shot("restarted")

    page.open("00_start_here.ipynb")
    page.run_all()
    expect(page.output("progress_map()")).to_contain_text("weighted_sum: correct")
    expect(page.output("progress_map()")).to_contain_text("finish: not attempted")
    page.output("progress_map()").scroll_into_view_if_needed()
    page.shot("map")
    assert page.complaints == []


def test_the_last_figure_runs_the_learner_s_own_sigmoid(lesson):
    figure = lesson.output("activation=sigmoid")
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("course's own sigmoid")  # theirs is not written yet
    lesson.write("def sigmoid", MY_SIGMOID)
    expect(lesson.output("def sigmoid")).to_contain_text("Correct")
    lesson.run("activation=sigmoid")
    expect(readout).to_contain_text("z =")
    expect(readout).not_to_contain_text("course's own sigmoid")
    figure.scroll_into_view_if_needed()
    lesson.shot("own-sigmoid")


def test_a_prediction_is_kept_without_a_verdict_and_a_question_answered(lesson):
    form = lesson.question("bias_moves")
    form.get_by_label("turn").check()
    form.get_by_role("button").click()
    expect(form).to_contain_text("Kept: turn")
    expect(form).not_to_contain_text("Not yet")
    form = lesson.question("double_weight")
    form.get_by_label("-8").focus()
    lesson.page.keyboard.press("Space")
    lesson.page.keyboard.press("ArrowUp")  # the arrow keys are the form's, not JupyterLab's
    lesson.page.keyboard.press("Enter")
    expect(form).to_contain_text("the bias counts for half as much")
    lesson.shot("question")


def press(lesson, code, name, keys):
    """Press keys on a slider of a figure, and answer with what the figure says then."""
    figure = lesson.output(code)
    slider = figure.get_by_role("slider", name=name)
    slider.scroll_into_view_if_needed()
    for key in keys:
        slider.press(key)
    lesson.page.wait_for_timeout(300)
    return figure.locator(".live-figure-readout")


def test_a_neuron_set_by_hand_reaches_the_goal(lesson):
    said = press(lesson, "check.both", "weight w1", ["End"])
    expect(said).to_contain_text("Not yet: She takes her coat on evenings that are only windy")
    press(lesson, "check.both", "weight w2", ["End"])
    lesson.shot("goal-missed")
    for name, value in (("weight w1", "2"), ("weight w2", "2"), ("bias b", "-8")):
        lesson.output("check.both").get_by_role("slider", name=name).fill(value)
    expect(said).to_contain_text("8 of 8 evenings are right and sure. ✔ Correct")
    lesson.shot("goal-reached")


def test_one_slider_sharpens_and_the_line_stays(lesson):
    said = press(lesson, "widgets.sharpness(", "times", ["End"])
    expect(said).to_contain_text("times 5. From 0.1 to 0.9 it is 0.62 across")
    lesson.shot("sharp")
    said = press(lesson, "widgets.sharpness(", "times", ["Home"])
    expect(said).to_contain_text("times 0.2. From 0.1 to 0.9 it is 15.54 across")


@pytest.fixture
def figure(lesson):
    """The figure that moves a neuron, reset to where it began, and the words that belong to it."""
    output = lesson.output(FIGURE)
    output.scroll_into_view_if_needed()
    output.get_by_role("button", name="Reset").click()
    expect(output.locator(".live-figure-readout")).to_contain_text("= 7.0, a = 0.999: yes")
    return output


def test_every_cell_runs_and_the_console_stays_quiet(lesson):
    assert lesson.page.locator(".jp-CodeCell").count() > 20
    assert lesson.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert lesson.page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert lesson.complaints == []


def test_an_arrow_key_moves_slider_picture_and_words(lesson, figure):
    slider = figure.get_by_role("slider", name="bias b")
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    before = pixels(canvas)
    slider.focus()
    lesson.page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("3.9")
    expect(readout).to_contain_text("3.9 = 6.9, a = 0.999: yes")
    assert changes(canvas, before)
    lesson.page.keyboard.press("ArrowRight")
    expect(readout).to_contain_text("= 7.0")
    assert becomes(canvas, before)  # the same numbers, the same picture
    lesson.shot("arrow-keys")


@pytest.mark.parametrize("name", SLIDERS)
def test_a_slider_goes_to_both_its_ends(lesson, figure, name):
    slider = figure.get_by_role("slider", name=name)
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    seen, words = {pixels(canvas)}, {readout.inner_text()}
    slider.focus()
    for key, end in (("Home", "min"), ("End", "max")):
        said = readout.inner_text()
        lesson.page.keyboard.press(key)
        expect(slider).to_have_value(slider.get_attribute(end))
        if name != "input x1":  # its weight is 0: the words for 0 times anything may stay
            expect(readout).not_to_have_text(said)
        expect(readout).to_contain_text(re.compile(r"z = .*, a .*: \w+"))
        lesson.page.wait_for_timeout(200)
        seen.add(pixels(canvas))
        words.add(readout.inner_text())
        lesson.shot(f"{name.replace(' ', '-')}-{end}")
    assert len(seen) == 3, "the picture did not follow the slider to its ends"
    assert len(words) == 3
    assert lesson.complaints == []


def test_the_sliders_move_the_neuron_that_the_code_holds(lesson, figure):
    figure.get_by_role("slider", name="bias b").focus()
    lesson.page.keyboard.press("Home")
    expect(figure.locator(".live-figure-readout")).to_contain_text(": no")
    lesson.run('print("w ="')
    expect(lesson.output('print("w =')).to_contain_text("b = -10.0")


def test_a_slider_says_its_name_and_its_value_to_a_screen_reader(figure):
    sliders = figure.get_by_role("slider")
    assert [slider.get_attribute("type") for slider in sliders.all()] == ["range"] * len(SLIDERS)
    for name in SLIDERS:
        expect(figure.get_by_role("slider", name=name)).to_have_count(1)
    expect(figure.get_by_role("img")).to_have_attribute("aria-label", re.compile(r"\w+ \w+"))


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_in_what_we_render(lesson, theme):
    lesson.theme(theme)
    lesson.page.wait_for_timeout(500)
    lesson.shot(theme.replace(" ", "-"))
    assert axe.findings(lesson.page) == []


def test_axe_would_find_something(lesson):
    """The same call, on an output area into which a nameless slider and a bare image are put."""
    lesson.page.evaluate(
        """() => {
            const bad = document.createElement("div");
            bad.id = "bad";
            bad.innerHTML = "<input type=range><img src='data:image/gif;base64,R0lGODlhAQAB'>";
            document.querySelector(".jp-OutputArea-output").append(bad);
        }"""
    )
    found = axe.findings(lesson.page, "#bad")
    lesson.page.evaluate("() => document.getElementById('bad').remove()")
    assert {finding.split(":")[0] for finding in found} == {"image-alt", "label"}
