"""Find bubblewrap, in which notebooks are graded, or fetch it.

Nobody needs it to learn. Where it cannot be had, Linux itself may still isolate; where nothing
does, the grader refuses to grade and its tests are skipped.
"""

import shutil
import subprocess
import sys

from starting import debian

TRY_IT = ["--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "true"]


def find_or_fetch():
    """Return whether bubblewrap works here, after installing it if it was missing and we may."""
    if not sys.platform.startswith("linux"):
        return False
    if not shutil.which("bwrap") and debian.may_install():
        print("Fetching Debian's bubblewrap for the grader's tests.", flush=True)
        debian.install("bubblewrap")
    if works():
        return True
    reason = "refuses to work here" if shutil.which("bwrap") else "could not be fetched"
    print(f"Bubblewrap {reason}: the tests that grade in it are skipped.", flush=True)
    return False


def works():
    """Tell whether a process can be isolated: a container may forbid what bubblewrap does."""
    try:
        command = ["bwrap", *TRY_IT]
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except (subprocess.SubprocessError, OSError):
        return False
