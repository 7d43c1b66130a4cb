"""A translated lesson is graded like the English one: names and answers are the same."""

from course_lib.checks import State
from course_lib.grading import marking
from course_lib.grading.marking import Job, mark, seeds
from tests.grading.classroom import code


def graded(project, name):
    names = tuple(marking.catalogue()[1].tasks)
    return mark(Job(1, 1, tuple(code(project, name)), seeds(b"s" * 32, 1, "x", names)))


def test_a_solved_translated_lesson_has_all_points(project, isolation):
    cells = code(project, "de/01")
    assert "%env COURSE_LANGUAGE=de" in cells[:2]  # before the course is imported
    result = graded(project, "de/01")
    assert result.score == result.possible > 0
    assert {task.state for task in result.marks if task.possible} == {State.CORRECT}
