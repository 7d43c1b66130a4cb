"""Widgets where there is no JupyterLab: read, moved and answered, on light pages and dark ones.

The pages stand for Colab, VS Code and a site: each says in its own way that it is dark, and
brings along what it has of JupyterLab's colours. The front ends themselves are not run here.
"""

import io
from functools import partial

import pytest
from PIL import Image, ImageStat

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import expect

from course_lib import widgets
from course_lib.checks import markup
from course_lib.exercises import progress_map
from course_lib.widgets import Choice
from tests.browser import axe
from tests.browser.conftest import shots_of
from tests.browser.lab import changes, comes_true, pixels
from tests.browser.plain_page import show

# What ipywidgets gives to a page that is no JupyterLab: its colours, for light pages.
LIGHT_COLOURS = """<style>:root {
  --jp-ui-font-color1: #212121; --jp-ui-font-color2: #616161; --jp-content-font-color1: #212121;
  --jp-layout-color0: white; --jp-layout-color1: white; --jp-layout-color2: #eee;
  --jp-border-color1: #bdbdbd; --jp-brand-color1: #1976d2;
}</style>"""
PAGE = """<!doctype html><html lang="en" {html}><head><title>{title}</title>{head}</head>
<body {body}><main><h1>{title}</h1><div id="checked">{checked}</div>
<div id="widgets" {panel}></div></main></body></html>"""
PAGES = {
    "a bare page": {},
    "Colab, light": {"head": LIGHT_COLOURS},
    "Colab, dark": {
        "html": 'theme="dark"',
        "head": LIGHT_COLOURS,
        "body": 'style="background: #383838; color: #d5d5d5"',
    },
    "a site, dark": {
        "html": 'data-theme="dark"',
        "head": LIGHT_COLOURS,
        "body": 'style="background: #121212; color: #eee"',
    },
    "VS Code, dark": {
        "html": 'style="color-scheme: dark"',
        "body": 'class="vscode-dark" data-vscode-theme-kind="vscode-dark" '
        'style="background: #1e1e1e; color: #ccc"',
        "panel": 'class="cell-output-ipywidget-background" style="background: white"',
    },
}
DARK_FIGURES = {"Colab, dark", "a site, dark"}
CHECKED = markup.box(
    markup.ORANGE, markup.paragraph(markup.prose("*Not yet*: add `b` at the end."))
)


@pytest.fixture
def opened(chromium, request):
    """Opens one of the pages, with a figure and a question on it, and gives the page."""
    contexts = []

    def open_(name):
        context = chromium.new_context(viewport={"width": 1000, "height": 900})
        contexts.append(context)
        parts = dict.fromkeys(("html", "head", "body", "panel"), "") | PAGES[name]
        question = Choice("Will the line turn or move?", ["turn", "move"], "You said {}.".format)
        figure = widgets.neuron(weights=[0, 1], bias=4, inputs=[2, 3])
        web = context.new_page()
        shown = [figure, question, progress_map()]
        show(web, PAGE.format(title=name, checked=CHECKED, **parts), shown)
        expect(web.locator(".live-figure-readout")).to_contain_text("z = ")
        wide = "canvas => canvas.clientWidth > 300"
        assert comes_true(web, partial(web.locator(".live-figure canvas").evaluate, wide))
        expect(web.locator(".progress-map-buttons button").first).to_be_visible()
        if shots := shots_of(request):
            shots.mkdir(parents=True, exist_ok=True)
            web.screenshot(path=shots / f"{name}.png", full_page=True)
        return web

    yield open_
    for context in contexts:
        context.close()


def lightness(place):
    """The mean of what is seen of a place, from black, 0, to white, 255."""
    return ImageStat.Stat(Image.open(io.BytesIO(place.screenshot())).convert("L")).mean[0]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_can_be_read(opened, name):
    web = opened(name)
    for place in ("#widgets", "#checked"):
        assert axe.findings(web, place) == []
    figure = web.locator(".live-figure canvas")
    assert lightness(figure) < 90 if name in DARK_FIGURES else lightness(figure) > 165
    if name in DARK_FIGURES:  # and axe would have found text that stayed dark on it
        web.evaluate(
            "document.querySelectorAll('.course-controls').forEach((e) => e.classList.remove("
            "'course-controls'))"
        )
        web.add_style_tag(content=".live-figure { color: var(--jp-ui-font-color1) }")
        assert any("contrast" in finding for finding in axe.findings(web, "#widgets"))


def test_a_figure_moves_and_a_question_is_answered_there(opened):
    web = opened("a bare page")
    canvas, readout = web.locator(".live-figure canvas"), web.locator(".live-figure-readout")
    before, words = pixels(canvas), readout.inner_text()
    web.get_by_role("slider", name="bias b").press("ArrowLeft")
    expect(readout).not_to_have_text(words)
    assert changes(canvas, before)
    web.get_by_role("radio", name="move").check()
    web.get_by_role("button", name="Choose").press("Enter")
    expect(web.locator(".choice-feedback")).to_have_text("You said move.")
