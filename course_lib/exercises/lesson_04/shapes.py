"""Lesson 04, Stack neurons into layers: the form ``shapes``."""

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
        | X | the batch | 32 | 20 |
        | W1 | kernel of layer 1 | {w1_rows} | {w1_columns} |
        | A1 | what layer 1 says | {a1_rows} | {a1_columns} |
        | W2 | kernel of layer 2 | {w2_rows} | {w2_columns} |
        | A2 | what layer 2 says | {a2_rows} | {a2_columns} |

        The bias b1 holds {b1} numbers.
    """,
    answers={
        "w1_rows": number(
            20,
            "rows of W1",
            mistakes={
                64: "The 64 are its columns: a column for each neuron, a row for each input.",
                32: "No array of weights knows how many samples there are.",
                21: "The bias is kept apart, in b1; W1 has a row for each input and no more.",
            },
        ),
        "w1_columns": number(
            64, "columns of W1", mistakes={20: "Swapped: a row for each input, a column a neuron."}
        ),
        "a1_rows": number(
            32,
            "rows of A1",
            mistakes={
                20: "Samples stay rows: what comes out has as many rows as X.",
                64: "The neurons are its columns. Its rows are the samples.",
            },
        ),
        "a1_columns": number(
            64, "columns of A1", mistakes={32: "The samples are its rows. Its columns: neurons."}
        ),
        "w2_rows": number(
            64,
            "rows of W2",
            mistakes={
                20: "Layer 2 never sees X. Its inputs are layer 1's 64 answers.",
                10: "The 10 are its columns: a column for each neuron, a row for each input.",
            },
        ),
        "w2_columns": number(10, "columns of W2", mistakes={64: "Swapped: those are its rows."}),
        "a2_rows": number(
            32, "rows of A2", mistakes={10: "Samples are rows. The 10 are its columns."}
        ),
        "a2_columns": number(
            10, "columns of A2", mistakes={64: "Those came in. 10 neurons give 10 answers."}
        ),
        "b1": number(
            64,
            "numbers in b1",
            mistakes={
                1: "Every neuron has a lean of its own.",
                32: "One for each neuron, not for each sample.",
                20: "One for each neuron, not for each input.",
            },
        ),
    },
)
shapes.hints(
    "A kernel has a row for each input of its layer and a column for each of its neurons.",
    "What leaves layer 1, (32, 64), enters layer 2: so W2 has 64 rows.",
)
shapes.why("Nine of ten errors in this trade are shapes. Who names them finds them.")
