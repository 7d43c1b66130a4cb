"""How the tests are run: shared out among processors, thoroughly where asked, and summed up."""

import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests import parallel, thorough

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
    [("TESTPATHS", None, "logical"), ("TESTPATHS", 0, 0), ("ARGS", None, None), ("ARGS", 3, 3)],
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
    lessons = [parallel.group(f"tests/test_notebooks.py::a[{name}]") for name in ("01_a", "02_b")]
    assert len(set(lessons)) == 2


def test_every_name_in_the_lists_is_there(project):
    for name in (*parallel.BY_LESSON, *parallel.ATTACKS, *parallel.LONGEST):
        assert name == "attacks" or (project / name.partition(",")[0]).exists(), name


def test_the_longest_begin():
    first, later = parallel.LONGEST[1], "tests/nn/test_neuron.py"
    places = [parallel.place(f"{name}::test") for name in (parallel.ATTACKS[0], first, later)]
    assert places == sorted(set(places))


def test_thorough_is_an_option_of_its_own(monkeypatch):
    monkeypatch.setattr(thorough, "_chosen", False)
    assert thorough.usually(3, thorough=50) == 3
    monkeypatch.setattr(thorough, "_chosen", True)
    assert thorough.usually(3, thorough=50) == 50
