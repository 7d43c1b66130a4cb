"""Lesson 08, Train on four people: the loop that learns, and what goes wrong in it."""

import math

import numpy as np

from course_lib.checks import Lesson, exercise, parsons, question
from course_lib.nn.activations import sigmoid

LESSON = Lesson(number=8, title="Train on four people", notebook="08_sgd.ipynb")


remember_gradient_check = question(
    lesson=8,
    kind="ask",
    prompt="Lesson 07: how do you check a gradient that you derived by hand?",
    options={
        "Train with it, and see whether the loss falls": "A wrong gradient often still points "
        "downhill, more or less: the loss falls, and the mistake stays.",
        "Nudge a weight up and down by h, and divide the difference of the losses by 2h": "That "
        "is the central difference: it needs no derivation, so it can judge one.",
        "Derive it a second time": "The same head makes the same mistake twice. Measure the slope "
        "instead.",
    },
    answer="Nudge a weight up and down by h, and divide the difference of the losses by 2h",
)

remember_mse = question(
    lesson=8,
    kind="ask",
    prompt="Lesson 05: four answers are [1, 0, 0, 1], and the network says 0 each time. "
    "What is the mean squared error?",
    options={
        "0": "Two of the four are off by 1. Zero would mean that all are right.",
        "0.5": "Two errors of 1, squared, over four rows.",
        "2": "That is the sum of the squares. The mean divides it by the four rows.",
    },
    answer="0.5",
)

remember_slope = question(
    lesson=8,
    kind="ask",
    prompt="Lesson 02: where is the sigmoid's slope next to nothing?",
    options={
        "At z = 0": "There it is steepest: 0.25.",
        "Far out on both sides, at z = -20 or 20": "There the curve is flat, and what is flat "
        "passes next to no gradient on. You'll meet that again below.",
        "Nowhere: it rises everywhere": "It does rise everywhere, but at z = 20 by two thousandths "
        "of a millionth.",
    },
    answer="Far out on both sides, at z = -20 or 20",
)


@exercise(lesson=8, minutes=3, difficulty=1)
def update(w, d_w, learning_rate):
    """The weights after one step against their gradient."""
    return w - learning_rate * d_w


@update.cases
def _(rng):
    yield 4.0, 8.0, 0.1  # the ball in the bowl: 3.2
    yield np.array([1.0, -2.0, 0.5]), np.array([0.25, 0.75, -1.5]), 0.2
    for n in (2, 3, 5):
        yield rng.normal(size=n), rng.normal(size=n), float(rng.uniform(0.01, 0.9))


@update.mistake(
    "You went uphill. The gradient points to where the loss grows, so a step that lowers it goes "
    "against the gradient: subtract."
)
def _(w, d_w, learning_rate):
    return w + learning_rate * d_w


@update.mistake(
    "The learning rate is missing: you took the whole gradient as a step. Multiply it by the rate "
    "first."
)
def _(w, d_w, learning_rate):
    return w - d_w


@update.mistake("You returned the step. The new weights are where the step leads to: start from w.")
def _(w, d_w, learning_rate):
    return -learning_rate * d_w


@update.mistake(
    "You divided by the learning rate, so a careful, small rate makes a huge step. Multiply by it."
)
def _(w, d_w, learning_rate):
    return w - d_w / learning_rate


@update.mistake(
    "You multiplied the weight by the rate as well. Only the gradient is: w - learning_rate * d_w."
)
def _(w, d_w, learning_rate):
    return learning_rate * (w - d_w)


@update.mistake(
    "You looked at the sign of the gradient only, so every weight takes a step of the same size. "
    "A steep slope asks for a longer step: multiply by d_w itself."
)
def _(w, d_w, learning_rate):
    return w - learning_rate * np.sign(d_w)


@update.mistake(
    "The result is right, and you got it with `w -= …`, which changes the caller's own array. "
    "Here a new one is asked for: w - learning_rate * d_w."
)
def _(w, d_w, learning_rate):
    w -= learning_rate * d_w
    return w


@update.accepts
def _(w, d_w, learning_rate):
    return np.add(w, -learning_rate * np.asarray(d_w))


update.hints(
    "Downhill is against the gradient, and the learning rate says how far.",
    "The new weight is the old one minus the learning rate times the gradient.",
)
update.why("This line, on one vector of all weights, is the whole of the course's SGD.")


rate_too_high = question(
    lesson=8,
    kind="predict",
    prompt="In the bowl w², a step multiplies w by 1 - 2 · rate. What does the ball do at a rate "
    "of 1.1?",
    options={
        "It rolls to the bottom faster than before": "Work out the factor: 1 - 2.2.",
        "It crosses the bottom and comes to rest on the other side": "It crosses, and then it has "
        "a steeper slope under it than before.",
        "It crosses the bottom and climbs higher each time": "The factor is -1.2: the other side, "
        "and farther out.",
    },
    answer="It crosses the bottom and climbs higher each time",
)


@exercise(lesson=8, minutes=7, difficulty=2)
def step(x, y_true, w1, w5, learning_rate):
    """One step of the chain x, h1, y_pred: both weights, new."""
    h1 = sigmoid(w1 * x)
    y_pred = sigmoid(w5 * h1)
    dz_o1 = 2 * (y_pred - y_true) * y_pred * (1 - y_pred)
    d_w5 = dz_o1 * h1
    d_w1 = dz_o1 * w5 * h1 * (1 - h1) * x
    return w1 - learning_rate * d_w1, w5 - learning_rate * d_w5


@step.cases
def _(rng):
    yield 2.0, 1.0, 0.5, -1.5, 0.8
    yield -1.5, 0.0, -0.7, 2.0, 0.5
    for _ in range(4):
        signs = rng.choice([-1, 1], size=3)
        x, w1, w5 = signs * rng.uniform(0.6, 2.0, size=3)
        yield float(x), float(rng.choice([0, 1])), float(w1), float(w5), float(rng.uniform(0.4, 1))


def _chain(x, y_true, w1, w5):
    h1 = sigmoid(w1 * x)
    y_pred = sigmoid(w5 * h1)
    return h1, 2 * (y_pred - y_true) * y_pred * (1 - y_pred)


@step.mistake(
    "You changed w5 before h1 used it: the gradient of w1 goes through the *old* w5. Work out "
    "both gradients first, then change both weights."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    w5 -= learning_rate * dz_o1 * h1
    w1 -= learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x
    return w1, w5


@step.mistake("Both weights went uphill. Subtract: a step goes against the gradient.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    d_w1 = dz_o1 * w5 * h1 * (1 - h1) * x
    return w1 + learning_rate * d_w1, w5 + learning_rate * dz_o1 * h1


@step.mistake(
    "The way back to w1 leads through w5, and you left it out: d_w1 is "
    "dz_o1 * w5 * h1 * (1 - h1) * x."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * h1 * (1 - h1) * x, w5 - learning_rate * dz_o1 * h1


@step.mistake(
    "The slope of h1's own sigmoid is missing in d_w1: on the way back, multiply by h1 * (1 - h1)."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * w5 * x, w5 - learning_rate * dz_o1 * h1


@step.mistake("d_w1 stops short of its input: the last factor is x, since z of h1 is w1 * x.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1), w5 - learning_rate * dz_o1 * h1


@step.mistake("What w5 multiplies is h1, not x: d_w5 is dz_o1 * h1.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x, w5 - learning_rate * dz_o1 * x


@step.mistake("You returned the two gradients. The new weights are one step away from the old.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return dz_o1 * w5 * h1 * (1 - h1) * x, dz_o1 * h1


@step.accepts
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    w1 = w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x  # w1 first: nothing else needs it
    w5 = w5 - learning_rate * dz_o1 * h1
    return w1, w5


@step.accepts
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    w = np.array([w1, w5])
    return tuple(w - learning_rate * np.array([dz_o1 * w5 * h1 * (1 - h1) * x, dz_o1 * h1]))


step.hints(
    "Two gradients, then two updates. dz_o1 is already the slope along the output's sum; which "
    "number does w5 multiply there?",
    "d_w5 = dz_o1 * h1, and d_w1 = dz_o1 * w5 * h1 * (1 - h1) * x. Only then is anything changed.",
)
step.why(
    "A model keeps all gradients in one vector and moves all weights in one step, so that this "
    "mistake cannot happen to it."
)


loop = parsons(
    lesson=8,
    minutes=4,
    difficulty=2,
    prompt="Put a training into order: a thousand epochs, one row at a time.",
    program="""
        for epoch in range(1000):
            for x, y_true in zip(X, Y):
                y_pred = model(x)  # forward
                loss = model.loss(y_true, y_pred)  # loss
                model.backward()  # backward
                model.params -= 0.1 * model.grads  # update
    """,
    left_out={
        "        model.params += 0.1 * model.grads  # update": "One of your lines adds the "
        "gradient, which climbs. Take the line that subtracts.",
        "        model = new_model()": "A new model in every round forgets all that was learned. "
        "Leave that line out.",
    },
)
loop.before(
    "# backward",
    "# loss",
    "You go backward before there is a loss to go back from. The order is forward, loss, "
    "backward, update.",
)
loop.before(
    "# update",
    "# backward",
    "You update with gradients that have not been worked out yet. Put backward before update.",
)
loop.before(
    "# loss",
    "# forward",
    "The loss compares y_pred with y_true, and y_pred comes from forward. Put forward first.",
)
loop.before(
    "for x, y_true",
    "for epoch",
    "Your loops are the wrong way round: each row would be learned a thousand times before the "
    "next is looked at. The epochs are outside.",
)
loop.hints(
    "Four words, always in this order: forward, loss, backward, update.",
    "The loop over epochs is outside, the loop over rows inside, and the four words stand in it.",
)
loop.why("Every training in this course is this loop, up to the one that Keras runs for you.")


@exercise(lesson=8, minutes=2, difficulty=1, returns=int)
def updates(n_rows, batch_size, epochs):
    """How often the weights are changed in a whole training."""
    return epochs * int(np.ceil(n_rows / batch_size))


@updates.cases
def _(rng):
    yield 4, 1, 1000  # our four people: 4,000
    yield 10, 4, 3
    yield 60_000, 32, 5
    for _ in range(3):
        size, batches, epochs = (int(n) for n in rng.integers(3, 9, size=3))
        yield size * batches + int(rng.integers(1, size)), size, epochs


@updates.mistake(
    "You dropped the rows that are left over. They make a smaller batch, and an update of their "
    "own: round up."
)
def _(n_rows, batch_size, epochs):
    return epochs * (n_rows // batch_size)


@updates.mistake("That is one epoch. Every epoch goes through all batches again.")
def _(n_rows, batch_size, epochs):
    return math.ceil(n_rows / batch_size)


@updates.mistake("You counted one update a row. There is one a batch, however many rows it has.")
def _(n_rows, batch_size, epochs):
    return epochs * n_rows


@updates.mistake(
    "You rounded up once, at the end. Each epoch has its own rest, so round up before you multiply."
)
def _(n_rows, batch_size, epochs):
    return math.ceil(epochs * n_rows / batch_size)


@updates.mistake("You added a batch in each epoch. Nothing is left over when it divides evenly.")
def _(n_rows, batch_size, epochs):
    return epochs * (n_rows // batch_size + 1)


@updates.accepts
def _(n_rows, batch_size, epochs):
    return len(range(0, n_rows, batch_size)) * epochs


@updates.accepts
def _(n_rows, batch_size, epochs):
    return -(-n_rows // batch_size) * epochs


updates.hints(
    "How many batches does one epoch have, if 10 rows come in fours?",
    "int(np.ceil(n_rows / batch_size)) in each epoch: np.ceil rounds up.",
)
updates.why("It is the number of updates, not of epochs, that decides how far a training gets.")


rate_of_ten = question(
    lesson=8,
    kind="predict",
    prompt="At a rate of 10, a hundred times the rate of the published training, the four people …",
    options={
        "make the training diverge, as the bowl did": "In the bowl the slope grows with the "
        "distance. What does a sigmoid's slope do far out?",
        "are learned faster": "A sigmoid flattens where it is sure, so even a huge step lands "
        "where the ground is level.",
        "are learned as fast as before": "The steps are a hundred times as long.",
    },
    answer="are learned faster",
)


@exercise(lesson=8, minutes=6, difficulty=2, returns=list)
def mini_batches(X, y, batch_size, seed):
    """Shuffle the rows, then cut them: a list of pairs (rows of X, their y)."""
    order = np.random.default_rng(seed).permutation(len(X))
    starts = range(0, len(X), batch_size)
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in starts]


@mini_batches.cases
def _(rng):
    for n, size, seed in ((7, 3, 0), (6, 2, 1), (5, 4, 2)):
        yield rng.normal(size=(n, 2)), rng.normal(size=n), size, seed
    for _ in range(2):
        size = int(rng.integers(2, 5))
        n = 2 * size + int(rng.integers(1, size))
        yield rng.normal(size=(n, 3)), rng.normal(size=n), size, int(rng.integers(1000))


def _cut(X, y, batch_size):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@mini_batches.mistake(
    "Your last rows are lost: with 7 rows in threes, one is left over. It makes a batch of its own."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X[order], y[order], batch_size)[: len(X) // batch_size]


@mini_batches.mistake(
    "X and y were shuffled apart: you drew two orders, so no row is with its own answer any more. "
    "Draw one order, and use it for both."
)
def _(X, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    return _cut(X[rng.permutation(len(X))], y[rng.permutation(len(X))], batch_size)


@mini_batches.mistake(
    "You shuffled X and left y as it was, so the rows have other rows' answers. Take y[order] too."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X[order], y, batch_size)


@mini_batches.mistake(
    "You shuffled y and left X as it was, so the rows have other rows' answers. Take X[order] too."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return _cut(X, y[order], batch_size)


@mini_batches.mistake("You cut and did not shuffle: `order` is drawn and never used.")
def _(X, y, batch_size, seed):
    return _cut(X, y, batch_size)


@mini_batches.mistake(
    "Your batches overlap: the next one begins a row further on. It begins where the last one "
    "ended, so step by batch_size."
)
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X, y = X[order], y[order]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(len(X))]


@mini_batches.accepts
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    cuts = np.arange(batch_size, len(X), batch_size)
    return list(zip(np.split(X[order], cuts), np.split(y[order], cuts), strict=True))


@mini_batches.accepts
def _(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    batches = []
    while len(order):
        chosen, order = order[:batch_size], order[batch_size:]
        batches.append((X[chosen], y[chosen]))
    return batches


mini_batches.hints(
    "X[order] is X in the new order, and y[order] the answers in the same order. Then cut both.",
    "The batches start at range(0, len(X), batch_size), and a slice that reaches beyond the end "
    "stops at the end by itself.",
)
mini_batches.why("fit does this at the start of every epoch, with a new order each time.")


raw_data = question(
    lesson=8,
    kind="predict",
    prompt="The same network, the same first weights, but raw pounds and inches. After 1,000 "
    "epochs it …",
    options={
        "learns as well: only the zero has moved": "For you it has. What is the sum z of a neuron "
        "whose inputs are 133 and 65?",
        "learns more slowly": "Slowly would mean that it moves at all. Think of the slope of a "
        "sigmoid at z = 100.",
        "says the same of everybody": "All its hidden neurons sit on the flat part of the sigmoid, "
        "so neither the answers nor the gradients can tell people apart.",
    },
    answer="says the same of everybody",
)


@exercise(lesson=8, minutes=6, difficulty=2)
def standardise(train, test):
    """Both tables, centred and scaled column by column."""
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@standardise.cases
def _(rng):
    yield (
        np.array([[133.0, 65.0], [160.0, 72.0], [152.0, 70.0], [120.0, 60.0]]),
        np.array([[128.0, 63.0], [155.0, 68.0]]),
    )
    for rows, columns in ((5, 2), (6, 3), (8, 4)):
        scale = rng.uniform(1, 20, size=columns)
        middle = rng.normal(scale=50, size=columns)
        yield (
            middle + scale * rng.normal(size=(rows, columns)),
            middle + scale * rng.normal(size=(3, columns)),
        )


@standardise.mistake(
    "The test rows leaked: you took mean and deviation over train and test together. Whatever is "
    "to be judged later must not be looked at before; take both numbers from train alone."
)
def _(train, test):
    both = np.vstack([train, test])
    mean, std = both.mean(axis=0), both.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@standardise.mistake(
    "You scaled the test rows by their own mean and deviation, so the same person gets other "
    "numbers there than in train. Use train's mean and deviation for both."
)
def _(train, test):
    return tuple((rows - rows.mean(axis=0)) / rows.std(axis=0) for rows in (train, test))


@standardise.mistake(
    "You took one mean and one deviation over the whole table, and pounds and inches became one "
    "heap. Each column has its own: axis=0."
)
def _(train, test):
    return (train - train.mean()) / train.std(), (test - train.mean()) / train.std()


@standardise.mistake("You centred and did not scale: divide by the deviation of each column.")
def _(train, test):
    return train - train.mean(axis=0), test - train.mean(axis=0)


@standardise.mistake("You scaled and did not centre: subtract the mean of each column first.")
def _(train, test):
    return train / train.std(axis=0), test / train.std(axis=0)


@standardise.mistake(
    "You divided by the variance, which is in square pounds. Divide by its root: std."
)
def _(train, test):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    return (train - mean) / variance, (test - mean) / variance


@standardise.mistake(
    "The test rows came back raw. The network will be asked about them: scale both."
)
def _(train, test):
    return (train - train.mean(axis=0)) / train.std(axis=0), test


@standardise.mistake(
    "You divided by n - 1 inside the deviation. That works as well; the check expects NumPy's own "
    "std, so take it without ddof."
)
def _(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0, ddof=1)
    return (train - mean) / std, (test - mean) / std


@standardise.accepts
def _(train, test):
    mean = train.sum(axis=0) / len(train)
    std = np.sqrt(((train - mean) ** 2).mean(axis=0))
    return [(rows - mean) / std for rows in (train, test)]


standardise.hints(
    "Two numbers for each column, mean and standard deviation. From which rows may you take them?",
    "mean = train.mean(axis=0) and std = train.std(axis=0); then (rows - mean) / std for both.",
)
standardise.why(
    "A number that leaks from the test rows makes a network look better than it is, and nobody "
    "notices until it meets somebody new."
)
