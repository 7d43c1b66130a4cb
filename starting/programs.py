"""The two programs that start.py becomes: JupyterLab and pytest."""

import os
import subprocess
import sys
from pathlib import Path

from starting.places import FIRST_LESSON, PROJECT, SERVER_CONFIG, WINDOWS, venv_python
from starting.trouble import Trouble

# A learner's matrices are small. On a machine that others use too, threads that wait for each other
# made a training ten times as slow.
THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def choose_threads(arguments):
    """Take ``--threads N`` out of the command line: N, or None, and all other arguments."""
    for i, argument in enumerate(arguments):
        word, equals, number = argument.partition("=")
        if word == "--threads":
            end = i + 1 if equals else i + 2
            number = number if equals else " ".join(arguments[i + 1 : end])
            if not (number.isascii() and number.isdigit() and int(number)):
                raise Trouble(
                    "--threads takes how many processors NumPy may use at once, as in "
                    f"--threads 2. Received {number!r}."
                )
            return number, arguments[:i] + arguments[end:]
    return None, arguments


def choose_lesson(arguments):
    """Split the command line into the notebook to open and JupyterLab's own options."""
    if not arguments or arguments[0].startswith("-"):
        return FIRST_LESSON, arguments
    path = Path(arguments[0]).resolve()
    if not path.is_file() or PROJECT not in path.parents:
        raise Trouble(
            "start.py takes the word 'test', a notebook of this course, or options of JupyterLab. "
            f"Received {arguments[0]!r}. `python3 start.py --help` explains."
        )
    return path.relative_to(PROJECT).as_posix(), arguments[1:]


def open_lab(lesson, options, threads=None):
    """Become JupyterLab, on this lesson; NumPy in its kernels uses so many threads."""
    command = [str(venv_python()), "-m", "jupyterlab", f"--ServerApp.root_dir={PROJECT}"]
    command += [f"--LabApp.default_url=/lab/tree/{lesson}"]
    if not WINDOWS and os.geteuid() == 0:  # in a container there is often nobody else to be
        command += ["--allow-root"]
    print(f"Opening {lesson} in JupyterLab. To stop it, press Ctrl-C here.")
    environment = quiet_tensorflow() | blas_threads(threads) | server_config()
    return hand_over([*command, *options], environment)


def run_tests(options, browser):
    """Become pytest, which runs the tests, every docstring's example and every notebook."""
    return hand_over([str(venv_python()), "-m", "pytest", *options], testing(browser))


def testing(browser):
    """Return the environment that tests run in: nobody's progress is kept."""
    settings = {"COURSE_PROGRESS": "off", "COURSE_BROWSER": browser}
    return quiet_tensorflow() | blas_threads() | settings


def quiet_tensorflow():
    """Return our environment with TensorFlow's start-up messages off, which takes both of these."""
    return {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0", **os.environ}


def server_config():
    """Return the setting by which Jupyter's server finds our file, before those of others."""
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    return {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [str(SERVER_CONFIG), others]))}


def blas_threads(number=None):
    """Return the settings for so many threads in NumPy; for one, unless somebody has chosen."""
    if number is None and any(name in os.environ for name in THREADS):
        return {}
    return dict.fromkeys(THREADS, number or "1")


def hand_over(command, environment):
    """Become this command, so that it handles Ctrl-C itself; on Windows, only wait for it."""
    sys.stdout.flush()
    os.chdir(PROJECT)
    if not WINDOWS:
        os.execve(command[0], command, environment)
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # it received the same, and decides
            continue
