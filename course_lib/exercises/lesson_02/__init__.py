"""Lesson 02, Activation functions: what it asks, accepts, and the mistakes it knows."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_02.leaky_relu import leaky_relu
from course_lib.exercises.lesson_02.name_curves import name_curves
from course_lib.exercises.lesson_02.questions import (
    corners,
    one_for_two,
    relu_corner,
    relu_map,
    remember_bias,
    remember_half,
    remember_state,
    rivals_level,
    steepest,
    step_moves,
    tanh_steep,
    why_bend,
)
from course_lib.exercises.lesson_02.relu import relu
from course_lib.exercises.lesson_02.relu_slope import relu_slope
from course_lib.exercises.lesson_02.stays_awake import stays_awake
from course_lib.exercises.lesson_02.tanh import tanh
from course_lib.exercises.lesson_02.tanh_slope import tanh_slope

LESSON = Lesson(
    number=2,
    title="Activation functions: choose by shape and slope",
    notebook="02_activations.ipynb",
    asks=(
        remember_bias,
        remember_half,
        remember_state,
        step_moves,
        steepest,
        tanh_steep,
        tanh,
        tanh_slope,
        stays_awake,
        relu_corner,
        relu,
        relu_slope,
        relu_map,
        rivals_level,
        leaky_relu,
        one_for_two,
        why_bend,
        corners,
        name_curves,
    ),
)
