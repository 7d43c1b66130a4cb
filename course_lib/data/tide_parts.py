"""The readings of lesson 12, in three parts, and with more or less of a sea."""

import numpy as np

from course_lib.data.tide import WAVES, tide, true_tide

PART = 20  # readings that each part has, before anybody asks for more to train on
_MORE_DAYS = 60  # days of whose readings more are taken, for training and for new test rows


def tide_parts(readings: int = PART, waves: float = WAVES, test: int = 0):
    """Training, validation and test rows, (hours, metres) each, and training's mean and deviation.

    ``readings`` is how many there are to train on, ``waves`` their deviation in metres. ``test``
    chooses the test rows: 0 those of the same day, any other number those of another day.

    >>> parts, mean, std = tide_parts()
    >>> [len(hours) for hours, _ in parts], round(float(mean), 2)
    ([20, 20, 20], 5.75)
    """
    hours, metres = tide()
    rows = np.split(np.random.default_rng(0).permutation(len(hours)), 3)
    parts = [(hours[part], metres[part]) for part in rows]
    mean, std = parts[0][0].mean(), parts[0][0].std()
    if readings > PART:
        more = tide(readings - PART, _MORE_DAYS)
        parts[0] = tuple(np.vstack(pair) for pair in zip(parts[0], more, strict=True))
    if test:
        parts[2] = tide(PART, _MORE_DAYS + test)
    return [(x, true_tide(x) + (y - true_tide(x)) * waves / WAVES) for x, y in parts], mean, std
