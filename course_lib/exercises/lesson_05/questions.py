"""Lesson 05, Loss functions: the questions."""

from course_lib.checks import explanation, question

remember_parameters = question(
    name="remember_parameters",
    lesson=5,
    kind="ask",
    prompt="Lesson 04: how many parameters has a layer of 2 neurons that reads 3 inputs?",
    options={
        "5": "3 + 2 counts what there is to connect. Every neuron has a weight for every input.",
        "6": "Those are the weights, 3 · 2. What does each neuron have besides?",
        "8": "3 · 2 weights and 2 biases.",
        "9": "One bias for each neuron, and there are 2 of them; the inputs have none.",
    },
    answer="8",
)


remember_dead = question(
    name="remember_dead",
    lesson=5,
    kind="ask",
    prompt="Lesson 02: a ReLU neuron's z is below zero for everything it is shown. What follows?",
    options={
        "Its slope is 0, so no nudge reaches it": "It is called dead. The leaky ReLU was made for "
        "this case.",
        "It answers with negative numbers": "Below zero a ReLU answers 0.",
        "It is saturated, as a sigmoid would be": "A saturated sigmoid still has a little slope. "
        "Here there is none at all.",
    },
    answer="Its slope is 0, so no nudge reaches it",
)


remember_xor = question(
    name="remember_xor",
    lesson=5,
    kind="ask",
    prompt="Lesson 03: which of these can no single neuron say?",
    options={
        "AND": "One line cuts off the corner where both inputs are 1.",
        "OR": "One line cuts off the corner where both inputs are 0.",
        "XOR": "Its two corners of yes lie across from each other: no one line has both on a side.",
    },
    answer="XOR",
)


undecided = question(
    name="undecided",
    lesson=5,
    kind="predict",
    prompt="A model says 0.5 on every one of the six evenings. The mean of its errors is …",
    options={
        "0.5": "Every error has the size 0.5, but three of them are above 0 and three below, so "
        "they cancel.",
        "0": "Three errors of +0.5 and three of -0.5.",
        "1": "No error here is larger than a half, so their mean can't be either.",
    },
    answer="0",
)


confident = question(
    name="confident",
    lesson=5,
    kind="predict",
    prompt="The truth is yes. A prediction gets worse, from 0.1 to 0.01. Its squared error …",
    options={
        "doubles": "0.9² is 0.81 and 0.99² is 0.98. It is the logarithm that doubles.",
        "hardly moves": "From 0.81 to 0.98: squares of numbers below 1 never exceed 1.",
        "grows tenfold": "0.9² is 0.81 already, and the square of a number below 1 never exceeds "
        "1.",
    },
    answer="hardly moves",
)


all_no = question(
    name="all_no",
    lesson=5,
    kind="predict",
    prompt="You pull both weights to -3. The neuron then says no to every evening. The loss is …",
    options={
        "0": "Half of the evenings were coat evenings, and it misses all of them.",
        "0.5": "Three errors of 1 and three of 0, squared, and the mean of them.",
        "1": "That would take an error of 1 on every evening. On three of the six, no is right.",
    },
    answer="0.5",
)


shifted = question(
    name="shifted",
    lesson=5,
    kind="predict",
    prompt="You add 100 to each of the three scores. The shares …",
    options={
        "all grow": "They have to add up to 1: not all can grow.",
        "stay as they are": "Each e^z grows by the same factor, e^100, and so does their sum.",
        "get more equal": "What counts is the distance between the scores, and it has not changed.",
    },
    answer="stay as they are",
)


slope_there = question(
    name="slope_there",
    lesson=5,
    kind="predict",
    prompt="The truth is yes, and the prediction is 0.01. Compare the slopes of the two losses "
    "there.",
    options={
        "about the same": "Both are wrong by nearly as much as can be. One of them says so by its "
        "height alone: −1.98. The other one's slope is −100.",
        "cross-entropy is twice as steep": "Its *height* is about twice what it was at 0.1. Its "
        "slope is fifty times the squared error's: −100 against −1.98.",
        "cross-entropy is fifty times as steep": "−100 against −1.98. What trains on it is told "
        "fifty times as firmly to move.",
    },
    answer="cross-entropy is fifty times as steep",
)


off_the_plain = question(
    name="off_the_plain",
    lesson=5,
    kind="predict",
    prompt="The same neuron at −3, −3, where all answers are a saturated no; but the loss is "
    "cross-entropy. What will a step downhill do?",
    options={
        "nothing: a saturated neuron has no slope": "The sigmoid is as flat as before. But minus "
        "the log of what it gave to the truth still falls, by as much for each nudge of z as ever.",
        "lead downhill": "Three coat evenings were given next to nothing, and minus the log of "
        "next to nothing is steep.",
        "lead uphill, to a worse place": "A step goes against the slope, so a small one leads "
        "down. It would have to be far too long to end up higher.",
    },
    answer="lead downhill",
)


why_crossentropy = explanation(
    name="why_crossentropy",
    lesson=5,
    prompt="In your own words: why is a network that answers yes or no trained on cross-entropy, "
    "when squared error measures its mistakes too?",
    model="Where the network is surely wrong the sigmoid is flat, so squared error has next to no "
    "slope there and training gets no hint which way to go; cross-entropy is steepest where the "
    "answer is most wrong.",
)
