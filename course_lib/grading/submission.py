"""Read a submitted notebook: its code, as texts, and whatever is wrong with the file.

A submission is a file from anybody. Nothing in it is run here, nothing of it is trusted, and no
file can make ``read`` raise: what can't be read comes back as a ``problem``, in a sentence.
"""

import codecs
import hashlib
import json
from dataclasses import dataclass

from course_lib.grading.script import cells_of, looks_like_a_script

MAX_FILE_BYTES = 24_000_000  # one full of pictures has five; JSON unfolds to 25 times as much
MAX_CELLS = 2_000
MAX_CODE_CHARACTERS = 200_000  # all cells together; as a syntax tree, each takes a kilobyte
NEWEST_FORMAT = 4


@dataclass(frozen=True)
class Submission:
    """A notebook's code cells in order; ``problem`` says why there are none, ``notes`` the rest."""

    sha256: str
    cells: tuple[str, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()


class _Unreadable(Exception):
    """The file is no notebook that can be graded; the message says why."""


def read(data: bytes) -> Submission:
    """Read a notebook from its bytes.

    >>> read(b'{"cells": [{"cell_type": "code", "source": ["x = 1; ", "x"]}]}').cells
    ('x = 1; x',)
    >>> read(b"").problem
    'The file is empty.'
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        notes: list[str] = []
        if looks_like_a_script(data[: MAX_FILE_BYTES + 1]):
            return Submission(sha256, _checked(cells_of(_decoded(data, notes))), notes=tuple(notes))
        notebook = _parsed(data, notes)
        if _format_of(notebook) > NEWEST_FORMAT:
            notes.append(
                f"The notebook says that it is of format {_format_of(notebook)}; {NEWEST_FORMAT} "
                "is the newest that is known here. It was read as if it were that."
            )
        cells = _code(notebook)
    except _Unreadable as problem:
        return Submission(sha256, problem=str(problem))
    return Submission(sha256, cells, notes=tuple(notes))


def looks_like_a_notebook(data: bytes) -> bool:
    """Whether the content is a notebook's, whatever the file is called."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    start = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"cells"' in data and b'"nbformat"' in data


def _parsed(data: bytes, notes: list[str]) -> dict:
    if len(data) > MAX_FILE_BYTES:
        raise _Unreadable(
            f"The file is larger than {MAX_FILE_BYTES // 1_000_000} MB, and was not read. Clear "
            "its outputs and hand it in again."
        )
    if not data.strip():
        raise _Unreadable("The file is empty.")
    text = _decoded(data, notes)
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise _Unreadable("The file is nested deeper than any notebook.") from None
    except ValueError as error:  # malformed, or a number of thousands of digits
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _Unreadable(
            f"The file is damaged: it is not JSON{where}. Was it cut short on its way?"
        ) from None
    if not isinstance(notebook, dict):
        raise _Unreadable("The file holds JSON, but it is no notebook.")
    return notebook


def _decoded(data: bytes, notes: list[str]) -> str:
    """The file's text. Notebooks are UTF-8; a byte that is not is no reason to lose all points."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.append(
            "Some bytes of the file are not UTF-8, as notebooks are, and were replaced. Was it "
            "saved by another program?"
        )
        return data.decode("utf-8-sig", "replace")


def _format_of(notebook: dict) -> int:
    number = notebook.get("nbformat")
    return number if type(number) is int else NEWEST_FORMAT


def _code(notebook: dict) -> tuple[str, ...]:
    """The sources of the code cells; metadata, outputs and ids are not looked at."""
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):  # format 3
        sheets = (sheet.get("cells") for sheet in notebook["worksheets"] if type(sheet) is dict)
        cells = [cell for content in sheets if isinstance(content, list) for cell in content]
    if not isinstance(cells, list):
        raise _Unreadable("The file holds JSON, but no notebook: there are no cells in it.")
    if len(cells) > MAX_CELLS:
        raise _Unreadable(f"The notebook has {len(cells):,} cells; {MAX_CELLS:,} are read at most.")
    return _checked([_source(cell) for cell in cells if _is_code(cell)])


def _checked(sources: list[str]) -> tuple[str, ...]:
    """The sources, if they are neither too long nor empty."""
    if sum(map(len, sources)) > MAX_CODE_CHARACTERS:
        raise _Unreadable(
            f"The notebook holds more than {MAX_CODE_CHARACTERS:,} characters of code."
        )
    if not any(source.strip() for source in sources):
        raise _Unreadable("The notebook holds no code.")
    return tuple(sources)


def _is_code(cell: object) -> bool:
    return isinstance(cell, dict) and cell.get("cell_type") == "code"


def _source(cell: dict) -> str:
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise _Unreadable("The file is damaged: a cell's code is no text.")
    # JSON can spell half a character, which no other program takes.
    return "".join(lines).encode("utf-8", "replace").decode("utf-8")
