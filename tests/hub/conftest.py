"""A real JupyterHub on this machine alone, with the configuration of hub/, and two learners."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NAMES = ("ada", "blaise")
FIRST_ID = 24001  # of the system's users that stand for learners, where root runs the tests
UP = 120  # seconds for the hub to come up on a busy machine

# What a test puts in place of a class's accounts: two names with one password, and their folders.
# A server is run by a user of its own where the system lets it be.
TEST_CONFIG = """
import os
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner

c = get_config()
load_subconfig({config!r})
c.JupyterHub.bind_url = {url!r}
c.JupyterHub.hub_bind_url = {inner!r}
c.ConfigurableHTTPProxy.api_url = {proxy!r}
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allow_existing_users = False
c.Authenticator.allowed_users = set({users!r})
c.Spawner.args = ["--allow-root"]  # where root runs the tests, and others can't read the packages


class FolderSpawner(SimpleLocalProcessSpawner):
    def make_preexec_fn(self, name):
        number = {users!r}[name]

        def preexec():
            os.chdir(self.home_dir)
            if number:
                os.setgroups([])
                os.setgid(number)
                os.setuid(number)

        return preexec


c.JupyterHub.spawner_class = FolderSpawner
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
"""


class Hub:
    """A JupyterHub that runs in ``folder``; ``users`` maps each learner to a system's user."""

    def __init__(self, folder, users, password):
        self.folder, self.users = folder, users
        ports = free_ports(3)
        self.url, inner, proxy = (f"http://127.0.0.1:{port}" for port in ports)
        self.homes = folder / "homes"
        self.homes.mkdir(mode=0o711)
        for name, number in users.items():
            (self.homes / name).mkdir(mode=0o700)
            # The repository that they will pull from, on this machine, is another user's.
            (self.homes / name / ".gitconfig").write_text("[safe]\n\tdirectory = *\n")
            if number:
                os.chown(self.homes / name, number, number)
        config = folder / "test_config.py"
        config.write_text(
            TEST_CONFIG.format(
                config=str(PROJECT / "hub" / "jupyterhub_config.py"),
                url=self.url,
                inner=inner,
                proxy=proxy,
                password=password,
                users=users,
                homes=str(self.homes),
            )
        )
        self.log = folder / "hub.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", str(config)],
                cwd=folder,
                env=environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_up(self):
        """Wait until the hub answers through its proxy."""
        end = time.monotonic() + UP
        while self.process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/hub/health", timeout=UP).close()
                return
            time.sleep(0.1)
        raise AssertionError(f"The hub did not start. It said:\n{self.said()}")

    def said(self):
        """All that the hub, its proxy and the servers have printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def processes(self):
        """The hub and all that it has started: its proxy, servers, kernels."""
        import psutil

        hub = psutil.Process(self.process.pid)
        return [hub, *hub.children(recursive=True)]

    def stop(self):
        """End the hub, which ends its proxy and its servers; then whoever is left."""
        import psutil

        with contextlib.suppress(psutil.NoSuchProcess):
            started = self.processes()
            self.process.terminate()
            _, left = psutil.wait_procs(started, timeout=30)
            for process in left:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
        self.process.wait(timeout=30)


def environment():
    """What the hub is told: nothing personal, and where its proxy and the course are."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "COURSE_"))}
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    kept = {k: v for k, v in kept.items() if k not in threads}  # the configuration's own affair
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    packages = os.pathsep.join([str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return kept | {"PATH": path, "PYTHONPATH": packages}


def free_ports(number):
    """So many ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def others_can_run_this():
    """Whether another user of this system may read the Python, the packages and the course."""
    if os.geteuid() != 0:
        return False
    command = [sys.executable, "-c", "import jupyterhub, nbgitpuller, course_lib"]
    try:
        done = subprocess.run(
            command, user=FIRST_ID, env=environment(), cwd="/", capture_output=True, timeout=UP
        )
    except OSError:
        return False
    return done.returncode == 0


@pytest.fixture(scope="session")
def hub():
    """The hub, up; at its end nothing of it runs, and its folder is gone."""
    if shutil.which("prlimit") is None:
        pytest.skip("no prlimit, which holds a learner to their memory: Linux has it")
    pytest.importorskip("jupyterhub", reason="jupyterhub is not installed: the extra `hub`")
    from tests.hub.learner import PASSWORD

    first = FIRST_ID if others_can_run_this() else None
    users = {name: first and first + i for i, name in enumerate(NAMES)}
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o711)  # its own user passes through, to what is theirs
    hub = Hub(folder, users, PASSWORD)
    try:
        hub.wait_until_up()
        yield hub
    finally:
        hub.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def learners(hub):
    """Two learners, logged in at once, each with a server of their own that is up."""
    from tests.hub.learner import Learner

    def begin(name):
        learner = Learner(hub.url, name)
        learner.start_server()
        return learner

    try:
        with ThreadPoolExecutor(len(NAMES)) as pool:
            begun = list(pool.map(begin, NAMES))
    except Exception as error:
        raise AssertionError(f"{error}\nThe hub said:\n{hub.said()}") from error
    yield begun
    for learner in begun:
        learner.close()
