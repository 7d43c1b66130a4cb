"""A prediction under a hand: made after everything has run, answered further down, never graded."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe

LESSON = "01_neuron.ipynb"


def test_as_released_the_answer_is_folded_away_and_opens_by_key(page):
    page.open(LESSON)
    answer = page.look_back("bias_moves")
    answer.scroll_into_view_if_needed()
    sentence = answer.get_by_text("The bias is added to every point's sum alike")
    expect(sentence).to_be_hidden()
    page.shot("stored")
    answer.get_by_text("Your prediction, answered").focus()
    page.page.keyboard.press("Enter")
    expect(sentence).to_be_visible()
    page.shot("stored-open")
    assert axe.findings(page.page, f"{axe.OUTPUTS} details") == []


def test_a_choice_made_after_run_all_is_answered_at_once(lesson):
    form, answer = lesson.question("bias_moves"), lesson.look_back("bias_moves")
    expect(answer).to_contain_text("First choose an answer to the prediction above")
    expect(answer).not_to_contain_text("keep its direction")
    answer.get_by_text("First choose").scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(800)  # figures above it are drawn only now, and push it down
    answer.get_by_text("First choose").scroll_into_view_if_needed()
    lesson.shot("before")

    form.get_by_label("turn").check()
    form.get_by_role("button").click()
    expect(form).to_contain_text("Kept: turn")
    expect(form).not_to_contain_text("You said")
    expect(answer).to_contain_text("You said: turn. Turning takes a change in how much")
    expect(answer).to_contain_text("The answer: move, and keep its direction. The bias is added")
    expect(lesson.look_back("weight_turns")).to_contain_text("First choose")
    answer.scroll_into_view_if_needed()
    lesson.shot("wrong")

    form.get_by_label("move, and keep its direction").check()
    form.get_by_role("button").click()
    expect(answer).to_contain_text("You said: move, and keep its direction. So it is.")
    expect(answer).not_to_contain_text("The answer")
    assert lesson.complaints == []


def test_by_keys_alone_and_over_a_restart(lesson):
    form, answer = lesson.question("coat"), lesson.look_back("coat")
    form.get_by_label("near 0").focus()
    lesson.page.keyboard.press("Space")
    lesson.page.keyboard.press("ArrowDown")  # the arrow keys are the form's, not JupyterLab's
    lesson.page.keyboard.press("Enter")
    expect(form).to_contain_text("Kept: near a half")
    expect(answer).to_contain_text("You said: near a half: it can't decide. Undecided takes")
    lesson.restart()
    lesson.run_all()
    expect(answer).to_contain_text("You said: near a half: it can't decide. Undecided takes")
    lesson.run("check.coat.look_back()")
    expect(answer.locator(".live-text")).to_have_count(1)
    form.get_by_label("near 1").focus()
    lesson.page.keyboard.press("Space")
    lesson.page.keyboard.press("Enter")
    expect(answer).to_contain_text("You said: near 1: take the coat. So it is.")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_can_be_read_in_both_themes_and_by_a_screen_reader(lesson, theme, request):
    request.addfinalizer(lambda: lesson.theme("JupyterLab Light"))  # the next test's page too
    lesson.theme(theme)
    form, answer = lesson.question("bias_moves"), lesson.look_back("bias_moves")
    form.get_by_label("stay").check()
    form.get_by_role("button").click()
    group = answer.get_by_role("group", name="Your prediction, answered")
    expect(group).to_contain_text("You said: stay")
    assert group.evaluate("text => text.closest('[aria-live]')") is None  # choosing tells nothing
    for name, output in (("form", form), ("answer", answer)):
        output.scroll_into_view_if_needed()
        lesson.shot(f"{name}-{theme.split()[-1].lower()}")
    assert axe.findings(lesson.page) == []
