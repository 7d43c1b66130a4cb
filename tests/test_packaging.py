"""What is built for others to install: the wheel and the source distribution.

Both are built once, by what pyproject.toml names. The wheel is installed into an environment that
has the packages of this one; with ``--thorough``, both are installed with all that they ask for.
"""

import csv
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.project import NAMES
from tests.server import TOKEN, Server
from tests.thorough import usually

COMMANDS = {
    "course": "course_lib.grading.__main__:main",
    "neural-network-course": "course_lib.notebooks.opening:main",
}
LESSON = "00_start_here.ipynb"


@pytest.fixture(scope="module")
def built(project, tmp_path_factory):
    """The folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True, text=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def sdist(built):
    (path,) = built.glob("*.tar.gz")
    return path


# ------------------------------------------------------------------------------ what is in them


def test_the_wheel_carries_the_course_and_nothing_else(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {name for name in NAMES if name.startswith("course_lib/")}
    lessons = {
        name.replace("notebooks/", "course_lib/released/", 1)
        for name in NAMES
        if name.startswith("notebooks/")
    }
    assert len(lessons) > 30
    assert ours | lessons <= names, "code, browser's code, data, notebooks and their texts"
    assert "course_lib/released/jupyter/jupyter_server_config.py" in names
    assert any(name.endswith("share/jupyter/lab/settings/overrides.json") for name in names)
    assert {name.split("/")[0].rpartition(".")[2] for name in names} == {
        *("course_lib", "data", "dist-info")
    }


def test_the_wheel_installs_its_commands(wheel):
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
    lines = archive.read(name).decode().splitlines()
    assert dict(line.split(" = ") for line in lines if " = " in line) == COMMANDS


def test_the_source_distribution_makes_the_same_wheel(sdist, wheel, tmp_path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    assert record(tmp_path / wheel.name) == record(wheel)
    left_out = {name for name in NAMES if not (folder / name).is_file()}
    assert left_out == set(), "who packages it can test it"


def record(wheel):
    """The checksum of every file in a wheel."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith("/RECORD"))
    return {row[0]: row[1] for row in csv.reader(archive.read(name).decode().splitlines())}


# ------------------------------------------------------------------------------ installed


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """An environment with the wheel installed, and the packages of this one, without our clone."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--no-deps"]
    command += ["--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    site = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    Path(site, "packages.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    for part in ("static", "schemas", "themes"):  # of JupyterLab, which looks for them there
        lab = Path("share", "jupyter", "lab", part)
        shutil.copytree(sys.prefix / lab, folder / lab)
    return folder


def script(environment, name):
    """The path of a command in an environment."""
    return shutil.which(name, path=environment / ("Scripts" if os.name == "nt" else "bin"))


def bare():
    """Our environment without what leads to the clone."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONPATH", "JUPYTER"))}


def test_the_command_copies_the_notebooks_and_spares_what_is_yours(environment, tmp_path):
    command = [script(environment, "neural-network-course"), "--copy-only"]
    subprocess.run(command, cwd=tmp_path, env=bare(), check=True, capture_output=True)
    mine = tmp_path / "neural-network-course" / LESSON
    mine.write_text("my answer", encoding="utf-8")
    (mine.parent / ".course.json").unlink()
    done = subprocess.run(
        command, cwd=tmp_path, env=bare(), check=True, capture_output=True, text=True
    )
    assert mine.read_text(encoding="utf-8") == "my answer"
    assert f"{LESSON} is yours and stays" in done.stdout


def test_an_installed_lesson_begins_again(environment, tmp_path):
    code = "import course_lib.notebooks as n; print(n.__file__); print(n.begin_again(1))"
    done = subprocess.run(
        [script(environment, "python"), "-c", code],
        cwd=tmp_path, env=bare(), check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert str(environment) in done.stdout, "the installed one, and not the clone"
    assert (tmp_path / "01_neuron.ipynb").is_file()


def test_the_command_opens_the_first_lesson(environment, tmp_path):
    opens_the_first_lesson(environment, tmp_path)


@pytest.mark.skipif(usually(1, thorough=0), reason="it fetches every package; --thorough does")
def test_installed_with_all_they_ask_for_both_open_the_first_lesson(wheel, sdist, tmp_path):
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True, symlinks=os.name != "nt")
    install = [script(environment, "python"), "-m", "pip", "install", "-q", "--no-compile"]
    for number, what in enumerate(([str(wheel)], ["--force-reinstall", "--no-deps", str(sdist)])):
        subprocess.run([*install, *what], env=bare(), check=True)
        folder = tmp_path / str(number)
        folder.mkdir()
        opens_the_first_lesson(environment, folder)


def opens_the_first_lesson(environment, folder):
    """Run the command as a learner does; ask its server for the lesson, and a kernel for a sum."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [script(environment, "neural-network-course"), "--no-browser", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    home = {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder), "COURSE_PROGRESS": "off"}
    home |= {"JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
    with Server(command, port, folder / "log", cwd=folder, env=bare() | home) as server:
        landed, page = server.get("/")
        assert landed.startswith(f"/lab/tree/{LESSON}")
        assert "jupyter-config-data" in page
        assert server.json(f"/api/contents/{LESSON}")["type"] == "notebook"
        assert not server.asks_about_news()
        printed = server.run(
            "import course_lib, os\n"
            "from course_lib import Neuron\n"
            "print(Neuron([0, 1], bias=4)([2, 3]), course_lib.__file__)\n"
            "print(os.environ['OPENBLAS_NUM_THREADS'])",
            folder="",
        )
    assert printed.startswith("0.99908")
    assert str(environment) in printed
