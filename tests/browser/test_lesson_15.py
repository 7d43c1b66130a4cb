"""Lesson 15 as a learner meets it: a digit drawn under the pointer, clusters, a threshold."""

from types import SimpleNamespace

import numpy as np
import pytest
from playwright.sync_api import expect

from course_lib import Dense, Input, Sequential, data, optimizers, set_floatx, set_random_seed
from course_lib.figures.code_map import Decoder, in_words
from tests.browser import axe
from tests.browser.lab import changes, pixels

LESSON = "15_without_labels.ipynb"
MAP = "widgets.code_map(encoder, decoder, test.x)"
LABELLED = "widgets.code_map(encoder, decoder, test.x, labels"
STEPS = "widgets.k_means(codes_test)"
GOAL = "check.bad_start"
ALARM = "widgets.alarm("
PATIENCE = 60_000  # ms

ALARMS = '''def alarms(train, validation, new, share):
    """Which errors of `new` lie above the threshold that `share` of the validation errors pass?"""
    return new > np.quantile({}, 1 - share)


check.alarms(alarms)'''


@pytest.fixture(scope="module")
def words():
    """What the lesson's own network draws and says at a point, trained here once more."""
    set_floatx("float64")
    digits = data.digits()
    X, X_test = (p.x.reshape(-1, 64).astype(float) for p in (digits.train, digits.test))
    first = [Dense(128, "relu"), Dense(64, "relu"), Dense(2, "softsign")]
    second = [Dense(64, "relu"), Dense(128, "relu"), Dense(64, "sigmoid")]
    set_random_seed(2)
    model = Sequential([Input((64,)), *first, *second])
    model.compile(optimizers.Adam(0.003), "mse")
    model.fit(X, X, batch_size=64, epochs=100, verbose=0)
    codes = X_test
    for layer in first:
        codes = layer(codes)
    plain = Decoder.of(SimpleNamespace(layers=second))
    set_floatx("float32")

    def said(point, labelled=False):
        labels = digits.test.y.tolist() if labelled else []
        return in_words(plain([point])[0], codes.round(4), labels, np.array(point))

    return said


@pytest.fixture(params=[MAP, LABELLED], ids=["grey", "labelled"])
def figure(request, lesson):
    """A map as it begins."""
    figure = lesson.output(request.param).first
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    figure.labelled = request.param == LABELLED
    return figure


def readout(figure):
    return figure.locator(".code-map-readout")


def ends(figure):
    """The two ends of each slider."""
    sliders = [figure.get_by_role("slider", name=name) for name in ("first", "second")]
    return [[float(s.get_attribute(end)) for end in ("min", "max")] for s in sliders]


def test_the_page_draws_what_python_draws_at_all_four_corners(lesson, figure, words):
    seen = {pixels(figure.locator("canvas"))}
    first, second = ends(figure)
    for i, a in zip(("Home", "End"), first, strict=True):
        for j, b in zip(("Home", "End"), second, strict=True):
            figure.get_by_role("slider", name="first number").press(i)
            figure.get_by_role("slider", name="second number").press(j)
            expect(readout(figure)).to_have_text(words([a, b], figure.labelled))
            seen.add(pixels(figure.locator("canvas")))
            lesson.shot(f"map-{figure.labelled}-{i}-{j}")
    assert len(seen) == 5
    assert lesson.complaints == []


def test_the_cross_is_dragged_and_stops_at_the_edge(lesson, figure, words):
    canvas = figure.locator("canvas")
    box, before = canvas.bounding_box(), pixels(canvas)
    mouse = lesson.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 120)
    mouse.down()
    assert changes(canvas, before)
    mouse.move(box["x"] + 5, box["y"] + 1200, steps=4)  # far below the map
    mouse.up()
    first, second = ends(figure)
    expect(readout(figure)).to_have_text(words([first[0], second[0]], figure.labelled))
    lesson.shot(f"map-dragged-{figure.labelled}")


def test_arrow_keys_move_the_cross_on_the_map(figure, words):
    canvas = figure.locator("canvas")
    slider = [figure.get_by_role("slider", name=name) for name in ("first", "second")]
    x, y = (float(one.input_value()) for one in slider)
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowLeft", "ArrowDown"):
        canvas.press(key)
    expect(slider[0]).to_have_value(f"{x - 0.08:.2f}")
    expect(slider[1]).to_have_value(f"{y:g}")
    expect(readout(figure)).to_have_text(words([round(x - 0.08, 2), y], figure.labelled))
    figure.get_by_role("button", name="Reset").click()
    expect(readout(figure)).to_have_text(words([x, y], figure.labelled))


def press(lesson, cell, name, keys, said):
    """Move a slider by keyboard; gives what the picture then looks like."""
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    slider = figure.get_by_role("slider", name=name, exact=True)
    for key in keys:
        slider.press(key)
    expect(figure.locator(".live-figure-readout")).to_contain_text(said, timeout=PATIENCE)
    lesson.page.wait_for_timeout(300)
    lesson.shot(f"{name.replace(' ', '-')}-{keys[-1]}-{cell[6:10]}")
    return pixels(figure.locator("canvas"))


def test_k_means_is_walked_through_to_both_ends(lesson):
    seen = {
        press(lesson, STEPS, "step", ["End"], "Step 40, move:"),
        press(lesson, STEPS, "clusters", ["Home"], "0 of 2 centres have moved"),
        press(lesson, STEPS, "start", ["End"], "of 2 centres have moved"),
        press(lesson, STEPS, "clusters", ["End"], "of 10 centres have moved"),
        press(lesson, STEPS, "step", ["Home"], "no point belongs to any of them yet"),
        press(lesson, STEPS, "step", ["ArrowRight"], "449 of 449 points have changed"),
        press(lesson, STEPS, "start", ["Home"], "449 of 449 points have changed"),
    }
    assert len(seen) == 7


def test_the_threshold_goes_to_both_its_ends(lesson):
    low = press(lesson, ALARM, "threshold", ["Home"], "by 100% of ordinary (270)")
    high = press(lesson, ALARM, "threshold", ["End"], "by 0% of ordinary (270)")
    assert low != high


def test_axe_finds_nothing_serious(lesson):
    assert axe.findings(lesson.page) == []


def test_the_goal_is_reached_by_keyboard_and_the_check_sees_it(lesson):
    figure = lesson.output(GOAL)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text("Not attempted")
    right = ["ArrowRight"]
    press(lesson, GOAL, "its x", right * 13, "owns nothing from the first step on")
    press(lesson, GOAL, "its y", right * 10, "Correct: k-means never gets worse")
    press(lesson, GOAL, "step", ["End"], "It has come to rest.")
    press(lesson, GOAL, "centre", right, "Correct")
    expect(figure.get_by_role("slider", name="its x")).to_have_value("4.5")


def test_it_reads_in_a_dark_theme_and_a_narrow_window(lesson):
    lesson.theme("JupyterLab Dark")
    lesson.page.set_viewport_size({"width": 700, "height": 900})
    for cell, name in ((LABELLED, ".code-map"), (ALARM, ".live-figure")):
        figure = lesson.output(cell)
        for _ in range(2):  # what is above it is laid out while it is scrolled to
            figure.scroll_into_view_if_needed()
            lesson.page.wait_for_timeout(500)
        lesson.shot(f"dark-{name[1:]}")
        assert axe.findings(lesson.page, name) == []


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    answer = lesson.output("def alarms(")
    lesson.write("def alarms(", ALARMS.format("new"))
    expect(answer).to_contain_text("from new itself")
    lesson.write("def alarms(", ALARMS.format("validation"))
    expect(answer).to_contain_text("Correct")
