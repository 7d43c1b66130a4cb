"""The question for class: a case on which mistakes give different values, worked out anew here."""

import pytest

from course_lib.checks import exercise
from course_lib.checks.judge import differs
from course_lib.exercises import lessons
from course_lib.grading.class_question import AND_SO, RIGHT, class_question
from tests.grading.classroom import exercises


@exercise(lesson=90, minutes=1)
def twice(x, w):
    """Twice."""
    return 2 * x * w


@twice.cases
def _(rng):
    yield 1, 1
    yield 2, 1
    yield 2, 3
    yield 21.5, 31.5


@twice.mistake("You squared it.")
def _(x, w):
    return x * x * w


@twice.mistake("You took it as it is.")
def _(x, w):
    return x * w


@twice.mistake("You squared it, by another way.", same_as="mistake 1")
def _(x, w):
    return x**2 * w


SQUARED, AS_IT_IS, SQUARED_TOO = (mistake.message for mistake in twice.mistakes)


def test_the_case_parts_the_two_and_the_right_value():
    """With 1, 1 two give 1; with 2, 1 and 2, 3 squaring is right: only the last parts all three."""
    question = class_question(twice, [SQUARED, AS_IT_IS])
    assert question.inputs == (("x", "21.5"), ("w", "31.5"))
    assert question.answers == (("1.456e+04", SQUARED), ("1354", RIGHT), ("677.2", AS_IT_IS))


def test_two_that_no_case_parts_give_way_to_the_next():
    question = class_question(twice, [SQUARED, SQUARED_TOO, AS_IT_IS])
    assert {said for _, said in question.answers} == {RIGHT, SQUARED, AS_IT_IS}


def test_one_mistake_alone_stands_beside_the_right_value():
    for made in ([SQUARED], [SQUARED, SQUARED_TOO]):
        question = class_question(twice, made)
        assert {said for _, said in question.answers} == {RIGHT, SQUARED}
        assert len({text for text, _ in question.answers}) == 2


def test_without_mistakes_nothing_is_asked():
    assert class_question(twice, []) is None
    assert class_question(twice, ["No mistake of this exercise says so."]) is None


def test_the_right_value_has_no_place_of_its_own(known):
    places = set()
    for task in exercises(known[1]):
        question = class_question(task, [mistake.message for mistake in task.mistakes])
        places.add([said.startswith(RIGHT) for _, said in question.answers].index(True))
    assert len(places) > 1


def test_a_mistake_that_is_right_in_this_case_is_told_so(known):
    side = known[1].tasks["side"]
    changed = "Yes and no have changed places: a sum above zero is a yes."
    no_bias = "These are the answers without the bias: z is w @ x + b."
    question = class_question(side, [changed, no_bias])
    assert question.answers == (("'no'", changed), ("'yes'", f"{RIGHT} {AND_SO} {no_bias}"))


CODED = [
    pytest.param(task, id=f"{lesson.number:02}-{name}")
    for lesson in lessons()
    for name, task in lesson.exercises.items()
]


@pytest.mark.parametrize("task", CODED)
def test_every_exercise_has_a_question(task):
    """And the case that it shows is one of its own, on which these two mistakes differ."""
    messages = list(dict.fromkeys(mistake.message for mistake in task.mistakes))
    question = class_question(task, messages)
    told = " ".join(said for _, said in question.answers)
    shown = [mistake for mistake in task.mistakes if mistake.message in told]
    assert RIGHT in told
    assert len(shown) >= 2
    assert len({text for text, _ in question.answers}) == len(question.answers) >= 2
    draw = task.draw()
    apart = [
        differs(task, a, b)
        for a, b in zip(draw.of_mistake(shown[0]), draw.of_mistake(shown[1]), strict=True)
    ]
    assert any(apart)
