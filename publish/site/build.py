"""Builds the site: stages the pages, lets Sphinx make them, puts the notebooks beside them."""

import io
import shutil
import tempfile
from pathlib import Path

from sphinx.application import Sphinx

from publish.address import PROJECT, Address
from publish.site import alive, outline, staging
from publish.site.settings import settings

MARK = ".nojekyll"  # GitHub Pages then shows folders that begin with _; and we know what is ours


class NotBuilt(Exception):
    """What Sphinx warned of; a site with a warning is none."""


def build(folder: Path, address: Address) -> None:
    """Write the site into ``folder``, in place of an earlier one, once all of it is there."""
    _require_room(folder)
    lessons = outline.lessons(PROJECT / "notebooks")
    documents = outline.documents(PROJECT / "docs")
    about = {
        "course_lessons": lessons,
        "course_documents": documents,
        "course_address": address,
    }
    with tempfile.TemporaryDirectory(prefix="course-site-") as scratch:
        source, built = Path(scratch, "source"), Path(scratch, "site")
        figures = alive.figures(built / "_live")
        first = alive.front_figure(built / "_live", figures)
        staging.stage(source, lessons, documents, address, figures, first)
        _make(source, built, Path(scratch, "doctrees"), settings() | about)
        staging.extra_files(built, lessons)
        (built / MARK).write_text("Shown as it is.\n", encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(built, folder)


def _require_room(folder: Path) -> None:
    """A folder that holds anything else than an earlier site is left alone."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise FileExistsError(
            f"{folder} is not empty, and holds no site of an earlier time: name another folder."
        )


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
