"""Lesson 09, Hidden layers: hidden layers, their first weights, and their depth."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_09.break_symmetry import break_symmetry
from course_lib.exercises.lesson_09.first_weights import first_weights
from course_lib.exercises.lesson_09.fold import fold
from course_lib.exercises.lesson_09.fold_by_hand import fold_by_hand
from course_lib.exercises.lesson_09.questions import (
    from_ones,
    in_hidden_space,
    one_neuron,
    ones_column,
    relu_deep,
    remember_one_neuron,
    remember_rate,
    remember_way_back,
    too_deep,
    why_folded,
)
from course_lib.exercises.lesson_09.step import step
from course_lib.exercises.lesson_09.units_needed import units_needed
from course_lib.exercises.lesson_09.way_back import way_back

LESSON = Lesson(
    number=9,
    title="Hidden layers: part what no line can part",
    notebook="09_hidden_layers.ipynb",
    asks=(
        remember_rate,
        remember_way_back,
        remember_one_neuron,
        one_neuron,
        fold_by_hand,
        fold,
        ones_column,
        way_back,
        step,
        in_hidden_space,
        why_folded,
        from_ones,
        break_symmetry,
        first_weights,
        too_deep,
        relu_deep,
        units_needed,
    ),
)
