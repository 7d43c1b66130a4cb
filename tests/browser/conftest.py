"""A JupyterLab, a browser, and pages for lessons."""

import os
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
def jupyterlab(chromium, lab, tmp_path_factory):
    """The page on which a file's tests follow each other, each as if it were the first."""
    with new_page(chromium, lab, tmp_path_factory.mktemp("shots")) as page:
        yield page


@pytest.fixture
def page(jupyterlab, tmp_path, request):
    """A page; when its test is over, its kernels are ended and its progress is forgotten."""
    with jupyterlab.visit(shots_of(request, tmp_path)) as page:
        yield page


@pytest.fixture
def lesson(page, request):
    """The file's LESSON, opened and run from top to bottom, on a page of the test's own."""
    page.open(request.module.LESSON)
    page.run_all()
    return page


@pytest.fixture(scope="module")
def shared_lesson(jupyterlab, tmp_path_factory, request):
    """The file's LESSON, opened and run once; for tests that leave its cells as they are."""
    shots = shots_of(request, tmp_path_factory.mktemp("lesson"))
    with jupyterlab.visit(shots) as page:
        page.open(request.module.LESSON)
        page.run_all()
        for number in page.screenfuls():
            page.shot(f"run-{number:02}")
        yield page


def shots_of(request, folder):
    """Where pictures go: to ``folder``, or where COURSE_SCREENSHOTS says, to be looked at."""
    kept = os.environ.get("COURSE_SCREENSHOTS")
    return Path(kept) / request.node.name.removesuffix(".py") if kept else folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where a test fails with a page open, keep a picture of the page as it was then."""
    report = yield
    if report.when == "call" and report.failed:
        for page in item.funcargs.values():
            if isinstance(page, Page):
                report.sections.append(("picture", str(page.shot(f"failed-{item.name}"))))
    return report
