"""Decides which parts of the course a sandbox can import: networks and data, and no exercise.

Python asks it before its own search. What is allowed comes from its file; what a lesson shows or
checks is a stub; any other part of the course can't be imported.
"""

import importlib.machinery
import importlib.util
import os
import sys
import types

# Files and folders of course_lib that a sandbox reads. Nothing here says what is right.
ALLOWED_FOLDERS = ("nn", "data")
ALLOWED_FILES = (
    "checks/run.py", "checks/learner_code.py", "checks/values.py", "grading/wire.py",
    "grading/inside/stubs.py", "grading/inside/landlock_rules.py", "grading/inside/seccomp.py",
    "grading/inside/lockdown.py", "grading/inside/cells.py", "grading/inside/request_loop.py",
    "grading/inside/import_filter.py", "grading/inside/worker.py",
)  # fmt: skip
_EMPTY_PACKAGES = ("checks", "grading", "grading.inside")
_STUBBED = (
    "checks", "exercises", "figures", "keras_status", "notebooks", "progress", "widgets",
)  # fmt: skip
_MODULES = {path.removesuffix(".py").replace("/", "."): path for path in ALLOWED_FILES}

form_answers: dict[str, tuple] = {}  # the data that cells handed to checks, by the check's name
checked_answers: dict[str, object] = {}  # the functions and classes that they handed to them


def install(course: str) -> None:
    """Put the filter before all other places where Python looks for modules."""
    sys.meta_path.insert(0, _ImportFilter(course))


class _ImportFilter:
    """Finds modules, and loads those that are empty or stubs."""

    def __init__(self, course: str):
        self._course = course

    def find_spec(self, fullname, path=None, target=None):
        package, _, rest = fullname.partition(".")
        if package != "course_lib":
            return None
        top = rest.partition(".")[0]
        if not rest:
            return self._spec_of_file(fullname, "__init__.py", [])
        if rest in ALLOWED_FOLDERS:
            return self._spec_of_file(
                fullname, f"{rest}/__init__.py", [os.path.join(self._course, rest)]
            )
        if top in ALLOWED_FOLDERS:
            return None  # found in its package's folder, as usual
        if rest in _MODULES:
            return self._spec_of_file(fullname, _MODULES[rest])
        if rest in _EMPTY_PACKAGES or top in _STUBBED:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        raise ModuleNotFoundError(f"In a sandbox there is no {fullname}", name=fullname)

    def _spec_of_file(self, fullname, path, folders=None):
        return importlib.util.spec_from_file_location(
            fullname, os.path.join(self._course, path), submodule_search_locations=folders
        )

    def create_module(self, spec):
        name = spec.name.partition(".")[2]
        if name.startswith("grading"):
            return types.ModuleType(spec.name)
        from course_lib.grading.inside.stubs import stub_module

        if name.startswith(("checks.", "exercises.")):
            return stub_module(spec.name, form_answers, checked_answers)
        return stub_module(spec.name)

    def exec_module(self, module):
        pass
