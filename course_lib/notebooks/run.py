"""Runs a notebook from its first cell to its last, as it would run on any other machine.

nbclient does the running. What is kept out here is what would change the result: the
person's own Jupyter and matplotlib settings, their progress, the hash seed, another Python.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from course_lib.notebooks.source import NOTEBOOKS, ROOT
from course_lib.notebooks.threads import ONE_BLAS_THREAD

SECONDS_PER_CELL = 120
# A busy machine is slow. nbclient would leave out, without a word, an output that comes later.
SECONDS_TO_START, SECONDS_PER_OUTPUT = 120, 60

_PERSONAL = ("COURSE_", "PYTHON", "IPYTHON", "JUPYTER", "MPL", "MATPLOTLIB", "TF_", "KERAS_")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class LessonError(Exception):
    """A lesson could not be built. Names the text's line, so that it can be corrected there."""


class _ThisPython(AsyncKernelManager):
    """Starts kernels with the Python that runs this, whatever kernels are installed beside."""

    @property
    def kernel_spec(self) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        quiet = "--log-level=ERROR"
        return KernelSpec(
            argv=[*command, quiet], display_name="Python 3 (ipykernel)", language="python"
        )


def environment(scratch: str, strict: bool = False) -> dict[str, str]:
    """What a kernel is told about the world: the same on each machine, and nothing personal."""
    import matplotlib

    shared = {k: v for k, v in os.environ.items() if not k.startswith(_PERSONAL)}
    return (
        shared
        | ONE_BLAS_THREAD
        | {
            "COURSE_PROGRESS": "off",
            "COURSE_STRICT": "1" if strict else "",
            "IPYTHONDIR": scratch,
            "MATPLOTLIBRC": str(Path(matplotlib.get_data_path()) / "matplotlibrc"),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": str(ROOT),
        }
    )


def run(notebook: nbformat.NotebookNode, name: str, *, strict: bool = False, folder=NOTEBOOKS):
    """Run every cell and keep the outputs in the notebook, which is changed and returned.

    ``name`` is what an error calls the lesson. With ``strict``, a check that is answered by
    anything but *correct* is an error. Raises LessonError, with the line of the text.
    """
    begun = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        client = NotebookClient(
            notebook,
            timeout=SECONDS_PER_CELL,
            startup_timeout=SECONDS_TO_START,
            iopub_timeout=SECONDS_PER_OUTPUT,
            raise_on_iopub_timeout=True,
            kernel_manager_class=_ThisPython,
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            on_cell_execute=lambda cell, cell_index: begun.append(cell),
            resources={"metadata": {"path": str(folder)}},
        )
        work = client.async_execute(env=environment(scratch, strict=strict))
        try:
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # ZeroMQ's need
                runner.run(work)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise LessonError(_what_happened(begun[-1], name, error)) from None
    return notebook


def _what_happened(cell: nbformat.NotebookNode, name: str, error: Exception) -> str:
    where = f"{name}, line {cell.metadata.get('line', '?')}"
    if isinstance(error, CellTimeoutError):
        return f"{where}: this cell did not end within {SECONDS_PER_CELL} s.\n\n{cell.source}"
    if isinstance(error, DeadKernelError):
        return f"{where}: the kernel died in this cell.\n\n{cell.source}"
    failure = next(out for out in cell.outputs if out.output_type == "error")
    traceback = _ANSI.sub("", "\n".join(failure.traceback))
    return f"{where}: this cell raised {failure.ename}.\n\n{cell.source}\n\n{traceback}"
