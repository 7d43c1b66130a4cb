"""A held-out exercise as an instructor's own file declares one: digits that nobody was shown."""

import numpy as np

from course_lib.checks import held_out_exercise


@held_out_exercise(lesson=93, minutes=20, classes=10, steps={0.4: 1, 0.6: 2, 0.85: 4})
def read_digits(pictures):
    """Say which digit each picture shows: (n, 8, 8) -> n labels."""
    import numpy as np

    from course_lib.data import digits
    from course_lib.data.augmentation import shifted

    known = digits().train
    sides = [(right, down) for right in (-0.7, 0, 0.7) for down in (-0.7, 0, 0.7)]
    every = np.ones(len(known))
    moved = [shifted(known.x[..., 0], r * every, d * every) for r, d in sides]
    bank = np.concatenate(moved).reshape(-1, 64).astype(np.float32)
    x = np.asarray(pictures, np.float32).reshape(len(pictures), -1)
    nearest = np.argmin((bank**2).sum(axis=1) - 2 * x @ bank.T, axis=1)
    return np.tile(known.y, len(sides))[nearest]


@read_digits.held_out
def _(rng):
    from course_lib.data import augmented, digits

    test = digits().test
    rows = np.concatenate([rng.permutation(len(test)) for _ in range(2)])[:500]
    return augmented(test.x[rows, :, :, 0], rng), test.y[rows]


@read_digits.baseline("nearest picture")
def _(pictures):
    from course_lib.data import digits

    known = digits().train
    bank = known.x.reshape(len(known), -1)
    x = pictures.reshape(len(pictures), -1)
    return known.y[np.argmin((bank**2).sum(axis=1) - 2 * x @ bank.T, axis=1)]


@read_digits.mistake("Your labels are those of the pictures turned upside down.")
def _(pictures, predicted, true):
    upside_down = np.array([0, 1, 5, 3, 4, 2, 9, 7, 8, 6])
    return np.mean(upside_down[true] == predicted) > 0.9


read_digits.hints(
    "What does the network do with a picture moved by a pixel?", "Train on moved ones."
)
read_digits.why("A model is worth what it reads of what nobody showed it.")
