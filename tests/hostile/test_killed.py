"""Nothing is lost: a grader is killed at random moments, and a resumed run ends as any other.

It is killed three times, and fifty times with --thorough.
"""

import random
import shutil
import signal
import sys
import time

import psutil
import pytest

from tests.hostile import lesson
from tests.hostile.attacks import ATTACKS
from tests.hostile.command_line import CommandLine
from tests.thorough import usually

if not sys.platform.startswith("linux"):
    pytest.skip("the grader isolates on Linux, and nowhere else", allow_module_level=True)

from course_lib.grading.isolation import choose
from course_lib.grading.isolation.landlock import _PREFIX

KILLS = usually(3, thorough=50)
HONEST = 8
ATTACKERS = ("an_exit_at_once", "a_kill_of_its_parent", "a_patched_numpy", "an_ordinary_error")


@pytest.fixture(scope="module", params=choose.NAMES)
def command_line(request, tmp_path_factory):
    """A class whose notebooks are collected, and not graded yet."""
    probe = choose.probe(request.param)
    if not probe.works:
        pytest.skip(f"NO ISOLATION by {probe.name} on this machine: {probe.reason}")
    command_line = CommandLine(tmp_path_factory.mktemp("class") / "collected", request.param)
    honest = [lesson.notebook(lesson.cells()) for _ in range(HONEST)]
    command_line.collect(honest + [lesson.hostile(ATTACKS[name], {}) for name in ATTACKERS])
    return command_line


def test_a_grader_that_is_killed_loses_nothing(command_line, tmp_path):
    undisturbed = command_line.copy(tmp_path / "undisturbed")
    began = time.monotonic()
    undisturbed.run("grade", "--jobs", "2", "--isolation", command_line.isolation)
    longest = time.monotonic() - began
    shortest = longest / 4
    expected = undisturbed.exported()
    chance = random.Random(2)
    kills, classes = 0, 0
    while kills < KILLS:
        classes += 1
        killed = command_line.copy(tmp_path / f"killed {classes}")
        before = 0
        while kills < KILLS and not (
            ended := kill_while_it_grades(killed, chance.uniform(0, longest))
        ):
            kills += 1
            graded = killed.graded()
            assert graded >= before, "what was graded has to stay graded"
            before = graded
        if ended:
            longest = max(0.9 * longest, shortest)  # so that the next kill comes in time
        else:
            killed.run("grade", "--resume", "--isolation", command_line.isolation)
        assert killed.exported() == expected
        assert not list(killed.scratch.glob(f"{_PREFIX}*"))
        shutil.rmtree(killed.folder)


def kill_while_it_grades(command_line, seconds):
    """Kill a grader so long after its start; whether it had ended before. What it started ends."""
    process = command_line.begin_grading()
    family = command_line.watch(process, seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode in (0, -signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive, "what a killed grader has started ends with it"
    return process.returncode == 0
