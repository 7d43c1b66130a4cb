"""Say in a file how far TensorFlow is: ``course_lib/keras_status.py`` reads it in the notebooks.

It is one JSON object. ``state`` is one of

- fetching: start.py is at it, and writes the file anew every other second, with ``time``, ``done``
  of ``total`` in ``unit``, and the ``seconds`` that are left where that can be told;
- here: it is installed;
- none: there is none for this machine and its Python;
- declined: somebody said --no-tensorflow;
- failed: ``why`` says it in a sentence;
- stopped: JupyterLab was closed before it was here.
"""

import contextlib
import json
import os
import re
import time

from starting.installer import Progress
from starting.places import DOWNLOADS, TENSORFLOW_LOG, TENSORFLOW_STATUS, site_packages

SECONDS = 2  # between two reports


def write(state, **more):
    """Say how TensorFlow stands; whoever reads at this moment gets the old or the new."""
    new = TENSORFLOW_STATUS.with_suffix(".new")
    # Windows refuses while somebody reads, and the next report is soon due.
    with contextlib.suppress(OSError):
        new.write_text(json.dumps({"state": state, "time": time.time(), **more}), encoding="utf-8")
        os.replace(new, TENSORFLOW_STATUS)


def write_the_end():
    """Say that all is installed: it is here, or there is none for this machine."""
    write("here" if (site_packages() / "tensorflow").is_dir() else "none")


class Report(Progress):
    """What an installer is at, written into the file rather than onto the screen."""

    log = TENSORFLOW_LOG

    def __init__(self):
        super().__init__()
        self.before = super().arrived()
        self.announced = 0.0  # megabytes of all wheels that are here or on their way
        self.begun = None  # when the first of them set out

    def note(self, line):
        """Add up the sizes that pip announces."""
        size = re.match(r"\s*Downloading (?!.*\.metadata).*\.whl \(([\d.]+) (k|M|G)B\)", line)
        if size:
            self.begun = self.begun or time.monotonic()
            self.announced += float(size.group(1)) * {"k": 0.001, "M": 1, "G": 1000}[size.group(2)]
        super().note(line)

    def show(self):
        """Report, every other second."""
        if time.monotonic() > self.shown_at + SECONDS:
            self.shown_at = time.monotonic()
            write("fetching", **self.measured())

    def measured(self):
        """Count megabytes while pip fetches, then the packages in place.

        What uv has fetched can't be seen.
        """
        if self.doing in ("unpacking", "compiling"):
            return {
                "done": min(self.arrived(), self.total),
                "total": self.total,
                "unit": "packages",
            }
        if not self.begun:
            return {"done": 0, "total": self.total, "unit": "packages"}
        done = min(fetched(), self.announced)
        rate = done / max(time.monotonic() - self.begun, 0.1)
        told = {"done": round(done), "total": round(self.announced), "unit": "MB"}
        return {**told, "seconds": round((self.announced - done) / rate)} if done > 5 else told

    def arrived(self):
        """Count TensorFlow's packages alone."""
        return super().arrived() - self.before

    def close(self):
        """Leave the last word to whoever knows how it ended."""


def fetched():
    """Return how many megabytes of wheels pip has fetched: it keeps them until it is done."""
    wheels = DOWNLOADS.glob("pip-unpack-*/*.whl")
    total = 0
    for wheel in wheels:
        with contextlib.suppress(OSError):
            total += wheel.stat().st_size
    return total / 1e6
