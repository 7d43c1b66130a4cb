"""The playground in a real browser: pictures and batches a second, and how soon a drag is answered.

    python -m benchmarks.playground [--seconds 6]

Opens JupyterLab with one playground, 2-4-2-1 at batches of 10, and presses Play; then drags a
weight while it rests, and measures from each change to the picture that holds it; then plays with
300 neurons. Wanted: 30 pictures and 1,000 batches a second, 95 of 100 drags within 50 ms, and with
300 neurons no gap between two pictures longer than half a second. On an idle machine.
"""

import argparse
import itertools
import json
import os
import statistics
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from tests.browser.lab import Lab, Page, find_browser

NOTEBOOK = "benchmark_playground.ipynb"
DRAGS = 100
WATCH = """
() => {  // when which picture was drawn
    const canvas = document.querySelector(".playground canvas");
    window.drawn = [];
    new MutationObserver(() => window.drawn.push([performance.now(), Number(canvas.dataset.step)]))
        .observe(canvas, { attributes: true, attributeFilter: ["data-pictures"] });
}
"""
DRAG = """
async (times) => {  // from a change of the slider to the next picture
    const canvas = document.querySelector(".playground canvas");
    const slider = document.querySelector('.playground input[type="range"]');
    const waits = [];
    for (let i = 0; i < times; i++) {
        const begun = performance.now();
        const next = new Promise((resolve) => {
            const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
            watch.observe(canvas, { attributes: true, attributeFilter: ["data-pictures"] });
        });
        slider.value = String(((i % 40) - 20) / 10);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await next;
        waits.push(performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return waits;
}
"""


def measure(seconds: float) -> dict[str, float]:
    """All figures of one run."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        try:
            browser = playwright.chromium.launch(
                executable_path=find_browser(playwright), args=["--no-sandbox"]
            )
            context = browser.new_context(viewport={"width": 1280, "height": 1000})
            page = Page(context.new_page(), lab, Path(folder))
            open_with(page, lab, "widgets.playground()")
            figures = played(page, seconds)
            page.page.wait_for_timeout(500)
            waits = sorted(page.page.evaluate(DRAG, DRAGS))
            figures["drag_median_ms"] = round(statistics.median(waits), 1)
            figures["drag_95_of_100_ms"] = round(waits[int(0.95 * len(waits)) - 1], 1)
            open_with(page, lab, "widgets.playground(hidden=(60, 60, 60, 60, 60))")
            large = played(page, seconds)
            return figures | {f"{name}_300_neurons": value for name, value in large.items()}
        finally:
            lab.stop()


def open_with(page: Page, lab: Lab, line: str) -> None:
    """A notebook with this playground, run."""
    cells = [nbformat.v4.new_code_cell(f"from course_lib import widgets\n\n{line}")]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.folder / "notebooks" / NOTEBOOK)
    page.open(NOTEBOOK)
    page.run_all()
    page.page.wait_for_selector(".playground canvas[data-pictures]")


def played(page: Page, seconds: float) -> dict[str, float]:
    """Press Play, and count what was drawn and trained."""
    page.page.evaluate(WATCH)
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.page.wait_for_timeout(1000 * seconds)
    drawn = page.page.evaluate("window.drawn")
    page.page.get_by_role("button", name="Pause", exact=True).click()
    (begun, first), *_, (ended, last) = drawn
    gaps = [later[0] - earlier[0] for earlier, later in itertools.pairwise(drawn)]
    return {
        "pictures_a_second": round(1000 * len(gaps) / (ended - begun), 1),
        "batches_a_second": round(1000 * (last - first) / (ended - begun)),
        "longest_gap_ms": round(max(gaps), 1),
    }


def main() -> None:
    """Measure and print as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=6.0)
    given = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    print(json.dumps(measure(given.seconds), indent=1))


if __name__ == "__main__":
    main()
