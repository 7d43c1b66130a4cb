"""Lesson 12, Overfitting: the form ``diagnose``."""

from course_lib.checks import blanks, choice

_ILLS = ("underfits", "overfits", "rate too high", "learns well", "validation rows leaked")
_CURES = ("more neurons", "stop it earlier", "a lower rate", "nothing", "split the rows anew")


diagnose = blanks(
    name="diagnose",
    lesson=12,
    minutes=5,
    difficulty=2,
    prompt="Four trainings, some on 20 readings and some on 200. What is the matter with each, and "
    "what would you try first?",
    text="""
        | curves | what is the matter | what to try first |
        |---|---|---|
        | A | {a} | {a_cure} |
        | B | {b} | {b_cure} |
        | C | {c} | {c_cure} |
        | D | {d} | {d_cure} |
    """,
    answers={
        "a": choice(
            "overfits",
            _ILLS,
            "what is the matter with A",
            mistakes={
                "underfits": "Its training loss is the lowest of all four: it fits, and too well.",
                "learns well": "Until the dashed line turns round, yes. And then?",
                "rate too high": "Its training loss falls smoothly. Look at the gap.",
                "validation rows leaked": "Then the dashed line would follow the solid one down.",
            },
        ),
        "a_cure": choice(
            "stop it earlier",
            _CURES,
            "what to try first with A",
            mistakes={
                "more neurons": "It has more than it can be trusted with.",
                "a lower rate": "It would get there more slowly, and no better.",
                "nothing": "Its dashed line rises for most of the training: that can be spared.",
                "split the rows anew": "Other rows would be learned by heart as well.",
            },
        ),
        "b": choice(
            "underfits",
            _ILLS,
            "what is the matter with B",
            mistakes={
                "learns well": "Smooth, and nearly no gap. But look how high it stays: 0.5 is far "
                "above what others reach.",
                "overfits": "Overfitting needs a low training loss. This one stays high.",
                "rate too high": "Nothing jumps. It has stopped because it can do no better.",
                "validation rows leaked": "A leak makes a validation loss too good. This one is "
                "high.",
            },
        ),
        "b_cure": choice(
            "more neurons",
            _CURES,
            "what to try first with B",
            mistakes={
                "stop it earlier": "It has not even learned the readings it has.",
                "a lower rate": "It is flat by now: slower steps lead to the same place.",
                "nothing": "Other networks get much lower on the same readings.",
                "split the rows anew": "Both lines are high, so the split is not to blame.",
            },
        ),
        "c": choice(
            "learns well",
            _ILLS,
            "what is the matter with C",
            mistakes={
                "overfits": "The dashed line stays down, and there is next to no gap.",
                "underfits": "Both come down as far as the waves let them.",
                "validation rows leaked": "Then both could sink below 0.12, which is what the "
                "waves alone make. They stop above it.",
                "rate too high": "Then they would jump. Both lines come down and stay down.",
            },
        ),
        "c_cure": choice(
            "nothing",
            _CURES,
            "what to try first with C",
            mistakes={
                "stop it earlier": "The dashed line does not rise, so there is nothing to save.",
                "more neurons": "It reaches what can be reached: what is left are the waves.",
                "a lower rate": "It has arrived already, and nothing jumps: slower is only later.",
                "split the rows anew": "Both parts agree, as they should.",
            },
        ),
        "d": choice(
            "rate too high",
            _ILLS,
            "what is the matter with D",
            mistakes={
                "overfits": "Then the solid line would go down. Here both jump.",
                "underfits": "It is high, yes, but it is not at rest. What makes a loss jump?",
                "validation rows leaked": "A leak makes a validation loss too good, not wild.",
                "learns well": "What learns well comes to rest. This loss jumps to the end.",
            },
        ),
        "d_cure": choice(
            "a lower rate",
            _CURES,
            "what to try first with D",
            mistakes={
                "more neurons": "First let those that are there come to rest.",
                "stop it earlier": "There is no good moment to stop at: it never settles.",
                "nothing": "A and C come to rest, and at a lower loss. This one never rests.",
                "split the rows anew": "The solid line jumps too, on the rows that it learns from.",
            },
        ),
    },
)
diagnose.mistake(
    "A is said to underfit here and B to overfit, and it is the other way round. Overfitting has a "
    "low solid line and a high dashed one; underfitting has both high."
)(lambda given: given["a"] == "underfits" and given["b"] == "overfits")
diagnose.hints(
    "Look at the solid line first: does it come down, and to where? Then at the gap.",
    "High and flat, low with a growing gap, low with a small gap, jumping: one of each.",
)
diagnose.why("Two lines and ten seconds: nothing else tells you so much about a training.")
