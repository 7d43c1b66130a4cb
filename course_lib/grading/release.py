"""Release: clean copies of lessons for a class.

Clean means: no exercise is answered, nothing about the person who ran it is left, and no
widget waits for a kernel that is gone. ``check`` tells whether what was released still is that.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.checks.form import Form
from course_lib.checks.learner_code import is_unwritten, placeholders
from course_lib.grading.catalogue import Catalogue
from course_lib.grading.export import write


class ReleaseError(Exception):
    """A lesson can't be released; the message says why, and what to do."""


def clean(catalogue: Catalogue, lesson: int, source: Path = NOTEBOOKS) -> str:
    """The text of a lesson's notebook, fit to be given to a class. Raises ReleaseError."""
    import nbformat  # takes longer to load than all else here, and only a release needs it

    from course_lib.notebooks.tidy import dumps, tidy

    path = source / catalogue[lesson].notebook
    try:
        notebook = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ReleaseError(
            f"There is no {path.name} in {source}. Name the folder with the course's notebooks: "
            "--from FOLDER."
        ) from None
    except Exception as error:
        raise ReleaseError(f"{path} can't be read as a notebook: {error}") from None
    if answered := _answered(notebook, catalogue, lesson):
        raise ReleaseError(
            f"{path.name} holds an answer to {', '.join(answered)}. Restore the lesson first: "
            f"python -m course_lib.notebooks build {path.stem}, or git restore {path.name}."
        )
    return dumps(tidy(notebook))


def release(
    catalogue: Catalogue, lessons: Sequence[int], folder: Path, source: Path = NOTEBOOKS
) -> list[Path]:
    """Write clean copies into a folder, with what they link to: all, or none. Raises ReleaseError.

    The copies come first, then what lies beside them, as the glossary does.
    """
    texts = {catalogue[number].notebook: clean(catalogue, number, source) for number in lessons}
    texts |= beside(catalogue, lessons, folder, source)
    for name, text in texts.items():
        write(folder / name, text)
    return [folder / name for name in texts]


def check(
    catalogue: Catalogue, lessons: Sequence[int], folder: Path, source: Path = NOTEBOOKS
) -> dict[str, str]:
    """For each file, in a word or a sentence, how its released copy stands: "clean" is well."""
    found = {}
    for number in lessons:
        name = catalogue[number].notebook
        try:
            found[name] = _stands(folder / name, clean(catalogue, number, source))
        except ReleaseError as error:
            found[name] = str(error)
    for name, fresh in beside(catalogue, lessons, folder, source).items():
        found[name] = _stands(folder / name, fresh)
    return found


def _stands(path: Path, fresh: str) -> str:
    if not path.exists():
        return "not released"
    if path.read_bytes() != fresh.encode("utf-8"):
        return "differs from the course's own: release it again"
    return "clean"


# In a notebook's file or in Markdown: [text](name), or [text](name#place).
_LINK = re.compile(r"\[([^\[\]]*)\]\(([\w.-]+\.(?:ipynb|md))(?:#[^)]*)?\)")


def beside(
    catalogue: Catalogue, lessons: Sequence[int], folder: Path, source: Path = NOTEBOOKS
) -> dict[str, str]:
    """What these lessons link to and is no lesson, by name: the glossary, the playground.

    The glossary links to all lessons. To those that this class does not have yet, it has no link.
    """
    names = [catalogue[number].notebook for number in catalogue]
    given = {catalogue[number].notebook for number in lessons}
    texts = [path.read_text("utf-8") for name in given if (path := source / name).exists()]
    linked = {name for text in texts for _, name in _LINK.findall(text)} - set(names)
    there = given | {name for name in names if (folder / name).exists()}

    def link(found: re.Match) -> str:
        return found[1] if found[2] in names and found[2] not in there else found[0]

    fresh = {}
    for name in sorted(name for name in linked if (source / name).exists()):
        text = (source / name).read_text("utf-8")
        fresh[name] = _LINK.sub(link, text) if name.endswith(".md") else text
    return fresh


def _answered(notebook: Mapping, catalogue: Catalogue, lesson: int) -> list[str]:
    """The exercises whose cells hold more than the stub.

    Some exercises begin with code that runs, and is to be changed: a cell that stands in the
    lesson's text as it is holds no answer.
    """
    found, asked = [], _text(catalogue, lesson)
    for cell in notebook.cells:
        if cell.cell_type != "code" or "exercise" not in cell.metadata.get("tags", []):
            continue
        if f"\n\n{cell.source.strip()}\n```" in asked:
            continue
        try:
            body = ast.parse(cell.source).body
        except SyntaxError:
            found.append("an exercise whose cell is no Python")
            continue
        for node in body:
            name = getattr(node, "name", None)
            if name in catalogue[lesson].tasks and not (is_unwritten(node) or placeholders(node)):
                found.append(name)
            if isinstance(node, ast.Expr) and _answers_a_form(node.value, catalogue, lesson):
                found.append(node.value.func.attr)
    return found


def _text(catalogue: Catalogue, lesson: int) -> str:
    """The lesson's text, from which its notebook is built; empty where it isn't."""
    path = (NOTEBOOKS / "source" / catalogue[lesson].notebook).with_suffix(".md")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _answers_a_form(call: ast.expr, catalogue: Catalogue, lesson: int) -> bool:
    """Whether this is ``check.NAME(answer)`` of a form, which is asked by ``check.NAME`` alone."""
    match call:
        case ast.Call(func=ast.Attribute(attr=name)):
            return isinstance(catalogue[lesson].tasks.get(name), Form)
    return False
