"""The command ``neural-network-course``: puts the notebooks into a folder, and opens them.

For whoever has installed the course as a package; a clone has start.py. The settings are the same:
TensorFlow says nothing at its start, NumPy uses one processor, and Jupyter's server sends small
messages at once. Any of them that you have set yourself stays as you have set it.
"""

import argparse
import os
import runpy
import sys
from importlib import metadata
from pathlib import Path

from course_lib.backup.notebook_files import SERVER_CONFIG
from course_lib.notebooks.copying import copy_notebooks
from course_lib.notebooks.threads import ONE_BLAS_THREAD

NAME = "neural-network-course"
FIRST_LESSON = "00_start_here.ipynb"
QUIET_TENSORFLOW = {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0"}


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks, and return the exit code."""
    options, of_jupyterlab = _parser().parse_known_args(arguments)
    folder = options.folder.expanduser().resolve()
    try:
        said = copy_notebooks(folder, _version())
    except OSError as error:
        print(
            f"The notebooks can't be written to {folder}: {error.strerror}. "
            f"Name a folder of your own: {NAME} --folder FOLDER",
            file=sys.stderr,
        )
        return 1
    print(f"The notebooks are in {folder}.", *said, sep="\n")
    if not options.copy_only:
        _open(folder, of_jupyterlab)
    return 0


def settings(environment: dict[str, str]) -> dict[str, str]:
    """What the course adds to a learner's environment; what is set there already stays."""
    threads = {} if ONE_BLAS_THREAD.keys() & environment.keys() else ONE_BLAS_THREAD
    others = environment.get("JUPYTER_CONFIG_PATH")
    config = os.pathsep.join(filter(None, [str(SERVER_CONFIG), others]))
    return QUIET_TENSORFLOW | environment | threads | {"JUPYTER_CONFIG_PATH": config}


def _open(folder: Path, options: list[str]) -> None:
    """Become JupyterLab, on the first lesson."""
    command = ["jupyter-lab", f"--ServerApp.root_dir={folder}"]
    command.append(f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # as in a container
        command.append("--allow-root")
    print("Opening the first lesson in JupyterLab. To stop it, press Ctrl-C here.", flush=True)
    os.environ.update(settings(dict(os.environ)))
    sys.argv = [*command, *options]
    runpy.run_module("jupyterlab", run_name="__main__")


def _version() -> str:
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:  # run from a clone that nobody has installed
        return "new"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=NAME,
        allow_abbrev=False,  # or an option of JupyterLab might be taken for one of these
        description="Put the course's notebooks into a folder and open them in JupyterLab. What "
        "you have changed there is never overwritten.",
        epilog="All other options go to JupyterLab, as --no-browser or --port 9000.",
    )
    parser.add_argument(
        "--folder", type=Path, default=Path(NAME), help=f"the folder; ./{NAME} unless you say so"
    )
    parser.add_argument("--copy-only", action="store_true", help="copy, and open nothing")
    parser.add_argument("--version", action="version", version=f"{NAME} {_version()}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
