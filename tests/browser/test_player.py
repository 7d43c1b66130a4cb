"""The training player in a real browser: it plays, pauses, steps, scrubs, and lets cells in."""

import itertools
import re

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

NOTEBOOK = "player.ipynb"
MODEL = """
import time
from course_lib import SGD, Dense, Input, Sequential, set_random_seed, widgets
from course_lib.data import people

known, unseen = people()
set_random_seed(44)
model = Sequential([
    Input((2,)), Dense(2, activation="sigmoid"), Dense(1, activation="sigmoid")
])
model.compile(optimizer=SGD(learning_rate=0.1), loss="mse")
"""
PLAYER = """
player = widgets.training(
    model, known.x, known.y, epochs=20_000, batch_size=1, names=known.names,
    initializers={"small": "random_uniform", "Xavier": "glorot_uniform"},
)
player
"""
WATCH = """
before, epoch = model.params.copy(), player.epoch
time.sleep(0.5)
print("still" if (before == model.params).all() else "moved", player.epoch - epoch)
"""
SLEEP = "time.sleep(4)  # a cell that is long at work"
ASK = 'print(player.epoch, player.readout.split(":")[0])'


@pytest.fixture(scope="module")
def opened(shared_page, lab):
    """A page with a player on it, and cells below, all of them run."""
    cells = [new_code_cell(code.strip()) for code in (MODEL, PLAYER, WATCH, SLEEP, ASK)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    write(notebook, lab.folder / "notebooks" / NOTEBOOK)
    shared_page.open(NOTEBOOK)
    shared_page.run_all()
    return shared_page


@pytest.fixture
def web(opened):
    """The page with a new model and a new player."""
    opened.run("set_random_seed(44)")
    opened.run("player = widgets.training(")
    expect(readout(opened)).to_contain_text("Epoch 0 of")
    yield opened
    if button(opened, "Pause").is_visible():
        button(opened, "Pause").click()


def readout(page):
    return page.page.locator(".live-figure-readout")


def button(page, name):
    return page.page.get_by_role("button", name=name, exact=True)


def epoch(page):
    return int(re.search(r"Epoch ([\d,]+)", readout(page).inner_text())[1].replace(",", ""))


def until_epoch(page, at_least):
    page.page.wait_for_function(
        """(least) => {
            const said = document.querySelector(".live-figure-readout").textContent;
            return Number(said.match(/Epoch ([\\d,]+)/)[1].replaceAll(",", "")) >= least;
        }""",
        arg=at_least,
    )


def test_it_plays_by_keyboard_and_pauses_and_what_moves_moves_together(web):
    canvas = web.page.locator(".live-figure canvas")
    before = pixels(canvas)
    play = button(web, "Play")
    play.focus()
    play.press("Space")
    until_epoch(web, 500)
    pause = button(web, "Pause")
    assert pause.evaluate("button => button === document.activeElement")
    web.shot("playing")
    pause.press("Enter")
    expect(button(web, "Play")).to_be_visible()
    web.page.wait_for_timeout(500)
    rested, picture = epoch(web), pixels(canvas)
    web.page.wait_for_timeout(500)
    assert (epoch(web), pixels(canvas)) == (rested, picture)
    assert picture != before
    slider = web.page.get_by_role("slider", name="epoch", exact=True)
    assert slider.get_attribute("aria-valuetext") == str(rested)
    web.run("print(player.epoch")
    expect(web.output("print(player.epoch")).to_contain_text(f"{rested} Epoch {rested:,} of")
    assert web.complaints == []


def test_step_goes_one_epoch_and_the_slider_goes_back(web):
    step = button(web, "Step")
    step.focus()
    for count in (1, 2, 3):
        step.press("Enter")
        expect(readout(web)).to_contain_text(f"Epoch {count} of")
    slider = web.page.get_by_role("slider", name="epoch", exact=True)
    slider.focus()
    slider.press("ArrowLeft")
    expect(readout(web)).to_contain_text("Epoch 2 of")
    slider.press("End")
    expect(readout(web)).to_contain_text("Epoch 3 of")  # no epoch is shown that was not trained
    expect(slider).to_have_value("3")
    slider.press("Home")
    expect(readout(web)).to_contain_text("Epoch 0 of")


def test_no_cell_ever_meets_half_an_update_and_the_training_goes_on_after_it(web):
    button(web, "Play").click()
    until_epoch(web, 50)
    web.run("before, epoch = model.params.copy()")
    expect(web.output("before, epoch = model.params.copy()")).to_contain_text("still 0")
    so_far = epoch(web)
    until_epoch(web, so_far + 20)
    assert button(web, "Pause").is_visible()


def test_while_a_cell_is_long_at_work_the_player_says_so(web):
    button(web, "Play").click()
    until_epoch(web, 20)
    web.cell("time.sleep(4)").locator(".cm-content").click()
    web.page.keyboard.press("Control+Enter")
    status = web.page.locator(".live-figure-status")
    expect(status).to_contain_text("Python is busy, so the training waits.")
    so_far = epoch(web)
    until_epoch(web, so_far + 20)
    expect(status).to_be_empty()


def test_slow_shows_every_epoch(web):
    web.page.get_by_label("speed").select_option("slow")
    web.page.evaluate("""() => {
        const readout = document.querySelector(".live-figure-readout");
        window.seen = [];
        const look = () => {
            const now = Number(readout.textContent.match(/Epoch ([\\d,]+)/)[1]);
            if (window.seen.at(-1) !== now) window.seen.push(now);
        };
        new MutationObserver(look).observe(readout, { childList: true, characterData: true });
    }""")
    button(web, "Play").click()
    until_epoch(web, 8)
    button(web, "Pause").click()
    seen = web.page.evaluate("window.seen")
    assert {later - earlier for earlier, later in itertools.pairwise(seen)} == {1}


def test_another_rate_and_other_first_weights_begin_again(web):
    button(web, "Play").click()
    until_epoch(web, 100)
    button(web, "Pause").click()
    rate = web.page.get_by_role("slider", name="learning rate")
    for key, said in (("End", "10"), ("Home", "0.001")):
        rate.focus()
        rate.press(key)
        expect(readout(web)).to_contain_text("Epoch 0 of")
        assert rate.get_attribute("aria-valuetext") == said
    words = readout(web).inner_text()
    button(web, "Play").click()
    until_epoch(web, 100)
    menu = web.page.get_by_label("first weights")
    menu.select_option("Xavier")  # heard, whatever is under way; and it pauses
    expect(readout(web)).to_contain_text("Epoch 0 of")
    expect(button(web, "Play")).to_be_visible()
    expect(readout(web)).not_to_have_text(words)
    button(web, "Step").click()
    expect(readout(web)).to_contain_text("Epoch 1 of")
    button(web, "Reset").click()
    expect(readout(web)).to_contain_text("Epoch 0 of")
    assert menu.input_value() == "Xavier"
    assert web.complaints == []


def test_it_has_no_violation(web):
    assert axe.findings(web.page, ".live-figure") == []
    web.page.evaluate("document.querySelectorAll('.live-figure label').forEach((l) => l.remove())")
    assert axe.findings(web.page, ".live-figure") != []  # and axe would have found something
