"""Binder, without Binder: the steps of the Dockerfile that repo2docker writes, replayed here.

What the repository decides is replayed: the requirements, postBuild, start. What repo2docker
brings along is left out: the operating system, its users, and conda's Python, in whose place
stands a new environment of the Python that binder/runtime.txt names. TensorFlow, the larger part
by far, is installed with --thorough alone: it is a wheel like the others.
"""

import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from starting.programs import THREADS
from tests.requirements import leave_tensorflow_out
from tests.server import TOKEN, Server
from tests.thorough import usually

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Binder is a Linux machine")

LANDING = "/lab/tree/notebooks/00_start_here.ipynb"


@pytest.fixture(scope="module")
def image(project, tmp_path_factory):
    """The folder that stands for Binder's disk, with a copy of what git would bring there."""
    image = tmp_path_factory.mktemp("binder")
    ignored = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")
    shutil.copytree(project, image / "src", ignore=ignored)
    (image / "home").mkdir()
    if not usually(0, thorough=1):
        leave_tensorflow_out(image / "src" / "requirements.txt")
    return image


@pytest.fixture(scope="module")
def dockerfile(image):
    """The Dockerfile's instructions, as (word, rest) pairs, continued lines joined."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "--user-id=1000"]
    command += ["--user-name=jovyan", "."]
    done = subprocess.run(command, cwd=image / "src", capture_output=True, text=True, check=True)
    text = (done.stdout + done.stderr).replace("\\\n", " ")
    return re.findall(r"(?m)^([A-Z]+) +(.*)$", text[text.index("\nFROM ") :])


@pytest.fixture(scope="module")
def python(image, project):
    """A new environment of the Python that Binder would take, or else of this one."""
    name = (project / "binder" / "runtime.txt").read_text().strip().replace("-", "")
    siblings = Path(sys.base_prefix).parent.glob(f"{name.removeprefix('python')}.*/bin/{name}")
    for candidate in [*siblings, shutil.which(name), sys.executable]:
        command = [candidate, "-m", "venv", str(image / "env")]
        if candidate and subprocess.run(command, capture_output=True).returncode == 0:
            return image / "env"
    pytest.fail("no Python here can make an environment")


def environment(image, python, dockerfile):
    """What Binder's shell would know, with this machine's folders in place of its own."""
    kept = ("PIP_", "SSL_", "REQUESTS_", "HTTP", "http", "NO_PROXY", "no_proxy", "LANG", "LC_")
    known = {name: value for name, value in os.environ.items() if name.startswith(kept)}
    known |= {"HOME": str(image / "home"), "REPO_DIR": str(image / "src")}
    known |= {"NB_PYTHON_PREFIX": str(python), "KERNEL_PYTHON_PREFIX": str(python)}
    known |= {"PATH": f"{python}/bin:/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/bash"}
    known |= {"R2D_ENTRYPOINT": ""}
    known |= {"PIP_COMPILE": "0"}  # all bytecode: most of what pip does, for what nobody imports
    for word, rest in dockerfile:
        name, _, value = rest.partition("=")
        if word == "ENV" and name in ("R2D_ENTRYPOINT", "PYTHONUNBUFFERED"):
            known[name] = value.strip('"').replace("${REPO_DIR}", known["REPO_DIR"])
    return known


def steps(dockerfile):
    """The commands that run once the repository has been copied into the image."""
    copied = next(
        i for i, (_, rest) in enumerate(dockerfile) if rest.endswith(" src/ ${REPO_DIR}/")
    )
    return [rest for word, rest in dockerfile[copied:] if word == "RUN"]


@pytest.fixture(scope="module")
def built(image, python, dockerfile):
    """The environment that a learner's session starts with, after every step of the build."""
    known = environment(image, python, dockerfile)
    for step in steps(dockerfile):
        # Binder has no cache; we do, and nobody learns from the same download twice.
        step = step.replace("--no-cache-dir", "")
        done = subprocess.run(
            ["bash", "-c", step], cwd=image / "src", env=known, capture_output=True, text=True
        )
        said = done.stdout + done.stderr
        if done.returncode and re.search("connection|name resolution|timed out", said, re.I):
            pytest.skip(f"the package index can't be reached: {step}")
        assert done.returncode == 0, f"{step}\n{said}"
    return known


def test_the_dockerfile_takes_the_binder_folder_and_its_python(dockerfile, project):
    assert [re.sub(" +", " ", step) for step in steps(dockerfile)] == [
        '${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r "binder/requirements.txt"',
        "chmod +x binder/postBuild",
        "./binder/postBuild",
        'chmod +x "${REPO_DIR}/binder/start"',
    ]
    locks = [rest for word, rest in dockerfile if word == "COPY" and "environment.lock" in rest]
    wanted = (project / "binder" / "runtime.txt").read_text().strip().removeprefix("python-")
    assert len(locks) == 1
    assert f"py-2d{wanted.replace('.', '-2e')}-" in locks[0]


def test_the_binder_requirements_are_the_lock(project):
    text = (project / "binder" / "requirements.txt").read_text(encoding="utf-8")
    assert text == "-r ../requirements.txt\n"


def test_the_scripts_can_be_run(project):
    for name in ("start", "postBuild"):
        assert os.access(project / "binder" / name, os.X_OK)
        assert b"\r" not in (project / "binder" / name).read_bytes()


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("program", ["jupyter-lab", "jupyter-notebook"])
def test_the_learner_lands_in_lesson_00(program, built, image, tmp_path):
    """BinderHub starts jupyter-lab; the image alone starts jupyter-notebook."""
    port = free_port()
    command = [built["R2D_ENTRYPOINT"], program, "--ip=127.0.0.1", f"--port={port}"]
    command += ["--no-browser", "--allow-root", f"--IdentityProvider.token={TOKEN}"]
    options = {"cwd": image / "src", "env": built}
    with Server(command, port, tmp_path / "log", **options) as server:
        assert server.get("/")[0].partition("?")[0] == LANDING
        lesson = server.json("/api/contents/notebooks/00_start_here.ipynb")
        assert lesson["content"]["cells"]
        assert not server.asks_about_news()
        code = (
            "import json, os, sys, course_lib, numpy, matplotlib, ipywidgets, anywidget\n"
            "names = ['TF_CPP_MIN_LOG_LEVEL', 'TF_ENABLE_ONEDNN_OPTS']\n"
            f"names += {THREADS}\n"
            "print(json.dumps([course_lib.__file__, sys.prefix] + [os.environ[n] for n in names]))"
        )
        where, prefix, *known = json.loads(server.run(code))
        assert Path(where).is_relative_to(image / "src")
        assert prefix == built["NB_PYTHON_PREFIX"]
        assert known == ["2", "0", *["1"] * len(THREADS)]
        assert "ERROR" not in server.said()


def test_the_server_is_told_to_send_at_once(built, project):
    name = "jupyter_server_config.py"
    installed = Path(built["NB_PYTHON_PREFIX"]) / "etc" / "jupyter" / name
    assert installed.read_bytes() == (project / "binder" / name).read_bytes()


def test_tensorflow_stays_silent(built, image):
    """Not a line of its own on stderr, which would be in the first Keras cell's output."""
    libraries = Path(built["NB_PYTHON_PREFIX"]) / "lib"
    there = [*libraries.glob("python*/site-packages/tensorflow")]
    if not there and not importlib.util.find_spec("tensorflow"):
        pytest.skip("there is no TensorFlow for this machine and its Python")
    code = "import tensorflow as tf; print(tf.keras.layers.Dense(1)(tf.ones((1, 2))).shape)"
    python = "python" if there else sys.executable
    command = [built["R2D_ENTRYPOINT"], python, "-c", code]
    done = subprocess.run(command, cwd=image / "src", env=built, capture_output=True, text=True)
    assert done.stdout.strip() == "(1, 1)"
    assert done.stderr == ""
