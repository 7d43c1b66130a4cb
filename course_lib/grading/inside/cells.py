"""Runs one cell of a notebook: as Python where it is Python, else through IPython.

IPython takes a third of a second to import, and few notebooks need it: only magics (``%time``),
shell lines and ``await`` do. A forgotten colon, which is more frequent, does not.
"""

import builtins
import linecache
import os
import re
import sys
import types
import warnings

from course_lib.checks.learner_code import Raised, describe_error


class Notebook:
    """The names that a notebook's cells share, in a module called ``__main__`` as in Jupyter."""

    def __init__(self):
        self.module = types.ModuleType("__main__")
        self.names = self.module.__dict__
        self._shell = None
        sys.modules["__main__"] = self.module
        builtins.display = _say_nothing
        builtins.get_ipython = self._ipython
        warnings.simplefilter("ignore")

    def run(self, source: str, number: int) -> Raised | None:
        """Run a cell; give back what it raised, if it did."""
        name = f"<cell {number}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            code = compile(source, name, "exec")
        except (SyntaxError, ValueError) as error:
            if not may_be_ipython(source):
                return describe_error(error, None)
            return self._run_in_ipython(source, error)
        try:
            exec(code, self.names)
        except BaseException as exception:  # sys.exit() too: the next cell is run all the same
            return describe_error(exception, None)

    def _run_in_ipython(self, source: str, error: Exception) -> Raised | None:
        """Run what is not Python. Where IPython can't read it either, Python's error counts."""
        try:
            shell = self._ipython()
            if not _understands(shell, source):
                return describe_error(error, None)
            result = shell.run_cell(source, silent=True)
        except BaseException as exception:
            return describe_error(exception, None)
        raised = result.error_before_exec or result.error_in_exec
        return describe_error(raised, None) if raised else None

    def _ipython(self):
        """IPython's shell on the notebook's names: made when it is first needed."""
        if self._shell is None:
            self._shell = _shell(self.module)
            self._shell.showtraceback = self._shell.showsyntaxerror = _say_nothing
            builtins.get_ipython, builtins.display = self._ipython, _say_nothing
        return self._shell


def may_be_ipython(source: str) -> bool:
    """Whether a cell holds anything that IPython reads and Python does not.

    >>> may_be_ipython("%time x = 1"), may_be_ipython("def f(x)\\n    return x")
    (True, False)
    """
    signs = r"[%!?]|\b(await|async)\b"
    at_a_lines_start = r"^\s*([,;/]|>>>|In \[)"
    first_line_indented = r"\A\s*^[ \t]"
    found = re.search(f"{signs}|{at_a_lines_start}|{first_line_indented}", source, re.MULTILINE)
    return found is not None


def _shell(module: types.ModuleType):
    """IPython's shell, without a history and without folders of its own."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.core.profiledir import ProfileDir
    from traitlets.config import Config

    class NoFolders(ProfileDir):
        def _mkdir(self, path, mode=None):
            return False

    config = Config()
    config.HistoryManager.enabled = False
    profile = NoFolders(location=os.environ["HOME"])
    return InteractiveShell.instance(
        config=config, profile_dir=profile, user_module=module, user_ns=module.__dict__
    )


def _say_nothing(*things, **options) -> None:
    """What ``display`` and error messages do here: nothing."""


def _understands(shell, source: str) -> bool:
    try:
        compile(shell.transform_cell(source), "<cell>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True
