"""Lesson 00 as a newcomer meets it: a first answer, the map, and work carried away and back."""

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import comes_true

LESSON = "00_start_here.ipynb"
ADDED = '''\
def weigh(x, w):
    """Multiply an input by its weight."""
    return x + w


check.weigh(weigh)'''


def test_a_first_answer_wrong_hinted_right_and_shown_on_the_map(page):
    page.open(LESSON)
    page.shot("opened")
    page.run_all()
    expect(page.output("progress_map()")).to_contain_text("00 Start here: 0 of 3 correct")

    page.write("def weigh(", ADDED)
    expect(page.output("def weigh(")).to_contain_text("Not yet: This is the sum, x + w.")
    page.shot("wrong")
    page.run("check.weigh.hint()")
    expect(page.output("check.weigh.hint()")).to_contain_text("Hint 2 of 2")

    page.write("def weigh(", ADDED.replace("x + w", "x * w"))
    expect(page.output("def weigh(")).to_contain_text("Correct")
    page.run("progress_map()")
    expect(page.output("progress_map()")).to_contain_text("weigh: correct")
    expect(page.output("progress_map()")).to_contain_text("00 Start here: 1 of 3 correct")
    page.output("progress_map()").scroll_into_view_if_needed()
    page.shot("map")
    assert page.complaints == []


def test_work_is_carried_to_another_machine_in_a_file(page, lab, tmp_path):
    page.open(LESSON)
    page.run_all()
    page.write("def weigh(", ADDED.replace("x + w", "x * w"))
    page.run("progress_map()")
    the_map = page.output("progress_map()")
    with page.page.expect_download() as download:
        the_map.get_by_role("button", name="Save my work to a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    lab.forget()  # another machine: nothing is known there
    page.open(LESSON)
    page.run_all()
    expect(the_map).to_contain_text("weigh: not attempted")
    with page.page.expect_file_chooser() as chooser:
        the_map.get_by_role("button", name="Restore from a file").click()
    chooser.value.set_files(file)
    expect(the_map).to_contain_text("weigh: correct")
    page.shot("restored")
    assert page.complaints == []


def box_at_rest(locator):
    """Where something stands, once nothing above it grows any more."""
    boxes = [None]

    def rests():
        boxes.append(locator.bounding_box())
        locator.page.wait_for_timeout(200)
        return boxes[-1] == boxes[-2] == locator.bounding_box()

    assert comes_true(locator.page, rests)
    return boxes[-1]


def test_a_digit_is_drawn_read_and_kept_when_it_is_sure(page):
    page.open(LESSON)
    page.run_all()
    goal = page.output("check.sure_four")
    paper, says = goal.locator(".drawing-paper"), goal.locator(".drawing-readout")
    expect(says).to_contain_text("The paper is empty")
    goal.scroll_into_view_if_needed()
    goal.get_by_role("button", name="Reset").click()
    expect(says).to_contain_text("The paper is empty")
    box = box_at_rest(paper)

    def stroke(*points):
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
        page.page.mouse.move(*places[0])
        page.page.mouse.down()
        for place in places[1:]:
            page.page.mouse.move(*place, steps=4)
        page.page.mouse.up()

    stroke((0.6, 0.1), (0.42, 0.36), (0.25, 0.62), (0.5, 0.62), (0.8, 0.62))
    expect(says).to_contain_text("Not yet")
    page.shot("half-a-four")
    stroke((0.62, 0.4), (0.62, 0.65), (0.62, 0.92))
    expect(says).to_contain_text("It reads a 4, and is over 99 % sure. ✔ Correct")
    page.shot("a-four")
    page.run("progress_map()")
    expect(page.output("progress_map()")).to_contain_text("sure_four: correct")
    assert page.complaints == []


def test_the_map_is_a_line_a_lesson_and_leads_there(page):
    page.open(LESSON)
    page.run_all()
    the_map = page.output("progress_map()")
    the_map.scroll_into_view_if_needed()
    assert the_map.locator("details").count() == the_map.locator("a").count() == 18
    assert the_map.locator("details[open]").count() == 1
    expect(the_map.locator("details[open]")).to_contain_text("you are here")
    heights = [
        line.bounding_box()["height"] for line in the_map.locator("details:not([open])").all()
    ]
    assert max(heights) < 30, "a lesson takes more than a line"
    folded = the_map.locator("details").nth(1)
    folded.locator("summary").press("Enter")
    expect(folded.get_by_text("not attempted").first).to_be_visible()
    the_map.get_by_role("link", name="01 Neuron: build one").click()
    expect(page.page.get_by_role("heading", name="Neuron: build one").first).to_be_visible()
    page.shot("by-a-link")


def test_axe_finds_nothing_serious_in_what_we_render(page):
    page.open(LESSON)
    page.run_all()
    page.write("def weigh(", ADDED)
    page.output("def weigh(").get_by_text("Where to look").click()  # unfolds it
    page.output("def weigh(").get_by_text("Hint 1 of 2").click()
    assert axe.findings(page.page) == []
    page.theme("JupyterLab Dark")
    page.page.wait_for_timeout(500)
    page.shot("dark")
    assert axe.findings(page.page) == []
