"""Lesson 07, Gradient checks and autograd: what it asks, and the mistakes it names."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_07.backward import backward
from course_lib.exercises.lesson_07.central_difference import central_difference
from course_lib.exercises.lesson_07.numerical_gradient import numerical_gradient
from course_lib.exercises.lesson_07.patients import patients
from course_lib.exercises.lesson_07.questions import (
    diamond,
    one_or_both,
    remember_dz,
    remember_overflow,
    remember_views,
    second_call,
    smaller_is_better,
    why_order,
)
from course_lib.exercises.lesson_07.relative_error import relative_error
from course_lib.exercises.lesson_07.sources_first import sources_first
from course_lib.exercises.lesson_07.turns import turns
from course_lib.exercises.lesson_07.value import Value

LESSON = Lesson(
    number=7,
    title="Gradient checks and autograd: trust no gradient",
    notebook="07_gradient_check.ipynb",
    asks=(
        remember_dz,
        remember_views,
        remember_overflow,
        smaller_is_better,
        one_or_both,
        central_difference,
        numerical_gradient,
        relative_error,
        patients,
        Value,
        diamond,
        turns,
        why_order,
        sources_first,
        second_call,
        backward,
    ),
)
