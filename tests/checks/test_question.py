"""Questions: what is said, what is kept, and the form that asks."""

import pytest

from course_lib import progress
from course_lib.checks import State, question

which_moves = question(
    name="which_moves",
    lesson=93,
    kind="ask",
    prompt="When `b` grows, the line will",
    options={"turn": "A weight turns it.", "move": "The bias is added to <every> sum alike."},
    answer="move",
)
guess = question(
    name="guess",
    lesson=93,
    kind="predict",
    prompt="Where will it be?",
    options={"here": "Too near.", "there": "Yes: the sum is 7."},
    answer="there",
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_a_question_knows_its_name():
    assert which_moves.name == "which_moves"
    assert guess.name == "guess"


def test_asking_answers_with_the_options_own_words(kept):
    assert str(which_moves("turn")) == "✎ Not yet: A weight turns it."
    assert str(which_moves(2)) == "✔ Correct: The bias is added to <every> sum alike."
    assert which_moves("move").state is State.CORRECT
    assert "&lt;every&gt;" in which_moves("move")._repr_html_()
    states = [(event.exercise, event.state, event.answer) for event in progress.events()]
    assert states[:2] == [("which_moves", "not yet", "turn"), ("which_moves", "correct", "move")]


def test_a_prediction_is_kept_without_a_verdict(kept):
    reply = guess("here")
    assert str(reply) == "Kept: here"
    assert reply.state is None
    assert progress.latest(93, "guess").state == "kept"
    assert progress.latest(93, "guess").answer == "here"
    assert str(guess.solution()) == "there. Yes: the sum is 7."


@pytest.mark.parametrize("choice", ["elsewhere", 0, 3, None, 1.0, True, ["turn"]])
def test_what_is_no_option_gets_a_sentence_and_is_not_kept(kept, choice):
    reply = which_moves(choice)
    assert "Choose one of “turn”, “move”" in str(reply)
    assert progress.events() == []


def test_the_form_asks_and_remembers(kept):
    form = which_moves._form()
    assert form.chosen is None
    assert form.choose("turn") == "✎ Not yet: A weight turns it."
    again = which_moves._form()
    assert (again.chosen, again.feedback) == ("turn", "✎ Not yet: A weight turns it.")
    data, _ = which_moves._repr_mimebundle_()
    assert {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"} <= set(data)
    assert len(progress.events()) == 1, "showing it again is no answer"


def test_an_option_that_is_gone_is_forgotten(kept):
    progress.record(93, "which_moves", "correct", "an option of last year")
    assert which_moves._form().chosen is None


def test_without_widgets_it_can_be_read(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "course_lib.widgets.choice", None)
    data = which_moves._repr_mimebundle_()
    assert data["text/plain"] == "When `b` grows, the line will\n  1. turn\n  2. move"
    assert "<ol><li>turn</li><li>move</li></ol>" in data["text/html"]


def test_the_same_text_on_every_run():
    one, other = which_moves._repr_mimebundle_()[0], which_moves._repr_mimebundle_()[0]
    assert one["text/html"] == other["text/html"]
    assert one["text/plain"] == other["text/plain"]


def test_a_careless_declaration_is_refused():
    with pytest.raises(ValueError, match="kind is one of"):
        question(name="q", lesson=1, kind="quiz", prompt="?", options={"a": "b"}, answer="a")
    with pytest.raises(ValueError, match="answer is one of the options"):
        question(name="q", lesson=1, kind="ask", prompt="?", options={"a": "b"}, answer="c")
