"""Attacks that take all there is of something. Each has a bound: its control shall do no harm."""

from tests.hostile.attack import Harm, attack

# ruff: noqa: F821 - cells, as learners write them; `at` holds their targets


@attack(Harm.HOARDS)
def memory_at_once():
    import time

    hoard = bytearray(b"x") * (at.megabytes << 20)
    time.sleep(1)
    del hoard


@attack(Harm.HOARDS)
def memory_in_small_pieces():
    import time

    hoard = []
    for _ in range(at.megabytes // 10):
        hoard.append(bytearray(b"x") * (10 << 20))
        time.sleep(0.002)
    time.sleep(1)
    del hoard


@attack(Harm.HOARDS, where="finish", loses=frozenset({"finish"}))
def memory_in_an_answer():
    def finish(x1, x2, w1, w2, b):
        import time

        hoard = np.ones(at.megabytes << 17)
        time.sleep(1)
        return hoard


@attack(Harm.HOARDS)
def memory_without_an_address():
    """No limit on a process's addresses sees the pages of a file that is in memory alone."""
    import os
    import time

    number = os.memfd_create("hoard")
    for _ in range(at.megabytes):
        os.write(number, bytes(1 << 20))
    time.sleep(1)


@attack(Harm.LINGERS)
def memory_that_outlives_it():
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    segment = libc.shmget(at.key, 1 << 20, 0o1666)
    if segment == -1:
        raise OSError(ctypes.get_errno(), "shmget")


@attack(Harm.HOARDS)
def a_hundred_megabytes_printed():
    for _ in range(100):
        print("x" * (1 << 20))


@attack(Harm.HOARDS)
def a_hundred_megabytes_on_one_line():
    import os

    for _ in range(100):
        os.write(1, b"x" * (1 << 20))


@attack(Harm.HOARDS)
def a_hundred_megabytes_of_errors():
    import sys

    for _ in range(100):
        sys.stderr.write("x" * (1 << 20))


@attack(Harm.HOARDS)
def a_fork_bomb():
    import os
    import time

    for _ in range(at.children):
        if os.fork() == 0:
            time.sleep(at.seconds)
            os._exit(0)
    time.sleep(3)


@attack(Harm.HOARDS)
def a_fork_bomb_of_programs():
    import subprocess
    import sys
    import time

    sleep = f"import time; time.sleep({at.seconds})"
    for _ in range(at.children):
        subprocess.Popen([sys.executable, "-S", "-c", sleep, at.mark])
    time.sleep(3)


@attack(Harm.HOARDS)
def threads_without_number():
    import threading
    import time

    for _ in range(at.threads):
        threading.Thread(target=time.sleep, args=(at.seconds,), daemon=True).start()
    time.sleep(3)


@attack(Harm.HOARDS)
def a_full_disk():
    import contextlib
    import os
    import tempfile
    import time

    for folder in (".", tempfile.gettempdir(), os.path.expanduser("~"), at.loot):
        path = os.path.join(folder, f"{at.mark}-full")
        with contextlib.suppress(OSError), open(path, "wb") as file:
            for _ in range(at.disk):
                file.write(bytes(1 << 20))
                file.flush()
            time.sleep(0.3)


@attack(Harm.HOARDS)
def full_shared_memory():
    import time

    with open(f"/dev/shm/{at.mark}-full", "wb") as file:
        for _ in range(at.megabytes):
            file.write(bytes(1 << 20))
            file.flush()
        time.sleep(1)


@attack(Harm.LINGERS)
def a_hundred_thousand_files():
    import os
    import tempfile

    for number in range(at.files):
        open(os.path.join(tempfile.gettempdir(), f"{at.mark}-{number}"), "w").close()


@attack(Harm.LINGERS)
def a_folder_too_deep_to_remove():
    import os
    import tempfile

    os.chdir(tempfile.gettempdir())
    for _ in range(1500):
        os.mkdir(f"{at.mark}-deep")
        os.chdir(f"{at.mark}-deep")


@attack(Harm.LINGERS)
def a_folder_that_is_locked():
    import os
    import tempfile

    folder = os.path.join(tempfile.gettempdir(), f"{at.mark}-locked")
    os.makedirs(os.path.join(folder, "inside", "further"))
    os.chmod(os.path.join(folder, "inside"), 0)
    os.chmod(folder, 0)


@attack(Harm.LINGERS)
def an_orphan():
    import os
    import subprocess
    import sys

    sleep = f"import time; time.sleep({at.seconds})"
    if os.fork() == 0:
        os.setsid()
        null = subprocess.DEVNULL
        command = [sys.executable, "-S", "-c", sleep, at.mark]
        subprocess.Popen(command, stdin=null, stdout=null, stderr=null)
        os._exit(0)
