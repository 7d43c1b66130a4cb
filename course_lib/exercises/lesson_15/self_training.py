"""Lesson 15, Unsupervised learning: the form ``self_training``."""

from course_lib.checks import parsons

self_training = parsons(
    name="self_training",
    lesson=15,
    minutes=4,
    difficulty=2,
    prompt="Put five rounds of pseudo-labels into order. x and y are labelled, more is not, and "
    "the network is judged by a test at the end.",
    program="""
        x_all, y_all = x, y
        for _ in range(5):
            model = network()
            model.fit(x_all, y_all, epochs=50)
            outputs = model.predict(more)
            x_all, y_all = pseudo_labels(x, y, more, outputs, 0.9)
        print(model.evaluate(test_x, test_y))
    """,
    left_out={
        "    more = np.concatenate([more, test_x])": "This brings the test's pictures into the "
        "training. A test that has taught the network can't judge it: leave this line out.",
        "    x, y = pseudo_labels(x, y, more, outputs, 0.9)": "This puts pseudo-labels among the "
        "true ones, and never takes one back: an error of the first round stays for good. Take the "
        "line that begins with x_all, and asks anew in each round.",
        "    if model.evaluate(test_x, test_y)[0] < 0.5: break": "This lets the test decide when "
        "to stop. Then its number is too good: leave this line out.",
    },
)
self_training.before(
    "outputs =",
    "model.fit",
    "The network is asked before it has learned anything in this round. Put fit before predict.",
)
self_training.before(
    "x_all, y_all = pseudo_labels",
    "outputs =",
    "Pseudo-labels are made of outputs, and those come from predict: put it first.",
)
self_training.before(
    "model.fit",
    "model = network()",
    "fit stands before there is a network in this round. Make it first.",
)
self_training.before(
    "for _ in",
    "x_all, y_all = x, y",
    "In the first round there are no pseudo-labels yet. Before the loop, x_all and y_all are what "
    "is labelled.",
)
self_training.before(
    "print(",
    "for _ in",
    "The test stands before the training. It comes at the end, once.",
)
self_training.hints(
    "Each round: a new network, trained on what there is; then it reads the rest; then the sure "
    "ones join the labelled ones.",
    "Before the loop x_all, y_all = x, y. In it network, fit, predict, pseudo_labels. After it the "
    "test.",
)
self_training.why(
    "Each round asks for all pseudo-labels anew, so that an error *can* be taken back. Whether it "
    "is, you see next."
)
