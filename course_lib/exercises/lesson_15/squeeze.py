"""Lesson 15, Unsupervised learning: the form ``squeeze``."""

from course_lib.checks import blanks, choice, number

_TARGETS = ("X", "y", "the codes", "nothing")

squeeze = blanks(
    name="squeeze",
    lesson=15,
    minutes=5,
    difficulty=1,
    prompt="Say what the network above is given, and how narrow it is in its middle.",
    text="""
        It is trained by `fit(X, ` {target} `)`.

        | | numbers |
        |---|---|
        | that come in for one digit | 64 |
        | that its code has | {code} |
        | pixels to each number of the code | {ratio} |
        | parameters of `Dense(128)`, the first layer | {wide} |
        | parameters of `Dense(2)` behind 64 units | {narrow} |
        | parameters of the decoder's first layer, `Dense(64)` | {back} |

        Somebody makes the code 64 numbers wide. The smallest error that is then possible, with \
nothing learned about digits: {free}
    """,
    answers={
        "target": choice(
            "X",
            _TARGETS,
            "the target",
            {
                "y": "With y it would learn to name digits. It has to give back what came in, and "
                "nobody has said what that is.",
                "the codes": "Nobody knows the codes before the training. They are what comes out "
                "in the middle when the end is right.",
                "nothing": "Without a target there is no loss. There is one at hand: what came in.",
            },
        ),
        "code": number(
            2,
            "the numbers of a code",
            mistakes={
                64: "That is the layer before it, or the picture. Look for the narrowest layer.",
                128: "That is the widest layer. Look for the narrowest.",
                1: "The narrowest layer has two units: a place on a map has two numbers.",
                10: "Ten would be one for each digit. Nobody has told it that there are ten.",
            },
        ),
        "ratio": number(
            32,
            "the pixels to each number",
            follows=lambda given: 64 / given["code"],
            mistakes={
                62: "That is how many fewer there are. How many pixels share one number?",
                1 / 32: "That is the other way round: numbers to each pixel.",
                128: "That is 64 · 2. How many pixels share one number?",
            },
        ),
        "wide": number(
            8320,
            "the parameters of the first layer",
            mistakes={
                8192: "Those are the weights, 64 · 128. Each of the 128 units has a bias too.",
                8256: "That is 128 · 64 + 64, the layer after it: its biases are 64. Here 128 "
                "units have one each.",
                129: "That is one unit's bias and 128 more. Each unit has 64 weights and a bias.",
                65: "That is one unit. There are 128.",
            },
        ),
        "narrow": number(
            130,
            "the parameters of the narrow layer",
            mistakes={
                128: "Those are the weights, 64 · 2. Both units have a bias.",
                129: "Two units have two biases.",
                66: "Each of the two units has 64 weights of its own.",
                65: "That is one unit. There are two.",
            },
        ),
        "back": number(
            192,
            "the parameters of the decoder's first layer",
            follows=lambda given: 64 * given["code"] + 64,
            mistakes={
                128: "Those are the weights, 2 · 64. Each of the 64 units has a bias.",
                130: "That is the layer before it, from 64 to 2. Here two numbers go to 64 units, "
                "with a bias each.",
                4160: "That is Dense(64) on 64 numbers. It is given two.",
                194: "The biases belong to the 64 units that come out, not to the two that come "
                "in as well.",
            },
        ),
        "free": number(
            0,
            "the smallest error of a wide code",
            mistakes={
                64: "It need not be wrong anywhere: with 64 numbers each pixel can be handed "
                "through as it is.",
                1: "It need not be wrong anywhere: with 64 numbers each pixel can be handed "
                "through as it is.",
            },
        ),
    },
)
squeeze.mistake("The biases are missing in all three layers: each unit has one.")(
    lambda given: given["wide"] == 8192 and given["narrow"] == 128 and given["back"] == 128
)
squeeze.hints(
    "A Dense layer has a weight for each pair of in and out, and a bias for each unit that comes "
    "out.",
    "64 · 128 + 128, 64 · 2 + 2, and 2 · 64 + 64. With as many numbers as pixels, one can copy.",
)
squeeze.why(
    "Where a code is as wide as the picture, copying costs nothing and teaches nothing. It is the "
    "narrow place that makes it find out what digits have in common."
)
