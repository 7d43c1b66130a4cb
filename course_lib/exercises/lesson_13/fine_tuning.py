"""Lesson 13, Convolutional networks: the form ``fine_tuning``."""

from course_lib.checks import parsons

fine_tuning = parsons(
    name="fine_tuning",
    lesson=13,
    minutes=4,
    difficulty=2,
    prompt="Give a new network the eyes of a trained one, and teach it new pictures: put the lines "
    "into order.",
    program="""
        model = seeing(course_lib)
        for new, old in zip(model.layers[:-1], flat.layers[:-1]):
            new.set_weights(old.get_weights())
            new.trainable = False
        model.compile("adam", "sparse_categorical_crossentropy")
        model.fit(few.x, few.y, epochs=100)
        print(model.evaluate(others.x, others.y))
    """,
    left_out={
        "print(model.evaluate(few.x, few.y))": "These are the pictures that it learned from: their "
        "loss tells how well it knows them by heart. Leave this line out.",
        "    old.trainable = False": "This freezes the layers of the network that stays as it is "
        "anyway. It is the new ones that must not move: leave this line out.",
    },
)
fine_tuning.accepts(
    """
    model = seeing(course_lib)
    for new, old in zip(model.layers[:-1], flat.layers[:-1]):
        new.trainable = False
        new.set_weights(old.get_weights())
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(few.x, few.y, epochs=100)
    print(model.evaluate(others.x, others.y))
    """
)
fine_tuning.before(
    "model.compile(",
    "new.trainable",
    "compile stands before the freezing here. It notes which weights may move, so what is frozen "
    "afterwards is frozen too late: in Keras nothing is said, and the layers go on learning.",
)
fine_tuning.before(
    "model.fit(",
    "new.set_weights",
    "fit stands before the weights are brought over: the new network learns with random eyes, and "
    "then they are replaced.",
)
fine_tuning.before(
    "model.fit(",
    "model.compile(",
    "fit stands before compile, and has no loss yet. Compile first.",
)
fine_tuning.before(
    "for new, old",
    "model = seeing(course_lib)",
    "The loop goes over the layers of a model that is not there yet. Build it first.",
)
fine_tuning.before(
    "print(",
    "model.fit(",
    "The evaluation stands before fit: it measures a last layer that knows nothing yet.",
)
fine_tuning.hints(
    "Four steps: a new network, the old weights into all layers but the last, those frozen, the "
    "rest trained.",
    "compile comes after everything that says which weights may move, and right before fit.",
)
fine_tuning.why(
    "Copy, freeze, compile, fit: with a network of somebody else's in the place of `flat`, this "
    "is how most pictures are learned today."
)
