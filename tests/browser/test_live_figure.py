"""The neuron's figure and a question in a real browser: keys, picture, words, no violation.

In JupyterLab and in Notebook 7, whose shortcuts would swallow the arrow keys if they could.
"""

import io
import re
from functools import partial

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image, ImageStat

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import becomes, changes, comes_true, pixels

NAMES = ["weight w1", "weight w2", "bias b", "input x1", "input x2"]
FIGURE = """
from course_lib import widgets

live = widgets.neuron(weights=[0, 1], bias=4, inputs=[2, 3])
live
"""
SLOW = """
import time
import numpy as np
from course_lib import widgets

def slow(z):
    time.sleep(wait)
    return 1 / (1 + np.exp(-z))

wait = 0
widgets.neuron(activation=slow)
"""
STILL = """
from course_lib.figures.paper import paper

paper(300, 200)
"""
QUESTIONS = """
from IPython.display import display
from course_lib.widgets import Choice

def answer(option):
    said.append(option)
    return f"You said `{option}`, {len(said)} times so far."

said = []
one = Choice("Will the line turn or move?", ["turn", "move"], answer)
two = Choice("And the curve?", ["turn", "move"], answer, chosen="turn", feedback="Kept.")
display(one, two)
"""


@pytest.fixture
def opened(page, lab):
    """Opens a notebook of our own with this code, run, in either front end."""

    def open_(front_end, *codes):
        cells = [new_code_cell(code.strip()) for code in codes]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
        write(notebook, lab.folder / "notebooks" / "live.ipynb")
        if front_end == "lab":
            page.open("live.ipynb")
            page.run_all()
        else:
            address = lab.address("live.ipynb", "live")
            page.page.goto(address.replace("/lab/workspaces/live/tree/", "/notebooks/"))
            assert comes_true(page.page, lambda: lab.has_kernel("live.ipynb"))
            prompt = page.page.locator(".jp-CodeCell .jp-InputPrompt").last
            while not re.search(
                r"\d", prompt.inner_text()
            ):  # lost until the page has heard of the kernel
                page.menu("Run", "Run All Cells")
                page.page.wait_for_timeout(2000)
        return page.page

    return open_


both = pytest.mark.parametrize("front_end", ["lab", "notebook"])


def canvas(web):
    return web.locator(".live-figure canvas").first


def readout(web):
    return web.locator(".live-figure-readout").first


def until_drawn(web):
    expect(readout(web)).to_contain_text("z = ")
    expect(canvas(web)).to_be_visible()


def stands_at(slider, value):
    return float(slider.input_value()) == pytest.approx(value)


def fits(canvas, sharpness):
    """As wide as there is room for, and a pixel of its own for each of the screen."""
    real, shown, room = canvas.evaluate(
        "c => [c.width, c.getBoundingClientRect().width, c.parentElement.clientWidth]"
    )
    sharp = real == pytest.approx(sharpness * shown, abs=1)
    return sharp and shown == pytest.approx(min(room - 8, 760), abs=1)


@both
def test_arrow_keys_move_the_slider_the_picture_and_the_words(opened, front_end):
    web = opened(front_end, FIGURE, QUESTIONS)
    until_drawn(web)
    for name in NAMES:
        slider = web.get_by_role("slider", name=name, exact=True)
        slider.focus()
        for key, step in (("ArrowLeft", -0.1), ("ArrowUp", 0.1), ("ArrowDown", -0.1)):
            before, value = pixels(canvas(web)), float(slider.input_value())
            words = readout(web).inner_text()
            slider.press(key)
            assert comes_true(web, partial(stands_at, slider, value + step))
            expect(readout(web)).not_to_have_text(words)
            assert changes(canvas(web), before)
        # The front end did not take the arrow for a wish to go to another cell.
        assert slider.evaluate("slider => slider === document.activeElement")
    expect(readout(web)).to_contain_text("z = (−0.1)·1.9 + 0.9·2.9 + 3.9 = 6.32, a = 0.998: yes.")
    expect(web.get_by_role("radio")).to_have_count(4)
    assert axe.findings(web, ".live-figure") == []
    assert axe.findings(web, ".choice") == []
    web.evaluate("document.querySelectorAll('.live-figure label').forEach((l) => l.remove())")
    assert axe.findings(web, ".live-figure") != []  # and axe would have found something


def test_dragging_ends_where_the_hand_ends_and_reset_puts_all_back(opened, page):
    web = opened("lab", FIGURE)
    until_drawn(web)
    page.shot("start")
    words, before = readout(web).inner_text(), pixels(canvas(web))
    slider = web.get_by_role("slider", name="weight w1")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    web.mouse.move(box["x"] + box["width"] / 2, y)
    web.mouse.down()
    for step in range(60):
        web.mouse.move(box["x"] + box["width"] * (0.5 + 0.5 * step / 60), y)
    web.mouse.move(box["x"] + box["width"] - 1, y)
    web.mouse.up()
    expect(slider).to_have_value("5")
    expect(readout(web)).to_contain_text("z = 5·2 + 1·3 + 4 = 17.0", timeout=2000)
    for name in NAMES:
        web.get_by_role("slider", name=name).press("Home")
    expect(readout(web)).to_contain_text("+ (−5)·(−5) − 10")
    page.shot("home")
    assert changes(canvas(web), before)
    web.get_by_role("button", name="Reset").press("Enter")
    expect(readout(web)).to_have_text(words)
    expect(web.get_by_role("slider", name="bias b")).to_have_value("4")
    assert becomes(canvas(web), before)


def test_a_number_can_be_typed_and_shift_moves_by_tens(opened, page):
    web = opened("lab", FIGURE)
    until_drawn(web)
    slider = web.get_by_role("slider", name="bias b", exact=True)
    number = web.get_by_role("spinbutton", name="bias b, as a number")
    expect(number).to_have_value("4.0")
    for typed, key, value in (("-2.53", "Enter", "-2.5"), ("99", "Tab", "10"), ("", "Tab", "10")):
        number.fill(typed)
        number.press(key)
        expect(slider).to_have_value(value)
        expect(number).to_have_value(f"{float(value):.1f}")
    expect(readout(web)).to_contain_text("+ 10 =")
    number.fill("3")
    number.press("Escape")
    expect(number).to_have_value("10.0")
    slider.press("Shift+ArrowLeft")
    expect(slider).to_have_value("9")
    number.press("Shift+ArrowDown")
    number.press("ArrowDown")
    expect(slider).to_have_value("7.9")
    assert slider.bounding_box()["width"] > 400
    assert axe.findings(web, ".live-figure") == []


def test_a_picture_is_as_light_or_dark_as_its_page(opened, page):
    web = opened("lab", FIGURE, STILL)
    until_drawn(web)
    pictures = canvas(web), web.locator(".jp-OutputArea-output img")
    try:
        page.theme("JupyterLab Dark")
        assert max(map(lightness, pictures)) < 90
    finally:
        page.theme("JupyterLab Light")
    assert min(map(lightness, pictures)) > 165


def lightness(picture):
    """The mean of what is seen of a picture, from black, 0, to white, 255."""
    seen = Image.open(io.BytesIO(picture.screenshot())).convert("L")
    return ImageStat.Stat(seen).mean[0]


def test_two_views_of_one_figure_stay_in_step(opened):
    web = opened("lab", FIGURE, "live", "live.move(w1=2, b=-1)")
    sliders = web.get_by_role("slider", name="bias b")
    expect(sliders).to_have_count(2)
    for place in range(2):
        expect(sliders.nth(place)).to_have_value("-1")  # moved by Python, in the last cell
    sliders.last.press("ArrowRight")
    for place in range(2):
        expect(web.locator(".live-figure-readout").nth(place)).to_contain_text("− 0.9 = 6.1")
        expect(sliders.nth(place)).to_have_value("-0.9")
    canvases = web.locator(".live-figure canvas")
    assert becomes(canvases.first, pixels(canvases.last))


def test_a_screen_reader_is_told_once_it_rests(opened):
    web = opened("lab", FIGURE)
    until_drawn(web)
    announcer = web.locator(".live-figure-announcer")
    expect(announcer).to_have_text("z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes.")
    announcer.evaluate(
        "node => { window.said = [];"
        " const note = () => said.push(node.textContent);"
        " new MutationObserver(note).observe(node, {childList: true}) }"
    )
    slider = web.get_by_role("slider", name="bias b")
    slider.evaluate(
        "async (slider) => { for (let i = 1; i <= 8; i++) { slider.value = 4 - i / 10;"
        " slider.dispatchEvent(new Event('input')); await new Promise((r) => setTimeout(r, 50)) } }"
    )
    expect(announcer).to_contain_text("+ 3.2 =")
    assert len(web.evaluate("said")) < 4  # of eight moves, the last and hardly another
    assert canvas(web).get_attribute("aria-label").startswith("Left, a map of the inputs")


def test_without_a_kernel_the_sliders_say_so(opened, page):
    web = opened("lab", FIGURE)
    until_drawn(web)
    status = web.locator(".live-figure-status")
    expect(status).to_be_empty()
    page.restart()
    web.get_by_role("slider", name="bias b").press("ArrowLeft")
    expect(status).to_contain_text("Python does not answer")
    page.shot("no answer")
    assert "a = 0.999" in readout(web).inner_text()
    page.run_all()
    until_drawn(web)
    expect(web.locator(".live-figure-status")).to_be_empty()


def test_a_slow_answer_is_waited_for_and_the_last_value_wins(opened):
    web = opened("lab", SLOW, "wait = 4")
    until_drawn(web)
    slider = web.get_by_role("slider", name="bias b")
    for _ in range(5):
        slider.press("ArrowLeft")
    status = web.locator(".live-figure-status")
    expect(status).to_contain_text("Python does not answer", timeout=8000)
    expect(readout(web)).to_contain_text("+ 3.9 =")  # the first,
    expect(readout(web)).to_contain_text("+ 3.5 =")  # and then the last
    expect(status).to_be_empty()
    expect(slider).to_have_value("3.5")


def test_the_picture_fits_the_window_and_the_screen_and_is_never_scaled(opened, request):
    web = opened("lab", FIGURE)
    until_drawn(web)
    session = web.context.new_cdp_session(web)
    request.addfinalizer(session.detach)  # which gives the page its own size back
    for width, sharpness in ((1280, 2), (600, 1), (600, 1.5), (1400, 1)):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": sharpness, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", metrics)
        web.get_by_role("slider", name="bias b").press("ArrowLeft")
        # The picture follows once the window rests.
        assert comes_true(web, partial(fits, canvas(web), sharpness))


def test_a_question_is_answered_by_keyboard_alone(opened, page):
    web = opened("lab", QUESTIONS)
    one = web.get_by_role("group", name="Will the line turn or move?")
    two = web.get_by_role("group", name="And the curve?")
    expect(two.get_by_role("radio", name="turn")).to_be_checked()  # an earlier choice
    expect(two.locator(".choice-feedback")).to_have_text("Kept.")
    one.get_by_role("button").press("Enter")
    web.wait_for_timeout(500)
    expect(one.locator(".choice-feedback")).to_be_empty()  # nothing chosen, nothing sent
    one.get_by_role("radio", name="turn").focus()
    web.keyboard.press("ArrowDown")
    expect(one.get_by_role("radio", name="move")).to_be_checked()
    expect(two.get_by_role("radio", name="turn")).to_be_checked()  # not the same radios
    web.keyboard.press("Tab")
    web.keyboard.press("Enter")
    feedback = one.locator(".choice-feedback")
    expect(feedback).to_have_text("You said move, 1 times so far.")
    expect(feedback.locator("code")).to_have_text("move")
    assert feedback.get_attribute("aria-live") == "polite"
    web.keyboard.press("Enter")
    expect(feedback).to_have_text("You said move, 2 times so far.")
    expect(two.locator(".choice-feedback")).to_have_text("Kept.")
    page.shot("answered")
