"""First weights on a slider, from far too small to far too large: without and with batch norm."""

import numpy as np

from course_lib.figures.batch_norm import BatchNormPicture
from course_lib.widgets.live_figure import Slider
from course_lib.widgets.norm_training import EVERY, NormTraining
from course_lib.widgets.training_figure import TrainingFigure

EPOCHS = 400


class BatchNorm(TrainingFigure):
    """The figure of ``widgets.batch_norm``."""

    def show(self, values: dict[str, float]) -> str:
        """Both networks at an epoch, or as far as they have come."""
        trained = self.trained
        at = min(round(values["epoch"] / EVERY), len(trained.epochs) - 1)
        sums = [looks[at] for looks in trained.sums]
        return self.picture.update(self.shown["times"], sums, trained.epochs, trained.losses, at)


def batch_norm(x: np.ndarray, y: np.ndarray, times: float = 1.0, seed: int = 3) -> BatchNorm:
    """Train two networks on x and y, (n, 1) each, that begin with the same weights.

    Three hidden layers of tanh, by SGD; one of the two has batch norm before each tanh. The slider
    multiplies the first weights of the hidden layers. Only the training loss is shown.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 2 or x.shape[1] != 1 or x.shape != y.shape:
        raise ValueError(f"Expected x and y of (n, 1) each. Received {x.shape} and {y.shape}.")
    if not 0.01 <= times <= 100:
        raise ValueError(f"times goes from 0.01 to 100. Received times={times!r}.")
    sliders = [
        Slider("times", 0.01, 100, 0.25, times, "first weights times", log=True),
        Slider("epoch", 0, EPOCHS, EVERY, EPOCHS, "epoch"),
    ]

    def train_with(chosen: dict[str, float]) -> NormTraining:
        return NormTraining(x, y, chosen["times"], EPOCHS, seed)

    return BatchNorm(BatchNormPicture(EPOCHS), sliders, train_with)
