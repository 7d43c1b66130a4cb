"""JupyterLab under a hand: what the browser tests, and whoever looks at a lesson, do to a page.

``Lab`` is a JupyterLab as start.py opens it, on a scratch copy of the notebooks. ``Page`` is one
of its pages with a lesson open. Everything goes through what a learner has: menus, keys, text.
"""

import contextlib
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page as PlaywrightPage

PROJECT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
START_UP = 120  # seconds for JupyterLab, or a kernel, to come up on a busy machine
SIZE = {"width": 1280, "height": 900}
CELL = 120  # seconds for the slowest cell, on a busy machine
RUN = 400  # seconds for all cells of the slowest lesson, there
ANSWER = 60  # seconds for anything else
CLOSING = 20  # seconds to close all tabs

expect.set_options(timeout=1000 * ANSWER)

# start.py at work on a copy of the course, with one thing taken from it: setting up. The packages
# are those of the environment that runs the tests. What it opens, and how, stays its own affair.
START = """
import sys
from pathlib import Path

folder, *arguments = sys.argv[1:]
sys.path.insert(0, folder)
import start
from starting import programs, tensorflow

assert callable(tensorflow.set_up_lessons) and callable(programs.venv_python)
tensorflow.set_up_lessons = lambda: None
programs.venv_python = lambda: Path(sys.executable)
sys.exit(start.main(arguments))
"""
COPIED = ("start.py", "starting", "binder", "requirements.txt")


def find_browser(playwright) -> str | None:
    """The path of a Chrome, Chromium or Edge; None where there is none."""
    candidates = [os.environ.get("COURSE_BROWSER"), *map(shutil.which, NAMES)]
    candidates.append(playwright.chromium.executable_path)
    return next((path for path in candidates if path and Path(path).exists()), None)


_COUNT = itertools.count(1)


class Lab:
    """A JupyterLab as start.py opens it, in ``folder``, with progress and settings of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.progress = folder / "home" / "progress.sqlite"
        self.url = f"http://127.0.0.1:{_free_port()}"
        self.log = folder / "lab.log"
        self._token = "course"
        self._copy(*COPIED)
        self.renew_notebooks()
        self._start()

    def renew_notebooks(self) -> None:
        """Put the notebooks back as they are released."""
        shutil.rmtree(self.folder / "notebooks", ignore_errors=True)
        self._copy("notebooks")

    def forget(self) -> None:
        """End all kernels and forget all progress: the next test begins afresh."""
        for session in self.request("GET", "/api/sessions"):
            self.request("DELETE", f"/api/sessions/{session['id']}")
        for file in self.progress.parent.glob("progress.sqlite*"):
            file.unlink()
        self.renew_notebooks()

    def has_kernel(self, notebook: str) -> bool:
        """Whether a page of this notebook is connected to a kernel that has nothing to do.

        Run All before that asks in a dialog which kernel to start, or does nothing.
        """
        sessions = self.request("GET", "/api/sessions")
        kernels = [one["kernel"] for one in sessions if one["name"] == notebook]
        return any(one["connections"] and one["execution_state"] == "idle" for one in kernels)

    def request(self, method: str, path: str):
        """Ask the server's own interface, as JSON."""
        request = urllib.request.Request(
            self.url + path, method=method, headers={"Authorization": f"token {self._token}"}
        )
        with urllib.request.urlopen(request, timeout=START_UP) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def address(self, notebook: str, workspace: str) -> str:
        """Where a notebook opens, in a workspace of its own: no tabs of an earlier page."""
        path = f"/lab/workspaces/{workspace}/tree/notebooks/{notebook}"
        return f"{self.url}{path}?token={self._token}"

    def stop(self) -> None:
        """End the server and its kernels, on every system alike."""
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            self.request("POST", "/api/shutdown")
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _copy(self, *names: str) -> None:
        ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        for name in names:
            if (PROJECT / name).is_dir():
                shutil.copytree(PROJECT / name, self.folder / name, ignore=ignore)
            else:
                shutil.copy(PROJECT / name, self.folder / name)

    def _start(self) -> None:
        home = self.folder / "home"
        home.mkdir()
        options = ["--no-browser", f"--port={self.url.rpartition(':')[2]}"]
        options += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={self._token}"]
        if not _has_overrides():
            settings = home / "app_settings"
            settings.mkdir()
            shutil.copy(PROJECT / "binder" / "overrides.json", settings)
            options.append(f"--LabApp.app_settings_dir={settings}")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "MPL"))}
        environment |= {
            "COURSE_PROGRESS": str(self.progress),
            "PYTHONPATH": str(PROJECT),
            "IPYTHONDIR": str(home / "ipython"),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        }
        self._log = self.log.open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, str(self.folder), *options],
            env=environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_until_up()
        except BaseException:
            self.stop()
            raise

    def _wait_until_up(self) -> None:
        end = time.monotonic() + START_UP
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(OSError):
                self.request("GET", "/api/status")
                return
            time.sleep(0.1)
        said = self.log.read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"JupyterLab did not start. It said:\n{said}")


class Page:
    """A lesson open in JupyterLab. ``page`` is Playwright's, for what has no name here.

    ``shots`` is the folder for pictures; without one, none are taken, which saves a fifth of a
    second each.
    """

    def __init__(self, page: PlaywrightPage, lab: Lab, shots: Path | None = None):
        self.page = page
        self.lab = lab
        self.complaints: list[str] = []  # what the browser's console called an error
        self._shots = shots
        self._empty = False  # JupyterLab is loaded, and nothing is open in it
        page.on("console", lambda said: self._listen(said.type, said.text, said.location["url"]))
        page.on("pageerror", lambda error: self._listen("error", str(error)))

    @contextlib.contextmanager
    def visit(self, shots: Path | None) -> Iterator["Page"]:
        """Lend the page out; afterwards nothing is open, no kernel runs, and nobody has a past.

        JupyterLab stays loaded: to load it takes longer than most of what is done in it.
        """
        self._shots = shots
        self.complaints.clear()
        try:
            yield self
        finally:
            self._close_tabs()
            self.lab.forget()

    def open(self, notebook: str) -> None:
        """Open a notebook and wait until its kernel is there: earlier, Run All is lost.

        By the menu where JupyterLab is there with nothing open, as ``visit`` leaves it; else it is
        loaded, each time in a workspace of its own: another one's tabs would come back beside it.
        """
        if self._empty:
            self.menu("File", "Open from Path…")
            self.page.locator(".jp-Dialog input").fill(f"notebooks/{notebook}")
            self.page.keyboard.press("Enter")
            expect(self.page.locator(".jp-Notebook")).to_have_count(1)
        else:
            self.page.goto(self.lab.address(notebook, f"course-{next(_COUNT)}"))
        self._empty = False
        self.wait_idle()

    def _close_tabs(self) -> None:
        """Close all tabs and keep nothing; where that fails, JupyterLab will be loaded again."""
        tabs = self.page.locator(".jp-NotebookPanel")
        discard = self.page.locator(".jp-Dialog .jp-mod-warn")
        self._empty = False
        with contextlib.suppress(PlaywrightError):
            if "/lab/" not in self.page.url or self.page.locator(".jp-Dialog").count():
                return
            self.menu("File", "Close All Tabs")
            end = time.monotonic() + CLOSING
            while tabs.count() and time.monotonic() < end:
                if discard.count():
                    discard.first.click()
                self.page.wait_for_timeout(50)
            self._empty = not tabs.count()

    def wait_idle(self) -> None:
        """Wait until the status bar says that the kernel has nothing to do."""
        status = self.page.locator("#jp-main-statusbar")
        expect(status).to_contain_text(re.compile(r"\| Idle"), timeout=1000 * START_UP)

    def run_all(self, seconds: int = RUN) -> None:
        """Run every cell by the menu, and wait until each has its number."""
        self.menu("Edit", "Clear Outputs of All Cells")
        self.menu("Run", "Run All Cells")
        self.wait_run(seconds)

    def restart(self) -> None:
        """Restart the kernel by the menu: its memory is gone, the page stays."""
        self.menu("Kernel", "Restart Kernel…")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self.page.wait_for_timeout(500)  # the status bar says Idle until the old one is gone
        self.wait_idle()

    def wait_run(self, seconds: int = CELL) -> None:
        """Wait until no code cell waits for its turn."""
        self.page.wait_for_function(
            """() => {
                // A folded cell, as the first one is, has an empty prompt in place of its own.
                const shown = ".jp-CodeCell .jp-InputPrompt:not(.jp-Placeholder-prompt)";
                const prompts = document.querySelectorAll(shown);
                return prompts.length && [...prompts].every((p) => /\\d/.test(p.textContent));
            }""",
            timeout=1000 * seconds,
        )
        self.wait_idle()

    def menu(self, name: str, *entries: str) -> None:
        """Choose an entry of the menu bar, through submenus where there are several."""
        self.page.locator(".lm-MenuBar").get_by_text(name, exact=True).click()
        for entry in entries:
            label = self.page.locator(".lm-Menu .lm-Menu-itemLabel")
            label.get_by_text(entry, exact=True).click()

    def cell(self, text: str | re.Pattern) -> Locator:
        """The code cell in whose code this text stands."""
        code = self.page.locator(".jp-Cell-inputArea").filter(has_text=text)
        return self.page.locator(".jp-CodeCell").filter(has=code)

    def output(self, text: str | re.Pattern) -> Locator:
        """What stands under the code cell with this text."""
        return self.cell(text).locator(".jp-OutputArea")

    def question(self, name: str) -> Locator:
        """What stands under the cell that asks a question, and not under one that looks back."""
        return self.output(re.compile(rf"check\.{name}\s*$"))

    def look_back(self, name: str) -> Locator:
        """What stands under the cell that looks back at a prediction."""
        return self.output(f"check.{name}.look_back()")

    def write(self, text: str, code: str) -> None:
        """Put other code, with the same text in it, into the cell with this text, and run it."""
        assert text in code, "the cell could not be found again"
        self.cell(text).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)  # as pasting does: typed, each line would be indented
        self._run_active(text)

    def run(self, text: str) -> None:
        """Run the cell with this text once more."""
        self.cell(text).locator(".cm-content").click()
        self._run_active(text)

    def _run_active(self, text: str) -> None:
        prompt = self.cell(text).locator(".jp-InputPrompt")
        count = prompt.inner_text()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(count, timeout=1000 * CELL)
        self.wait_run()

    def theme(self, name: str) -> None:
        """Change JupyterLab's theme by the menu, as "JupyterLab Dark"."""
        self.menu("Settings", "Theme", name)
        light = "false" if "Dark" in name else "true"
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-light", light)

    def shot(self, name: str) -> Path | None:
        """Take a picture of what can be seen now, where pictures are wanted; gives its path."""
        if self._shots is None:
            return None
        path = self._shots / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)
        return path

    def screenfuls(self, overlap: int = 0) -> Iterator[int]:
        """Scroll the notebook from its top to its end, and stop at every screenful.

        What comes into view is drawn only now: longer for a picture than for a complaint.
        """
        rest = 100 if self._shots is None else 400
        panel = self.page.locator(".jp-Notebook .jp-WindowedPanel-outer")
        step = panel.evaluate("panel => panel.clientHeight") - overlap
        top, number = 0, 0
        while panel.evaluate("(panel, top) => { panel.scrollTop = top; }", top) is None:
            self.page.wait_for_timeout(rest)
            yield number
            top, number = top + step, number + 1
            if panel.evaluate("p => p.scrollTop + p.clientHeight >= p.scrollHeight - 2"):
                return

    def _listen(self, kind: str, text: str, where: str = "") -> None:
        if kind == "error":
            self.complaints.append(f"{text} {where}".rstrip())


@contextlib.contextmanager
def new_page(browser: Browser, lab: Lab, shots: Path | None = None, **options) -> Iterator[Page]:
    """A page without a past: no cookies, and afterwards no kernel and no progress of its own."""
    context = browser.new_context(**{"viewport": SIZE, **options})
    context.set_default_timeout(1000 * ANSWER)
    try:
        yield Page(context.new_page(), lab, shots)
    finally:
        context.close()
        lab.forget()


def pixels(canvas: Locator) -> str:
    """A fingerprint of what a canvas shows: another picture, another fingerprint."""
    return canvas.evaluate(
        """async (canvas) => {
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            const hash = await crypto.subtle.digest("SHA-1", data);
            return [...new Uint8Array(hash)].join();
        }"""
    )


def changes(canvas: Locator, before: str) -> bool:
    """Whether a canvas comes to show something else: its picture may arrive after the words."""
    return comes_true(canvas.page, lambda: pixels(canvas) != before)


def becomes(canvas: Locator, picture: str) -> bool:
    """Whether a canvas comes to show this picture."""
    return comes_true(canvas.page, lambda: pixels(canvas) == picture)


def comes_true(page: PlaywrightPage, condition: Callable[[], bool]) -> bool:
    """Whether a condition comes true, which is asked for again and again, as ``expect`` does."""
    end = time.monotonic() + ANSWER
    while not condition():
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(50)
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _has_overrides() -> bool:
    """Whether this environment is start.py's, which keeps JupyterLab from asking about news."""
    return (Path(sys.prefix) / "share/jupyter/lab/settings/overrides.json").exists()
