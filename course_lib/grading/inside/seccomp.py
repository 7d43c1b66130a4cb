"""Leaves a process the system calls that it needs to compute, and no others.

A filter in the kernel (seccomp) looks at each call before it is made. What is not on the list does
not exist: it fails with ENOSYS. So there are no new processes, no other programs, no sockets, no
signals to others, no debugging, no mounting; nor threads, unless they are allowed. The list is what
Python, NumPy and TensorFlow were seen to need, with its numbers for two kinds of processors.
"""

import ctypes
import errno
import os
import platform

# Every call that is allowed whatever its arguments: its number on x86-64, and on ARM.
_ALLOWED = {
    # files that are open, or that a path leads to (which paths do, others decide)
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "lseek": (8, 62), "readv": (19, 65),
    "writev": (20, 66), "pread64": (17, 67), "pwrite64": (18, 68), "preadv": (295, 69),
    "pwritev": (296, 70), "open": (2, None), "openat": (257, 56), "stat": (4, None),
    "fstat": (5, 80), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291),
    "statfs": (137, 43), "fstatfs": (138, 44), "access": (21, None), "faccessat": (269, 48),
    "faccessat2": (439, 439), "readlink": (89, None), "readlinkat": (267, 78),
    "getdents64": (217, 61), "getcwd": (79, 17), "chdir": (80, 49), "fchdir": (81, 50),
    "umask": (95, 166), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None),
    "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "ftruncate": (77, 46), "fsync": (74, 82), "fdatasync": (75, 83),
    "flock": (73, 32), "sendfile": (40, 71), "copy_file_range": (326, 285),
    "fadvise64": (221, 223), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "pipe": (22, None), "pipe2": (293, 59), "eventfd2": (290, 19), "close_range": (436, 436),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22),
    # memory
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "mremap": (25, 216), "msync": (26, 227), "mincore": (27, 232), "madvise": (28, 233),
    # what a thread does with itself
    "futex": (202, 98), "set_robust_list": (273, 99), "rseq": (334, 293),
    "set_tid_address": (218, 96), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "sched_getparam": (143, 121), "sched_getscheduler": (145, 120),
    "sched_get_priority_max": (146, 125), "sched_get_priority_min": (147, 126),
    "getcpu": (309, 168), "membarrier": (324, 283), "arch_prctl": (158, None),
    "exit": (60, 93), "exit_group": (231, 94),
    # time, and signals to itself
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "clock_gettime": (228, 113),
    "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "times": (100, 153), "alarm": (37, None), "setitimer": (38, 103), "getitimer": (36, 102),
    "pause": (34, None), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136), "rt_sigsuspend": (130, 133),
    "rt_sigtimedwait": (128, 137), "sigaltstack": (131, 132), "restart_syscall": (219, 128),
    # who and where it is
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177), "getgroups": (115, 158),
    "getresuid": (118, 148), "getresgid": (120, 150), "getpgrp": (111, None),
    "getpgid": (121, 155), "getsid": (124, 156), "uname": (63, 160), "sysinfo": (99, 179),
    "getrusage": (98, 165), "getrlimit": (97, 163), "getrandom": (318, 278),
}  # fmt: skip

# Calls that depend on an argument, and the values of it that are allowed.
_NUMBERS = {
    "kill": (62, 129), "tgkill": (234, 131), "prctl": (157, 167), "prlimit64": (302, 261),
    "fcntl": (72, 25), "ioctl": (16, 29), "clone": (56, 220), "seccomp": (317, 277),
    "socket": (41, 198),
}  # fmt: skip
_PRCTL = (15, 16)  # PR_SET_NAME and PR_GET_NAME; not PR_SET_PDEATHSIG, which could be undone
_FCNTL = (0, 1, 2, 3, 4, 1030, 1032)  # duplicate, flags, size of a pipe; not F_SETOWN, F_SETSIG
_IOCTL = (0x5401, 0x5413, 0x5450, 0x5451)  # "are you a terminal?", close on exec; not TIOCSTI
_CLONE_THREAD = 0x00010000

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

# The language that filters are written in: classic BPF.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_NR, _ARCH, _ARGS = 0, 4, 16  # where a call's number, processor and arguments stand
_X32 = 0x40000000  # x86-64 answers to a second set of numbers, beginning here


def number(name: str) -> int:
    """The number of a system call on this machine."""
    return _NUMBERS[name][_architecture()[0]]


def supported() -> bool:
    """Whether the filter is written for this machine's processor."""
    return platform.machine() in _ARCHITECTURES and platform.architecture()[0] == "64bit"


def install(threads: bool = False) -> None:
    """Install the filter, which stays until this process ends; OSError where that fails."""
    program = _program(threads)
    instructions = (_Instruction * len(program))(*program)
    filter_ = _Filter(len(program), instructions)
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges = 38
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs was refused")
    set_filter, all_threads = 1, 1
    if libc.syscall(number("seccomp"), set_filter, all_threads, ctypes.byref(filter_)) != 0:
        raise OSError(ctypes.get_errno(), "the seccomp filter was refused")


def _architecture() -> tuple[int, int]:
    return _ARCHITECTURES[platform.machine()]


def _program(threads: bool) -> list[tuple[int, int, int, int]]:
    """The filter: (code, jump if true, jump if false, value) for each instruction."""
    column, audit = _architecture()
    program = [
        (_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, audit), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NR),
    ]  # fmt: skip
    if column == 0:
        program += [(_AT_LEAST, 0, 1, _X32), _fail(errno.ENOSYS)]
    for numbers in _ALLOWED.values():
        if numbers[column] is not None:
            program += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _ALLOW)]
    own = os.getpid()
    program += _only("kill", 0, (own,))
    program += _only("tgkill", 0, (own,))
    program += _only("prctl", 0, _PRCTL)
    program += _only("prlimit64", 0, (0,))
    program += _only("fcntl", 1, _FCNTL)
    program += _only("ioctl", 1, _IOCTL)
    if threads:
        program += [
            (_EQUAL, 0, 4, number("clone")), (_LOAD, 0, 0, _ARGS),
            (_ANY_BIT, 0, 1, _CLONE_THREAD), (_RETURN, 0, 0, _ALLOW), _fail(errno.EPERM),
        ]  # fmt: skip
    return [*program, _fail(errno.ENOSYS)]


def _only(name: str, argument: int, values: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Allow a call where one argument has one of some values.

    The kernel reads these arguments as 32 bits, and so does this.
    """
    tests = [test for v in values for test in ((_EQUAL, 0, 1, v), (_RETURN, 0, 0, _ALLOW))]
    body = [(_LOAD, 0, 0, _ARGS + 8 * argument), *tests, _fail(errno.EPERM)]
    return [(_EQUAL, 0, len(body), number(name)), *body]


def _fail(error: int) -> tuple[int, int, int, int]:
    return (_RETURN, 0, 0, _FAIL | error)


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jump_true", ctypes.c_uint8),
        ("jump_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))
