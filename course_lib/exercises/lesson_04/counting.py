"""Lesson 04, Layers and batches: the form ``counting``."""

from course_lib.checks import blanks, number


def _count(n_in: int, units: int) -> int:
    return n_in * units + units


_TOTAL = _count(20, 64) + _count(64, 10)
_DEEP = _count(8, 6), _count(6, 6), _count(6, 4)


counting = blanks(
    name="counting",
    lesson=4,
    minutes=4,
    difficulty=1,
    prompt="Count weights and biases, layer by layer.",
    text="""
        | network | layer 1 | layer 2 | layer 3 | in all |
        |---|---|---|---|---|
        | 3-2 | 3·2 + 2 = 8 | | | 8 |
        | 20-64-10 | 20·64 + 64 = 1344 | 64·10 + 10 = {second} | | {total} |
        | 8-6-6-4 | {deep1} | {deep2} | {deep3} | {deep} |
    """,
    answers={
        "second": number(
            650,
            "layer 2 of 20-64-10",
            mistakes={
                640: "These are the weights. The 10 biases come on top.",
                641: "That is with one bias for the layer. Each of the 10 neurons has its own.",
                704: "That is with a bias for each input. It is one for each of the 10 neurons.",
                210: "Layer 2 never sees the 20 inputs. It reads layer 1's 64 answers.",
            },
        ),
        "total": number(
            _TOTAL,
            "20-64-10 in all",
            mistakes={
                _TOTAL - 74: "These are the weights. The biases are missing: 64 and 10.",
                _TOTAL - 10: "That is with layer 2's biases left out, 10 of them.",
                _TOTAL - 9: "That is with one bias in layer 2. Each of its 10 neurons has its own.",
                _TOTAL - 72: "That is with one bias a layer. It is one for each neuron, 64 and 10.",
                _TOTAL + 20: "The inputs have no biases: they compute nothing.",
            },
        ),
        "deep1": number(
            _DEEP[0],
            "layer 1 of 8-6-6-4",
            mistakes={
                48: "These are the weights. The 6 biases come on top.",
                49: "That is with one bias for the layer. Each of the 6 neurons has its own.",
                56: "That is with 8 biases. There are 6, one a neuron.",
            },
        ),
        "deep2": number(
            _DEEP[1],
            "layer 2 of 8-6-6-4",
            mistakes={
                36: "These are the weights. The 6 biases come on top.",
                37: "That is with one bias for the layer. Each of the 6 neurons has its own.",
            },
        ),
        "deep3": number(
            _DEEP[2],
            "layer 3 of 8-6-6-4",
            mistakes={
                24: "These are the weights. The 4 biases come on top.",
                25: "That is with one bias for the layer. Each of the 4 neurons has its own.",
                30: "That is with 6 biases. There are 4, one a neuron.",
            },
        ),
        "deep": number(
            sum(_DEEP),
            "8-6-6-4 in all",
            mistakes={
                108: "These are the weights. The biases are missing: 6, 6 and 4.",
                111: "That is with one bias a layer. It is one for each neuron: 6, 6 and 4.",
                132: "That is with 8 biases for the inputs. They have none: they compute nothing.",
            },
        ),
    },
)
counting.hints(
    "A layer has inputs times neurons weights, and one bias for each neuron.",
    "Layer 1 of 8-6-6-4: 8·6 + 6. Then 6·6 + 6, then 6·4 + 4.",
)
counting.why("Keras prints these very numbers under “Param #”, and lesson 10 holds you to them.")
