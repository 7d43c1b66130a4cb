"""The forms of all lessons, tested by themselves: right is right, and every message can be met."""

import itertools

import pytest

from course_lib.checks import State
from course_lib.checks.blanks import Blanks, Number
from course_lib.checks.parsons import Order, Parsons
from course_lib.exercises import lessons

FORMS = [
    pytest.param(form, id=f"{lesson.number:02}-{name}")
    for lesson in lessons()
    for name, form in lesson.forms.items()
]
NUMBERS = [
    pytest.param(form, name, id=f"{form.lesson:02}-{form.name}-{name}")
    for form in (param.values[0] for param in FORMS)
    if isinstance(form, Blanks)
    for name in form.blanks
]
ORDERS = [param for param in FORMS if isinstance(param.values[0], Parsons)]


def test_there_are_forms_of_both_kinds():
    assert len(FORMS) >= 3
    assert ORDERS
    assert NUMBERS


@pytest.mark.parametrize("form", FORMS)
def test_the_right_answer_passes_and_is_understood_as_kept(form):
    assert form.judge(form.right_answer).state is State.CORRECT
    assert form.read(form.write(form.right_answer)) == form.right_answer
    given = form.right_answer
    if isinstance(form, Blanks):
        given = {name: blank.given(given[name]) for name, blank in form.blanks.items()}
    elif isinstance(form, Parsons):
        given = Order(line.strip() for line in given)
    assert not any(is_it(given) for _, is_it in form.mistakes)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_hints_and_a_reason(form):
    assert len(form.tiers) >= 2
    assert form.reason
    assert form.minutes
    assert form.difficulty in (1, 2, 3)


@pytest.mark.parametrize(("form", "name"), NUMBERS)
def test_every_wrong_entry_gets_its_own_message(form, name):
    blank = form.blanks[name]
    for wrong, message in blank.mistakes.items():
        typed = repr(wrong) if isinstance(blank, Number) else wrong
        judged = form.judge(form.right_answer | {name: typed})
        assert judged.state is State.NOT_YET
        assert judged.remarks == {name: message}


@pytest.mark.parametrize("form", ORDERS)
def test_every_named_mistake_can_be_made(form):
    met = {
        judged.sentences[0]
        for order in itertools.permutations(form.program)
        if (judged := form.judge(list(order))).state is State.NOT_YET
    }
    assert {message for message, _ in form.mistakes} <= met
    for line, message in form.left_out.items():
        assert form.judge([*form.program, line]).remarks == {line: message}
