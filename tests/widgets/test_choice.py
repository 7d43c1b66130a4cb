"""A question on the page: what it keeps, what it says, how it reads without a kernel."""

import pytest

from course_lib.widgets import Choice

OPTIONS = ["turn", "move", "`blur`"]


@pytest.fixture
def question():
    return Choice("What will the `line` do?", OPTIONS, lambda option: f"You said {option}.")


def test_nothing_is_chosen_at_first(question):
    assert question.chosen is None
    assert question.feedback == ""


@pytest.mark.parametrize("option", OPTIONS)
def test_a_choice_is_kept_and_answered(question, option):
    sent = []
    question.send = sent.append
    question._handle_custom_msg({"type": "choose", "option": option}, [])
    assert question.chosen == option
    assert question.feedback == f"You said {option}."
    assert sent == [{"type": "answer"}]


def test_the_same_choice_twice_is_answered_twice(question):
    sent = []
    question.send = sent.append
    for _ in range(2):
        question._handle_custom_msg({"type": "choose", "option": "move"}, [])
    assert len(sent) == 2


def test_an_answer_of_none_says_nothing():
    question = Choice("?", ["a", "b"], lambda option: None)
    assert question.choose("b") == question.feedback == ""


def test_an_earlier_choice_is_restored():
    question = Choice("?", ["a", "b"], str, chosen="b", feedback="Kept: b.")
    assert (question.chosen, question.feedback) == ("b", "Kept: b.")
    bundle, _ = question._repr_mimebundle_()
    assert bundle["text/plain"] == "?\n  ( ) a\n  (x) b\nKept: b."
    assert "<p>You chose: b.</p><p>Kept: b.</p>" in bundle["text/html"]


def test_a_failing_answer_is_told_and_not_kept():
    def on_choose(option):
        raise OSError("disk full")

    question = Choice("?", ["a", "b"], on_choose)
    question.send = lambda content: None
    question._handle_custom_msg({"type": "choose", "option": "a"}, [])
    assert question.feedback == "Your choice was not kept. OSError: disk full"
    assert question.chosen is None


def test_what_is_not_offered_cannot_be_chosen(question):
    with pytest.raises(ValueError, match=r"Expected one of .* Received 'jump'"):
        question.choose("jump")
    with pytest.raises(ValueError, match="Received 'jump'"):
        Choice("?", ["a", "b"], str, chosen="jump")


@pytest.mark.parametrize("options", [[], ["one"], ["same", "same"]])
def test_there_must_be_something_to_choose_from(options):
    with pytest.raises(ValueError, match="two or more different options"):
        Choice("?", options, str)


def test_the_bundle_reads_without_a_kernel(question):
    bundle, _ = question._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"].splitlines()[1] == "  ( ) turn"
    html = bundle["text/html"]
    assert html.startswith("<p><strong>What will the <code>line</code> do?</strong></p>")
    assert "<li><code>blur</code></li>" in html
    assert "Run this cell to answer." in html
    assert "<input" not in html  # nothing that looks as if it could be clicked


def test_texts_cannot_become_markup():
    question = Choice("<b>?</b>", ["<script>alert(1)</script>", "`<i>`"], lambda option: option)
    question.choose("<script>alert(1)</script>")
    html = question._repr_mimebundle_()[0]["text/html"]
    assert "<b>" not in html
    assert "<script" not in html
    assert "<code>&lt;i&gt;</code>" in html


def test_the_fallback_is_the_same_each_time(question):
    def fallback(question):
        bundle, _ = question._repr_mimebundle_()
        return bundle["text/html"], bundle["text/plain"]

    assert fallback(question) == fallback(Choice(question.prompt, OPTIONS, str))
