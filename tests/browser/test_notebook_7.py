"""Whole lessons in Notebook 7, as a learner works through them: run, move, choose, answer."""

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import expect

from course_lib.notebooks.source import sources
from tests.browser.conftest import shots_of
from tests.browser.lab import SIZE, START_UP, Lab, Page, comes_true
from tests.thorough import usually

FIRST = "01_neuron"
OTHERS = [path.stem for path in sources() if path.stem != FIRST]
LESSONS = [FIRST, *OTHERS][: usually(1, thorough=1 + len(OTHERS))]
# Notebook 7.6 says this of itself, with any notebook open, about its settings.
ITS_OWN = "Cannot read properties of undefined (reading 'schema')"
FAILED = [f'[data-mime-type="application/vnd.jupyter.{kind}"]' for kind in ("error", "stderr")]
ANSWER = """
def weighted_sum(x, w, b):
    return np.dot(w, x){bias}


check.weighted_sum(weighted_sum)
"""


class Notebook7(Page):
    """A lesson open in Notebook 7, which has no status bar, but says in its corner what it does."""

    def open(self, notebook):
        address = self.lab.address(notebook, "seven")
        self.page.goto(address.replace("/lab/workspaces/seven/tree/", "/notebooks/"))
        assert comes_true(self.page, lambda: self.lab.has_kernel(notebook))
        self.wait_idle()

    def wait_idle(self):
        """Wait until the mark beside the kernel's name is that of rest."""
        mark = self.page.locator(".jp-Notebook-ExecutionIndicator")
        expect(mark).to_have_attribute("data-status", "idle", timeout=1000 * START_UP)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A server of its own. Jupyter's keeps where a file was found by its name alone: the fonts of
    formulas have one name in both front ends, and the second one to ask at a server is refused."""
    lab = Lab(tmp_path_factory.mktemp("seven"))
    yield lab
    lab.stop()


@pytest.fixture
def notebook_7(chromium, lab, request):
    context = chromium.new_context(viewport=SIZE)
    context.set_default_timeout(60_000)
    page = Notebook7(context.new_page(), lab, shots_of(request))
    yield page
    context.close()
    lab.forget()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_moves_and_answers(notebook_7, lesson):
    page, web = notebook_7, notebook_7.page
    page.open(f"{lesson}.ipynb")
    page.run_all()
    for number in page.screenfuls():
        page.shot(f"{lesson}-{number:02}")
        for kind in FAILED:
            expect(web.locator(kind)).to_have_count(0)
    if lesson == FIRST:
        a_figure_follows_its_slider(web)
        a_prediction_is_chosen(page)
        an_answer_is_told_what_it_lacks(page)
    assert set(page.complaints) <= {ITS_OWN}


def a_figure_follows_its_slider(web):
    figure = web.locator(".live-figure").first
    figure.scroll_into_view_if_needed()
    words = figure.locator(".live-figure-readout")
    expect(words).to_contain_text("z = 0·2 + 1·3 + 4 = 7.0")
    figure.get_by_role("slider", name="bias b").press("ArrowLeft")
    expect(words).to_contain_text("+ 3.9 = 6.9")


def a_prediction_is_chosen(page):
    question = page.question("bias_moves")
    question.scroll_into_view_if_needed()
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Choose").press("Enter")
    expect(question.locator(".choice-feedback")).not_to_be_empty()


def an_answer_is_told_what_it_lacks(page):
    cell = "def weighted_sum"
    page.write(cell, ANSWER.format(bias="").strip())
    expect(page.output(cell)).to_contain_text("without the bias")
    page.write(cell, ANSWER.format(bias=" + b").strip())
    expect(page.output(cell)).to_contain_text("Correct")
