"""Imports run down the layers only, and each layer takes the packages that it may."""

import ast
import os
import subprocess
import sys

import pytest

from tests.house.project import LAYERS, LIBRARY, MODULES, PROJECT, imports, named

# What a layer may take from elsewhere, besides Python itself and what the layers below it may.
# Except for progress and translations: what they take, nobody above needs.
PACKAGES = {
    "translations": set(),
    "nn": {"numpy"},
    "data": set(),
    "figures": {"matplotlib", "contourpy"},
    "widgets": {"anywidget", "ipywidgets", "traitlets", "IPython"},
    "progress": set(),
    "backup": set(),
    "checks": set(),
    "exercises": set(),
    "notebooks": {"PIL", "jupyter_client", "jupytext", "nbclient", "nbformat", "rich", "typer"},
    "grading": {"distributed", "nbgrader", "sqlite3"},
}
PROGRESS_ONLY = {"platformdirs", "sqlite3"}
TRANSLATIONS_ONLY = {"polib"}  # the authors' half of it


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_run_downwards_only(path):
    inside = path.relative_to(LIBRARY).parts
    nn = LAYERS.index("nn")  # course_lib itself shows it
    layer = LAYERS.index(inside[0]) if len(inside) > 1 else nn
    for module in imports(path):
        package, _, rest = module.partition(".")
        if package != "course_lib":
            continue
        if not rest:
            assert layer > nn, f"{module}: nn must not go through course_lib itself"
            continue
        assert LAYERS.index(rest.split(".")[0]) <= layer, f"{module} is above {LAYERS[layer]}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_layer_takes_the_packages_that_it_may(path):
    inside = path.relative_to(LIBRARY).parts
    layer = inside[0] if len(inside) > 1 else "nn"
    allowed = set().union(*(PACKAGES[name] for name in LAYERS[: LAYERS.index(layer) + 1]))
    if layer == "progress":
        allowed |= PROGRESS_ONLY
    if layer == "translations":
        allowed |= TRANSLATIONS_ONLY
    taken = {module.split(".")[0] for module in imports(path)} - {"course_lib"}
    python = set(sys.stdlib_module_names) - PROGRESS_ONLY
    assert taken - python <= allowed


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_file_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_folder_is_a_layer():
    folders = {path.relative_to(LIBRARY).parts[0] for path in MODULES if path.parent != LIBRARY}
    assert folders <= set(LAYERS)


def test_importing_the_library_loads_numpy_alone():
    code = (
        "import sys, numpy; before = set(sys.modules); import course_lib;"
        "print(*sorted({sys.modules[name].__name__ for name in set(sys.modules) - before}))"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    outside = {name.split(".")[0] for name in loaded if "cython" not in name}  # those are NumPy's
    assert outside - {*sys.stdlib_module_names, "numpy"} == {"course_lib"}
    ours = [name.split(".") for name in loaded if name.startswith("course_lib.")]
    assert {parts[1] for parts in ours} == {"nn"}


def test_what_runs_before_anything_is_installed_needs_nothing():
    for path in [PROJECT / "start.py", *sorted((PROJECT / "starting").glob("*.py"))]:
        taken = {module.split(".")[0] for module in imports(path)}
        assert taken <= {*sys.stdlib_module_names, "starting"}, path.name
