"""From a fresh clone to JupyterLab: ``python -m benchmarks.first_start``.

Clones this repository into a scratch folder, runs its ``start.py`` there, and waits until
JupyterLab answers and until TensorFlow can be imported. Wall time says what a learner waits for;
CPU time, of start.py and of all that it starts, says what it costs, on a busy machine too. Packages
come from the network: that is measured as well. With ``--ref`` it measures an older commit, with
``--cached`` it lets pip and uv take from their caches what they have, with ``--uv`` it needs uv on
the PATH, and without it hides it.
"""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PATIENCE = 1800  # seconds


def clone(ref: str, folder: Path) -> None:
    """Make a fresh clone, at this commit."""
    subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(folder)], check=True)
    commit = subprocess.run(
        ["git", "rev-parse", ref], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.strip()
    subprocess.run(["git", "checkout", "--quiet", commit], cwd=folder, check=True)


def environment(uv: bool, cached: bool) -> dict[str, str]:
    """What start.py shall know: whether there is uv, and whether its cache may be used."""
    kept = os.environ.copy()
    kept.pop("PYTHONPATH", None)
    folders = kept["PATH"].split(os.pathsep)
    if not uv:
        folders = [folder for folder in folders if not shutil.which("uv", path=folder)]
    kept["PATH"] = os.pathsep.join(folders)
    if not cached:
        kept |= {"PIP_NO_CACHE_DIR": "1", "UV_NO_CACHE": "1"}
    return kept


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    """Whether JupyterLab answers, with the lesson's page."""
    with contextlib.suppress(OSError):
        address = f"http://127.0.0.1:{port}/lab/tree/notebooks/00_start_here.ipynb?token=course"
        with urllib.request.urlopen(address, timeout=5) as page:
            return page.status == 200
    return False


def has_tensorflow(folder: Path) -> bool:
    """Whether the environment's TensorFlow is whole: its packages' stamp comes after all files."""
    stamp = folder / ".venv" / "course-stamp.json"
    with contextlib.suppress(OSError):
        return '"requirements.txt"' in stamp.read_text(encoding="utf-8")
    return False


def wait_for(condition, process: subprocess.Popen, begun: float) -> float:
    """Seconds since ``begun`` when the condition is met; NaN if the process ends before."""
    while not condition():
        if process.poll() is not None or time.monotonic() > begun + PATIENCE:
            return float("nan")
        time.sleep(0.1)
    return time.monotonic() - begun


def megabytes(folder: Path) -> float:
    """The size of a folder on disk."""
    done = subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=False)
    return int(done.stdout.split()[0]) / 1024


def cpu_seconds(mark: str) -> float:
    """CPU time of all processes that carry a mark in their environment, and of those they ended."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark.encode() in (folder / "environ").read_bytes():
                fields = (folder / "stat").read_text().rpartition(") ")[2].split()
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(ref: str, uv: bool, cached: bool) -> None:
    """Print when what was there, and what it had cost by then."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, port = Path(scratch) / "course", free_port()
        clone(ref, folder)
        mark = f"COURSE_MEASURED={os.getpid()}"
        known = environment(uv, cached) | dict([mark.split("=")])
        command = [sys.executable, "start.py", "--no-browser", f"--port={port}"]
        command += ["--IdentityProvider.token=course"]
        begun = time.monotonic()
        with (Path(scratch) / "said").open("wb") as said:
            pipes = {"stdout": said, "stderr": said}
            process = subprocess.Popen(
                command, cwd=folder, env=known, start_new_session=True, **pipes
            )
        try:
            for what, condition in {
                "JupyterLab answers": lambda: answers(port),
                "TensorFlow is there": lambda: has_tensorflow(folder),
            }.items():
                seconds = wait_for(condition, process, begun)
                cpu, size = cpu_seconds(mark), megabytes(folder / ".venv")
                print(
                    f"{what:<20} {seconds:6.1f} s wall  {cpu:6.1f} s CPU  .venv {size:5.0f} MB",
                    flush=True,
                )
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        print((Path(scratch) / "said").read_text(errors="replace")[:400])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ref", default="HEAD", help="the commit to measure")
    parser.add_argument("--cached", action="store_true", help="use the installers' caches")
    parser.add_argument("--uv", action="store_true", help="use uv, which must be on the PATH")
    asked = parser.parse_args()
    measure(asked.ref, asked.uv, asked.cached)


if __name__ == "__main__":
    main()
