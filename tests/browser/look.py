"""Take pictures of a lesson, a screenful at a time, to be looked at by whoever wrote it.

    python -m tests.browser.look 01 --out pictures
    python -m tests.browser.look de/01 --out pictures --stored --dark --width 700

A test can tell that there is alt text and that a slider moves. That a line runs through a label
it cannot tell, so look.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.lab import SIZE, Lab, find_browser, new_page

OVERLAP = 60  # pixels of a screenful that the next one shows again


def main() -> None:
    """Open the lesson, run it, and take its pictures."""
    parser = argparse.ArgumentParser(description="Pictures of a lesson, a screenful at a time.")
    parser.add_argument("name", help="as 01, 01_neuron or de/01")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--stored", action="store_true", help="as released: run nothing")
    parser.add_argument("--dark", action="store_true", help="in JupyterLab's dark theme")
    parser.add_argument("--width", type=int, default=SIZE["width"], help="of the window, in pixels")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lab = Lab(Path(folder))
        try:
            take(lab, options)
        finally:
            lab.stop()


def take(lab: Lab, options: argparse.Namespace) -> None:
    """Take the pictures that the command line asks for."""
    (notebook,) = (lab.folder / "notebooks").glob(f"{options.name.removesuffix('.ipynb')}*.ipynb")
    size = {**SIZE, "width": options.width}
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with new_page(browser, lab, options.out, viewport=size) as page:
            page.open(notebook.relative_to(lab.folder / "notebooks").as_posix())
            if options.dark:
                page.theme("JupyterLab Dark")
            if not options.stored:
                page.run_all()
            for number in page.screenfuls(OVERLAP):
                print(page.shot(f"{notebook.stem}-{number:02}"))
            for complaint in page.complaints:
                print("console:", complaint)


if __name__ == "__main__":
    main()
