"""Work that waits until no cell runs.

JupyterLab hands a widget's messages to a thread of their own (a "subshell"), which is how a slider
answers while a cell is at work. For a slider that only moves a picture this is a gain. Training
writes the very weights that a cell may be reading, so it must not: it goes to the thread that runs
the cells, and runs between two of them.

In a browser there is one thread for all, and no kernel with a loop of its own: what waits, waits
for asyncio's, between two messages.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable

from IPython import get_ipython

_TURN = 0.01  # seconds for what waits


def run_on_main_thread(task: Callable[[], None]) -> None:
    """Run ``task`` on the thread that runs the cells: now, if this is it, else between two."""
    loop = _loop()
    if loop is None or threading.current_thread() is threading.main_thread():
        task()
    else:
        loop.add_callback(task)


def run_after_what_waits(task: Callable[[], None]) -> None:
    """Run ``task`` on that thread, but let what waits there have its turn first.

    For work in slices, each of which asks for the next: cells and messages come in between. Where
    no kernel runs, nothing waits, and it is run at once.
    """
    loop, browsers = _loop(), _browsers_loop()
    if loop is not None:
        loop.add_callback(loop.call_later, _TURN, task)  # add_callback may come from any thread
    elif browsers is not None:
        browsers.call_later(_TURN, task)
    else:
        task()


def run_later(task: Callable[[], None], seconds: float) -> None:
    """Run ``task`` on that thread some time from now; where no kernel runs, never."""
    loop = _loop()
    if loop is not None:
        loop.add_callback(loop.call_later, seconds, task)


def _loop():
    return getattr(_kernel(), "io_loop", None)


def _browsers_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that runs already, where a kernel has none of its own, as JupyterLite's."""
    if _kernel() is not None:
        with contextlib.suppress(RuntimeError):
            return asyncio.get_running_loop()
    return None


def _kernel():
    return getattr(get_ipython(), "kernel", None)
