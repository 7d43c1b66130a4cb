"""Lesson 09, Hidden layers: the questions."""

from course_lib.checks import explanation, question

remember_rate = question(
    name="remember_rate",
    lesson=9,
    kind="ask",
    prompt="Lesson 08: the loss grows from step to step, faster and faster. What do you change "
    "first?",
    options={
        "More epochs": "More of the same steps lead farther out.",
        "A lower learning rate": "Each step lands beyond the bottom, higher than it began. A "
        "shorter one does not.",
        "Other first weights": "In a bowl it does not matter where you start: a rate above the "
        "border diverges from everywhere.",
    },
    answer="A lower learning rate",
)


remember_way_back = question(
    name="remember_way_back",
    lesson=9,
    kind="ask",
    prompt="Lesson 06: on its way back from the output to w1, which weight does the slope pass "
    "through?",
    options={
        "w5, which leads from h1 to the output": "What h1 does to the loss, it does through w5; "
        "so the slope is multiplied by it.",
        "w2, which leads into h1 as well": "w2 carries the other input to h1. Forward, nothing of "
        "w1 passes through it, and so nothing does backward.",
        "None: w1 is right at the input": "Forward, w1 acts on h1, and h1 acts on the output "
        "through a weight. Backward is the same way.",
    },
    answer="w5, which leads from h1 to the output",
)


remember_one_neuron = question(
    name="remember_one_neuron",
    lesson=9,
    kind="ask",
    prompt="Lesson 03: which of these can one neuron with two inputs never do?",
    options={
        "AND": "A line that cuts one corner off is enough for AND.",
        "OR": "A line that cuts one corner off is enough for OR: the other corner.",
        "XOR": "Its two yeses lie across from each other, and no straight line has both on one "
        "side and both noes on the other.",
    },
    answer="XOR",
)


one_neuron = question(
    name="one_neuron",
    lesson=9,
    kind="predict",
    prompt="One neuron is trained on the four rows until nothing changes any more. What does it "
    "say of them?",
    options={
        "three right, one wrong": "A line can do that. But where it is sure of three rows it is "
        "surely wrong about the fourth, and one error of 1 costs as much as four errors of a half: "
        "1² is 4 · 0.5².",
        "0.5 to everything": "Whatever it does for one row makes another worse, and at 0.5 the "
        "four pulls cancel.",
        "something else for each seed": "Put another number into `set_random_seed` above: it "
        "begins elsewhere, and ends at the same four halves.",
    },
    answer="0.5 to everything",
)


ones_column = question(
    name="ones_column",
    lesson=9,
    kind="ask",
    prompt="Somebody forgets the column of ones. What can their hidden neurons no longer do?",
    options={
        "Turn their lines": "The two weights turn the line, with or without a bias.",
        "Move their lines away from (0, 0)": "Without a bias z is 0 wherever both inputs are 0, so "
        "every line goes through that point.",
        "Sharpen their lines": "Larger weights sharpen, with or without a bias.",
    },
    answer="Move their lines away from (0, 0)",
)


in_hidden_space = question(
    name="in_hidden_space",
    lesson=9,
    kind="predict",
    prompt="The network trains until it is right. In hidden space, h1 across and h2 up, the four "
    "rows …",
    options={
        "stay the corners of a square": "That square would be XOR still. The output neuron has one "
        "straight line there, so something had to be folded first.",
        "fold up: two of them fall on one spot": "The two yeses lie on one spot, with a no on "
        "either side of the bend, and a straight line cuts the bend off.",
        "fall on one spot, all four": "Then the output neuron would say the same of all, as it "
        "does at the beginning, where it is undecided.",
    },
    answer="fold up: two of them fall on one spot",
)


why_folded = explanation(
    name="why_folded",
    lesson=9,
    prompt="In your own words: the output neuron has one straight line, like the neuron that was "
    "alone. Why is it enough now?",
    model="It no longer reads the plane, but what h1 and h2 say of it; there the two yeses, which "
    "lay across from each other, have fallen on one spot, and one straight line parts a spot from "
    "the two noes.",
)


from_ones = question(
    name="from_ones",
    lesson=9,
    kind="predict",
    prompt="All first weights are 1. What will the four hidden neurons look like after training?",
    options={
        "four different lines": "They read the same rows, and each has the same weight to the "
        "output. Nothing could make the first of them move otherwise than the second.",
        "one line, four times": "Equal numbers get equal gradients, in every step.",
        "nothing moves at all": "They do move: the kernel above is no longer made of ones. But "
        "they move together.",
    },
    answer="one line, four times",
)


too_deep = question(
    name="too_deep",
    lesson=9,
    kind="predict",
    prompt="A network has ten hidden layers of sigmoids. Compare the gradient in its first layer "
    "with that in its last.",
    options={
        "about the same": "Each layer on the way back multiplies by a sigmoid's slope, and that is "
        "a quarter at most. After ten of them nearly nothing is left.",
        "smaller, perhaps by half": "One sigmoid alone leaves a quarter at most, and there are "
        "ten, one after the other. In the figure about a ten millionth arrives.",
        "smaller by a factor of many thousands": "A quarter of a quarter of a quarter …",
    },
    answer="smaller by a factor of many thousands",
)


relu_deep = question(
    name="relu_deep",
    lesson=9,
    kind="predict",
    prompt="Ten hidden layers of ReLU, with He's weights. Compare the gradient in the first layer "
    "with that in the last.",
    options={
        "next to nothing arrives, again": "A ReLU's slope is 1 or 0, never a quarter. It silences "
        "half of the sums, and He's weights make up for that half.",
        "about the same, within a factor of ten": "Each layer multiplies by about 1 on "
        "the way back: half of the slopes are 0, and the weights are larger by as much.",
        "far more arrives than started": "It would with larger weights: drag them to 3. He's size "
        "is the one at which a layer multiplies by about 1.",
    },
    answer="about the same, within a factor of ten",
)
