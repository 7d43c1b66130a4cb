"""ASKS: what each lesson asks, a folder a lesson.

``from course_lib.exercises import lesson_01 as check`` is what a notebook says. Nothing is loaded
here but the list of lessons and how a learner stands: a notebook pays for its own lesson alone.
"""

from course_lib.exercises.all_lessons import lessons
from course_lib.exercises.progress_map import progress_map
from course_lib.exercises.solved import solved

__all__ = ["lessons", "progress_map", "solved"]
