"""Lesson 11, Optimizers: momentum, a rate for each weight, Adam, schedules."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_11.adam import adam
from course_lib.exercises.lesson_11.choose_rate import choose_rate
from course_lib.exercises.lesson_11.land import land
from course_lib.exercises.lesson_11.momentum import momentum
from course_lib.exercises.lesson_11.questions import (
    along_the_floor,
    comes_to_rest,
    look_ahead,
    read_the_curves,
    remember_border,
    remember_own_numbers,
    remember_slopes,
    same_size,
    too_high_begins,
    two_directions,
    two_memories,
    which_valley,
    who_wins,
)
from course_lib.exercises.lesson_11.rate_at import rate_at
from course_lib.exercises.lesson_11.rmsprop import rmsprop

LESSON = Lesson(
    number=11,
    title="Optimizers: step with a memory",
    notebook="11_optimizers.ipynb",
    asks=(
        remember_own_numbers,
        remember_border,
        remember_slopes,
        along_the_floor,
        two_directions,
        momentum,
        land,
        look_ahead,
        same_size,
        rmsprop,
        two_memories,
        adam,
        which_valley,
        rate_at,
        comes_to_rest,
        too_high_begins,
        read_the_curves,
        choose_rate,
        who_wins,
    ),
)
