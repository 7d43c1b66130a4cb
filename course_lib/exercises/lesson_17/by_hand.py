"""Lesson 17, Capstone project: the form ``by_hand``."""

from course_lib.checks import blanks, number

by_hand = blanks(
    name="by_hand",
    lesson=17,
    minutes=5,
    difficulty=2,
    prompt="Ten answers of a network, in two bins: how sure it was, and whether it was right. Fill "
    "in the table.",
    text="""
        | bin | how sure | right? |
        |---|---|---|
        | low | 0.4, 0.6 | no, yes |
        | high | 0.8, 0.8, 0.9, 0.9, 0.9, 0.9, 1.0, 1.0 | yes, no, yes, no, yes, yes, yes, yes |

        | bin | answers | mean sureness | share right | gap |
        |---|---|---|---|---|
        | low | 2 | {low_sure} | {low_right} | {low_gap} |
        | high | 8 | 0.9 | {high_right} | {high_gap} |

        The gaps, each weighted by its share of the ten answers: {error}
    """,
    answers={
        "low_sure": number(
            0.5,
            "the mean sureness of the low bin",
            mistakes={
                1.0: "That is the sum of the two. Divide by their number.",
                0.6: "That is the surer of the two. Take the mean.",
                0.4: "That is the less sure of the two. Take the mean.",
            },
        ),
        "low_right": number(
            0.5,
            "the share right of the low bin",
            mistakes={
                1.0: "One of the two is right, and that is a share of 0.5.",
                0.1: "That is one of all ten. The bin has two.",
            },
        ),
        "low_gap": number(
            0.0,
            "the gap of the low bin",
            follows=lambda given: abs(given["low_sure"] - given["low_right"]),
            mistakes={1.0: "That is the sum of both. The gap is their difference."},
        ),
        "high_right": number(
            0.75,
            "the share right of the high bin",
            mistakes={
                6.0: "That is how many. The share is 6 of 8.",
                0.6: "That is six of all ten. The bin has eight.",
                0.25: "That is the share that is *wrong*.",
                0.7: "That is the share right of all ten. The bin has eight, and six of them are "
                "right.",
            },
        ),
        "high_gap": number(
            0.15,
            "the gap of the high bin",
            follows=lambda given: abs(0.9 - given["high_right"]),
            mistakes={
                -0.15: "The size counts, and not which of the two is larger: a gap is never below "
                "0.",
                1.65: "That is the sum of both. The gap is their difference.",
            },
        ),
        "error": number(
            0.12,
            "the weighted gaps",
            follows=lambda given: 0.2 * given["low_gap"] + 0.8 * given["high_gap"],
            mistakes={
                0.075: "That is the plain mean of the two gaps. The high bin has eight answers of "
                "ten, and counts four times as much.",
                0.15: "That is the sum of the gaps. Each is multiplied by its bin's share of the "
                "answers first.",
                1.2: "That is weighted by the number of answers. Divide by all ten.",
                0.03: "The weights have changed places: the high bin has eight of the ten.",
            },
        ),
    },
)
by_hand.mistake("Both gaps are plain, and both are counted alike at the end here.")(
    lambda given: given["high_gap"] == 0.15 and given["error"] == 0.07
)
by_hand.hints(
    "Go bin by bin: the mean of its first row, and the share of yes in its second. The gap is how "
    "far these two are apart.",
    "Low: 0.5 and 1 of 2. High: 0.9 and 6 of 8. Then 0.2 times the one gap, 0.8 times the other.",
)
by_hand.why(
    "Where it says 0.9 it is right in three of four. In words: about an eighth too sure, on the "
    "average."
)
