"""The translated lesson, in JupyterLab: forms, figures and checks answer in its language."""

import pytest
from playwright.sync_api import expect

LESSON = "de/01_neuron.ipynb"
FIGURE = "widgets.neuron(neuron"
FORGOT_THE_BIAS = '''\
def weighted_sum(x, w, b):
    """Addiere Eingaben mal Gewichte, dann den Bias."""
    return w @ x


check.weighted_sum(weighted_sum)'''


@pytest.fixture(autouse=True)
def weekly(request):
    """The English lesson is opened in every run; what is another here is little, and slow."""
    if not request.config.getoption("--thorough", default=False):
        pytest.skip("the English lesson is opened in every run; --thorough opens this one too")


@pytest.fixture(scope="module")
def narrow(chromium, lab, request):
    """A dark, narrow page: where longer words are clipped first."""
    from tests.browser.conftest import shots_of
    from tests.browser.lab import new_page

    size = {"width": 700, "height": 900}
    with new_page(chromium, lab, shots_of(request), viewport=size) as page:
        page.open(LESSON)
        page.theme("JupyterLab Dark")
        page.run_all()
        yield page


def test_a_german_choice_is_kept_and_looked_back_at(narrow):
    form = narrow.question("bias_moves")
    form.get_by_label("sich drehen").check()
    form.get_by_role("button", name="Wählen").click()
    expect(form).to_contain_text("Gemerkt: sich drehen")
    expect(narrow.look_back("bias_moves")).to_contain_text("Du hast gesagt: sich drehen.")
    narrow.shot("choice")


def test_a_moved_slider_opens_what_is_to_be_noticed(narrow):
    figure = narrow.output(FIGURE)
    slider = figure.get_by_role("slider", name="Bias b")
    slider.scroll_into_view_if_needed()
    notice = narrow.page.locator("details", has_text="Die Linie verschiebt sich")
    assert notice.get_attribute("open") is None
    slider.focus()
    narrow.page.keyboard.press("Home")
    expect(figure.locator(".live-figure-readout")).to_contain_text(": nein.")
    expect(notice).to_have_attribute("open", "")
    narrow.shot("noticed")
    figure.get_by_role("button", name="Zurücksetzen").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text("= 7.0, a = 0.999: ja.")


def test_a_wrong_answer_is_named_in_german(narrow):
    narrow.write("def weighted_sum", FORGOT_THE_BIAS)
    answer = narrow.output("def weighted_sum")
    expect(answer).to_contain_text("Noch nicht: Das sind die Zahlen ohne den Bias")
    expect(answer).to_contain_text("erwartet")
    narrow.shot("wrong")


def test_no_label_is_clipped_and_the_console_stays_quiet(narrow):
    clipped = narrow.page.evaluate(
        """() => [...document.querySelectorAll(".course-controls *")]
            .filter((one) => !one.closest(".course-unseen"))  // is for ears alone
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
            .filter((one) => ["LABEL", "BUTTON", "LEGEND", "P", "SPAN"].includes(one.tagName))
            .map((one) => `${one.tagName} ${one.textContent}`)"""
    )
    assert clipped == []
    assert narrow.complaints == []
