"""Whatever goes wrong is told in a sentence that says what to do."""

import errno
import os
import shutil
import subprocess

import pytest

from starting import trouble
from tests.starting.course import WINDOWS

NETWORK = """error: Failed to fetch: `https://packages.example/simple/numpy/`
  Caused by: error sending request for url
  Caused by: dns error: failed to lookup address information: Name or service not known
"""
PIP_NETWORK = """WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by
'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object>: Failed to establish
a new connection: [Errno -3] Temporary failure in name resolution')': /simple/absl-py/
ERROR: Could not find a version that satisfies the requirement absl-py==2.5.1 (from versions: none)
ERROR: No matching distribution found for absl-py==2.5.1
"""
DISK = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
UV_DISK = "error: failed to write to file `/x`: No space left on device (os error 28)\n"
LONG = "OSError: [Errno 2] No such file\nHINT: ... Windows Long Path support enabled. See ...\n"
BUSY = "error: failed to remove file: The process cannot access the file because it is being used\
 by another process. (os error 32)\n"


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (NETWORK, "can't be reached. Look at your network"),
        (PIP_NETWORK, "can't be reached. Look at your network"),
        (DISK, "The disk is full. Free 2.5 GB"),
        (UV_DISK, "The disk is full. Free 2.5 GB"),
        (LONG, "path is too long for Windows"),
        (BUSY, "close JupyterLab"),
    ],
    ids=["network", "network (pip)", "disk (pip)", "disk", "long path", "in use"],
)
def test_what_goes_wrong_is_one_sentence(course, failure, sentence):
    course.tell(failure=failure)
    assert sentence in course.fails()
    course.tell()
    course.lab()  # and the next start repairs it


def test_an_unknown_failure_shows_its_last_words_and_the_log(course):
    course.tell(failure="a\nb\nsomething never seen before")
    code, _, err = course.start()
    assert code == 1
    assert "The set-up failed" in err
    assert "something never seen before" in err
    log = course.venv / "course-set-up.log"
    assert str(log) in err
    assert "something never seen before" in log.read_text()


def with_tricks(course, tmp_path, tricks):
    """Let start.py's Python run this first."""
    (tmp_path / "tricks").mkdir()
    (tmp_path / "tricks" / "sitecustomize.py").write_text(tricks)
    course.environment["PYTHONPATH"] = str(tmp_path / "tricks")


def test_a_python_without_venv_is_told_what_to_install(course, tmp_path):
    (course.tools / ("uv.bat" if WINDOWS else "uv")).unlink()
    kept = [p for p in os.environ["PATH"].split(os.pathsep) if not shutil.which("uv", path=p)]
    course.environment["PATH"] = os.pathsep.join(kept)
    with_tricks(course, tmp_path, "import sys; sys.modules['ensurepip'] = None")
    assert "sudo apt install python3-venv" in course.fails()
    assert not course.venv.exists()


def test_a_disk_too_small_is_told_before_anything_is_fetched(course, tmp_path):
    tricks = "import shutil\n"
    tricks += "shutil.disk_usage = lambda path: shutil._ntuple_diskusage(10**10, 10**10, 6 * 10**8)"
    with_tricks(course, tmp_path, tricks)
    said = course.fails()
    assert "needs 0.7 GB of disk space (2.5 GB with TensorFlow), and 0.6 GB are left" in said
    assert course.calls() == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_that_cannot_be_written_to(number):
    with (
        pytest.raises(trouble.Trouble, match=r"can't be written to: .* Move the course"),
        trouble.explained(),
    ):
        raise OSError(number, os.strerror(number))


@pytest.mark.skipif(WINDOWS, reason="folders are not closed by a mode on Windows")
def test_a_folder_that_really_cannot_be_written_to(course):
    if os.geteuid() == 0:  # who may write anywhere, unless that is taken away
        course.before = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
        if not shutil.which("setpriv") or subprocess.run([*course.before, "true"]).returncode:
            pytest.skip("root's privilege to write anywhere can't be taken away here")
    course.folder.chmod(0o555)
    try:
        assert "can't be written to" in course.fails()
    finally:
        course.folder.chmod(0o755)
