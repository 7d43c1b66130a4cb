"""Tells Pyodide which packages there are, and where: the file that it calls its lock.

Packages in pure Python come with the site. Those that are compiled, NumPy and matplotlib and what
they need, are Pyodide's own: ``pyodide.json`` is an excerpt of its lock, with their checksums.
After JupyterLite's kernel has gone to another Pyodide, `npm pack pyodide@VERSION` brings the whole
lock: unpack it, and `python -m publish pyodide FOLDER` makes the excerpt anew.
"""

import hashlib
import json
import re
import zipfile
from pathlib import Path

from publish.lite.course_wheel import NAME

EXCERPT = Path(__file__).with_name("pyodide.json")
COMPILED = ("numpy", "matplotlib")
COURSE = NAME.replace("_", "-")


def lock(wheels: dict[str, Path], distribution: str, there: Path | None = None) -> dict:
    """The lock. ``wheels`` maps where each lies, as an address, to its file.

    ``distribution`` is where Pyodide's own packages lie, as an address that ends in a slash; those
    that are in the folder ``there`` lie beside Pyodide in the site.
    """
    known = json.loads(EXCERPT.read_text(encoding="utf-8"))
    packages = {}
    for name, package in known["packages"].items():
        here = there is not None and (there / package["file_name"]).exists()
        start = "../pyodide/" if here else distribution
        packages[name] = package | {"file_name": start + package["file_name"]}
    for url, wheel in wheels.items():
        entry = _entry(url, wheel)
        packages[entry["name"]] = entry
    # Whoever imports course_lib gets all that it needs, in this order or another.
    packages[COURSE]["depends"] = sorted(set(packages) - {COURSE})
    return {"info": known["info"], "packages": packages}


def _entry(url: str, wheel: Path) -> dict:
    """What a lock says of a wheel in pure Python."""
    name, version = wheel.name.split("-")[:2]
    return {
        "name": normalised(name),
        "version": version,
        "file_name": url,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": _imports(wheel),
        "depends": [],
        "unvendored_tests": False,
    }


def _imports(wheel: Path) -> list[str]:
    """The names that can be imported from a wheel."""
    with zipfile.ZipFile(wheel) as file:
        parts = {name.split("/")[0] for name in file.namelist()}
    return sorted(part.removesuffix(".py") for part in parts if re.fullmatch(r"\w+(\.py)?", part))


def normalised(name: str) -> str:
    """A package's name as locks and indexes write it.

    >>> normalised("typing_extensions")
    'typing-extensions'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def version() -> str:
    """The version of Pyodide whose packages these are."""
    return json.loads(EXCERPT.read_text(encoding="utf-8"))["pyodide"]


def excerpt(folder: Path) -> dict:
    """What the course needs of a Pyodide's lock, and what those packages need in turn."""
    whole = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    kept, waiting = {}, list(COMPILED)
    while waiting:
        name = normalised(waiting.pop())
        if name not in kept:
            kept[name] = whole["packages"][name]
            waiting += kept[name]["depends"]
    packages = dict(sorted(kept.items()))
    return {"pyodide": about["version"], "info": whole["info"], "packages": packages}


def renew(folder: Path) -> None:
    """Make the excerpt anew, of the Pyodide in this folder."""
    EXCERPT.write_text(json.dumps(excerpt(folder), indent=1) + "\n", encoding="utf-8")
