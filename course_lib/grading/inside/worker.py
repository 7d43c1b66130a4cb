"""Starts in the sandbox: ``python worker.py COURSE SITE-PACKAGES...``, settings on stdin.

It locks itself in, says so, and takes its turns. The pipes that it talks through are kept from the
cells' reach: what they print goes nowhere, and there is nothing for them to read.
"""

import gc
import importlib.util
import json
import os
import sys


def main(course: str, *packages: str) -> None:
    """Lock up, then answer until the other side hangs up."""
    gc.disable()  # nothing that is imported is garbage
    sys.path[:] = [*sys.path, *packages]
    requests, replies = _keep_pipes()
    settings = json.loads(requests.readline())

    _shelf(course).install(course)
    _silence()

    from course_lib.grading.inside import lockdown, request_loop

    os.chdir(settings["home"])
    try:
        lockdown.lock(settings)
    except (OSError, lockdown.NotLocked) as error:
        _say(replies, {"refused": f"{error}"[:500]})
        return
    _begin_alike()
    gc.enable()
    _say(replies, {"ready": True})
    request_loop.take_turns(requests, replies)


def _keep_pipes():
    """Take stdin and stdout for ourselves, and leave nothing in their place."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, replies


def _shelf(course: str):
    """The module that finds all others, which has to be found without it."""
    name = "course_lib.grading.inside.import_filter"
    path = os.path.join(course, "grading", "inside", "import_filter.py")
    spec = importlib.util.spec_from_file_location(name, path)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _silence() -> None:
    """From here on, what is printed goes nowhere, errors too."""
    os.dup2(1, 2)


def _begin_alike() -> None:
    """Who grades twice shall see the same: random numbers begin at the same place."""
    import random

    import numpy as np

    random.seed(0)
    np.random.seed(0)


def _say(replies, message: dict) -> None:
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
