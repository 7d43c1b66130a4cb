"""Lesson 13, Convolutional networks: the form ``shapes_and_counts``."""

from course_lib.checks import blanks, number

_MAP = 20 * 20

shapes_and_counts = blanks(
    name="shapes_and_counts",
    lesson=13,
    minutes=6,
    difficulty=2,
    prompt="Fill in the table of a network that reads pictures of 20 by 20 pixels, in red, green "
    "and blue.",
    text="""
        | layer | side of its map | channels | parameters |
        |---|---|---|---|
        | `Input((20, 20, 3))` | 20 | 3 | 0 |
        | `Conv2D(2, 3, padding="same")` | {side_one} | 2 | {params_one} |
        | `Conv2D(3, 3, padding="same")` | 20 | {channels_two} | {params_two} |
        | `Flatten()` | – | {flat} | {params_flat} |
        | `Dense(2)` | – | 2 | {params_dense} |
        | all of it | | | {total} |
        | `Conv2D(3, 3, strides=2)`, "valid", on 20 by 20 | {side_stride} | 3 | |
        | `MaxPooling2D(2)` on that | {side_pool} | 3 | {params_pool} |
    """,
    answers={
        "side_one": number(
            20,
            "the side of the first map",
            mistakes={
                18: 'That is the side with "valid". "same" adds a border so that it stays 20.',
                19: 'One side of the border is missing here. "same" keeps the side at 20.',
                22: "The picture with its border has a side of 22; the map has one place for each "
                "pixel of the picture.",
            },
        ),
        "params_one": number(
            56,
            "the parameters of the first convolution",
            mistakes={
                20: "That is 2 · (3 · 3 + 1), for one channel. Each filter reads all three.",
                54: "Those are the weights. Each of the 2 filters has a bias as well.",
                28: "That is one filter. There are two.",
                18: "That is 2 · 3 · 3: neither the input's channels nor the biases are in it.",
                60: "Here each channel has a bias of its own. A filter has one.",
                57: "There are three biases here. There is one for each *filter*.",
                56 * _MAP: "That is multiplied by the map's size. The same weights serve at every "
                "place.",
                54 * _MAP + 2: "That is multiplied by the map's size. The same weights serve at "
                "every place.",
            },
        ),
        "channels_two": number(
            3,
            "the channels of the second map",
            mistakes={
                2: "That is what comes in. As many come out as there are filters.",
                6: "Filters do not multiply with what comes in: each adds up over all channels.",
                5: "Channels are not handed past a layer: as many come out as it has filters.",
            },
        ),
        "params_two": number(
            57,
            "the parameters of the second convolution",
            mistakes={
                84: "That counts three channels coming in. The first layer has made two of them.",
                54: "Those are the weights. Each of the 3 filters has a bias as well.",
                30: "That is 3 · (3 · 3 + 1), for one channel. Each filter reads both.",
                19: "That is one filter. There are three.",
                57 * _MAP: "That is multiplied by the map's size. The same weights serve at every "
                "place.",
                56: "There are two biases here. There is one for each *filter*, so three.",
            },
        ),
        "flat": number(
            1200,
            "what Flatten makes",
            follows=lambda given: 400 * given["channels_two"],
            mistakes={
                400: "That is one map. There are three.",
                60: "20 · 3: a map has 20 rows *of 20*.",
                3: "That is what global pooling would leave. Flatten keeps every number.",
                800: "There are three maps, not two.",
            },
        ),
        "params_flat": number(
            0,
            "the parameters of Flatten",
            mistakes={1200: "Flatten only lines numbers up. It has nothing to learn."},
        ),
        "params_dense": number(
            2402,
            "the parameters of Dense",
            follows=lambda given: 2 * given["flat"] + 2,
            mistakes={
                2400: "Those are the weights. The two neurons have a bias each.",
                1201: "That is one neuron. There are two.",
                2401: "Two neurons have two biases.",
                8: "That is Dense on three numbers. It reads all that Flatten hands on.",
            },
        ),
        "total": number(
            2515,
            "all parameters",
            follows=lambda given: (
                given["params_one"]
                + given["params_two"]
                + given["params_flat"]
                + given["params_dense"]
            ),
            mistakes={2508: "Those are the weights without the seven biases."},
        ),
        "side_stride": number(
            9,
            "the side with a stride of 2",
            mistakes={
                10: 'That is the side with "same". With "valid" the last place that would hang '
                "over is not taken: (20 − 3) // 2 + 1.",
                8: "That is (20 − 3) // 2 steps. The first place counts too.",
                18: "That is the side with a stride of 1.",
                9.5: "There is no half place: round down.",
            },
        ),
        "side_pool": number(
            4,
            "the side after pooling",
            follows=lambda given: given["side_stride"] // 2,
            mistakes={
                4.5: "There is no half block: what is left over is cut off.",
                5: "What is left over at the edge is cut off: 9 // 2.",
                8: "Blocks lie side by side, 2 apart: 9 // 2.",
                7: "Blocks lie side by side, 2 apart: 9 // 2.",
            },
        ),
        "params_pool": number(
            0,
            "the parameters of pooling",
            mistakes={
                4: "Pooling takes the largest number. It has nothing to learn.",
                12: "Pooling takes the largest number. It has nothing to learn.",
                15: "Pooling takes the largest number. It has nothing to learn.",
            },
        ),
    },
)
shapes_and_counts.mistake(
    "Both convolutions are multiplied by the number of places here. A kernel is shared by all "
    "places: that is why these layers are so small."
)(lambda given: (given["params_one"] or 0) >= 54 * _MAP and (given["params_two"] or 0) >= 54 * _MAP)
shapes_and_counts.mistake("Neither convolution has its biases here. Each filter has one.")(
    lambda given: given["params_one"] == 54 and given["params_two"] == 54
)
shapes_and_counts.hints(
    "A filter has a weight for each cell of its window in each channel that comes in, and one "
    "bias. How many places it visits does not matter.",
    "(3 · 3 · channels in + 1) · filters: (27 + 1) · 2 and (18 + 1) · 3. Then 20 · 20 · 3 numbers "
    "for the Dense layer.",
)
shapes_and_counts.why(
    "The two layers that see have 113 numbers together, the one that decides 2,402: it has a "
    "weight for each place."
)
