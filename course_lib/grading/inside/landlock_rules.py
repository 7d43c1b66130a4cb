"""Landlock: from now on, this process can open the files on a list, and no others.

The kernel keeps these rules until the process ends, and it takes no special rights to set them. A
rule names a folder and allows what is beneath it. No rule forbids anything, so what must stay
hidden must not lie beneath a folder that is allowed.
"""

import ctypes
import os
import stat

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # on every processor

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_READ = _READ_FILE | _READ_DIR
# No folders within it: it stays flat, so that it can be measured and removed in one sweep.
_WRITE = _READ | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE

# How many kinds of access each version of Landlock (its ABI) can forbid: since 1, 2, 3 and 5.
_KINDS = {1: 13, 2: 14, 3: 15, 4: 15}
_ALL_KINDS = 16


def version() -> int:
    """Landlock's version here; 0 where there is none, or where it is switched off."""
    just_the_version = 1
    found = _libc().syscall(_CREATE_RULESET, None, 0, just_the_version)
    return max(found, 0)


def restrict(readable: list[str], writable: list[str]) -> None:
    """Allow reading and writing of these paths, and of no others; OSError where that fails."""
    abi = version()
    if not abi:
        raise OSError("Landlock is not there")
    handled = (1 << _KINDS.get(abi, _ALL_KINDS)) - 1
    ruleset = _create(abi, handled)
    for path in readable:
        _allow(ruleset, path, _READ & handled)
    for path in writable:
        _allow(ruleset, path, _WRITE & handled)
    libc = _libc()
    no_new_privileges = 38
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.syscall(_RESTRICT_SELF, ruleset, 0):
        raise OSError(ctypes.get_errno(), "Landlock refused its rules")
    os.close(ruleset)


def _create(abi: int, handled: int) -> int:
    """A set of rules that forbids all it knows of: files; from 4 on TCP; from 6 on signals."""
    tcp = 0b11 if abi >= 4 else 0
    sockets_and_signals = 0b11 if abi >= 6 else 0
    attributes = (ctypes.c_uint64 * 3)(handled, tcp, sockets_and_signals)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _libc().syscall(_CREATE_RULESET, attributes, size, 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "Landlock refused a set of rules")
    return ruleset


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            access &= _READ_FILE | _WRITE_FILE | _TRUNCATE
        beneath_a_path = 1
        rule = _Rule(access, place)
        if _libc().syscall(_ADD_RULE, ruleset, beneath_a_path, ctypes.byref(rule), 0):
            raise OSError(ctypes.get_errno(), f"Landlock refused a rule for {path}")
    finally:
        os.close(place)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


class _Rule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("place", ctypes.c_int32))
