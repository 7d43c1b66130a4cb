"""Where things are."""

import os
import sysconfig
from pathlib import Path

WINDOWS = os.name == "nt"

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
STAMP = VENV / "course-stamp.json"  # there only while the set-up is complete
LOG = VENV / "course-set-up.log"
DOWNLOADS = VENV / "course-downloads"
TENSORFLOW_LOG = VENV / "course-tensorflow.log"
TENSORFLOW_STATUS = VENV / "course-tensorflow.json"  # course_lib/keras_status.py reads it
NO_TENSORFLOW = PROJECT / ".no-tensorflow"  # there if somebody has said so
MATRIX = PROJECT / ".matrix"  # environments for other Pythons and versions, beside .venv
LOCK = PROJECT / ".start.lock"
OVERRIDES = PROJECT / "binder" / "overrides.json"
SERVER_CONFIG = PROJECT / "binder"  # the folder of jupyter_server_config.py
FIRST_LESSON = "notebooks/00_start_here.ipynb"


def venv_python():
    """Return the path of the environment's Python."""
    return VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"


def site_packages():
    """Return the folder that the environment imports from."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))
