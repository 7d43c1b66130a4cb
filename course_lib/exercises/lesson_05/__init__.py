"""Lesson 05, Loss functions: what it asks, accepts, and the mistakes it knows."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_05.accuracy import accuracy
from course_lib.exercises.lesson_05.below import below
from course_lib.exercises.lesson_05.binary_crossentropy import binary_crossentropy
from course_lib.exercises.lesson_05.loss_or_accuracy import loss_or_accuracy
from course_lib.exercises.lesson_05.mse import mse
from course_lib.exercises.lesson_05.one_hot import one_hot
from course_lib.exercises.lesson_05.questions import (
    all_no,
    confident,
    off_the_plain,
    remember_dead,
    remember_parameters,
    remember_xor,
    shifted,
    slope_there,
    undecided,
    why_crossentropy,
)
from course_lib.exercises.lesson_05.scores_to_loss import scores_to_loss
from course_lib.exercises.lesson_05.softmax import softmax

LESSON = Lesson(
    number=5,
    title="Loss functions: put a number on being wrong",
    notebook="05_loss.ipynb",
    asks=(
        remember_parameters,
        remember_dead,
        remember_xor,
        undecided,
        mse,
        confident,
        slope_there,
        binary_crossentropy,
        all_no,
        below,
        off_the_plain,
        why_crossentropy,
        shifted,
        softmax,
        one_hot,
        scores_to_loss,
        loss_or_accuracy,
        accuracy,
    ),
)
