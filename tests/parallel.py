"""Runs the tests on all processors: what stays together, and what begins.

All tests are shared out by pytest-xdist. Where a file or a folder is named, one process does the
work: it has begun before a second one is up. ``-n 0`` asks for one process, ``-n 4`` for four.

What stays together is run by one process, one after the other. As a rule that is a file: its tests
share a page in the browser, a server, a graded class, or a notebook's kernel. Among what stays
together, the longest begins, or else one processor would work on it when the others are done.
"""

import os
import re

import pytest

# Files whose tests share nothing but a lesson.
BY_LESSON = ("tests/test_notebooks.py", "tests/checks/test_bank.py")

# Looks at what nbval got from a lesson, and so runs after it, in the same process.
AFTER_NBVAL = re.compile(
    r"tests/test_notebooks.py::test_a_notebook_is_in_step_with_its_text\[([\w/]+)\]"
)

# Attacks fill the machine's shared memory, and what looks for harm sees that of the whole machine:
# no two classes of attacks at once.
ATTACKS = ("tests/hostile/test_attacks.py", "tests/hostile/test_control.py")

# One JupyterHub for all that is tested on it.
ON_A_HUB = "tests/hub/"

# Groups, or how their names begin: the longest first, all others after them.
LONGEST = (
    "attacks",
    "tests/test_binder.py",
    "tests/test_start.py",
    "tests/hostile/",
    "tests/publish/test_site.py",
    "tests/browser/",
    "tests/grading/",
    ON_A_HUB,
    "tests/against_keras/",  # not sooner: TensorFlow stays in its process, and is large
    "notebooks/",
)


def group(nodeid: str) -> str:
    """What a test stays together with: the name of its group.

    >>> group("tests/nn/test_layers.py::test_dense[relu]")
    'tests/nn/test_layers.py'
    >>> group("tests/checks/test_bank.py::test_no_slip_of_the_pen_passes[07-Value]")
    'tests/checks/test_bank.py, lesson 07'
    """
    file, _, test = nodeid.partition("::")
    if file in ATTACKS:
        return "attacks"
    if file.startswith(ON_A_HUB):
        return ON_A_HUB
    if after := AFTER_NBVAL.fullmatch(nodeid):
        return f"notebooks/{after[1]}.ipynb"
    lesson = re.search(r"\[(\d\d)[-_]", test)
    return f"{file}, lesson {lesson[1]}" if lesson and file in BY_LESSON else file


def place(nodeid: str) -> int:
    """When a test's group begins: 0 first."""
    name = group(nodeid)
    begins = (i for i, prefix in enumerate(LONGEST) if name.startswith(prefix))
    return next(begins, len(LONGEST))


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Ask xdist for all processors, where everything is to be run and nobody said otherwise.

    And for one process more, since much of a test in a browser, or of an attack, is waiting.
    """
    if hasattr(config, "workerinput"):
        return  # one of those processes, which must not start more
    everything = config.args_source is config.ArgsSource.TESTPATHS
    if everything and config.getoption("numprocesses", 0) is None:
        config.option.numprocesses = (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put what looks at nbval's run after it; where the work is shared, put the longest first."""
    items.sort(key=lambda item: bool(AFTER_NBVAL.fullmatch(item.nodeid)))
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand the tests out by groups, in their order."""
    if config.option.dist != "load":
        return None  # somebody asked for another way
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)

    config.option.loadscopereorder = False
    return ByGroup(config, log)
