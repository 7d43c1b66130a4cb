"""What ``fit`` says while it trains: a line for each epoch."""

import sys

from course_lib.nn.callbacks.callback import Callback


class ProgressLine(Callback):
    """Prints a line for each epoch; with ``verbose=1`` each is written over the last."""

    def on_epoch_end(self, epoch, logs=None):
        line = f"Epoch {epoch + 1}/{self.params['epochs']} - {in_words(logs)}"
        if self.params["verbose"] == 1:
            sys.stdout.write(f"\r{line}")
        else:
            print(line)

    def on_train_end(self, logs=None):
        if self.params["verbose"] == 1:
            print()


def in_words(logs: dict) -> str:
    """Logs as one line of text.

    >>> in_words({"loss": 0.25, "accuracy": 0.5})
    'loss: 0.2500 - accuracy: 0.5000'
    """
    return " - ".join(f"{name}: {number(value)}" for name, value in logs.items())


def number(value: float) -> str:
    """Four places, or powers of ten for what four places would hide."""
    return f"{value:.4f}" if abs(value) > 1e-3 or value == 0 else f"{value:.4e}"
