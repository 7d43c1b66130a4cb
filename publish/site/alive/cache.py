"""Keeps what a figure answered, for as long as neither the course's code nor its lines change."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

import platformdirs

from publish.address import PROJECT
from publish.site.alive.recording import files_of

CACHE = Path(platformdirs.user_cache_dir("neural-network-course", appauthor=False)) / "site"
DAYS = 30  # what nobody has taken for so long is forgotten
_MAKERS = ("numpy", "matplotlib", "pillow")


def kept(parts: Iterable[str], record: Callable[[Path], dict], folder: Path) -> dict:
    """What ``record(folder)`` gives for a figure that is made of ``parts``, taken from the cache.

    A cache that can't be written is none.
    """
    place = CACHE / _key(parts)
    try:
        return _taken(place, folder)
    except OSError:
        found = record(folder)
    _keep(place, found, folder)
    return found


def forget_the_old() -> None:
    """Delete what no build has taken for a month: figures of code that is no more."""
    oldest = time.time() - DAYS * 24 * 3600
    for place in CACHE.glob("*"):
        if place.stat().st_mtime < oldest:
            shutil.rmtree(place, ignore_errors=True)


def code_of_the_course() -> str:
    """A hash of all code that draws, and of the versions of what it draws with."""
    code = hashlib.sha256(" ".join(map(version, _MAKERS)).encode())
    folders = [PROJECT / "course_lib" / name for name in ("nn", "data", "figures", "widgets")]
    for folder in (*folders, Path(__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".js", ".css", ".csv", ".npz"):
                code.update(path.read_bytes())
    return code.hexdigest()


def _key(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _taken(place: Path, folder: Path) -> dict:
    found = json.loads((place / "figure.json").read_text(encoding="utf-8"))
    os.utime(place)
    for name in files_of(found):
        shutil.copyfile(place / name, folder / name)
    return found


def _keep(place: Path, found: dict, folder: Path) -> None:
    """Its files first, and last the one that says that all are there."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name in files_of(found):
            shutil.copyfile(folder / name, place / name)
        (place / "figure.json").write_text(json.dumps(found), encoding="utf-8")
    except OSError:
        shutil.rmtree(place, ignore_errors=True)
