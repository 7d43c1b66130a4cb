"""How the tests are run: shared out among processors, thoroughly where asked, and summed up."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests import nbval_outputs, parallel, thorough

FEW = ["tests/test_readme.py", "tests/nn/test_neuron.py"]


def run(project, *arguments):
    """Run pytest on this project as a contributor does; gives its exit code and what it said."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_two_processes_share_the_work_and_every_test_keeps_its_name(project):
    code, said = run(project, "-n", "2", "-v", *FEW)
    assert code == 0, said
    assert "[gw0]" in said
    assert "[gw1]" in said
    assert re.search(
        r"PASSED tests/test_readme.py::test_every_lesson_has_its_row_in_reading_order\s", said
    )


def test_one_process_is_enough_without_xdist_and_the_files_seconds_are_listed(project):
    code, said = run(project, "-p", "no:xdist", "-x", "-v", *FEW)
    assert code == 0, said
    assert "the slowest files" in said
    assert all(f" s  {name}\n" in said for name in FEW)


@pytest.mark.parametrize(
    ("source", "asked", "processes"),
    [
        ("TESTPATHS", None, (os.cpu_count() or 1) + 1),
        ("TESTPATHS", 0, 0),
        ("ARGS", None, None),
        ("ARGS", 3, 3),
    ],
)
def test_all_processors_are_asked_for_where_nothing_is_named(
    pytestconfig, source, asked, processes
):
    option = SimpleNamespace(numprocesses=asked)
    config = SimpleNamespace(
        option=option,
        ArgsSource=pytestconfig.ArgsSource,
        args_source=pytestconfig.ArgsSource[source],
        getoption=lambda name, default: getattr(option, name, default),
    )
    parallel.pytest_cmdline_main(config)
    assert option.numprocesses == processes
    option.numprocesses, config.workerinput = asked, {}
    parallel.pytest_cmdline_main(config)
    assert option.numprocesses == asked  # a process that shares the work starts no others


def test_what_shares_something_stays_together():
    assert len({parallel.group(f"tests/hostile/test_{name}.py::a") for name in ("x", "x")}) == 1
    assert parallel.group("notebooks/01_neuron.ipynb::Cell 3") == "notebooks/01_neuron.ipynb"
    attacks = {parallel.group(f"{file}::test_a[b]") for file in parallel.ATTACKS}
    assert attacks == {"attacks"}
    looks = "tests/test_notebooks.py::test_a_notebook_is_in_step_with_its_text[01_neuron]"
    assert parallel.group(looks) == "notebooks/01_neuron.ipynb"
    lessons = [parallel.group(f"tests/test_notebooks.py::a[{name}]") for name in ("01_a", "02_b")]
    assert len(set(lessons)) == 2


def cell(source, outputs):
    """One of nbval's tests, as it is after its run."""
    return SimpleNamespace(
        path=Path("some.ipynb"), cell_num=0, cell=SimpleNamespace(source=source),
        test_outputs=outputs,
    )  # fmt: skip


def after_nbval(item, source):
    """A notebook of one cell with this source, and whether it could be filled from this run."""
    notebook = new_notebook(cells=[new_markdown_cell("x"), new_code_cell(source)])
    hook = nbval_outputs.pytest_runtest_call(item)
    next(hook)
    with contextlib.suppress(StopIteration):
        hook.send(None)
    return notebook, nbval_outputs.given_to(notebook, item.path)


def test_what_nbval_ran_need_not_run_again(monkeypatch):
    monkeypatch.setattr(nbval_outputs, "_given", {})
    output = new_output("execute_result", {"text/plain": "2"}, execution_count=0)
    notebook, filled = after_nbval(cell("1 + 1", [output]), "1 + 1")
    assert filled
    assert notebook.cells[1].execution_count == 1
    assert notebook.cells[1].outputs[0] | {"execution_count": 0} == output
    assert notebook.cells[1].outputs[0].execution_count == 1
    assert not after_nbval(cell("1 + 1", [output]), "1 + 2")[1]  # another text than nbval's
    assert not after_nbval(cell("1 + 1", None), "1 + 1")[1]  # nbval did not come so far
    assert not nbval_outputs.given_to(notebook, Path("another.ipynb"))


def test_every_name_in_the_lists_is_there(project):
    for name in (*parallel.BY_LESSON, *parallel.ATTACKS, *parallel.LONGEST):
        assert name == "attacks" or any(project.glob(f"{name.rstrip('/')}*")), name


def test_the_longest_begin():
    first, later = parallel.LONGEST[1], "tests/nn/test_neuron.py"
    places = [parallel.place(f"{name}::test") for name in (parallel.ATTACKS[0], first, later)]
    assert places == sorted(set(places))


def test_thorough_is_an_option_of_its_own(monkeypatch):
    monkeypatch.setattr(thorough, "_chosen", False)
    assert thorough.usually(3, thorough=50) == 3
    monkeypatch.setattr(thorough, "_chosen", True)
    assert thorough.usually(3, thorough=50) == 50
