"""Fetch TensorFlow behind JupyterLab: four fifths of all that is installed, and needed late.

A process of its own does it, out of the way of everything else, and ends when JupyterLab does. It
only adds packages: what the kernels have loaded meanwhile stays as it is. What it had not finished
is done again at the next start.
"""

import _thread
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading

from starting import environment, status
from starting.installer import install
from starting.places import (
    NO_TENSORFLOW,
    PROJECT,
    TENSORFLOW_LOG,
    WINDOWS,
    site_packages,
)
from starting.requirements import ALL, WITHOUT, of_tensorflow, text_of
from starting.trouble import GIGABYTES, LESSONS, MissingTensorflow, Trouble, explained

NICE = 10
ALSO_SAID_THERE = ", and run the same command again"  # keras_status.py says which
_behind = []  # the process, so that Python does not close our end of its pipe


def choose(arguments):
    """Take --tensorflow and --no-tensorflow out of the command line; what was said last holds."""
    words = [word for word in arguments if word in ("--tensorflow", "--no-tensorflow")]
    with explained():
        if words and words[-1] == "--no-tensorflow":
            NO_TENSORFLOW.touch()
        elif words:
            NO_TENSORFLOW.unlink(missing_ok=True)
    return [word for word in arguments if word not in words]


def set_up_lessons():
    """Set up what the lessons need at once, and let TensorFlow follow."""
    declined = NO_TENSORFLOW.exists()
    # An older TensorFlow that a kernel may load is replaced before there are kernels.
    at_once = environment.was_complete(ALL) or not of_tensorflow(text_of(ALL))
    environment.set_up(*([WITHOUT, ALL] if at_once and not declined else [WITHOUT]))
    if environment.is_complete([WITHOUT, ALL]):
        return
    if declined:
        status.write("declined")
        print("TensorFlow is left out, as you wished; --tensorflow fetches it.", flush=True)
    else:
        print("TensorFlow follows while you begin; lesson 00 shows how far it is.", flush=True)
        begin()


def begin():
    """Start the process that fetches it; it ends when its standard input does, and so with us."""
    status.write("fetching", done=0, total=0, unit="packages")
    options = {"start_new_session": True}  # Ctrl-C in the terminal is JupyterLab's to answer
    if WINDOWS:
        flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        options = {"creationflags": flags}
    with open(TENSORFLOW_LOG, "ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "starting.tensorflow"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            **options,
        )
    os.set_inheritable(process.stdin.fileno(), True)  # JupyterLab, which we become, keeps it open
    _behind.append(process)


def fetch():
    """Install what is TensorFlow's into an environment in use, and say how that ended."""
    with environment.one_at_a_time() as lock:
        if not environment.is_complete([WITHOUT]):
            return  # somebody changes .venv, and will begin anew
        if not environment.is_complete([WITHOUT, ALL]):
            environment.ask_for_space(GIGABYTES - LESSONS, "TensorFlow needs")
            forget_what_is_half_there()
            add(lock)
            environment.write_stamp(environment.fingerprint([WITHOUT, ALL]))
        status.write_the_end()


def add(lock):
    """Add TensorFlow's packages, and touch no others: all they need besides is in place."""
    text = of_tensorflow(text_of(ALL))
    with contextlib.suppress(MissingTensorflow):
        install(environment.written(text), lock, "--no-deps", progress=status.Report())


def forget_what_is_half_there():
    """Remove the records of what an earlier process may not have finished.

    An installer that is killed can leave a package that looks installed and is not whole. Without
    its record it is installed again, over what is there.
    """
    names = re.findall(r"(?m)^([\w.-]+)==", of_tensorflow(text_of(ALL)))
    for path in site_packages().glob("*.dist-info"):
        name = path.name.partition("-")[0]
        if re.sub("[-_.]+", "-", name).lower() in names:
            shutil.rmtree(path)


def main():
    """Fetch it, give way to all else, and end when whoever began this ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=stop_at_the_end_of_input, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICE)
    try:
        with explained():
            fetch()
    except KeyboardInterrupt:
        if not environment.is_complete([WITHOUT, ALL]):
            status.write("stopped")
    except Trouble as trouble:
        print(trouble, flush=True)
        status.write("failed", why=str(trouble).replace(ALSO_SAID_THERE, ""))


def stop_at_the_end_of_input():
    """Wait for the other end of our input to close, then stop as if by Ctrl-C."""
    while os.read(0, 1):  # not sys.stdin, which would still be locked when Python ends
        pass
    _thread.interrupt_main()


if __name__ == "__main__":
    main()
