"""Lesson 00, Start here: the questions."""

from course_lib.checks import question

cell_order = question(
    name="cell_order",
    lesson=0,
    kind="predict",
    prompt="The third cell shows …",
    options={
        "2": "That would be right if each cell ran once.",
        "3": "Count the runs: the first sets x to 1, and then there are three more.",
        "4": "The kernel counts runs, not lines on the page: 1, and 1 three times more.",
    },
    answer="4",
)
