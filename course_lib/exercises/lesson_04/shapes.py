"""Lesson 04, Layers and batches: the form ``shapes``."""

from course_lib.checks import blanks, number

shapes = blanks(
    name="shapes",
    lesson=4,
    minutes=4,
    difficulty=1,
    prompt="32 samples of 20 numbers each go through a layer of 64 neurons, then one of 10.",
    text="""
        | array | what it is | rows | columns |
        |---|---|---|---|
        | x | the batch | 32 | 20 |
        | kernel 1 | the weights of layer 1 | {w1_rows} | {w1_columns} |
        | a1 | what layer 1 says | {a1_rows} | {a1_columns} |
        | kernel 2 | the weights of layer 2 | {w2_rows} | {w2_columns} |
        | a2 | what layer 2 says | {a2_rows} | {a2_columns} |

        The bias of layer 1 holds {b1} numbers.
    """,
    answers={
        "w1_rows": number(
            20,
            "rows of kernel 1",
            mistakes={
                64: "The 64 are its columns: a column for each neuron, a row for each input.",
                32: "No array of weights knows how many samples there are.",
                10: "Those are layer 2's neurons. Kernel 1 has a row for each input.",
                21: "The bias is kept apart; kernel 1 has a row for each input and no more.",
            },
        ),
        "w1_columns": number(
            64,
            "columns of kernel 1",
            mistakes={
                20: "The 20 are its rows: a row for each input, a column for each neuron.",
                32: "No array of weights knows how many samples there are.",
                10: "Those are layer 2's neurons. Kernel 1 has a column for each of layer 1's.",
            },
        ),
        "a1_rows": number(
            32,
            "rows of a1",
            mistakes={
                20: "Samples stay rows: what comes out has as many rows as x.",
                64: "The neurons are its columns. Its rows are the samples.",
                10: "Layer 2's neurons come later. The rows of a1 are the samples.",
            },
        ),
        "a1_columns": number(
            64,
            "columns of a1",
            mistakes={
                32: "The samples are its rows. Its columns are layer 1's neurons.",
                20: "The 20 numbers went in. One answer a neuron came out.",
                10: "Those are layer 2's neurons. a1 is what layer 1 says.",
            },
        ),
        "w2_rows": number(
            64,
            "rows of kernel 2",
            mistakes={
                20: "Layer 2 never sees x. Its inputs are layer 1's 64 answers.",
                10: "The 10 are its columns: a column for each neuron, a row for each input.",
                32: "No array of weights knows how many samples there are.",
            },
        ),
        "w2_columns": number(
            10,
            "columns of kernel 2",
            mistakes={
                64: "The 64 are its rows: a row for each input, a column for each neuron.",
                32: "No array of weights knows how many samples there are.",
                20: "Layer 2 never sees x. Its columns are its own 10 neurons.",
            },
        ),
        "a2_rows": number(
            32,
            "rows of a2",
            mistakes={
                10: "Samples are rows. The 10 are its columns.",
                64: "Those are layer 1's neurons. Samples stay rows, through every layer.",
                20: "Those are the columns of x. Samples stay rows, through every layer.",
            },
        ),
        "a2_columns": number(
            10,
            "columns of a2",
            mistakes={
                64: "Those came in. 10 neurons give 10 answers.",
                32: "The samples are its rows. Its columns are layer 2's neurons.",
                20: "Those are the columns of x. 10 neurons give 10 answers.",
                1: "One number a neuron, and there are 10 neurons.",
            },
        ),
        "b1": number(
            64,
            "numbers in the bias",
            mistakes={
                1: "Every neuron has a lean of its own.",
                32: "One for each neuron, not for each sample.",
                20: "One for each neuron, not for each input.",
                10: "Those are layer 2's neurons. The bias asked for belongs to layer 1.",
            },
        ),
    },
)
shapes.hints(
    "A kernel has a row for each input of its layer and a column for each of its neurons.",
    "What leaves layer 1, (32, 64), enters layer 2: so kernel 2 has 64 rows.",
)
shapes.why("Nine of ten errors in this trade are shapes. Who names them finds them.")
