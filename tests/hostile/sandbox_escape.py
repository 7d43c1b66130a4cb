"""Attacks that reach for what is not theirs: secrets, files, processes, the network."""

from tests.hostile.attack import Harm, attack

# ruff: noqa: F821, SIM115 - cells, as learners write them; `at` holds their targets


@attack(Harm.LEAKS)
def a_secret_read_and_kept():
    from pathlib import Path

    Path(at.loot, "secret").write_bytes(Path(at.secret).read_bytes())


@attack(Harm.LEAKS)
def a_secret_read_and_shown():
    print(open(at.secret).read())


@attack(Harm.LEAKS, where="finish", loses=frozenset({"finish"}))
def a_secret_in_an_error():
    def finish(x1, x2, w1, w2, b):
        raise ValueError(open(at.secret).read())


@attack(Harm.LEAKS)
def a_secret_in_the_environment():
    import os

    print(dict(os.environ))
    print(open("/proc/self/environ").read())


@attack(Harm.LEAKS)
def a_secret_in_the_environment_of_others():
    import contextlib
    from pathlib import Path

    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            text = Path(folder, "environ").read_bytes()
            if at.begins.encode() in text:
                print(text)


@attack(Harm.LEAKS)
def a_secret_in_the_memory_of_its_parent():
    import os

    with open(f"/proc/{os.getppid()}/maps") as maps:
        areas = [line.split()[0] for line in maps if " rw" in line]
    with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
        for area in areas:
            start, end = (int(part, 16) for part in area.split("-"))
            memory.seek(start)
            found = memory.read(end - start)
            place = found.find(at.begins.encode())
            if place >= 0:
                print(found[place : place + 64].decode("ascii", "replace"))


@attack(Harm.LEAKS)
def a_secret_in_a_file_that_is_open_already():
    import contextlib
    import os

    for number in range(3, 256):
        with contextlib.suppress(OSError):
            print(os.pread(number, 1 << 16, 0))


@attack(Harm.SPOILS)
def a_gradebook_written():
    import sqlite3

    with sqlite3.connect(at.gradebook, timeout=1) as book:
        for (table,) in list(book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
            book.execute(f"DELETE FROM {table}")


@attack(Harm.SPOILS)
def a_gradebook_overwritten():
    with open(at.gradebook, "r+b") as book:
        book.write(b"all mine")


@attack(Harm.SPOILS)
def a_neighbours_notebook_changed():
    with open(at.neighbour, "w") as file:
        file.write("{}")


@attack(Harm.SPOILS)
def a_neighbours_notebook_deleted():
    import os

    os.unlink(at.neighbour)


@attack(Harm.SPOILS)
def its_own_notebook_changed():
    with open(at.own, "a") as file:
        file.write("\n")


@attack(Harm.SPOILS)
def a_file_among_the_courses():
    import os

    open(os.path.join(at.course, "course_lib", f"{at.mark}.py"), "w").close()


@attack(Harm.SPOILS)
def a_file_in_the_loot():
    import os

    open(os.path.join(at.loot, "planted"), "w").close()


@attack(Harm.SPOILS)
def a_link_to_a_neighbour():
    """Whoever tidies up after this folder, following links, tidies up the neighbour's notebook."""
    import os
    import tempfile

    for folder in (tempfile.gettempdir(), "."):
        os.symlink(at.neighbour, os.path.join(folder, f"{at.mark}-link"))
        os.symlink(os.path.dirname(at.neighbour), os.path.join(folder, f"{at.mark}-folder"))
        os.chmod(os.path.join(folder, f"{at.mark}-link"), 0o777)


@attack(Harm.CALLS)
def a_call_over_tcp():
    import socket

    with socket.create_connection(("127.0.0.1", at.port), timeout=2) as line:
        line.sendall(b"here I am")


@attack(Harm.CALLS)
def a_call_over_udp():
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"here I am", ("127.0.0.1", at.port))


@attack(Harm.CALLS)
def a_call_through_a_socket_without_a_file():
    import socket

    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        line.connect("\0" + at.mark)
        line.sendall(b"here I am")


@attack(Harm.CALLS)
def a_call_through_a_socket_in_a_folder():
    import os
    import socket

    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        line.connect(os.path.join(at.loot, "socket"))
        line.sendall(b"here I am")


@attack(Harm.KILLS)
def a_kill_of_a_bystander():
    import os
    import signal

    os.kill(at.bystander, signal.SIGKILL)


@attack(Harm.KILLS)
def a_kill_through_a_file():
    import os
    import signal

    signal.pidfd_send_signal(os.pidfd_open(at.bystander), signal.SIGKILL)
