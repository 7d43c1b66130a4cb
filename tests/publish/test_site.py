"""The site to read: built once by its command, looked at as files, then in a browser."""

import doctest
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

pytest.importorskip("sphinx", reason="sphinx is not installed: requirements-test.txt")
pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import sync_playwright
from typer.testing import CliRunner

import publish.site.build
from publish.__main__ import app
from publish.address import PROJECT, Address, parse
from publish.site import links, mathml, outline, page_context
from publish.site.alive import cache, lesson_lines, stops
from publish.site.alive.declared import FIGURES
from publish.site.page_context import ways_to_open
from tests.browser.axe import findings
from tests.browser.lab import find_browser
from tests.publish.served import served
from tests.thorough import usually

REPOSITORY = "https://github.com/Ada/neural-course"
MADE_UP = parse(REPOSITORY)
LESSONS = outline.lessons(PROJECT / "notebooks")
LESSON = "notebooks/01_neuron.html"
SAMPLE = ("index.html", LESSON, "notebooks/glossary.html", "search.html?q=bias")


class Page(HTMLParser):
    """A page of the site: its ids, its links, its pictures, and its words."""

    def __init__(self, path):
        super().__init__()
        self.path, self.ids, self.links, self.pictures, self.text = path, set(), [], [], ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "img":
            self.pictures.append(given)

    def handle_data(self, data):
        self.text += data


# ------------------------------------------------------------------------------ as files


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the site, and the seconds of the processor that its command took."""
    folder = tmp_path_factory.mktemp("web") / "site"
    command = [sys.executable, "-m", "publish", "site", "--to", folder, "--repository", REPOSITORY]
    before = os.times()
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8")
    after = os.times()
    assert done.returncode == 0, done.stdout + done.stderr
    user, system = (
        getattr(after, name) - getattr(before, name)
        for name in ("children_user", "children_system")
    )
    return folder, user + system


@pytest.fixture(scope="module")
def folder(built):
    return built[0]


@pytest.fixture(scope="module")
def pages(folder):
    """Every page, by its path."""
    return {path.relative_to(folder).as_posix(): Page(path) for path in folder.rglob("*.html")}


def test_one_command_builds_it_in_under_two_minutes(built):
    folder, seconds = built
    assert (folder / "index.html").exists()
    assert seconds < 120


def test_every_lesson_has_its_page_with_all_its_pictures(pages):
    assert len(LESSONS) == len(list((PROJECT / "notebooks").glob("*.ipynb")))
    for lesson in LESSONS:
        cells = nbformat.read(PROJECT / lesson.notebook, as_version=4).cells
        outputs = [one for cell in cells for one in cell.get("outputs", [])]
        stored = [one for one in outputs if "image/png" in one.get("data", {})]
        assert len(pages[f"{lesson.path}.html"].pictures) == len(stored)


def test_every_picture_says_what_it_shows(pages):
    pictures = [(name, one) for name, page in pages.items() for one in page.pictures]
    assert pictures
    assert [(name, one["src"]) for name, one in pictures if len(one.get("alt") or "") < 20] == []


def test_no_link_is_dead(folder, pages):
    """Within the site each file and each anchor is there; an address outside is one by its form."""
    dead = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                good = re.fullmatch(
                    r"(https://[\w.-]+\.\w+(/.*)?|data:image/.*|mailto:.+@.+)", link
                )
            else:
                path = (
                    (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
                )
                good = path.is_relative_to(folder.resolve()) and path.is_file()
                if good and parts.fragment:
                    good = parts.fragment in pages[path.relative_to(folder).as_posix()].ids
            if not good:
                dead.append((name, link))
    assert dead == []


def test_the_sidebar_has_all_lessons_in_order_with_their_minutes(pages):
    text = " ".join(pages[LESSON].text.split())
    numbered = [one for one in LESSONS if one.number]
    listed = " ".join(f"{one.number} {one.title} {one.minutes}\xa0min" for one in numbered)
    assert " ".join(listed.split()) in text
    assert all(one.minutes for one in numbered)


def test_a_new_word_leads_to_the_glossary_and_the_glossary_back(pages):
    assert "glossary.html#term-bias" in pages[LESSON].links
    glossary = pages["notebooks/glossary.html"]
    assert "term-bias" in glossary.ids
    entries = [link for link in glossary.links if re.match(r"01_neuron\.html#cell-\w+", link)]
    assert len(entries) > 5


def test_every_lesson_can_be_opened_as_a_notebook(folder, pages):
    for lesson in LESSONS:
        found = pages[f"{lesson.path}.html"].links
        assert MADE_UP.binder(lesson.notebook) in found
        assert MADE_UP.colab(lesson.notebook) in found
        assert (MADE_UP.in_browser(lesson.notebook) in found) != lesson.needs_keras
        assert Path(lesson.notebook).name in found
        downloaded = (folder / lesson.notebook).read_bytes()
        assert downloaded == (PROJECT / lesson.notebook).read_bytes()
    assert {one.number for one in LESSONS if one.needs_keras} >= {"10"}


def test_an_exercise_shows_its_stub_and_says_where_it_is_solved(pages):
    page = (pages[LESSON].path).read_text(encoding="utf-8")
    cells = nbformat.read(PROJECT / "notebooks/01_neuron.ipynb", as_version=4).cells
    exercises = [cell for cell in cells if "exercise" in cell.metadata.get("tags", [])]
    assert page.count('class="to-solve"') == len(exercises)
    assert "Squeeze every number of z" in pages[LESSON].text
    assert "Not attempted" not in pages[LESSON].text


def test_a_question_is_a_list_to_read(pages):
    text = pages[LESSON].text
    assert "near 1: take the coat" in text
    assert "Your prediction, answered" in text
    assert not any("Run this cell to answer" in page.text for page in pages.values())


def test_formulas_are_mathml(pages):
    page = pages[LESSON].path.read_text(encoding="utf-8")
    assert page.count("<math ") >= 10
    assert "<mfrac>" in page


def test_each_live_figure_has_its_answers(folder, pages):
    """Its script, its style, and each of its pictures, in words too."""
    places = [
        place
        for page in pages.values()
        for place in re.findall(r'data-alive="([^"]+)"', page.path.read_text(encoding="utf-8"))
    ]
    assert len(set(places)) == len(FIGURES)
    assert len(places) == len(FIGURES) + 1  # the front page has one again
    for place in places:
        figure = json.loads((folder / "_live" / f"{place}.json").read_text(encoding="utf-8"))
        states = [state for layout in figure.get("layouts", []) for state in layout["states"]]
        needed = [figure["script"], figure["style"], *(state["picture"] for state in states)]
        assert all((folder / "_live" / name).is_file() for name in needed)
        assert all(state["readout"] for state in states)
        assert_sliders_say_something(figure)


def assert_sliders_say_something(figure):
    """What is read changes with each slider, and is the same on a phone as on a wide page."""
    layouts = [layout["states"] for layout in figure.get("layouts", [])]
    for states in layouts:
        assert [one["readout"] for one in states] == [one["readout"] for one in layouts[0]]
        for slider in figure["traits"]["sliders"]:
            moved = [one["readout"] for one in states if slider["name"] in one["moved"]]
            assert set(moved) - {states[0]["readout"]}, slider["name"]


# ---------------------------------------------------------------- while nobody has an address

NOBODY = Address("OWNER", "neural-network-course")


def test_without_an_address_the_command_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(publish.site.build, "build", lambda folder, address: None)
    said = CliRunner().invoke(app, ["site", "--to", str(tmp_path / "site")])
    assert said.exit_code == 0
    assert "[project.urls] in pyproject.toml does not name your repository yet" in said.output
    elsewhere = ["site", "--to", str(tmp_path / "site"), "--repository", "https://example.org/x"]
    refused = CliRunner().invoke(app, elsewhere)
    assert refused.exit_code == 1
    assert "https://github.com/OWNER/NAME" in refused.output


def test_without_an_address_no_button_and_no_link_leads_nowhere():
    assert [ways_to_open(lesson, NOBODY) for lesson in LESSONS] == [[]] * len(LESSONS)
    text = "see [`the code`](../course_lib/x.py), [lesson 01](../notebooks/01_neuron.ipynb)"
    pages = {"notebooks/01_neuron.ipynb"}
    here = links.rewritten(text, "docs/guide.md", pages, NOBODY)
    assert here == "see `the code`, [lesson 01](../notebooks/01_neuron.ipynb)"
    there = links.rewritten(text, "docs/guide.md", pages, MADE_UP)
    assert f"[`the code`]({REPOSITORY}/blob/main/course_lib/x.py)" in there


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="holds no site of an earlier time"):
        publish.site.build.build(tmp_path, MADE_UP)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


# ---------------------------------------------------------------------- a figure's own lines


def notebook_of(*cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


def test_a_figure_is_made_by_the_lines_that_it_depends_on():
    notebook = notebook_of(
        "import math",
        "other = 1 / 0",
        "numbers = [1]",
        "for number in numbers:\n    print(number)",
        "numbers.append(math.pi)",
        "len(numbers)",
    )
    cell = lesson_lines.find(notebook, "len(")
    lines = lesson_lines.sources(notebook, cell)
    assert "numbers.append(math.pi)" in lines
    assert "other = 1 / 0" not in lines
    assert lesson_lines.last_value(lines) == 2


def test_a_figure_that_no_lesson_has_is_refused():
    with pytest.raises(ValueError, match=r"No cell's last line begins with 'widgets\.gone\('"):
        lesson_lines.find(notebook_of("1 + 1"), "widgets.gone(")


def test_a_figure_is_asked_once_and_forgotten_after_a_month(monkeypatch, tmp_path):
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")
    (tmp_path / "site").mkdir()
    asked = []

    def record(folder):
        asked.append(folder)
        for name in ("a.js", "a.css"):
            (folder / name).write_text("made")
        return {"script": "a.js", "style": "a.css"}

    first = cache.kept(["code"], record, tmp_path / "site")
    (tmp_path / "site" / "a.js").unlink()
    assert cache.kept(["code"], record, tmp_path / "site") == first
    assert (tmp_path / "site" / "a.js").read_text() == "made"
    cache.forget_the_old()
    cache.kept(["code"], record, tmp_path / "site")
    assert len(asked) == 1
    (place,) = cache.CACHE.iterdir()
    os.utime(place, (0, 0))
    cache.forget_the_old()
    cache.kept(["code"], record, tmp_path / "site")
    assert len(asked) == 2


@pytest.mark.parametrize("module", [links, mathml, page_context, stops])
def test_examples_in_docstrings_hold(module):
    done = doctest.testmod(module)
    assert done.attempted
    assert done.failed == 0


# ---------------------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def root(folder):
    """Where the site is served, on this machine."""
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page(root):
    """One page of one browser for all that follows; ``page.asked`` has all that it asked for."""
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            pytest.skip("no Chrome, Chromium or Edge: set COURSE_BROWSER to the path of one")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(base_url=root, color_scheme="light")
        page.set_default_timeout(60_000)
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.wrong.append(said.text))
        yield page
        browser.close()


CHANGED = "([one, was]) => one.textContent !== was"
IS = "([one, is]) => one.textContent === is"


def wide(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def alive(page, name=""):
    """A page's first figure, or the first of this name, when it is there in place of its still."""
    place = page.locator(f'[data-alive^="{name}"]' if name else "[data-alive]").first
    place.scroll_into_view_if_needed()
    page.locator(f'.alive-now[data-alive="{place.get_attribute("data-alive")}"]').wait_for()
    return place


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(page, pages, colours):
    wide(page)
    page.emulate_media(color_scheme=colours)
    everything = [*SAMPLE, *sorted(set(pages) - set(SAMPLE) - {"search.html"})]
    for name in everything[: usually(len(SAMPLE), thorough=len(everything))]:
        page.goto(name)
        assert page.locator("html").get_attribute("data-colours") == colours
        if page.locator("[data-alive]").count():
            alive(page)
        assert findings(page, "html") == [], name


def test_on_a_phone_nothing_is_wider_than_the_page(page, pages):
    page.set_viewport_size({"width": 390, "height": 844})
    for name in sorted(pages) if usually(0, thorough=1) else [*SAMPLE, "docs/lessons.html"]:
        page.goto(name)
        if page.locator("[data-alive]").count():
            alive(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, name


def test_a_figure_is_laid_out_for_a_phone_and_for_a_wide_page(page):
    """Beside each other where there is room, below each other on a phone."""
    proportion = "canvas => canvas.width / canvas.height"
    wide(page)
    page.goto(LESSON)
    assert alive(page, "01_neuron").locator("canvas").evaluate(proportion) > 1.5
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    assert alive(page, "01_neuron").locator("canvas").evaluate(proportion) < 1


def test_on_a_phone_the_lessons_are_behind_a_button(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(LESSON)
    contents = page.get_by_role("navigation", name="Lessons and guides")
    assert not contents.is_visible()
    page.get_by_role("button", name="Lessons").click()
    assert contents.is_visible()
    contents.get_by_role("link", name="Connect neurons").click()
    page.wait_for_url("**/03_network.html")


def test_the_search_finds_a_word(page):
    wide(page)
    page.goto("index.html")
    page.get_by_role("searchbox", name="Search the course").fill("backpropagation")
    page.keyboard.press("Enter")
    results = page.locator("#search-results")
    results.get_by_role("link", name="Send the error back").first.wait_for()
    assert results.locator('a[href*="glossary.html#term-backpropagation"]').count()


def test_dark_and_light_follow_the_system_and_a_switch(page):
    wide(page)
    page.goto("index.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark page").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(LESSON)
    assert page.evaluate(ground) == dark  # chosen, and so it stays
    page.get_by_role("button", name="Light page").click()
    assert page.evaluate(ground) == light
    page.evaluate("localStorage.clear()")
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.evaluate(ground) == dark


def test_a_slider_moves_its_picture_by_the_arrow_keys(page):
    wide(page)
    page.goto(LESSON)
    figure = alive(page, "01_neuron")
    still = page.locator(".still-replaced").first
    assert not still.is_visible()
    pixels = "canvas => canvas.toDataURL()"
    canvas, readout = figure.locator("canvas"), figure.locator(".live-figure-readout")
    first, words = canvas.evaluate(pixels), readout.text_content()
    assert words == "z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes."
    figure.get_by_role("slider", name="weight w1").press("ArrowRight")
    page.wait_for_function(CHANGED, arg=[readout.element_handle(), words])
    assert readout.text_content() == "z = 1·2 + 1·3 + 4 = 9.0, a > 0.999: yes."
    assert canvas.evaluate(pixels) != first
    figure.get_by_role("slider", name="bias b").press("ArrowLeft")  # and w1 goes back
    both_back = "z = 0·2 + 1·3 + 2 = 5.0, a = 0.993: yes."
    page.wait_for_function(IS, arg=[readout.element_handle(), both_back])
    notice = page.locator("details", has_text="Notice.").first
    assert notice.get_attribute("open") is not None


def test_the_drawn_network_moves_and_steps(page):
    wide(page)
    page.goto("notebooks/03_network.html")
    figure = alive(page, "03_network")
    figure.get_by_role("slider", name="w1, the weight from x1 to h1").press("ArrowRight")
    figure.locator("svg").get_by_text("w1 = 1", exact=True).wait_for()
    figure.get_by_role("button", name="Step").click()
    assert "(1 of" in figure.locator(".network-readout").first.text_content()


def test_every_live_figure_comes_alive(page, pages):
    """In an ordinary run, one of each kind; with --thorough, all."""
    wide(page)
    kinds = {"04_layers", "05_loss", "08_sgd", "13_filters"}
    for name in sorted({one.notebook for one in FIGURES}):
        if name in kinds or usually(0, thorough=1):
            page.goto(f"notebooks/{name}.html")
            for place in page.locator("[data-alive]").all():
                alive(page, place.get_attribute("data-alive"))
                assert place.locator(".course-figure, .course-controls").first.is_visible()


def test_a_training_plays(page):
    wide(page)
    page.goto("notebooks/08_sgd.html")
    figure = alive(page, "08_sgd")
    readout = figure.locator(".live-figure-readout")
    words = readout.text_content()
    figure.get_by_role("button", name="Play").click()
    page.wait_for_function(CHANGED, arg=[readout.element_handle(), words])
    figure.get_by_role("button", name="Pause").click()


def test_nothing_was_asked_of_a_foreign_host_and_nothing_went_wrong(page, root):
    assert len(page.asked) > 20
    assert [url for url in page.asked if not url.startswith((root, "data:", "blob:"))] == []
    assert page.wrong == []
