"""Writing a file whole or not at all: a reader finds the old one or the new, never half of one."""

import contextlib
import os
from collections.abc import Iterator
from typing import BinaryIO


@contextlib.contextmanager
def replacing(path: str | os.PathLike) -> Iterator[BinaryIO]:
    """A file to write bytes to, which takes the place of ``path`` once all is written.

    Until then it stands beside it under a name of its own. If anything fails, it is deleted and
    ``path`` is as it was.
    """
    folder, name = os.path.split(os.fspath(path))
    part = os.path.join(folder, f".{name}.{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        with open(part, "xb") as file:
            yield file
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise


def write_text(path: str | os.PathLike, text: str) -> None:
    """Write a text as it is, in UTF-8; Windows does not change its line ends either."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))
