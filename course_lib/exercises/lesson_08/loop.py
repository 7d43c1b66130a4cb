"""Lesson 08, Gradient descent: the form ``loop``."""

from course_lib.checks import parsons

loop = parsons(
    name="loop",
    lesson=8,
    minutes=4,
    difficulty=2,
    prompt="Put a training into order: a thousand epochs, one row at a time.",
    program="""
        for epoch in range(1000):
            for row, y_true in zip(x, y):
                y_pred = model(row)  # forward
                loss = model.loss(y_true, y_pred)  # loss
                model.backward()  # backward
                model.params -= 0.1 * model.grads  # update
    """,
    left_out={
        "        model.params += 0.1 * model.grads  # update": "This line adds the "
        "gradient, which climbs. Take the one that subtracts.",
        "        model = new_model()": "A new model knows nothing: made in a round of the loop, it "
        "forgets what was learned. Leave this line out.",
    },
)
loop.before(
    "# backward",
    "# loss",
    "Backward stands before the loss that it goes back from. The order is forward, loss, "
    "backward, update.",
)
loop.before(
    "# update",
    "# backward",
    "Update stands before backward, which works out its gradients. Put backward before update.",
)
loop.before(
    "# loss",
    "# forward",
    "The loss compares y_pred with y_true, and y_pred comes from forward. Put forward first.",
)
loop.before(
    "for row, y_true",
    "for epoch",
    "The rows are the outer loop here: each would be learned a thousand times before the "
    "next is looked at. The epochs are outside.",
)
loop.hints(
    "Four words, always in this order: forward, loss, backward, update.",
    "The loop over epochs is outside, the loop over rows inside, and the four words stand in it.",
)
loop.why("Every training in this course is this loop, up to the one that Keras runs for you.")
