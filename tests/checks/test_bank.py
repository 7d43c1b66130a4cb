"""The bank is its own test: every exercise of every lesson, and the test of that test."""

import json
import time
from pathlib import Path

import numpy as np
import pytest

from course_lib.checks import State, exercise
from course_lib.checks.bank import inspect_exercise, survivors
from course_lib.checks.mutants import mutants, step_limit
from course_lib.exercises import lessons
from tests.thorough import usually

SEEDS = range(usually(100, thorough=1000))

LESSONS = lessons()
EXERCISES = [
    pytest.param(lesson, name, task, id=f"{lesson.number:02}-{name}")
    for lesson in LESSONS
    for name, task in lesson.exercises.items()
]
LIST = Path(__file__).with_name("equivalent_mutants.json")
EQUIVALENT = json.loads(LIST.read_text("utf-8"))


@pytest.mark.parametrize(("lesson", "name", "task"), EXERCISES)
def test_every_exercise_of_every_lesson(lesson, name, task):
    """Right answers pass; each mistake is refused by its own name; on every seed."""
    assert task.name == name
    assert task.lesson == lesson.number
    assert inspect_exercise(task, SEEDS).problems == []


@pytest.mark.parametrize(("lesson", "name", "task"), EXERCISES)
def test_no_slip_of_the_pen_passes(lesson, name, task):
    """What survives changes nothing that an answer could show, and a reason says why."""
    key = f"{lesson.number:02}.{name}"
    known = EQUIVALENT.get(key, {})
    found = list(survivors(task))
    new, gone = sorted(set(found) - set(known)), sorted(set(known) - set(found))
    assert new == [], (
        "These changes to the reference pass. Add a case that refuses them; or, if they change "
        f"nothing, list them with the reason in {LIST.name} under {key}."
    )
    assert gone == [], f"{LIST.name} lists these under {key}, and they no longer pass."
    assert all(len(reason) > 15 for reason in known.values())


def test_every_lesson_says_who_it_is():
    numbers = [lesson.number for lesson in LESSONS]
    assert numbers == sorted(set(numbers))
    assert 0 in numbers
    for lesson in LESSONS:
        assert lesson.notebook.startswith(f"{lesson.number:02}_")
        assert {q.lesson for q in lesson.questions.values()} <= {lesson.number}


def test_the_sample_bank_is_sound(sample):
    started = time.perf_counter()
    report = inspect_exercise(sample)
    assert report.problems == []
    assert time.perf_counter() - started < 10


def test_the_sample_banks_cases_are_sharp(sample):
    """What survives in it: factors that may be swapped, and a length that NumPy looks at too."""
    assert {text.partition("  in  ")[0] for text in survivors(sample)} <= {
        "np.dot(w, x)  →  np.dot(x, w)",
        "y_true  →  y_pred",
        "y_pred  →  y_true",
        "if len(y_true) != len(y_pred):  →  if not len(y_true) != len(y_pred):",
    }


def faulty(**changes):
    """A sound exercise, with what is changed in it."""
    task = exercise(lesson=92, minutes=1)(changes.get("reference", _product))
    task.cases(changes.get("cases", _cases))
    for message, answer, same_as in changes.get("mistakes", _MISTAKES):
        task.mistake(message, same_as)(answer)
    for answer in changes.get("accepts", [lambda x, w: w * x]):
        task.accepts(answer)
    task.hints(*changes.get("hints", ("one", "two")))
    task.why(changes.get("why", "So that."))
    return task


def _product(x, w):
    return x * w


def _cases(rng):
    yield 2, 2
    yield float(rng.normal()), float(rng.normal())


def summed(x, w):
    return x + w


_MISTAKES = [
    ("You added.", summed, None),
    ("You divided.", lambda x, w: x / w, None),
    ("You squared.", lambda x, w: x * x, None),
]


def test_a_sound_exercise_has_no_problem():
    report = inspect_exercise(faulty())
    assert report.problems == []
    assert any("“You added.”" in note for note in report.notes), "2 + 2 is 2 * 2"


FAULTS = {
    "a mistake that passes": (
        {"mistakes": [*_MISTAKES, ("You turned it round.", lambda x, w: w * x, None)]},
        "“You turned it round.” passes",
    ),
    "a mistake that passes now and then": (
        {
            "mistakes": [
                *_MISTAKES,
                ("You did for positive ones.", lambda x, w: x * w if x > -2 else 0, None),
            ]
        },
        "“You did for positive ones.” passes",
    ),
    "two mistakes alike": (
        {"mistakes": [*_MISTAKES, ("You took a sum.", lambda x, w: w + x, None)]},
        "“You added.” and “You took a sum.” can't be told apart",
    ),
    "a right answer refused": (
        {"accepts": [lambda x, w: np.array([x * w])]},
        "Right answer 1 is refused",
    ),
    "a right answer refused now and then": (
        {"accepts": [lambda x, w: x * w if x > -2 else 0.0]},
        "Right answer 1 is refused",
    ),
    "a reference that changes its inputs": (
        {
            "reference": lambda x, w: x.append(1) or sum(x) * w,
            "cases": lambda rng: iter([([1], 2), ([2], float(rng.normal()))]),
            "mistakes": [("a", lambda x, w: 0, None)] * 3,
            "accepts": [lambda x, w: (sum(x) + 1) * w],
        },
        "The reference itself is refused",
    ),
    "a reference that draws": (
        {"reference": lambda x, w: x * w * np.random.normal()},
        "The reference itself is refused",
    ),
    "too few mistakes": ({"mistakes": _MISTAKES[:2]}, "three are the least"),
    "no alternative": ({"accepts": []}, "No other right answer"),
    "one hint": ({"hints": ("one",)}, "fewer than two hints"),
    "no why": ({"why": ""}, "good for"),
    "same as nobody": (
        {"mistakes": [*_MISTAKES, ("b", lambda x, w: 7, "nobody")]},
        "there is no such mistake",
    ),
    "the stub passes": ({"reference": lambda x, w: None}, "The stub passes"),
    "cases that come and go": (
        {"cases": lambda rng: iter([(2, 3), (1, 2 if rng.random() > 0.2 else 3)])},
        "with one seed and not with another",
    ),
}


FAULTS["more cases now than then"] = (
    {"cases": lambda rng: iter([(2, 3), (1.5, 4)] * (1 if rng.random() > 0.2 else 2))},
    "with one seed and not with another",
)


@pytest.mark.parametrize(("changes", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(changes, words):
    report = inspect_exercise(faulty(**changes), range(200))
    assert any(words in problem for problem in report.problems), report.problems


def test_two_alike_may_say_so_and_the_learner_is_told_both():
    task = faulty(mistakes=[*_MISTAKES, ("You took a sum.", lambda x, w: w + x, "summed")])
    assert inspect_exercise(task, range(50)).problems == []
    both = ("Two mistakes give exactly these results:", "You added.", "You took a sum.")
    assert task.judge(summed).sentences == both


def test_tame_cases_let_mutants_through():
    sharp = set(survivors(faulty()))
    assert sharp == set()
    tame = faulty(cases=lambda rng: iter([(2, 2)]))
    assert set(survivors(tame)) == {
        "x * w  →  x + w",
        "x  →  w  in  return x * w",
        "w  →  x  in  return x * w",
    }


def gate(x, power=2):
    """Takes every kind of change that a mutant makes."""
    if x > 0 and not x > 3:
        return max(x, 1.5) ** power
    total = 0
    total += -x
    return round(total, ndigits=1) if x < -1 else pow(x, 2) // 2


def test_mutants_change_one_thing_each():
    texts = [text for text, _ in mutants(gate)]
    for expected in (
        "x > 0  →  x >= 0",
        "x > 0 and (not x > 3)  →  x > 0 or not x > 3",
        "not x > 3  →  x > 3",
        "pow(x, 2)  →  pow(2, x)",
        "max(x, 1.5) ** power  →  max(x, 1.5) * power",
        "-x  →  x",
        "total += -x  →  total -= -x",
        "total = 0  →  (left out)",
        "round(total, ndigits=1)  →  round(total)",
        "pow(x, 2) // 2  →  pow(x, 2) / 2",
        "1.5  →  2.5  in  return max(x, 1.5) ** power",
        "if x > 0 and (not x > 3):  →  if not (x > 0 and (not x > 3)):",
        "power  →  x  in  return max(x, 1.5) ** power",
    ):
        assert expected in texts
    assert not any("Takes every kind" in text.partition("→")[0] for text in texts)
    behaviours = {_outcome(mutant) for _, mutant in mutants(gate)}
    assert len(behaviours) > 15


def _outcome(function):
    try:
        return tuple(function(x) for x in (-3, -0.5, 0, 1, 2, 3))
    except Exception as error:
        return type(error).__name__


def endless(n):
    """Counts down."""
    while n > 0:
        n -= 1
    return n


def test_a_mutant_without_end_is_stopped():
    stopped = 0
    for _, mutant in mutants(endless):
        with step_limit():
            try:
                mutant(3)
            except TimeoutError:
                stopped += 1
    assert stopped > 0


def test_the_learners_cases_are_the_same_every_time(samples):
    first, second = samples.layer.draw_args(2), samples.layer.draw_args(2)
    assert all(
        np.array_equal(a, b)
        for p, q in zip(first, second, strict=True)
        for a, b in zip(p, q, strict=True)
    )
    assert samples.layer.judge(samples.layer.reference, seed=5).state is State.CORRECT
