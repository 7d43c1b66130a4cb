"""Read a notebook that may come from anybody, and write one; a notebook is a plain ``dict`` here.

What comes out of ``parse`` has cells whose type, id, source, metadata and outputs are of the types
that the format asks for, and nothing that the format doesn't know.
"""

import json
import uuid
from pathlib import Path

from course_lib.nn import whole_file

MAX_BYTES = 24_000_000  # one full of pictures has five; JSON unfolds to 25 times as much
MAX_CELLS = 2_000
VIEW = "application/vnd.jupyter.widget-view+json"  # of a widget that lives in one kernel only
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}  # on Colab, and elsewhere
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class NotebookError(ValueError):
    """A notebook that can't be read; the message ends a sentence that names it."""


def read(path: Path) -> dict:
    """Read a notebook from a file. Raises NotebookError."""
    try:
        with path.open("rb") as file:
            return parse(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise NotebookError(f"could not be read ({error.strerror or error})") from None


def parse(data: bytes) -> dict:
    """Read a notebook from its bytes. Raises NotebookError."""
    if len(data) > MAX_BYTES:
        raise NotebookError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        document = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise NotebookError("is no notebook: it is damaged, or cut short") from None
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise NotebookError("is no notebook with cells that this course can read")
    read_cells = [_cell(cell) for cell in cells]
    _name(read_cells)
    kernel = document.get("metadata")
    kernel = kernel.get("kernelspec") if isinstance(kernel, dict) else None
    return notebook(read_cells, kernel if _is_kernel(kernel) else KERNEL)


def notebook(cells: list[dict], kernel: dict = KERNEL) -> dict:
    """A notebook of these cells."""
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write(path: Path, document: dict) -> None:
    """Write a notebook, whole or not at all."""
    whole_file.write_text(path, dumps(document))


def dumps(document: dict) -> str:
    """A notebook as the text of its file."""
    text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")  # JSON can spell half a character


def code_cell(source: str, tags: list[str] | None = None) -> dict:
    """A code cell that was not run."""
    made = {"cell_type": "code", "execution_count": None, "outputs": [], "source": source}
    return made | {"id": new_id(), "metadata": {"tags": tags} if tags else {}}


def markdown_cell(source: str) -> dict:
    """A cell of prose."""
    return {"cell_type": "markdown", "id": new_id(), "metadata": {}, "source": source}


def without_views(document: dict) -> dict:
    """The same without the views of widgets: their kernel is gone. Their pictures stay."""
    for cell in document["cells"]:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(VIEW, None)
    return document


def new_id() -> str:
    """An id as Jupyter gives one to a cell that somebody adds."""
    return str(uuid.uuid4())


def _cell(cell: object) -> dict:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise NotebookError("is damaged: a cell of it is none")
    kept = {
        "cell_type": cell["cell_type"],
        "id": cell.get("id") if isinstance(cell.get("id"), str) else "",
        "metadata": _metadata(cell.get("metadata")),
        "source": _text(cell.get("source", "")),
    }
    if kept["cell_type"] == "code":
        count, outputs = cell.get("execution_count"), cell.get("outputs")
        kept["execution_count"] = count if type(count) is int else None
        kept["outputs"] = list(filter(_is_output, outputs)) if isinstance(outputs, list) else []
    elif isinstance(cell.get("attachments"), dict):  # pictures that were pasted into prose
        kept["attachments"] = cell["attachments"]
    return kept


def _name(cells: list[dict]) -> None:
    """Give an id to each cell that has none, or that of another: some programs drop them.

    It is that of an added cell: what can't be told to be the lesson's is taken for the learner's.
    """
    seen: set[str] = set()
    for cell in cells:
        if not 0 < len(cell["id"]) <= 64 or cell["id"] in seen:
            cell["id"] = new_id()
        seen.add(cell["id"])


def _metadata(metadata: object) -> dict:
    """Of a cell's metadata what the course itself writes: tags, and whether its code is folded."""
    if not isinstance(metadata, dict):
        return {}
    tags = metadata.get("tags")
    tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    folded = {key: value for key, value in FOLDED.items() if metadata.get(key) == value}
    return ({"tags": tags} if tags else {}) | folded


def _text(source: object) -> str:
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise NotebookError("is damaged: a cell's content is no text")
    return "".join(lines).encode("utf-8", "replace").decode("utf-8")


def _is_output(output: object) -> bool:
    if not isinstance(output, dict):
        return False
    match output.get("output_type"):
        case "stream":
            return isinstance(output.get("name"), str) and isinstance(
                output.get("text"), str | list
            )
        case "display_data" | "execute_result":
            sound = isinstance(output.get("metadata", {}), dict)
            return sound and isinstance(output.get("data"), dict)
        case "error":
            return isinstance(output.get("traceback"), list)
    return False


def _is_kernel(kernel: object) -> bool:
    return isinstance(kernel, dict) and all(
        isinstance(kernel.get(key), str) for key in ("name", "display_name")
    )
