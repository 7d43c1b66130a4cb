"""Lesson 13, Convolutional networks: what it asks, what it accepts, and the mistakes it knows."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_13.conv2d import conv2d
from course_lib.exercises.lesson_13.feature_maps import feature_maps
from course_lib.exercises.lesson_13.fine_tuning import fine_tuning
from course_lib.exercises.lesson_13.left_edge import left_edge
from course_lib.exercises.lesson_13.max_pool import max_pool
from course_lib.exercises.lesson_13.max_pool_backward import max_pool_backward
from course_lib.exercises.lesson_13.output_size import output_size
from course_lib.exercises.lesson_13.questions import (
    flat_moves,
    halves,
    hangs_on,
    inside_a_stroke,
    moved_map,
    new_kinds,
    old_eyes,
    one_pixel,
    remember_end,
    remember_nudge,
    remember_test,
    third_layer,
    what_it_looks_for,
    why_flatten,
)
from course_lib.exercises.lesson_13.shapes_and_counts import shapes_and_counts

LESSON = Lesson(
    number=13,
    title="Convolutional networks: see with filters",
    notebook="13_filters.ipynb",
    asks=(
        remember_test,
        remember_end,
        remember_nudge,
        one_pixel,
        inside_a_stroke,
        left_edge,
        output_size,
        conv2d,
        moved_map,
        feature_maps,
        max_pool,
        max_pool_backward,
        shapes_and_counts,
        flat_moves,
        why_flatten,
        halves,
        what_it_looks_for,
        third_layer,
        hangs_on,
        new_kinds,
        fine_tuning,
        old_eyes,
    ),
)
