"""Lesson 17, Capstone project: the form ``in_order``."""

from course_lib.checks import parsons

in_order = parsons(
    name="in_order",
    lesson=17,
    minutes=4,
    difficulty=2,
    prompt="From rows to a number that may be reported: put the lines into order.",
    program="""
        train, validation, test = split(rows)
        models = [fitted(network, train) for network in candidates]
        best = max(models, key=lambda model: read(model, validation))
        best.save("best.keras")
        print(read(load_model("best.keras"), test))
    """,
    left_out={
        "models = [fitted(network, rows) for network in candidates]": "These learn from *all* "
        "rows, the test's among them. Then the test asks what was learned by heart.",
        "best = max(models, key=lambda model: read(model, test))": "This chooses by the test rows. "
        "Then they are no test any more: what was chosen for them looks better on them than it is.",
        "best = max(models, key=lambda model: read(model, train))": "The training rows like best "
        "whoever knows them by heart. Choose by the validation rows.",
    },
)
in_order.before(
    "models = [",
    "train, validation, test",
    "The networks are trained before the rows are split: on which rows, then?",
)
in_order.before(
    "best = max",
    "models = [",
    "There are no models to choose from yet.",
)
in_order.before(
    "best.save",
    "best = max",
    "Nothing has been chosen yet that could be saved.",
)
in_order.before(
    "print(read",
    "best.save",
    "The file is loaded before it is written.",
)
in_order.hints(
    "Split, train, choose, save, test. What you look at only once comes last.",
    "Three lines look alike and choose the best: one of them chooses by rows that were not learned "
    "from, and are not the test's.",
)
in_order.why("The test is read once, from the file that will be used. That number may be reported.")
