"""Lesson 17, Capstone project: what it asks and accepts, and the mistakes it knows."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_17.blocks import blocks
from course_lib.exercises.lesson_17.by_hand import by_hand
from course_lib.exercises.lesson_17.calibration_error import calibration_error
from course_lib.exercises.lesson_17.confusion_matrix import confusion_matrix
from course_lib.exercises.lesson_17.honest import honest
from course_lib.exercises.lesson_17.in_order import in_order
from course_lib.exercises.lesson_17.nearest_mean import nearest_mean
from course_lib.exercises.lesson_17.questions import (
    dots_to_blocks,
    elsewhere,
    how_they_look,
    mixed_up,
    other_hands,
    remember_adam,
    remember_gates,
    remember_mask,
    report,
    sixty_drawings,
    temperature_moves,
    their_seven,
)
from course_lib.exercises.lesson_17.read_digits import read_digits
from course_lib.exercises.lesson_17.shares import shares
from course_lib.exercises.lesson_17.surest_errors import surest_errors

LESSON = Lesson(
    number=17,
    title="Capstone project: read your own handwriting",
    notebook="17_capstone.ipynb",
    asks=(
        remember_mask,
        remember_gates,
        remember_adam,
        sixty_drawings,
        their_seven,
        dots_to_blocks,
        blocks,
        nearest_mean,
        confusion_matrix,
        mixed_up,
        shares,
        surest_errors,
        how_they_look,
        by_hand,
        calibration_error,
        temperature_moves,
        honest,
        elsewhere,
        other_hands,
        in_order,
        report,
        read_digits,
    ),
)
