"""Lesson 05, Loss functions: the lines ``scores_to_loss``."""

from course_lib.checks import parsons

scores_to_loss = parsons(
    name="scores_to_loss",
    lesson=5,
    minutes=3,
    difficulty=2,
    prompt="From the scores z of a whole batch to its categorical cross-entropy. Two lines do not "
    "belong to it.",
    program="""
        z = x @ kernel + bias
        z = z - z.max(axis=1, keepdims=True)
        e = np.exp(z)
        shares = e / e.sum(axis=1, keepdims=True)
        given_to_truth = (truth * shares).sum(axis=1)
        loss = np.mean(-np.log(given_to_truth))
    """,
    left_out={
        "shares = e / e.sum()": "This divides by the sum of the whole table: then all rows "
        "together add up to 1, and not each.",
        "loss = np.sum(-np.log(given_to_truth))": "This is the sum over the rows. The loss is "
        "their mean.",
    },
)

scores_to_loss.before(
    "e = np.exp(z)",
    "z.max(axis=1",
    "Here e is taken to scores that were not shifted yet: large ones overflow. Shift first.",
)
scores_to_loss.before(
    "shares = e / e.sum(axis=1",
    "e = np.exp(z)",
    "Shares are made of e, and e does not exist yet.",
)
scores_to_loss.before(
    "given_to_truth = (truth",
    "shares = e / e.sum(axis=1",
    "What was given to the truth is read from the shares: those come first.",
)
scores_to_loss.before(
    "loss = np.mean(",
    "given_to_truth = (truth",
    "The loss is the last line: it takes the log of what was given to the truth.",
)
scores_to_loss.hints(
    "Scores come first and the loss last. In between: shift, take e to it, share out, pick what "
    "went to the truth.",
    "z, the shift, e, the shares with axis=1, given_to_truth, and the mean of minus its log.",
)
scores_to_loss.why(
    "Six lines from what comes in to one number. Lesson 06 goes through such lines backward."
)
