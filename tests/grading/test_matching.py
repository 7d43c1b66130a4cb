"""Whose a notebook is: what a platform wrote counts, what a learner wrote comes after it."""

import pytest

from course_lib.grading.matching import Matcher
from course_lib.grading.roster import Learner

CLASS = [
    Learner("s1042", "Ada Lovelace", "ada.l@uni.edu", "adal"),
    Learner("s1043", "Blaise Pascal", "bp@uni.edu"),
    Learner("77", "Ångström Åse", "aa@uni.edu"),
    Learner("Participant 9001", "Emmy Noether", "emmy@uni.edu"),
    Learner("s2001", "Jan Kowalski", "jk1@uni.edu"),
    Learner("s2002", "Jan Kowalski", "jk2@uni.edu", participant="Participant 5811"),
    Learner("5811", "Karl Marx", "marx@uni.edu", participant="Participant 8000"),
]


@pytest.fixture(scope="module")
def matcher():
    return Matcher(CLASS)


@pytest.mark.parametrize(
    ("origin", "learner"),
    [
        ("s1042/05_loss.ipynb", "s1042"),  # nbgrader's and everybody's folders
        ("submitted/s1043/lesson05/05_loss.ipynb", "s1043"),
        ("05_loss_s1042.ipynb", "s1042"),
        ("S1042-final (2).ipynb", "s1042"),
        ("ada.l@uni.edu.ipynb", "s1042"),
        ("adal_loss.ipynb", "s1042"),
        ("bp/x.ipynb", "s1043"),
        ("Ada Lovelace - 05.ipynb", "s1042"),
        ("lovelace_ada_05_loss.ipynb", "s1042"),
        ("lovelaceada_31337_8001234_05_loss.ipynb", "s1042"),  # Canvas, its id not in the roster
        ("angstromase_LATE_77_8001234_my homework-1.ipynb", "77"),  # Canvas
        ("Blaise Pascal_4711_assignsubmission_file_/05_loss.ipynb", "s1043"),  # Moodle
        ("E N_9001_assignsubmission_file_05_loss.ipynb", "Participant 9001"),
        ("77/05_loss.ipynb", "77"),
        ("77.ipynb", "77"),
        ("JK2@UNI.EDU/x.ipynb", "s2002"),
        ("Jan Kowalski_5811_assignsubmission_file_/x.ipynb", "s2002"),  # of two of this name
        ("Karl Marx_8000_assignsubmission_file_/5811.ipynb", "5811"),
        ("77_05_loss.ipynb", "77"),  # a short id, before a lesson's own name
        ("77-05_loss (1).ipynb", "77"),
    ],
)
def test_places_that_name_a_learner(matcher, origin, learner):
    assert matcher.learner_of(origin).learner == learner


@pytest.mark.parametrize(
    "origin",
    [
        "05_loss.ipynb",
        "homework 77 of 100.ipynb",  # a short number is no name
        "05_loss_77.ipynb",  # it may count somebody's tries
        "05_loss (77).ipynb",
        "Untitled.ipynb",
        "s10422/x.ipynb",
        "Nobody_4711_assignsubmission_file_/x.ipynb",
    ],
)
def test_places_that_name_nobody(matcher, origin):
    match = matcher.learner_of(origin)
    assert match.learner is None
    assert "No learner" in match.doubt


def test_two_of_one_name_are_a_doubt(matcher):
    match = matcher.learner_of("Jan Kowalski/05.ipynb")
    assert match.learner is None
    assert "s2001, s2002" in match.doubt


def test_two_in_one_name_are_a_doubt(matcher):
    assert matcher.learner_of("s1042 and s1043.ipynb").learner is None


@pytest.mark.parametrize(
    ("origin", "learner"),
    [
        ("s1042/s1043.ipynb", "s1042"),
        ("pascalblaise_1_8001234_s1042.ipynb", "s1043"),
        ("pascalblaise_1_8001234_Ada Lovelace.ipynb", "s1043"),
        ("Blaise Pascal_4711_assignsubmission_file_s1042.ipynb", "s1043"),
        ("Blaise Pascal_4711_assignsubmission_file_/s1042/x.ipynb", "s1043"),
    ],
)
def test_nobody_hands_in_for_somebody_else(matcher, origin, learner):
    """What the learner may name comes after what the platform or the instructor named."""
    assert matcher.learner_of(origin).learner == learner


def test_a_stranger_in_a_platforms_zip_is_nobody_else(matcher):
    assert matcher.learner_of("malloryx_1_8001234_s1042.ipynb").learner is None
    assert matcher.learner_of("Mallory X_1_assignsubmission_file_s1042.ipynb").learner is None


@pytest.mark.parametrize(
    "origin",
    [
        "pascalblaise_1_8001234_x_1042_assignsubmission_.ipynb",  # Canvas's name, then Moodle's
        "pascalblaise_1_8001234_x_s1042_assignsubmission_file_.ipynb",
    ],
)
def test_another_platforms_name_within_ones_own_is_not_read(matcher, origin):
    assert matcher.learner_of(origin).learner == "s1043"


@pytest.mark.parametrize(
    "origin",
    [
        "pascalblaise_77_8001234_05_loss.ipynb",  # the platform's number is somebody else's here
        "Blaise Pascal - Ada Lovelace s1042.ipynb",
        "Lesson 5 Blaise Pascal attempt 1 adal.ipynb",  # a form that nobody told us of
    ],
)
def test_a_key_does_not_outdo_another_name(matcher, origin):
    assert matcher.learner_of(origin).learner is None


def test_a_key_tells_two_of_one_name_apart(matcher):
    assert matcher.learner_of("Jan Kowalski s2002.ipynb").learner == "s2002"
