"""Lesson 08, Gradient descent: the loop that learns, and what goes wrong in it."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_08.loop import loop
from course_lib.exercises.lesson_08.mini_batches import mini_batches
from course_lib.exercises.lesson_08.questions import (
    first_or_last,
    rate_of_ten,
    rate_too_high,
    raw_data,
    remember_gradient_check,
    remember_mse,
    remember_slope,
    which_batch,
    why_raw,
)
from course_lib.exercises.lesson_08.safe_rate import safe_rate
from course_lib.exercises.lesson_08.standardise import standardise
from course_lib.exercises.lesson_08.step import step
from course_lib.exercises.lesson_08.update import update
from course_lib.exercises.lesson_08.updates import updates

LESSON = Lesson(
    number=8,
    title="Gradient descent: train on four people",
    notebook="08_sgd.ipynb",
    asks=(
        remember_gradient_check,
        remember_mse,
        remember_slope,
        first_or_last,
        rate_of_ten,
        update,
        rate_too_high,
        safe_rate,
        step,
        loop,
        updates,
        which_batch,
        mini_batches,
        raw_data,
        why_raw,
        standardise,
    ),
)
