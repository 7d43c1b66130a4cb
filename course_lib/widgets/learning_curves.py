"""Four trainings, for a learner to say which has a problem and what it is: its "patients"."""

from matplotlib.axes import Axes

from course_lib.data.tide import PERIOD, tide
from course_lib.figures.histories import histories
from course_lib.nn.floatx import precision
from course_lib.nn.layers import Dense, Input
from course_lib.nn.models import Sequential
from course_lib.nn.optimizers import Adam
from course_lib.nn.randomness import seeded

# For each: readings, the day they are from, neurons, learning rate, rows to a batch, epochs.
TRAININGS = {
    "A": (20, 2, 64, 0.01, 20, 400),
    "B": (200, 6, 1, 0.01, 200, 400),
    "C": (200, 6, 8, 0.005, 200, 400),
    "D": (200, 6, 16, 0.05, 20, 100),
}
_UNSEEN = 200  # readings of the same sea on another day


def patients() -> Axes:
    """Train all four, here and now, and show their losses: a panel each, from A to D."""
    return histories({name: history(*case) for name, case in TRAININGS.items()})


def history(readings, day, neurons, learning_rate, batch_size, epochs) -> dict:
    """The losses of one training, epoch by epoch."""
    # float64: in float32, an unstable training soon differs from machine to machine
    with precision("float64"), seeded(1):
        model = Sequential([Input((1,)), Dense(neurons, "tanh"), Dense(neurons, "tanh"), Dense(1)])
        model.compile(Adam(learning_rate), "mse")
        return model.fit(
            *_scaled(*tide(readings, day)), batch_size=batch_size, epochs=epochs, verbose=0,
            shuffle=False, validation_data=_scaled(*tide(_UNSEEN, day + 100)),
        ).history  # fmt: skip


def _scaled(hours, metres):
    """Hours around 0 and of the size of 1, by numbers that depend on no reading."""
    return (hours - PERIOD / 2) / (PERIOD / 12**0.5), metres
