"""The course's own command line, hasty: its sandboxes have little time and little memory.

Nothing else is different. What an attack would take minutes for is over in seconds.
"""

import dataclasses
import sys

from course_lib.grading import marking
from course_lib.grading.cli import app

MEMORY_MB = 512

_usual = marking.limits


def limits(*given):
    """The usual limits, where they are above these."""
    usual = _usual(*given)
    return dataclasses.replace(
        usual,
        memory_mb=min(usual.memory_mb, MEMORY_MB),
        cell_seconds=3.0,
        call_seconds=3.0,
        wall_seconds=25.0,
    )


if __name__ in ("__main__", "__mp_main__"):  # in the processes that it spawns too, and else nowhere
    marking.limits = limits

if __name__ == "__main__":
    sys.exit(app())
