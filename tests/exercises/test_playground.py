"""The challenges: where they begin they are not met, their solutions meet them, rules are named."""

import pytest

from course_lib import progress
from course_lib.checks.state import State
from course_lib.exercises.playground import CHALLENGES
from course_lib.exercises.playground.challenge import NUMBER
from course_lib.widgets.playground import playground

each = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda one: one.name)


@each
def test_it_begins_unmet_and_is_seen_as_it_is_met_and_kept_once(challenge, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "p.sqlite"))
    play = playground(on_change=challenge.watch, **challenge.start)
    unmet = [f"{challenge.title}: {sentence}" for sentence, _ in challenge.rules]
    assert any(sentence in play.readout for sentence in unmet)
    assert progress.standing() == {}
    solution = challenge.solution_source()
    assert "reached." in play.open_link(solution)
    play.advance(0)
    kept = [event for event in progress.events() if event.lesson == NUMBER]
    assert [(event.state, event.answer) for event in kept] == [(str(State.CORRECT), solution)]
    assert len(challenge.tiers) == 2


def test_a_run_is_judged_by_its_text():
    challenge = next(one for one in CHALLENGES if one.name == "diverge")
    start = playground(**challenge.start)
    said = challenge(start.link())
    assert said.state is State.NOT_YET
    assert said.sentence == "its numbers are still finite."
    solved = challenge(challenge.solution_source())
    assert solved.state is State.CORRECT
    assert solved.sentence == challenge.reason


@pytest.mark.parametrize("text", ["", "nonsense", "playground-1-AAAA"])
def test_a_text_that_is_none_is_an_error_and_raises_nothing(text):
    assert CHALLENGES[0](text).state is State.ERROR


@each
def test_another_data_set_is_told_first(challenge):
    assert challenge(playground(data="gaussians").link()).sentence == challenge.rules[0][0]


def test_without_widgets_it_says_what_it_asks(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "course_lib.widgets.playground", None)
    shown = CHALLENGES[0]._repr_mimebundle_()
    assert shown["text/plain"] == repr(CHALLENGES[0])
    assert "two hidden neurons" in shown["text/html"]
