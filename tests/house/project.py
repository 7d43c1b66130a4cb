"""What these tests read: the project's files, and what each module of course_lib imports."""

import ast
import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LIBRARY = PROJECT / "course_lib"
LAYERS = [
    "translations", "nn", "data", "figures", "widgets", "progress", "backup", "checks", "exercises",
    "notebooks", "grading",
]  # fmt: skip


def committed():
    """Every file that git has or would take; without git, every file that is not made by a tool."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        paths = [PROJECT / name.decode() for name in done.stdout.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = re.compile(
            r"/(\.git|\.venv|__pycache__|\.\w+_cache|\.hypothesis|\.ipynb_checkpoints)/"
        )
        paths = [path for path in PROJECT.rglob("*") if not made.search(path.as_posix())]
    return sorted(path for path in paths if path.is_file())


def text_of(path):
    """A file's text; nothing where it is a picture or other bytes."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


FILES = committed()
NAMES = [path.relative_to(PROJECT).as_posix() for path in FILES]
MODULES = sorted(path for path in LIBRARY.rglob("*.py"))


def import_statements(source, package):
    """Every import in a source text, anywhere in it: (module, the names taken from it or None).

    ``package`` is where the text stands, from which relative imports lead.
    """
    parts = package.split(".")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = parts[: len(parts) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield module, [alias.name for alias in node.names]


def package_of(path):
    """The package that a file stands in, by its full name."""
    return ".".join(path.relative_to(PROJECT).parts[:-1])


def imports(path):
    """Every module that a file imports, anywhere in it, by its full name."""
    for module, names in import_statements(path.read_text(encoding="utf-8"), package_of(path)):
        if module == "course_lib" and names:
            # `from course_lib import figures` imports a layer, in other words.
            yield from (f"course_lib.{name}" if name in LAYERS else module for name in names)
        else:
            yield module


def named(path):
    """A module's test is called by its place."""
    return path.relative_to(PROJECT).as_posix()
