"""A function that predicts is judged by its share right; each wrong kind of answer is told so."""

import numpy as np
import pytest

from course_lib.checks import State, held_out_exercise
from course_lib.checks.held_out_bank import inspect_held_out
from course_lib.data import augmented, digits
from course_lib.exercises import lessons
from course_lib.grading import wire
from tests.checks.held_out_digits import read_digits
from tests.thorough import usually

KNOWN = read_digits.reference


def probabilities(pictures):
    return np.eye(10)[KNOWN(pictures)] * 0.9 + 0.01


def centred(pictures):
    """Takes the batch's own mean away: a label hangs on its company."""
    spread = np.arange(len(pictures)) % 3 - 1
    return (KNOWN(pictures) + spread * (len(pictures) > 1)) % 10


def spoiling(pictures):
    labels = KNOWN(pictures)
    pictures *= 0
    return labels


def one_alone_fails(pictures):
    return KNOWN(pictures.squeeze()) if len(pictures) > 1 else KNOWN(pictures.squeeze().mean(2))


WRONG = {
    "nothing": (lambda x: None, State.NOT_ATTEMPTED, "in place of the"),
    "returned nothing": (lambda x: KNOWN(x).sort(), State.NOT_YET, "returns nothing"),
    "printed": (lambda x: print(KNOWN(x)), State.NOT_YET, "printed is not returned"),
    "probabilities": (probabilities, State.NOT_YET, "`.argmax(axis=1)`"),
    "column": (lambda x: KNOWN(x)[:, None], State.NOT_YET, "`labels[:, 0]`"),
    "one for all": (lambda x: 3, State.NOT_YET, "one label for 200"),
    "too few": (lambda x: KNOWN(x)[1:], State.NOT_YET, "(199,)"),
    "words": (lambda x: [str(y) for y in KNOWN(x)], State.NOT_YET, "whole numbers from 0 to 9"),
    "halves": (lambda x: KNOWN(x) + 0.5, State.NOT_YET, "no whole numbers"),
    "nan": (lambda x: KNOWN(x) * np.nan, State.NOT_YET, "nan"),
    "a generator": (lambda x: (y for y in KNOWN(x)), State.NOT_YET, "returns a generator"),
    "raises": (lambda x: x @ np.ones((3, 2)), State.ERROR, "stopped with `ValueError"),
    "always 3": (lambda x: np.full(len(x), 3), State.NOT_YET, "the same label, 3"),
    "from one": (lambda x: KNOWN(x) + 1, State.NOT_YET, "one too high"),
    "guesses": (lambda x: np.arange(len(x)) * 7 % 10, State.NOT_YET, "better than guessing"),
    "declared": (
        lambda x: np.array([0, 1, 5, 3, 4, 2, 9, 7, 8, 6])[KNOWN(x)],
        State.NOT_YET,
        "upside down",
    ),
    "by its company": (centred, State.NOT_YET, "get another label"),
    "changes them": (spoiling, State.NOT_YET, "changes the inputs"),
    "one alone": (one_alone_fails, State.NOT_YET, "Called with one alone, it stops"),
    "huge": (lambda x: KNOWN(x) * 1e300, State.NOT_YET, "of 500 are right"),
    "leaves": (lambda x: exit(), State.ERROR, "SystemExit"),
}


def _answer(function):
    """The same under a name of its own: a lambda's text here is a whole table."""

    def answer(pictures):
        return function(pictures)

    return answer


@pytest.mark.parametrize("how", WRONG)
def test_a_wrong_answer_is_told_what_it_does(how):
    function, state, said = WRONG[how]
    answer = read_digits(function if how == "nothing" else _answer(function))
    assert answer.state is state, answer
    assert said in " ".join(answer.sentences)
    assert answer._repr_html_().startswith("<div")
    assert not answer


def test_probabilities_are_told_what_they_would_reach():
    assert "With it, 9" in str(read_digits(_answer(probabilities)))


def test_a_flaw_costs_the_last_step_and_no_other():
    assert read_digits.judge(spoiling).points == 2
    assert read_digits.judge(one_alone_fails).points == 2
    assert read_digits.judge(KNOWN).points == read_digits.points == 4


def test_a_step_gives_its_points():
    """Of every four labels one is wrong: about 3 of 4 of what the reference reads."""
    verdict = read_digits.judge(lambda x: (KNOWN(x) + (x[:, 3, 3] * 1000 % 4 < 1)) % 10)
    assert 0.6 < verdict.share < 0.85
    assert verdict.points == 2
    rows = dict(verdict.rows)
    assert rows["60 %"] == "reached: 2 of 4 points"
    assert "more" in rows["85 %"]
    assert "taken for" in rows["confused most"]
    assert rows["nearest picture"].endswith("right")


@pytest.mark.parametrize("form", [list, tuple, lambda y: y.astype(float), lambda y: y.astype("u1")])
def test_labels_come_in_any_form_of_whole_numbers(form):
    assert read_digits(_answer(lambda x: form(KNOWN(x)))).state is State.CORRECT


def test_what_was_not_handed_over_as_a_function_is_refused():
    for given in ((), (3,), ("read_digits",), (read_digits,), (..., ...)):
        assert read_digits(*given).state is State.ERROR


def test_a_correct_answer_says_why_it_matters():
    assert "nobody showed it" in str(read_digits(KNOWN))


def test_the_exercise_shows_itself():
    assert "check.read_digits(read_digits)" in repr(read_digits)
    assert "def read_digits(pictures)" in read_digits.solution_source()


def test_the_sample_is_sound_and_looking_up_does_not_pay():
    """The nearest of the pictures that were handed out falls short, on every seed."""
    assert inspect_held_out(read_digits, range(5)) == []


HELD_OUT = [
    pytest.param(task, id=f"{lesson.number:02}-{name}")
    for lesson in lessons()
    for name, task in lesson.held_out.items()
]


@pytest.mark.parametrize("task", HELD_OUT)
def test_each_lessons_steps_hang_on_no_luck(task):
    """On every seed its reference reaches all steps, and no baseline the last."""
    assert inspect_held_out(task, range(usually(3, thorough=50))) == []


def test_the_bank_finds_what_is_unsound():
    @held_out_exercise(lesson=93, minutes=1, classes=2, steps={0.5: 1})
    def lucky(x):
        """Guess."""
        return np.ones(len(x), int)

    @lucky.held_out
    def _(rng):
        return rng.normal(size=9), np.arange(9) % 2

    lucky.baseline("ones")(lambda x: np.ones(len(x), int))
    problems = " ".join(inspect_held_out(lucky, [0]))
    for found in ("hints", "good for", "The reference itself", "To answer 0 always gives points"):
        assert found in problems


def test_looking_pictures_up_in_the_bundle_fails():
    """The rows that were disturbed are in everybody's hands; none of them comes again as it was."""
    every = digits()
    labels = {x.tobytes(): int(y) for x, y in zip(every.x, every.y, strict=True)}
    verdict = read_digits.judge(lambda x: [labels.get(one.tobytes(), 0) for one in x])
    assert verdict.points == 0
    assert verdict.share < 0.15


def test_every_seed_draws_others_and_the_same_again():
    some, other = read_digits.draw(5), read_digits.draw(6)
    assert np.array_equal(some.inputs, read_digits.draw(5).inputs)
    assert not np.array_equal(some.inputs, other.inputs)
    assert [len(rows) for rows in some.places] == [200, 200, 100, 200, 1, 1]


def test_each_call_crosses_the_wire():
    for args in read_digits.draw(2**64 - 1).args:
        assert len(wire.pack(args)) < wire.MAX_LINE_BYTES / 10


@pytest.mark.parametrize("steps", [{}, {0.9: 1, 0.5: 2}, {0.5: 2, 0.9: 1}, {90: 1}, {0: 1}])
def test_steps_that_make_no_sense_are_refused(steps):
    with pytest.raises(ValueError, match="steps maps shares right"):
        held_out_exercise(lesson=1, minutes=1, classes=2, steps=steps)


def test_augmented_pictures_keep_their_range_type_and_source():
    x = digits().x[:50]
    before = x.copy()
    made = augmented(x, np.random.default_rng(1))
    assert made.shape == x.shape
    assert made.dtype == x.dtype
    assert 0 <= made.min() <= made.max() <= 1
    assert np.array_equal(x, before)
    assert np.all(np.abs(made - x).max(axis=(1, 2, 3)) > 0.05)
