"""Killed half-way, stopped by Ctrl-C, or two at once."""

import os
import signal
import time

import pytest

from tests.starting.course import WINDOWS


def wait_for(path):
    """Wait until a file is there."""
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_killed_half_way_the_next_start_repairs_it(course):
    course.tell(pause=1)
    first = course.begin()
    wait_for(course.tools / "half")
    first.kill()
    first.communicate()
    assert not course.stamp.exists()
    course.tell()
    code, out, err = course.start()
    assert (code, err) == (7, "")
    assert "half done" in out
    assert course.stamp.exists()


@pytest.mark.skipif(WINDOWS, reason="Windows ends the installer otherwise")
def test_an_installer_that_outlives_its_start_is_waited_for(course):
    """SIGKILL leaves uv or pip behind, still writing: the next start must not write beside it."""
    course.tell(pause=2)
    first = course.begin()
    wait_for(course.tools / "half")
    first.kill()
    (course.tools / "calls").unlink()
    began = time.monotonic()
    out = course.start()[1]
    first.communicate()
    assert "Another start.py" in out
    assert time.monotonic() - began > 1


@pytest.mark.skipif(WINDOWS, reason="Ctrl-C is sent otherwise on Windows")
def test_ctrl_c_stops_it_in_a_sentence(course):
    course.tell(pause=10)
    process = course.begin(start_new_session=True)
    wait_for(course.tools / "half")
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=5)
    assert process.returncode == 1
    assert err == "\nStopped. The same command goes on, or repairs what is half done.\n"
    assert not course.stamp.exists()


def test_two_starts_at_once_set_up_once(course):
    course.tell(pause=1)
    first = course.begin()
    wait_for(course.tools / "half")
    second = course.begin()
    told = [process.communicate(timeout=60)[0] for process in (first, second)]
    assert ["BECAME" in out for out in told] == [True, True]
    assert "Another start.py is setting the course up here; waiting for it." in told[1]
    assert course.calls() == ["venv", "pip"]
