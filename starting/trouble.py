"""What can stop a set-up, each as one sentence that says what to do."""

import contextlib
import errno
import re

from starting.places import LOG, PROJECT

# .venv takes two with TensorFlow, and installers unpack beside it.
GIGABYTES = 2.5
LESSONS = 0.7  # without it


class Trouble(Exception):
    """What stops us, in one sentence."""


class MissingTensorflow(Trouble):
    """The package index has no TensorFlow for this machine; all else may still be there."""


FULL_DISK = (
    f"The disk is full. Free {GIGABYTES} GB for {PROJECT}, or {LESSONS} GB to go without "
    "TensorFlow (--no-tensorflow), and run the same command again."
)

KNOWN = {
    r"No space left on device|Errno 28|os error 28|not enough space on the disk": FULL_DISK,
    r"failed to establish a new connection|name resolution|getaddrinfo|dns error|name or service "
    r"not known|network is unreachable|connection refused|error sending request|failed to fetch|"
    r"timed out|connect timeout|proxyerror|connectionerror|connection aborted|newconnectionerror": (
        "The packages could not be fetched: the package index can't be reached. Look at your "
        "network (and its proxy), and run the same command again."
    ),
    r"long path|WinError 206": (
        "This folder's path is too long for Windows: move the course to a short one, such as "
        r"C:\course, and run the same command again."
    ),
    r"WinError (32|5)\b|being used by another process": (
        "Windows can't replace files that are in use: close JupyterLab and whatever else uses "
        ".venv, and run the same command again."
    ),
}


def explain(output, log=LOG):
    """Make one sentence of what an installer said when it failed."""
    for pattern, sentence in KNOWN.items():
        if re.search(pattern, output, re.IGNORECASE):
            return Trouble(sentence)
    if re.search(r"(No matching distribution found for|[Bb]ecause) tensorflow", output):
        return MissingTensorflow("There is no TensorFlow for this machine.")
    last = "\n".join(f"  {line}" for line in output.strip().splitlines()[-8:])
    return Trouble(f"The set-up failed. Its last words, all of which are in {log}:\n{last}")


@contextlib.contextmanager
def explained():
    """Turn what the file system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Trouble(FULL_DISK) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise Trouble(
                f"This folder can't be written to: {PROJECT} ({error.strerror}). Move the course "
                "into a folder of your own, or close what keeps its files in use."
            ) from error
        raise
