"""Ctrl-C at any moment, of a class whose notebooks were made to stall whoever reads or judges them.

It is pressed four times, and thirty times with --thorough.
"""

import contextlib
import os
import random
import signal
import sys
import time

import psutil
import pytest

from course_lib.grading.gradebook import Gradebook
from tests.hostile import lesson
from tests.hostile.attacks import ATTACKS
from tests.hostile.command_line import CommandLine
from tests.hostile.control import points_due_to_honest
from tests.thorough import usually

if not sys.platform.startswith("linux"):
    pytest.skip("the grader isolates on Linux, and nowhere else", allow_module_level=True)

from course_lib.grading.isolation import choose

INTERRUPTS = usually(4, thorough=30)
GONE_SECONDS = 5  # after Ctrl-C
CPU_SECONDS = 120  # for the class: 15 each, where one of these took minutes by itself
CLASS = (
    "a_statement_with_thousands_of_names",
    None,
    "a_statement_with_thousands_of_names",
    None,
    "keys_that_collide",
    None,
    "a_name_with_thousands_of_marks",
    None,
)


@pytest.fixture(scope="module")
def command_line(tmp_path_factory):
    """The class, collected and not graded yet."""
    works = [probe.name for probe in choose.probe_all() if probe.works]
    if not works:
        pytest.skip("NO ISOLATION works on this machine")
    made = CommandLine(tmp_path_factory.mktemp("class") / "collected", works[0])
    honest = lesson.notebook(lesson.cells())
    made.collect([lesson.hostile(ATTACKS[one], {}) if one else honest for one in CLASS])
    return made


@pytest.fixture(scope="module")
def undisturbed(command_line, tmp_path_factory):
    """The same, graded to its end; how long it took, and what the processor did for it."""
    made = command_line.copy(tmp_path_factory.mktemp("class") / "undisturbed")
    began, used = time.monotonic(), os.times()
    made.run("grade", "--jobs", "2", "--isolation", made.isolation)
    made.seconds = time.monotonic() - began
    made.cpu_seconds = sum(os.times()[2:4]) - sum(used[2:4])
    return made


def test_a_class_made_to_stall_is_graded_to_its_end_within_limits(undisturbed):
    with Gradebook(undisturbed.book) as book:
        rows = book.rows()
        points = [{mark.task: mark.points for mark in book.marks(row.id)} for row in rows]
    assert len(rows) == len(CLASS)
    for name, row, given in zip(CLASS, rows, points, strict=True):
        due = ATTACKS[name].points(lesson.EXERCISES) if name else points_due_to_honest()
        assert {task: given[task] for task in lesson.EXERCISES} == due, row
        assert not row.remark
    assert undisturbed.cpu_seconds < CPU_SECONDS


def test_ctrl_c_at_any_moment_ends_all_and_loses_nothing(command_line, undisturbed, tmp_path):
    chance = random.Random(7)
    broken_off = command_line.copy(tmp_path / "broken off")
    for number in range(INTERRUPTS):
        before = broken_off.graded()
        ended = press_ctrl_c(broken_off, chance.uniform(0, undisturbed.seconds))
        assert broken_off.graded() >= before, "what was graded has to stay graded"
        if ended:
            assert broken_off.exported() == undisturbed.exported()
            broken_off = command_line.copy(tmp_path / f"broken off {number}")
    broken_off.run("grade", "--resume", "--isolation", command_line.isolation)
    assert broken_off.exported() == undisturbed.exported()


def press_ctrl_c(command_line, seconds):
    """Press it so long after a start; whether all was graded by then. All that was started ends."""
    process = command_line.begin_grading()
    family = command_line.watch(process, seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all that it started
    said, _ = process.communicate(timeout=GONE_SECONDS)
    assert process.returncode in (0, 130, -signal.SIGINT), said  # the last while Python starts
    assert process.returncode < 0 or "Traceback" not in said
    _, alive = psutil.wait_procs(family, timeout=1)
    assert all(one.status() == psutil.STATUS_ZOMBIE for one in alive), alive
    return process.returncode == 0
