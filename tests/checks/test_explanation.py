"""An explanation in one's own words: kept, answered by a model sentence, graded by nobody."""

import pytest

from course_lib import progress
from course_lib.checks import Explanation, explanation


@pytest.fixture
def asked():
    return explanation(
        name="why_move", lesson=93, prompt="Why does `b` <move> it?", model="b counts *alike*."
    )


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_what_is_written_is_kept_and_stands_beside_the_model(asked, kept):
    said = asked("  It is <added>.  ")
    assert str(said) == "In your words: It is <added>.\nOne way to say it: b counts *alike*."
    assert "It is &lt;added&gt;." in said._repr_html_()
    assert "b counts <em>alike</em>." in said._repr_html_()
    assert said.state is None
    assert asked.text() == "It is <added>."
    assert (93, "why_move") in progress.standing()


@pytest.mark.parametrize("nothing", ["", "  \n", None, 3])
def test_no_words_no_model(asked, kept, nothing):
    assert str(asked(nothing)) == "Write a sentence of your own first."
    assert asked.text() == ""


def test_the_model_is_hidden_until_something_is_written(asked, kept):
    form = asked._form()
    assert (form.text, form.said) == ("", "")
    form._handle_custom_msg({"type": "keep", "text": "Because."}, [])
    assert (form.text, form.said) == ("Because.", "b counts *alike*.")
    again = asked._form()
    assert (again.text, again.said) == ("Because.", "b counts *alike*.")


def test_strictness_asks_nobody_for_words(asked, kept, monkeypatch):
    monkeypatch.setenv("COURSE_STRICT", "1")
    asked("anything at all")
    asked("")


def test_without_a_kernel_the_model_is_folded(asked, kept):
    data, _ = asked._repr_mimebundle_()
    assert data["text/plain"] == asked.prompt
    assert data["text/html"].count("<details") == 1
    assert "&lt;move&gt;" in data["text/html"]
    assert isinstance(asked, Explanation)


def test_a_text_that_was_not_kept_says_so(asked, kept):
    form = asked._form()
    form.on_keep = lambda text: 1 / 0
    form._handle_custom_msg({"type": "keep", "text": "Because."}, [])
    assert form.said == "Your text was not kept. ZeroDivisionError: division by zero"
