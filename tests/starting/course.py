"""A course in a scratch folder, against an installer that is made up.

The made-up ``uv`` stands first on the PATH. It makes a real environment, with a few made-up
packages in it in place of two gigabytes, and can be told to fail as the real one does.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys

from starting.programs import THREADS

WINDOWS = os.name == "nt"
COPIED = (
    "start.py",
    "starting",
    "binder",
    "requirements.txt",
    "requirements-test.txt",
    "pyproject.toml",
    "course_lib",
)

FAKE_UV = r"""
import json, os, sys, time, venv
from pathlib import Path

here, arguments = Path(__file__).parent, sys.argv[1:]
said = (here / "says.json").read_text() if (here / "says.json").exists() else "{}"
says = json.loads(said)
with open(here / "calls", "a") as calls:
    calls.write(json.dumps(arguments) + "\n")
if arguments[0] == "venv":
    venv.create(arguments[-1], with_pip=False, symlinks=os.name != "nt")
    sys.exit()
requirements = Path(arguments[-1]).read_text()
second = "jupyterlab" not in requirements  # TensorFlow, behind JupyterLab
says = says.get("then", {}) if second else says
(here / ("second half" if second else "half")).touch()
python = Path(arguments[arguments.index("--python") + 1])
lib = python.parent.parent / ("Lib" if os.name == "nt" else f"lib/python3.{sys.version_info[1]}")
if second:
    record = lib / "site-packages" / "keras-3.0.dist-info"
    record.mkdir()  # fails where one is left: an installer would think that all is there
time.sleep(says.get("pause", 0))
if says.get("only with tensorflow") and "\ntensorflow" not in requirements:
    says = {}
if "failure" in says:
    sys.exit(says["failure"])
first = [] if second else ["jupyterlab", "ipywidgets", "matplotlib", "pytest"]
for name in [*first, *says.get("also", [])]:
    package = lib / "site-packages" / name
    package.mkdir(exist_ok=True)
    (package / "__init__.py").touch()
    (package / "font_manager.py").touch()
    (package / "__main__.py").write_text(
        "import json, os, signal, sys, time, course_lib\n"
        "names = ['COURSE_PROGRESS', 'COURSE_BROWSER', 'TF_ENABLE_ONEDNN_OPTS']\n"
        "names += [name for name in os.environ if name.endswith(('_THREADS', '_CONFIG_PATH'))]\n"
        "seen = {name: os.environ.get(name) for name in names}\n"
        "became = json.dumps([sys.argv, os.getcwd(), course_lib.__file__, seen])\n"
        "print('BECAME', became, flush=True)\n"
        f"if os.path.exists({str(here / 'stays open')!r}):\n"
        "    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it asks first, and was told no\n"
        f"while os.path.exists({str(here / 'stays open')!r}):\n"
        "    time.sleep(0.02)\n"
        "sys.exit(7)\n"
    )
"""


class Course:
    """A copy of the course in a folder of its own, and the made-up uv that it finds."""

    def __init__(self, folder, project, tools):
        self.folder, self.tools = folder, tools
        self.python = sys.executable
        self.before = []  # what start.py's Python is started by
        folder.mkdir()
        ignored = shutil.ignore_patterns("__pycache__", "nn", "checks", "widgets")
        for name in COPIED:
            if (project / name).is_dir():
                shutil.copytree(project / name, folder / name, ignore=ignored)
            else:
                shutil.copy(project / name, folder / name)
        (folder / "course_lib" / "__init__.py").write_text("")
        (folder / "notebooks" / "source").mkdir(parents=True)
        (folder / "notebooks" / "00_start_here.ipynb").touch()
        self.venv = folder / ".venv"
        self.stamp = self.venv / "course-stamp.json"
        (folder / ".no-tensorflow").touch()  # what follows behind JupyterLab has tests of its own
        self.environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        self.environment.pop("PYTHONPATH", None)  # leads to the course that is being tested
        for name in THREADS:  # set for these tests, and not by whoever starts this course
            self.environment.pop(name, None)

    def begin(self, *arguments, **options):
        """Start start.py and return the process."""
        command = [*self.before, str(self.python), str(self.folder / "start.py"), *arguments]
        options = {"env": self.environment, "cwd": self.folder.parent, **options}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, **pipes, **options)

    def start(self, *arguments, **options):
        """Run start.py to its end; return its exit code, output and errors."""
        process = self.begin(*arguments, **options)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        return process.returncode, out, err

    def lab(self, *arguments):
        """Run start.py, which must get as far as JupyterLab; return what it was told."""
        code, out, err = self.start(*arguments)
        assert code == 7, out + err
        assert err == ""
        return became(out)

    def fails(self, *arguments, **options):
        """Run start.py, which must fail with one sentence or two; return them."""
        code, out, err = self.start(*arguments, **options)
        assert code == 1
        assert "BECAME" not in out
        assert not self.stamp.exists()
        assert re.fullmatch(r"\n\S[^\n]*\.\n", err), err
        return err

    def tell(self, **says):
        """Tell the made-up uv how to behave from now on."""
        (self.tools / "says.json").write_text(json.dumps(says))

    def calls(self):
        """What uv has been asked, by its first words, since the last time we looked."""
        with contextlib.suppress(FileNotFoundError):
            lines = (self.tools / "calls").read_text().splitlines()
            (self.tools / "calls").unlink()
            return [json.loads(line)[0] for line in lines]
        return []


def became(out):
    """Return the arguments, folder, course_lib and environment of the program it turned into."""
    return json.loads(re.search("(?m)^BECAME (.*)$", out).group(1))
