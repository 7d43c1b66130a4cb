"""Lesson 14, Recurrent networks: the form ``name_layer``."""

from course_lib.checks import blanks, choice

_KINDS = ("convolutional", "dense", "normalization", "pooling", "recurrent")

name_layer = blanks(
    name="name_layer",
    lesson=14,
    minutes=4,
    difficulty=1,
    prompt="Five layers, each seen by what it does to a batch of 32. Which kind is it?",
    text="""
        | comes in | goes out | what it does | kind |
        |---|---|---|---|
        | 32, 28, 28, 1 | 32, 26, 26, 8 | the same 80 numbers at every place | {A} |
        | 32, 26, 26, 8 | 32, 13, 13, 8 | learns nothing; of each four numbers one goes on | {B} |
        | 32, 50, 2 | 32, 16 | the same 304 numbers at every step, and a state goes along | {C} |
        | 32, 784 | 32, 10 | 7,850 numbers: one for each pair of in and out, and biases | {D} |
        | 32, 16 | 32, 16 | one thing while training, another in use | {E} |
    """,
    answers={
        "A": choice(
            "convolutional",
            _KINDS,
            "the kind of the first layer",
            {
                "dense": "A dense layer has a weight for each pair of in and out. Here 80 numbers "
                "serve every place: 8 filters of 3 · 3 and 8 biases.",
                "normalization": "Normalization leaves the shape as it is. Here the border is "
                "lost and 8 channels come out.",
                "pooling": "Pooling learns nothing, and keeps the number of channels. Here 1 "
                "becomes 8.",
                "recurrent": "A recurrent layer carries a state from step to step. Here each place "
                "is worked out by itself.",
            },
        ),
        "B": choice(
            "pooling",
            _KINDS,
            "the kind of the second layer",
            {
                "convolutional": "A convolution learns its filters. Here nothing is learned.",
                "dense": "A dense layer has a weight for each pair of in and out. Here there is "
                "none.",
                "normalization": "Normalization leaves the shape as it is. Here each side is "
                "halved.",
                "recurrent": "Nothing is carried along: each four numbers are looked at by "
                "themselves.",
            },
        ),
        "C": choice(
            "recurrent",
            _KINDS,
            "the kind of the third layer",
            {
                "convolutional": "A convolution would give an answer for every place. Here fifty "
                "steps become one row of 16, and a state goes along.",
                "dense": "A dense layer on a hundred numbers would have a hundred weights for "
                "each of the 16. Here 304 serve every step.",
                "normalization": "Normalization leaves the shape as it is. Here the steps are "
                "gone.",
                "pooling": "Pooling learns nothing and keeps the 2 columns. This one has 304 "
                "weights.",
            },
        ),
        "D": choice(
            "dense",
            _KINDS,
            "the kind of the fourth layer",
            {
                "convolutional": "A convolution uses few numbers at many places. Here each weight "
                "is used once a row.",
                "normalization": "Normalization leaves the shape as it is. Here 784 become 10.",
                "pooling": "Pooling learns nothing. Here there are 784 · 10 + 10 numbers.",
                "recurrent": "There are no steps here: a row is 784 numbers side by side.",
            },
        ),
        "E": choice(
            "normalization",
            _KINDS,
            "the kind of the fifth layer",
            {
                "convolutional": "A convolution does the same in training and in use.",
                "dense": "A dense layer from 16 to 16 has this shape too. But it does the same in "
                "training and in use.",
                "pooling": "Pooling makes it smaller. Here the shape stays.",
                "recurrent": "There are no steps here, and a recurrent layer does the same in "
                "training and in use.",
            },
        ),
    },
)
name_layer.mistake(
    "The first and the second have changed places here. A convolution learns its filters; pooling "
    "learns nothing and makes the picture smaller."
)(lambda given: given["A"] == "pooling" and given["B"] == "convolutional")
name_layer.hints(
    "Look at the shapes first: which one stays, which loses its steps, which is halved?",
    "Shared numbers at places: convolutional. At steps, with a state: recurrent. None: pooling. "
    "One for each pair: dense. Two ways of working: normalization.",
)
name_layer.why(
    "Nearly every network you'll meet is built of these five. Each is chosen for what it takes for "
    "granted: neighbours, time, scale, or nothing."
)
