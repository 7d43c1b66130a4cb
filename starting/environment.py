"""Keep .venv in the state that the requirements ask for, whatever state it is found in.

A stamp inside .venv says what it was made from. It is written last and removed first, so it is
there only while the set-up is complete: where it is missing, .venv is made again. It names the
requirements that .venv holds: those without TensorFlow, and the whole once that is in as well.
"""

import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import sys
import time

from starting import status
from starting.installer import install, run
from starting.places import (
    LOCK,
    LOG,
    OVERRIDES,
    PROJECT,
    STAMP,
    VENV,
    WINDOWS,
    site_packages,
    venv_python,
)
from starting.programs import hand_over
from starting.requirements import ALL, WITHOUT, text_of, without_tensorflow
from starting.trouble import GIGABYTES, LESSONS, MissingTensorflow, Trouble, explained


def set_up(*names):
    """Bring .venv to what these requirements say; each holds all that those before it hold."""
    if is_complete(names):
        return
    step_out_of_venv()
    with explained(), one_at_a_time() as lock:
        if is_complete(names):  # another start did it while we waited
            return
        reason = reason_to_make()
        if reason:
            print(f"Setting the course up in .venv ({reason}).", flush=True)
            make_venv(lock, with_tensorflow=ALL in names)
        else:
            print("Bringing .venv up to date.", flush=True)
            STAMP.unlink()
        install_what_exists(names[-1], lock)
        connect(lock)
        write_stamp(fingerprint(names))
        if ALL in names:
            status.write_the_end()
        print(f"Set up.{about_tensorflow() if ALL in names else ''}", flush=True)


# What is there


def is_complete(names):
    """Tell whether the stamp says what it would say if we set up now. Costs milliseconds."""
    stamp, wanted = read_stamp(), fingerprint(names)
    return not reason_to_make() and wanted["files"].items() <= stamp["files"].items()


def was_complete(name):
    """Tell whether .venv holds these requirements, as they are now or as they once were."""
    return not reason_to_make() and name in read_stamp()["files"]


def fingerprint(names=()):
    """Name all that an environment depends on: requirements, Python's version, its own place."""
    texts = {OVERRIDES.name: OVERRIDES.read_text(encoding="utf-8")}
    texts |= {name: text_of(name) for name in names}
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    return {"python": platform.python_version(), "project": str(PROJECT), "files": hashes}


def write_stamp(stamp):
    """Write the stamp, all of it or none: another start may read it at this moment."""
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    os.replace(new, STAMP)


def read_stamp():
    """Return the stamp, or None where it is missing or no stamp of ours."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp if stamp.keys() == fingerprint().keys() else None
    except (OSError, ValueError, AttributeError):
        return None


def reason_to_make():
    """Say why .venv must be made again; nothing where installing into it will do."""
    stamp, now = read_stamp(), fingerprint()
    if not os.path.lexists(VENV):
        return "the first time takes a minute or so"
    if stamp is None:
        return "again: what is there is half done, or not ours"
    if stamp["project"] != now["project"]:
        return "again: it was made in another folder"
    if stamp["python"] != now["python"]:
        return f"again: it has Python {stamp['python']}, and this is {now['python']}"
    return "" if has_python() else "again: the Python that it was made with is gone"


def has_python():
    """Tell whether .venv has its Python, and that one still has the Python it came from."""
    try:
        config = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    home = re.search(r"(?m)^home *= *(.*?) *$", config)
    return venv_python().exists() and home is not None and os.path.isdir(home.group(1))


def step_out_of_venv():
    """Start again with the Python outside when .venv's own is running this: it may have to go."""
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        return
    outside = sys._base_executable
    if outside == sys.executable:
        raise Trouble(
            "Leave the environment first (`deactivate`); then run the same command again."
        )
    sys.exit(hand_over([outside, str(PROJECT / "start.py"), *sys.argv[1:]], os.environ))


# Making it


def make_venv(lock, with_tensorflow):
    """Put an empty environment, of the Python that runs this, where .venv is."""
    uv = shutil.which("uv")
    if not uv and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise Trouble(
            f"This Python ({sys.executable}) can't make virtual environments. On Debian and Ubuntu "
            "`sudo apt install python3-venv` fixes that; elsewhere, install Python from "
            "https://www.python.org/downloads/."
        )
    remove_venv()
    if with_tensorflow:
        ask_for_space(GIGABYTES, "The course needs")
    else:
        ask_for_space(LESSONS, "The course needs", f" ({GIGABYTES} GB with TensorFlow)")
    VENV.mkdir()
    LOG.touch()  # marks the folder as ours before anything else is in it
    if uv:
        make = [uv, "venv", "--seed", "--allow-existing", "--python", sys.executable]
    else:
        make = [sys.executable, "-m", "venv"]
    run([*make, str(VENV)], lock)


def ask_for_space(gigabytes, who_needs, note=""):
    """Refuse to begin what the disk is too small for."""
    free = shutil.disk_usage(PROJECT).free / 1e9
    if free < gigabytes:
        raise Trouble(
            f"{who_needs} {gigabytes:.1f} GB of disk space{note}, and {free:.1f} GB are left where "
            f"{PROJECT} is. Free some, or move the course to another disk."
        )


def remove_venv():
    """Delete .venv, and nothing that is not a virtual environment.

    The stamp goes first, and what marks the folder as ours goes last: a removal that is cut short
    leaves nothing that looks complete, and can be finished later.
    """
    if VENV.is_symlink():
        VENV.unlink()
    if not VENV.exists():
        return
    marks = [VENV / "pyvenv.cfg", LOG]
    if not VENV.is_dir() or (any(VENV.iterdir()) and not any(mark.exists() for mark in marks)):
        raise Trouble(
            f"{VENV} is not a virtual environment, so it is left alone. Rename it or move it away, "
            "and run the same command again."
        )
    STAMP.unlink(missing_ok=True)
    for path in sorted(VENV.iterdir(), key=marks.__contains__):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    VENV.rmdir()


def install_what_exists(name, lock):
    """Install, and do without TensorFlow where the index has none for this kind of machine."""
    text = text_of(name)
    try:
        install(written(text) if name == WITHOUT else PROJECT / name, lock)
    except MissingTensorflow:
        install(written(without_tensorflow(text)), lock)


def written(text):
    """Write requirements down for the installer."""
    path = VENV / "course-requirements.txt"
    path.write_text(text, encoding="utf-8")
    return path


def connect(lock):
    """Let the environment import course_lib, and keep JupyterLab from asking about news."""
    # Relative, because not every Python reads a .pth file as UTF-8.
    (site_packages() / "course.pth").write_text(os.path.relpath(PROJECT, site_packages()) + "\n")
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(OVERRIDES, settings / "overrides.json")
    # It works, and matplotlib has made its list of fonts, which takes seconds the first time.
    check = "import ipywidgets, jupyterlab, matplotlib.font_manager"
    run([str(venv_python()), "-c", check], lock)


def about_tensorflow():
    """Say what a missing TensorFlow means here; nothing where there is one."""
    if (site_packages() / "tensorflow").is_dir():
        return ""
    uses = re.compile(r"(?m)^\s*(import|from) (tensorflow|keras)\b")
    sources = sorted((PROJECT / "notebooks" / "source").glob("*.md"))
    lessons = [path.stem for path in sources if uses.search(path.read_text(encoding="utf-8"))]
    which = f"needed in {', '.join(lessons)}" if lessons else "no lesson so far needs it"
    return f" There is no TensorFlow for this machine and its Python ({which}); all else works."


# One at a time


@contextlib.contextmanager
def one_at_a_time():
    """Wait until no other start.py is at it. The system frees the lock when its holders end."""
    with open(LOCK, "a+b") as lock:
        waiting = False
        while not try_lock(lock):
            if not waiting:
                print("Another start.py is setting the course up here; waiting for it.", flush=True)
            waiting = True
            time.sleep(0.3)
        yield lock


def try_lock(lock):
    """Take the lock if it is free. On a disk that knows no locks, go ahead."""
    try:
        if WINDOWS:
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True
