"""What the cells of a notebook gave when nbval ran them, for others to look at too."""

import copy

import pytest

OUTPUT_SECONDS = 60  # nbval's own 5 are soon over where others work too

_given = {}  # notebook's path: {number of the code cell, from 0: (its source, its outputs)}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Keep what a cell gave, whatever nbval thinks of it; on a busy machine, wait for it."""
    if item.path.suffix == ".ipynb":
        item.output_timeout = OUTPUT_SECONDS
    try:
        return (yield)
    finally:
        if item.path.suffix == ".ipynb":
            given = item.cell.source, copy.deepcopy(item.test_outputs)
            _given.setdefault(item.path, {})[item.cell_num] = given


def given_to(notebook, path):
    """Fill a notebook that has not been run with what nbval got from the one at ``path``.

    False where nbval has not run these very cells, each of them, in this process.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    given = _given.get(path, {})
    if [cell.source for cell in cells] != [given.get(i, ("", None))[0] for i in range(len(cells))]:
        return False
    for number, cell in enumerate(cells):
        cell.execution_count, cell.outputs = number + 1, given[number][1]
        for output in cell.outputs or ():
            if output.output_type == "execute_result":
                output.execution_count = number + 1  # nbval has the kernel count nothing
    return all(cell.outputs is not None for cell in cells)
