"""The two programs that start.py becomes: JupyterLab and pytest."""

import os
import subprocess
import sys
from pathlib import Path

from starting.places import FIRST_LESSON, PROJECT, WINDOWS, venv_python
from starting.trouble import Trouble


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


def open_lab(lesson, options):
    """Become JupyterLab, on this lesson."""
    command = [str(venv_python()), "-m", "jupyterlab", f"--ServerApp.root_dir={PROJECT}"]
    command += [f"--LabApp.default_url=/lab/tree/{lesson}"]
    if not WINDOWS and os.geteuid() == 0:  # in a container there is often nobody else to be
        command += ["--allow-root"]
    print(f"Opening {lesson} in JupyterLab. To stop it, press Ctrl-C here.")
    return hand_over([*command, *options], quiet_tensorflow())


def run_tests(options, browser):
    """Become pytest, which runs the tests, every docstring's example and every notebook."""
    environment = quiet_tensorflow()
    environment.update(COURSE_PROGRESS="off", COURSE_BROWSER=browser)
    return hand_over([str(venv_python()), "-m", "pytest", *options], environment)


def quiet_tensorflow():
    """Return our environment with TensorFlow's start-up messages off, which takes both of these."""
    return {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0", **os.environ}


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
