"""Lesson 06, Backpropagation: what it asks, what it accepts, and the mistakes it knows."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_06.d_heard import d_heard
from course_lib.exercises.lesson_06.derivation import derivation
from course_lib.exercises.lesson_06.foresee import foresee
from course_lib.exercises.lesson_06.gradients import gradients
from course_lib.exercises.lesson_06.layer_backward import layer_backward
from course_lib.exercises.lesson_06.one_neuron import one_neuron
from course_lib.exercises.lesson_06.questions import (
    direction,
    far_nudge,
    gears,
    remember_loss,
    remember_sigmoid_slope,
    remember_silent,
    shape_of_d_kernel,
    sign_of_o1,
    two_ways,
    who_is_blamed,
    why_one_dz,
)
from course_lib.exercises.lesson_06.quiet_w1 import quiet_w1

LESSON = Lesson(
    number=6,
    title="Backpropagation: send the error back",
    notebook="06_backprop.ipynb",
    asks=(
        remember_loss,
        remember_silent,
        remember_sigmoid_slope,
        direction,
        far_nudge,
        foresee,
        gears,
        who_is_blamed,
        sign_of_o1,
        quiet_w1,
        derivation,
        one_neuron,
        why_one_dz,
        gradients,
        two_ways,
        d_heard,
        shape_of_d_kernel,
        layer_backward,
    ),
)
