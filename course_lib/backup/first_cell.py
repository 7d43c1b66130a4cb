"""The first cell of every notebook: it fetches the course where it is missing, as on Colab.

It is the same in all, so no lesson's text has it: `build` puts it in. Where `course_lib` is there,
it does nothing and shows nothing; JupyterLab and Notebook fold it away, Colab shows its title, and
the tag keeps it off a site made by MyST-NB.
"""

import importlib.metadata
import tomllib
from pathlib import Path

from course_lib.backup.notebook import FOLDED, code_cell

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
DISTRIBUTION = "neural-network-course"
PLACEHOLDER = "https://github.com/OWNER/"  # an address that nobody has filled in yet
TAG = "remove-cell"
METADATA = FOLDED | {"tags": [TAG]}

# What Colab and Kaggle have already stays as it is: all that is missing there is anywidget.
FETCHES = """\
# @title On Colab or Kaggle, run this first: it fetches the course. Elsewhere it does nothing.
import importlib.util

if importlib.util.find_spec("course_lib") is None:
    %pip install -q anywidget
    %pip install -q --no-deps {archive}"""

REFUSES = """\
# @title If the course is not there, this says what to do. If it is, nothing happens.
import importlib.util

if importlib.util.find_spec("course_lib") is None:
    raise ModuleNotFoundError(
        "This notebook needs the course's folder course_lib, and that is not here. Nor does it "
        "know where on the web the course lies: this copy was made before anybody published it. "
        "Get the whole course, and open this lesson in it with: python3 start.py"
    )"""


def first_cell() -> dict:
    """The cell itself, as it is before it was run."""
    return code_cell(source(repository())) | {"metadata": METADATA}


def source(repository: str) -> str:
    """The cell's code, for a course that lies at this address on GitHub."""
    repository = repository.rstrip("/").removesuffix(".git")
    if not repository or repository.startswith(PLACEHOLDER):
        return REFUSES
    return FETCHES.format(archive=f"{repository}/archive/main.zip")


def is_first(cell: dict) -> bool:
    """Whether a cell is the one that fetches the course."""
    return TAG in cell["metadata"].get("tags", [])


def repository() -> str:
    """Where the course lies: as pyproject.toml says, or what was installed; empty if neither."""
    if PYPROJECT.exists():
        urls = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"].get("urls", {})
        return urls.get("Repository", "")
    try:
        said = importlib.metadata.metadata(DISTRIBUTION).get_all("Project-URL") or []
    except importlib.metadata.PackageNotFoundError:
        return ""
    return dict(line.split(", ", 1) for line in said).get("Repository", "")
