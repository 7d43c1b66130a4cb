"""How an answer looks: digits, tables, hints, the same on every run."""

import re

import numpy as np
import pytest

from course_lib.checks import exercise, markup
from course_lib.checks.show import is_rounded, number, show, show_pair


def wrong(x, w, b):
    return np.dot(w, x) - 2 * np.asarray(b) ** 2


def test_the_same_answer_shows_the_same(samples):
    first, second = samples.weighted_sum(wrong), samples.weighted_sum(wrong)
    assert first._repr_mimebundle_() == second._repr_mimebundle_()

    class Own:
        pass

    own = samples.weighted_sum(lambda x, w, b: [Own(), object()])
    assert "0x" not in own._repr_html_() + str(own)


def test_late_digits_are_shown_when_they_matter(samples):
    answer = samples.weighted_sum(lambda x, w, b: float(np.dot(w, x) + b) + 3e-5)
    assert re.search(r"expected +7\n +yours +7.00003\n", str(answer))


@pytest.mark.parametrize(
    ("expected", "got", "texts"),
    [
        (0.02147, 0.0214, ("0.02147", "0.0214")),
        (1.0, 1.0 + 1e-9, ("1", "1.000000001")),
        (np.array([1.0, 2.0]), np.array([1.0, 2.00001]), ("[1, 2]", "[1, 2.00001]")),
        (1.0, 1.0, ("1", "1")),
        ("a", "b", ("'a'", "'b'")),
    ],
)
def test_as_many_digits_as_it_takes(expected, got, texts):
    assert show_pair(expected, got) == texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 3, "0.3333"),
        (-0.0, "0"),
        (1e-12, "1e-12"),
        (123456.7, "1.235e+05"),
        (10**400, "a huge number"),
        (float("inf"), "inf"),
        (True, "True"),
        (None, "None"),
        (1 + 2j, "1+2j"),
        ((1.0,), "(1,)"),
        ([], "[]"),
        ({"a": 0.5}, "{'a': 0.5}"),
        ("x" * 200, "'" + "x" * 77 + "…'"),
        (np.arange(100), "[0, 1, 2, …, 97, 98, 99]"),
        (list(range(100)), "[0, 1, 2, …, 97, 98, 99]"),
        (np.eye(2), "[[1, 0],\n [0, 1]]"),
        (np.zeros((0, 3)), "[] with shape (0, 3)"),
        (np.zeros((1, 1, 2)), "[[[0, 0]]]"),
        (np.dot, "a _ArrayFunctionDispatcher object"),
    ],
)
def test_show(value, text):
    assert show(value).replace("an _Array", "a _Array") == text


def test_a_large_table_keeps_its_ends():
    lines = show(np.arange(2000.0).reshape(100, 20)).splitlines()
    assert len(lines) == 7
    assert lines[3].strip(" ,") == "…"
    assert lines[0] == "[[0, 1, 2, …, 17, 18, 19],"


def test_rounding_is_said(samples):
    assert not is_rounded(0.5)
    assert is_rounded(1 / 3)
    assert "rounded" not in str(samples.weighted_sum(lambda x, w, b: np.dot(w, x)))
    random = samples.weighted_sum(
        lambda x, w, b: np.dot(w, x) + b if len(x) == 2 else np.dot(w, x) ** 2
    )
    assert "Numbers are rounded here" in str(random)
    assert number(2.0) == "2"


def test_a_hidden_difference_is_pointed_at(samples):
    def layer(x, kernel, bias):
        out = np.asarray(x @ kernel + bias)
        if len(out) > 1:
            out[-1, 0] += 1.0
        return out

    big = exercise(lesson=91, minutes=1)(samples.layer.reference)

    @big.cases
    def _(rng):
        yield rng.normal(size=(30, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)

    assert re.search(r"at \[29, 0\] +\S+ expected, yours \S+", str(big(layer)))


def test_hints_are_folded_one_into_the_other(samples):
    html = samples.weighted_sum(wrong)._repr_html_()
    assert html.count("<details") == 2
    first, second = html.index("How many numbers come out?"), html.index("np.dot multiplies")
    assert first < second < html.index("</details>")


def test_state_is_a_word_and_a_symbol_not_a_colour(samples):
    for answer in (samples.weighted_sum(wrong), samples.weighted_sum(samples.layer)):
        assert answer.state.capitalize() in answer._repr_html_()
        assert answer.state.symbol in answer._repr_html_()
        assert str(answer).startswith(answer.state.symbol)


def test_tables_have_row_headings(samples):
    html = samples.weighted_sum(wrong)._repr_html_()
    headings = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', html)
    assert headings == ["x", "w", "b", "expected", "yours"]
    assert html.count("<td") == len(headings)


def test_html_is_well_formed(samples):
    from html.parser import HTMLParser

    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attrs):
            self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    shown = [samples.weighted_sum(wrong), samples.weighted_sum(), samples.weighted_sum]
    shown += [samples.weighted_sum.hint(), samples.weighted_sum.solution()]
    for something in shown:
        parser = Balance()
        parser.feed(something._repr_mimebundle_()["text/html"])
        assert parser.open == []


def test_the_edges_have_the_courses_colours():
    from course_lib.figures import palette

    assert (markup.BLUE, markup.ORANGE, markup.GREY) == (
        palette.BLUE,
        palette.ORANGE,
        palette.FAINT,
    )
    assert markup.RED in palette.OTHERS
