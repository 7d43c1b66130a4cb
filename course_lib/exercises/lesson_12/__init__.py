"""Lesson 12, Overfitting: what a network does on rows it never saw."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_12.add_penalty import add_penalty
from course_lib.exercises.lesson_12.batch_norm import batch_norm
from course_lib.exercises.lesson_12.diagnose import diagnose
from course_lib.exercises.lesson_12.dropout import dropout
from course_lib.exercises.lesson_12.open_once import open_once
from course_lib.exercises.lesson_12.questions import (
    any_weights,
    best_moment,
    best_possible,
    chosen_by_test,
    dropout_in_training,
    large_lambda,
    more_neurons,
    one_row,
    remember_adam,
    remember_fan_out,
    remember_twins,
    still_right,
    why_once,
)
from course_lib.exercises.lesson_12.stop_early import stop_early
from course_lib.exercises.lesson_12.three_parts import three_parts

LESSON = Lesson(
    number=12,
    title="Overfitting: tell learning from learning by heart",
    notebook="12_generalisation.ipynb",
    asks=(
        remember_adam,
        remember_twins,
        remember_fan_out,
        more_neurons,
        three_parts,
        best_possible,
        diagnose,
        best_moment,
        stop_early,
        large_lambda,
        add_penalty,
        dropout_in_training,
        dropout,
        any_weights,
        one_row,
        batch_norm,
        still_right,
        open_once,
        chosen_by_test,
        why_once,
    ),
)
