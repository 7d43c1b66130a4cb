"""Lesson 02, Activation functions: the form ``name_curves``."""

from course_lib.checks import blanks, choice

_NAMES = ("ReLU", "leaky ReLU", "sigmoid", "softplus", "tanh")


name_curves = blanks(
    name="name_curves",
    lesson=2,
    minutes=4,
    difficulty=1,
    prompt="Which curve is which?",
    text="""
        | curve | name |
        |---|---|
        | A | {A} |
        | B | {B} |
        | C | {C} |
        | D | {D} |
        | E | {E} |
    """,
    answers={
        "A": choice(
            "softplus",
            _NAMES,
            "curve A",
            {
                "ReLU": "A ReLU has a corner at 0. This curve has none.",
                "leaky ReLU": "A leaky ReLU has a corner, and goes below 0. Does this curve?",
                "sigmoid": "A sigmoid levels off at 1. Does this curve?",
                "tanh": "tanh levels off at 1, and goes below 0. This curve does neither.",
            },
        ),
        "B": choice(
            "tanh",
            _NAMES,
            "curve B",
            {
                "sigmoid": "The shape is alike. Where does a sigmoid start, at 0 or at -1?",
                "softplus": "A softplus never stops climbing, and stays above 0.",
                "ReLU": "This curve has no corner, and it goes below 0.",
                "leaky ReLU": "Below 0, yes; but a leaky ReLU is made of two straight lines.",
            },
        ),
        "C": choice(
            "leaky ReLU",
            _NAMES,
            "curve C",
            {
                "ReLU": "Left of 0 a ReLU is level. Look again: this one falls.",
                "softplus": "A softplus is round where this curve has its corner.",
                "sigmoid": "A sigmoid has no corner, and levels off on both sides.",
                "tanh": "tanh has no corner, and levels off on both sides.",
            },
        ),
        "D": choice(
            "sigmoid",
            _NAMES,
            "curve D",
            {
                "tanh": "The shape is alike. tanh reaches down to -1; this curve stops at 0.",
                "softplus": "On the left they are alike. Does this one keep climbing?",
                "ReLU": "A ReLU has a corner and no ceiling.",
                "leaky ReLU": "A leaky ReLU has a corner and no ceiling.",
            },
        ),
        "E": choice(
            "ReLU",
            _NAMES,
            "curve E",
            {
                "leaky ReLU": "Left of 0 a leaky ReLU still falls. This curve is level there.",
                "softplus": "A softplus has no corner.",
                "sigmoid": "A sigmoid has no corner, and levels off at 1.",
                "tanh": "tanh has no corner, and levels off at 1.",
            },
        ),
    },
)


@name_curves.mistake(
    "sigmoid and tanh have changed places: look at where they level off on the left."
)
def _(given):
    return given["B"] == "sigmoid" and given["D"] == "tanh"


@name_curves.mistake("ReLU and softplus have changed places: one has a corner, the other is round.")
def _(given):
    return given["A"] == "ReLU" and given["E"] == "softplus"


name_curves.hints(
    "Ask each curve three things: has it a corner, does it go below 0, does it level off?",
    "Corners: C and E. Below 0: B and C. Levels off on the right: B and D.",
)
name_curves.why(
    "You will meet these names in every model's summary, and the curve says what to expect."
)
