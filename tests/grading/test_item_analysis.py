"""Item statistics: right by hand and by NumPy, and silent where there are too few."""

import numpy as np
import pytest

from course_lib.checks import State
from course_lib.grading import item_analysis
from course_lib.grading.decisions import Override
from course_lib.grading.item_analysis import (
    FEWEST_FOR_DIFFICULTY,
    FEWEST_FOR_DISCRIMINATION,
    histogram,
    of_class,
    of_lesson,
)
from course_lib.grading.marking import Mark, Result

NAMES = ("finish", "weighted_sum", "sigmoid")
NO_BIAS = "These are the numbers without the bias: add b after summing."


def marks(*points, names=NAMES, possible=1.0, said=()):
    """The marks of one submission."""
    states = [State.CORRECT if one == possible else State.NOT_YET for one in points]
    return {
        name: Mark(name, str(state), float(one), possible, said)
        for name, state, one in zip(names, states, points, strict=True)
    }


def statistics(known, table):
    lesson = of_lesson(known[1], [marks(*row) for row in table])
    return {one.task: one for one in lesson.exercises}


def test_discrimination_is_the_correlation_with_the_rest(known):
    """Item 1 1 0 0, rest 2 1 1 0: deviations ½ ½ -½ -½ and 1 0 0 -1, so 1 / sqrt(1 * 2)."""
    table = [(1, 1, 1), (1, 1, 0), (0, 0, 1), (0, 0, 0)] * 10
    found = statistics(known, table)["finish"]
    assert found.discrimination == pytest.approx(1 / np.sqrt(2))
    assert found.difficulty == 0.5


def test_an_exercise_is_taken_out_of_its_own_total(known):
    """With itself in the total, an exercise that has nothing to do with the rest correlates."""
    table = [(1, 1, 1), (0, 1, 1), (1, 0, 0), (0, 0, 0)] * 10
    assert statistics(known, table)["finish"].discrimination == pytest.approx(0)
    totals = np.sum(table, axis=1)
    assert np.corrcoef(np.array(table)[:, 0], totals)[0, 1] > 0.3


def test_it_is_numpys_correlation(known):
    table = np.random.default_rng(3).integers(0, 2, (50, 3))
    for i, name in enumerate(NAMES):
        rest = np.delete(table, i, axis=1).sum(axis=1)
        expected = np.corrcoef(table[:, i], rest)[0, 1]
        assert statistics(known, table)[name].discrimination == pytest.approx(expected)


def test_of_too_few_nothing_is_said(known):
    table = [(1, 1, 1), (0, 0, 0)] * FEWEST_FOR_DISCRIMINATION
    enough = statistics(known, table[:FEWEST_FOR_DISCRIMINATION])["finish"]
    assert (enough.difficulty, enough.discrimination) == (0.5, pytest.approx(1))
    fewer = statistics(known, table[: FEWEST_FOR_DISCRIMINATION - 1])["finish"]
    assert fewer.discrimination is None
    assert fewer.difficulty is not None
    assert statistics(known, table[: FEWEST_FOR_DIFFICULTY - 1])["finish"].difficulty is None


@pytest.mark.parametrize(
    "row", [(1, 1, 1), (0, 0, 0)], ids=["everybody has solved it", "nobody has"]
)
def test_without_a_difference_there_is_no_correlation(known, row):
    assert statistics(known, [row] * 40)["finish"].discrimination is None


def test_without_another_exercise_there_is_no_correlation(known):
    alone = [marks(i % 2, names=("finish",)) for i in range(40)]
    (found,) = of_lesson(known[1], alone).exercises
    assert found.discrimination is None
    assert found.difficulty == 0.5


def test_difficulty_is_of_the_points_that_can_be_had(known):
    half = [marks(2.0, 0, 0, possible=4.0)] * 10
    (found, *_) = of_lesson(known[1], half).exercises
    assert found.difficulty == 0.5
    assert found.has_steps
    assert found.median_points == 2


def test_states_are_counted(known):
    stub = {"finish": Mark("finish", str(State.NOT_ATTEMPTED), 0, 1)}
    error = {"finish": Mark("finish", str(State.ERROR), 0, 1)}
    right = marks(1, names=("finish",))
    (found,) = of_lesson(known[1], [stub, stub, stub, error, right]).exercises
    assert (found.judged, found.tried, found.solved, found.median_points) == (5, 2, 1, 0)


def test_mistakes_are_counted_by_frequency_and_nothing_else_is(known):
    messages = [mistake.message for mistake in known[1].tasks["weighted_sum"].mistakes]
    other = next(message for message in messages if message != NO_BIAS)
    told = [(NO_BIAS,)] * 3 + [(other,)] * 4 + [("A learner's own words.",)] * 9
    rows = [marks(0, names=("weighted_sum",), said=one) for one in told]
    rows.append(marks(0, names=("weighted_sum",), said=("Two mistakes:", NO_BIAS, other, NO_BIAS)))
    (found,) = of_lesson(known[1], rows).exercises
    assert list(found.mistakes.items()) == [(other, 5), (NO_BIAS, 4)]


def test_practice_is_left_out(known):
    practice = {"finish": Mark("finish", str(State.NOT_ATTEMPTED), 0, 0)}
    found = of_lesson(known[1], [practice | marks(1, names=("sigmoid",))])
    assert [one.task for one in found.exercises] == ["sigmoid"]
    assert found.possible == 1


def test_what_was_not_judged_says_nothing(handed_in, known):
    """Of three: one judged, one whose file is damaged, one that the grader failed on."""
    right, failed, damaged = handed_in.rows()
    told = (Mark("weigh", "correct", 1.0, 1.0), Mark("weigh_all", "correct", 1.0, 1.0))
    handed_in.save(Result(right.id, told, "2 of 2"))
    handed_in.save(Result(failed.id, (), "The grader failed on it", remark="Look at it"))
    handed_in.save(Result(damaged.id, (Mark("weigh", "error", 0.0, 1.0),), damaged.problem))
    (lesson,) = of_class(handed_in, known, [0, 1])
    assert lesson.judged == 1
    assert lesson.scores == (2.0,)


def test_points_by_hand_count_and_what_is_excused_does_not(handed_in, known):
    """Of s1 the second is given by hand; of s2 the first is taken back, the other excused."""
    for row in handed_in.rows()[:2]:
        told = (Mark("weigh", "correct", 1.0, 1.0), Mark("weigh_all", "not yet", 0.0, 1.0))
        handed_in.save(Result(row.id, told, "1 of 2"))
    handed_in.override(Override("s1", 0, "weigh_all", points=1.0, by="T", at="2026-03-02"))
    handed_in.override(Override("s2", 0, "weigh", points=0.0, by="T", at="2026-03-02"))
    handed_in.override(Override("s2", 0, "weigh_all", excused=True, by="T", at="2026-03-02"))
    (lesson,) = of_class(handed_in, known, [0])
    first, second = lesson.exercises
    assert lesson.scores == (2.0, 0.0)
    assert (first.solved, first.judged, first.states[State.NOT_YET]) == (1, 2, 1)
    assert (second.solved, second.judged) == (1, 1)
    handed_in.override(Override("s2", 0, excused=True, by="T", at="2026-03-02"))
    assert of_class(handed_in, known, [0])[0].judged == 1


def test_points_beyond_the_full_ones_are_in_the_last_column():
    assert histogram([3.0, 7.0], 3) == [("0", 0), ("1", 0), ("2", 0), ("3", 2)]


def test_a_submission_counts_only_where_it_has_a_mark(known):
    """An exercise that was added later has no mark in what was graded before."""
    rows = [marks(1, 1, 1)] * 3 + [marks(1, 1, names=NAMES[:2])] * 2
    found = {one.task: one.judged for one in of_lesson(known[1], rows).exercises}
    assert found == {"finish": 5, "weighted_sum": 5, "sigmoid": 3}


@pytest.mark.parametrize(
    ("possible", "names"),
    [
        (1, ["0", "1"]),
        (6, ["0", "1", "2", "3", "4", "5", "6"]),
        (11, ["0–1", "2–3", "4–5", "6–7", "8–9", "10–11"]),
        (12, ["0–1", "2–3", "4–5", "6–7", "8–9", "10–11", "12"]),
    ],
)
def test_a_histogram_has_few_columns_and_counts_all(possible, names):
    points = [*np.arange(0, possible + 0.5, 0.5)]
    counts = histogram(points, possible)
    assert [name for name, _ in counts] == names
    assert sum(count for _, count in counts) == len(points)
    assert len(counts) <= item_analysis.MOST_COLUMNS
