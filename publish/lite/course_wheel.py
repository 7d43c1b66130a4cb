"""course_lib as a wheel for the browser: it asks for what the browser has, and nothing else.

The course's own wheel asks for JupyterLab, which is there already, and for TensorFlow, which is in
no browser.
"""

import base64
import hashlib
import tomllib
import zipfile
from pathlib import Path

from publish.address import PROJECT

NAME = "neural_network_course"
NEEDS = ("anywidget", "contourpy", "ipywidgets", "matplotlib", "numpy", "platformdirs")
_TEXTS = "course_lib/released/source"  # where course_lib.backup looks for the lessons' texts
_LEFT_OUT = ("__pycache__", "grading", "notebooks")  # for instructors and authors
_DATE = (2020, 1, 1, 0, 0, 0)  # the same files give the same wheel


def make(folder: Path) -> Path:
    """Write the wheel into a folder."""
    path = folder / f"{NAME}-{version()}-py3-none-any.whl"
    about = f"{NAME}-{version()}.dist-info"
    files = {file.relative_to(PROJECT).as_posix(): file.read_bytes() for file in _files()}
    texts = sorted((PROJECT / "notebooks" / "source").glob("*.md"))
    files |= {f"{_TEXTS}/{text.name}": text.read_bytes() for text in texts}
    files[f"{about}/METADATA"] = _metadata().encode()
    files[f"{about}/licenses/LICENSE"] = (PROJECT / "LICENSE").read_bytes()
    files[f"{about}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: publish.lite\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    record = [f"{name},{_digest(content)},{len(content)}\n" for name, content in files.items()]
    files[f"{about}/RECORD"] = "".join([*record, f"{about}/RECORD,,\n"]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            wheel.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return path


def version() -> str:
    """The course's version, as pyproject.toml says it."""
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return pyproject["project"]["version"]


def _files() -> list[Path]:
    package = PROJECT / "course_lib"
    files = (path for path in sorted(package.rglob("*")) if path.is_file() and path.suffix != ".po")
    return [path for path in files if not set(path.relative_to(package).parts) & set(_LEFT_OUT)]


def _metadata() -> str:
    lines = ["Metadata-Version: 2.4", f"Name: {NAME.replace('_', '-')}", f"Version: {version()}"]
    lines += [f"Requires-Dist: {name}" for name in NEEDS]
    return "\n".join([*lines, "License-File: LICENSE", ""])


def _digest(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
