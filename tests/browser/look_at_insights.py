"""Take the pictures of the page of `course insights`, of a made-up class.

    python -m tests.browser.look_at_insights --out beginning.png
    python -m tests.browser.look_at_insights --out dark.png --dark --width 360 --whole

The instructor's guide shows the first of these, as `python -m publish pictures` takes it.
"""

import argparse
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.grading import marked_class
from course_lib.grading import insights_page, item_analysis
from course_lib.grading.catalogue import catalogue
from course_lib.grading.gradebook import Gradebook
from tests.browser.lab import find_browser

LEARNERS = 240
LESSON = 1


def page_of_class(folder: Path, learners: int = LEARNERS) -> Path:
    """The page of a made-up class, as a file."""
    with Gradebook(marked_class.fill(folder / "class.sqlite", learners, LESSON)) as book:
        found = item_analysis.of_class(book, catalogue(), [LESSON])
    path = folder / "insights.html"
    path.write_text(insights_page.page(found), encoding="utf-8")
    return path


@contextlib.contextmanager
def opened(browser: Browser, path: Path, *, width: int, dark: bool = False) -> Iterator[Page]:
    """The page in a window so wide, in the light or the dark.

    The page forbids scripts; what looks at it may run its own.
    """
    size = {"width": width, "height": 900}
    scheme = "dark" if dark else "light"
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def beginning(page: Page) -> bytes:
    """The page as far as its first exercise goes, as a PNG."""
    last = page.locator("h3").nth(1).bounding_box()
    page.set_viewport_size({**page.viewport_size, "height": int(last["y"]) - 20})
    return page.screenshot()


def main() -> None:
    """Take the picture that the command line asks for."""
    parser = argparse.ArgumentParser(description="A picture of what course insights writes.")
    parser.add_argument("--out", type=Path, required=True, help="the file for the picture")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=760, help="of the window, in pixels")
    parser.add_argument("--whole", action="store_true", help="the whole page, not its beginning")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = page_of_class(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=find_browser(playwright), args=["--no-sandbox"]
        )
        with opened(browser, path, width=options.width, dark=options.dark) as page:
            whole = options.whole
            options.out.write_bytes(page.screenshot(full_page=True) if whole else beginning(page))
        browser.close()


if __name__ == "__main__":
    main()
