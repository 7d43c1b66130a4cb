"""Lesson 14, Recurrent networks: the form ``three_steps``."""

from course_lib.checks import blanks, number

_U, _X = 0.5, (4, 1, -2)
_H1 = _X[0]
_H2 = _U * _H1 + _X[1]
_H3 = _U * _H2 + _X[2]
_DH3, _DH2, _DH1 = 1.0, _U, _U**2
_AT3, _AT2 = _DH3 * _H2, _DH2 * _H1
_DU = _AT3 + _AT2


three_steps = blanks(
    name="three_steps",
    lesson=14,
    minutes=6,
    difficulty=2,
    prompt="Go through three steps and back. This unit has no tanh: `h = u · h before + x`.",
    text="""
        `u = 0.5`, the inputs are 4, 1 and −2, and the state begins at 0. The loss is the last state
        itself, so the slope along it is 1.

        | step | 1 | 2 | 3 |
        |---|---|---|---|
        | h | 4 | {h2} | {h3} |
        | slope along h | {d_h1} | {d_h2} | 1 |
        | u's slope from this step | 0 | {at2} | {at3} |

        The slope along u, from all steps together: {d_u}
    """,
    answers={
        "h2": number(
            _H2,
            "h after step 2",
            mistakes={
                _X[1]: "That is the second input alone. The state before it comes along: "
                "0.5 · 4 + 1.",
                _H1 + _X[1]: "That is the old state and the input added up. The old state is "
                "multiplied by u first: 0.5 · 4 + 1.",
                _U * (_H1 + _X[1]): "Here u multiplies the input too. It multiplies the old state "
                "alone.",
            },
        ),
        "h3": number(
            _H3,
            "h after step 3",
            follows=lambda given: _U * given["h2"] + _X[2],
            mistakes={
                _X[2]: "That is the third input alone. The state before it comes along.",
                _H2 + _X[2]: "That is the old state and the input added up. The old state is "
                "multiplied by u first.",
                _U * _H1 + _X[2]: "That is with the state of step 1. What comes along is the "
                "state of step 2.",
                _U * _H2 - _X[2]: "The input is −2: it takes 2 away.",
            },
        ),
        "d_h2": number(
            _DH2,
            "the slope along h of step 2",
            mistakes={
                1: "A nudge of h at step 2 reaches h at step 3 through u: half as large.",
                _H2: "That is the state itself. A nudge of it goes through u.",
                2: "Going back multiplies by u as well. It doesn't divide.",
            },
        ),
        "d_h1": number(
            _DH1,
            "the slope along h of step 1",
            follows=lambda given: _U * given["d_h2"],
            mistakes={
                _U: "That is one step back. From step 3 to step 1 there are two, and each "
                "multiplies by u.",
                2 * _U: "Steps that come one behind the other multiply: 0.5 · 0.5.",
                1: "A nudge of h at step 1 goes through u twice before it reaches the loss.",
                0: "Small, but not nothing: u twice.",
            },
        ),
        "at3": number(
            _AT3,
            "u's slope from step 3",
            follows=lambda given: given["h2"],
            mistakes={
                _H3: "That is the state that comes *out* of step 3. u multiplies what comes into "
                "it.",
                _X[2]: "That is the input. u multiplies the state before.",
                1: "That is the slope along h. u's is that, times what u multiplies: the state "
                "before.",
                _U: "That is u itself. What does u multiply at step 3?",
            },
        ),
        "at2": number(
            _AT2,
            "u's slope from step 2",
            follows=lambda given: given["d_h2"] * _H1,
            mistakes={
                _H1: "That is what u multiplies. It is to be multiplied with the slope along h of "
                "step 2.",
                _DH2 * _H2: "That is with the state that comes *out* of step 2. u multiplies what "
                "comes into it, 4.",
                _DH1 * _H1: "That is with the slope along h of step 1. u's work at step 2 goes "
                "into the h of step 2.",
            },
        ),
        "d_u": number(
            _DU,
            "the slope along u",
            follows=lambda given: given["at2"] + given["at3"],
            mistakes={
                _AT3: "That is step 3 alone. u was used at every step: add up.",
                _AT2: "That is step 2 alone, as if it had overwritten the others. u was used at "
                "every step: add up.",
                _DU / 3: "That is the mean of the three steps. They are added up.",
                _DU / 2: "That is the mean of two steps. They are added up.",
                _AT3 * _AT2: "That is the product. Ways side by side are added up.",
            },
        ),
    },
)
three_steps.hints(
    "Forward first: h = 0.5 · h before + x. Then back, from right to left: a nudge of h reaches "
    "the next h through u.",
    "u's slope from a step is the slope along that step's h, times the h that came into the step. "
    "At step 1 that was 0.",
)
three_steps.why(
    "From step to step the slope was halved. After thirty such steps there would be a billionth "
    "of it."
)
