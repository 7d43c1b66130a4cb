"""Lesson 13, Convolutional networks: the questions."""

from course_lib.checks import explanation, question

remember_test = question(
    name="remember_test",
    lesson=13,
    kind="ask",
    prompt="Lesson 12: you try ten networks, and want to keep the best. Which rows choose it?",
    options={
        "the training rows": "On those the one wins that knows them best by heart.",
        "the validation rows": "And what you then report comes from the test rows, which chose "
        "nothing.",
        "the test rows": "Then the number you report has chosen its own winner, and is too good.",
    },
    answer="the validation rows",
)

remember_end = question(
    name="remember_end",
    lesson=13,
    kind="ask",
    prompt="Lesson 10: the targets are whole numbers from 0 to 9, one class each. Which end, which "
    "loss?",
    options={
        "10 units, softmax, sparse_categorical_crossentropy": "Sparse, since the targets are "
        "numbers and not one-hot rows.",
        "1 unit, sigmoid, binary_crossentropy": "That is for yes and no.",
        "1 unit, linear, mean_squared_error": "That is for amounts: it would call an 8 nearly a 9.",
    },
    answer="10 units, softmax, sparse_categorical_crossentropy",
)

remember_nudge = question(
    name="remember_nudge",
    lesson=13,
    kind="ask",
    prompt="Lesson 07: how do you find out that a gradient is wrong, when the network still "
    "learns?",
    options={
        "Train it longer": "A wrong gradient often trains too, only worse.",
        "Nudge each number both ways and compare the loss": "The central difference knows nothing "
        "of your formula, so it can't share its mistake.",
        "Look whether the loss falls": "It falls with many a wrong gradient.",
    },
    answer="Nudge each number both ways and compare the loss",
)

one_pixel = question(
    name="one_pixel",
    lesson=13,
    kind="predict",
    prompt="Every test digit is moved one pixel to the right, and nothing else. How many of them "
    "does the network read now?",
    options={
        "nearly as many": "To your eye it is the same digit. This network has no eye: it has a "
        "weight for each place, and the ink now lies under other weights.",
        "about half": "The ink lies under other weights now, and they were never trained for it.",
        "one in ten, as by guessing": "That is how it ends after two or three pixels. At one, some "
        "ink still lies where it lay.",
    },
    answer="about half",
)

inside_a_stroke = question(
    name="inside_a_stroke",
    lesson=13,
    kind="predict",
    prompt="The top row of a kernel is −1, the bottom row 1, the middle 0. The window lies where "
    "all nine pixels are ink. What is the sum?",
    options={
        "large: it is all ink": "The ink above counts −1 and the ink below 1. As much is taken "
        "away as is added.",
        "0": "What the bottom row adds, the top row takes away: such a kernel sees no ink, it sees "
        "where ink begins.",
        "below 0": "For that there would have to be more ink above than below.",
    },
    answer="0",
)

moved_map = question(
    name="moved_map",
    lesson=13,
    kind="predict",
    prompt="The picture moves one pixel to the right. What does its map do?",
    options={
        "stays as it is": "The window finds the same pixels, and it finds them one place further "
        "on. Its answers stand one place further on too.",
        "moves one place to the right": "The same pixels under the same kernel give the same "
        "numbers, one place further on.",
        "becomes another map": "Nothing in the kernel knows where it is, so nothing in its answers "
        "can change, except their place.",
    },
    answer="moves one place to the right",
)

flat_moves = question(
    name="flat_moves",
    lesson=13,
    kind="predict",
    prompt="This network sees with filters, which don't care where they are. Every test digit "
    "moves one pixel to the right. How many does it read?",
    options={
        "98 % as before": "Its filters find everything again, one place further on. Behind them "
        "stands a Dense layer, with a weight for each place.",
        "more than the Dense network, and far fewer than before": "Pooling forgives a little. The "
        "last layer still has a weight for each place.",
        "half, as the Dense network": "A little better: of two places that pooling takes together, "
        "it does not matter which.",
    },
    answer="more than the Dense network, and far fewer than before",
)

why_flatten = explanation(
    name="why_flatten",
    lesson=13,
    prompt="In your own words: why does a network whose filters find everything again still "
    "misread a digit that has moved?",
    model="The filters' answers move along with the digit, but Flatten gives each place of the "
    "maps its own weights in the last layer, so what moved is met by weights that were trained for "
    "something else.",
)

halves = question(
    name="halves",
    lesson=13,
    kind="predict",
    prompt="Cut each test digit into a left and a right half, and swap the halves. How many does "
    "the network with global pooling still read as the digit that it was?",
    options={
        "one in ten, for they are no digits any more": "To you. It asks whether parts are there, "
        "and most of the parts still are, only on the other side.",
        "about half": "It asks whether parts are there, and not where. Most of the parts have "
        "survived the cut.",
        "nearly all": "Parts that lay across the cut are gone, and so it loses about half.",
    },
    answer="about half",
)

what_it_looks_for = question(
    name="what_it_looks_for",
    lesson=13,
    kind="predict",
    prompt="Nobody chose the first layer's eight kernels. What did training make of them?",
    options={
        "small digits": "Nine cells are too few for a digit, and all ten digits share the same "
        "eight kernels. They became what all digits are made of.",
        "edges and corners": "Ink on one side and paper on the other: strokes are made of that, "
        "whatever the digit. Not every kernel can be named, though.",
        "eight times the same": "They began with different random numbers, so they got different "
        "gradients. Only twins stay twins.",
    },
    answer="edges and corners",
)

third_layer = question(
    name="third_layer",
    lesson=13,
    kind="predict",
    prompt="A filter of the third layer reads what the second one found, and through it 7 by 7 "
    "pixels. What does it answer most?",
    options={
        "finer edges": "Edges are what it is told of. It adds them up to something larger.",
        "parts of digits": "A roof, a foot, a loop: several edges, each at its place.",
        "one digit each": "Some come near it. But a loop is good for a 6, an 8 and a 9, and the "
        "layer behind can make use of that.",
    },
    answer="parts of digits",
)

hangs_on = question(
    name="hangs_on",
    lesson=13,
    kind="predict",
    prompt="The picture is the 5 that the window slid over, and the network is sure of it. Where "
    "may nobody cover it?",
    options={
        "at its top": "Without the corner up there it is something else to this network.",
        "at its lower bow": "A 3 has such a bow too. Covered there, it is still a 5 to this "
        "network.",
        "nowhere, any cover hurts alike": "Most places don't matter at all to it. It hangs on a "
        "few.",
    },
    answer="at its top",
)

new_kinds = question(
    name="new_kinds",
    lesson=13,
    kind="predict",
    prompt='"seeing" reads 98 % of the test digits. A felt pen makes each stroke thicker; or the '
    "page is turned by a quarter. How many does it read then?",
    options={
        "nearly all of both": 'To your eye they are the same digits. "seeing" was trained on thin '
        "and upright ones, and on nothing else.",
        "two in three of the felt pen's, one in ten turned": "Thick strokes lie where "
        "the thin ones lay. Turned, they lie elsewhere, and one in ten is what guessing gets.",
        "one in ten of the felt pen's, two in three turned": "The pen doubles the ink, and every "
        "stroke stays in its place. The turn adds no ink, but it moves every stroke, and that "
        "costs more.",
    },
    answer="two in three of the felt pen's, one in ten turned",
)

old_eyes = question(
    name="old_eyes",
    lesson=13,
    kind="predict",
    prompt="Two labelled pictures of each digit. For which new kind of pictures is it worth "
    "keeping what the old network knows?",
    options={
        "for both": "For the felt pen it is. A turned digit has other parts at other places, and "
        "there whatever is kept stands in the way.",
        "for the felt pen": "Its digits are made of parts that the old network knows, at places "
        "where it knows them.",
        "for the turned page": "A turned 2 has its parts elsewhere, and turned too. From the same "
        "twenty pictures, new eyes see better.",
    },
    answer="for the felt pen",
)
