"""A machine is lost with everything on it, and nothing of a learner's work is.

One story: lessons are answered on a first machine, all is saved by one click, and the machine is
gone, its files too. On a second one the lesson is of a newer version; one click restores.
"""

import contextlib
import os
import re
import shutil

import pytest
from playwright.sync_api import expect

from course_lib.backup import notebook as notebooks
from course_lib.backup import unpack
from course_lib.backup.fresh_copy import NOTEBOOKS, fresh
from course_lib.exercises import lessons
from tests.browser import axe
from tests.browser.conftest import shots_of
from tests.browser.lab import Lab, comes_true, new_page

HERE, LESSON = "00_start_here.ipynb", "01_neuron.ipynb"
MAP = re.compile(r"^\s*(\[.*\]:)?\s*progress_map\(\)\s*$")
TITLE = f"01 {lessons()[1].title}"
MAP_OUTPUT = ".jp-OutputArea-output:has(.progress-map-buttons)"

WEIGHTED_SUM = "return float(sum(xi * wi for xi, wi in zip(x, w)) + b)"
SIDE = "return bool(x[0] * w[0] + x[1] * w[1] + b > 0)  # mine"
FINISH = "z = x1 * w1 + x2 * w2 + b  # mine too"


class Machine:
    """A JupyterLab of its own in ``folder``, with a page; ``lose`` leaves nothing of it."""

    def __init__(self, chromium, folder, shots):
        folder.mkdir()
        self.lab = Lab(folder)
        self._opened = contextlib.ExitStack()
        self._opened.callback(self.lab.stop)
        self.page = self._opened.enter_context(new_page(chromium, self.lab, shots))

    @property
    def map(self):
        """What stands under the cell with the map."""
        return self.page.output(MAP)

    def said(self):
        """What the buttons have done, in words."""
        return self.map.locator(".progress-map-said[aria-live]")

    def run(self, text, code=None):
        """Run one cell, with other code in it where some is given; others may wait for a run."""
        self.page.cell(text).locator(".cm-content").click()
        if code is not None:
            self.page.page.keyboard.press("ControlOrMeta+a")
            self.page.page.keyboard.insert_text(code)
        self.page.page.keyboard.press("Control+Enter")
        prompt = self.page.cell(text).locator(".jp-InputPrompt")
        expect(prompt).to_have_text(re.compile(r"^\[\*\]:|^\[\d+\]:"))
        expect(prompt).to_have_text(re.compile(r"^\[\d+\]:"))

    def open_map(self):
        """Run of lesson 00, which is open, what the map needs."""
        self.run("from course_lib.exercises import progress_map")
        self.run(MAP)
        expect(self.map.get_by_role("button", name="Save my work")).to_be_visible()
        self.map.scroll_into_view_if_needed()

    def save(self):
        """Click once; the file that the browser gets, read as bytes."""
        with self.page.page.expect_download() as download:
            self.map.get_by_role("button", name="Save my work to a file").click()
        expect(self.said()).to_contain_text("Saved as neural-network-course-")
        return download.value.path().read_bytes()

    def restore(self, data):
        """Choose a file to restore."""
        with self.page.page.expect_file_chooser() as chooser:
            self.map.get_by_role("button", name="Restore from a file").click()
        file = {"name": "mine.zip", "mimeType": "application/zip", "buffer": data}
        chooser.value.set_files(file)

    def front(self):
        """The notebook in front."""
        return self.page.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def tab(self, name):
        """Go to the tab of a notebook that is open."""
        tabs = self.page.page.locator("#jp-main-dock-panel .lm-TabBar-tab")
        tabs.filter(has_text=name).click()

    def on_disk(self, name):
        """All text of a notebook's cells, once Jupyter has written the file to its end."""
        path = self.lab.folder / "notebooks" / name
        assert comes_true(self.page.page, lambda: is_whole(path)), f"{name} stays cut short"
        document = notebooks.read(path)
        return "\n".join(cell["source"] for cell in document["cells"])

    def lose(self):
        """End the server and the page, and delete every file."""
        self._opened.close()
        shutil.rmtree(self.lab.folder)


def is_whole(path):
    try:
        return bool(notebooks.read(path))
    except notebooks.NotebookError:
        return False


def newer_lesson(folder):
    """Lesson 01 of a later version: a section is new, an exercise gone, a stub another."""
    text = (NOTEBOOKS / "source" / "01_neuron.md").read_text(encoding="utf-8")
    gone = re.compile(r"### Exercise 1: .*?(?=^## )", re.M | re.S)
    assert "check.finish(finish)" in gone.search(text)[0]
    text = gone.sub("## A section that is new\n\nIt says something.\n\n", text)
    assert text.count("def side(x, w, b):") == 1
    text = text.replace("def side(x, w, b):", "def side(x, w, b=0):")
    path = folder / "later.md"
    path.write_text(text, encoding="utf-8")
    notebooks.write(folder / "notebooks" / LESSON, fresh(path))


def answer(name, arguments, line):
    return f"def {name}({arguments}):\n    {line}\n\n\ncheck.{name}({name})"


@pytest.fixture(scope="module")
def saved(chromium, tmp_path_factory, request):
    """The file that was saved on the first machine, which is gone."""
    folder = tmp_path_factory.mktemp("machines") / "first"
    machine = Machine(chromium, folder, shots_of(request))
    try:
        page = machine.page
        page.open(LESSON)
        machine.run("import lesson_01 as check")
        machine.run("def weighted_sum(", answer("weighted_sum", "x, w, b", WEIGHTED_SUM))
        expect(page.output("def weighted_sum(")).to_contain_text("Correct")
        machine.run("def side(", answer("side", "x, w, b", SIDE))
        machine.run("def finish(", answer("finish", "x1, x2, w1, w2, b", FINISH))
        page.page.keyboard.press("Escape")
        page.page.keyboard.press("b")  # a cell of the learner's own, below
        page.page.keyboard.press("Enter")
        page.page.keyboard.insert_text("mine = 'a note'")
        page.menu("File", "Open from Path…")
        page.page.locator(".jp-Dialog input").fill(f"notebooks/{HERE}")
        page.page.keyboard.press("Enter")
        front = machine.front()
        expect(front.get_by_role("heading", name="Start here")).to_be_visible()
        assert "mine = 'a note'" not in machine.on_disk(LESSON), "it was to be unsaved as yet"
        page.wait_idle()
        machine.open_map()
        data = machine.save()
        expect(machine.said()).to_contain_text(LESSON)
        page.shot("saved")
        assert page.complaints == []
    finally:
        machine.lose()
    assert not folder.exists()
    return data


@pytest.fixture(scope="module")
def second(chromium, saved, tmp_path_factory, request):
    """Another machine, with a newer lesson 01, and the map open."""
    folder = tmp_path_factory.mktemp("machines") / "second"
    machine = Machine(chromium, folder, shots_of(request))
    newer_lesson(machine.lab.folder)
    machine.page.open(HERE)
    machine.open_map()
    yield machine
    machine.lose()


def test_one_click_restores_answers_notebooks_and_progress(second, saved):
    expect(second.map).to_contain_text(f"{TITLE}: 0 of 7 correct")
    second.restore(saved)
    expect(second.said()).to_contain_text("On the map: 3 answers added")
    expect(second.said()).to_contain_text("01_neuron.ipynb: 2 answers and 1 cell of your own in")
    expect(second.said()).to_contain_text("no longer asks finish: your answer stands at its end")
    expect(second.map).to_contain_text("weighted_sum: correct")
    second.page.shot("restored")
    assert axe.findings(second.page.page, MAP_OUTPUT) == []

    second.map.get_by_role("link", name=TITLE).click()
    page = second.page
    expect(page.cell("def weighted_sum(")).to_contain_text(WEIGHTED_SUM)
    expect(page.cell("def side(x, w, b):")).to_contain_text("# mine")
    front = second.front()
    changed = front.locator(".jp-MarkdownCell").filter(has_text="the exercise begins so")
    expect(changed).to_contain_text("def side(x, w, b=0):")
    expect(front.get_by_role("heading", name="A section that is new")).to_be_attached()
    kept = front.locator(".jp-MarkdownCell").filter(has_text="which is no longer asked")
    kept.scroll_into_view_if_needed()
    expect(kept).to_contain_text(FINISH)
    page.shot("kept-at-the-end")
    assert "mine = 'a note'" in second.on_disk(LESSON)
    assert page.complaints == []


def test_restored_twice_nothing_changes(second, saved):
    second.tab(HERE)
    before = second.on_disk(LESSON)
    second.restore(saved)
    expect(second.said()).to_contain_text("All of it was here already; nothing has changed.")
    assert second.on_disk(LESSON) == before


def test_a_file_that_is_none_is_refused_in_words(second):
    before = second.on_disk(LESSON)
    second.restore(b"PK\x03\x04 a holiday")
    expect(second.said()).to_contain_text("This is no saved work of this course")
    assert second.on_disk(LESSON) == before


def test_a_lesson_starts_again_while_it_is_open_and_the_old_one_is_kept(second):
    page = second.page
    line = second.map.locator("[data-lesson='1']")  # unfolded: here is where the learner is
    before = second.on_disk(LESSON)
    line.get_by_role("button", name="Start this lesson again").click()
    expect(second.said()).to_contain_text("01_neuron.ipynb is as it was. Yours is kept beside it")
    name = re.search(r"01_neuron_kept_\S+\.ipynb", second.said().inner_text())[0]
    assert second.on_disk(name) == before
    expect(page.page).to_have_url(re.compile(f"/{LESSON}"))  # it comes to the front
    expect(second.front().get_by_text(WEIGHTED_SUM)).to_have_count(0)
    expect(page.cell("def finish(")).to_contain_text("...")
    page.menu("File", "Save Notebook")  # the tab that was open writes nothing old over it
    expect(page.page.locator(".jp-Dialog")).to_have_count(0)
    assert WEIGHTED_SUM not in second.on_disk(LESSON)
    page.shot("again")
    second.tab(HERE)
    expect(second.map).to_contain_text(f"{TITLE}: 1 of 7 correct")


def test_the_browser_offers_what_it_keeps_when_the_disk_has_less(second, saved):
    second.restore(saved)
    expect(second.said()).to_contain_text("01_neuron.ipynb: 3 answers")
    second.save()
    expect(second.said()).to_contain_text("This browser keeps a copy too")
    offer = second.map.get_by_role("button", name="Restore from this browser")
    second.run(MAP)
    expect(second.map).to_contain_text("weighted_sum: correct")
    expect(offer).to_be_hidden()

    second.lab.forget()  # the files are gone, the address and the browser are the same
    second.page.open(HERE)
    second.open_map()
    expect(second.map).to_contain_text(f"{TITLE}: 0 of 7 correct")
    expect(offer).to_be_visible()
    second.page.shot("offer")
    offer.click()
    expect(second.said()).to_contain_text("01_neuron.ipynb: 3 answers")
    expect(second.map).to_contain_text(f"{TITLE}: 1 of 7 correct")
    assert WEIGHTED_SUM in second.on_disk(LESSON)
    assert second.page.complaints == []


def test_where_the_page_cannot_be_reached_the_keys_store_it(second):
    second.page.page.evaluate("window.jupyterapp = undefined")
    os.utime(second.lab.folder / "notebooks" / HERE, (0, 0))
    second.run("2 * 3 + 4", "2 * 3 + 4  # by keys")
    second.save()
    expect(second.said()).to_contain_text("open in other tabs is in it as it was last stored")
    expect(second.said()).not_to_contain_text("as they were last stored")
    assert "# by keys" in second.on_disk(HERE)


def test_where_the_page_does_not_store_the_words_say_how_old_the_notebooks_are(second):
    for path in (second.lab.folder / "notebooks").glob("*.ipynb"):
        os.utime(path, (0, 0))
    second.page.page.evaluate("window.jupyterapp = undefined")
    second.page.page.evaluate(
        "document.addEventListener('keydown', e => e.stopPropagation(), true)"
    )
    second.save()
    expect(second.said()).to_contain_text("as they were last stored")
    expect(second.said()).to_contain_text("save them (Ctrl+S), and click again")


def test_notebook_7_stores_what_is_on_its_screen_too(second):
    page = second.page.page
    page.goto(f"{second.lab.url}/notebooks/notebooks/{HERE}?token=course")
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute(
        "data-status", "idle", timeout=120_000
    )
    cell = second.page.cell("def weigh(")
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(answer("weigh", "x, w", "return x * w  # in Notebook 7"))
    second.open_map()
    assert "in Notebook 7" not in second.on_disk(HERE)
    second.save()
    expect(second.said()).to_contain_text(HERE)
    expect(second.said()).not_to_contain_text("as they were last stored")
    assert "in Notebook 7" in second.on_disk(HERE)
    second.page.shot("notebook-7")


def test_where_python_is_gone_what_is_open_can_still_be_saved(second):
    for session in second.lab.request("GET", "/api/sessions"):
        second.lab.request("DELETE", f"/api/sessions/{session['id']}")
    second.map.get_by_role("button", name="Save my work to a file").click()
    expect(second.said()).to_contain_text("Python does not answer")
    with second.page.page.expect_download() as download:
        second.map.get_by_role("button", name="Save what is open here").click()
    found = unpack(download.value.path().read_bytes())
    sources = [cell["source"] for cell in found.notebooks[HERE].content["cells"]]
    assert any("in Notebook 7" in source for source in sources)
