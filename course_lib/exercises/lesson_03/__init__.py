"""Lesson 03, Feedforward networks: what it asks and accepts, and the mistakes it names."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_03.forward import forward
from course_lib.exercises.lesson_03.four_of_four import four_of_four
from course_lib.exercises.lesson_03.gates import gates
from course_lib.exercises.lesson_03.lower_right import lower_right
from course_lib.exercises.lesson_03.questions import (
    corner,
    or_as_and,
    sign_of_w6,
    steepest,
    surer,
    twins,
    unheard,
    which_w,
    why_a_layer,
    xor_alone,
)
from course_lib.exercises.lesson_03.run import run
from course_lib.exercises.lesson_03.trace import trace
from course_lib.exercises.lesson_03.xor import xor

LESSON = Lesson(
    number=3,
    title="Feedforward networks: connect neurons",
    notebook="03_network.ipynb",
    asks=(
        steepest,
        surer,
        which_w,
        twins,
        unheard,
        trace,
        forward,
        corner,
        lower_right,
        or_as_and,
        gates,
        xor_alone,
        sign_of_w6,
        four_of_four,
        xor,
        why_a_layer,
        run,
    ),
)
