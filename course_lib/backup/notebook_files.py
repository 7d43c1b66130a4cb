"""Where the lessons' notebooks are: beside course_lib in a clone, in it where a wheel brought it.

The wheel takes them along under the name ``released``, as pyproject.toml says, and with them the
settings of Jupyter's server, which a clone keeps in ``binder/``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CLONE = _PACKAGE.parent
_INSTALLED = (_PACKAGE / "released").is_dir()

NOTEBOOKS = _PACKAGE / "released" if _INSTALLED else _CLONE / "notebooks"
SERVER_CONFIG = NOTEBOOKS / "jupyter" if _INSTALLED else _CLONE / "binder"
