"""Release: clean copies of lessons for a class.

Clean means: no exercise is answered, nothing about the person who ran it is left, and no
widget waits for a kernel that is gone. ``check`` tells whether what was released still is that.
"""

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

from course_lib.checks.form import Form
from course_lib.checks.learner_code import is_unwritten, placeholders
from course_lib.grading.catalogue import NOTEBOOKS, Catalogue
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
    """Write clean copies into a folder: all of them, or none. Raises ReleaseError."""
    texts = {number: clean(catalogue, number, source) for number in lessons}
    paths = []
    for number, text in texts.items():
        path = folder / catalogue[number].notebook
        write(path, text)
        paths.append(path)
    return paths


def check(
    catalogue: Catalogue, lessons: Sequence[int], folder: Path, source: Path = NOTEBOOKS
) -> dict[int, str]:
    """For each lesson, in a word or a sentence, how its released copy stands: "clean" is well."""
    found = {}
    for number in lessons:
        path = folder / catalogue[number].notebook
        try:
            fresh = clean(catalogue, number, source)
        except ReleaseError as error:
            found[number] = str(error)
            continue
        if not path.exists():
            found[number] = "not released"
        elif path.read_bytes() != fresh.encode("utf-8"):
            found[number] = "differs from the course's lesson: release it again"
        else:
            found[number] = "clean"
    return found


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
