"""Lesson 10, Keras: the questions."""

from course_lib.checks import explanation, question

remember_symmetry = question(
    name="remember_symmetry",
    lesson=10,
    kind="ask",
    prompt="Lesson 09: all first weights of a hidden layer are equal. What comes of it?",
    options={
        "It trains more slowly": "It never gets to where different neurons would get, however long "
        "you wait.",
        "Its neurons stay equal for ever": "The same weights give the same outputs, and so the "
        "same gradients, in every step.",
        "Its gradients vanish": "They have a size like any others. They are only all the same.",
    },
    answer="Its neurons stay equal for ever",
)


remember_check = question(
    name="remember_check",
    lesson=10,
    kind="ask",
    prompt="Lesson 07: a backward pass is wrong by a factor of 2. How do you find out?",
    options={
        "The loss does not fall": "It does: half the slope still points downhill.",
        "By comparing with a measured slope": "Nudge a weight, see what the loss does, and hold "
        "the two slopes side by side.",
        "Python raises an error": "The shapes are right, so nobody complains.",
    },
    answer="By comparing with a measured slope",
)


remember_kernel = question(
    name="remember_kernel",
    lesson=10,
    kind="ask",
    prompt="Lesson 04: a layer of 2 neurons reads 3 inputs. What is the shape of its kernel?",
    options={
        "(2, 3)": "That has one row for each neuron. The kernel has one column for each, so that "
        "x @ kernel works.",
        "(3, 2)": "A row for each input, a column for each neuron.",
        "(2,)": "That is the shape of its bias.",
    },
    answer="(3, 2)",
)


one_epoch = question(
    name="one_epoch",
    lesson=10,
    kind="predict",
    prompt="The network has met each of its 1,348 digits once, 32 at a time. How many of the "
    "unseen digits does it read now?",
    options={
        "one in ten, as by guessing": "That is where it began. It has since taken 43 steps, a step "
        "for every 32 digits.",
        "more than half": "43 steps, and it reads 62 %. The next epoch brings it to 87 %.",
        "nearly all": "It gets to 93 % in six epochs. 43 steps of this size are too few.",
    },
    answer="more than half",
)


half_nine = question(
    name="half_nine",
    lesson=10,
    kind="predict",
    prompt="On the paper lies the loop of a 9, and the stem is not drawn yet. What does the "
    "network say?",
    options={
        "a 9, and is not sure": "It can't know how you mean to go on. It reads what is there.",
        "a 0, and is sure": "A loop is what its zeros were. It has no answer “not finished”.",
        "nothing: it is no digit": "Its ten shares always add up to 1. It has no eleventh answer.",
    },
    answer="a 0, and is sure",
)


input_row = question(
    name="input_row",
    lesson=10,
    kind="predict",
    prompt="The 3-2-1 network is put together from an Input and two Dense layers. How many rows "
    "has its table, and how many parameters are in the first?",
    options={
        "3 rows, the first with 0": "The input has nothing to learn, so it is no layer, and it "
        "gets no row.",
        "2 rows, the first with 6": "Six weights lead into the hidden layer. Each of its two "
        "neurons has a bias as well, and that makes 8.",
        "2 rows, the first with 8": "3 times 2 weights and 2 biases; and the input is no layer.",
    },
    answer="2 rows, the first with 8",
)


largest_bar = question(
    name="largest_bar",
    lesson=10,
    kind="predict",
    prompt="A network has 20 inputs, two hidden layers of 64 neurons and 10 outputs. Which layer "
    "has the most parameters?",
    options={
        "the first hidden layer": "It reads only the 20 inputs: 20 · 64 weights.",
        "the second hidden layer": "64 neurons read 64 numbers each. Where two wide layers meet, "
        "the parameters are.",
        "the output": "It reads 64 numbers, with 10 neurons only: 64 · 10 weights.",
    },
    answer="the second hidden layer",
)


why_compare = explanation(
    name="why_compare",
    lesson=10,
    prompt="In your own words: the two tables are equal, character by character. Why compare the "
    "predictions too, before you trust weights that were carried over?",
    model="A table shows only shapes and counts; weights in wrong places, as in a square kernel "
    "that was not turned, have the same shapes and counts, and only the answers give them away.",
)


two_curves = question(
    name="two_curves",
    lesson=10,
    kind="predict",
    prompt="course_lib and Keras train the same network from the same weights, on the same rows in "
    "the same order: 280 steps of Adam. How do their two losses lie?",
    options={
        "they part after some steps": "Each rounds in its own way, and that is a difference of a "
        "ten-millionth. Going downhill does not make it grow here.",
        "one lies on the other": "The same formulas from the same weights take the same steps, "
        "but for the rounding of float32.",
        "side by side, Keras's lower": "TensorFlow is faster with large networks. It computes the "
        "same numbers, so it ends no lower.",
    },
    answer="one lies on the other",
)


after_fit = question(
    name="after_fit",
    lesson=10,
    kind="predict",
    prompt="The 20-64-10 network has 1,994 parameters. It is trained for an epoch with Adam. What "
    "does summary() count then?",
    options={
        "1,994, as before": "The layers are the same, and the trainable ones are 1,994 still. But "
        "Adam remembers two numbers for every weight, and the table counts those too.",
        "5,984": "Two more numbers for each weight, and two for Adam itself.",
        "It depends on the data": "Rows come and go; none of them is kept in the model. What is "
        "added is Adam's, and that depends on the number of weights.",
    },
    answer="5,984",
)


one_share = question(
    name="one_share",
    lesson=10,
    kind="predict",
    prompt='A network ends in Dense(1, activation="softmax"). What does it say to a row of zeros, '
    "and to a row of hundreds?",
    options={
        "0.5 to both, before training": "That is what a sigmoid makes of a sum of 0. Softmax "
        "shares out, and a single number gets all there is.",
        "something between 0 and 1, for each its own": "Softmax divides by the sum of all. Here "
        "there is one only, so it is divided by itself, whatever the row.",
        "1.0, to every row there is": "The share of the only one is the whole.",
    },
    answer="1.0, to every row there is",
)


which_loss = question(
    name="which_loss",
    lesson=10,
    kind="predict",
    prompt="Early stopping watches “loss”, the loss of the very rows that are learned from, in "
    "place of “val_loss”. When does it stop?",
    options={
        "at the best epoch": "The best epoch shows on rows that are not learned from. The training "
        "loss falls on past it, and so nothing tells it to stop.",
        "much too late, or never": "The training loss falls on, as long as there is anything left "
        "to learn by heart.",
        "too early": "The training loss is the last to stop falling: here it fell on through all "
        "50 epochs.",
    },
    answer="much too late, or never",
)
