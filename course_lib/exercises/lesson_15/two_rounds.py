"""Lesson 15, Unsupervised learning: the form ``two_rounds``."""

from course_lib.checks import blanks, choice, number

_A1, _B1 = (0 + 1) / 2, (4 + 9 + 11) / 3
_A2, _B2 = (0 + 1 + 4) / 3, (9 + 11) / 2

two_rounds = blanks(
    name="two_rounds",
    lesson=15,
    minutes=5,
    difficulty=2,
    prompt="Go through k-means by hand: five points on a line, two centres.",
    text="""
        The points lie at 0, 1, 4, 9 and 11. Centre A begins at 1, centre B at 3.

        | round | A owns | 4 goes to | A moves to | B moves to |
        |---|---|---|---|---|
        | 1 | 0 and 1 | {to1} | {a1} | {b1} |
        | 2 | {own2} points | {to2} | {a2} | {b2} |

        In round 3 so many points change their centre: {change3}
    """,
    answers={
        "to1": choice(
            "B",
            ("A", "B"),
            "the centre of 4 in round 1",
            {"A": "From 4 it is 3 to A at 1, and 1 to B at 3."},
        ),
        "a1": number(
            _A1,
            "A after round 1",
            mistakes={
                1: "That is where it was. It moves to the mean of 0 and 1.",
                _A2: "That is with the 4. In round 1 the 4 is nearer to B.",
                2 / 3: "The old place of the centre does not count: only its points do.",
                0: "The mean of 0 and 1 is half-way between them.",
            },
            places=2,
        ),
        "b1": number(
            _B1,
            "B after round 1",
            mistakes={
                _B2: "That is the mean of 9 and 11. In round 1 the 4 belongs to B too.",
                9: "That is the middle one of 4, 9 and 11. Take their mean.",
                24: "That is the sum of 4, 9 and 11. Divide by 3.",
                6.75: "The old place of the centre does not count: only its points do.",
                3: "That is where it was. It moves to the mean of 4, 9 and 11.",
            },
            places=2,
        ),
        "own2": number(
            3,
            "the points that A owns in round 2",
            mistakes={
                2: "Look at the 4 again: both centres have moved since.",
                5: "9 and 11 are far nearer to B.",
                1: "0 and 1 stay: A is half a step from each.",
            },
        ),
        "to2": choice(
            "A",
            ("A", "B"),
            "the centre of 4 in round 2",
            {"B": "B has moved away to 8: from 4 that is 4, and to A at 0.5 it is 3.5."},
        ),
        "a2": number(
            _A2,
            "A after round 2",
            mistakes={
                _A1: "That is without the 4, which has come over.",
                2.5: "That is the mean of 1 and 4. A owns the 0 too.",
                5: "That is the sum of 0, 1 and 4. Divide by 3.",
                1: "That is the middle one of 0, 1 and 4. Take their mean.",
            },
            places=2,
        ),
        "b2": number(
            _B2,
            "B after round 2",
            mistakes={
                _B1: "That is with the 4, which has gone over to A.",
                20: "That is the sum of 9 and 11. Divide by 2.",
                9: "That is the nearest of its points. Take the mean of 9 and 11.",
            },
            places=2,
        ),
        "change3": number(
            0,
            "the points that change in round 3",
            mistakes={
                1: "The 4 has changed in round 2. Where does it belong with A at 1.67 and B at 10?",
                5: "Count those that belong to another centre than before.",
                2: "Compare each point's distance to 1.67 and to 10: do any change?",
            },
        ),
    },
)
two_rounds.mistake(
    "Here the 4 stays with A from the beginning. In round 1 it lies 3 from A and 1 from B."
)(lambda given: given["to1"] == "A" and given["a1"] is not None and abs(given["a1"] - _A2) < 0.011)
two_rounds.hints(
    "Each round has two halves. First every point looks which centre is nearer, with all centres "
    "standing still. Then both centres move to the mean of their points.",
    "Round 1: A owns 0 and 1, B owns 4, 9 and 11. Round 2: from 4 it is 3.5 to A and 4 to B.",
)
two_rounds.why(
    "Nothing changes any more, so it has come to rest. Neither half can make the squared distances "
    "larger, so k-means always comes to rest; not always where you would like."
)
