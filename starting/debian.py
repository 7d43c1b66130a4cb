"""Install a package where we may: as root, on Debian and systems derived from it."""

import functools
import os
import shutil
import subprocess

from starting.places import WINDOWS


def may_install():
    """Tell whether this is Debian, or derived from it, and we are root."""
    return not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package):
    """Install a package, quietly; whether that helped is seen afterwards."""
    refresh()
    attempt(["apt-get", "install", "--yes", "--no-install-recommends", package])


@functools.cache
def refresh():
    """Fetch the lists of packages, once: a bare machine has none."""
    attempt(["apt-get", "update"])


def attempt(command):
    """Run a command that may fail, quietly: whether it helped is seen afterwards."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        subprocess.run(command, env=environment, capture_output=True, timeout=600, check=False)
    except (subprocess.SubprocessError, OSError) as error:
        print(f"  {error}", flush=True)
