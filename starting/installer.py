"""Run uv or pip: all that they say goes to a log, and one line of it to the screen."""

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time

from starting.places import DOWNLOADS, LOG, PROJECT, WINDOWS, site_packages, venv_python
from starting.trouble import explain, explained


def install(requirements, lock, *options, progress=None):
    """Install these requirements with uv, or else pip.

    Compiled: without, every import takes two or three times as long.
    """
    uv, python = shutil.which("uv"), str(venv_python())
    if uv:
        command = [uv, "pip", "install", "--compile-bytecode", "--python", python]
    else:
        command = [python, "-m", "pip", "install", "--compile", "--no-input", "--progress-bar=off"]
        command += ["--disable-pip-version-check", "--no-warn-script-location"]
    progress = progress or Progress()
    text = requirements.read_text(encoding="utf-8")
    progress.total = len(re.findall(r"(?m)^[\w.-]+==", text))
    # Wheels on their way lie here, and not where a small disk in memory may be.
    shutil.rmtree(DOWNLOADS, ignore_errors=True)
    DOWNLOADS.mkdir()
    run([*command, *options, "-r", str(requirements)], lock, progress)
    shutil.rmtree(DOWNLOADS, ignore_errors=True)


def run(command, lock, progress=None):
    """Run one step of the set-up; raise a Trouble that explains its failure."""
    progress = progress or Progress()
    environment = dict(os.environ, PIP_USER="0", PYTHONUNBUFFERED="1", NO_COLOR="1")
    if DOWNLOADS.exists():
        environment.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(DOWNLOADS)))
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"):
        environment.pop(name, None)
    # Killed, we leave this step behind: until it ends as well, it holds the lock for us.
    inherited = () if WINDOWS else (lock.fileno(),)
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=inherited,
    )
    try:
        output = follow(process.stdout, progress)
    finally:
        process.terminate()  # it may have ended already
        code = process.wait()
    if code:
        raise explain(output, progress.log)


def follow(stream, progress):
    """Log and show what a step says as it says it; return all of it."""
    lines = queue.Queue()
    threading.Thread(target=pour, args=(stream, lines), daemon=True).start()
    said = []
    with explained(), open(progress.log, "a", encoding="utf-8") as log:
        while True:
            try:
                line = lines.get(timeout=0.5)
            except queue.Empty:
                progress.show()
                continue
            if line is None:
                progress.close()
                return "".join(said)
            log.write(line)
            said.append(line)
            progress.note(line)


def pour(stream, lines):
    """Put a stream's lines into a queue, and None behind the last."""
    for line in stream:
        lines.put(line.decode("utf-8", "replace"))
    lines.put(None)


class Progress:
    """One line, rewritten on a terminal; in a log or a dumb terminal, a new line now and then."""

    log = LOG  # where all that the installer says is kept

    def __init__(self, total=0):
        self.total = total  # packages; 0 keeps silent
        self.seen = 0
        self.doing = ""
        self.shown = ""
        self.shown_at = float("-inf")
        self.live = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def note(self, line):
        """Understand what pip or uv is at."""
        looked_up = re.match(r"(Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        fetched = re.match(r"\s*Downloading (?!.*\.metadata)([\w.]+(?:-[a-z]+)*)\S* \((.*)\)", line)
        if looked_up:
            self.seen += 1
            self.doing = f"looking up {self.seen} of {self.total}: {looked_up.group(2)}"
        elif line.startswith("Ignoring "):  # it is for another platform
            self.total -= 1
        elif fetched:
            self.doing = f"fetching {fetched.group(1)} ({fetched.group(2)})"
        elif re.match(r"Installing collected packages|Prepared ", line):
            self.doing = "unpacking"
        elif re.match(r"Installed ", line):
            self.doing = "compiling"
        elif re.search(r"Retrying|retrying", line):
            self.doing = "waiting for the network"
        self.show()

    def show(self):
        """Say where we are, counting the packages in place once they arrive."""
        text = self.doing
        if text == "unpacking":
            text += f" {min(self.arrived(), self.total)} of {self.total} packages"
        pause = 0.1 if self.live else 5
        if not self.total or text == self.shown or time.monotonic() < self.shown_at + pause:
            return
        self.shown, self.shown_at = text, time.monotonic()
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            print("\r" + f"  {text}"[:width].ljust(width), end="", flush=True)
        else:
            print(f"  {text}", flush=True)

    def arrived(self):
        """Count the packages in place."""
        return len(list(site_packages().glob("*.dist-info")))

    def close(self):
        """Leave a clean line behind."""
        if self.live and self.shown:
            width = shutil.get_terminal_size().columns - 1
            print("\r" + " " * width, end="\r", flush=True)
