"""Lesson 17, Capstone project: ``read_digits``, on digits that nobody was shown."""

import numpy as np

from course_lib.checks import held_out_exercise


@held_out_exercise(lesson=17, minutes=10, classes=10, difficulty=3, steps={0.6: 1, 0.8: 2, 0.9: 4})
def read_digits(pictures):
    """Say which digit each picture shows: (n, 8, 8, 1) -> n labels, from 0 to 9."""
    import numpy as np

    from course_lib import Sequential, data, layers, optimizers, set_random_seed

    if not hasattr(read_digits, "model"):  # at the first call: train it
        set_random_seed(1)
        see = {"kernel_size": 3, "padding": "same", "activation": "relu"}
        stack = [layers.Input((8, 8, 1)), layers.Conv2D(16, **see), layers.MaxPooling2D()]
        stack += [layers.Conv2D(32, **see), layers.MaxPooling2D(), layers.Flatten()]
        model = Sequential([*stack, layers.Dense(10, activation="softmax")])
        model.compile(optimizers.Adam(0.003), "sparse_categorical_crossentropy")
        rows = data.digits().train
        for seed in range(100):  # each time disturbed anew
            x = data.augmented(rows.x, np.random.default_rng(seed))
            model.fit(x, rows.y, verbose=0)
        read_digits.model = model
    return read_digits.model.predict(pictures, verbose=0).argmax(axis=1)


@read_digits.held_out
def _(rng):
    from course_lib.data import augmented, digits

    test = digits().test
    rows = np.concatenate([rng.permutation(len(test)) for _ in range(2)])[:600]
    return augmented(test.x[rows], rng), test.y[rows]


@read_digits.baseline("nearest mean")
def _(pictures):
    from course_lib.data import digits

    train = digits().train
    means = np.array([train.x[train.y == k].mean(axis=0).ravel() for k in range(10)])
    x = pictures.reshape(len(pictures), 1, -1)
    return ((x - means) ** 2).sum(axis=2).argmin(axis=1)


@read_digits.baseline("nearest of all 1,797 pictures")
def _(pictures):
    from course_lib.data import digits

    known = digits()
    bank, x = known.x.reshape(len(known), -1), pictures.reshape(len(pictures), -1)
    return known.y[np.argmin((bank**2).sum(axis=1) - 2 * x @ bank.T, axis=1)]


@read_digits.mistake(
    "Seven of ten: so reads a network that has seen digits only where they stood. These are moved, "
    "thickened and noised. Show it such digits in training."
)
def _(pictures, predicted, true):
    return 0.6 < np.mean(predicted == true) < 0.76


@read_digits.mistake(
    "It gives the same label to nearly all. Did the pictures arrive as numbers from 0 to 1?"
)
def _(pictures, predicted, true):
    return np.bincount(np.clip(predicted, 0, 9)).max() > 0.9 * len(predicted)


@read_digits.mistake(
    "Each label is one too high, or 0 stands at the end: the place of the first output is 0."
)
def _(pictures, predicted, true):
    return np.mean(predicted == true + 1) > 0.5 or np.mean(predicted == (true + 1) % 10) > 0.5


@read_digits.mistake("These are the labels of the *least* likely digits: argmax, not argmin.")
def _(pictures, predicted, true):
    return np.mean(predicted == true) < 0.02


read_digits.hints(
    "Whatever you have trained: return model.predict(pictures, verbose=0).argmax(axis=1). Then "
    "look how far it gets, and what it confuses.",
    "Train on digits as disturbed as these: in each round, data.augmented(train.x, "
    "np.random.default_rng(round)) makes new ones. A hundred rounds take some three seconds.",
)
read_digits.why(
    "Nobody has shown you these pictures, and in a class nobody has seen them at all: they are "
    "drawn from a secret on the day of grading."
)
