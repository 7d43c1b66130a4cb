"""Lesson 14, Recurrent networks: the form ``back_in_time``."""

from course_lib.checks import parsons

back_in_time = parsons(
    name="back_in_time",
    lesson=14,
    minutes=4,
    difficulty=2,
    prompt="Put the way back through time into order: d_h is the slope along the last state.",
    program="""
        d_recurrent = np.zeros_like(recurrent)
        for t in reversed(range(1, len(h))):
            d_z = d_h * (1 - h[t] ** 2)  # back through tanh
            d_recurrent += h[t - 1].T @ d_z
            d_h = d_z @ recurrent.T  # now the slope along h[t - 1]
    """,
    left_out={
        "for t in range(1, len(h)):": "The slope is known after the last step, so the way back "
        "begins there: take the loop that is reversed.",
        "    d_recurrent = h[t - 1].T @ d_z": "This line forgets what the other steps have "
        "said. All steps share this weight, so their slopes are added up: take the one with +=.",
        "    d_recurrent += h[t].T @ d_z": "At step t the recurrent weights multiply the state "
        "that came *into* the step: h[t - 1].",
    },
)
back_in_time.accepts("""
d_recurrent = np.zeros_like(recurrent)
for t in reversed(range(1, len(h))):
    d_z = d_h * (1 - h[t] ** 2)  # back through tanh
    d_h = d_z @ recurrent.T  # now the slope along h[t - 1]
    d_recurrent += h[t - 1].T @ d_z
""")
back_in_time.before(
    "for t in",
    "d_recurrent = np.zeros_like",
    "The zeros stand inside the loop here, so each step wipes out what the later ones have added. "
    "Put them before the loop.",
)
back_in_time.before(
    "d_h = d_z",
    "d_z = d_h",
    "d_h moves on to the step before while this step still needs it. First go back through tanh.",
)
back_in_time.before(
    "d_recurrent += h[t - 1]",
    "d_z = d_h",
    "The weight's slope is what came in, times the slope along the *sum*: d_z has to be there "
    "first.",
)
back_in_time.hints(
    "Three stages for each step, as in any layer: through tanh, to the weights, to what came in.",
    "Zeros, the loop backwards, then d_z, d_recurrent and d_h.",
)
back_in_time.why(
    "A recurrent layer is a deep network whose layers all have the same weights. Going back "
    "through it is called backpropagation through time."
)
