"""What builds the site: an environment of its own, and the packages that come with the page.

JupyterLite brings an extension along that breaks the pages of a JupyterLab in the same environment.
So it has one for itself, in the user's cache folder, made the first time and whenever its
requirements change.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import platformdirs

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
BROWSER = HERE / "browser.txt"
BROWSERS_PYTHON = "3.14"
PURE = ("--only-binary=:all:", "--implementation", "py", "--abi", "none", "--platform", "any")


class ToolsMissing(RuntimeError):
    """The environment, or a package, could not be had; the message says what to do."""


def environment() -> Path:
    """The folder of JupyterLite's environment; made where it is missing."""
    folder = _cache(REQUIREMENTS)
    done = folder / "made"
    if not done.exists():
        print(f"Making JupyterLite's own environment in {folder}: once, in a minute or so.")
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder)
        done.touch()
    return folder


def wheels() -> list[Path]:
    """The packages of browser.txt, in pure Python; fetched where they are missing."""
    folder = _cache(BROWSER)
    done = folder / "fetched"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        into = ["--dest", str(folder), "--python-version", BROWSERS_PYTHON]
        _run(
            python(environment()), "-m", "pip", "download", "--no-deps", *into, *PURE, "-r", BROWSER
        )
        done.touch()
    return sorted(folder.glob("*.whl"))


def python(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _cache(requirements: Path) -> Path:
    """A folder for these requirements and no others: another list, or Python, is another folder."""
    what = requirements.read_bytes().replace(b"\r\n", b"\n") + sys.version.encode()
    name = f"lite-{requirements.stem}-{hashlib.sha256(what).hexdigest()[:12]}"
    return Path(platformdirs.user_cache_dir("neural-network-course", False)) / name


def _make(folder: Path) -> None:
    uv = shutil.which("uv")
    if uv:
        _run(uv, "venv", "--quiet", "--seed", "--python", sys.executable, folder)
        _run(uv, "pip", "install", "--quiet", "--python", python(folder), "-r", REQUIREMENTS)
    else:
        _run(sys.executable, "-m", "venv", folder)
        _run(python(folder), "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS)


def _run(*command) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        said = f"{done.stdout}{done.stderr}".strip()[-2000:]
        raise ToolsMissing(
            "JupyterLite could not be installed. Is there a connection to PyPI? What was said:\n"
            f"{said}"
        )
