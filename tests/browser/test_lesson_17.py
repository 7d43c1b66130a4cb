"""Lesson 17 as a learner meets it: digits drawn by mouse, finger and arrow keys, and read.

All on one page: the lesson trains for some ten seconds.
"""

import pytest
from playwright.sync_api import expect

from course_lib import data
from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "17_capstone.ipynb"
PAPER = "widgets.drawing(reader"
ERRORS = "widgets.misread("
HEAT = "widgets.reliability("
GOAL = "check.honest"
PATIENCE = 30_000  # ms

THREE, CROSSED_SEVEN = data.drawn_strokes()[19][1], data.drawn_strokes()[44][1]


def paper(lesson, cell=PAPER):
    """The paper, empty, with its readout."""
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    readout = figure.locator(".drawing-readout")
    expect(readout).to_contain_text("The paper is empty.", timeout=PATIENCE)
    return figure, figure.get_by_role("application"), readout


def draw(lesson, canvas, strokes, scale=1.0):
    """Strokes from 0 to 1 by the mouse, in the paper's upper left corner if smaller."""
    box, mouse = canvas.bounding_box(), lesson.page.mouse
    for stroke in strokes:
        for i, (x, y) in enumerate(stroke):
            place = box["x"] + scale * x * box["width"], box["y"] + scale * y * box["height"]
            mouse.move(*place)
            if i == 0:
                mouse.down()
        mouse.up()


def test_an_example_lies_on_the_paper_until_somebody_draws(lesson):
    figure = lesson.output(PAPER)
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".drawing-readout")).to_contain_text("It reads a 3")
    figure.get_by_role("button", name="Undo").click()  # of nothing: the example is not ours
    expect(figure.locator(".drawing-readout")).to_contain_text("It reads a 3")
    canvas = figure.get_by_role("application")
    draw(lesson, canvas, CROSSED_SEVEN)
    expect(figure.locator(".drawing-readout")).to_contain_text("It reads a 7", timeout=PATIENCE)
    expect(figure.locator(".drawing-best")).to_contain_text("7")


@pytest.mark.parametrize("scale", [1.0, 0.4])
def test_the_mouse_draws_and_undo_takes_a_stroke_back(lesson, scale):
    figure, canvas, readout = paper(lesson)
    empty = pixels(canvas)
    draw(lesson, canvas, CROSSED_SEVEN, scale)
    expect(readout).to_contain_text("It reads a 7", timeout=PATIENCE)
    whole = pixels(canvas)
    lesson.shot(f"seven-{scale}")
    undo = figure.get_by_role("button", name="Undo")
    undo.click()
    assert pixels(canvas) not in (empty, whole)
    undo.click()
    expect(readout).to_contain_text("The paper is empty.", timeout=PATIENCE)


def test_a_blot_is_called_one(lesson):
    _, canvas, readout = paper(lesson)
    draw(lesson, canvas, [[(0.5, 0.5), (0.53, 0.52)]])
    expect(readout).to_contain_text("too small to be a digit", timeout=PATIENCE)
    draw(lesson, canvas, [[(0.1, 0.5), (0.9, 0.53)]])
    expect(readout).to_contain_text("too flat to be a digit", timeout=PATIENCE)


def test_a_finger_draws_and_the_page_stays_where_it_is(lesson):
    _, canvas, readout = paper(lesson)
    box, page = canvas.bounding_box(), lesson.page
    session = page.context.new_cdp_session(page)
    (stroke,) = THREE
    for i, (x, y) in enumerate(stroke):
        point = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
        kind = "touchMove" if i else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(readout).to_contain_text("It reads a 3", timeout=PATIENCE)
    assert canvas.bounding_box() == box


def test_arrow_keys_and_space_draw_a_four(lesson):
    figure, canvas, readout = paper(lesson)
    place, keyboard = figure.locator(".course-unseen").first, lesson.page.keyboard
    canvas.focus()
    keyboard.down("ArrowLeft")  # with the next: aslant
    for _ in range(2):
        canvas.press("ArrowDown")
    keyboard.up("ArrowLeft")
    expect(place).to_contain_text("Pen up, 38 across and 18 down, of 100.")
    for stroke in (["ArrowDown"] * 10 + ["ArrowRight"] * 11, ["ArrowDown"] * 18):
        canvas.press("Space")
        expect(figure.get_by_role("button", name="Lift the pen")).to_be_visible()
        for key in stroke:
            canvas.press(key)
        canvas.press("Space")
        for key in ["ArrowLeft"] * 2 + ["ArrowUp"] * 9:
            canvas.press(key)
    lesson.shot("four")
    expect(readout).to_contain_text("It reads a 4", timeout=PATIENCE)
    expect(place).to_contain_text("Pen up")
    canvas.press("Backspace")
    expect(readout).not_to_contain_text("It reads a 4", timeout=PATIENCE)
    canvas.press("Control+z")
    expect(readout).to_contain_text("The paper is empty.", timeout=PATIENCE)
    assert lesson.complaints == []


def press(lesson, cell, keys, words, name):
    """Move the figure's only slider; gives what the picture then looks like."""
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    slider = figure.get_by_role("slider", name=name)
    for key in keys:
        slider.press(key)
    expect(figure.locator(".live-figure-readout")).to_contain_text(words, timeout=PATIENCE)
    lesson.page.wait_for_timeout(250)
    lesson.shot(f"{name}-{keys[-1]}-{cell[8:12]}")
    return pixels(figure.locator("canvas"))


def test_errors_and_temperature_go_to_both_ends(lesson):
    last = press(lesson, ERRORS, ["End"], "Error 9 of 9.", "error")
    assert last != press(lesson, ERRORS, ["Home"], "Error 1 of 9.", "error")
    cold = press(lesson, HEAT, ["Home"], "Temperature 0.1: ", "temperature")
    hot = press(lesson, HEAT, ["End"], "98 % right.", "temperature")
    assert cold != hot


def test_the_goal_is_reached_by_keyboard(lesson):
    press(lesson, GOAL, ["ArrowLeft"], "Go colder", "temperature")
    press(lesson, GOAL, ["Home"], "too cold. Go warmer", "temperature")
    press(lesson, GOAL, ["ArrowRight"] * 14, "Correct", "temperature")


def test_words_of_one_s_own_are_kept_beside_a_report(lesson):
    form = lesson.output("check.report")
    form.scroll_into_view_if_needed()
    form.get_by_role("textbox").fill("It reads the hands that it knows.")
    form.get_by_role("button", name="Keep my words").click()
    expect(form).to_contain_text("Do not trust it with ways of writing")


def test_it_reads_in_a_dark_theme_and_a_narrow_window(lesson):
    assert axe.findings(lesson.page) == []
    lesson.theme("JupyterLab Dark")
    lesson.page.set_viewport_size({"width": 700, "height": 900})
    for cell, name in ((PAPER, ".drawing"), (HEAT, ".live-figure"), (ERRORS, ".live-figure")):
        figure = lesson.output(cell)
        for _ in range(2):  # what is above it is laid out while it is scrolled to
            figure.scroll_into_view_if_needed()
            lesson.page.wait_for_timeout(500)
        lesson.shot(f"dark-{cell[8:12]}")
        assert axe.findings(lesson.page, name) == []
