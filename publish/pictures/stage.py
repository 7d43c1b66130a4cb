"""A lesson open in JupyterLab, in a window of one size, with a pointer that shows where one is."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Locator

from publish.pictures.animation import Film
from tests.browser.lab import Lab, Page, changes, comes_true, new_page, pixels

SIZE = {"width": 900, "height": 750}  # of the window: the notebook is as wide as in README
SCROLL_BAR = 14  # pixels
EDGE = 5  # of white around what is shown

# Pictures of a page show no pointer, so it gets one of its own.
POINTER = """() => {
    const pointer = document.createElement("div");
    pointer.innerHTML = `<svg width="22" height="30" viewBox="0 0 11 15">
        <path d="M0 0v12l3-3 2 5 2-1-2-5h4z" fill="#111" stroke="#fff" stroke-width=".8"/></svg>`;
    pointer.style.cssText = "position: fixed; z-index: 99999; pointer-events: none; left: -99px;";
    document.body.append(pointer);
    addEventListener("mousemove", (event) => {
        pointer.style.left = `${event.clientX}px`;
        pointer.style.top = `${event.clientY}px`;
    }, true);
}"""
NO_TOOLBARS = ".jp-cell-toolbar { display: none !important; }"  # they come and go with the pointer


@contextlib.contextmanager
def stage(browser: Browser, lesson: str) -> Iterator["Stage"]:
    """Open a lesson and run it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lab = Lab(Path(folder))
        try:
            with new_page(browser, lab, viewport=SIZE) as page:
                page.open(lesson)
                page.page.keyboard.press("ControlOrMeta+b")  # no list of files
                page.run_all()
                page.page.evaluate(POINTER)
                page.page.add_style_tag(content=NO_TOOLBARS)
                yield Stage(page)
        finally:
            lab.stop()


class Stage:
    """What a hand does on the page, and what can be seen of it. Screens go into ``film``."""

    def __init__(self, page: Page):
        self.page = page
        self.film = Film()

    def scroll_to(self, element: Locator) -> None:
        """Bring an element to the top of the notebook, until it stays: what is above it grows."""
        self.page.page.mouse.move(SIZE["width"] - 12, SIZE["height"] / 2)
        top = self._panel().bounding_box()["y"]

        def stays() -> bool:
            element.evaluate("element => element.scrollIntoView({ block: 'start' })")
            self.page.page.wait_for_timeout(300)
            return abs(element.bounding_box()["y"] - top) < 2

        if not comes_true(self.page.page, lambda: stays() and stays()):
            raise RuntimeError("JupyterLab does not scroll to what the picture is to show.")

    def screen(self) -> bytes:
        """The notebook as it can be seen now, without the cells' numbers; as a PNG."""
        area = self._panel().bounding_box()
        return self._picture(area["y"], area["height"])

    def part(self, first: Locator, last: Locator) -> bytes:
        """From the top of one element to the end of another; as a PNG."""
        top, end = first.bounding_box()["y"], last.bounding_box()
        return self._picture(top, end["y"] + end["height"] - top)

    def _picture(self, top: float, height: float) -> bytes:
        panel = self._panel().bounding_box()
        code = self.page.page.locator(".jp-CodeCell .jp-InputArea-editor").filter(visible=True)
        left = code.first.bounding_box()["x"] - EDGE
        width = panel["x"] + panel["width"] - SCROLL_BAR - left
        area = {"x": left, "y": top, "width": width, "height": height}
        return self.page.page.screenshot(clip=area, caret="initial")

    def show(self, milliseconds: int) -> None:
        """Put what can be seen now into the film."""
        self.film.add(self.screen(), milliseconds)

    def drag(self, figure: Locator, slider: str, values: list[float]) -> None:
        """Drag a slider of a figure through these values, a screen for each."""
        handle = figure.get_by_label(slider, exact=True)
        canvas, mouse = figure.locator("canvas"), self.page.page.mouse
        mouse.move(*_place(handle, float(handle.input_value())))
        self.show(300)
        mouse.down()
        for value in values:
            before = pixels(canvas)
            mouse.move(*_place(handle, value))
            if not changes(canvas, before):
                raise RuntimeError(f"The figure does not follow {slider} to {value}.")
            self.show(90)
        mouse.up()
        self.show(600)

    def _panel(self) -> Locator:
        return self.page.page.locator(".jp-Notebook .jp-WindowedPanel-outer")


def _place(handle: Locator, value: float) -> tuple[float, float]:
    """Where the handle of a range is at a value; its middle stays inside the range."""
    box, thumb = handle.bounding_box(), 16
    low, high = (float(handle.get_attribute(name)) for name in ("min", "max"))
    way = (value - low) / (high - low) * (box["width"] - thumb)
    return box["x"] + thumb / 2 + way, box["y"] + box["height"] / 2
