"""Lesson 04, Stack neurons into layers: the form ``counting``."""

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
        "second": number(650, "layer 2 of 20-64-10", mistakes={640: "The 10 biases are missing."}),
        "total": number(
            _TOTAL,
            "20-64-10 in all",
            mistakes={
                _TOTAL - 74: "The biases are missing: 64 and 10.",
                _TOTAL - 10: "Layer 2 came without its biases.",
                _TOTAL + 20: "The inputs have no biases: they compute nothing.",
            },
        ),
        "deep1": number(
            _DEEP[0],
            "layer 1 of 8-6-6-4",
            mistakes={48: "The 6 biases are missing.", 56: "6 biases, one a neuron, not 8."},
        ),
        "deep2": number(_DEEP[1], "layer 2 of 8-6-6-4", mistakes={36: "The 6 biases are missing."}),
        "deep3": number(
            _DEEP[2],
            "layer 3 of 8-6-6-4",
            mistakes={24: "The 4 biases are missing.", 30: "4 biases, one a neuron, not 6."},
        ),
        "deep": number(
            sum(_DEEP),
            "8-6-6-4 in all",
            mistakes={
                108: "All the biases are missing: 6, 6 and 4.",
                132: "The inputs have no biases: they compute nothing.",
            },
        ),
    },
)
counting.hints(
    "A layer has inputs times neurons weights, and one bias for each neuron.",
    "Layer 1 of 8-6-6-4: 8·6 + 6. Then 6·6 + 6, then 6·4 + 4.",
)
counting.why("Keras prints these very numbers under “Param #”, and lesson 10 holds you to them.")
