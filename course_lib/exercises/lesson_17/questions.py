"""Lesson 17, Capstone project: the questions."""

from course_lib.checks import explanation, question

remember_mask = question(
    name="remember_mask",
    lesson=17,
    kind="ask",
    prompt="Lesson 16: a model that writes letter by letter gets a causal mask. What does it hide?",
    options={
        "the letters that come later": "Whoever sees the next letter need not guess it: the loss "
        "would be low, and nothing would be learned.",
        "the letters that came before": "These are all it has to guess from.",
        "the letters that are rare": "A mask looks at places, and not at what stands there.",
    },
    answer="the letters that come later",
)

remember_gates = question(
    name="remember_gates",
    lesson=17,
    kind="ask",
    prompt="Lesson 14: one number goes through fifty steps. Why does an LSTM learn to hold it "
    "where a SimpleRNN does not?",
    options={
        "It has more weights": "Four times as many. But more of the same would fade as well.",
        "Its cell is carried on by a gate that can stay open": "Times nearly 1 at each step, there "
        "and back: so a slope arrives.",
        "It reads the sequence from both ends": "It goes from the first step to the last, as "
        "SimpleRNN does.",
    },
    answer="Its cell is carried on by a gate that can stay open",
)

remember_adam = question(
    name="remember_adam",
    lesson=17,
    kind="ask",
    prompt="Lesson 11: by what does Adam divide the mean slope of a weight?",
    options={
        "the number of steps so far": "That is how one takes a mean. Adam lets old slopes fade.",
        "the root of the mean of its squared slopes": "So a weight with small slopes moves as far "
        "as one with large slopes.",
        "the largest slope of all weights": "Each weight has a measure of its own.",
    },
    answer="the root of the mean of its squared slopes",
)

sixty_drawings = question(
    name="sixty_drawings",
    lesson=17,
    kind="predict",
    prompt="It reads 98 of a hundred validation digits, which it never saw. How many of a hundred "
    "that are drawn on a screen, and prepared alike?",
    options={
        "98 again": "So it would be if those who draw wrote like those whom it knows. The same "
        "thirteen people wrote the validation digits.",
        "about 83": "New digits of *known* hands are read better than those of new hands. No share "
        "of lesson 12's kind told you.",
        "about 50": "So it goes where a digit is moved and nobody brings it back. Here each is "
        "brought to its place first.",
    },
    answer="about 83",
)

their_seven = question(
    name="their_seven",
    lesson=17,
    kind="predict",
    prompt="Thirteen people wrote these digits, all in one country. Which digit will be unlike "
    "yours, perhaps?",
    options={
        "the 0": "A ring, here as nearly everywhere.",
        "the 3": "Two bows, here as nearly everywhere.",
        "the 7": "Here it has a bar across its stem. Where you come from it may not.",
    },
    answer="the 7",
)

dots_to_blocks = question(
    name="dots_to_blocks",
    lesson=17,
    kind="predict",
    prompt="32 by 32 dots of ink or paper are counted in blocks of 4 by 4. What comes to the "
    "network?",
    options={
        "4 by 4 numbers, each ink or paper": "A block is 4 by 4 dots, and 8 of them fit on a side.",
        "8 by 8 numbers, each ink or paper": "8 by 8, yes. But 16 dots may be half ink.",
        "8 by 8 numbers, many of them grey": "32 / 4 is 8, and a count from 0 to 16 is a grey: at "
        "the rim of a stroke a block is neither full nor empty.",
    },
    answer="8 by 8 numbers, many of them grey",
)

mixed_up = question(
    name="mixed_up",
    lesson=17,
    kind="predict",
    prompt="The nearest mean is wrong on 51 of 449 digits. Which will it take for a 1 most often?",
    options={
        "the 7": "It has a bar and a roof, which stand where no 1 has ink.",
        "the 8": "Its two loops are small at this size: a fat column in the middle, like their 1.",
        "the 4": "Some, too. But the 8 fills the middle more.",
    },
    answer="the 8",
)

how_they_look = question(
    name="how_they_look",
    lesson=17,
    kind="predict",
    prompt="Nine of 449 validation digits are read wrong. What will they look like to you?",
    options={
        "blots that nobody could read": "Some are, at 8 by 8. But of others you would say at once "
        "what they are.",
        "some hard, some plain": "So it is nearly always. The plain ones are the network's fault, "
        "and tell what it has not seen enough of.",
        "all plain to the eye": "Of a few of them you would not be sure yourself.",
    },
    answer="some hard, some plain",
)

temperature_moves = question(
    name="temperature_moves",
    lesson=17,
    kind="predict",
    prompt="You divide all scores by a temperature before softmax. What happens to the share that "
    "is read right?",
    options={
        "it grows while it gets colder": "Colder makes it surer, and of the same answers.",
        "nothing": "The largest score stays the largest, whatever all are divided by.",
        "it is best at 1": "There is nothing special about 1: with the distances doubled it would "
        "be another number.",
    },
    answer="nothing",
)

elsewhere = question(
    name="elsewhere",
    lesson=17,
    kind="predict",
    prompt="On the validation digits your network is as sure as it is right. And on the sixty "
    "drawings?",
    options={
        "as sure as it is right": "How sure it may be was learned from digits like the validation "
        "ones. Nothing told it that these are others.",
        "less sure than right": "Then it would know that it does not know. A softmax does not.",
        "surer than right": "It is nearly as sure as before, and right less often. A calibration "
        "holds for the kind of data on which it was measured.",
    },
    answer="surer than right",
)

other_hands = question(
    name="other_hands",
    lesson=17,
    kind="predict",
    prompt="In each round of training every digit is turned, slanted and stretched anew. What does "
    "that buy on the sixty drawings?",
    options={
        "nothing: they are the same thirteen hands": "They are. But what a hand does to a digit is "
        "in large part just this: turn, slant, stretch.",
        "some of the errors": "Not the bars of their sevens, and not a zero with a stroke "
        "through it: nobody showed it such.",
        "all of them are read": "What no one of the thirteen wrote stays unknown, however much it "
        "is turned.",
    },
    answer="some of the errors",
)

report = explanation(
    name="report",
    lesson=17,
    prompt="Write the report, in three sentences: what it reads, how well and on what, and where "
    "it should not be trusted.",
    model="The network reads single handwritten digits, scanned or drawn, brought to 8 by 8 pixels "
    "first. On 449 pictures that were kept out, by the thirteen people who also wrote the training "
    "pictures, it reads 99 %; of sixty drawings by nobody of them about 95 %. Do not trust it "
    "with ways of writing that none of the thirteen has, such as a crossed zero, and do not take "
    "its sureness at its word there.",
)
