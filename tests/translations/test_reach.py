"""Every sentence can be replaced: in a made-up language that brackets each, none shows bare."""

import subprocess
import sys

import pytest

from tests.thorough import usually

LESSONS = [f"{number:02}" for number in range(18)]


def bare(*asked):
    """The English words that a learner would see, however much is translated."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.translations.pseudo", *asked]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_no_figure_of_lesson_01_keeps_an_english_word():
    assert bare("figures_of_lesson_01") == []


@pytest.mark.parametrize("number", usually(["01"], thorough=LESSONS))
def test_no_check_keeps_an_english_word(number):
    assert bare("checks", number) == []


def test_a_word_that_is_not_in_brackets_is_found():
    from tests.translations.shown_to_learners import words_outside

    assert words_outside("⟦Hint⟧ 1 of ⟦2⟧: <strong>look</strong> <code>at it</code>") == [
        "of",
        "look",
    ]
