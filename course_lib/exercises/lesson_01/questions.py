"""Lesson 01, Build a neuron: the questions."""

from course_lib.checks import question

coat = question(
    name="coat",
    lesson=1,
    kind="predict",
    prompt="Where will this neuron's answer be?",
    options={
        "near 0: no coat": "The bias alone already leans towards a coat, by 4.",
        "near a half: it can't decide": "Undecided means a sum of zero. Add up: 0, and 3, and 4.",
        "near 1: take the coat": "The sum is 7, well on the side of yes.",
    },
    answer="near 1: take the coat",
)


bias_moves = question(
    name="bias_moves",
    lesson=1,
    kind="predict",
    prompt="When b goes down from 4 to -4, the line will …",
    options={
        "turn": "Turning takes a change in how much one input counts against the other.",
        "move, and keep its direction": "The bias is added to every point's sum alike.",
        "stay, while the colours blur": "Blur would need smaller sums at every distance.",
    },
    answer="move, and keep its direction",
)


double_weight = question(
    name="double_weight",
    lesson=1,
    kind="ask",
    prompt="With b = 4 and w2 = 2, the line lies at a cold of …",
    options={
        "-4, where it was": "Put -4 into the sum: 2 · (-4) + 4 is -4, a clear no. "
        "The line is where the sum is 0.",
        "-2": "2 · (-2) + 4 = 0. Twice the weight against the same bias: the bias counts for "
        "half as much.",
        "-8": "2 · (-8) + 4 is -12. A larger weight makes the cold count for more, so less of it "
        "is needed to outweigh the bias.",
    },
    answer="-2",
)


weight_turns = question(
    name="weight_turns",
    lesson=1,
    kind="predict",
    prompt="When w1 goes up from 0 to 3, the line will …",
    options={
        "turn about the middle": "In the middle both inputs are 0, and no weight can change that.",
        "move to the right": "Moving without turning is what the bias does.",
        "stay level, and get sharper": "A level line means that the wind doesn't count.",
    },
    answer="turn about the middle",
)


sharpen = question(
    name="sharpen",
    lesson=1,
    kind="predict",
    prompt="With w = [3, 3] and b = -3 instead of [1, 1] and -1 …",
    options={
        "the line moves, the colours stay": "The line is where z = 0. Multiply 0 by 3.",
        "the line stays, the colours change faster": "Zero stays zero, and every other sum grows.",
        "nothing changes": "Three times the sum is further out on the sigmoid.",
    },
    answer="the line stays, the colours change faster",
)
