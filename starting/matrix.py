"""Run the tests in each Python that is here, with the lowest and the highest versions allowed.

``--python 3.12`` and ``--versions lowest`` choose among them; all else goes to pytest.

pyproject.toml says which: of each dependency, the lowest version that it allows and that has a
wheel for this Python, or the highest that the package index has now. What only these depend on
comes in its newest version in both. Each pair of a Python and versions has an environment of its
own in .matrix, and .venv is left alone. uv makes them: pip knows no lowest version.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from starting import browser, programs
from starting.places import MATRIX, PROJECT, WINDOWS
from starting.trouble import Trouble

OLDEST = 11  # of Python 3
EXTRAS = ("test", "web", "hub")  # what requirements-test.txt is compiled from
VERSIONS = {"lowest": "lowest-direct", "highest": "highest"}  # in uv's words
NO_UV = (
    "The matrix needs uv (https://docs.astral.sh/uv/), which finds the lowest versions: "
    "`pip install uv` brings it. Then run the same command again."
)
MORE = (
    "Other Pythons are looked for on the PATH, in pyenv's folder and in uv's: "
    "`uv python install 3.12 3.13 3.14` brings some."
)


def run(arguments):
    """Test every pair that was asked for, print a table of how each went, return the exit code."""
    if not shutil.which("uv"):
        raise Trouble(NO_UV)
    pythons, versions, options = choose(arguments)
    rows = []
    for number, python in pythons.items():
        for which in versions:
            print(f"Python {number} with the {which} versions:", flush=True)
            rows.append((number, which, outcome(number, python, which, options)))
            print(f"  {rows[-1][-1]}", flush=True)
    print("\n" + table(rows))
    return 0 if all(went.startswith("passed") for *_, went in rows) else 1


def choose(arguments):
    """Split the command line into Pythons, versions, and pytest's own options."""
    here, options = interpreters(), list(arguments)
    number, which = taken("--python", options), taken("--versions", options)
    if number is not None and number not in here:
        raise Trouble(f"--python takes one of {', '.join(here)}. Received {number!r}. {MORE}")
    if which is not None and which not in VERSIONS:
        raise Trouble(f"--versions takes lowest or highest. Received {which!r}.")
    if len(here) == 1 and not number:
        print(f"Only one Python is here. {MORE}", flush=True)
    pythons = {n: here[n] for n in here if number in (None, n)}
    return pythons, [which] if which else list(VERSIONS), options


def taken(word, options):
    """Take ``word VALUE`` out of the options; return the value, or None."""
    if word not in options:
        return None
    i = options.index(word)
    value = " ".join(options[i + 1 : i + 2])
    del options[i : i + 2]
    return value


# Which Pythons


def interpreters():
    """Return the Pythons that are here and new enough, by their number as in 3.12, oldest first."""
    found = {}
    for candidate in [sys.executable, *on_the_path(), *in_folders()]:
        number = number_of(candidate)
        if number and number[1] >= OLDEST:
            found.setdefault("{}.{}".format(*number), candidate)
    return dict(sorted(found.items(), key=lambda item: int(item[0].partition(".")[2])))


def on_the_path():
    """Yield the Pythons that the PATH leads to."""
    for minor in range(OLDEST, OLDEST + 20):
        if path := shutil.which(f"python3.{minor}"):
            yield path


def in_folders():
    """Yield those that pyenv and uv have installed, newest first."""
    homes = [
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions",
        Path(os.environ.get("UV_PYTHON_INSTALL_DIR", Path.home() / ".local/share/uv/python")),
    ]
    for home in homes:
        for folder in sorted(home.glob("*3.*"), reverse=True):
            yield str(folder / "python.exe" if WINDOWS else folder / "bin" / "python3")


def number_of(python):
    """Return the first two numbers of a Python's version, or None where it does not run."""
    ask = "import sys; print(*sys.version_info[:2]) if sys.implementation.name == 'cpython' else 0"
    try:
        done = subprocess.run([python, "-c", ask], capture_output=True, text=True, timeout=60)
        major, minor = map(int, done.stdout.split())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return (major, minor) if major == 3 else None


# One pair


def outcome(number, python, which, options):
    """Set one environment up and test in it; say in a few words how it went."""
    name = f"{number}-{which}"
    folder, log = MATRIX / name, MATRIX / f"{name}.log"
    folder.mkdir(parents=True, exist_ok=True)
    own = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    with log.open("w", encoding="utf-8") as file:
        for command in set_up(python, folder, own, which):
            if subprocess.run(command, cwd=PROJECT, stdout=file, stderr=file).returncode:
                return f"could not be set up; {log} says why"
        environment = programs.testing(next(filter(None, browser.installed()), ""))
        command = [str(own), "-m", "pytest", *options]
        done = subprocess.run(command, cwd=PROJECT, env=environment, stdout=file, stderr=file)
    return told(done.returncode, log)


def set_up(python, folder, own, which):
    """Return the commands that bring an environment to these versions."""
    uv = shutil.which("uv")
    make = [uv, "venv", "--seed", "--allow-existing", "--python", python, str(folder)]
    install = [uv, "pip", "install", "--python", str(own), "--upgrade", "--only-binary", ":all:"]
    install += ["--resolution", VERSIONS[which], "--compile-bytecode"]
    install += [word for extra in EXTRAS for word in ("--extra", extra)]
    return [make, [*install, "-r", str(PROJECT / "pyproject.toml")]]


def told(code, log):
    """Make a few words of pytest's exit code and its last line."""
    said = log.read_text(encoding="utf-8", errors="replace")
    last = re.findall(r"(?m)^=* ?(\d+ (?:passed|failed|errors?|skipped|deselected).*?) ?=*$", said)
    words = last[-1] if last else f"exit code {code}"
    return f"passed: {words}" if code == 0 else f"failed: {words}; {log} says more"


def table(rows):
    """Line up Python, versions and outcome."""
    head = ("Python", "versions", "outcome")
    return "\n".join(f"{n:<8}{which:<10}{went}" for n, which, went in [head, *rows])
