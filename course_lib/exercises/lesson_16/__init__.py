"""Lesson 16, Transformers: queries, keys, values, and one block that writes names."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_16.at_temperature import at_temperature
from course_lib.exercises.lesson_16.attention import attention
from course_lib.exercises.lesson_16.block_in_order import block_in_order
from course_lib.exercises.lesson_16.by_hand import by_hand
from course_lib.exercises.lesson_16.causal_weights import causal_weights
from course_lib.exercises.lesson_16.layer_norm import layer_norm
from course_lib.exercises.lesson_16.questions import (
    cold_names,
    how_far,
    long_vectors,
    order_lost,
    pairs_save,
    points_at_b,
    remember_anywhere,
    remember_sparse,
    remember_target,
    same_race,
    where_it_looks,
    who_decides,
)
from course_lib.exercises.lesson_16.shifted import shifted
from course_lib.exercises.lesson_16.softmax_backward import softmax_backward
from course_lib.exercises.lesson_16.win import win

LESSON = Lesson(
    number=16,
    title="Transformers: pay attention",
    notebook="16_attention.ipynb",
    asks=(
        remember_target,
        remember_anywhere,
        remember_sparse,
        points_at_b,
        win,
        shifted,
        pairs_save,
        by_hand,
        attention,
        long_vectors,
        softmax_backward,
        causal_weights,
        order_lost,
        layer_norm,
        block_in_order,
        how_far,
        where_it_looks,
        who_decides,
        cold_names,
        at_temperature,
        same_race,
    ),
)
