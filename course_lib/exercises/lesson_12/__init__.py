"""Lesson 12, Tell learning from learning by heart: what a network does on rows it never saw."""

import numpy as np

from course_lib.checks import Lesson, blanks, choice, exercise, question

LESSON = Lesson(
    number=12, title="Tell learning from learning by heart", notebook="12_generalisation.ipynb"
)


# ----------------------------------------------------------------------------------- remember

remember_adam = question(
    lesson=12,
    kind="ask",
    prompt="Lesson 11: Adam divides each of its two averages by 1 - beta^t. What for?",
    options={
        "So that the rate falls from step to step": "That is what a schedule does. The divisor "
        "goes to 1 within some hundred steps, and then does nothing any more.",
        "Because both averages begin at 0": "After the first step an average that began at 0 has "
        "seen a tenth of the gradient, or a thousandth. The divisor makes up for it.",
        "So that no weight is divided by 0": "That is epsilon's work.",
    },
    answer="Because both averages begin at 0",
)

remember_twins = question(
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


# --------------------------------------------------------------------------------- split, scale


@exercise(lesson=12, minutes=7, difficulty=2, returns=list)
def three_parts(X, y, seed):
    """Training, validation and test rows, a third each, scaled: three pairs (X, y)."""
    order = np.random.default_rng(seed).permutation(len(X))
    parts = np.split(order, 3)
    mean, std = X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0)
    return [((X[rows] - mean) / std, y[rows]) for rows in parts]


@three_parts.cases
def _(rng):
    hours = np.linspace(0.0, 12.0, 12)[:, np.newaxis]
    yield hours, np.cos(hours / 2), 0
    for n, columns in ((9, 2), (15, 3), (12, 1)):
        X = rng.uniform(2, 20, size=columns) * rng.normal(size=(n, columns)) + rng.normal(scale=50)
        yield X, rng.normal(size=(n, 1)), int(rng.integers(1000))


def _thirds(X, seed):
    return np.split(np.random.default_rng(seed).permutation(len(X)), 3)


def _scaled(X, y, parts, mean, std):
    return [((X[rows] - mean) / std, y[rows]) for rows in parts]


@three_parts.mistake(
    "You scaled before you cut: mean and deviation come from all rows, so the validation and test "
    "rows have leaked into the training. Cut first, and take both numbers from the training rows."
)
def _(X, y, seed):
    return _scaled(X, y, _thirds(X, seed), X.mean(axis=0), X.std(axis=0))


@three_parts.mistake(
    "You scaled each part by its own mean and deviation, so the same hour gets three different "
    "numbers. Take the training rows' two numbers for all."
)
def _(X, y, seed):
    parts = [(X[rows], y[rows]) for rows in _thirds(X, seed)]
    return [((x - x.mean(axis=0)) / x.std(axis=0), answers) for x, answers in parts]


@three_parts.mistake(
    "You cut without shuffling. The readings stand in the order of the day, so the network would "
    "learn the morning and be asked about the evening. Use `order`."
)
def _(X, y, seed):
    parts = np.split(np.arange(len(X)), 3)
    return _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))


@three_parts.mistake(
    "You shuffled X and left y as it was, so the rows have other rows' answers. Take y[rows] with "
    "the same rows."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    scaled = _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].std(axis=0))
    return [(x, answers) for (x, _), answers in zip(scaled, np.split(y, 3), strict=True)]


@three_parts.mistake(
    "Your validation rows and your test rows are the same ones. The test is for the very end: it "
    "needs rows that nothing was chosen by."
)
def _(X, y, seed):
    first, second, _ = _thirds(X, seed)
    mean, std = X[first].mean(axis=0), X[first].std(axis=0)
    return _scaled(X, y, [first, second, second], mean, std)


@three_parts.mistake(
    "Training and validation are scaled, and the test rows came back raw. The network will be "
    "asked about them too: scale all three."
)
def _(X, y, seed):
    first, second, third = _thirds(X, seed)
    mean, std = X[first].mean(axis=0), X[first].std(axis=0)
    return [*_scaled(X, y, [first, second], mean, std), (X[third], y[third])]


@three_parts.mistake("The rows are cut, and not scaled: subtract the mean, divide by the std.")
def _(X, y, seed):
    return [(X[rows], y[rows]) for rows in _thirds(X, seed)]


@three_parts.mistake(
    "You took one mean and one deviation over all columns. Each column has its own: axis=0."
)
def _(X, y, seed):
    parts = _thirds(X, seed)
    return _scaled(X, y, parts, X[parts[0]].mean(), X[parts[0]].std())


@three_parts.mistake("You divided by the variance. Divide by its root: std.")
def _(X, y, seed):
    parts = _thirds(X, seed)
    return _scaled(X, y, parts, X[parts[0]].mean(axis=0), X[parts[0]].var(axis=0))


@three_parts.accepts
def _(X, y, seed):
    X, y = (a[np.random.default_rng(seed).permutation(len(X))] for a in (X, y))
    n = len(X) // 3
    train = X[:n]
    scaled = (X - np.mean(train, axis=0)) / np.std(train, axis=0)
    return [(scaled[i : i + n], y[i : i + n]) for i in range(0, 3 * n, n)]


three_parts.hints(
    "np.split(order, 3) cuts the shuffled row numbers into three. Which of the three may mean and "
    "deviation come from?",
    "mean = X[parts[0]].mean(axis=0), std the same; then a list with "
    "((X[rows] - mean) / std, y[rows]) for each of the three parts.",
)
three_parts.why(
    "From here on there is a number that tells you what the network is worth, and nothing in the "
    "training has seen it."
)


# ------------------------------------------------------------------------------------- capacity

more_neurons = question(
    lesson=12,
    kind="predict",
    prompt="You go from 2 neurons a layer to 64. What becomes of the two losses after the same "
    "1,000 epochs?",
    options={
        "Both fall": "More neurons can draw more. Can they also know what the waves will be?",
        "The training loss falls, the validation loss rises": "It gets nearer to the readings it "
        "has, waves and all, and farther from those that it doesn't have.",
        "Both rise: too many numbers for 20 readings": "Too many numbers are no trouble where they "
        "were trained. They are trouble elsewhere.",
    },
    answer="The training loss falls, the validation loss rises",
)

_ILLS = ("underfits", "overfits", "rate too high", "learns well", "validation rows leaked")
_CURES = ("more neurons", "stop it earlier", "a lower rate", "nothing", "split the rows anew")

diagnose = blanks(
    lesson=12,
    minutes=5,
    difficulty=2,
    prompt="Four trainings, some on 20 readings and some on 200. What is the matter with each, and "
    "what would you try first?",
    text="""
        | curves | what is the matter | what to try first |
        |---|---|---|
        | A | {a} | {a_cure} |
        | B | {b} | {b_cure} |
        | C | {c} | {c_cure} |
        | D | {d} | {d_cure} |
    """,
    answers={
        "a": choice(
            "overfits",
            _ILLS,
            "what is the matter with A",
            mistakes={
                "underfits": "Its training loss is the lowest of all four: it fits, and too well.",
                "learns well": "Until the dashed line turns round, yes. And then?",
                "rate too high": "Its training loss falls smoothly. Look at the gap.",
                "validation rows leaked": "Then the dashed line would follow the solid one down.",
            },
        ),
        "a_cure": choice(
            "stop it earlier",
            _CURES,
            "what to try first with A",
            mistakes={
                "more neurons": "It has more than it can be trusted with.",
                "a lower rate": "It would get there more slowly, and no better.",
            },
        ),
        "b": choice(
            "underfits",
            _ILLS,
            "what is the matter with B",
            mistakes={
                "learns well": "Smooth, and nearly no gap. But look how high it stays: 0.5 is far "
                "above what others reach.",
                "overfits": "Overfitting needs a low training loss. This one stays high.",
                "rate too high": "Nothing jumps. It has stopped because it can do no better.",
            },
        ),
        "b_cure": choice(
            "more neurons",
            _CURES,
            "what to try first with B",
            mistakes={
                "stop it earlier": "It has not even learned the readings it has.",
                "a lower rate": "It is flat by now: slower steps lead to the same place.",
                "nothing": "Other networks get much lower on the same readings.",
            },
        ),
        "c": choice(
            "learns well",
            _ILLS,
            "what is the matter with C",
            mistakes={
                "overfits": "The dashed line stays down, and there is next to no gap.",
                "underfits": "Both come down as far as the waves let them.",
                "validation rows leaked": "Then both could sink below 0.12, which is what the "
                "waves alone make. They stop above it.",
            },
        ),
        "c_cure": choice(
            "nothing",
            _CURES,
            "what to try first with C",
            mistakes={
                "stop it earlier": "The dashed line does not rise, so there is nothing to save.",
                "more neurons": "It reaches what can be reached: what is left are the waves.",
            },
        ),
        "d": choice(
            "rate too high",
            _ILLS,
            "what is the matter with D",
            mistakes={
                "overfits": "Then the solid line would go down. Here both jump.",
                "underfits": "It is high, yes, but it is not at rest. What makes a loss jump?",
                "validation rows leaked": "A leak makes a validation loss too good, not wild.",
            },
        ),
        "d_cure": choice(
            "a lower rate",
            _CURES,
            "what to try first with D",
            mistakes={
                "more neurons": "First let those that are there come to rest.",
                "stop it earlier": "There is no good moment to stop at: it never settles.",
            },
        ),
    },
)
diagnose.mistake(
    "You took A and B for each other. Overfitting has a low solid line and a high dashed one; "
    "underfitting has both high."
)(lambda given: given["a"] == "underfits" and given["b"] == "overfits")
diagnose.hints(
    "Look at the solid line first: does it come down, and to where? Then at the gap.",
    "High and flat, low with a growing gap, low with a small gap, jumping: one of each.",
)
diagnose.why("Two lines and ten seconds: nothing else tells you so much about a training.")


# ------------------------------------------------------------------------------- early stopping

best_moment = question(
    lesson=12,
    kind="predict",
    prompt="64 neurons a layer, 1,000 epochs. After which epoch is the network worth most on "
    "readings that it doesn't have?",
    options={
        "The last": "At the last it knows its own 20 readings best.",
        "Somewhere on the way": "First it learns the tide, then the waves.",
        "The first": "Then it has learned nothing yet.",
    },
    answer="Somewhere on the way",
)


@exercise(lesson=12, minutes=6, difficulty=2, returns=(int, int))
def stop_early(val_losses, patience):
    """The epoch after which training stops, and the epoch whose weights are put back."""
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.cases
def _(rng):
    yield [0.9, 0.7, 0.5, 0.6, 0.4, 0.6, 0.5, 0.7, 0.3], 3  # stops before it would get better
    yield [0.9, 0.5, 0.7, 0.6, 0.7, 0.6, 0.7, 0.65], 3  # falls now and then, and is never best
    yield [0.5, 0.4, 0.4, 0.4, 0.4, 0.3, 0.2], 3  # as low as the best is no better
    yield [0.5, 0.5, 0.6, 0.7, 0.4], 2  # the first is the best
    yield [0.9, 0.8, 0.7, 0.75, 0.6], 2  # never stops
    yield [0.9, 0.6, 0.7, 0.8, 0.5, 0.6, 0.4, 0.5, 0.6], 4
    for patience in (2, 3):
        yield rng.uniform(0.1, 1, size=14).round(2).tolist(), patience


def _waited(val_losses, patience, late=0):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience + late:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "The patience never begins anew: you counted all epochs that were not the best. A new best "
    "sets the count back to 0."
)
def _(val_losses, patience):
    best = waited = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        elif epoch > 0:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "You compared each epoch with the one before. Compare it with the *best* so far: a loss may "
    "fall a little and still be far above it."
)
def _(val_losses, patience):
    best = waited = 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        waited = 0 if val_losses[epoch] < val_losses[epoch - 1] else waited + 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "You keep the weights of the last epoch. By then it has been getting worse for a while: put "
    "back those of the best epoch."
)
def _(val_losses, patience):
    stop, _ = _waited(val_losses, patience)
    return stop, stop


@stop_early.mistake(
    "You looked into the future: your best epoch is the best of all, and training may have stopped "
    "before it. Look only at what has happened so far."
)
def _(val_losses, patience):
    return _waited(val_losses, patience)[0], val_losses.index(min(val_losses))


@stop_early.mistake(
    "You stop at the first epoch that is not the best. Wait for `patience` of them."
)
def _(val_losses, patience):
    return _waited(val_losses, 1)


@stop_early.mistake(
    "You wait one epoch too long: stop as soon as `patience` epochs in a row brought no new best."
)
def _(val_losses, patience):
    return _waited(val_losses, patience, late=1)


@stop_early.mistake(
    "You stop one epoch too early: wait for `patience` epochs in a row without a new best, the "
    "best itself not counted."
)
def _(val_losses, patience):
    return _waited(val_losses, patience, late=-1)


@stop_early.mistake(
    "You take an epoch that is *as good* as the best for a new best, so a loss that stands still "
    "is waited for without end. Only a lower one counts: <."
)
def _(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss <= val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake("You never stop: the training goes through all epochs, whatever the losses do.")
def _(val_losses, patience):
    return len(val_losses) - 1, int(np.argmin(val_losses))


@stop_early.mistake(
    "You counted epochs from 1. They are counted from 0 here, as in Keras and in a list."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return stop + 1, best + 1


@stop_early.mistake("The two are swapped: first the epoch it stops after, then the best.")
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return best, stop


@stop_early.accepts
def _(val_losses, patience):
    best, waited, lowest = 0, 0, float("inf")
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            best, waited, lowest = epoch, 0, loss
            continue
        waited += 1
        if waited >= patience:
            break
    return epoch, best


@stop_early.accepts
def _(val_losses, patience):
    for stop in range(len(val_losses)):
        best = int(np.argmin(val_losses[: stop + 1]))
        if stop - best >= patience:
            break
    return stop, best


stop_early.hints(
    "Remember the best epoch so far. How long ago is it, after each epoch?",
    "Go through the losses with enumerate. A lower loss makes its epoch the best; when "
    "epoch - best has reached patience, stop. At the end of the list it stops by itself.",
)
stop_early.why("This is what `EarlyStopping(patience=…, restore_best_weights=True)` does.")


# --------------------------------------------------------------------------------------- penalty

large_lambda = question(
    lesson=12,
    kind="predict",
    prompt="The penalty grows without end. What does the curve look like at last?",
    options={
        "It goes through every reading": "For that it needs large weights, and each of them costs.",
        "It is a level line": "All weights are next to 0, so the hour no longer matters. Only the "
        "last bias, which pays nothing, is left.",
        "It is the true tide": "Along the way it comes near it. And then goes on.",
    },
    answer="It is a level line",
)


@exercise(lesson=12, minutes=5, difficulty=2)
def add_penalty(kernel, bias, d_kernel, d_bias, penalty):
    """The gradients of the loss with L2 added: d_kernel and d_bias, new."""
    return d_kernel + 2 * penalty * kernel, d_bias


@add_penalty.cases
def _(rng):
    yield np.array([[3.0, -1.0]]), np.array([2.0, 4.0]), np.zeros((1, 2)), np.zeros(2), 0.1
    for n_in, units in ((2, 3), (4, 2), (3, 3)):
        shapes = (n_in, units), (units,), (n_in, units), (units,)
        yield (*(rng.normal(size=shape) for shape in shapes), float(rng.uniform(0.05, 0.4)))


@add_penalty.mistake(
    "A factor of 2 is missing: the slope of the square w² is 2w, so each weight adds "
    "2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * kernel, d_bias


@add_penalty.mistake(
    "The biases are penalised as well. A bias moves the curve up and down and makes nothing "
    "wiggle, so it goes free: d_bias stays as it is."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + 2 * penalty * kernel, d_bias + 2 * penalty * bias


@add_penalty.mistake(
    "The sign is wrong: the penalty is *added* to the loss, so its slope is added too. Yours makes "
    "large weights larger."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel - 2 * penalty * kernel, d_bias


@add_penalty.mistake(
    "That is L1: it takes the same from every weight, large or small. L2 takes 2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * np.sign(kernel), d_bias


@add_penalty.mistake(
    "You added the penalty itself, penalty * w². What is asked for is its slope: 2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * kernel**2, d_bias


@add_penalty.mistake(
    "You added the sum of all squares to every gradient. A weight's slope knows only that weight: "
    "2 * penalty * w."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + penalty * (kernel**2).sum(), d_bias


@add_penalty.mistake(
    "You divided by the number of weights. L2 adds up the squares and takes no mean."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel + 2 * penalty * kernel / kernel.size, d_bias


@add_penalty.mistake("The penalty is missing: your gradients are those of the loss alone.")
def _(kernel, bias, d_kernel, d_bias, penalty):
    return d_kernel, d_bias


@add_penalty.mistake(
    "You returned the penalty's slope alone. Add it to d_kernel: the loss is still there."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    return 2 * penalty * kernel, d_bias


@add_penalty.mistake(
    "The numbers are right, and `+=` wrote them into the caller's own d_kernel. Return a new array."
)
def _(kernel, bias, d_kernel, d_bias, penalty):
    d_kernel += 2 * penalty * kernel
    return d_kernel, d_bias


@add_penalty.accepts
def _(kernel, bias, d_kernel, d_bias, penalty):
    slopes = np.array([[2 * penalty * w for w in row] for row in kernel])
    return [slopes + d_kernel, d_bias.copy()]


add_penalty.hints(
    "The penalty is `penalty` times the sum of w² over the kernel. What is its slope along one w? "
    "And along a bias, which does not stand in the sum?",
    "d_kernel + 2 * penalty * kernel; d_bias as it came.",
)
add_penalty.why(
    "A step against it takes the same share from every weight, and so it is also called weight "
    "decay."
)


# --------------------------------------------------------------------------------------- dropout

dropout_in_training = question(
    lesson=12,
    kind="predict",
    prompt="In every step one neuron in ten is sent home at random. Compare the training loss at "
    "the end with that of the same network without dropout.",
    options={
        "It is lower": "The network may no longer count on any single neuron. Does that make it "
        "easier to learn 20 readings by heart?",
        "It is higher": "What takes all 64 together can't be learned by heart any more. That is "
        "the idea of it.",
        "It is the same: on average nothing changes": "The mean is the same, and each step still "
        "meets another network.",
    },
    answer="It is higher",
)


@exercise(lesson=12, minutes=6, difficulty=2)
def dropout(a, p, training, seed):
    """Outputs a with a share p of them set to 0, while training; the others make up for it."""
    keep = np.random.default_rng(seed).random(a.shape) >= p
    return a * keep / (1 - p) if training else a


@dropout.cases
def _(rng):
    yield np.ones((4, 5)), 0.2, True, 0
    yield np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]]), 0.4, False, 1
    for p, training in ((0.3, True), (0.6, True), (0.7, False), (0.2, False)):
        rows, units = (int(n) for n in rng.integers(5, 8, size=2))
        yield rng.normal(size=(rows, units)), p, training, int(rng.integers(1000))


def _keep(a, p, seed):
    return np.random.default_rng(seed).random(a.shape) >= p


@dropout.mistake(
    "The neurons that stay do not make up for the others: the next layer gets less in training "
    "than it will get later. Divide by 1 - p."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) if training else a


@dropout.mistake(
    "You drop at test time too, so the same row gets another answer each time. Where `training` "
    "is False, return a."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) / (1 - p)


@dropout.mistake(
    "You divided by p. A share of 1 - p stays, and has to do the work of all: divide by 1 - p."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) / p if training else a


@dropout.mistake(
    "You multiplied by 1 - p, and made what stays smaller still. Divide by it: the few have to "
    "count for more."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) * (1 - p) if training else a


@dropout.mistake(
    "You scale at test time: drop in training, multiply by 1 - p later. That is the older form of "
    "dropout. *Inverted* dropout divides in training, and leaves the test alone."
)
def _(a, p, training, seed):
    return a * _keep(a, p, seed) if training else a * (1 - p)


@dropout.mistake("At test time nothing is dropped, so nothing is to be made up for: return a.")
def _(a, p, training, seed):
    return (a * _keep(a, p, seed) if training else a) / (1 - p)


@dropout.mistake(
    "You sent home those who should stay: `keep` is True for them. Multiply by keep itself."
)
def _(a, p, training, seed):
    return a * ~_keep(a, p, seed) / (1 - p) if training else a


@dropout.mistake(
    "You returned the kept numbers alone. The next layer expects as many as ever: the dropped ones "
    "are 0."
)
def _(a, p, training, seed):
    return a[_keep(a, p, seed)] / (1 - p) if training else a


@dropout.mistake(
    "You scaled so that the sum over this very batch stays the same. Divide by 1 - p, whatever "
    "chance has drawn: it holds on average, and that is enough."
)
def _(a, p, training, seed):
    keep = _keep(a, p, seed)
    return a * keep / keep.mean() if training else a


@dropout.mistake("The switch is the wrong way round: drop where `training` is True.")
def _(a, p, training, seed):
    return a if training else a * _keep(a, p, seed) / (1 - p)


@dropout.mistake("Nothing is dropped: multiply by `keep` while training.")
def _(a, p, training, seed):
    return a


@dropout.mistake(
    "The numbers are right, and you wrote zeros into the caller's own array. Make a new one."
)
def _(a, p, training, seed):
    if training:
        a[~_keep(a, p, seed)] = 0
        return a / (1 - p)
    return a


@dropout.accepts
def _(a, p, training, seed):
    if not training:
        return a.copy()
    return np.where(np.random.default_rng(seed).random(a.shape) < p, 0.0, a / (1 - p))


dropout.hints(
    "True counts as 1 and False as 0, so a * keep has zeros where a neuron is sent home. On "
    "average, what share of the sum is left?",
    "While training: a * keep / (1 - p). Else: a.",
)
dropout.why("The layer after it sees the same mean in training and in use, so it needs no switch.")


# ------------------------------------------------------------------------------------ batch norm

one_row = question(
    lesson=12,
    kind="predict",
    prompt="A network with batch norm is asked about a single row, and takes mean and variance "
    "from it. What does it answer?",
    options={
        "what it answers to that row among others": "Among others the mean is theirs too. Alone, "
        "the mean of the row is the row.",
        "the same to every row": "Less its own mean, every row is 0.",
        "a division by 0": "The variance is 0, and epsilon keeps the division safe.",
    },
    answer="the same to every row",
)


@exercise(lesson=12, minutes=8, difficulty=3)
def batch_norm(x, gamma, beta, moving_mean, moving_variance, training):
    """The rows normalised, then the two moving statistics; momentum 0.99, epsilon 0.001."""
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        moving_mean = 0.99 * moving_mean + 0.01 * mean
        moving_variance = 0.99 * moving_variance + 0.01 * variance
    else:
        mean, variance = moving_mean, moving_variance
    y = gamma * (x - mean) / np.sqrt(variance + 0.001) + beta
    return y, moving_mean, moving_variance


@batch_norm.cases
def _(rng):
    x = np.array([[1.0, 10.0], [2.0, 30.0], [6.0, 20.0]])
    yield x, np.ones(2), np.zeros(2), np.zeros(2), np.ones(2), True
    yield x, np.array([2.0, 1.0]), np.array([0.5, -1.0]), np.ones(2), np.array([4.0, 9.0]), False
    for (n, columns), training in (
        ((4, 4), True),
        ((5, 3), True),
        ((3, 3), False),
        ((6, 2), False),
    ):
        x = rng.uniform(1, 3, size=columns) * rng.normal(size=(n, columns)) + rng.normal(scale=3)
        of_columns = rng.uniform(0.5, 3, size=(4, columns))
        yield x, *of_columns, training


def _normalised(x, gamma, beta, mean, variance):
    return gamma * (x - mean) / np.sqrt(variance + 0.001) + beta


def _moved(moving, now, momentum=0.99):
    return momentum * moving + (1 - momentum) * now


@batch_norm.mistake(
    "You took mean and variance over each row. A column is one neuron's sums, and it is normalised "
    "over the batch: axis=0."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=1), x.var(axis=1)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "You took one mean and one variance over the whole batch. Each column has its own: axis=0."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(), x.var()
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "You used the batch's own statistics at test time, so a row's answer depends on its neighbours "
    "there. Where `training` is False, take the moving ones."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    if training:
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "The moving statistics went on moving at test time. What is asked later must not change the "
    "network: move them while training only."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    moved = _moved(moving_mean, mean), _moved(moving_variance, variance)
    if not training:
        mean, variance = moving_mean, moving_variance
    return _normalised(x, gamma, beta, mean, variance), *moved


@batch_norm.mistake(
    "You normalised with the moving statistics while training. There it is the batch's own mean "
    "and variance; the moving ones are for later."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    if training:
        moving_mean = _moved(moving_mean, x.mean(axis=0))
        moving_variance = _moved(moving_variance, x.var(axis=0))
    y = _normalised(x, gamma, beta, moving_mean, moving_variance)
    return y, moving_mean, moving_variance


@batch_norm.mistake(
    "The momentum is the wrong way round: 0.99 of the old value stays, and 0.01 of the new one "
    "comes in."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        moving_mean = _moved(moving_mean, mean, 0.01)
        moving_variance = _moved(moving_variance, variance, 0.01)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.mistake(
    "The moving statistics stand still, so nothing is there for test time. While training, let "
    "each follow the batch: 0.99 * old + 0.01 * new."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


def _as_it_should(x, moving_mean, moving_variance, training):
    """Mean and variance to normalise with, and the moving ones after."""
    if not training:
        return moving_mean, moving_variance, moving_mean, moving_variance
    mean, variance = x.mean(axis=0), x.var(axis=0)
    return mean, variance, _moved(moving_mean, mean), _moved(moving_variance, variance)


@batch_norm.mistake(
    "Epsilon is missing. It stands beside the variance, under the root, so that a column that "
    "never changes is not divided by 0: np.sqrt(variance + 0.001)."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / np.sqrt(variance) + beta, *moved


@batch_norm.mistake(
    "Epsilon stands outside the root. It belongs under it: np.sqrt(variance + 0.001)."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / (np.sqrt(variance) + 0.001) + beta, *moved


@batch_norm.mistake("You divided by the variance. Divide by its root.")
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * (x - mean) / (variance + 0.001) + beta, *moved


@batch_norm.mistake(
    "gamma and beta are missing: after normalising, each column is multiplied by its gamma, and "
    "its beta is added."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return (x - mean) / np.sqrt(variance + 0.001), *moved


@batch_norm.mistake("beta was multiplied by gamma too. Multiply first, then add beta.")
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance, *moved = _as_it_should(x, moving_mean, moving_variance, training)
    return gamma * ((x - mean) / np.sqrt(variance + 0.001) + beta), *moved


@batch_norm.mistake(
    "You divided by n - 1 inside the variance. Batch norm divides by n: NumPy's var without ddof."
)
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0, ddof=1)
        moving_mean, moving_variance = _moved(moving_mean, mean), _moved(moving_variance, variance)
    return _normalised(x, gamma, beta, mean, variance), moving_mean, moving_variance


@batch_norm.accepts
def _(x, gamma, beta, moving_mean, moving_variance, training):
    mean, variance = moving_mean, moving_variance
    if training:
        mean = x.sum(axis=0) / len(x)
        variance = ((x - mean) ** 2).mean(axis=0)
        moving_mean = moving_mean + 0.01 * (mean - moving_mean)
        moving_variance = moving_variance + 0.01 * (variance - moving_variance)
    scale = gamma / np.sqrt(variance + 1e-3)
    return [scale * x + (beta - scale * mean), moving_mean.copy(), moving_variance.copy()]


batch_norm.hints(
    "Two questions: with which mean and variance are the rows normalised, and do the moving ones "
    "change? `training` answers both.",
    "While training: mean = x.mean(axis=0), variance = x.var(axis=0), and each moving one becomes "
    "0.99 * old + 0.01 * new. Else the moving ones are mean and variance. Then "
    "gamma * (x - mean) / np.sqrt(variance + 0.001) + beta.",
)
batch_norm.why(
    "The layer of this name has exactly these four arrays: gamma and beta are learned, the other "
    "two are only counted."
)


# ----------------------------------------------------------------------------- augmentation, test

still_right = question(
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
