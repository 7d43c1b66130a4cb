"""Lesson 10, Keras: the same networks in Keras."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_10.classifier import classifier
from course_lib.exercises.lesson_10.counted import counted
from course_lib.exercises.lesson_10.output_for import output_for
from course_lib.exercises.lesson_10.questions import (
    after_fit,
    half_nine,
    input_row,
    largest_bar,
    one_epoch,
    one_share,
    remember_check,
    remember_kernel,
    remember_symmetry,
    two_curves,
    which_loss,
    why_compare,
)
from course_lib.exercises.lesson_10.same_price import same_price
from course_lib.exercises.lesson_10.stack import stack
from course_lib.exercises.lesson_10.stops import stops
from course_lib.exercises.lesson_10.to_keras import to_keras

LESSON = Lesson(
    number=10,
    title="Keras: trade your code for one import",
    notebook="10_keras.ipynb",
    asks=(
        remember_symmetry,
        remember_check,
        remember_kernel,
        one_epoch,
        half_nine,
        input_row,
        stack,
        largest_bar,
        same_price,
        to_keras,
        why_compare,
        two_curves,
        after_fit,
        counted,
        classifier,
        one_share,
        output_for,
        which_loss,
        stops,
    ),
)
