"""Lesson 12, Overfitting: the questions."""

from course_lib.checks import explanation, question

remember_adam = question(
    name="remember_adam",
    lesson=12,
    kind="ask",
    prompt="Lesson 11: Adam divides each of its two averages by 1 - beta^t. What for?",
    options={
        "So that the rate falls from step to step": "That is what a schedule does. The divisor "
        "goes to 1, for m in some fifty steps and for v in some thousands.",
        "Because both averages begin at 0": "After the first step an average that began at 0 has "
        "seen a tenth of the gradient, or a thousandth. The divisor makes up for it.",
        "So that no weight is divided by 0": "That is epsilon's work.",
    },
    answer="Because both averages begin at 0",
)


remember_twins = question(
    name="remember_twins",
    lesson=12,
    kind="ask",
    prompt="Lesson 09: a layer's first weights are all 1. What have its neurons become at the end?",
    options={
        "As many different lines as there are neurons": "To become different they need different "
        "gradients, and equal neurons get equal ones.",
        "One neuron, several times over": "Equal weights get equal gradients, so they stay equal.",
        "Zeros": "They move, all of them in the same way.",
    },
    answer="One neuron, several times over",
)


remember_fan_out = question(
    name="remember_fan_out",
    lesson=12,
    kind="ask",
    prompt="Lesson 06: h1 goes on to two neurons. What becomes of the two slopes that come back "
    "to it?",
    options={
        "They are added up": "A nudge of h1 reaches the loss on both ways, so both count.",
        "They are multiplied": "Slopes are multiplied along one way. Two ways side by side are "
        "another matter.",
        "The larger one counts": "Both ways lead to the loss, and a nudge takes both.",
    },
    answer="They are added up",
)


more_neurons = question(
    name="more_neurons",
    lesson=12,
    kind="predict",
    prompt="You go from 2 neurons a layer to 64. What becomes of the two losses after the same "
    "1,000 epochs?",
    options={
        "Both fall": "The training loss does: more neurons can draw more. But nobody can know the "
        "waves of the validation rows, and there the loss rises.",
        "The training loss falls, the validation loss rises": "It gets nearer to the readings it "
        "has, waves and all, and farther from those that it doesn't have.",
        "Both rise: too many numbers for 20 readings": "Too many numbers are no trouble on the "
        "rows that they were trained on: there the loss falls. They are trouble elsewhere.",
    },
    answer="The training loss falls, the validation loss rises",
)


best_possible = question(
    name="best_possible",
    lesson=12,
    kind="predict",
    prompt="The waves have a deviation of 0.35 m. A network that knew the tide itself, and nothing "
    "of the waves, is asked about rows that it has not had. What is its loss?",
    options={
        "about 0": "For that it would have to know the waves too, and those of other rows nobody "
        "can know.",
        "about 0.12": "It is off by the waves, and their mean square is 0.35², which is 0.12. "
        "Nobody does better for long on rows that are new.",
        "about 0.35": "That is how far it is off. The loss takes the square: 0.12.",
    },
    answer="about 0.12",
)


best_moment = question(
    name="best_moment",
    lesson=12,
    kind="predict",
    prompt="64 neurons a layer, 1,000 epochs. After which epoch is the network worth most on "
    "readings that it doesn't have?",
    options={
        "The last": "At the last it knows its own 20 readings best, waves and all. On the others "
        "it was better before.",
        "Somewhere on the way": "First it learns the tide, then the waves.",
        "The first": "Then it has learned next to nothing, not even the tide. The dashed line "
        "falls first, before it turns.",
    },
    answer="Somewhere on the way",
)


large_lambda = question(
    name="large_lambda",
    lesson=12,
    kind="predict",
    prompt="The penalty grows without end. What does the curve look like at last?",
    options={
        "It goes through every reading": "For that it needs large weights, and each of them costs.",
        "It is a level line": "All weights are next to 0, so the hour no longer matters. Only the "
        "last bias, which pays nothing, is left.",
        "It is the true tide": "Along the way it comes near it, at about 0.01. And then it goes "
        "on, until not even the tide is worth its price.",
    },
    answer="It is a level line",
)


dropout_in_training = question(
    name="dropout_in_training",
    lesson=12,
    kind="predict",
    prompt="In every step one neuron in ten is sent home at random. Compare the training loss at "
    "the end with that of the same network without dropout.",
    options={
        "It is lower": "The network may no longer count on any single neuron, and that makes it "
        "harder to learn 20 readings by heart.",
        "It is higher": "What takes many neurons together is hard to learn by heart when some of "
        "them are always missing. That is the idea of it.",
        "It is the same: on average nothing changes": "The mean is the same, and each step still "
        "meets another network. So less is known by heart.",
    },
    answer="It is higher",
)


any_weights = question(
    name="any_weights",
    lesson=12,
    kind="predict",
    prompt="Its first weights are made 100 times too large, or 100 times too small. What does that "
    "do to a network that normalises between its layers?",
    options={
        "It learns in neither case": "That is the network without batch norm. With it, a sum is "
        "divided by its own size before the next tanh sees it.",
        "It learns from small ones, not from large ones": "Both are divided away: a column that is "
        "100 times as large has a deviation that is 100 times as large.",
        "Next to nothing": "A column that is 100 times as large has a deviation 100 times as "
        "large, and is divided by it.",
    },
    answer="Next to nothing",
)


one_row = question(
    name="one_row",
    lesson=12,
    kind="predict",
    prompt="A network with batch norm is asked about a single row, and takes mean and variance "
    "from it. What does it answer?",
    options={
        "what it answers to that row among others": "Among others the mean is theirs too. Alone, "
        "the mean of the row is the row.",
        "the same to every row": "Less its own mean, every row is 0.",
        "a division by 0": "The variance is 0, and epsilon, which is added to it, keeps the "
        "division safe.",
    },
    answer="the same to every row",
)


still_right = question(
    name="still_right",
    lesson=12,
    kind="ask",
    prompt="You have 500 pictures of handwritten digits. Which of these gives you more rows whose "
    "answers are still right?",
    options={
        "Turn each upside down": "A 6 becomes a 9, and its answer still says 6.",
        "Shift each by a pixel": "A 7 that stands a pixel further left is a 7.",
        "Copy each once more": "The answers are right, and there is nothing new to learn from.",
    },
    answer="Shift each by a pixel",
)


chosen_by_test = question(
    name="chosen_by_test",
    lesson=12,
    kind="ask",
    prompt="Somebody trains 50 networks, takes the one that is best on the test rows, and reports "
    "its loss there. What is that number?",
    options={
        "a fair one: these rows were never trained on": "Not trained on, but chosen by. The best "
        "of 50 was lucky on exactly these rows.",
        "too good": "It is the luckiest of 50. On new rows its luck is gone.",
        "too bad": "Choosing the best of 50 does not make the number worse.",
    },
    answer="too good",
)


why_once = explanation(
    name="why_once",
    lesson=12,
    prompt="In your own words: nobody trained on the validation rows. Why is the validation loss "
    "of the network that you chose still not the number to report?",
    model="I chose the network because its loss was low on those very rows, so part of that low "
    "number is luck with them; rows that nothing was chosen by have no such luck to give.",
)
