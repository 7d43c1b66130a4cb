"""What an attack may reach for, and what can be seen afterwards of what it did.

A testbed is a scratch folder with a secret, neighbours' notebooks and a place for loot; a listener
that nobody should call; a process that nobody should kill. The same eyes look at a grader that
trusts and at the course's own: what they find there, they would have found here.
"""

import contextlib
import hashlib
import os
import re
import secrets
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from tests.hostile.attack import Harm

MEGABYTE = 1 << 20
SLEEPER = "import time; time.sleep(7200)"  # longer than any class takes on a busy machine


class Testbed:
    """A scratch folder to be attacked in, as a context; ``harms`` says what has happened."""

    def __init__(self, folder: Path, course: Path, secret: str, megabytes: int):
        self.folder, self.course, self.secret, self.megabytes = folder, course, secret, megabytes
        self.mark = f"hostile{secrets.token_hex(4)}"
        self.key = secrets.randbelow(1 << 30) + 1
        self.inbox, self.loot, self.work = (folder / n for n in ("inbox", "loot", "work"))
        for part in (self.inbox, self.loot, self.work):
            part.mkdir(parents=True, exist_ok=True)
        self.watch = None

    def __enter__(self):
        self.listener = Listener(self.mark, self.loot / "socket")
        environment = {**os.environ, "SECRET_OF_A_BYSTANDER": self.secret}
        self.bystander = subprocess.Popen([sys.executable, "-S", "-c", SLEEPER], env=environment)
        return self

    def __exit__(self, *_):
        self.bystander.kill()
        self.bystander.wait()
        self.listener.close()
        for process in self._left_running():
            with contextlib.suppress(psutil.Error):
                process.kill()
        left = self._left_behind()
        for some in (left[i : i + 1000] for i in range(0, len(left), 1000)):
            subprocess.run(["chmod", "-R", "u+rwx", *some], capture_output=True, check=False)
            subprocess.run(["rm", "-rf", *some], check=False)  # deeper than shutil can go
        if self._segment():
            subprocess.run(["ipcrm", "-M", str(self.key)], capture_output=True, check=False)

    def targets(self, own: Path, neighbour: Path, secret: Path, gradebook: Path) -> dict:
        """All that the worst learner may know, for ``lesson.hostile``."""
        return {
            "own": str(own), "neighbour": str(neighbour), "secret": str(secret),
            "gradebook": str(gradebook), "begins": self.secret[:16], "course": str(self.course),
            "loot": str(self.loot), "mark": self.mark, "key": self.key,
            "port": self.listener.port, "bystander": self.bystander.pid,
            "megabytes": self.megabytes, "disk": 200, "children": 40, "threads": 400,
            "files": 20_000, "seconds": 30,
        }  # fmt: skip

    def watched(self, process) -> "ProcessMonitor":
        """Watch a run, from now on."""
        self._before = self._hashes()
        self.watch = ProcessMonitor(process, self.folder)
        return self.watch

    def harms(self, texts: list[bytes]) -> dict[Harm, str]:
        """What has happened, with what shows it; ``texts`` is all that the run shows to people."""
        time.sleep(0.2)
        found = {
            Harm.LEAKS: self._leaked(texts),
            Harm.SPOILS: self._spoilt(),
            Harm.KILLS: self.bystander.poll() is not None,
            Harm.CALLS: self.listener.calls,
            Harm.LINGERS: [
                *map(str, self._left_running()), *self._left_behind()[:5],
                *["a segment of shared memory"] * self._segment(),
            ],
            Harm.HOARDS: self.watch.hoarded(self.megabytes),
            Harm.SCRIPTS: live_code(texts),
        }  # fmt: skip
        return {harm: str(proof)[:2000] for harm, proof in found.items() if proof}

    def _leaked(self, texts) -> list[str]:
        places = {f"text {i}": text for i, text in enumerate(texts)}
        places |= {path.name: path.read_bytes() for path in self.loot.iterdir() if path.is_file()}
        places["a call"] = b"".join(self.listener.calls)
        forms = {self.secret.encode(), self.secret.encode().hex().encode()}
        with contextlib.suppress(ValueError):
            forms.add(bytes.fromhex(self.secret))
        return [place for place, text in places.items() if any(form in text for form in forms)]

    def _spoilt(self) -> list[str]:
        planted = [
            path.name for path in self.loot.iterdir() if path.name not in ("socket", "secret")
        ]
        planted += [path.name for path in self.course.glob(f"course_lib/**/*{self.mark}*")]
        after = self._hashes()
        return planted + [name for name, had in self._before.items() if after.get(name) != had]

    def _hashes(self) -> dict[str, str]:
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() + oct(path.stat().st_mode)
            for path in self.inbox.iterdir()
            if path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 30
        }

    def _left_running(self) -> list[psutil.Process]:
        """What the run has started and is still there, or carries the mark."""
        found = self.watch.alive() if self.watch else []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if self.mark in process.cmdline() and process not in found:
                    found.append(process)
        return found

    def _left_behind(self) -> list[str]:
        folders = {tempfile.gettempdir(), "/dev/shm", "/var/tmp", Path.home(), os.getcwd()}
        places = [path for folder in folders for path in Path(folder).glob(f"*{self.mark}*")]
        places += [path for part in (self.work, self.loot) for path in part.glob(f"*{self.mark}*")]
        places += self.course.glob(f"course_lib/*{self.mark}*")
        return sorted(map(str, places))

    def _segment(self) -> bool:
        table = Path("/proc/sysvipc/shm")
        rows = table.read_text().splitlines()[1:] if table.exists() else []
        return any(int(row.split()[0]) == self.key for row in rows)


class ProcessMonitor:
    """Looks ten times a second at a process and all that descends from it."""

    def __init__(self, process, folder: Path):
        self.root = psutil.Process(process.pid)
        self.folder = folder
        self.seen: set[psutil.Process] = set()
        self.peak = {"megabytes": 0, "processes": 0, "threads": 0, "disk": 0, "shared": 0}
        self.shared_before = _shared()
        self.shm_before = _used("/dev/shm")
        self.disk_before = _size(folder)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def alive(self) -> list[psutil.Process]:
        """Processes that the run has started and that are still there."""
        alive = []
        for process in self.seen:
            with contextlib.suppress(psutil.Error):
                if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                    alive.append(process)
        return alive

    def hoarded(self, megabytes: int) -> list[str]:
        """What went beyond a share: most of what the bombs try to take."""
        share = {
            "megabytes": 0.8 * megabytes, "shared": 0.8 * megabytes, "processes": 30,
            "threads": 200, "disk": 95,
        }  # fmt: skip
        return [f"{self.peak[what]} {what}" for what in share if self.peak[what] > share[what]]

    def _look(self) -> None:
        while not self._over.is_set():
            try:
                family = self.root.children(recursive=True)
            except psutil.Error:
                family = []
            self.seen.update(family)
            now = {
                "processes": len(family),
                "disk": (_size(self.folder) - self.disk_before) // MEGABYTE,
            }
            shared = max(_shared() - self.shared_before, _used("/dev/shm") - self.shm_before)
            now["shared"] = shared // MEGABYTE
            now |= {"megabytes": 0, "threads": 0}
            for process in [self.root, *family]:
                with contextlib.suppress(psutil.Error):
                    rss = process.memory_info().rss // MEGABYTE
                    now["megabytes"] = max(now["megabytes"], rss)
                    now["threads"] = max(now["threads"], process.num_threads())
            self.peak = {what: max(peak, now[what]) for what, peak in self.peak.items()}
            self._over.wait(0.1)


class Listener:
    """Hears every call: over TCP, over UDP, through a socket without a file and through one."""

    def __init__(self, mark: str, path: Path):
        self.calls: list[bytes] = []
        self._selector = selectors.DefaultSelector()
        tcp, udp = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        tcp.bind(("127.0.0.1", 0))
        self.port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", self.port))
        nameless, named = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        nameless.bind("\0" + mark)
        short = tempfile.mkdtemp()  # a socket's path has about a hundred characters at most
        named.bind(os.path.join(short, "s"))
        os.chmod(os.path.join(short, "s"), 0o777)
        shutil.move(os.path.join(short, "s"), path)
        os.rmdir(short)
        self._sockets = [tcp, udp, nameless, named]
        for server in self._sockets:
            if server is not udp:
                server.listen()
            self._selector.register(server, selectors.EVENT_READ)
        self._over = False
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Close the doors."""
        self._over = True
        self._thread.join()
        for server in self._sockets:
            server.close()

    def _listen(self) -> None:
        while not self._over:
            for key, _ in self._selector.select(timeout=0.1):
                if key.fileobj.type == socket.SOCK_DGRAM:
                    self.calls.append(key.fileobj.recv(1000))
                else:
                    with key.fileobj.accept()[0] as line:
                        line.settimeout(1)
                        with contextlib.suppress(OSError):
                            self.calls.append(line.recv(1000))


def live_code(texts: list[bytes]) -> list[bytes]:
    """Script and images that a browser would run, cells that a spreadsheet would."""
    found = []
    for text in texts:
        if text.lstrip().startswith(b"<"):
            found += re.findall(rb"<script>alert|<img src=x", text)
        else:
            found += re.findall(rb"(?:^|[,;\t\n\"])\"?[=+@][A-Za-z]+[^,\n]*", text)
    return found


def _size(folder: Path) -> int:
    total = 0
    for path, folders, files in os.walk(folder):
        if path.count("-deep") > 3:
            folders.clear()
        for name in files:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(path, name)).st_blocks * 512
    return total


def _shared() -> int:
    return psutil.virtual_memory().shared


def _used(folder: str) -> int:
    return shutil.disk_usage(folder).used if os.path.isdir(folder) else 0
