"""Lesson 14, Recurrent networks: the questions."""

from course_lib.checks import explanation, question

remember_filters = question(
    name="remember_filters",
    lesson=14,
    kind="ask",
    prompt="Lesson 13: a convolution with 8 filters of 3x3 on one channel has 80 numbers to learn. "
    "The picture gets twice as wide and twice as high. How many are there now?",
    options={
        "80": "The same filters slide over more places. A longer sequence will need no more, "
        "either.",
        "160": "Nothing doubles: a filter is 3x3, wherever it stands.",
        "320": "Four times the places, and at each the same 80 numbers.",
    },
    answer="80",
)


remember_velocity = question(
    name="remember_velocity",
    lesson=14,
    kind="ask",
    prompt="Lesson 11: at each step, momentum multiplies its velocity by 0.9 and adds the new "
    "slope. How much of a slope is still in it thirty steps later?",
    options={
        "nine tenths": "That is one step later. The next step takes nine tenths of *that*.",
        "about a twentieth": "0.9 multiplied by itself thirty times is 0.04. Remember this number.",
        "nothing at all": "Little, but not nothing: 0.9 multiplied by itself thirty times is 0.04.",
    },
    answer="about a twentieth",
)


remember_bowl = question(
    name="remember_bowl",
    lesson=14,
    kind="ask",
    prompt="Lesson 08: in the bowl, a rate beyond the border sends the ball away for good. What "
    "does each step do to its distance from the bottom?",
    options={
        "adds the same to it": "Then it would go away at a walk. It goes faster and faster, since "
        "each step starts from further away.",
        "multiplies it by a number larger than 1": "The same factor at every step, to and fro: so "
        "it explodes.",
        "multiplies it by a number smaller than 1": "Then it would come to rest, as it does below "
        "the border.",
    },
    answer="multiplies it by a number larger than 1",
)


beyond_one = question(
    name="beyond_one",
    lesson=14,
    kind="predict",
    prompt="With u = 0.9, a twentieth of the 1 is left at step 30. And with u = 1.1?",
    options={
        "about 1.1": "That is after one step. Each of the 29 steps multiplies by 1.1 again.",
        "about 4": "It would be 1 + 29 · 0.1 if each step *added* a tenth. It adds a tenth of "
        "what is there.",
        "about 16": "1.1 multiplied by itself 29 times. Between fading and exploding there is one "
        "number, 1.",
    },
    answer="about 16",
)


truncated = question(
    name="truncated",
    lesson=14,
    kind="ask",
    prompt="A text has 100,000 letters. Somebody goes forward through all of it, and backward "
    "through the last 10 steps only, to save time and memory. What can the network learn from a "
    "letter that stands 50 steps back?",
    options={
        "nothing: its slope is taken for 0": "The state still carries it, and no slope ever comes "
        "back to say what it was good for.",
        "the same as before, only faster": "Ten steps are faster than 100,000, and beyond the "
        "tenth no slope comes back.",
        "nothing: the state forgets it": "The state is not cut, it is carried forward as before. "
        "What is cut is the way back.",
    },
    answer="nothing: its slope is taken for 0",
)


order_of_four = question(
    name="order_of_four",
    lesson=14,
    kind="predict",
    prompt="Four networks are trained on it: Dense on all hundred numbers, SimpleRNN, LSTM and "
    "GRU. How will they stand at the end?",
    options={
        "Dense first: it sees all numbers at once": "It sees them all, and has to learn for each "
        "of the fifty places by itself what a mark means there.",
        "SimpleRNN, LSTM and GRU all solve it, and Dense does not": "SimpleRNN has a memory too. "
        "It doesn't learn to use it over fifty steps, not in 1,500 batches.",
        "LSTM and GRU solve it, and Dense and SimpleRNN learn next to nothing": "Only the two with "
        "gates. Dense learns a little, place by place; SimpleRNN never gets away from answering 0.",
    },
    answer="LSTM and GRU solve it, and Dense and SimpleRNN learn next to nothing",
)


early_or_late = question(
    name="early_or_late",
    lesson=14,
    kind="predict",
    prompt="Train SimpleRNN twice more. In the one training the mark always comes among the first "
    "ten numbers, in the other among the last ten. Which does it learn?",
    options={
        "the early marks: the state has time to learn them": "A state has no time to learn while "
        "it runs. Early marks have to be kept through forty steps, and hardly any slope comes back "
        "so far.",
        "the late marks": "Their slopes have at most ten steps to go, and arrive.",
        "both: it knows now where to look": "The mark says where to look, early and late alike. "
        "Through forty steps next to nothing of the slope comes back.",
        "neither": "Over ten steps a slope fades too, and enough of it is left to learn from.",
    },
    answer="the late marks",
)


slope_at_first = question(
    name="slope_at_first",
    lesson=14,
    kind="predict",
    prompt="An LSTM has learned its fifty numbers, and a SimpleRNN has not. Give both new weights. "
    "Before any training, in which does the slope come further back, from step 50 towards step 1?",
    options={
        "in the LSTM": "Not yet: with new weights it fades even faster there. Its training opens "
        "the way.",
        "in SimpleRNN": "There a hundredth is left at step 1, and in the LSTM a thousandth. What "
        "tells them apart is what training can make of it.",
        "in both alike": "It fades in both, and faster in the LSTM. They part in the other "
        "direction, by training.",
    },
    answer="in SimpleRNN",
)


fifty_from_thirty = question(
    name="fifty_from_thirty",
    lesson=14,
    kind="predict",
    prompt="A SimpleRNN is trained on sequences of thirty numbers, until its error is 0.02. Then "
    "it is given fifty numbers, which it has never been trained on. To answer 0 would cost 0.33. "
    "What is its error?",
    options={
        "about 0.33: fifty steps are too many to hold": "Fifty steps were too many to *learn* "
        "from. Once it can hold, twenty steps more take little away.",
        "about 0.2: it loses the early numbers": "It loses a little of them, and not most. What it "
        "does at each step to hold a number, it can do twenty times more.",
        "about 0.04: it holds them": "Nobody taught it fifty, and it holds them: so holding was "
        "never what went wrong.",
    },
    answer="about 0.04: it holds them",
)


which_gates = question(
    name="which_gates",
    lesson=14,
    kind="predict",
    prompt="A cell holds 0.8, and other values come by. How must the two gates stand, so that the "
    "0.8 stays?",
    options={
        "keep 1, write 1": "Then everything that comes by is added to it.",
        "keep 1, write 0": "Everything old stays, and nothing new comes in.",
        "keep 0, write 0": "Then the cell is empty after one step: nothing kept, nothing new.",
    },
    answer="keep 1, write 0",
)


twice_as_long = question(
    name="twice_as_long",
    lesson=14,
    kind="predict",
    prompt="None of the four has ever had a sequence of a hundred numbers. What happens when they "
    "are given one?",
    options={
        "All four answer, and about as well as before": "Dense has a weight for each of its "
        "hundred inputs, and none for two hundred. The others have no weight that belongs to a "
        "place.",
        "Dense can't read it; LSTM and GRU answer, and less well": "The same weights at every "
        "step, for as many steps as there are. But nothing has taught them to hold for so long.",
        "None can read it": "A recurrent layer has no weight that belongs to a place. It goes on "
        "for as many steps as there are.",
    },
    answer="Dense can't read it; LSTM and GRU answer, and less well",
)


hour_ago = question(
    name="hour_ago",
    lesson=14,
    kind="predict",
    prompt="What will the water be in an hour? One says: as it is now. One is a single Dense "
    "neuron that reads the last 24 hours. One is an LSTM that reads them. How do they stand?",
    options={
        "LSTM far ahead of the neuron": "It has the better memory, and here nothing needs one: 24 "
        "readings are all there at once, and a weighted sum of them is enough.",
        "The neuron and the LSTM about alike, both far ahead": "A tide is regular, and a weighted "
        "sum of old readings goes on with it. What is left are waves, which nobody can know.",
        "All about alike: the sea is too rough": "The waves are as rough for all. But in an hour "
        "the tide moves up to half a metre, and that can be known.",
    },
    answer="The neuron and the LSTM about alike, both far ahead",
)


why_it_failed = explanation(
    name="why_it_failed",
    lesson=14,
    prompt="SimpleRNN can hold a number over fifty steps: the one that was trained on thirty did. "
    "Why did it not learn to from fifty? Say it in a sentence or two of your own.",
    model="To learn what an early number was good for, its slope has to come back through all the "
    "steps after it; each multiplies it by the recurrent weights and by tanh's slope, together "
    "below 1, so that next to nothing arrives, and no weight is told to hold on.",
)
