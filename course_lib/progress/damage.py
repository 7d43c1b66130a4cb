"""Set a damaged progress file aside, so that a new one can be begun. Nothing is deleted."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_LOCK_SECONDS = 10


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file itself is broken, rather than busy or full."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGE


def set_aside(path: Path) -> Path | None:
    """Rename a damaged file, with its journal; None where another process already did.

    Several processes may find the damage at once. A lock file lets one of them act, and each looks
    once more before it moves anything: by then the file may be new and sound.
    """
    with _only_one(path.with_name(path.name + ".lock")):
        if not _is_damaged(path):
            return None
        target = _free_name(path)
        for ending in ("-wal", "-shm", ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                _rename(part, target.with_name(target.name + ending))
        return target


def _is_damaged(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as connection:
            found = connection.execute("PRAGMA quick_check").fetchone()[0]
            return found != "ok"
    except sqlite3.DatabaseError as error:
        return is_damage(error)


def _free_name(path: Path) -> Path:
    number = 1
    while (target := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return target


def _rename(part: Path, target: Path) -> None:
    """Rename; on Windows a file can't be while another process has it open, so try for a while."""
    until = time.monotonic() + _LOCK_SECONDS / 2
    while True:
        try:
            part.replace(target)
            return
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@contextlib.contextmanager
def _only_one(lock: Path):
    """Hold a lock file; one that is older than a few seconds was left by a process that died."""
    until = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > until:
                break
            time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
