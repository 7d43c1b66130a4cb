"""Writes the folder that Sphinx reads: the course's pages as text, with links that hold there."""

import shutil
from pathlib import Path

import nbformat

from publish.address import PROJECT, Address
from publish.site import front, glossary_page, notebook_page
from publish.site.links import rewritten
from publish.site.outline import Lesson, Page

GLOSSARY = "notebooks/glossary"


def stage(
    folder: Path,
    lessons: list[Lesson],
    documents: list[Page],
    address: Address,
    alive: dict[str, dict[str, str]],
    first_figure: str,
) -> None:
    """Write all pages into ``folder``; ``alive`` has figures by notebook and by cell.

    ``first_figure`` is the one of the front page.
    """
    files = [f"{page.path}.md" for page in documents]
    pages = {*files, f"{GLOSSARY}.md", *(lesson.notebook for lesson in lessons)}
    explained = glossary_page.explained(_text(f"{GLOSSARY}.md"))
    for lesson in lessons:
        name = Path(lesson.path).name
        found = notebook_page.page(
            nbformat.read(PROJECT / lesson.notebook, as_version=4),
            explained.get(name, glossary_page.Explained({}, set())),
            lambda text, at=lesson.notebook: rewritten(text, at, pages, address),
            alive.get(name, {}),
        )
        _write(folder / lesson.notebook, nbformat.writes(found))
    glossary = rewritten(_text(f"{GLOSSARY}.md"), f"{GLOSSARY}.md", pages, address)
    _write(folder / f"{GLOSSARY}.md", glossary_page.page(glossary))
    for file in files:
        _write(folder / file, rewritten(_text(file), file, pages, address))
    _write(folder / "index.md", front.page(lessons, documents, address, first_figure))
    shutil.copytree(PROJECT / "docs" / "images", folder / "docs" / "images")


def extra_files(folder: Path, lessons: list[Lesson]) -> None:
    """Put beside the built pages what they let people download: the notebooks as committed."""
    for lesson in lessons:
        shutil.copyfile(PROJECT / lesson.notebook, folder / lesson.notebook)


def _text(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
