"""The page of `course insights` in a browser: light and dark, on a screen and on a phone."""

import re

import pytest

from tests.browser.axe import findings
from tests.browser.look_at_insights import opened, page_of_class

LEARNERS = 60


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The page, as a file."""
    return page_of_class(tmp_path_factory.mktemp("insights"), LEARNERS)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_stands_in_anybodys_way(chromium, path, width, dark):
    with opened(chromium, path, width=width, dark=dark) as page:
        for folded in page.locator("summary").all():
            folded.click()
        assert findings(page, "html") == []


def test_a_phone_needs_no_scrolling_sideways(chromium, path):
    with opened(chromium, path, width=360) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.locator("svg.chart").first.bounding_box()["width"] <= 360
        sizes = page.evaluate(
            "[...document.querySelectorAll('svg.chart text')].map("
            "text => text.getBoundingClientRect().height)"
        )
        assert min(sizes) > 10, "too small to be read"


def test_the_dark_is_dark(chromium, path):
    def colours(dark):
        with opened(chromium, path, width=800, dark=dark) as page:
            look = "selector => getComputedStyle(document.querySelector(selector))"
            paper = page.evaluate(f"({look})('body').backgroundColor")
            return paper, page.evaluate(f"({look})('.bar').fill")

    light, dark = colours(False), colours(True)
    assert light[0] == "rgb(255, 255, 255)"
    assert sum(map(int, re.findall(r"\d+", dark[0])[:3])) < 150
    assert light[1] != dark[1]


def test_which_is_right_is_folded_away(chromium, path):
    with opened(chromium, path, width=800) as page:
        answer = page.get_by_text("This is right.").first
        assert not answer.is_visible()
        page.get_by_text("What each of them is").first.click()
        assert answer.is_visible()


def test_the_page_asks_for_nothing(chromium, path):
    with opened(chromium, path, width=800) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        assert asked == [path.as_uri()]
