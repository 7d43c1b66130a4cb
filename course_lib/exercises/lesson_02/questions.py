"""Lesson 02, Activation functions: the questions."""

from course_lib.checks import explanation, question

remember_bias = question(
    name="remember_bias",
    lesson=2,
    kind="ask",
    prompt="Lesson 01: you raise a neuron's bias and touch nothing else. Its boundary …",
    options={
        "turns": "Turning takes a change in how the inputs count against each other: the weights.",
        "moves, and keeps its direction": "Every point's sum grows by the same amount, so the "
        "line where the sum is 0 shifts.",
        "stays where it is": "The line is where z = 0, and the bias is a part of z.",
    },
    answer="moves, and keeps its direction",
)


remember_half = question(
    name="remember_half",
    lesson=2,
    kind="ask",
    prompt="Lesson 01: a neuron with a sigmoid answers exactly 0.5. What do you know of its z?",
    options={
        "z is 0.5": "That would give 0.622. The sigmoid of z is 1 / (1 + e^-z): when is e^-z 1?",
        "z is 0": "e^0 is 1, and 1 / (1 + 1) is a half: the point lies on the boundary.",
        "Nothing: it depends on the weights": "They decide which inputs give that z. The sigmoid "
        "itself has one z only for each answer.",
    },
    answer="z is 0",
)


remember_state = question(
    name="remember_state",
    lesson=2,
    kind="ask",
    prompt="Lesson 00: a check says “error”, and not “not yet”. What happened?",
    options={
        "The answer is wrong": "That is “not yet”: your code ran and gave something else.",
        "Python stopped inside your function": "The check shows your line, and the inputs that "
        "stopped it.",
        "The `...` is still there": "That is “not attempted”, and nothing is held against you.",
    },
    answer="Python stopped inside your function",
)


step_moves = question(
    name="step_moves",
    lesson=2,
    kind="predict",
    prompt="You nudge z up from -2, by a half, three times. What does the switch answer?",
    options={
        "0, then 0.5, then 1": "That would be a dimmer, with something in between yes and no. A "
        "switch has nothing in between.",
        "0 each time": "The switch asks on which side of 0 the sum is, and nothing more.",
        "1 at the third nudge": "After three halves, z is -0.5: still on the side of no.",
    },
    answer="0 each time",
)


steepest = question(
    name="steepest",
    lesson=2,
    kind="predict",
    prompt="Where does the sigmoid answer most strongly to a nudge?",
    options={
        "far to the left, where it says no": "Out there the curve is nearly level. It is sure of "
        "its no, and a nudge hardly moves it.",
        "at z = 0, where it can't decide": "There the curve is steepest, with a slope of 0.25.",
        "far to the right, where it says yes": "Out there the curve is nearly level: at 6 the "
        "slope is 0.002. It is sure of its yes, and a nudge hardly moves it.",
    },
    answer="at z = 0, where it can't decide",
)


tanh_steep = question(
    name="tanh_steep",
    lesson=2,
    kind="predict",
    prompt="At z = 0 the sigmoid's slope is 0.25. What is tanh's there?",
    options={
        "0.25, as the sigmoid's": "Stretched and twice as steep, it can't climb as slowly. Each of "
        "the two doubles the slope.",
        "0.5": "Going in, z is doubled: that gives 0.5. Coming out, the answer is doubled too.",
        "1": "z is doubled on its way in, and the answer on its way out: 2 times 2 times 0.25.",
    },
    answer="1",
)


relu_corner = question(
    name="relu_corner",
    lesson=2,
    kind="predict",
    prompt="You drag z from -2 to 2. ReLU's slope …",
    options={
        "grows bit by bit": "So does a curve's that bends. This one is made of two straight lines, "
        "and a straight line has one slope.",
        "is 0, and at one place becomes 1": "Left of 0 nothing comes, and the line is level. Right "
        "of it z itself comes, and climbs 1 for each 1 to the right.",
        "is 1 all the way": "Left of 0 nothing comes, at -2 as at -1: there it is level.",
    },
    answer="is 0, and at one place becomes 1",
)


relu_map = question(
    name="relu_map",
    lesson=2,
    kind="predict",
    prompt="On the side of *no*, a neuron with a ReLU answers …",
    options={
        "0, wherever you are": "The larger of z and 0 is 0 for every z below it, near the line or "
        "far away.",
        "less and less, the further out": "So does a sigmoid, or a linear neuron. The larger of z "
        "and 0 is 0 for every z below it.",
        "a little more than 0": "So does a sigmoid there. The larger of z and 0 is 0 for every z "
        "below it.",
    },
    answer="0, wherever you are",
)


rivals_level = question(
    name="rivals_level",
    lesson=2,
    kind="predict",
    prompt="At z = -3, how many of the seven have a slope of exactly 0?",
    options={
        "none": "Two of them are perfectly level there: for step and ReLU, no small nudge at -3 "
        "changes anything.",
        "two: step and ReLU": "They are level on the left, not nearly but entirely.",
        "four: step, sigmoid, tanh and ReLU": "Sigmoid and tanh are nearly level there, at 0.045 "
        "and 0.01. Nearly still is an answer to a nudge.",
    },
    answer="two: step and ReLU",
)


one_for_two = question(
    name="one_for_two",
    lesson=2,
    kind="predict",
    prompt="The first neuron computes 2·x + 1, the second 3 times that, less 4. In one neuron?",
    options={
        "w = 5 and b = -3": "That is 2 + 3 and 1 - 4. But the second neuron multiplies what the "
        "first one made, its 1 included: at x = 0 the two say -1, and w = 5 with b = -3 says -3.",
        "w = 6 and b = -1": "3 · (2·x + 1) - 4 is 6·x + 3 - 4.",
        "No one neuron can do what two do": "Here one does: it gives the same three answers. "
        "Multiply out 3 · (2·x + 1) - 4, and a single weight and a single bias are left.",
    },
    answer="w = 6 and b = -1",
)


why_bend = explanation(
    name="why_bend",
    lesson=2,
    prompt="What would a network lose if all its neurons were linear? Say it in a sentence or two "
    "of your own.",
    model="A weighted sum of weighted sums is a weighted sum again, so all its neurons together "
    "could do no more than a single one; it takes a bend between them.",
)


corners = question(
    name="corners",
    lesson=2,
    kind="predict",
    prompt="ReLU, leaky ReLU, sigmoid, softplus and tanh: how many of the five have a corner?",
    options={
        "one": "ReLU has one, where it opens. A tap that drips changes its slope as suddenly.",
        "two": "ReLU and leaky ReLU change their slope at 0, all at once. The other three bend.",
        "three": "Softplus looks like a ReLU from afar, and its corner is rounded off.",
    },
    answer="two",
)
