"""Lesson 06, Backpropagation: the questions."""

from course_lib.checks import explanation, question

remember_loss = question(
    name="remember_loss",
    lesson=6,
    kind="ask",
    prompt="Lesson 05: the truth is 1, the prediction 0.2. What is the squared error?",
    options={
        "0.8": "That is the size of the error. It still has to be squared.",
        "0.64": "(0.2 − 1)² = 0.64. You will need it, and its slope, all through this lesson.",
        "−0.64": "A square is never negative: (−0.8) · (−0.8) is above 0.",
    },
    answer="0.64",
)


remember_silent = question(
    name="remember_silent",
    lesson=6,
    kind="ask",
    prompt="Lesson 03: w5 leads from h1 to o1, and it is 0. You change w1. What does o1 do?",
    options={
        "it moves with h1": "h1 moves. But 0 times whatever h1 says is 0.",
        "it stays where it is": "How much w1 matters depends on what stands behind it. Today you "
        "will see where that 0 turns up in the formula.",
        "it becomes 0": "o1's sum loses h1's part; its bias and h2 are still there.",
    },
    answer="it stays where it is",
)


remember_sigmoid_slope = question(
    name="remember_sigmoid_slope",
    lesson=6,
    kind="ask",
    prompt="Lesson 02: a sigmoid says 0.9. How steep is it there?",
    options={
        "0.09": "a · (1 − a) = 0.9 · 0.1. No trip back to z is needed.",
        "0.25": "That is its steepest, where it says 0.5.",
        "0.9": "That is what it says. Its slope is a · (1 − a).",
    },
    answer="0.09",
)


direction = question(
    name="direction",
    lesson=6,
    kind="predict",
    prompt="Alice's first input is −2, and the network should say 1. You raise w1 a little. The "
    "loss …",
    options={
        "rises": "A larger w1 times −2 is a smaller sum, so h1 falls, and o1 falls, away from 1.",
        "falls": "A larger weight does not mean a larger sum: here it is multiplied by −2. So h1 "
        "falls, and o1 falls, away from 1.",
        "stays": "It rises by little, but it does rise: w5 is 1, so what h1 says is heard.",
    },
    answer="rises",
)


far_nudge = question(
    name="far_nudge",
    lesson=6,
    kind="predict",
    prompt="The slope along w1 is 0.0215. You raise w1 by 4. By how much does the loss rise?",
    options={
        "by 4 · 0.0215": "That is what the slope promises. It would be right if the curve were its "
        "tangent all the way, and at 4 the promise is more than seven times too high.",
        "by more": "The curve lies below the tangent there: the promise is more than seven times "
        "too high.",
        "by less": "The curve bends away from its tangent. A slope speaks for its own place.",
    },
    answer="by less",
)


gears = question(
    name="gears",
    lesson=6,
    kind="predict",
    prompt="One turn of the pedals turns the chain wheel twice as far, and one of the chain wheel "
    "turns the bicycle's wheel three times as far. How far does that turn for one of the pedals?",
    options={
        "5 times": "That is 2 + 3. But the second stage enlarges what the first has already "
        "doubled: three times two.",
        "6 times": "2 · 3. What comes one behind the other multiplies, as the five slopes above "
        "do.",
        "3 times": "That is what the last stage does with *its* input, which was doubled before.",
    },
    answer="6 times",
)


who_is_blamed = question(
    name="who_is_blamed",
    lesson=6,
    kind="predict",
    prompt="You drag w5 to 0, so that o1 does not hear h1. Which of the nine slopes become 0?",
    options={
        "d_w1, d_w2 and d_b1": "w5 is a factor of all three, and a neuron that nobody hears can't "
        "be blamed. d_w5 itself stays: with more of w5, h1 would be heard.",
        "d_w5 alone": "d_w5 is dz_o1 · h1, and neither of the two is 0. A slope says what *more* "
        "of w5 would do, and more of it would let h1 be heard.",
        "d_w5, d_w1, d_w2 and d_b1": "The last three do. d_w5 is dz_o1 · h1, and neither of the "
        "two is 0.",
    },
    answer="d_w1, d_w2 and d_b1",
)


why_one_dz = explanation(
    name="why_one_dz",
    lesson=6,
    prompt="In your own words: why is one dz for each neuron enough to get the slopes of all its "
    "weights and of its bias?",
    model="Whatever a weight or the bias does to the loss, it does through the neuron's sum, so "
    "all of them share the way from the loss to that sum, which is dz, and differ only in what "
    "they multiply.",
)


sign_of_o1 = question(
    name="sign_of_o1",
    lesson=6,
    kind="ask",
    prompt="In the drawing d_o1 is −0.9526. What does the minus say?",
    options={
        "the network made a mistake": "A slope of either sign says so. The sign says in which "
        "direction the loss falls.",
        "if o1 said a little more, the loss would fall": "Alice's truth is 1, and o1 says 0.52: up "
        "would be better. The sign of a slope is a direction.",
        "o1 is negative": "o1 is 0.52. d_o1 is the slope of the *loss* along it.",
    },
    answer="if o1 said a little more, the loss would fall",
)


two_ways = question(
    name="two_ways",
    lesson=6,
    kind="predict",
    prompt="x1 goes into h1 and into h2. Nudge x1, and along the first way the loss rises by 3, "
    "along the second it falls by 1. All in all it …",
    options={
        "rises by 2": "Both happen at once, and so they add up: 3 − 1.",
        "falls by 3": "3 · (−1) would be right if the second way came *behind* the first. They lie "
        "side by side.",
        "falls by 1": "The second way does not replace the first. Both happen, and so both count.",
    },
    answer="rises by 2",
)


shape_of_d_kernel = question(
    name="shape_of_d_kernel",
    lesson=6,
    kind="predict",
    prompt="x is (4, 2), four rows of two inputs, and dz is (4, 3), for three neurons. The kernel "
    "is (2, 3), and so its gradient has to be. Which product is it?",
    options={
        "x @ dz": "That is (4, 2) @ (4, 3): the inner sizes, 2 and 4, don't meet.",
        "x.T @ dz": "That is (2, 4) @ (4, 3), which makes (2, 3). The rows meet, and are added up.",
        "dz.T @ x": "That is (3, 4) @ (4, 2), which makes (3, 2): the right numbers, lying on "
        "their side.",
    },
    answer="x.T @ dz",
)
