"""Say how to stop a check that runs for long: a loop that never ends says nothing by itself."""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

AFTER = 10.0  # seconds

_SENTENCE = (
    "This check has been running for {seconds:.0f} seconds. If it never ends, stop it with the "
    "square ■ above the notebook, or with Kernel, Interrupt; elsewhere with Ctrl+C. Then look for "
    "a loop whose condition stays true."
)


@contextlib.contextmanager
def a_word_if_it_takes_long(seconds: float | None = None) -> Iterator[None]:
    """Print one line if what is inside runs for longer; nothing where there are no threads.

    Under COURSE_STRICT=1 nobody sits there to stop anything, so nothing is said.

    >>> import time
    >>> with a_word_if_it_takes_long(60):
    ...     time.sleep(0.01)
    """
    if os.environ.get("COURSE_STRICT") == "1":
        yield
        return
    seconds = AFTER if seconds is None else seconds
    out = sys.stdout  # what is printed while a check runs is kept for the answer
    timer = threading.Timer(seconds, _say, (out, _SENTENCE.format(seconds=seconds)))
    timer.daemon = True
    try:
        timer.start()
    except RuntimeError:  # in a browser tab there are no threads
        yield
        return
    try:
        yield
    finally:
        timer.cancel()


def _say(out, sentence: str) -> None:
    with contextlib.suppress(Exception):  # a closed stream is no reason to disturb anybody
        print(sentence, file=out, flush=True)
