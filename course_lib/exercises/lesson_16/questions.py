"""Lesson 16, Transformers: the questions."""

from course_lib.checks import explanation, question

remember_target = question(
    name="remember_target",
    lesson=16,
    kind="ask",
    prompt="Lesson 15: an autoencoder learns from digits that nobody has labelled. What is it "
    "trained to put out?",
    options={
        "the digit's name, 0 to 9": "Nobody has told it any. It has nothing but the pictures.",
        "the picture that it was given": "The data is its own target. So it will be here: the next "
        "letter of a name stands in the name.",
        "the two numbers in its middle": "Those come about on the way. No target says what they "
        "should be.",
    },
    answer="the picture that it was given",
)


remember_anywhere = question(
    name="remember_anywhere",
    lesson=16,
    kind="ask",
    prompt="Lesson 13: a filter has made its map of a picture. Which of these no longer knows "
    "where something was found?",
    options={
        "the map": "It moves along with the picture: each answer stands at its place.",
        "the largest number of the map": "Global max pooling asks whether it is there at all. Keep "
        "it in mind: attention is like that.",
        "the map after a ReLU": "ReLU works on each place by itself, and moves none.",
    },
    answer="the largest number of the map",
)


remember_sparse = question(
    name="remember_sparse",
    lesson=16,
    kind="ask",
    prompt="Lesson 10: a network ends in a softmax over 27 signs, and the targets are whole "
    "numbers, 0 to 26. Which loss reads them as they are?",
    options={
        "categorical_crossentropy": "That one wants each target as a one-hot row.",
        "sparse_categorical_crossentropy": "It picks out the probability of the right sign, and "
        "takes minus its logarithm.",
        "mse": "A sign's number is only a name: z is not further from a than b is.",
    },
    answer="sparse_categorical_crossentropy",
)


points_at_b = question(
    name="points_at_b",
    lesson=16,
    kind="predict",
    prompt="The query stands exactly on B's key. Which key gets the largest weight?",
    options={
        "B": "So one would think. But a score is a product of two arrows, and A's key is longer: "
        "where the query points at B, A still scores more.",
        "A": "A score grows with the key's length as well as with its direction, and A's key is "
        "half as long again.",
        "A and B alike": "A has 0.62 and B has 0.37. A's key is the longer one.",
    },
    answer="A",
)


pairs_save = question(
    name="pairs_save",
    lesson=16,
    kind="predict",
    prompt="Whoever knows nothing needs 3.30 nats a sign. What does it come to for someone who "
    "has counted which letter follows which, on names never counted?",
    options={
        "about 3.1: one letter says little about the next": "It says more than that: after q comes "
        "u, and a name that has reached its n may well be at its end.",
        "about 2.3": "As if there were some ten signs to choose from, not 27.",
        "about 1.0: after most letters there is one that fits": "That would be three signs to "
        "choose from. After an a, five or six are likely.",
    },
    answer="about 2.3",
)


long_vectors = question(
    name="long_vectors",
    lesson=16,
    kind="predict",
    prompt="Query and keys have 256 numbers each, all drawn at random. How large is the largest of "
    "eight weights, if nobody divides by a root?",
    options={
        "about an eighth: they are all random": "Random, but not alike: with 256 products the "
        "scores lie some 16 apart, and softmax takes e to the power of that.",
        "about a third": "So it is with the root, and with short vectors. Without it, scores lie "
        "some 16 apart.",
        "nearly 1": "The scores lie some 16 apart, and e to the 16 is nine million: one takes all.",
    },
    answer="nearly 1",
)


order_lost = question(
    name="order_lost",
    lesson=16,
    kind="predict",
    prompt="Attention without a mask and without anything else. The last place asks. Now the "
    "places before it are shuffled. What does it take home?",
    options={
        "another mix: other letters are nearer": "Nothing in a score says near or far. The same "
        "keys get the same scores, wherever they stand.",
        "the same mix": "Each key brings its own score and value along. Attention doesn't know any "
        "order, until each place is told where it is.",
        "nothing: the keys no longer fit": "Keys and values move together, so each value keeps its "
        "weight.",
    },
    answer="the same mix",
)


how_far = question(
    name="how_far",
    lesson=16,
    kind="predict",
    prompt="One block is trained for some ten seconds. How many nats a sign does it need for names "
    "that it has never seen?",
    options={
        "about 2.3, as counting pairs: the letter before is what counts": "It counts most. But "
        "what came before that says more: after *chr*, there is hardly a choice.",
        "about 1.9": "Far better than pairs. The rest hardly anybody could know: so many names "
        "begin alike.",
        "about 0.5: it will know the names": "It has never seen these. And whoever reads *mar* "
        "can't know whether y, i, c or k is next.",
    },
    answer="about 1.9",
)


where_it_looks = question(
    name="where_it_looks",
    lesson=16,
    kind="predict",
    prompt="Each place shares out its attention among itself and those before it. In the mean over "
    "all new names: which of them gets most?",
    options={
        "the beginning: it says where the name starts": "Single rows do look there. In the mean, "
        "most stays close by.",
        "itself and the letter before it": "Together some seven tenths: what comes next depends "
        "most on what has just come. It is a mean; single places look far back.",
        "all alike: it has to see the whole name": "Softmax would do that if all scores were 0. "
        "Training has made them differ.",
    },
    answer="itself and the letter before it",
)


cold_names = question(
    name="cold_names",
    lesson=16,
    kind="predict",
    prompt="Twenty-four names are drawn at a temperature of 0.2, and twenty-four at 2. In which "
    "lot are more names that the census has?",
    options={
        "at 0.2": "Where only the likely is drawn, the likeliest names come out, and those exist. "
        "At 2 hardly one does.",
        "at 2": "At 2 the unlikely comes up at every letter, and six unlikely letters are no name.",
        "in both alike: it is the same network": "The same network, and drawn from in another way.",
    },
    answer="at 0.2",
)


same_race = question(
    name="same_race",
    lesson=16,
    kind="predict",
    prompt="An LSTM with about as many weights is trained on as many batches. Who needs fewer nats "
    "a sign for new names?",
    options={
        "the block, by far": "Names are short: at most eleven letters to carry along. An LSTM can "
        "do that.",
        "both about alike": "The LSTM is a little ahead. Eleven letters are no distance for it; "
        "what attention buys comes with length, and with machines that work at all places at "
        "once.",
        "the LSTM, by far": "It is ahead, by a few hundredths. Counting pairs is four tenths "
        "behind them both.",
    },
    answer="both about alike",
)


who_decides = explanation(
    name="who_decides",
    lesson=16,
    prompt="Which earlier letters does the next one depend on, and who decides? Say it in a "
    "sentence or two of your own.",
    model="Each place asks with a query, and all places before it are compared by their keys; the "
    "weights come out of this comparison, anew for each name. What is learned are the matrices "
    "that make queries, keys and values: so training decides how to ask, and the letters decide "
    "who answers.",
)
