"""Lesson 15, Unsupervised learning: the questions."""

from course_lib.checks import explanation, question

remember_rival = question(
    name="remember_rival",
    lesson=15,
    kind="ask",
    prompt='Lesson 14: an LSTM forecasts the tide with an error of 0.13, and the forecast "as an '
    'hour ago" with 0.36. Did its gates do that?',
    options={
        "yes: it is far ahead of the forecast that costs nothing": "So is a single neuron, with "
        "0.14. Beside the weakest rival everything looks good.",
        "one can't say before the plainest rival that learns was asked too": "A single neuron "
        "came to 0.14. You'll need that thought again today.",
        "no: 0.13 is no better than guessing": "Guessing would cost as much as the tide is high. "
        "0.13 is close to the waves, which nobody can know.",
    },
    answer="one can't say before the plainest rival that learns was asked too",
)

remember_scale = question(
    name="remember_scale",
    lesson=15,
    kind="ask",
    prompt="Lesson 12: rows are to be centred before a network reads them. Whose mean is "
    "subtracted from the test rows?",
    options={
        "that of the training rows": "A mean is learned, too. The test rows must teach nothing.",
        "that of the test rows": "Then they would come in other units than those that the network "
        "has learned in, and one row alone would have no mean at all.",
        "that of all rows": "Then the test has had a hand in the training.",
    },
    answer="that of the training rows",
)

remember_bend = question(
    name="remember_bend",
    lesson=15,
    kind="ask",
    prompt="Lesson 09: what parts XOR, which a single neuron can't part?",
    options={
        "a second neuron beside it, without anything in between": "Two lines, and nobody who "
        "decides between them.",
        "two layers without an activation between them": "Two matrices in a row are one matrix: "
        "one line again.",
        "a hidden layer with an activation that bends": "Without the bend, layers fall together "
        "into one. You'll meet that case today.",
    },
    answer="a hidden layer with an activation that bends",
)

between = question(
    name="between",
    lesson=15,
    kind="predict",
    prompt="You put the cross where no picture lies, on the way from the zeros to the sixes. What "
    "is drawn there?",
    options={
        "grey noise": "It has never been at this place. But a place a little further it knows, and "
        "to near places its layers give similar answers.",
        "the digit that lies nearest, as it was written": "No picture is stored anywhere in it, "
        "only weights. It computes a picture for each place.",
        "a picture that nobody has written, partly the one and partly the other": "It computes a "
        "picture for every place, and they pass into each other.",
    },
    answer="a picture that nobody has written, partly the one and partly the other",
)

kinds_together = question(
    name="kinds_together",
    lesson=15,
    kind="predict",
    prompt="Nobody has told the network what a 3 is, or that there are ten kinds. Now each picture "
    "is shown as its label. Where do the threes lie?",
    options={
        "anywhere: it has never heard of threes": "It has not heard of them, but has seen them. "
        "What looks alike must be drawn alike, so it has to lie together.",
        "mostly together, with borders that run into other kinds": "What looks alike must be drawn "
        "alike. And where two kinds look alike, they share a border.",
        "in a heap of their own, apart from all others": "For heaps with gaps between them, "
        "somebody would have to ask for gaps. It was only asked to rebuild.",
    },
    answer="mostly together, with borders that run into other kinds",
)

how_many_directions = question(
    name="how_many_directions",
    lesson=15,
    kind="predict",
    prompt="The network rebuilds test digits from two numbers each. How many numbers does PCA "
    "need, to rebuild them as well?",
    options={
        "two": "With two it is little better than the mean picture: what it draws can only move "
        "along two straight directions.",
        "about six": "Six straight directions for two numbers that bend.",
        "more than twenty": "With twenty it would be far ahead. Its first directions are the best "
        "that straight ones can be.",
    },
    answer="about six",
)

labels_so_far = question(
    name="labels_so_far",
    lesson=15,
    kind="predict",
    prompt="Think back over lessons 01 to 14. How many of the rows that a network learned from had "
    "an answer to learn, a y?",
    options={
        "all": "Each had its y, from Alice's 1 to the next reading of the tide. All of it was "
        "supervised learning.",
        "most": "Rows without an answer had no loss to learn from. Each had its y; even the tide's "
        "was the next reading.",
        "few": "They were few rows at times, and each of them had its y.",
    },
    answer="all",
)

same_rest = question(
    name="same_rest",
    lesson=15,
    kind="predict",
    prompt="Twenty starts, the same 449 points. Do the ten centres come to rest at the same ten "
    "places?",
    options={
        "yes: the points decide, not the start": "They decide every step, and a step leads only to "
        "the nearest place of rest.",
        "no: it depends on the start": "There are many places of rest, and each start falls into "
        "one that is near.",
        "they never come to rest": "Each half makes the squared distances smaller or leaves them, "
        "and there are only so many ways to share out the points.",
    },
    answer="no: it depends on the start",
)

lying_digit = question(
    name="lying_digit",
    lesson=15,
    kind="predict",
    prompt="A network has learned to rebuild upright digits from 8 numbers. Now a 5 comes in that "
    "lies on its side. What comes out?",
    options={
        "the 5 on its side": "Then it would be no stranger. But it has learned to draw upright "
        "digits, and nothing else.",
        "something like an upright digit": "It draws what it can: strokes of upright digits. So "
        "the error is large.",
        "white paper": "Paper would cost all of the ink. Strokes somewhere near it cost less.",
    },
    answer="something like an upright digit",
)

which_way = question(
    name="which_way",
    lesson=15,
    kind="ask",
    prompt="A museum has photographed 40,000 beetles. Somebody who knows beetles has an afternoon, "
    "and names a hundred of them. How will a network best learn the names?",
    options={
        "supervised, from the hundred": "That is the rival to beat, and it may win. But it throws "
        "39,900 pictures away.",
        "unsupervised, from the 40,000": "Then you know which beetles look alike, and no names.",
        "semi-supervised, from all of them": "A hundred names, and 40,000 pictures of what beetles "
        "look like. Whether it helps has to be measured.",
    },
    answer="semi-supervised, from all of them",
)

ten_clusters = question(
    name="ten_clusters",
    lesson=15,
    kind="predict",
    prompt="k-means gets the 64 pixels of all training digits, and ten centres. Each cluster is "
    "then named after the digit that is most common in it. How many digits get their right name?",
    options={
        "nearly all: there are ten digits, and ten clusters": "It has not been asked for digits. "
        "Two ways to write a 1 may lie further apart than a 3 from a 9.",
        "about three quarters": "Clusters are what looks alike, and that is often the same digit, "
        "not always.",
        "about one in ten, as by guessing": "It is far better than that: equal digits look alike, "
        "most of the time.",
    },
    answer="about three quarters",
)

noisy_target = question(
    name="noisy_target",
    lesson=15,
    kind="predict",
    prompt="Somebody forgets, and gives the noisy picture as the target too. What has this network "
    "learned, when a noisy test digit comes in?",
    options={
        "to clean it all the same: noise can't be learned": "Noise that stands in the input can be "
        "handed through, and it was rewarded for that.",
        "to hand part of the noise on": "It was rewarded for every bit of noise that it gave back. "
        "Only the narrow middle holds some of it up.",
        "nothing: it gives back what came in": "It would like to. But through 32 numbers not all "
        "of the noise fits.",
    },
    answer="to hand part of the noise on",
)

which_twenty = question(
    name="which_twenty",
    lesson=15,
    kind="predict",
    prompt="You may label twenty pictures; the rest is read by the nearest of them. Which twenty?",
    options={
        "any twenty, drawn by lot": "By lot one digit comes four times and another not at all.",
        "two of each digit": "Good, and chance still decides which two. And to find two of each, "
        "somebody must have looked at many more than twenty.",
        "those nearest to twenty centres of k-means": "They stand for all kinds of writing, those "
        "of one digit too. And nobody had to look at any label to find them.",
    },
    answer="those nearest to twenty centres of k-means",
)

fed_back = question(
    name="fed_back",
    lesson=15,
    kind="predict",
    prompt="Fifty labels, and five rounds of pseudo-labels, of which only those count that are at "
    "least 99 % sure. Done with 200 draws of the fifty. In how many of them does the reader end up "
    "worse than it was with the fifty alone?",
    options={
        "in hardly any: what it is so sure of is right": "In the first round it is, more than 99 "
        "times in 100. Then it learns from what it has said itself.",
        "in about half of them": "It would be half if pseudo-labels did nothing at all. They do "
        "harm here, in far more draws than that.",
        "in most of them": "The sure ones are those that look like the mean already, so they teach "
        "little; and the few errors among them are believed, and bring more.",
    },
    answer="in most of them",
)

upside_down = question(
    name="upside_down",
    lesson=15,
    kind="predict",
    prompt="Three kinds of strange pictures: digits turned by a quarter, digits turned upside "
    "down, digits with a blot of ink. Which kind slips through most often?",
    options={
        "turned by a quarter": "A digit lying on its side looks like none that it knows.",
        "upside down": "An 8 upside down is an 8, and a 6 is nearly a 9. Those *are* ordinary "
        "pictures.",
        "with a blot": "The blot is small, but it can't be drawn: the network gives it back as "
        "paper, and that costs.",
    },
    answer="upside down",
)

why_together = explanation(
    name="why_together",
    lesson=15,
    prompt="Nobody has said which digits are of one kind, and yet equal ones lie together on the "
    "map. Why? Say it in a sentence or two of your own.",
    model="The decoder draws similar pictures for near places, and it has only two numbers to go "
    "by; so the error is smallest when pictures that look alike lie near each other, and equal "
    "digits look alike most of the time.",
)
