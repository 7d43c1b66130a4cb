"""Lesson 08, Gradient descent: the questions."""

from course_lib.checks import explanation, question

remember_gradient_check = question(
    name="remember_gradient_check",
    lesson=8,
    kind="ask",
    prompt="Lesson 07: how do you check a gradient that you derived by hand?",
    options={
        "Train with it, and see whether the loss falls": "A wrong gradient often still points "
        "downhill, more or less: the loss falls, and the mistake stays.",
        "Nudge a weight up and down by h, and divide the difference of the losses by 2h": "That "
        "is the central difference: it needs no derivation, so it can judge one.",
        "Derive it a second time": "The same head makes the same mistake twice. Measure the slope "
        "instead.",
    },
    answer="Nudge a weight up and down by h, and divide the difference of the losses by 2h",
)


remember_mse = question(
    name="remember_mse",
    lesson=8,
    kind="ask",
    prompt="Lesson 05: four answers are [1, 0, 0, 1], and the network says 0 each time. "
    "What is the mean squared error?",
    options={
        "0": "Two of the four are off by 1. Zero would mean that all are right.",
        "0.5": "Two errors of 1, squared, over four rows.",
        "2": "That is the sum of the squares. The mean divides it by the four rows.",
    },
    answer="0.5",
)


remember_slope = question(
    name="remember_slope",
    lesson=8,
    kind="ask",
    prompt="Lesson 02: where is the sigmoid's slope next to nothing?",
    options={
        "At z = 0": "There it is steepest: 0.25.",
        "Far out on both sides, at z = -20 or 20": "There the curve is flat, and what is flat "
        "passes next to no gradient on. You'll meet that again below.",
        "Nowhere: it rises everywhere": "It does rise everywhere, but at z = 20 by two thousandths "
        "of a millionth.",
    },
    answer="Far out on both sides, at z = -20 or 20",
)


first_or_last = question(
    name="first_or_last",
    lesson=8,
    kind="predict",
    prompt="A training goes a thousand times through the four people. When does the line do "
    "most of its moving?",
    options={
        "evenly, from the first to the thousandth": "The steps are as long as the slopes are "
        "steep, and the slopes are steepest where the network is most wrong: at the beginning.",
        "in the first thirty": "By epoch 30 all four are on the right side. The rest makes the "
        "answers surer.",
        "towards the end, when it has seen enough": "It never sees more than the same four. It is "
        "most wrong at the beginning, and there it moves most.",
    },
    answer="in the first thirty",
)


rate_too_high = question(
    name="rate_too_high",
    lesson=8,
    kind="predict",
    prompt="In the bowl w², a step multiplies w by 1 - 2 · rate. What does the ball do at a rate "
    "of 1.1?",
    options={
        "It rolls to the bottom faster than before": "That is so up to a rate of 0.5. At 1.1 a "
        "step multiplies w by 1 - 2.2, which is -1.2: the other side, and farther out.",
        "It crosses the bottom and comes to rest on the other side": "It crosses, and then it has "
        "a steeper slope under it than before. So the next step is longer still.",
        "It crosses the bottom and climbs higher each time": "The factor is -1.2: the other side, "
        "and farther out.",
    },
    answer="It crosses the bottom and climbs higher each time",
)


rate_of_ten = question(
    name="rate_of_ten",
    lesson=8,
    kind="predict",
    prompt="At a rate of 10, a hundred times the one that is set, the four people …",
    options={
        "are never learned: the steps are far too long": "Often it is so, as you'll see next, in a "
        "bowl. But a sigmoid's slope dies away far out, so there is nothing to be thrown by.",
        "are learned faster": "After one epoch all four are right. A sigmoid flattens where it is "
        "sure, so even a huge step lands where the ground is level.",
        "are learned as fast as before": "The steps are a hundred times as long. All four are "
        "right after a single epoch, and at a rate of 0.1 they are not.",
    },
    answer="are learned faster",
)


which_batch = question(
    name="which_batch",
    lesson=8,
    kind="predict",
    prompt="64 people, 100 epochs, one rate; and batches of 64, of 8, of 1. After these epochs, "
    "whose loss is lowest?",
    options={
        "that of batches of 64: each step knows all the rows": "Its steps are the best informed, "
        "and there is one an epoch: 100 in all, where batches of 1 make 6,400.",
        "that of batches of 1: it makes the most steps": "64 steps an epoch in place of one. They "
        "are worse informed, so its loss jumps; but they are many.",
        "all three are alike: each row is seen 100 times": "What is seen does not count, but how "
        "often the weights are changed: 100 times, 800 times, 6,400 times.",
    },
    answer="that of batches of 1: it makes the most steps",
)


raw_data = question(
    name="raw_data",
    lesson=8,
    kind="predict",
    prompt="The same network, the same first weights, but raw pounds and inches. After 1,000 "
    "epochs it …",
    options={
        "learns as well: only the zero has moved": "For you only the zero has moved. For a hidden "
        "neuron the sums have: they lie far out, where a sigmoid is flat, and all four people get "
        "the same answer.",
        "learns more slowly": "Slowly would mean that it gets there. The hidden sums lie where a "
        "sigmoid is flat, so in 4,000 updates no weight of the hidden neurons moves by more than "
        "0.03.",
        "says the same of everybody": "All its hidden neurons sit on the flat part of the sigmoid, "
        "so neither the answers nor the gradients can tell people apart.",
    },
    answer="says the same of everybody",
)


why_raw = explanation(
    name="why_raw",
    lesson=8,
    prompt="In your own words: four thousand updates, and the hidden neurons have learned nothing "
    "from raw pounds and inches. Why?",
    model="Raw pounds and inches make sums far out, where the sigmoid is flat: everybody comes "
    "through as the same number, and the slope that each gradient is multiplied by is next to "
    "nothing, so no hidden weight moves.",
)
