"""Every epoch as a line of a table on disk."""

import csv
import os

from course_lib.nn.callbacks.callback import Callback


class CSVLogger(Callback):
    """Write the logs of each epoch to a CSV file, as soon as it is over.

    The file is opened for each line, so that what is written stays, whatever happens next. With
    ``append=True`` an earlier training's lines stay too.
    """

    def __init__(self, filename, separator: str = ",", append: bool = False):
        self.filename = os.fspath(filename)
        self.separator = separator
        self.append = append
        self.columns = None

    def on_train_begin(self, logs=None):
        self.columns = None
        if not self.append or not os.path.exists(self.filename):
            with open(self.filename, "w", encoding="utf-8"):
                pass  # it is empty now

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if self.columns is None:
            self.columns = ["epoch", *_columns(logs)]
            if not os.path.getsize(self.filename):
                self._write(self.columns)
        row = {"epoch": epoch} | logs
        self._write(row.get(column, "NA") for column in self.columns)

    def _write(self, cells):
        with open(self.filename, "a", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=self.separator).writerow(cells)


def _columns(logs):
    """As in Keras, with columns for validation also where there is none."""
    names = sorted(logs)
    if any(name.startswith("val_") for name in names):
        return names
    return names + [f"val_{name}" for name in names]
