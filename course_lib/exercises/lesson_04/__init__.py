"""Lesson 04, Layers and batches: what it asks, what it accepts, what it knows by name."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_04.count_params import count_params
from course_lib.exercises.lesson_04.counting import counting
from course_lib.exercises.lesson_04.errors import errors
from course_lib.exercises.lesson_04.layer import layer
from course_lib.exercises.lesson_04.questions import (
    column,
    left_slope,
    memory_of_a_neuron,
    more_rows,
    result_shape,
    silenced,
    small_count,
    table_of_differences,
    two_layer,
    where_they_meet,
    wider,
)
from course_lib.exercises.lesson_04.shapes import shapes
from course_lib.exercises.lesson_04.split import split
from course_lib.exercises.lesson_04.third_column import third_column

LESSON = Lesson(
    number=4,
    title="Layers and batches: stack neurons",
    notebook="04_layers.ipynb",
    asks=(
        silenced,
        left_slope,
        memory_of_a_neuron,
        where_they_meet,
        third_column,
        result_shape,
        layer,
        shapes,
        table_of_differences,
        errors,
        small_count,
        counting,
        wider,
        more_rows,
        count_params,
        two_layer,
        column,
        split,
    ),
)
