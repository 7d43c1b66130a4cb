"""What checks show, in every state and in both of JupyterLab's themes, under axe's eyes."""

import numpy as np
import pytest

from course_lib.exercises import lesson_01 as check
from course_lib.exercises.progress_map import ProgressMap
from tests.browser import axe

THEMES = {
    "none": "",
    "dark": "--jp-content-font-color1: #ffffff; --jp-layout-color1: #111111; "
    "--jp-layout-color2: #424242; --jp-border-color1: #616161;",
}


def shown():
    """One of each: an answer in each state, a hint, a solution, a question, the map."""

    def stub(x, w, b): ...

    answers = {
        "not attempted": check.weighted_sum(stub),
        "error": check.weighted_sum(lambda x, w, b: x / 0 + nothing),  # noqa: F821
        "not yet": check.weighted_sum(lambda x, w, b: np.dot(w, x)),
        "not yet, large": check.sigmoid(lambda z: np.ones((40, 40)) / 3),
        "correct": check.weighted_sum(lambda x, w, b: np.dot(w, x) + b),
        "no answer": check.weighted_sum(),
        "hint": check.weighted_sum.hint(1),
        "solution": check.weighted_sum.solution(),
        "task": check.weighted_sum,
        "reply": check.double_weight(1),
        "map": ProgressMap(),
    }
    return {name: value._repr_mimebundle_()["text/html"] for name, value in answers.items()}


@pytest.fixture
def web(chromium):
    """An empty page."""
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_axe_finds_nothing_serious(web, theme):
    paper = "#111111" if theme else "#ffffff"
    body = "".join(f"<section>{html}</section>" for html in shown().values())
    web.set_content(
        f'<html lang="en"><title>Checks</title><body style="background: {paper}; {theme}">'
        f'<main class="all"><h1 style="color: gray">Checks</h1>{body}</main></body></html>'
    )
    web.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert axe.findings(web, ".all section") == []
    faint = "(d) => { d.style.background = '#888888'; d.style.color = '#777777'; }"
    web.evaluate(f"document.querySelectorAll('section div').forEach({faint})")
    assert axe.findings(web, ".all section") != [], "and axe would have found something"
