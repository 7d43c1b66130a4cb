"""A Jupyter server that a test has started, asked as a front end would ask it."""

import contextlib
import json
import re
import subprocess
import time
import urllib.error
import urllib.request
import uuid

import websocket

TOKEN = "course"
PATIENCE = 120  # seconds for a server or a kernel to come up on a busy machine


class Server:
    """Starts ``command``, which must end in a Jupyter server on ``port`` with the token above."""

    def __init__(self, command, port, log, patience=PATIENCE, **options):
        self.root = f"http://127.0.0.1:{port}"
        self.log = log
        self.patience = patience
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                command, stdout=file, stderr=subprocess.STDOUT, **options
            )

    def __enter__(self):
        end = time.monotonic() + self.patience
        while True:
            with contextlib.suppress(OSError):
                self.json("/api/status")
                return self
            if self.process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                raise AssertionError(f"The server did not start. It said:\n{self.said()}")
            time.sleep(0.1)

    def __exit__(self, *error):
        with contextlib.suppress(OSError):
            self.json("/api/shutdown", method="POST")
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def said(self):
        """All that the command has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def get(self, path, method="GET", data=None):
        """Ask for a path; return the address that answered in the end, and its text."""
        headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.root + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.url.removeprefix(self.root), answer.read().decode()

    def json(self, path, **how):
        """Ask for a path; return what it answers, read as JSON."""
        text = self.get(path, **how)[1]
        return json.loads(text) if text else None

    def run(self, code, folder="notebooks"):
        """Run code in a new kernel, as a notebook in this folder would; return what it printed."""
        body = json.dumps({"name": "python3", "path": f"{folder}/some.ipynb"}).encode()
        kernel = self.json("/api/kernels", method="POST", data=body)["id"]
        address = f"ws{self.root.removeprefix('http')}/api/kernels/{kernel}/channels?token={TOKEN}"
        socket = websocket.create_connection(address, timeout=PATIENCE)
        try:
            return self._execute(socket, code)
        finally:
            socket.close()
            self.get(f"/api/kernels/{kernel}", method="DELETE")

    def _execute(self, socket, code):
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": "execute_request", "version": "5.3"}
        header |= {"session": number, "username": "test"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        socket.send(json.dumps({**message, "channel": "shell", "buffers": []}))
        printed = ""
        while True:
            answer = json.loads(socket.recv())
            if answer["parent_header"].get("msg_id") != number:
                continue
            if answer["msg_type"] == "stream":
                printed += answer["content"]["text"]
            if answer["msg_type"] == "error":
                raise AssertionError("\n".join(answer["content"]["traceback"]))
            if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
                return printed  # and not at the reply, which may overtake what was printed

    def asks_about_news(self):
        """Tell whether JupyterLab would greet a new learner with its question about news."""
        plugin = "@jupyterlab/apputils-extension:notification"
        schema = self.json(f"/lab/api/settings/{plugin}")["schema"]
        assert re.fullmatch("true|false|none", schema["properties"]["fetchNews"]["default"])
        return schema["properties"]["fetchNews"]["default"] != "false"
