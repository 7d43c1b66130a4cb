"""Lesson 03, Connect neurons: what it asks, what it accepts, and the mistakes it knows by name."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_03.forward import forward
from course_lib.exercises.lesson_03.gates import gates
from course_lib.exercises.lesson_03.questions import (
    corner,
    steepest,
    surer,
    twins,
    unheard,
    which_w,
    xor_alone,
)
from course_lib.exercises.lesson_03.run import run
from course_lib.exercises.lesson_03.trace import trace
from course_lib.exercises.lesson_03.xor import xor

LESSON = Lesson(
    number=3,
    title="Connect neurons",
    notebook="03_network.ipynb",
    asks=(
        steepest,
        surer,
        which_w,
        twins,
        trace,
        unheard,
        forward,
        corner,
        gates,
        xor_alone,
        xor,
        run,
    ),
)
