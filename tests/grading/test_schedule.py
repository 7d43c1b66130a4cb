"""Many at once, and none lost: not by a crash, not by a process that dies, not by two graders."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

from course_lib.grading import marking_pool, schedule
from course_lib.grading.clocked_process import Clock
from course_lib.grading.export import by_exercise, by_learner
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.marking import Mark, Result
from course_lib.grading.marking_pool import SUBMITTED_PER_WORKER, results_in_window
from course_lib.grading.sandbox import NoIsolation
from course_lib.grading.schedule import ClusterError, Interrupted, grade
from course_lib.grading.submission import Submission
from course_lib.notebooks.threads import ONE_BLAS_THREAD


def quick(job):
    """Marks in no time: the length of the code is the score."""
    score = float(len("".join(job.cells)) % 7)
    seed = job.seeds.get("weigh", 0)
    mark = Mark("weigh", "not yet", score, 7.0, (f"drawn with {seed}",))
    return Result(job.submission, (mark,), job.problem or "marked")


def deadly(job):
    """Marks, unless the code says that the process is to die."""
    if any("die" in cell for cell in job.cells):
        os._exit(9)
    return quick(job)


def stuck(job):
    """Marks, unless the code says that there is to be no end, or no end to its memory."""
    code = "".join(job.cells)
    if "stuck in C" in code:
        sum(range(10**12))  # no signal, and no thread, gets a word in
    if "hoards" in code:
        hoard = [bytearray(100_000_000) for _ in range(8)]
        while hoard:
            pass
    return quick(job)


def sleepy(job):
    """Sleeps, and uses nothing."""
    time.sleep(60)


def always_deadly(job):
    """Ends as a process does that the machine has no memory for."""
    os._exit(9)


def blas_threads(job):
    """Marks with the BLAS threads that this process was started with."""
    return Result(job.submission, (), " ".join(os.environ.get(n, "-") for n in ONE_BLAS_THREAD))


@pytest.fixture
def many(book):
    """A class of 40, each with a submission of their own."""
    from course_lib.grading.roster import Learner

    book.enrol(Learner(f"m{i:02}") for i in range(40))
    for i in range(40):
        book.add(f"m{i:02}", 0, Submission(f"{i:064}", (f"x = {'1' * i}",)), f"m{i:02}")
    return book


def export(book, known):
    return by_learner(book, known, [0]) + by_exercise(book, known, [0])


def test_everything_that_waits_is_graded_once(many):
    seen = []
    run = grade(many, marking=quick, progress=seen.append, jobs=0)
    assert run.graded == len(seen) == 40
    assert many.due() == 0
    assert grade(many, marking=quick, jobs=0).graded == 0


class Stop(BaseException):
    """As Ctrl-C, or as kill -9, at this moment."""


@pytest.mark.parametrize("moment", [1, 7, 39])
def test_a_run_that_was_broken_off_goes_on_to_the_same_end(many, known, tmp_path, moment):
    copy = tmp_path / "undisturbed.sqlite"
    many.close()
    shutil.copy(many.path, copy)
    with Gradebook(copy) as undisturbed:
        grade(undisturbed, marking=quick, jobs=0)
        expected = export(undisturbed, known)

    def stop_at(result):
        nonlocal moment
        moment -= 1
        if moment == 0:
            raise Stop

    with Gradebook(many.path) as book:
        with pytest.raises(Stop):
            grade(book, marking=quick, progress=stop_at, jobs=0)
        with pytest.raises(Interrupted, match="course grade --resume"):
            grade(book, marking=quick, jobs=0)
        grade(book, marking=quick, resume=True, jobs=0)
        assert export(book, known) == expected
        assert grade(book, marking=quick, jobs=0).graded == 0


def test_few_are_under_way_at_a_time(many):
    given, done = [], []

    def jobs():
        for job in many.jobs(lambda lesson: ()):
            given.append(job)
            assert len(given) - len(done) <= 2 * SUBMITTED_PER_WORKER
            yield job

    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        for result in results_in_window(pool, quick, jobs(), 2):
            done.append(result)
    assert len(done) == 40


def test_a_process_that_marks_has_one_blas_thread_unless_somebody_said_otherwise(many, monkeypatch):
    for name in ONE_BLAS_THREAD:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    grade(many, marking=blas_threads, jobs=2)
    assert {row.reason for row in many.rows()} == {"1 3 1 1"}
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def test_processes_grade_as_one_does(many, known, tmp_path):
    many.close()
    copy = tmp_path / "two.sqlite"
    shutil.copy(many.path, copy)
    with Gradebook(many.path) as one, Gradebook(copy) as two:
        grade(one, marking=quick, jobs=0)
        assert grade(two, marking=quick, jobs=2).graded == 40
        assert export(one, known) == export(two, known)


def test_where_every_process_dies_nobody_gets_a_zero_for_it(many):
    with pytest.raises(GradebookError, match=r"ended from outside.*--resume"):
        grade(many, marking=always_deadly, jobs=2)
    assert many.due() == 40
    assert grade(many, marking=quick, jobs=2, resume=True).graded == 40


def test_a_process_that_dies_costs_one_submission_and_no_other(many):
    many.add("m05", 0, Submission("f" * 64, ("die",)), "m05")
    run = grade(many, marking=deadly, jobs=2)
    assert run.graded == 40
    reasons = {row.learner: row.reason for row in many.rows()}
    assert "died on it, twice" in reasons.pop("m05")
    assert set(reasons.values()) == {"marked"}


def test_who_takes_too_much_gets_a_row_and_the_others_their_marks(many, known, monkeypatch):
    """Even where the process can't notice it. On the second try it is left out by itself."""
    monkeypatch.setattr(marking_pool, "clock_of", lambda job: Clock(60, 2.0, memory_mb=500))
    many.add("m05", 0, Submission("f" * 64, ("stuck in C",)), "m05")
    many.add("m06", 0, Submission("e" * 64, ("hoards",)), "m06")
    run = grade(many, marking=stuck, jobs=2)
    assert (run.graded, run.unjudged) == (40, 2)
    rows = {row.learner: row for row in many.rows()}
    stalled, hoarded = rows.pop("m05"), rows.pop("m06")
    assert {row.reason for row in rows.values()} == {"marked"}
    assert "more than 2 seconds of the processor, twice" in stalled.remark
    assert "more than 500 MB of memory, twice" in hoarded.remark
    assert stalled.score is hoarded.score is None
    assert stalled.remark in by_learner(many, known, [0])
    assert stalled.remark in by_exercise(many, known, [0])
    assert grade(many, marking=quick, jobs=0).graded == 0


def test_by_the_wall_too(many, monkeypatch):
    monkeypatch.setattr(marking_pool, "clock_of", lambda job: Clock(0.2))
    for row in many.rows()[2:]:
        many.save(Result(row.id))
    run = grade(many, marking=sleepy, jobs=2)
    assert (run.graded, run.unjudged) == (2, 2)


def test_on_a_cluster_each_submission_has_its_clock_too(many, monkeypatch):
    from concurrent.futures import ThreadPoolExecutor

    @contextlib.contextmanager
    def cluster(address):
        with ThreadPoolExecutor(2) as pool:
            yield pool, 2

    monkeypatch.setattr(schedule, "_cluster", cluster)
    monkeypatch.setattr(marking_pool, "clock_of", lambda job: Clock(60, 2.0))
    many.add("m05", 0, Submission("f" * 64, ("stuck in C",)), "m05")
    run = grade(many, marking=stuck, scheduler="tcp://here")
    assert (run.graded, run.unjudged) == (40, 1)


INTERRUPTED = """
import sys
from course_lib.grading import schedule
from course_lib.grading.cli import app
from tests.grading.test_schedule import stuck

schedule.grade.__kwdefaults__["marking"] = stuck
if __name__ == "__main__":
    sys.exit(app())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="grading takes Linux")
def test_ctrl_c_ends_everything_whatever_it_is_doing(many, tmp_path, project):
    for number in range(40):
        many.add(f"m{number:02}", 0, Submission(f"{number:a>64}", ("stuck in C",)), "x")
    many.close()
    (tmp_path / "interrupted.py").write_text(INTERRUPTED)
    process = subprocess.Popen(
        [sys.executable, "interrupted.py", "grade", "--jobs", "2", "--gradebook", many.path],
        env={**os.environ, "PYTHONPATH": str(project)},
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    grader = psutil.Process(process.pid)
    while len(busy := [p for p in grader.children() if sum(p.cpu_times()[:2]) > 1.5]) < 2:
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.1)
    family = grader.children(recursive=True)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=5)
    assert "Stopped. 40 of 40 wait" in said
    assert process.returncode == 130
    assert len(busy) == 2
    left = psutil.wait_procs(family, timeout=1)[1]
    assert all(one.status() == psutil.STATUS_ZOMBIE for one in left), left


def test_where_nothing_isolates_the_run_ends_and_nothing_is_graded(many):
    def refuses(job):
        raise NoIsolation("nothing here")

    with pytest.raises(NoIsolation):
        grade(many, marking=refuses, jobs=0)
    assert many.due() == 40
    assert all(row.score is None for row in many.rows())


def test_two_graders_do_not_meet(many):
    refused = pytest.raises(GradebookError, match="Another grader")
    with Gradebook(many.path) as other, other.exclusive(), refused:
        grade(many, marking=quick, jobs=0)


def test_forms_count_for_all_alike(many):
    grade(many, marking=quick, jobs=0)
    with pytest.raises(GradebookError, match="regrade --graded-forms"):
        schedule.count_forms(many, True)
    many.ungrade()
    schedule.count_forms(many, True)
    assert many.get("forms") == "graded"


def test_the_real_thing_with_two_processes(handed_in, known, isolation):
    """Right, wrong and unreadable, through real sandboxes."""
    grade(handed_in, jobs=2)
    rows = {row.learner: row for row in handed_in.rows()}
    assert [rows[who].score for who in ("s1", "s2", "s3")] == [2, 1, 0]
    assert rows["s1"].reason == "2 of 2 correct."
    assert "not JSON" in rows["s3"].reason
    before = export(handed_in, known)
    handed_in.ungrade()
    grade(handed_in, jobs=1)
    assert export(handed_in, known) == before


def test_a_cluster_that_is_not_there(many, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -e '.[dask]'")
    monkeypatch.setattr(schedule, "CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match="No Dask scheduler answers"):
        grade(many, scheduler="tcp://127.0.0.1:1", marking=quick)
    assert many.due() == 40
