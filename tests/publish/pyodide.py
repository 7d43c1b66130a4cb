"""Pyodide for a test: the npm package, which holds Python itself and none of its packages."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import platformdirs

from publish.lite import packages


def folder() -> Path | None:
    """Where it lies, fetched the first time; None where there is no npm, or no way to its index."""
    cache = Path(platformdirs.user_cache_dir("neural-network-course", False))
    place = cache / f"pyodide-{packages.version()}"
    if (place / "package.json").exists():
        return place
    npm = shutil.which("npm")
    if npm is None:
        return None
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    command = [npm, "pack", "--json", f"pyodide@{packages.version()}"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True)
    if done.returncode:
        return None
    _unpack(place / json.loads(done.stdout)[0]["filename"], place)
    return place


def _unpack(archive: Path, place: Path) -> None:
    """All its files, without the folder around them; package.json last, which says it is whole."""
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile()]
        members.sort(key=lambda member: member.name.endswith("package.json"))
        for member in members:
            name = Path(member.name).name
            (place / name).write_bytes(tar.extractfile(member).read())
    archive.unlink()
