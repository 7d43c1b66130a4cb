"""start.py from its outside: an old Python, and one real set-up from nothing to lesson 00.

What it does in between is tested in tests/starting/, against an installer that is made up.
"""

import ast
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from tests.requirements import leave_tensorflow_out
from tests.server import TOKEN, Server

PYTHON_2 = {
    *("Add", "And", "Assign", "Attribute", "BinOp", "BoolOp", "Call", "Compare", "Constant", "Eq"),
    *("ExceptHandler", "Expr", "FunctionDef", "GtE", "If", "Import", "ImportFrom", "In", "List"),
    *("Load", "Lt", "Mod", "Module", "Name", "Return", "Slice", "Store", "Subscript", "Try"),
    *("Tuple", "alias", "arg", "arguments", "keyword"),
}


def test_an_old_python_could_read_start(project):
    """Nothing in it but what Python 2.7 knows, and no import before it has looked."""
    tree = ast.parse((project / "start.py").read_text(encoding="utf-8"))
    new = {type(node).__name__ for node in ast.walk(tree)} - PYTHON_2
    assert not new
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert not node.args.kwonlyargs + node.args.posonlyargs
            assert not any([node.returns, *(argument.annotation for argument in node.args.args)])
    before = tree.body[: next(i for i, node in enumerate(tree.body) if isinstance(node, ast.If))]
    imported = [ast.unparse(node) for node in before[1:]]
    assert imported == ["from __future__ import print_function", "import sys"]


OLD = [
    p
    for name in ("2.7", "3.6", "3.10")
    for p in (Path.home() / ".pyenv/versions").glob(f"{name}.*/bin/python")
]


@pytest.mark.parametrize("python", OLD or [None], ids=lambda path: path and path.parts[-3])
def test_an_old_python_is_told_so(python, project):
    if python is None:
        pytest.skip("no Python older than 3.11 on this machine to run start.py with")
    command = [str(python), "start.py", "--no-browser"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    version = ".".join(python.parts[-3].split(".")[:2])
    assert f"needs Python 3.11 or newer, and this is Python {version}" in done.stderr
    assert done.stderr.count("\n") == 1


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def course(project, tmp_path_factory):
    """A copy of the course that wants all its packages but TensorFlow, the larger part by far.

    Of what follows behind JupyterLab, one small package stands for all.
    """
    folder = tmp_path_factory.mktemp("real") / "course"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "tests", "benchmarks")
    shutil.copytree(project, folder, ignore=ignored)
    lock = folder / "requirements.txt"
    (follows,) = re.findall(r"(?m)^termcolor==.*\n", lock.read_text(encoding="utf-8"))
    leave_tensorflow_out(lock)
    with lock.open("a", encoding="utf-8") as file:
        file.write(follows)
    return folder


def installed(course):
    """The environment's Python, and how many packages it holds."""
    base = {"base": str(course / ".venv"), "platbase": str(course / ".venv")}
    packages = Path(sysconfig.get_path("purelib", "venv", base)).glob("*.dist-info")
    python = "python.exe" if os.name == "nt" else "python"
    return Path(sysconfig.get_path("scripts", "venv", base)) / python, len(list(packages))


def test_a_real_set_up_killed_half_way(course, tmp_path):
    """With all its processes, as when a laptop's battery dies."""
    command = [sys.executable, "start.py", "--no-browser"]
    with (tmp_path / "said").open("wb") as said:
        pipes = {"stdout": said, "stderr": subprocess.STDOUT}
        process = subprocess.Popen(command, cwd=course, start_new_session=True, **pipes)
    end = time.monotonic() + 600
    while installed(course)[1] < 10 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    said = (tmp_path / "said").read_text(encoding="utf-8")
    if "can't be reached" in said:
        pytest.skip("there is no network to fetch packages from")
    assert 10 <= installed(course)[1] < 80, said
    assert not (course / ".venv" / "course-stamp.json").exists()


def test_the_next_start_repairs_it_and_opens_lesson_00(course, tmp_path):
    if not installed(course)[1]:
        pytest.skip("there is no network to fetch packages from")
    port = free_port()
    command = [sys.executable, "start.py", "--no-browser", f"--port={port}"]
    command += [f"--IdentityProvider.token={TOKEN}"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path / "nobody's own")}
    environment.pop("PYTHONPATH", None)  # leads to the course that is being tested
    options = {"cwd": course, "env": environment, "patience": 900}
    with Server(command, port, tmp_path / "log", **options) as server:
        assert "half done" in server.said()
        assert re.search(r"(?m)^Set up\.\nTensorFlow follows", server.said())
        assert server.get("/")[0].partition("?")[0] == "/lab/tree/notebooks/00_start_here.ipynb"
        assert server.json("/api/contents/notebooks/00_start_here.ipynb")["content"]["cells"]
        assert not server.asks_about_news()
        where = server.run("import course_lib, numpy; print(course_lib.__file__)").strip()
        assert Path(where) == course / "course_lib" / "__init__.py"
        prefix = server.run("import sys; print(sys.prefix)").strip()
        assert Path(prefix) == course / ".venv"
        status, end = course / ".venv" / "course-tensorflow.json", time.monotonic() + 600
        while '"fetching"' in status.read_text(encoding="utf-8") and time.monotonic() < end:
            time.sleep(0.5)
        assert '"none"' in status.read_text(encoding="utf-8")  # the package itself was left out
        assert server.run("import termcolor; print(termcolor.__name__)").strip() == "termcolor"
    # Unless compiled, every import takes two or three times as long.
    assert list(course.glob(".venv/[Ll]ib/**/numpy/__pycache__/__init__.*.pyc"))
    assert subprocess.run([installed(course)[0], "-m", "pip", "check"]).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows does not count its children's time")
def test_a_later_start_adds_little_to_jupyterlabs_own(course):
    if not (course / ".venv" / "course-stamp.json").exists():
        pytest.skip("there is no network to fetch packages from")

    def seconds(*command):
        """Of processor time: on a busy machine the clock on the wall measures the others."""
        before = os.times()
        subprocess.run([*command, "--version"], cwd=course, capture_output=True, check=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])  # the children's, user and system

    ours = seconds(sys.executable, "start.py")
    theirs = seconds(installed(course)[0], "-m", "jupyterlab")
    assert ours - theirs < 1
