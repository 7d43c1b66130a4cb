"""Lesson 09, Part what no line can part: hidden layers, their first weights, and their depth."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_09.break_symmetry import break_symmetry
from course_lib.exercises.lesson_09.first_weights import first_weights
from course_lib.exercises.lesson_09.fold import fold
from course_lib.exercises.lesson_09.questions import (
    from_ones,
    one_neuron,
    ones_column,
    remember_one_neuron,
    remember_rate,
    remember_way_back,
    too_deep,
)
from course_lib.exercises.lesson_09.step import step
from course_lib.exercises.lesson_09.units_needed import units_needed

LESSON = Lesson(
    number=9,
    title="Part what no line can part",
    notebook="09_hidden_layers.ipynb",
    asks=(
        remember_rate,
        remember_way_back,
        remember_one_neuron,
        one_neuron,
        fold,
        ones_column,
        step,
        from_ones,
        break_symmetry,
        first_weights,
        too_deep,
        units_needed,
    ),
)
