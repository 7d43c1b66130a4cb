"""Lesson 17, Read your own handwriting: the form ``in_order``."""

from course_lib.checks import parsons

in_order = parsons(
    name="in_order",
    lesson=17,
    minutes=4,
    difficulty=2,
    prompt="From rows to a number that may be reported: put the lines into order.",
    program="""
        train, validation, test = split(rows)
        shift, scale = train.x.mean(axis=0), train.x.std(axis=0)
        models = [fitted(network, train) for network in candidates]
        best = max(models, key=lambda model: read(model, validation))
        best.save("best.keras")
        print(read(load_model("best.keras"), test))
    """,
    left_out={
        "shift, scale = rows.x.mean(axis=0), rows.x.std(axis=0)": "These are the mean and deviation "
        "of *all* rows: those of the test leak into the training. Take those of train.",
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
    "shift, scale",
    "train, validation, test",
    "There is no train yet when its mean is taken. Split first, before you compute anything.",
)
in_order.before(
    "models = [",
    "shift, scale",
    "The networks are trained before the scale is known. First mean and deviation of the training "
    "rows, then the training.",
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
    "Split, scale, train, choose, save, test. What you look at only once comes last.",
    "Three lines look alike and choose the best: one of them chooses by rows that were not learned "
    "from, and are not the test's.",
)
in_order.why(
    "The test is read once, from the file that will be used. That number may be reported."
)
