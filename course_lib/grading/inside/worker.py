"""Starts in the sandbox: ``python worker.py COURSE SITE-PACKAGES...``, settings on stdin.

It gives up its rights, says so, and answers requests. The pipes that it talks through are out of
the cells' reach: what cells print is discarded, and there is nothing for them to read.
"""

import gc
import importlib.util
import json
import os
import sys


def main(course: str, *packages: str) -> None:
    """Give up all rights, then answer until the other side closes the pipe."""
    gc.disable()  # nothing that is imported is garbage
    sys.path[:] = [*sys.path, *packages]
    requests, replies = _take_over_pipes()
    settings = json.loads(requests.readline())

    _load_import_filter(course).install(course)
    _discard_errors()

    from course_lib.grading.inside import lockdown, request_loop

    os.chdir(settings["home"])
    try:
        lockdown.lock_down(settings)
    except (OSError, lockdown.LockdownError) as error:
        _send(replies, {"refused": f"{error}"[:500]})
        return
    _seed_random_numbers()
    gc.enable()
    _send(replies, {"ready": True})
    request_loop.answer_requests(requests, replies)


def _take_over_pipes():
    """Keep stdin and stdout for the worker alone; cells get the null device in their place."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, replies


def _load_import_filter(course: str):
    """The module that decides on all other imports, loaded without its own help."""
    name = "course_lib.grading.inside.import_filter"
    path = os.path.join(course, "grading", "inside", "import_filter.py")
    spec = importlib.util.spec_from_file_location(name, path)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _discard_errors() -> None:
    """From here on, error messages are discarded too."""
    os.dup2(1, 2)


def _seed_random_numbers() -> None:
    """Start random numbers at the same place, so that grading twice gives the same."""
    import random

    import numpy as np

    random.seed(0)
    np.random.seed(0)


def _send(replies, message: dict) -> None:
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
