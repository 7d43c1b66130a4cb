"""Lesson 11, Optimizers: the questions."""

from course_lib.checks import explanation, question

remember_own_numbers = question(
    name="remember_own_numbers",
    lesson=11,
    kind="ask",
    prompt="Lesson 10: a network of 1,994 parameters is trained with Adam, and then `summary()` "
    "counts 5,984. What are the other 3,990?",
    options={
        "Weights that the training has added": "A training changes weights and adds none: the "
        "network's shape is the same as before.",
        "Numbers that the optimizer keeps for itself": "Two for each weight and two besides: "
        "2 · 1,994 + 2. What they are for is in this lesson.",
        "The gradients, kept for the next step": "There is one gradient for each weight: 1,994. "
        "And the next step works out its own.",
    },
    answer="Numbers that the optimizer keeps for itself",
)


remember_border = question(
    name="remember_border",
    lesson=11,
    kind="ask",
    prompt="Lesson 08: in the bowl w², whose slope is 2w, from which learning rate on does the "
    "ball end farther out than it began?",
    options={
        "From 0.5 on": "At 0.5 one step lands on the bottom. Above it the ball overshoots, and "
        "still ends nearer than it began.",
        "From 1 on": "A step takes away 2 · rate times w. At 1 that leads from w to -w, and "
        "above 1 to beyond -w.",
        "From 2 on": "At 2 a step leads from w to w - 4w, which is -3w: much farther out.",
    },
    answer="From 1 on",
)


remember_slopes = question(
    name="remember_slopes",
    lesson=11,
    kind="ask",
    prompt="Lesson 05: the true answer is 1 and the prediction 0.01. Which loss has the steeper "
    "slope there?",
    options={
        "The squared error": "Its slope is -1.98. It is never steeper than 2 between 0 and 1.",
        "The cross-entropy": "Its slope is -100: a confident error is pulled at hard. Slopes of "
        "such different sizes are what this lesson is about.",
        "Both the same": "One slope is -1.98, the other -100.",
    },
    answer="The cross-entropy",
)


along_the_floor = question(
    name="along_the_floor",
    lesson=11,
    kind="predict",
    prompt="SGD starts at w1 = -4 and w2 = 1.5, with a rate of 0.18. Where is it after 40 steps?",
    options={
        "at the bottom": "Across the ravine it is. Along the floor each step takes only 3.6 % off "
        "w1, and 40 of them leave it at -0.9.",
        "on the floor, still on its way": "Each step takes 3.6 % off w1.",
        "far outside: it diverges": "The border is a rate of 0.2. Below it the zigzag dies down.",
    },
    answer="on the floor, still on its way",
)


two_directions = question(
    name="two_directions",
    lesson=11,
    kind="predict",
    prompt="Momentum is added. What happens to the zigzag across the ravine, and to the motion "
    "along it?",
    options={
        "both grow": "Across the ravine the swing is wider at first. But there the steps change "
        "their sign, and steps to and fro cancel.",
        "both shrink": "Across the ravine, soon. Along the floor all steps point the same way, and "
        "they add up: the ball gathers speed.",
        "along it grows, across it cancels out": "Steps to and fro cancel, steps one way add up.",
    },
    answer="along it grows, across it cancels out",
)


look_ahead = question(
    name="look_ahead",
    lesson=11,
    kind="predict",
    prompt="momentum and Nesterov, both with a β of 0.9, start up on a wall. Which of the two is "
    "at rest across the ravine first?",
    options={
        "momentum": "It learns of the other wall when it is there already, and turns back late.",
        "Nesterov": "It asks for the slope where the velocity is about to carry it, finds the "
        "other wall there, and brakes before it arrives.",
        "both at once: they have the same memory": "The same memory, and another slope: the one's "
        "is from where it is, the other's from where it is about to be.",
    },
    answer="Nesterov",
)


same_size = question(
    name="same_size",
    lesson=11,
    kind="predict",
    prompt="Both weights get RMSprop's first step, with the slopes -0.8 for w1 and 15 for w2. "
    "Which one moves farther?",
    options={
        "w2, about twenty times as far": "That is what SGD does. Here each slope is divided by the "
        "root of a mean of its own squares, and in the first step that is its own size, times a "
        "factor that both share.",
        "w1, since its slope is small": "A small slope is divided by something small, and a large "
        "one by something large: the steps come out alike.",
        "both as far": "Each slope is divided by its own size, times a factor that both share.",
    },
    answer="both as far",
)


which_valley = question(
    name="which_valley",
    lesson=11,
    kind="predict",
    prompt="All five start at the same point, w1 = -2 and w2 = 2, and see the same rows. Where do "
    "they end?",
    options={
        "all in the same valley": "They have the same start, and not the same first step.",
        "some in the one, some in the other": "SGD goes down the steepest way. RMSprop and Adam "
        "make both weights move alike.",
        "on the pass between the valleys": "On the pass the slope is 0, but a step beside it leads "
        "away.",
    },
    answer="some in the one, some in the other",
)


comes_to_rest = question(
    name="comes_to_rest",
    lesson=11,
    kind="predict",
    prompt="RMSprop on batches of two rows, once at a rate of 0.3 and once at a rate that is "
    "halved every 20 steps. Who comes to rest at the bottom?",
    options={
        "both": "At a constant rate its steps don't get shorter, and each batch pulls elsewhere.",
        "the one whose rate falls": "Its steps shrink, so that in the end no batch moves it far.",
        "neither": "With the rate the length of the steps falls too, and with it how far a batch "
        "can throw the weights.",
    },
    answer="the one whose rate falls",
)


too_high_begins = question(
    name="too_high_begins",
    lesson=11,
    kind="predict",
    prompt="Four short trainings that differ only in the rate. One rate is too high to be of use. "
    "How does its curve begin?",
    options={
        "it rises from the first epoch on": "So it would in a bowl. On this loss long steps first "
        "lead downhill, and only then out of the valley.",
        "it may well be lowest at first": "Long steps lead downhill fast, and then past it. D is "
        "below C in the third epoch.",
        "it does not move": "That is a rate that is far too low.",
    },
    answer="it may well be lowest at first",
)


read_the_curves = question(
    name="read_the_curves",
    lesson=11,
    kind="ask",
    prompt="Which curve belongs to a rate that is too high to be of use?",
    options={
        "A": "It has hardly come down: its rate is too low.",
        "B": "It falls all the way and is not there yet: a higher rate arrives sooner.",
        "C": "It is down after six epochs and stays there. That rate is the one to keep.",
        "D": "It begins well, falls below C once, and then each step leads farther out.",
    },
    answer="D",
)


who_wins = question(
    name="who_wins",
    lesson=11,
    kind="predict",
    prompt="The same network is trained by each of the five, each at the rate that suits it best. "
    "Who ends lowest?",
    options={
        "Adam, far below the others": "The best number of each row is 0.00. Adam is the more "
        "forgiving where the rate is far too low, and that is another matter.",
        "momentum and Nesterov": "The best number of each row is 0.00. These two get there at a "
        "tenth of SGD's rate, and no lower.",
        "all about the same": "Each has a rate at which it gets to 0.00. They differ in which.",
    },
    answer="all about the same",
)


two_memories = explanation(
    name="two_memories",
    lesson=11,
    prompt="In your own words: what does momentum remember, what does RMSprop remember, and which "
    "trouble of the ravine does each of them cure?",
    model="Momentum remembers which way the last steps went, so that steps along the floor add up "
    "and steps to and fro cancel; RMSprop remembers how large the slopes were, so that a steep "
    "direction no longer sets the rate for a flat one.",
)
