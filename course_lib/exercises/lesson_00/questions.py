"""Lesson 00, Start here: the questions."""

from course_lib.checks import explanation, question

small_corner = question(
    name="small_corner",
    lesson=0,
    kind="predict",
    prompt="You draw a small 3 into a corner of the paper. Will the network read it?",
    options={
        "Only a large one in the middle": "So would a network that got the paper as it is. Before "
        "it is asked, the course cuts the digit out and brings it to one size.",
        "As well as a large one": "Before the network is asked, the course cuts the digit out and "
        "brings it to one size. Lesson 13 shows what happens without that.",
        "Never: it has only seen large ones": "Large ones is all it has seen. So yours is brought "
        "to their size first.",
    },
    answer="As well as a large one",
)


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


why_try_first = explanation(
    name="why_try_first",
    lesson=0,
    prompt="Why does an answer that you have searched for stay with you longer than one that you "
    "have read? Say it in a sentence of your own.",
    model="While you search, you tie the answer to what you knew before and to the ways that "
    "failed; what is tied to much is found again.",
)
