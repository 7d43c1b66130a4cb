"""Lesson 04, Layers and batches: the questions."""

from course_lib.checks import explanation, question

silenced = question(
    name="silenced",
    lesson=4,
    kind="ask",
    prompt="Lesson 03: in the 2-2-1 network, w5 is 0. Which numbers can't change the answer now?",
    options={
        "w1, w2 and b1": "They are h1's, and nothing carries h1 on to o1.",
        "w5 alone": "w5 itself can: set it to 1 and h1 is heard. It is what comes *before* the 0 "
        "that goes silent.",
        "w1, w2, w3 and w4": "w3 and w4 belong to h2, which reaches o1 through w6.",
    },
    answer="w1, w2 and b1",
)


left_slope = question(
    name="left_slope",
    lesson=4,
    kind="ask",
    prompt="Lesson 02: what is the slope of ReLU at z = -3?",
    options={
        "-3": "That is z. ReLU answers 0 to every z below 0, so nudging z changes nothing.",
        "0": "Left of 0 the curve is flat: a nudge does nothing there.",
        "1": "That is its slope on the right, where a = z.",
    },
    answer="0",
)


memory_of_a_neuron = question(
    name="memory_of_a_neuron",
    lesson=4,
    kind="ask",
    prompt="Lesson 01: what does a neuron with five inputs keep from one call to the next?",
    options={
        "five numbers": "Five weights, and one more: its bias.",
        "six numbers": "Five weights and a bias. Everything else it computes anew.",
        "eleven numbers": "The inputs come in with each call; it need not keep them.",
    },
    answer="six numbers",
)


where_they_meet = question(
    name="where_they_meet",
    lesson=4,
    kind="predict",
    prompt="Mon's row is 1, 2; h1's column is 1, −1, and its bias 0.5. What stands where they "
    "meet?",
    options={
        "1, −2": "Those are the two products. A sum holds one number: they are added up, and the "
        "bias is added to them.",
        "−0.5": "1·1 + 2·(−1) + 0.5: the row goes along the column, in pairs.",
        "5.5": "That is Mon's row with the kernel's first *row*: 1·1 + 2·2 + 0.5. That row holds "
        "two neurons' weights for the wind. A neuron is a column.",
    },
    answer="−0.5",
)


result_shape = question(
    name="result_shape",
    lesson=4,
    kind="predict",
    prompt="x holds 4 samples of 2 inputs, the kernel is (2, 3). What is the shape of "
    "`x @ kernel`?",
    options={
        "(4, 3)": "A row for each sample, a column for each neuron.",
        "(3, 4)": "The rows of x stay rows: four samples in, four rows out. The neurons are the "
        "columns.",
        "(2, 2)": "The two 2s meet and are added up over, so they are gone from the result. What "
        "remains are the outer sizes.",
        "none: it fails": "It would if the inner two differed. Here both are 2, and the outer "
        "sizes remain.",
    },
    answer="(4, 3)",
)


table_of_differences = question(
    name="table_of_differences",
    lesson=4,
    kind="predict",
    prompt="`model(x)` has shape (4, 1), `y_true` has (4,). What is the shape of their difference?",
    options={
        "(4,)": "That is what one error for each sample would look like. NumPy lines the shapes up "
        "from the right instead: the 1 of (4, 1) meets the 4, and is stretched.",
        "(4, 1)": "NumPy lines shapes up from the right, so (4,) is read as (1, 4): a row, not a "
        "column.",
        "(4, 4)": "(4, 1) against (1, 4): both are stretched.",
    },
    answer="(4, 4)",
)


small_count = question(
    name="small_count",
    lesson=4,
    kind="predict",
    prompt="A layer of two neurons reads three inputs. How many numbers can it learn?",
    options={
        "5": "That is how many circles the drawing has. What is learned stands on the edges, and "
        "in the biases.",
        "6": "Those are the weights, an edge each. Both neurons have a bias as well.",
        "8": "Six edges and two biases.",
    },
    answer="8",
)


wider = question(
    name="wider",
    lesson=4,
    kind="predict",
    prompt="20 inputs, 64 neurons, 10 neurons. You double the 64. The number of parameters …",
    options={
        "grows by 64": "There are 64 more biases. But every new neuron brings its weights too: 20 "
        "coming in and 10 going out.",
        "nearly doubles": "All numbers but ten biases belong to a neuron of layer 1, or to an edge "
        "that leaves one: 1,994 become 3,978.",
        "becomes four times as large": "For that, both ends of an edge would have to double. Here "
        "the inputs stay 20 and the outputs 10.",
    },
    answer="nearly doubles",
)


more_rows = explanation(
    name="more_rows",
    lesson=4,
    prompt="In your own words: why does a batch of a thousand more rows add not one parameter?",
    model="The parameters are one weight for each pair of input and neuron and one bias for each "
    "neuron, and every row goes through the same ones; more rows make x and the answers taller, "
    "and no kernel larger.",
)


two_layer = question(
    name="two_layer",
    lesson=4,
    kind="ask",
    prompt="A text speaks of “a 2-layer network”. How many columns of circles does its drawing "
    "have?",
    options={
        "2": "Then one of them would be the inputs, which compute nothing and are not counted.",
        "3": "Inputs, a hidden layer, an output layer: the last two have weights, so it has 2 "
        "layers.",
        "4": "That would be 3 layers that compute.",
    },
    answer="3",
)


column = question(
    name="column",
    lesson=4,
    kind="predict",
    prompt="You set h2's weights to 0. Which of the nine numbers in model.params become 0?",
    options={
        "the third and the fourth": "Those are the second row of the kernel: everybody's weight "
        "for x2. h2 is its second column.",
        "the second and the fourth": "h2 is the second column, and the kernel lies there row by "
        "row.",
        "none: params is a copy": "It would be, in many a program. Here it is the same memory, and "
        "two of its numbers are 0 now.",
    },
    answer="the second and the fourth",
)
