"""Lesson 10, Trade your code for one import: the questions."""

from course_lib.checks import question

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
