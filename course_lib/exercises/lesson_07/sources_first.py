"""Lesson 07, Gradient checks and autograd: the form ``sources_first``."""

from course_lib.checks import parsons

sources_first = parsons(
    name="sources_first",
    lesson=7,
    minutes=4,
    difficulty=2,
    prompt="Put these lines into order, so that `order` lists every value that the result was made "
    "from once, and after its sources.",
    program="""
        order = []
        def visit(value):
            if value not in order:
                for source, slope in value.sources:
                    visit(source)
                order.append(value)
        visit(result)
    """,
    left_out={
        "        visit(value)": "A function that calls itself with the value that it was given "
        "never comes to an end. Visit its sources.",
        "    if value in order:": "At the beginning nothing is in the list, so with this line "
        "nothing gets into it. Take the one with `not in`.",
        "            order.append(source)": "Here a value's sources are put in, and nobody puts in "
        "the result itself. Let each value put itself in: the line with order.append(value).",
    },
)
sources_first.accepts("""
def visit(value):
    if value not in order:
        for source, slope in value.sources:
            visit(source)
        order.append(value)
order = []
visit(result)
""")
sources_first.before(
    "order.append(value)",
    "for source",
    "Here a value is put in before its sources are visited. They have to stand in the list first: "
    "the loop comes before the append.",
)
sources_first.before(
    "for source",
    "if value not in",
    "A value that was used twice is visited twice here. Ask first whether it is in the list.",
)
sources_first.before(
    "visit(source)",
    "for source",
    "`source` has no value yet when it is visited. The loop names it.",
)
sources_first.before(
    "visit(result)",
    "def visit",
    "The call stands before the function that it calls. Python reads from the top.",
)
sources_first.before(
    "visit(result)",
    "order = []",
    "The list is made after the visit, which needs it, and whatever got in is lost.",
)
sources_first.hints(
    "A function that visits one value: if it is new, visit its sources, and only then put it into "
    "the list. At the end, call it once.",
    "order = [], def visit(value), if value not in order, the loop with visit(source) in it, "
    "order.append(value) after the loop, and last visit(result).",
)
sources_first.why(
    "Read backwards, the list has every value before its sources. That is the order in which all "
    "users have had their turns."
)
