"""Grade many submissions at once, on this machine or on a cluster, and lose none.

Only this process writes the gradebook; others mark, and hand their results back as data. A few
submissions are under way at a time, so memory stays flat however many there are.
"""

import contextlib
import functools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from course_lib.grading.catalogue import catalogue
from course_lib.grading.clocked_process import ClockedProcess
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.isolation.choose import check_name
from course_lib.grading.marking import Job, Result, mark
from course_lib.grading.marking_pool import (
    mark_twice_with_a_clock,
    results_here,
    results_in_window,
)

CONNECT_SECONDS = 15


@dataclass(frozen=True)
class Run:
    """What a run did: how many submissions it graded, and in how many seconds.

    ``unjudged`` are those among them that the grader could not judge, and a person has to.
    """

    graded: int
    seconds: float
    unjudged: int = 0


class Interrupted(GradebookError):
    """An earlier run was broken off; the message says how to go on."""


class ClusterError(Exception):
    """The cluster can't be used; the message says why."""


def grade(
    gradebook: Gradebook,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    resume: bool = False,
    graded_forms: bool | None = None,
    isolation: str | None = None,
    skip: Sequence[str] = (),
    marking: Callable[[Job], Result] = mark,
    progress: Callable[[Result], None] = lambda result: None,
) -> Run:
    """Grade all that waits, each submission in a transaction of its own.

    ``jobs`` processes work here, or the cluster at ``scheduler``; with 0 this process does, which
    a submission might then end. A run that was broken off is gone on with by ``resume``.
    ``graded_forms`` lets forms count; without it, it is as before. ``isolation`` names the kind to
    use, which by default is the best that works. ``skip`` names learners whose submissions are left
    out; they go on waiting.
    ``progress`` is called with each result once it is written. Raises GradebookError,
    ClusterError and NoIsolation; ValueError for an isolation that is none.
    """
    started = time.perf_counter()
    check_name(isolation)
    with gradebook.exclusive():
        broken_off = gradebook.get("run")
        if broken_off and not resume:
            raise Interrupted(
                f"An earlier run was broken off, and {gradebook.due():,} submissions wait. Go on "
                "with: course grade --resume"
            )
        count_forms(gradebook, graded_forms)
        gradebook.set("run", "open")
        graded = unjudged = 0
        private = gradebook.private
        waiting = gradebook.jobs(
            lambda lesson: tuple(catalogue(private)[lesson].tasks),
            graded_forms=gradebook.get("forms") == "graded",
            isolation=isolation,
            skip=skip,
        )
        try:
            with contextlib.closing(_results(waiting, marking, jobs, scheduler)) as results:
                for result in results:
                    gradebook.save(result)
                    graded += 1
                    unjudged += not result.is_judged
                    progress(result)
        except Exception:
            if not graded:  # then nothing was begun: there is no run to go on with
                gradebook.set("run", broken_off)
            raise
        gradebook.set("run", "")
    return Run(graded, time.perf_counter() - started, unjudged)


def count_forms(gradebook: Gradebook, graded_forms: bool | None) -> None:
    """Let forms count from now on, or no longer: the same for a whole class."""
    if graded_forms is None:
        return
    now, then = "graded" if graded_forms else "practice", gradebook.get("forms", "practice")
    if now != then and any(row.score is not None and not row.due for row in gradebook.rows()):
        raise GradebookError(
            f"Forms were {then} when this class was graded. So that all are graded alike, grade "
            f"it again: course regrade --{'graded' if graded_forms else 'practice'}-forms"
        )
    gradebook.set("forms", now)


def _results(waiting, marking, jobs, scheduler) -> Iterator[Result]:
    if scheduler:
        with _cluster(scheduler) as (executor, width):
            there = functools.partial(_mark_in_own_process, marking)
            yield from results_in_window(executor, there, waiting, width)
    elif jobs:
        yield from results_here(waiting, marking, jobs)
    else:
        yield from map(marking, waiting)


# --- on a cluster --------------------------------------------------------------------------------


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster as an executor, and how many submissions it marks at once."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "A cluster needs Dask here too: pip install 'neural-network-course[dask]'"
        ) from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise ClusterError(f"No Dask scheduler answers at {address}: {error}") from error
    with client:
        workers = client.ncores()
        if not workers:
            raise ClusterError(f"The cluster at {address} has no workers. Start some: dask worker.")
        answers = client.run(_worker_is_ready, on_error="return")
        for worker, answer in answers.items():
            if answer is not None:
                raise ClusterError(f"The worker {worker} can't grade: {answer}")
        # A result is written here as soon as it comes, so a task that is lost is run again.
        yield client.get_executor(pure=False, retries=3), sum(workers.values())


_OWN = threading.local()  # each thread of a Dask worker marks in a process of its own


def _mark_in_own_process(marking, job: Job) -> Result:
    """On a worker: mark with a clock, and a row for who fails twice."""
    if not hasattr(_OWN, "process"):
        _OWN.process = ClockedProcess()
    return mark_twice_with_a_clock(_OWN.process, marking, job)


def _worker_is_ready() -> str | None:
    """Asked of each worker: None, or why it can't mark. (The module is imported to ask.)"""
    from course_lib.grading.isolation import choose

    try:
        choose.choose()
    except Exception as error:
        return str(error)
    return None
