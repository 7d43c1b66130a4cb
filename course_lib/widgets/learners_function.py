"""Somebody's own function in a figure: run as it is, so that it can't break the figure."""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator

import numpy as np


class LearnersFunction:
    """Applies ``function`` to an array, whole if it can, else number by number.

    Where it raises, answers with nothing or with something of another shape, ``instead`` is
    applied, and ``complaint`` says so in a sentence; it is empty when all went well.

    >>> twice = LearnersFunction(lambda z: 2 * z if z > 0 else 0, instead=np.tanh)
    >>> twice(np.array([-1.0, 3.0])).tolist(), twice.complaint
    ([0.0, 6.0], '')
    """

    def __init__(
        self,
        function: Callable,
        instead: Callable[[np.ndarray], np.ndarray],
        instead_name: str = "course's own",
    ):
        self.function, self.instead, self.instead_name = function, instead, instead_name
        self.name = getattr(function, "__name__", type(function).__name__)
        self.complaint = ""

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """(n,) -> (n,), whatever ``function`` does."""
        # What a stub prints would be printed hundreds of times; what overflows says so in a.
        with _muted(), np.errstate(all="ignore"):
            try:
                a = self._whole(z)
                a = self._one_by_one(z) if a is None else a
                self.complaint = ""
                return a
            except Exception as error:
                self.complaint = (
                    f"{self._reason(error)}, so the picture shows the {self.instead_name}."
                )
        return self.instead(z)

    def _whole(self, z: np.ndarray) -> np.ndarray | None:
        """The function of the whole array; None if it wasn't made for arrays."""
        try:
            a = np.asarray(self.function(z.copy()))
        except Exception:
            return None
        ours = a.shape == z.shape and a.dtype.kind in "biuf" and np.isfinite(a).all()
        return a.astype(float) if ours else None

    def _one_by_one(self, z: np.ndarray) -> np.ndarray:
        return np.array([self._one(value) for value in z.tolist()])

    def _one(self, z: float) -> float:
        a = self.function(z)
        if a is None:
            raise Unusable(f"{self.name} returned nothing")
        a = np.asarray(a)
        if a.size != 1 or a.dtype.kind not in "biuf":
            raise Unusable(f"{self.name} did not return one number for one number")
        if not np.isfinite(a).all():
            raise Unusable(f"{self.name}({z:.1f}) is {a.item()}")
        return float(a.item())

    def _reason(self, error: Exception) -> str:
        if isinstance(error, Unusable):
            return str(error)
        return f"{self.name} raised {type(error).__name__}: {error}"


_lock = threading.RLock()


@contextlib.contextmanager
def _muted() -> Iterator[None]:
    """Drop what this thread prints. JupyterLab serves sliders while a cell runs, in a thread of
    their own, and what that cell prints must not be lost."""
    with _lock:
        loud = sys.stdout
        sys.stdout = _MutedStream(threading.get_ident(), loud)
        try:
            yield
        finally:
            sys.stdout = loud


class _MutedStream:
    """A stream that passes everything on, except what one thread writes."""

    def __init__(self, thread: int, stream):
        self.thread, self.stream = thread, stream

    def write(self, text: str) -> int:
        return len(text) if threading.get_ident() == self.thread else self.stream.write(text)

    def __getattr__(self, name: str):
        return getattr(self.stream, name)


class Unusable(Exception):
    """A function answered, but not with what a figure can draw."""
