"""Lesson 00, Start here: a first answer, and what the check says of it."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_00.questions import cell_order, small_corner, why_try_first
from course_lib.exercises.lesson_00.sure_four import sure_four
from course_lib.exercises.lesson_00.weigh import weigh
from course_lib.exercises.lesson_00.weigh_all import weigh_all

LESSON = Lesson(
    number=0,
    title="Start here",
    notebook="00_start_here.ipynb",
    asks=(small_corner, sure_four, cell_order, weigh, why_try_first, weigh_all),
)
