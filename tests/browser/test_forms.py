"""The forms under a hand: by keys, by dragging, over a restart, and with nobody behind them."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser import axe

DECLARE = '''
from course_lib.checks import blanks, choice, number, parsons

order = parsons(
    name="order",
    lesson=98, minutes=1, prompt="Put the day into order.",
    program="""
        wake()
        if hungry:
            eat()
        sleep()
    """,
    left_out={"sleep_again()": "Once is enough."},
)
order.before("eat", "wake", "You can't eat in your sleep.")
order.hints("What comes first?", "wake, eat, sleep.")
order.why("Every day is like this.")
total = blanks(
    name="total",
    lesson=98, minutes=1, prompt="Add up.",
    text="| sum | value |\\n|---|---|\\n| 1 + 1 | {two} |\\n\\nIt is {size}.",
    answers={
        "two": number(2, "one and one", mistakes={11: "You put them side by side."}),
        "size": choice("small", ["small", "large"], "its size"),
    },
)
total.hints("Count.", "It is two.")
total.why("Sums are everywhere.")
'''


@pytest.fixture
def forms(page):
    """A notebook with both forms, opened and run."""
    declared = page.lab.folder / "notebooks" / "declared.py"
    declared.write_text(DECLARE, encoding="utf-8")
    codes = "from declared import order, total\n\nhelp", "order", "total"
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    nbformat.write(notebook, page.lab.folder / "notebooks" / "forms.ipynb")
    page.open("forms.ipynb")
    page.run_all()
    return page


def lines(forms):
    """The program as it stands."""
    return forms.page.locator("ol.parsons-lines code").all_inner_texts()


def up(forms, line):
    return forms.page.get_by_role("button", name=f"move up: {line}")


def check(forms, kind):
    return forms.page.locator(f".{kind}").get_by_role("button", name="Check")


def put_in_order(forms):
    """By keys alone: leave out what does not belong, then move each line up to its place."""
    forms.page.get_by_role("button", name="leave out: sleep_again()").press("Enter")
    for place, line in enumerate(["wake()", "if hungry:", "eat()", "sleep()"]):
        up(forms, line).focus()
        while lines(forms)[place].strip() != line:
            forms.page.keyboard.press("ArrowUp")


def test_lines_are_ordered_by_keys_alone(forms):
    button, news = up(forms, "sleep()"), forms.page.locator(".course-unseen")
    button.focus()
    for _ in range(6):
        forms.page.keyboard.press("ArrowUp")
        expect(button).to_be_focused()
    expect(news).to_have_text("sleep() is at the end already.")
    assert lines(forms)[0] == "sleep()"
    expect(button).to_have_attribute("aria-disabled", "true")
    forms.page.keyboard.press("Tab")  # to its other button
    forms.page.keyboard.press("Enter")
    expect(news).to_have_text("sleep() is line 2 of 5.")
    expect(forms.page.get_by_role("button", name="move down: sleep()")).to_be_focused()

    check(forms, "parsons").press("Enter")
    verdict = forms.page.locator(".parsons .course-verdict")
    expect(verdict).to_contain_text("A line does not belong here.")
    expect(forms.page.locator(".parsons")).to_contain_text("Once is enough.")
    put_in_order(forms)
    expect(forms.page.get_by_role("img", name="look here")).to_have_count(0)
    check(forms, "parsons").press("Enter")
    expect(verdict).to_contain_text("✔ Correct: Every day is like this.")
    forms.shot("ordered")
    assert axe.findings(forms.page, ".course-form") == []
    assert forms.complaints == []


def test_a_line_can_be_dragged(forms):
    code = forms.page.locator("ol.parsons-lines code")
    first, last = lines(forms)[0], lines(forms)[-1]
    code.last.drag_to(code.first, target_position={"x": 5, "y": 2})
    assert lines(forms)[0] == last
    assert lines(forms)[1] == first
    expect(forms.page.locator(".course-unseen")).to_have_text(f"{last.strip()} is line 1 of 5.")


def test_answers_come_back_after_a_restart(forms):
    put_in_order(forms)
    check(forms, "parsons").click()
    expect(forms.page.locator(".parsons")).to_contain_text("✔ Correct")
    forms.page.get_by_role("textbox", name="one and one").fill("11")
    forms.page.keyboard.press("Enter")
    blanks = forms.page.locator(".blanks")
    expect(blanks).to_contain_text("You put them side by side.")
    forms.restart()
    forms.run_all()
    expect(forms.page.locator(".parsons")).to_contain_text("✔ Correct")
    assert [line.strip() for line in lines(forms)] == ["wake()", "if hungry:", "eat()", "sleep()"]
    expect(blanks.get_by_role("textbox")).to_have_value("11")
    expect(blanks).to_contain_text("You put them side by side.")
    expect(blanks.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    described = blanks.get_by_role("textbox").get_attribute("aria-describedby")
    expect(forms.page.locator(f"#{described}")).to_contain_text("one and one: You put them")


def test_a_hint_opens_by_key_inside_the_verdict(forms):
    check(forms, "blanks").press("Enter")
    expect(forms.page.locator(".blanks")).to_contain_text("○ Not attempted: Fill in a blank first.")
    forms.page.get_by_role("textbox", name="one and one").fill("3")
    forms.page.keyboard.press("Enter")
    summary = forms.page.locator(".blanks summary").first
    expect(summary).to_have_text("Hint 1 of 2")
    summary.focus()
    forms.page.keyboard.press("Enter")
    expect(forms.page.get_by_text("Count.", exact=True)).to_be_visible()


def test_an_answer_in_the_dark_theme_can_be_read(forms, request):
    request.addfinalizer(lambda: forms.theme("JupyterLab Light"))  # the next test's page too
    forms.theme("JupyterLab Dark")
    forms.page.get_by_role("textbox", name="one and one").fill("2")
    forms.page.get_by_role("combobox", name="its size").select_option("large")
    check(forms, "blanks").click()
    expect(forms.page.locator(".blanks")).to_contain_text("1 of 2 is right.")
    check(forms, "parsons").click()
    expect(forms.page.locator(".parsons")).to_contain_text("Not yet")
    forms.shot("dark")
    assert axe.findings(forms.page, ".course-form") == []


def test_where_nobody_answers_it_says_so(forms):
    for session in forms.lab.request("GET", "/api/sessions"):
        forms.lab.request("DELETE", f"/api/sessions/{session['id']}")
    forms.page.get_by_role("textbox", name="one and one").fill("2")
    check(forms, "blanks").click()
    expect(forms.page.locator(".blanks")).to_contain_text("Python does not answer")
    put_in_order(forms)  # the lines can still be moved
    check(forms, "parsons").click()
    expect(forms.page.locator(".parsons")).to_contain_text("Python does not answer")
    forms.shot("alone")
