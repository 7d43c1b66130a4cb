"""Lesson 09, Hidden layers: the form ``way_back``."""

from course_lib.checks import blanks, choice, number

_PRODUCTS = ("dz1.T @ x", "dz1 @ x.T", "x @ dz1", "x.T @ dz1")
_LEFT = "Between @ and @ the inner two lengths meet and are gone; the outer two are left."

way_back = blanks(
    name="way_back",
    lesson=9,
    minutes=3,
    difficulty=2,
    prompt="Four rows, three inputs, five hidden neurons, one output. The first step back is done; "
    "let the shapes lead you through the rest.",
    text="""
        | step back | is made by | rows | columns |
        |---|---|---|---|
        | d_weights2, in the shape of weights2 | `layer1.T @ dz2` | 5 | 1 |
        | through weights2, to the hidden outputs | `dz2 @ weights2.T` | {back_rows} | {back_cols} |
        | dz1, through the hidden sigmoids | `… * layer1 * (1 - layer1)` | 4 | {dz1_cols} |
        | the rows, turned | `x.T` | {turned_rows} | {turned_cols} |
        | d_weights1, in the shape of weights1 | {product} | 3 | {d1_cols} |
    """,
    answers={
        "back_rows": number(
            4,
            "the rows of dz2 @ weights2.T",
            mistakes={
                5: f"dz2 is (4, 1) and weights2.T is (1, 5). {_LEFT}",
                1: "That is what meets inside: one output. A slope comes back for each of the four "
                "rows.",
                3: "Three are the inputs, one layer further down. dz2 has a number for each of the "
                "four rows.",
            },
        ),
        "back_cols": number(
            5,
            "the columns of dz2 @ weights2.T",
            mistakes={
                4: "Four are the rows. What comes back has a number for each hidden neuron, too.",
                1: f"One is the output, which meets inside and is gone. {_LEFT}",
                3: "Three are the inputs, one layer further down.",
            },
        ),
        "dz1_cols": number(
            5,
            "the columns of dz1",
            follows=lambda given: given["back_cols"],
            mistakes={
                4: "Four are the rows. `*` multiplies number by number, and changes no shape.",
                1: "`*` multiplies number by number, and changes no shape.",
                3: "Three are the inputs. `*` multiplies number by number, and changes no shape.",
            },
        ),
        "turned_rows": number(
            3,
            "the rows of x.T",
            mistakes={
                4: "x has four rows. `.T` makes columns of them.",
                2: "The column of ones counts: x has three columns.",
                5: "Five are the hidden neurons, and x knows nothing of them.",
            },
        ),
        "turned_cols": number(
            4,
            "the columns of x.T",
            mistakes={
                3: "x has three columns. `.T` makes rows of them.",
                5: "Five are the hidden neurons, and x knows nothing of them.",
                1: "x has four rows, and `.T` makes a column of each.",
            },
        ),
        "product": choice(
            "x.T @ dz1",
            _PRODUCTS,
            "what makes d_weights1",
            {
                "x @ dz1": "(4, 3) @ (4, 5) does not fit: 3 meets 4. The rows have to lie inside, "
                "to be added up.",
                "dz1.T @ x": "(5, 4) @ (4, 3) fits, and comes out as (5, 3): on its side. "
                "d_weights1 has the shape of weights1.",
                "dz1 @ x.T": "(4, 5) @ (3, 4) does not fit: 5 meets 3. The rows have to lie "
                "inside, to be added up.",
            },
        ),
        "d1_cols": number(
            5,
            "the columns of d_weights1",
            mistakes={
                4: "Four are the rows. They lie inside, and are added up.",
                3: "Three are the rows of weights1; its columns are the hidden neurons.",
                1: "weights1 has a column for each hidden neuron.",
            },
        ),
    },
)

way_back.hints(
    "A gradient has the shape of what it belongs to: weights1 is (3, 5). What has to lie inside, "
    "so that it is added up?",
    "(4, 1) @ (1, 5) is (4, 5). Then (3, 4) @ (4, 5) is (3, 5): the four rows meet inside.",
)
way_back.why(
    "Here only one order fits. Where rows, inputs and neurons are equally many, several do, and "
    "all but one are wrong: check your shapes with lengths that differ."
)
