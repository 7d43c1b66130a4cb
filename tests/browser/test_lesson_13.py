"""Lesson 13 as a learner meets it: digits that move, a kernel to edit, words of one's own."""

import numpy as np
import pytest
from playwright.sync_api import expect

from course_lib import data
from course_lib.figures.kernel import PRESETS, in_words
from tests.browser import axe
from tests.browser.lab import SIZE, changes, pixels

LESSON = "13_filters.ipynb"
DENSE = "widgets.moving(dense"
FLAT = "widgets.moving(flat"
KERNEL = "widgets.kernel("
PATIENCE = 30_000  # ms

POOL = '''def max_pool(x, size):
    """The largest number of each size x size block of x (rows, columns); what is over is cut."""
    rows, columns = x.shape[0] // size, x.shape[1] // size
    inside = x[: rows * size, : columns * size]
    return inside.reshape(rows, size, columns, size).{}(axis=(1, 3))


check.max_pool(max_pool)'''


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        (
            DENSE,
            {
                "right": ("moved 3 left.", "moved 3 right."),
                "down": ("moved 3 right and 3 up.", "moved 3 right and 3 down."),
                "picture": ("A 3, moved", "A 0, moved"),
            },
        ),
        (FLAT, {"right": ("moved 3 left.", "moved 3 right.")}),
    ],
    ids=["dense", "flat"],
)
def test_a_digit_moves_to_both_ends(lesson, cell, ends):
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    expect(readout).to_contain_text("A 3, where it was. The network says 3", timeout=PATIENCE)
    seen = {pixels(canvas)}
    for name, (low, high) in ends.items():
        for key, words in (("Home", low), ("End", high)):
            figure.get_by_role("slider", name=name).press(key)
            expect(readout).to_contain_text(words, timeout=PATIENCE)
            lesson.page.wait_for_timeout(200)
            seen.add(pixels(canvas))
            lesson.shot(f"moving-{name}-{key}")
    assert len(seen) >= 2 * len(ends)
    assert lesson.complaints == []


def test_half_of_the_digits_are_gone_at_one_pixel(lesson):
    figure = lesson.output(DENSE)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("97% of all 449", timeout=PATIENCE)
    figure.get_by_role("slider", name="right").press("ArrowRight")
    expect(readout).to_contain_text("48% of all 449", timeout=PATIENCE)
    assert axe.findings(lesson.page, ".live-figure") == []


@pytest.fixture
def kernel(lesson):
    """The kernel's figure as it begins."""
    figure = lesson.output(KERNEL)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    return figure


def says(figure, weights, stride, padding, row, column):
    """The page says what Python says of the same kernel at the same place."""
    picture = data.digits().test.x[3, :, :, 0]
    words = in_words(picture, np.array(weights, dtype=float), stride, padding, row, column)
    expect(figure.locator(".kernel-readout")).to_have_text(words)


def test_the_pages_map_is_pythons(lesson, kernel):
    says(kernel, PRESETS["pass on"], 1, "valid", 1, 1)
    canvas, seen = kernel.locator("canvas"), set()
    for name, weights in PRESETS.items():
        kernel.get_by_role("button", name=name).click()
        says(kernel, weights, 1, "valid", 1, 1)
        seen.add(pixels(canvas))
        lesson.shot(f"kernel-{name.replace(' ', '-')}")
    assert len(seen) == len(PRESETS)
    assert axe.findings(lesson.page, ".kernel") == []


def test_window_stride_and_padding_to_both_ends(lesson, kernel):
    kernel.get_by_role("button", name="level edge").click()
    edge = PRESETS["level edge"]
    for name, places in {"row": ((0, 1), (5, 1)), "column": ((5, 0), (5, 5))}.items():
        for key, place in zip(("Home", "End"), places, strict=True):
            kernel.get_by_role("slider", name=name).press(key)
            says(kernel, edge, 1, "valid", *place)
    kernel.get_by_role("slider", name="stride").press("End")
    says(kernel, edge, 3, "valid", 1, 1)  # the map is smaller, and the window at its end
    kernel.get_by_role("checkbox").press("Space")
    says(kernel, edge, 3, "same", 1, 1)
    kernel.get_by_role("slider", name="stride").press("Home")
    says(kernel, edge, 1, "same", 1, 1)
    kernel.get_by_role("slider", name="row").press("Home")
    says(kernel, edge, 1, "same", 0, 1)  # half of the window lies on the border
    lesson.shot("kernel-same")


def test_the_window_is_dragged(lesson, kernel):
    canvas = kernel.locator("canvas")
    box, before = canvas.bounding_box(), pixels(canvas)
    mouse = lesson.page.mouse
    mouse.move(box["x"] + 60, box["y"] + 80)
    mouse.down()
    mouse.move(box["x"] + 500, box["y"] + 700, steps=4)  # far beyond the picture
    mouse.up()
    says(kernel, PRESETS["pass on"], 1, "valid", 5, 5)
    assert changes(canvas, before)


def test_the_goal_is_reached_by_keyboard(lesson, kernel):
    goal = kernel.locator(".kernel-goal")
    expect(goal).to_have_text("Goal: 1 of 4 reached")
    for row in (1, 2, 3):
        for column, weight in ((1, "-1"), (2, "0"), (3, "1")):
            cell = kernel.get_by_label(f"kernel, row {row}, column {column}")
            cell.fill("")
            expect(cell).to_have_attribute("aria-invalid", "true")
            cell.press_sequentially(weight)
            expect(cell).to_have_value(weight)
    expect(goal).to_contain_text("Goal reached: left edges, and nothing else.")
    expect(goal).to_contain_text("[[-1,0,1],[-1,0,1],[-1,0,1]]")
    says(kernel, [[-1, 0, 1]] * 3, 1, "valid", 1, 1)
    lesson.shot("kernel-goal")


def test_words_of_ones_own_stand_beside_the_lessons(lesson):
    form = lesson.output("check.why_flatten")
    form.scroll_into_view_if_needed()
    said = form.locator(".explanation-said")
    area = form.get_by_role("textbox")
    area.fill("The last layer has a weight for each place.")
    form.get_by_role("button", name="Keep my words").press("Enter")
    expect(said).to_contain_text("Kept. One way to say it: The filters' answers move along")
    expect(area).to_have_value("The last layer has a weight for each place.")
    assert axe.findings(lesson.page, ".explanation") == []
    lesson.shot("explanation")


def test_wrong_and_right_are_told_apart(lesson):
    for how, words in (("mean", "average pooling"), ("max", "Correct")):
        lesson.write("check.max_pool(max_pool)", POOL.format(how))
        lesson.run("check.max_pool(max_pool)")
        expect(lesson.output("check.max_pool(max_pool)")).to_contain_text(words)
    assert lesson.complaints == []


def test_it_reads_in_a_dark_theme_and_a_narrow_window(lesson, request):
    request.addfinalizer(lambda: lesson.theme("JupyterLab Light"))
    request.addfinalizer(lambda: lesson.page.set_viewport_size(SIZE))
    lesson.theme("JupyterLab Dark")
    lesson.page.set_viewport_size({"width": 700, "height": 900})
    for cell, name in ((KERNEL, ".kernel"), (DENSE, ".live-figure"), ("check.why", ".explanation")):
        figure = lesson.output(cell)
        for _ in range(2):  # what is above it is laid out while it is scrolled to
            figure.scroll_into_view_if_needed()
            lesson.page.wait_for_timeout(700)
        lesson.shot(f"dark-{name[1:]}")
        assert axe.findings(lesson.page, name) == []
