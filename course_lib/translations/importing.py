"""Compiles modules of the course with another language's sentences in the place of the English.

As pytest does with ``assert``: a finder, asked before Python's own, gives modules of ``course_lib``
a loader that changes their syntax trees. Line numbers stay, so tracebacks and ``inspect`` show the
source as it is written. What was compiled is kept in ``__pycache__`` under a name of its own
(``answer.cpython-312.opt-de.pyc``), and is made anew when the source or the catalogue changes.
"""

import importlib.util
import marshal
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path

from course_lib.translations.catalogue import Catalogue

_HERE = Path(__file__).parent
_NOT_READ = ("", "translations", "notebooks", "grading")  # for authors and instructors
_PACKAGE = __package__.partition(".")[0]


def install(catalogue: Catalogue) -> None:
    """Translate what is imported from now on."""
    sys.meta_path.insert(0, TranslatingFinder(catalogue))


class TranslatingFinder(MetaPathFinder):
    """Finds modules of the course, and has them loaded in a catalogue's language."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue
        read = [catalogue.path, *sorted(_HERE.glob("*.py"))]
        self._stamp = [_stamp(path) for path in read if path.exists()]

    def find_spec(self, fullname, path=None, target=None):
        """What Python finds, with another loader; None for modules that no learner reads."""
        package, _, rest = fullname.partition(".")
        if package != _PACKAGE or rest.partition(".")[0] in _NOT_READ:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = TranslatingLoader(
                fullname, spec.loader.path, self._catalogue, self._stamp
            )
        return spec


class TranslatingLoader(SourceFileLoader):
    """Loads a module with its sentences translated."""

    def __init__(self, fullname: str, path: str, catalogue, stamp):
        super().__init__(fullname, path)
        self._catalogue, self._stamp = catalogue, stamp

    def get_code(self, fullname):
        """The module's code: as it is kept, or compiled anew."""
        path = self.get_filename(fullname)
        kept = importlib.util.cache_from_source(path, optimization=self._catalogue.language)
        made_of = repr((importlib.util.MAGIC_NUMBER, _stamp(Path(path)), self._stamp)).encode()
        try:
            found, code = marshal.loads(Path(kept).read_bytes())
            if found == made_of:
                return code
        except (OSError, EOFError, ValueError, TypeError):
            pass  # nothing is kept yet, or another Python has kept it
        code = self.source_to_code(self.get_data(path), path)
        if not sys.dont_write_bytecode:
            self.set_data(kept, marshal.dumps((made_of, code)))  # says nothing if it can't write
        return code

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compile a source text with its sentences translated."""
        from course_lib.translations import replacing

        text = importlib.util.decode_source(data)
        inside = Path(path).relative_to(_HERE.parent).as_posix()
        tree = replacing.translated(text, inside, self._catalogue)
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does."""
    known = path.stat()
    return known.st_mtime_ns, known.st_size
