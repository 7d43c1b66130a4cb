"""A Python as a browser has it: without what Pyodide lacks, under a kernel as JupyterLite's.

``take_away`` makes fail here what fails there. ``Kernel`` stands where ipykernel stands otherwise:
one thread, no loop of its own, and messages that cross to JavaScript, which takes only what
``crossed`` lets through. It is modelled on the package pyodide_kernel. Run in a process of its own,
which has no way back.
"""

import asyncio
import itertools
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable

MODULES = (
    "sqlite3",
    "_sqlite3",
    "ipykernel",
    "zmq",
    "tornado",
    "keras",
    "tensorflow",
    "resource",
    "_multiprocessing",
)
SIGNALS = ("alarm", "setitimer", "getitimer", "pthread_sigmask", "pthread_kill")
IDENTITIES = ("getuid", "geteuid", "getgid", "getlogin")


def take_away() -> asyncio.AbstractEventLoop:
    """Take threads, processes, signals, sockets, SQLite and users away; gives a loop to run in."""
    loop = asyncio.new_event_loop()  # it needs a socket of its own
    sys.meta_path.insert(0, _NotThere())
    for module, names in ((signal, SIGNALS), (os, IDENTITIES)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    threading.Thread.start = _refuse(RuntimeError("can't start new thread"))
    subprocess.Popen.__init__ = _refuse(OSError(138, "emscripten does not support processes."))
    socket.socket.__init__ = _refuse(OSError("there are no sockets here"))
    os.fork = _refuse(OSError(52, "Function not implemented"))
    return loop


class _NotThere:
    """Finds no such module, whatever is installed."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _refuse(error: Exception) -> Callable:
    def refuse(*args, **named):
        raise error

    return refuse


UNDEFINED = object()  # what None becomes in JavaScript; it is not null


def crossed(value):
    """A value as it arrives in JavaScript; TypeError for what the browser would not let through."""
    if value is None:
        return UNDEFINED
    if type(value) in (bool, int, str) or isinstance(value, float):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, (list, tuple)):
        return [crossed(item) for item in value]
    if isinstance(value, dict):
        return {str(key): crossed(item) for key, item in value.items()}
    raise TypeError(f"JavaScript can't be sent a {type(value).__name__}: {value!r:.80}")


class Kernel:
    """Runs cells, and carries messages between widgets and whoever plays the page."""

    def __init__(self):
        import comm
        from IPython.core.interactiveshell import InteractiveShell

        self.shell = InteractiveShell.instance()
        self.shell.history_manager.enabled = False
        self.shell.colors = "nocolor"
        self.shell.kernel = self
        self.sent: list[dict] = []  # what the page has been sent
        self.failed: list[str] = []  # what a cell, or a message, raised
        self._comms, self._numbers = comm.get_comm_manager(), itertools.count(1)
        self._parent = {}
        comm.create_comm = self._comm_class(comm.base_comm.BaseComm)
        self._note_what_is_only_logged()

    def _note_what_is_only_logged(self) -> None:
        failed = self.failed

        class Note(logging.Handler):
            def emit(self, record):
                failed.append(logging.Formatter().format(record))

        logging.getLogger("Comm").addHandler(Note(logging.ERROR))
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, what: failed.append(repr(what)))

    def _comm_class(self, base: type) -> type:
        kernel = self

        class Comm(base):
            def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
                bytes_ = [b.tobytes() if hasattr(b, "tobytes") else b for b in buffers or []]
                content = {"data": data or {}, "comm_id": self.comm_id, **keys}
                try:
                    message = crossed({"content": content, "metadata": metadata or {}})
                    kernel.sent.append({"type": msg_type, **message, "buffers": crossed(bytes_)})
                except TypeError as error:
                    kernel.failed.append(str(error))

        return Comm

    def get_parent(self) -> dict:
        """The message that is being answered."""
        return self._parent

    def run(self, code: str, cell: str = "") -> None:
        """Run a cell, as Shift+Enter does."""
        header = {"msg_id": f"request {next(self._numbers)}"}
        self._parent = {"header": header, "metadata": {"cellId": cell} if cell else {}}
        result = self.shell.run_cell(code)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            told = "".join(traceback.format_exception(error)[-4:])
            self.failed.append(f"{told}in the cell\n{code}")

    def say(self, widget, content: dict) -> list[dict]:
        """Send a widget what its page would, and give what it sends back."""
        return self._tell(widget, {"method": "custom", "content": content})

    def set(self, widget, **state) -> list[dict]:
        """Set traits of a widget from the page, and give what it sends back."""
        return self._tell(widget, {"method": "update", "state": state, "buffer_paths": []})

    def _tell(self, widget, data: dict) -> list[dict]:
        before = len(self.sent)
        data = json.loads(json.dumps(data))  # as toPy gives it
        message = {"content": {"comm_id": widget.comm.comm_id, "data": data}, "buffers": []}
        self._parent = {"header": {"msg_id": f"request {next(self._numbers)}"}, "metadata": {}}
        try:
            self._comms.comm_msg(None, None, message)
        except Exception as error:
            self.failed.append(f"{type(error).__name__}: {error}\nafter {data}")
        return [customs(message) for message in self.sent[before:]]

    async def settle(self, until: Callable[[], bool], seconds: float = 60) -> bool:
        """Let what waits have its turn, until something has come about; whether it has."""
        end = asyncio.get_running_loop().time() + seconds
        while not until() and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.005)
        return until()


def customs(message: dict) -> dict:
    """A widget's own message; the whole where it is none."""
    data = message["content"]["data"]
    return data["content"] if data.get("method") == "custom" else message
