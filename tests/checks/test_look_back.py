"""Looking back at a prediction: the learner's own choice is answered, graded and kept by nobody."""

import gc
import sys
import weakref

import pytest

from course_lib import progress
from course_lib.checks import question

FIRST = "First choose an answer to the prediction above: check.line"


@pytest.fixture
def line():
    """A prediction that nobody has made yet."""
    return question(
        name="line",
        lesson=93,
        kind="predict",
        prompt="When `b` falls, the line will …",
        options={
            "turn": "The <weights> turn it.",
            "move": "b counts *alike*.",
            "blur": "It can't.",
        },
        answer="move",
    )


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def bundle(line):
    """What a notebook is given to show, and to store."""
    return line.look_back()._repr_mimebundle_()[0]


def test_before_a_choice_it_asks_for_one_and_tells_nothing(line, kept):
    assert str(line.look_back()) == FIRST
    html = line.look_back()._live().html
    assert "<code>check.line</code>" in html
    assert not any(said in html for said in ("turn", "move", "blur", "weights", "alike"))


def test_another_choice_is_answered_and_then_the_right_one(line, kept):
    line("turn")
    assert str(line.look_back()) == (
        "You said: turn. The <weights> turn it.\nThe answer: move. b counts *alike*."
    )
    html = line.look_back()._live().html
    assert "When <code>b</code> falls, the line will …" in html
    assert "<strong>You said: turn.</strong> The &lt;weights&gt; turn it." in html
    assert "<strong>The answer: move.</strong> b counts <em>alike</em>." in html
    assert "blur" not in html


def test_the_right_choice_is_answered_once(line, kept):
    line("move")
    assert str(line.look_back()) == "You said: move. So it is. b counts *alike*."


def test_every_view_follows_the_choice_at_once_however_it_is_made(line, kept):
    one, other = line.look_back()._live(), line.look_back()._live()
    form = line._form()
    assert form.choose("turn") == "Kept: turn"
    assert one.html == other.html
    assert "You said: turn." in one.html
    assert form.choose("blur") == "Kept: blur"
    assert "You said: blur." in one.html
    assert "You said: blur." in other.html
    line(2)
    assert "You said: move. So it is." in one.html


def test_an_earlier_day_s_choice_is_answered(line, kept):
    progress.record(93, "line", "kept", "turn")
    assert "You said: turn." in line.look_back()._live().html
    progress.record(93, "line", "kept", "an option of last year")
    assert str(line.look_back()) == FIRST


def test_a_choice_that_cannot_be_kept_is_answered_all_the_same(line):
    assert progress.location() is None
    early = line.look_back()._live()
    line("turn")
    assert "You said: turn." in early.html
    assert "You said: turn." in line.look_back()._live().html
    assert line._form().chosen == "turn"


def test_what_is_no_option_changes_nothing(line, kept):
    view = line.look_back()._live()
    line("turn")
    line("jump")
    assert "You said: turn." in view.html


def test_looking_is_not_recorded(line, kept):
    line("turn")
    line.look_back()._repr_mimebundle_()
    assert [event.answer for event in progress.events()] == ["turn"]


def test_a_view_that_is_put_away_is_forgotten(line, kept):
    view = line.look_back()._live()
    seen = weakref.ref(view)
    view.close()
    line("turn")
    del view
    gc.collect()
    assert seen() is None
    line("move")


def test_what_is_stored_is_folded_and_answers_every_option(line, kept):
    html = bundle(line)["text/html"]
    folded = html[html.index("<details") : html.index("</details>")]
    assert "<details open" not in html
    assert "<summary" in folded
    for option, sentence in (("turn", "The &lt;weights&gt; turn it."), ("blur", "It can&#x27;t.")):
        assert f"<strong>If you said: {option}.</strong> {sentence}" in folded
    assert "<strong>The answer: move.</strong> b counts <em>alike</em>." in folded
    assert html.split("<details")[0].count("move") == 0


def test_the_stored_text_spoils_nothing_and_is_the_same_on_every_run(line, kept):
    one, other = bundle(line), bundle(line)
    assert one["text/plain"] == other["text/plain"] == FIRST
    assert one["text/html"] == other["text/html"]
    line("turn")
    assert bundle(line)["text/html"] == one["text/html"], "it says what it said before the choice"


def test_without_widgets_it_can_be_read(line, kept, monkeypatch):
    monkeypatch.setitem(sys.modules, "course_lib.widgets.live_text", None)
    data = line.look_back()._repr_mimebundle_()
    assert data["text/plain"] == FIRST
    assert "<details" in data["text/html"]
