"""`import course_lib` loads NumPy and nothing heavier; nn/ knows nothing of the floors above it."""

import subprocess
import sys

import pytest

HEAVY = ["matplotlib", "ipywidgets", "anywidget", "IPython", "tensorflow", "keras", "sqlite3"]


def modules_after(statement, project):
    """The names of all modules that a fresh Python has loaded after a statement."""
    code = f"import sys; sys.path.insert(0, {str(project)!r}); {statement}; "
    code += "print(*{module.__name__ for module in sys.modules.values()})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def loaded(project):
    return modules_after("import course_lib", project)


@pytest.mark.parametrize("heavy", HEAVY)
def test_nothing_heavy_is_loaded(loaded, heavy):
    assert heavy not in loaded


def test_numpy_is_all_it_adds_from_elsewhere(loaded, project):
    known = modules_after("import numpy.random", project)
    added = {name.partition(".")[0] for name in loaded - known}
    assert "course_lib" in added
    assert {name for name in added if name not in sys.stdlib_module_names} == {"course_lib"}


def test_random_numbers_are_loaded_when_they_are_drawn(project):
    """NumPy loads them late as well; they take as long as all of the course."""
    assert "numpy.random" not in modules_after("import course_lib", project)
    code = "import course_lib; course_lib.Sequential([course_lib.Input((2,)), course_lib.Dense(1)])"
    assert "numpy.random" in modules_after(code, project)


def test_only_the_floor_below_is_loaded(loaded):
    ours = {name for name in loaded if name.startswith("course_lib.")}
    assert {name.split(".")[1] for name in ours} == {"nn"}


def test_the_front_door_is_what_it_says(project):
    code = "import course_lib; [getattr(course_lib, name) for name in course_lib.__all__]"
    assert "course_lib" in modules_after(code, project)


def test_the_measured_seconds_are_ours_to_keep(project):
    """The benchmark runs; how fast it may be is for it to say, on a quiet machine."""
    command = [sys.executable, str(project / "benchmarks" / "import_time.py"), "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "import course_lib adds" in done.stdout, done.stderr
