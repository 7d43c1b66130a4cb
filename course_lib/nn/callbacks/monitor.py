"""Watching one number from epoch to epoch: has it got better?"""

import warnings

from course_lib.nn import metrics, validation
from course_lib.nn.callbacks.callback import Callback


class Monitor(Callback):
    """What EarlyStopping, ModelCheckpoint and ReduceLROnPlateau have in common.

    ``monitor`` is a name in the logs: "loss" is of the rows that are learned from, "val_loss" of
    those that are only watched. ``mode`` is "min" or "max", or "auto" to go by the name.
    """

    without = "it does nothing"  # what comes of it where the number is not there

    def __init__(self, monitor: str, mode: str, min_delta: float = 0, best: float | None = None):
        if mode not in ("auto", "min", "max"):
            raise ValueError(
                'mode is "min" for a number that should fall, "max" for one that should grow, or '
                f'"auto". Received: mode={mode!r}. Leave it out to go by the name.'
            )
        self.monitor = monitor
        self.mode = mode
        self.min_delta = abs(min_delta)
        self.best = best

    def watched(self, logs: dict) -> float | None:
        """The number to look at, or None with a warning: training goes on."""
        if self.monitor not in logs:
            warnings.warn(_not_there(self, logs), stacklevel=3)
        return logs.get(self.monitor)

    def is_better(self, value: float, than: float | None) -> bool:
        """Is it better by more than ``min_delta``? Anything is better than nothing."""
        if than is None:
            return True
        gain = value - than if self.higher_is_better() else than - value
        return gain > self.min_delta

    def higher_is_better(self) -> bool:
        """For this number, as the mode says or, for "auto", as the model's metrics do."""
        if self.mode != "auto":
            return self.mode == "max"
        name = self.monitor.removeprefix("val_")
        better = {"loss": False} | {
            watched: metrics.higher_is_better(metric)
            for watched, metric in getattr(self.model, "chosen_metrics", {}).items()
        }
        if better.get(name) is None:
            known = [name for name, which in better.items() if which is not None]
            raise ValueError(
                f'"auto" knows whether {", ".join(map(repr, known))} should grow or fall. '
                f'Received: monitor={self.monitor!r}. Pass mode="min" or mode="max".'
            )
        return better[name]


def _not_there(monitor, logs):
    validated = any(name.startswith("val_") for name in logs)
    remedy = (
        "Pass validation_data or validation_split to fit(), and validate after every epoch."
        if monitor.monitor.startswith("val_") and not validated
        else "Pass it to compile(metrics=[...]), or watch one of these."
    )
    return (
        f"{type(monitor).__name__} watches {monitor.monitor!r}, which this epoch does not "
        f"report, so {monitor.without}. Received: {', '.join(logs) or 'no numbers'}. {remedy}"
    )


def epochs(value, name: str) -> int:
    """A number of epochs, from 0."""
    return validation.whole_number(value, name, "Training is counted in epochs", least=0)
