"""A network that draws a curve through readings, with its size, penalty and dropout on sliders.

Each move of such a slider is a whole training from the same first weights; the epoch's slider goes
back through the one that was trained last.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from course_lib.figures.fitting import FittingPicture
from course_lib.nn.models import Model
from course_lib.widgets.live_figure import Slider, aligned_end
from course_lib.widgets.trained import EVERY, Pair, Training
from course_lib.widgets.training_figure import TrainingFigure

# What a setting's slider is called, where it goes, and how its value reads. Neurons double from
# step to step: 0.30102 is a hair less than log10(2), or the sixth step would lie beyond 64.
SLIDERS = {
    "neurons": (Slider("neurons", 1, 64, 0.30102, 64, "neurons", log=True), "Neurons {}"),
    "penalty": (Slider("penalty", 1e-5, 1, 0.5, 1e-5, "lambda", log=True), "Lambda {}"),
    "dropout": (Slider("dropout", 0, 0.9, 0.1, 0, "dropout p"), "Dropout {}"),
}

_POWERS_OF_TWO = (1, 2, 4, 8, 16, 32, 64)


class Fitting(TrainingFigure):
    """The figure of ``widgets.fitting``. ``model`` is the network, trained as far as is shown."""

    @property
    def model(self) -> Model:
        return self.trained.model

    def value(self, name: str, value: float) -> float:
        """What a slider's place stands for: whole neurons, and no float dust in the others."""
        return round(value) if name == "neurons" else super().value(name, value)

    def show(self, values: dict[str, float]) -> str:
        """The picture of the training at an epoch, or at the last before it that was looked at."""
        trained, at = self.trained, looked_at(self.trained, values["epoch"])
        return self.picture.update(
            trained.curves[at], trained.epochs, trained.losses, trained.val_losses,
            trained.epochs[at], in_words(self.shown), trained.trouble,
        )  # fmt: skip


def looked_at(trained: Training, epoch: float) -> int:
    """Which look at a training shows it at an epoch, or as far as it has come."""
    return min(round(epoch / EVERY), len(trained.epochs) - 1)


def in_words(shown: dict[str, float]) -> str:
    """What was chosen.

    >>> in_words({"neurons": 64, "penalty": 0.01})
    'Neurons 64, Lambda 0.01'
    """
    return ", ".join(
        SLIDERS[name][1].format(np.format_float_positional(value, trim="-"))
        for name, value in shown.items()
    )


def fitting(
    build: Callable[..., Model],
    training: Pair,
    validation: Pair,
    epochs: int = 1000,
    scale: tuple[float, float] = (0.0, 1.0),
    axes: tuple[str, str] = ("x", "y"),
    truth: Callable | None = None,
    seed: int = 1,
    **settings: float,
) -> Fitting:
    """Train what ``build`` builds on ``training``, and show what it says there and on others.

    ``settings`` are ``neurons``, ``penalty`` or ``dropout``, each with the value to begin with:
    each gets a slider, and ``build(neurons=64)`` must give a compiled model for it. Pairs are
    (x, y), each (n, 1). ``scale`` is the mean and the deviation that x was scaled by, so that the
    axis can show what it was before. ``truth`` is a function of that, drawn as a dotted line.
    """
    _require(settings)
    mean, std = float(scale[0]), float(scale[1])
    training, validation = (_columns(pair) for pair in (training, validation))
    unscaled = [(x * std + mean, y) for x, y in (training, validation)]
    picture = FittingPicture(*unscaled, epochs=epochs, axes=axes, truth=truth)
    grid = (picture.grid - mean) / std

    def train_with(chosen: dict[str, float]) -> Training:
        return Training(lambda: build(**chosen), training, validation, grid, epochs, seed)

    sliders = [_slider(name, float(value)) for name, value in settings.items()]
    sliders.append(Slider("epoch", 0, epochs, EVERY, epochs, "epoch"))
    return Fitting(picture, sliders, train_with)


def _slider(name: str, value: float) -> Slider:
    track, _ = SLIDERS[name]
    low, high = track.low, track.high
    if name == "penalty":
        low, high = (aligned_end(value, end, track.step) for end in (low, high))
    return replace(track, low=low, high=high, value=value)


def _columns(pair: Pair) -> Pair:
    x, y = (np.asarray(a, dtype=float).reshape(len(a), -1) for a in pair)
    if x.shape != (len(x), 1) or y.shape != x.shape:
        raise ValueError(
            "This figure draws a curve, so a row is one x and one y: pairs of (n, 1). "
            f"Received {x.shape} and {y.shape}."
        )
    return x, y


def _require(settings: dict[str, float]) -> None:
    if not settings or not set(settings) <= set(SLIDERS):
        raise ValueError(
            f"Choose what to put on sliders among {', '.join(SLIDERS)}, each with its value, as "
            f"neurons=64. Received {settings}."
        )
    for name, value in settings.items():
        track, _ = SLIDERS[name]
        if not track.low <= value <= track.high:
            raise ValueError(
                f"{name} goes from {track.low:g} to {track.high:g}. Received {name}={value!r}."
            )
    if (neurons := settings.get("neurons", 1)) not in _POWERS_OF_TWO:
        raise ValueError(
            f"The slider doubles, so neurons is one of {_POWERS_OF_TWO}. Received {neurons!r}."
        )
