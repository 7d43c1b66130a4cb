"""TensorFlow comes behind JupyterLab: in which order, and whatever stops it on the way."""

import contextlib
import json
import os
import signal
import time

import psutil
import pytest

from starting import requirements
from tests.starting.course import WINDOWS, became
from tests.starting.test_trouble import NETWORK, with_tricks


class Open:
    """A JupyterLab that stays open; TensorFlow follows behind it."""

    def __init__(self, course):
        self.course = course
        self.flag = course.tools / "stays open"

    def __enter__(self):
        self.flag.touch()
        self.process = self.course.begin(start_new_session=True)
        self.said = ""
        while "BECAME" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said + self.process.stderr.read()
            self.said += line
        return self

    def __exit__(self, *error):
        """Close it, and wait until what it has begun has ended too."""
        behind = self.behind()
        self.flag.unlink(missing_ok=True)
        self.process.communicate(timeout=60)
        assert not psutil.wait_procs(behind, timeout=60)[1]

    def behind(self):
        """The processes that fetch TensorFlow."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.process.pid).children(recursive=True)
        return []

    def wait_for(self, *states):
        """Wait until TensorFlow stands like this; return all that is told of it."""
        end = time.monotonic() + 60
        while (told := status(self.course))["state"] not in states:
            assert time.monotonic() < end, told
            time.sleep(0.05)
        return told


@pytest.fixture
def following(course):
    """A course whose TensorFlow nobody has declined, and a second installer that has it."""
    (course.folder / ".no-tensorflow").unlink()
    course.tell(then={"also": ["tensorflow", "keras"]})
    return course


def status(course):
    """What the notebooks can read."""
    return json.loads((course.venv / "course-tensorflow.json").read_text())


def wait_for(path):
    """Wait until a file is there."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def held(course):
    """The requirements that the stamp says .venv holds."""
    return set(json.loads(course.stamp.read_text())["files"]) - {"overrides.json"}


PAUSE = {"pause": 60, "also": ["tensorflow", "keras"]}
WHOLE = {requirements.WITHOUT, requirements.ALL}


def test_jupyterlab_opens_first_and_tensorflow_follows(following):
    following.tell(then=PAUSE)
    with Open(following) as lab:
        assert "Set up.\nTensorFlow follows while you begin; lesson 00 shows" in lab.said
        assert not (following.tools / "second half").exists() or lab.behind()
        assert held(following) == {requirements.WITHOUT}
        wait_for(following.tools / "second half")
        told = status(following)
        assert told["state"] == "fetching"
        assert time.time() - told["time"] < 60
    assert following.calls() == ["venv", "pip", "pip"]


def test_when_it_is_here_that_is_said_and_kept(following):
    with Open(following) as lab:
        lab.wait_for("here")
        assert held(following) == WHOLE
        end = time.monotonic() + 60
        while any(process.status() != psutil.STATUS_ZOMBIE for process in lab.behind()):
            assert time.monotonic() < end  # it ends by itself
            time.sleep(0.05)
        *_, last = map(json.loads, (following.tools / "calls").read_text().splitlines())
    assert (following.venv / "course-tensorflow.log").read_text() == ""  # no last words either
    following.calls()
    assert "--no-deps" in last  # so that no package in use can be replaced
    text = (following.venv / "course-requirements.txt").read_text()
    assert last[-2:] == ["-r", str(following.venv / "course-requirements.txt")]
    names = [line.partition("==")[0] for line in text.splitlines()]
    assert names[:2] == ["tensorflow", "tensorflow-cpu"]
    assert "keras" in names
    assert not {"numpy", "jupyterlab", "matplotlib", "setuptools", "wheel"} & set(names)
    assert "TensorFlow" not in following.start()[1]
    assert following.calls() == []


def test_while_it_comes_its_progress_is_told_anew(following):
    following.tell(then={**PAUSE, "pause": 5})
    with Open(following) as lab:
        wait_for(following.tools / "second half")
        times = set()
        while (told := status(following))["state"] == "fetching":
            times.add(told["time"])
            time.sleep(0.1)
        assert len(times) > 1
        lab.wait_for("here")


@pytest.mark.skipif(WINDOWS, reason="Ctrl-C is sent otherwise on Windows")
def test_ctrl_c_that_jupyterlab_survives_does_not_stop_it(following):
    following.tell(then={**PAUSE, "pause": 2})
    with Open(following) as lab:
        wait_for(following.tools / "second half")
        os.killpg(lab.process.pid, signal.SIGINT)
        lab.wait_for("here")


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no os.nice here")
def test_it_gives_way_to_everything_else(following):
    following.tell(then=PAUSE)
    with Open(following) as lab:
        wait_for(following.tools / "second half")
        assert {process.nice() - psutil.Process().nice() for process in lab.behind()} == {10}


def test_jupyterlab_closed_before_it_is_here(following):
    """What was begun ends with it, and goes on next time, and the rest is not made again."""
    following.tell(then=PAUSE)
    with Open(following):
        wait_for(following.tools / "second half")
    assert status(following)["state"] == "stopped"
    assert held(following) == {requirements.WITHOUT}
    following.calls()
    following.tell(then={"also": ["tensorflow", "keras"]})
    with Open(following) as lab:
        assert "Setting" not in lab.said
        lab.wait_for("here")
    assert following.calls() == ["pip"]


@pytest.mark.parametrize("who", ["all", "the reporter"])
def test_killed_on_the_way_it_goes_on_next_time(following, who):
    """All at once, as when the power fails; or one, whose installer goes on for a while."""
    following.tell(then={**PAUSE, "pause": 3})
    with Open(following) as lab:
        wait_for(following.tools / "second half")
        victims = [*lab.behind(), lab.process] if who == "all" else lab.behind()[:1]
        for process in victims:
            process.kill()
        following.tell(then={"also": ["tensorflow", "keras"]})
        assert status(following)["state"] == "fetching"  # nobody could say that it stopped
    assert held(following) == {requirements.WITHOUT}
    with Open(following) as lab:
        assert "Setting" not in lab.said
        lab.wait_for("here")
    assert held(following) == WHOLE


def test_two_at_once_fetch_once_and_the_second_takes_over(following):
    following.tell(then={**PAUSE, "pause": 3})
    first, second = Open(following), Open(following)
    with first:
        wait_for(following.tools / "second half")
        with second:
            second.wait_for("here")
    assert following.calls() == ["venv", "pip", "pip"]
    following.stamp.unlink()
    following.tell(then=PAUSE)
    (following.tools / "second half").unlink()
    with first, second:
        wait_for(following.tools / "second half")
        following.tell(then={"also": ["tensorflow", "keras"]})
        first.process.kill()
        second.wait_for("here")


def test_where_the_network_fails_the_lessons_are_there_and_the_reason_is_told(following):
    following.tell(then={"failure": NETWORK})
    with Open(following) as lab:
        told = lab.wait_for("failed")
        assert told["why"].endswith("can't be reached. Look at your network (and its proxy).")
        assert held(following) == {requirements.WITHOUT}
    assert "dns error" in (following.venv / "course-tensorflow.log").read_text()
    following.tell(then={"also": ["tensorflow", "keras"]})
    with Open(following) as lab:
        lab.wait_for("here")


def test_a_disk_with_room_for_the_lessons_alone(following, tmp_path):
    tricks = "import shutil\n"
    tricks += "shutil.disk_usage = lambda path: shutil._ntuple_diskusage(10**10, 10**10, 10**9)"
    with_tricks(following, tmp_path, tricks)
    with Open(following) as lab:
        why = lab.wait_for("failed")["why"]
        assert "TensorFlow needs 1.8 GB of disk space, and 1.0 GB are left" in why
    assert following.calls() == ["venv", "pip"]


def test_where_there_is_none_that_is_said_once(following):
    failure = "× No solution found: Because tensorflow-cpu==2.21.0 has no wheels for this platform"
    following.tell(then={"failure": failure})
    with Open(following) as lab:
        lab.wait_for("none")
    following.calls()
    assert "TensorFlow" not in following.start()[1]
    assert following.calls() == []


def test_declined_once_it_stays_away_until_it_is_asked_for(following):
    for said, arguments in [("left out", ["--no-tensorflow", "--port=9"]), ("left out", [])]:
        code, out, _ = following.start(*arguments)
        assert code == 7
        assert said in out
        assert ("--port=9" in became(out)[0]) == ("--port=9" in arguments)
        assert "--no-tensorflow" not in became(out)[0]
        assert status(following)["state"] == "declined"
    assert following.calls() == ["venv", "pip"]
    code, out, _ = following.start("--tensorflow")
    assert "TensorFlow follows" in out
    assert not (following.folder / ".no-tensorflow").exists()
    with Open(following) as lab:
        lab.wait_for("here")


def test_an_older_tensorflow_is_replaced_before_there_are_kernels(following):
    with Open(following) as lab:
        lab.wait_for("here")
    following.calls()
    with (following.folder / "requirements.txt").open("a") as file:
        file.write("one-more==1.0\n")
    assert "TensorFlow" not in following.start()[1]
    assert following.calls() == ["pip"]
    assert held(following) == WHOLE


def packages(text):
    """The packages of a lock, each with those that need it, as its comments say."""
    found, needed_by = {}, set()
    for line in text.splitlines():
        if line[:1].isalnum():
            needed_by = found.setdefault(line.partition("==")[0], set())
        elif line.startswith("    #") and " -c " not in line:
            needed_by.update(line.replace("# via", "").replace("#", "").split()[:1])
    return found


def test_tensorflows_are_those_that_nothing_else_needs(project):
    """By the lock's comments; the code goes by its markers."""
    needed_by = packages((project / "requirements.txt").read_text())
    names = {name for name in needed_by if name.startswith("tensorflow")}
    assert len(names) == 2
    while more := {n for n, by in needed_by.items() if by and by <= names} - names:
        names |= more
    text = requirements.text_of(requirements.ALL)
    theirs, rest = requirements.of_tensorflow(text), requirements.text_of(requirements.WITHOUT)
    assert packages(theirs).keys() == names - set(requirements.SEEDED)
    assert packages(rest).keys() == needed_by.keys() - packages(theirs).keys()
    assert set(requirements.SEEDED) <= packages(rest).keys()
