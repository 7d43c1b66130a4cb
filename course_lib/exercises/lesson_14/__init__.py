"""Lesson 14, Recurrent networks: state, time, and gates that keep or forget."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_14.back_in_time import back_in_time
from course_lib.exercises.lesson_14.clip import clip
from course_lib.exercises.lesson_14.hold import hold
from course_lib.exercises.lesson_14.lstm_step import lstm_step
from course_lib.exercises.lesson_14.name_layer import name_layer
from course_lib.exercises.lesson_14.questions import (
    beyond_one,
    early_or_late,
    fifty_from_thirty,
    hour_ago,
    order_of_four,
    remember_bowl,
    remember_filters,
    remember_velocity,
    slope_at_first,
    truncated,
    twice_as_long,
    which_gates,
    why_it_failed,
)
from course_lib.exercises.lesson_14.table_gradient import table_gradient
from course_lib.exercises.lesson_14.three_steps import three_steps
from course_lib.exercises.lesson_14.unroll import unroll
from course_lib.exercises.lesson_14.windows import windows

LESSON = Lesson(
    number=14,
    title="Recurrent networks: remember a sequence",
    notebook="14_recurrence.ipynb",
    asks=(
        remember_filters,
        remember_velocity,
        remember_bowl,
        beyond_one,
        unroll,
        order_of_four,
        slope_at_first,
        early_or_late,
        fifty_from_thirty,
        three_steps,
        back_in_time,
        why_it_failed,
        truncated,
        clip,
        which_gates,
        hold,
        lstm_step,
        twice_as_long,
        hour_ago,
        windows,
        table_gradient,
        name_layer,
    ),
)
