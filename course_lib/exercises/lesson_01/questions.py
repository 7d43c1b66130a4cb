"""Lesson 01, Neuron: the questions."""

from course_lib.checks import explanation, question

coat = question(
    name="coat",
    lesson=1,
    kind="predict",
    prompt="Where will this neuron's answer be?",
    options={
        "near 0: no coat": "The bias alone leans towards a coat, by 4, and nothing here pulls the "
        "other way: the sum is 7, far on the side of yes.",
        "near a half: it can't decide": "Undecided takes a sum near 0. Here 0, 3 and 4 are added "
        "up, and that makes 7.",
        "near 1: take the coat": "The sum is 7, well on the side of yes, and the sigmoid makes "
        "0.999 of it.",
    },
    answer="near 1: take the coat",
)


twice_inputs = question(
    name="twice_inputs",
    lesson=1,
    kind="predict",
    prompt="Wind and cold are both twice as large. z goes from 7 to …",
    options={
        "7, where it was": "The wind doesn't count, but the cold does: 1 · 6 + 4 is 10.",
        "10": "1 · 6 + 4. The products are twice as large, and the bias is added once, as before.",
        "14": "That would be twice the bias as well. No input is multiplied with the bias: 1 · 6 + "
        "4 is 10.",
    },
    answer="10",
)


bias_moves = question(
    name="bias_moves",
    lesson=1,
    kind="predict",
    prompt="When b goes down from 4 to -4, the line will …",
    options={
        "turn": "Turning takes a change in how much one input counts against the other, and b "
        "changes neither weight.",
        "move, and keep its direction": "The bias is added to every point's sum alike, so the line "
        "shifts as a whole.",
        "stay, while the colours blur": "The line is where the sum is 0, and b is a part of the "
        "sum: so the line moves. The colours change as fast as before, since no weight has "
        "changed.",
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
        "turn about the middle": "In the middle both inputs are 0, so the sum there is b, whatever "
        "the weights are. With b at 0 the line runs through the middle before and after.",
        "move to the right": "Moving without turning is what the bias does, and b stays 0. In the "
        "middle the sum is 0 before and after, so the line keeps to that point.",
        "stay level, and get sharper": "Sharper it gets, since a weight has grown. But a level "
        "line means that the wind doesn't count, and with w1 at 3 it counts more than the cold.",
    },
    answer="turn about the middle",
)


sharpen = question(
    name="sharpen",
    lesson=1,
    kind="predict",
    prompt="With w = [3, 3] and b = -3 instead of [1, 1] and -1 …",
    options={
        "the line moves, the colours stay": "The line is where z = 0, and 3 · 0 is 0, so it stays. "
        "Every other z is three times as far from 0, and that is what the colours show.",
        "the line stays, the colours change faster": "Zero stays zero, and every other sum is "
        "three times as far from it.",
        "nothing changes": "The line doesn't. But three times the sum is further out on the "
        "sigmoid, so the band of colours is a third as wide.",
    },
    answer="the line stays, the colours change faster",
)


why_stays = explanation(
    name="why_stays",
    lesson=1,
    prompt="All three numbers were multiplied by the same, and the line stayed where it was. Why? "
    "Say it in a sentence or two of your own.",
    model="The line is where the sum z is 0, and 0 times anything is 0; every other sum is "
    "multiplied and so lies further out on the sigmoid, where the answer is surer.",
)


turned_sign = question(
    name="turned_sign",
    lesson=1,
    kind="predict",
    prompt="In your sigmoid, z goes in where -z belongs. On the map …",
    options={
        "the line moves": "The line is where z = 0, and -0 is 0: it stays. What turns is which "
        "side says yes.",
        "blue and orange change places": "The sigmoid of -z is 1 less the sigmoid of z, so each "
        "yes is now as sure a no. The line stays, since -0 is 0.",
        "all of it turns grey": "That takes a half everywhere. Here every point but those on the "
        "line still has an answer, the opposite one.",
    },
    answer="blue and orange change places",
)
