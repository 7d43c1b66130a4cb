"""The drawn network with a goal: judged as it is moved, and its numbers as code that runs."""

import numpy as np
import pytest

from course_lib.checks import State
from course_lib.exercises.lesson_03.four_of_four import CORNERS, FIRST, NAMES, XOR, four_of_four
from course_lib.exercises.lesson_03.xor import sigmoid, xor
from course_lib.progress import store

SOLVED = {"w5": 10, "w6": -10, "b3": -5}


@pytest.fixture
def figure():
    return four_of_four._figure(None, four_of_four.moved)


def function(code):
    space = {"sigmoid": sigmoid}
    exec(code, space)
    return space["xor"]


def test_its_numbers_become_code_that_says_what_the_network_says(figure):
    assert figure.code == ""
    figure.move(**SOLVED)
    assert figure.code.endswith("return sigmoid(10 * h1 - 10 * h2 - 5)")
    answers = [function(figure.code)(*corner) for corner in CORNERS]
    np.testing.assert_allclose(answers, figure.model(CORNERS).ravel(), rtol=1e-5)
    assert xor.judge(function(figure.code)).state is State.CORRECT
    figure.move(w6=0)
    assert figure.code == ""


def test_numbers_that_just_reach_it_are_told_to_be_surer(figure):
    figure.move(w5=3, w6=-3.5, b3=-1.5)
    assert "✔ Correct: All four" in figure.note
    verdict = xor.judge(function(figure.code))
    assert verdict.state is State.NOT_YET
    assert "not sure enough" in verdict.sentences[0]


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ({}, "Move a slider first"),
        ({"b3": 1}, "hears nobody"),
        ({"w5": 10, "b3": 1}, "yes to (0, 0)"),
        ({"w5": 4, "b3": -5}, "no where one input is 1"),
        ({"w5": 10, "b3": -5}, "3 of 4, as far as OR gets"),
        (SOLVED, "✔ Correct: All four"),
    ],
)
def test_it_says_how_it_stands(figure, moved, words):
    figure.move(**moved)
    assert words in figure.note


def test_reaching_it_is_kept_and_another_day_it_stands_so(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))
    four_of_four._figure(None, four_of_four.moved).move(**SOLVED)
    assert store.latest(3, "four_of_four").state == "correct"
    again = four_of_four._figure(four_of_four._kept(), four_of_four.moved)
    assert "On 4 of 4 rows" in again.readout
    sliders = {slider["name"]: slider for group in again.controls for slider in group["sliders"]}
    assert [sliders[name]["value"] for name in NAMES] == list(FIRST), "Reset begins anew"
    again.move(**dict(zip(NAMES, FIRST, strict=True)))
    assert again.settings == []


def test_no_numbers_are_left_without_a_sentence():
    rng = np.random.default_rng(5)
    for numbers in rng.uniform(-10, 10, size=(500, 9)).round(1):
        judged = four_of_four.judge([numbers.tolist()])
        assert "The goal is not reached." not in judged.sentences
    assert XOR.tolist() == [0, 1, 1, 0]
