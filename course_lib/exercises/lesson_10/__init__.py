"""Lesson 10, Trade your code for one import: the same networks in Keras."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_10.classifier import classifier
from course_lib.exercises.lesson_10.counted import counted
from course_lib.exercises.lesson_10.output_for import output_for
from course_lib.exercises.lesson_10.questions import (
    after_fit,
    input_row,
    one_share,
    remember_check,
    remember_kernel,
    remember_symmetry,
    which_loss,
)
from course_lib.exercises.lesson_10.stack import stack
from course_lib.exercises.lesson_10.stops import stops
from course_lib.exercises.lesson_10.to_keras import to_keras

LESSON = Lesson(
    number=10,
    title="Trade your code for one import",
    notebook="10_keras.ipynb",
    asks=(
        remember_symmetry,
        remember_check,
        remember_kernel,
        input_row,
        stack,
        to_keras,
        after_fit,
        counted,
        classifier,
        one_share,
        output_for,
        which_loss,
        stops,
    ),
)
