"""A JupyterLab, a browser, and pages for lessons."""

import os
import tempfile
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import sync_playwright

from tests.browser.lab import Lab, Page, find_browser, new_page


@pytest.fixture(scope="module")
def chromium():
    """One browser for a file's tests. Not for all: while Playwright's interface is open, its event
    loop counts as running, and whoever comes next and wants one of their own is refused."""
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            pytest.skip("no Chrome, Chromium or Edge: set COURSE_BROWSER to the path of one")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """One JupyterLab for all browser tests, as start.py opens it, on a copy of the notebooks."""
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.stop()


@pytest.fixture(scope="module")
def jupyterlab(chromium, lab):
    """The page on which a file's tests follow each other, each as if it were the first."""
    with new_page(chromium, lab) as page:
        yield page


@pytest.fixture
def page(jupyterlab, request):
    """A page; when its test is over, its kernels are ended and its progress is forgotten."""
    with jupyterlab.visit(shots_of(request)) as page:
        yield page


@pytest.fixture(scope="module")
def shared_page(jupyterlab, request):
    """A page that a file's tests share as they left it; those with a ``page`` stand before them."""
    with jupyterlab.visit(shots_of(request)) as page:
        yield page


@pytest.fixture(scope="module")
def lesson(shared_page, request):
    """The file's LESSON, opened and run once, for all its tests: to run it takes the longest.

    What a test answers stays answered, so no two tests of a file begin with the same exercise.
    """
    shared_page.open(request.module.LESSON)
    shared_page.run_all()
    for number in shared_page.screenfuls():
        shared_page.shot(f"run-{number:02}")
    return shared_page


def shots_of(request):
    """Where pictures go, to be looked at: where COURSE_SCREENSHOTS says, or else nowhere."""
    kept = os.environ.get("COURSE_SCREENSHOTS")
    return Path(kept) / request.node.name.removesuffix(".py") if kept else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where a test fails with a page open, keep a picture of the page as it was then."""
    report = yield
    if report.when == "call" and report.failed:
        for page in item.funcargs.values():
            if isinstance(page, Page):
                picture = Path(tempfile.mkdtemp(prefix="failed-"), f"{item.originalname}.png")
                page.page.screenshot(path=picture)
                report.sections.append(("picture", str(picture)))
    return report
