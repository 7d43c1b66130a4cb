"""Work that waits until no cell runs.

JupyterLab hands a widget's messages to a thread of their own (a "subshell"), which is how a slider
answers while a cell is at work. For a slider that only moves a picture this is a gain. Training
writes the very weights that a cell may be reading, so it must not: it goes to the thread that runs
the cells, and runs between two of them.
"""

import threading
from collections.abc import Callable

from IPython import get_ipython


def run_on_main_thread(task: Callable[[], None]) -> None:
    """Run ``task`` on the thread that runs the cells: now, if this is it, else between two."""
    loop = getattr(getattr(get_ipython(), "kernel", None), "io_loop", None)
    if loop is None or threading.current_thread() is threading.main_thread():
        task()
    else:
        loop.add_callback(task)
