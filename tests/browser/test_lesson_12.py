"""Lesson 12 as a learner meets it: trainings under sliders, to both ends; answers wrong and right.

The curves are trained while one waits, so a slider's answer may take a moment on a busy machine.
"""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "12_generalisation.ipynb"
CAPACITY = "widgets.fitting(network, **known, neurons=2)"
TRUTH = "widgets.fitting(network, **known, truth="
PENALTY = "widgets.fitting(with_penalty"
DROPOUT = "widgets.fitting(with_dropout"
NORM = "widgets.batch_norm(*training)"
BENCH = "check.open_once"
PATIENCE = 90_000  # ms

DROP = '''def dropout(a, p, training, seed):
    """Outputs a with a share p of them set to 0, while training; the others make up for it."""
    keep = np.random.default_rng(seed).random(a.shape) >= p
    return {}


check.dropout(dropout)'''


def moved(lesson, cell, name, key, words):
    """Put a slider to an end by keyboard; gives what the picture then looks like."""
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("slider", name=name).press(key)
    expect(figure.locator(".live-figure-readout")).to_contain_text(words, timeout=PATIENCE)
    expect(figure.locator(".live-figure-status")).to_be_empty(timeout=PATIENCE)
    lesson.page.wait_for_timeout(300)
    lesson.shot(f"{name}-{key}-{cell[16:23]}")
    return pixels(figure.locator("canvas"))


def reset(lesson, cell, words):
    figure = lesson.output(cell)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text(words, timeout=PATIENCE)
    expect(figure.locator(".live-figure-status")).to_be_empty(timeout=PATIENCE)
    lesson.page.wait_for_timeout(300)
    return pixels(figure.locator("canvas"))


@pytest.mark.parametrize(
    ("cell", "name", "first", "low", "high"),
    [
        (
            NORM, "first weights times", "First weights times 1, epoch 400.",
            "First weights times 0.01, epoch 400. Without batch norm the training loss is 0.55",
            "First weights times 100, epoch 400. Without batch norm the training loss is 0.54",
        ),
        (
            CAPACITY, "neurons",
            "Neurons 2. After epoch 1,000 the training loss is 0.06 and the validation loss 0.21.",
            "Neurons 1. After epoch 1,000 the training loss is 0.55 and the validation loss 0.79.",
            "Neurons 64. After epoch 1,000 the training loss is 0.02 and the validation loss 0.50.",
        ),
        (
            PENALTY, "lambda", "Lambda 0.00001.", "Lambda 0.00001.",
            "Lambda 1. After epoch 1,000 the training loss is 0.55 and the validation loss 0.79.",
        ),
        (
            DROPOUT, "dropout p", "Dropout 0. After", "Dropout 0. After epoch 1,000 the training",
            "Dropout 0.9. After epoch 1,000 the training loss is 0.55",
        ),
    ],
    ids=["batch-norm", "capacity", "penalty", "dropout"],
)  # fmt: skip
def test_a_slider_trains_at_both_its_ends(lesson, cell, name, first, low, high):
    start = reset(lesson, cell, first)
    lowest = moved(lesson, cell, name, "Home", low)
    highest = moved(lesson, cell, name, "End", high)
    assert highest not in (start, lowest)
    assert (lowest == start) is (name in ("lambda", "dropout p"))
    assert reset(lesson, cell, first) == start
    assert lesson.complaints == []


def test_the_epoch_goes_back_to_the_best_and_to_the_beginning(lesson):
    end = reset(lesson, TRUTH, "After epoch 1,000 the training loss is 0.02")
    assert moved(lesson, TRUTH, "epoch", "Home", "After epoch 0 the training loss") != end
    for _ in range(9):
        lesson.page.keyboard.press("ArrowRight")
    readout = lesson.output(TRUTH).locator(".live-figure-readout")
    expect(readout).to_contain_text("After epoch 45 the training loss is 0.07")
    expect(readout).to_contain_text("and the validation loss 0.17.")
    lesson.shot("best")
    assert moved(lesson, TRUTH, "epoch", "End", "After epoch 1,000") == end


def test_while_a_cell_runs_a_move_is_answered_and_trained_after_it(lesson):
    """What the picture shows until then is the old training, and the page says so."""
    reset(lesson, CAPACITY, "Neurons 2. After epoch 1,000")
    page, figure = lesson.page, lesson.output(CAPACITY)
    status = figure.locator(".live-figure-status")
    expect(status).to_be_empty(timeout=PATIENCE)
    cell = lesson.cell("norm = BatchNormalization()")
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("import time\n\ntime.sleep(8)  # norm = BatchNormalization()")
    page.keyboard.press("Control+Enter")
    figure.scroll_into_view_if_needed()
    figure.get_by_role("slider", name="neurons").press("End")
    expect(status).to_have_text("A training begins. Until then this is the picture before.")
    expect(figure.locator(".live-figure-readout")).to_contain_text("Neurons 2.")
    lesson.shot("asked")
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("Neurons 64. After epoch 1,000", timeout=PATIENCE)
    expect(status).to_be_empty()
    assert lesson.complaints == []


def test_the_test_is_opened_once_by_keyboard(lesson):
    figure = lesson.output(BENCH)
    figure.scroll_into_view_if_needed()
    readout, status = (figure.locator(f".live-figure-{part}") for part in ("readout", "status"))
    expect(readout).to_contain_text("Not attempted")
    for name, notches in (("lambda", 5), ("dropout p", 2), ("jitter", 2)):
        for _ in range(notches):
            figure.get_by_role("slider", name=name).press("ArrowRight")
    expect(readout).to_contain_text("validation loss 0.18. The validation", timeout=PATIENCE)
    expect(readout).to_contain_text("The test is locked")
    expect(status).to_be_empty()
    lesson.shot("locked")
    button = figure.get_by_role("button", name="Open the test, once")
    button.press("Enter")
    expect(readout).to_contain_text("its loss is 0.16. ✔ Correct")
    spent = figure.get_by_role("button", name="The test is spent")
    expect(spent).to_have_attribute("aria-disabled", "true")
    figure.get_by_role("slider", name="jitter").press("ArrowRight")
    expect(readout).to_contain_text("its loss is 0.16. What you choose from here", timeout=PATIENCE)
    lesson.shot("spent")
    figure.get_by_role("button", name="Reset").click()
    expect(button).to_have_attribute("aria-disabled", "false", timeout=PATIENCE)
    expect(readout).to_contain_text("Not attempted", timeout=PATIENCE)
    assert lesson.complaints == []


def test_axe_finds_nothing_serious(lesson):
    assert axe.findings(lesson.page) == []


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    answer = lesson.output("def dropout(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def dropout(", DROP.format("a * keep if training else a"))
    expect(answer).to_contain_text("Those who stay do not make up for the others")
    lesson.shot("wrong")
    lesson.write("def dropout(", DROP.format("a * keep / (1 - p) if training else a"))
    expect(answer).to_contain_text("Correct")


def test_the_four_trainings_are_diagnosed_by_keyboard(lesson):
    form = lesson.output("check.diagnose")
    form.scroll_into_view_if_needed()
    ills = {"A": "underfits", "B": "underfits", "C": "learns well", "D": "rate too high"}
    cures = {"A": "stop it earlier", "B": "more neurons", "C": "nothing", "D": "a lower rate"}
    for name in "ABCD":
        form.get_by_label(f"what is the matter with {name}").select_option(ills[name])
        form.get_by_label(f"what to try first with {name}").select_option(cures[name])
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("Its training loss is the lowest of all four")
    lesson.shot("diagnosed")
    form.get_by_label("what is the matter with A").select_option("overfits")
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("Correct")
