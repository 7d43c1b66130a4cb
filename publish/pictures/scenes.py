"""What the pictures show: a slider of lesson 01 is moved, and a check names a mistake."""

import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from publish.address import PROJECT
from publish.pictures.animation import write_still
from publish.pictures.stage import Stage, stage
from tests.browser.lab import find_browser
from tests.browser.look_at_insights import beginning, opened, page_of_class

IMAGES = PROJECT / "docs" / "images"
PICTURES = ("insights.png", "lesson_01.png", "named_mistake.png", "slider_and_mistake.webp")
LESSON = "01_neuron.ipynb"
EXERCISE = "check.weighted_sum(weighted_sum)"
STUB = "w[0] * x[0] + w[1] * x[1] + b"
MISTAKE = "np.sum(w * x + b)"


def take_all(folder: Path = IMAGES) -> list[Path]:
    """Take every picture anew; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            raise FileNotFoundError("No Chrome, Chromium or Edge: set COURSE_BROWSER to its path.")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with stage(browser, LESSON) as lesson:
            move_sliders(lesson, folder / "lesson_01.png")
            make_the_mistake(lesson, folder / "named_mistake.png")
            lesson.film.write(folder / "slider_and_mistake.webp")
        with tempfile.TemporaryDirectory() as scratch:
            insights = page_of_class(Path(scratch))
            with opened(browser, insights, width=760) as page:
                write_still(beginning(page), folder / "insights.png")
        browser.close()
    return [folder / name for name in PICTURES]


def move_sliders(lesson: Stage, still: Path) -> None:
    """The neuron on its map: bias shifts the line, a weight turns it, an input moves the dot."""
    cell = lesson.page.cell("widgets.neuron(weights=[0, 1]")
    figure = cell.locator(".course-figure")
    lesson.scroll_to(cell)
    lesson.show(1000)
    lesson.drag(figure, "bias b", [*np.arange(3.5, -3.6, -0.5)])
    lesson.drag(figure, "weight w1", [*np.arange(0.2, 1.81, 0.2)])
    lesson.drag(figure, "input x1", [*np.arange(1.5, -2.6, -0.5)])
    write_still(lesson.part(cell, cell), still)
    lesson.show(1200)


def make_the_mistake(lesson: Stage, still: Path) -> None:
    """An answer that adds the bias to every product, typed and run: the check says what it does."""
    page = lesson.page.page
    cell = lesson.page.cell(EXERCISE)
    heading = page.locator(".jp-MarkdownCell").filter(has_text="Exercise 2: ")
    lesson.scroll_to(heading)
    cell.locator(".cm-content").click()
    lesson.page.menu("Edit", "Clear Cell Output")
    lesson.scroll_to(heading)
    lesson.show(1600)
    cell.locator(".cm-line").filter(has_text=STUB).click()
    page.keyboard.press("End")
    for _ in STUB:
        page.keyboard.press("Shift+ArrowLeft")
    lesson.show(700)
    for letter in MISTAKE:
        page.keyboard.insert_text(letter)
        lesson.show(60)
    lesson.show(700)
    lesson.page.run(EXERCISE)
    lesson.scroll_to(heading)
    lesson.show(5000)
    write_still(lesson.part(heading, cell), still)
