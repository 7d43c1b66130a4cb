"""How many pictures a second the training player shows, in a real browser, while NumPy trains.

    python -m benchmarks.player [--seconds 6] [--sharpness 1]

Opens JupyterLab with a notebook that holds one player, presses Play, and counts the animation
frames in which the canvas was painted. While it plays, cells are run, and how long it took until
an answer stood on the page is measured: a training that made cells wait would be no use. Wanted: 15
pictures a second, and 100 ms for a cell.
"""

import argparse
import itertools
import json
import os
import statistics
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import expect, sync_playwright

from tests.browser.lab import Lab, Page, find_browser

NOTEBOOK = "benchmark_player.ipynb"
CELLS = 9  # that are run while it plays
SET_UP = """
import numpy as np
from course_lib import SGD, Dense, Input, Sequential, set_random_seed, widgets
from course_lib.data import people

known, unseen = people()
set_random_seed(44)
model = Sequential([
    Input((2,)), Dense(2, activation="sigmoid"), Dense(1, activation="sigmoid")
])
model.compile(optimizer=SGD(learning_rate=0.1), loss="mse")
"""
SHOW = """
widgets.training(
    model, known.x, known.y, epochs=1000, batch_size=1,
    names=known.names, unseen=unseen.x, unseen_names=unseen.names,
)
"""
COUNT = """
() => {
    window.shown = [];
    let painted = false;
    const paint = CanvasRenderingContext2D.prototype.putImageData;
    CanvasRenderingContext2D.prototype.putImageData = function (...args) {
        painted = true;
        return paint.apply(this, args);
    };
    const look = (now) => {
        if (painted) window.shown.push(now);
        painted = false;
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}
"""
WAIT = """
(prompt) => {
    window.pressed = window.answered = 0;
    const before = prompt.textContent;
    document.addEventListener(
        "keydown", (event) => { if (event.key === "Enter") window.pressed = performance.now(); },
        { capture: true, once: false },
    );
    const look = () => {
        const now = prompt.textContent;
        if (window.pressed && now !== before && /[0-9]/.test(now)) {
            window.answered = performance.now();
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
}
"""


def measure(seconds: float, sharpness: float) -> dict[str, float]:
    """Play for so long in a browser; pictures a second, the longest gap, and a cell's wait."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        try:
            nbformat.write(notebook(), lab.folder / "notebooks" / NOTEBOOK)
            browser = playwright.chromium.launch(
                executable_path=find_browser(playwright), args=["--no-sandbox"]
            )
            context = browser.new_context(
                viewport={"width": 1280, "height": 1000}, device_scale_factor=sharpness
            )
            page = Page(context.new_page(), lab, Path(folder))
            page.open(NOTEBOOK)
            page.run_all()
            return play(page, seconds)
        finally:
            lab.stop()


def notebook() -> nbformat.NotebookNode:
    """A model, its player, and a cell to run meanwhile."""
    cells = [nbformat.v4.new_code_cell(code.strip()) for code in (SET_UP, SHOW, "40 + 2")]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def play(page: Page, seconds: float) -> dict[str, float]:
    """Press Play, count, run a cell in the middle."""
    page.page.evaluate(COUNT)
    page.page.get_by_role("button", name="Play").click()
    page.page.wait_for_timeout(1000 * seconds)
    shown = page.page.evaluate("window.shown")
    gaps = [later - earlier for earlier, later in itertools.pairwise(shown)]
    waits = [wait_for_a_cell(page) for _ in range(CELLS)]
    return {
        "pictures_a_second": round(1000 / statistics.mean(gaps), 1),
        "median_gap_ms": round(statistics.median(gaps), 1),
        "longest_gap_ms": round(max(gaps), 1),
        "cell_while_playing_ms": round(statistics.median(waits), 1),
        "longest_cell_ms": round(max(waits), 1),
    }


def wait_for_a_cell(page: Page) -> float:
    """Milliseconds from Ctrl+Enter in a cell to its new number, while the training plays.

    The page itself looks at the clock, once a frame: asking from outside comes too late by up to a
    quarter of a second.
    """
    cell = page.cell("40 + 2")
    cell.locator(".cm-content").click()
    expect(page.page.get_by_role("button", name="Pause")).to_be_visible()
    prompt = cell.locator(".jp-InputPrompt").element_handle()
    page.page.evaluate(WAIT, prompt)
    page.page.keyboard.press("Control+Enter")
    page.page.wait_for_function("window.answered > 0", timeout=30_000)
    return page.page.evaluate("window.answered - window.pressed")


def main() -> None:
    """Measure and print as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--sharpness", type=float, default=1.0)
    given = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    print(json.dumps(measure(given.seconds, given.sharpness)))


if __name__ == "__main__":
    main()
