"""A learner of a class on a JupyterHub, who does over HTTP what a browser does."""

import json
import time
import uuid

import requests
import websocket

PASSWORD = "a word for the whole class"
PATIENCE = 120  # seconds for a server, a kernel or a cell on a busy machine


class Learner:
    """Logs in at ``hub``, a hub's address, with a password and a browser's cookies."""

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.browser = requests.Session()
        page = self.browser.get(f"{hub}/hub/login", timeout=PATIENCE)
        page.raise_for_status()
        form = {"username": name, "password": PASSWORD, "_xsrf": self._xsrf()}
        page = self.browser.post(f"{hub}/hub/login", data=form, timeout=PATIENCE)
        page.raise_for_status()
        self.token = self._post(f"users/{name}/tokens", {"note": "test"}).json()["token"]
        self.kernel = None

    def start_server(self):
        """Start the server, and wait until it answers."""
        self._post(f"users/{self.name}/server", {})
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            server = self.hub_says(f"users/{self.name}").json()["servers"].get("")
            if server is None or server["ready"]:
                break
            time.sleep(0.5)
        assert server, f"{self.name}'s server ended while it started."
        assert server["ready"], f"{self.name}'s server was not up after {PATIENCE} s."

    def hub_says(self, path):
        """What the hub's own API answers this learner."""
        return self._ask("GET", f"{self.hub}/hub/api/{path}")

    def ask(self, path, method="GET", owner=None, **options):
        """What a server answers: this learner's own, or that of its ``owner``."""
        return self._ask(method, f"{self.hub}/user/{owner or self.name}/{path}", **options)

    def read(self, path):
        """A notebook of this learner's folder, as the server gives it."""
        return self.ask(f"api/contents/{path}").json()["content"]

    def save(self, path, notebook):
        """Save a notebook, as JupyterLab does."""
        self.ask(
            f"api/contents/{path}", "PUT", json={"type": "notebook", "content": notebook}
        ).raise_for_status()

    def pull(self, link):
        """Follow a link of nbgitpuller to its end: what it said, line by line."""
        query = link.partition("?")[2]
        said = self.ask(f"git-pull/api?{query}").text.splitlines()
        events = [json.loads(line.removeprefix("data: ")) for line in said if line]
        assert events[-1]["phase"] == "finished", events
        return [event["output"] for event in events if "output" in event]

    def start_kernel(self, folder=""):
        """Start a kernel in a folder, and connect to it."""
        started = self.ask("api/kernels", "POST", json={"name": "python3", "path": folder})
        started.raise_for_status()
        self.kernel = started.json()["id"]
        path = f"/user/{self.name}/api/kernels/{self.kernel}/channels"
        self._socket = websocket.create_connection(
            self.hub.replace("http", "ws", 1) + path,
            header=[f"Authorization: token {self.token}"],
            timeout=PATIENCE,
        )

    def run(self, code):
        """Run code in the kernel: all that it printed, showed or raised, as text."""
        asked = uuid.uuid4().hex
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        header = {"msg_id": asked, "msg_type": "execute_request", "version": "5.3"}
        header |= {"username": self.name, "session": asked}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self._socket.send(json.dumps(message | {"channel": "shell"}))
        said = []
        while True:
            answer = self._answer()
            if answer["parent_header"].get("msg_id") != asked:
                continue
            content = answer["content"]
            said += [content.get("text", ""), content.get("data", {}).get("text/plain", "")]
            said += content.get("traceback", []) if answer["msg_type"] == "error" else []
            if content.get("execution_state") == "idle":
                return "\n".join(part for part in said if part)

    def close(self):
        """Let go of the kernel, if there is one, and of the browser."""
        if self.kernel:
            self._socket.close()
        self.browser.close()

    def _answer(self):
        """The next message in text; those with a widget's bytes are left out."""
        while True:
            answer = self._socket.recv()
            if isinstance(answer, str):
                return json.loads(answer)

    def _ask(self, method, address, **options):
        headers = {"Authorization": f"token {self.token}"}
        return requests.request(method, address, headers=headers, timeout=PATIENCE, **options)

    def _post(self, path, data):
        """Ask the hub with the browser's cookies, as its own pages do."""
        address = f"{self.hub}/hub/api/{path}"
        answer = self.browser.post(
            address, json=data, headers={"X-XSRFToken": self._xsrf()}, timeout=PATIENCE
        )
        answer.raise_for_status()
        return answer

    def _xsrf(self):
        return next(c.value for c in self.browser.cookies if c.name == "_xsrf")
