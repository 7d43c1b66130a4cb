"""Builds the site: stages the pages, lets Sphinx make them, puts the notebooks beside them."""

import io
import shutil
import tempfile
from pathlib import Path

from sphinx.application import Sphinx

from publish.address import PROJECT, Address
from publish.site import alive, outline, staging
from publish.site.settings import settings

MARK = (
    ".nojekyll"  # tells GitHub Pages to leave folders that begin with _ alone; and us, what is ours
)


class NotBuilt(Exception):
    """What Sphinx warned of; a site with a warning is none."""


def build(folder: Path, address: Address) -> None:
    """Write the site into ``folder``, which is emptied of an earlier one first."""
    lessons = outline.lessons(PROJECT / "notebooks")
    documents = outline.documents(PROJECT / "docs")
    _empty(folder)
    with tempfile.TemporaryDirectory(prefix="course-site-") as scratch:
        source = Path(scratch, "source")
        figures = alive.figures(folder / "_live")
        first = alive.front_figure(folder / "_live", figures)
        staging.stage(source, lessons, documents, address, figures, first)
        about = {
            "course_lessons": lessons,
            "course_documents": documents,
            "course_address": address,
        }
        _make(source, folder, Path(scratch, "doctrees"), settings() | about)
    staging.extra_files(folder, lessons)


def _empty(folder: Path) -> None:
    """Make room for a site; a folder with anything else in it is left alone."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise FileExistsError(
                f"{folder} has files that are no earlier site: name another folder."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("GitHub Pages shows what is here as it is.\n", encoding="utf-8")


def _make(source: Path, folder: Path, doctrees: Path, confoverrides: dict) -> None:
    """Run Sphinx; what it warns of is an error."""
    warnings = io.StringIO()
    app = Sphinx(
        source, None, folder, doctrees, "html", confoverrides,
        status=None, warning=warnings, freshenv=True,
    )  # fmt: skip
    app.build()
    if warnings.getvalue():
        raise NotBuilt(f"Sphinx warned, so there is no site:\n{warnings.getvalue().strip()}")
