"""Read a notebook that was exported as a Python script, by JupyterLab or by jupytext, as cells."""

import ast
import re
import warnings
from collections.abc import Iterator

_JUPYTERLAB = re.compile(r"^# In\[[\d ]*\]:[^\S\n]*$", re.M)
_PERCENT = re.compile(r"^# ?%%(.*)$", re.M)
_LIGHT = re.compile(r"\A(?:#!.*\n)?(?:# -\*-.*\n)?# ---\n# jupyter:\n")
_PROSE = re.compile(r"\[(markdown|md|raw)\]")


def looks_like_a_script(data: bytes) -> bool:
    """Whether the content is a notebook that was exported as a script.

    >>> looks_like_a_script(b"# In[1]:\\n\\nx = 1\\n"), looks_like_a_script(b"x = 1\\n")
    (True, False)
    """
    if data.lstrip()[:1] in (b"{", b"<", b"["):
        return False
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return any(sign.search(text) for sign in (_JUPYTERLAB, _PERCENT, _LIGHT))


def cells_of(text: str) -> list[str]:
    """The code cells of such a script, in order.

    >>> cells_of("# %% [markdown]\\n# Read this.\\n\\n# %%\\nx = 1\\n\\n# %%\\nx\\n")
    ['x = 1', 'x']
    """
    text = text.replace("\r\n", "\n")
    if _JUPYTERLAB.search(text):
        cells = _JUPYTERLAB.split(text)
    elif _PERCENT.search(text):
        cells = list(_percent_cells(text))
    else:
        cells = _statements(text)
    return [cell.strip("\n").rstrip() for cell in cells if cell.strip()]


def _percent_cells(text: str) -> Iterator[str]:
    before, *parts = _PERCENT.split(text)
    yield before
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        if not _PROSE.search(title):
            yield body


def _statements(text: str) -> list[str]:
    """Each statement as a cell of its own: where cells end, this format does not always say."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [text]
    lines = text.split("\n")
    starts = [_first_line(statement) - 1 for statement in body]
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _first_line(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)])
