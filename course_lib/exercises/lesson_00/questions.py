"""Lesson 00, Start here: the questions."""

from course_lib.checks import question

cell_order = question(
    name="cell_order",
    lesson=0,
    kind="predict",
    prompt="The third cell shows …",
    options={
        "2": "That is what the third cell shows when each cell has run once. Three runs of the "
        "second add 1 three times.",
        "3": "The very first run sets x to 1. The three runs of the second cell come on top of it: "
        "2, 3, 4.",
        "4": "The kernel counts runs, not lines on the page: 1, and 1 three times more.",
    },
    answer="4",
)
