"""Lesson 16 as a learner meets it: a query under mouse and keys, a map under typed text, names.

The lesson trains for some ten seconds before its last cells are there.
"""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import becomes, changes, pixels

LESSON = "16_attention.ipynb"
PLANE = "widgets.attention_plane("
GOAL = "check.win"
LONG = "widgets.saturation("
MAP = "widgets.attention_map("
NAMES = "widgets.sampling("
PATIENCE = 90_000  # ms

MASK = '''def causal_weights(scores):
    """Weights (steps, steps): each row shares out 1 among its own place and those before it."""
    return {}


check.causal_weights(causal_weights)'''


def figure(lesson, cell):
    shown = lesson.output(cell)
    shown.scroll_into_view_if_needed()
    return shown


def press(lesson, cell, name, keys, words):
    """Move a slider of a live figure by keyboard; gives what the picture then looks like."""
    shown = figure(lesson, cell)
    for key in keys:
        shown.get_by_role("slider", name=name, exact=True).press(key)
    expect(shown.locator(".live-figure-readout")).to_contain_text(words, timeout=PATIENCE)
    lesson.page.wait_for_timeout(300)
    lesson.shot(f"{name.replace(' ', '-')}-{keys[-1]}")
    return pixels(shown.locator("canvas"))


def test_the_query_goes_to_its_ends_by_keyboard(lesson):
    shown = figure(lesson, PLANE)
    readout, canvas = shown.locator(".attention-plane-readout"), shown.locator("canvas")
    start = pixels(canvas)
    for name, low, high in (
        ("query, across", "Query (−3.0, −0.4)", "Query (3.0, −0.4)"),
        ("query, up", "Query (3.0, −3.0)", "Query (3.0, 3.0)"),
    ):
        slider = shown.get_by_role("slider", name=name)
        for key, words in (("Home", low), ("End", high)):
            slider.press(key)
            expect(readout).to_contain_text(words)
    slider.press("ArrowLeft")
    expect(readout).to_contain_text("Query (3.0, 2.9)")
    assert changes(canvas, start)
    shown.get_by_role("button", name="Reset").click()
    expect(readout).to_contain_text("Query (1.0, −0.4). Weights: A 0.37")
    assert becomes(canvas, start)
    assert lesson.complaints == []


def test_the_query_is_dragged_and_the_goal_is_seen(lesson):
    shown = figure(lesson, GOAL)
    note = shown.locator(".attention-plane-note")
    expect(note).to_contain_text("Move a slider first")
    canvas = shown.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    side = min(0.47 * box["width"], 360)

    def point(x, y):
        return box["x"] + 10 + (x + 3) / 6 * side, box["y"] + 30 + (3 - y) / 6 * side

    mouse = lesson.page.mouse
    mouse.move(*point(1, -0.4))
    mouse.down()
    mouse.move(*point(2, 2.5), steps=5)
    expect(note).to_contain_text("A has more than B", timeout=PATIENCE)
    mouse.move(*point(-0.9, 2.9), steps=5)
    expect(note).to_contain_text("Correct: A query does not have to", timeout=PATIENCE)
    mouse.move(*point(-9, 9), steps=3)  # beyond the plane
    mouse.up()
    expect(shown.locator(".attention-plane-readout")).to_contain_text("Query (−3.0, 3.0)")
    lesson.shot("goal")


def test_long_vectors_go_to_both_ends(lesson):
    low = press(lesson, LONG, "numbers in each", ["Home"], "4 numbers in each vector")
    high = press(lesson, LONG, "numbers in each", ["End"], "256 numbers in each vector")
    other = press(lesson, LONG, "another draw", ["End"], "256 numbers in each vector")
    assert len({low, high, other}) == 3


def test_the_map_follows_what_is_typed_and_the_head_that_is_chosen(lesson):
    shown = figure(lesson, MAP)
    field, readout = shown.get_by_role("textbox"), shown.locator(".attention-map-readout")
    field.fill("")
    expect(readout).to_contain_text("the last place of “”", timeout=PATIENCE)
    field.press_sequentially("Mar-Ia")
    expect(field).to_have_value("maria")
    expect(readout).to_contain_text("Head 1 of 4: the last place of “maria”", timeout=PATIENCE)
    rows = shown.locator("tbody tr")
    expect(rows).to_have_count(6)
    cells = [int(cell) for cell in rows.last.locator("td").all_inner_texts()]
    assert sum(cells) == pytest.approx(100, abs=4)
    expect(rows.first.locator("td.attention-map-later")).to_have_count(5)
    heads = shown.get_by_role("slider", name="head")
    heads.press("End")
    expect(readout).to_contain_text("Head 4 of 4: the last place of “maria”")
    lesson.shot("map")
    heads.press("Home")
    expect(readout).to_contain_text("Head 1 of 4")


def test_names_at_both_ends_of_the_temperature(lesson):
    cold = press(lesson, NAMES, "temperature", ["Home"], "Temperature 0.1.")
    hot = press(lesson, NAMES, "temperature", ["End"], "Temperature 2.5.")
    assert cold != hot
    shown = figure(lesson, NAMES)
    shown.get_by_role("slider", name="another draw", exact=True).press("End")
    assert changes(shown.locator("canvas"), hot)


def test_axe_finds_nothing_serious(lesson):
    assert axe.findings(lesson.page) == []


def test_it_reads_in_a_dark_theme_and_a_narrow_window(lesson):
    page = lesson.page
    size = page.viewport_size
    lesson.theme("JupyterLab Dark")
    page.set_viewport_size({"width": 700, "height": 900})
    for cell, name in (
        (PLANE, ".attention-plane"), (LONG, ".live-figure"), (MAP, ".attention-map"),
    ):  # fmt: skip
        for _ in range(2):  # what is above it is laid out while it is scrolled to
            figure(lesson, cell)
            page.wait_for_timeout(500)
        lesson.shot(f"dark-{name[1:]}")
        assert axe.findings(page, name) == []
    lesson.theme("JupyterLab Light")
    page.set_viewport_size(size)


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    answer = lesson.output("def causal_weights(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def causal_weights(", MASK.format("softmax(np.tril(scores))"))
    expect(answer).to_contain_text("A score of 0 is a score")
    right = "softmax(np.where(np.tri(len(scores)), scores, -np.inf))"
    lesson.write("def causal_weights(", MASK.format(right))
    expect(answer).to_contain_text("Correct")
    assert lesson.complaints == []
