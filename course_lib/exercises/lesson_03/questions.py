"""Lesson 03, Feedforward networks: the questions."""

from course_lib.checks import explanation, question

steepest = question(
    name="steepest",
    lesson=3,
    kind="ask",
    prompt="Lesson 02: where is the sigmoid steepest, and how steep is it there?",
    options={
        "at z = 0, with a slope of 0.25": "There it can't decide, so there a nudge counts most. "
        "Everywhere else its slope is smaller.",
        "at z = 0, with a slope of 1": "The place is right. The slope is a · (1 − a), and at z = 0 "
        "a is 0.5: that makes 0.25.",
        "far out, where a is nearly 1": "Far out the curve is flat: a hardly moves, whatever z "
        "does.",
    },
    answer="at z = 0, with a slope of 0.25",
)


surer = question(
    name="surer",
    lesson=3,
    kind="ask",
    prompt="Lesson 01: you multiply a neuron's weights and its bias by 10. Its boundary …",
    options={
        "moves, ten times as far out": "The line is where z = 0, and ten times 0 is 0.",
        "stays, and the answers get surer": "Every z is ten times as far from 0, so the sigmoid "
        "says nearly 0 or nearly 1. You will need that below.",
        "stays, and so do the answers": "z is ten times as large: the sigmoid notices that.",
    },
    answer="stays, and the answers get surer",
)


which_w = question(
    name="which_w",
    lesson=3,
    kind="ask",
    prompt="Lesson 00: you have run the whole page, and near its end `w` gets a new value. Now you "
    "go up and run an early cell once more that uses `w`. Which `w` does it see?",
    options={
        "the one defined above it on the page": "The kernel doesn't know the page. It remembers "
        "what was run, in the order in which it was run.",
        "the one that was set last": "The kernel keeps one `w`, and whoever ran last has set it. "
        "If a figure here behaves strangely, restart and run all.",
        "none: that is an error": "There is a `w`, so there is no error. That makes it easy "
        "to overlook.",
    },
    answer="the one that was set last",
)


twins = question(
    name="twins",
    lesson=3,
    kind="predict",
    prompt="All three have weights 0 and 1 and no bias. Compare what the first two will say.",
    options={
        "the same": "Same weights, same bias, same inputs: nothing is left that could differ.",
        "opposite answers": "Opposite answers take opposite weights, and these two have the same.",
        "one says more than the other": "For that, some number of theirs would have to differ, and "
        "none does. Both say 0.9526.",
    },
    answer="the same",
)


unheard = question(
    name="unheard",
    lesson=3,
    kind="predict",
    prompt="You drag w2 from 1 up to 10. What will the number in o1 do?",
    options={
        "rise": "w2 does raise h1. But nothing carries h1 on to o1, since w5 is 0.",
        "fall": "o1 has no negative weight that could turn a rise into a fall. And it doesn't hear "
        "of the rise, since w5 is 0.",
        "stay as it is": "h1 rises, and w5 = 0 wipes it out.",
    },
    answer="stay as it is",
)


corner = question(
    name="corner",
    lesson=3,
    kind="predict",
    prompt="h1 says “x1 is above 2”, h2 says “x2 is above 2”, o1 says “both”. Where is the map "
    "blue?",
    options={
        "on one side of a slanting line": "A single straight line is all that one neuron can draw. "
        "Here h1 and h2 draw one each, and o1 waits for both.",
        "in the corner on the upper right": "Only there do both of them say yes.",
        "in a stripe along each axis": "For a stripe, one of them would have to be enough. One yes "
        "is worth 10, and against a bias of −15 it takes two.",
    },
    answer="in the corner on the upper right",
)


or_as_and = question(
    name="or_as_and",
    lesson=3,
    kind="predict",
    prompt="A neuron with weights 4 and 4 and bias −2 stands on AND's four corners. How many does "
    "it get right?",
    options={
        "1": "Its sums are −2, 2, 2 and 6: no, yes, yes, yes. AND agrees with the first and with "
        "the last.",
        "2": "One yes is enough for it, so it says OR. AND differs in the two corners that have "
        "one 1.",
        "4": "For that a single 1 must not be enough. Here 4 − 2 is above 0.",
    },
    answer="2",
)


xor_alone = question(
    name="xor_alone",
    lesson=3,
    kind="predict",
    prompt="How many of XOR's four rows can one neuron get right?",
    options={
        "2, never more": "3 is within reach: let it say OR, and only the row of two 1s is wrong.",
        "3, never all 4": "One straight line, and the two yeses lie on opposite corners: one of "
        "the four always ends up on the wrong side.",
        "all 4, with large enough weights": "Large weights make the line sharp. It stays straight.",
    },
    answer="3, never all 4",
)


sign_of_w6 = question(
    name="sign_of_w6",
    lesson=3,
    kind="predict",
    prompt="o1 is to say XOR. It hears h1, which says OR, and h2, which says AND. Which sign does "
    "w6 need, through which it hears h2?",
    options={
        "above 0": "Then AND would speak *for* yes. It is sure of itself at (1, 1) only, where the "
        "answer is to be no.",
        "below 0": "XOR is OR *and not* AND: h2 has to speak against.",
        "none: w6 is 0": "Then o1 hears OR alone, and OR says yes to (1, 1).",
    },
    answer="below 0",
)


why_a_layer = explanation(
    name="why_a_layer",
    lesson=3,
    prompt="In your own words: what can three neurons do about XOR that one can't?",
    model="One neuron cuts the square with one straight line, and no line has the two yeses on one "
    "side; two neurons in between turn the four corners into what OR and AND say of them, and "
    "there a straight line is enough for the third.",
)
