"""Grade many submissions at once, on this machine or on a cluster, and lose none.

Only this process writes the gradebook; others mark, and hand their results back as data. A few
submissions are under way at a time, so memory stays flat however many there are.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from course_lib.grading.catalogue import catalogue
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.marking import Job, Result, mark
from course_lib.notebooks.threads import ONE_BLAS_THREAD

CONNECT_SECONDS = 15
SUBMITTED_PER_WORKER = 3  # one is being marked, the others wait: no worker is ever idle


@dataclass(frozen=True)
class Run:
    """What a run did: how many submissions it graded, and in how many seconds."""

    graded: int
    seconds: float


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
    marking: Callable[[Job], Result] = mark,
    progress: Callable[[Result], None] = lambda result: None,
) -> Run:
    """Grade all that waits, each submission in a transaction of its own.

    ``jobs`` processes work here, or the cluster at ``scheduler``; with 0 this process does, which
    a submission might then end. A run that was broken off is gone on with by ``resume``.
    ``graded_forms`` lets forms count; without it, it is as before. ``isolation`` names the kind to
    use, which by default is the best that works.
    ``progress`` is called with each result once it is written. Raises GradebookError,
    ClusterError and NoIsolation.
    """
    started = time.perf_counter()
    with gradebook.exclusive():
        if gradebook.get("run") and not resume:
            raise Interrupted(
                f"An earlier run was broken off, and {gradebook.due():,} submissions wait. Go on "
                "with: course grade --resume"
            )
        count_forms(gradebook, graded_forms)
        gradebook.set("run", "open")
        graded = 0
        private = gradebook.private
        waiting = gradebook.jobs(
            lambda lesson: tuple(catalogue(private)[lesson].tasks),
            graded_forms=gradebook.get("forms") == "graded",
            isolation=isolation,
        )
        with contextlib.closing(_results(waiting, marking, jobs, scheduler)) as results:
            for result in results:
                gradebook.save(result)
                graded += 1
                progress(result)
        gradebook.set("run", "")
    return Run(graded, time.perf_counter() - started)


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
            yield from _results_in_window(executor, marking, waiting, width)
    elif jobs:
        yield from _results_here(waiting, marking, jobs)
    else:
        yield from map(marking, waiting)


def _results_in_window(
    executor: Executor, marking, waiting: Iterable[Job], width: int
) -> Iterator[Result]:
    """Results as they come, while no more than so many submissions are under way."""
    under_way: dict[Future, Job] = {}
    waiting = iter(waiting)
    while True:
        while (
            len(under_way) < width * SUBMITTED_PER_WORKER
            and (job := next(waiting, None)) is not None
        ):
            under_way[executor.submit(marking, job)] = job
        if not under_way:
            return
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            result = future.result()
            del under_way[future]
            yield result


# --- on this machine -----------------------------------------------------------------------------


def _results_here(waiting: Iterable[Job], marking, jobs: int) -> Iterator[Result]:
    """Results from processes of this machine.

    A process that dies breaks its pool. Then a new one is made; whatever was under way is marked
    once more, one submission at a time, so that the one to blame is found and gets its row.
    """
    waiting = _UnfinishedJobs(waiting)
    while True:
        try:
            with _pool(jobs) as pool:
                for result in _results_in_window(pool, marking, waiting, jobs):
                    waiting.done(result)
                    yield result
            return
        except BrokenProcessPool:
            for result in _mark_one_by_one(waiting.unfinished(), marking):
                waiting.done(result)
                yield result


def _mark_one_by_one(jobs: list[Job], marking) -> list[Result]:
    """Mark each in a process of its own. Raises GradebookError where not one of several ends well.

    Then the machine ends them, perhaps for lack of memory: no learner should lose points for that.
    """
    results = [_mark_in_own_process(job, marking) for job in jobs]
    if len(jobs) > 1 and not any(results):
        raise GradebookError(
            "On this machine every process that marks is ended from outside. Is there too little "
            "memory? No result was lost: mend that, and go on with course grade --resume --jobs 1"
        )
    reason = "The process that marked this died on it, twice. Look at the submission by hand."
    return [
        result or Result(job.submission, reason=reason)
        for job, result in zip(jobs, results, strict=True)
    ]


def _mark_in_own_process(job: Job, marking) -> Result | None:
    try:
        with _pool(1) as pool:
            return pool.submit(marking, job).result()
    except BrokenProcessPool:
        return None


class _UnfinishedJobs:
    """An iterator of jobs that knows which of those it gave are not done."""

    def __init__(self, jobs: Iterable[Job]):
        self._jobs = iter(jobs)
        self._given: dict[int, Job] = {}

    def __iter__(self) -> "_UnfinishedJobs":
        return self

    def __next__(self) -> Job:
        job = next(self._jobs)
        self._given[job.submission] = job
        return job

    def done(self, result: Result) -> None:
        """Forget a job whose result is there."""
        del self._given[result.submission]

    def unfinished(self) -> list[Job]:
        """Those without a result, in order."""
        return [self._given[number] for number in sorted(self._given)]


@contextlib.contextmanager
def _pool(jobs: int) -> Iterator[Executor]:
    """A pool of processes that end when this one does, however it ends."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_end_with, initargs=(os.getpid(),))
    try:
        with _one_blas_thread():
            yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _one_blas_thread() -> Iterator[None]:
    """Processes started meanwhile get one BLAS thread, unless the user has set a number."""
    added = [name for name in ONE_BLAS_THREAD if name not in os.environ]
    os.environ.update({name: ONE_BLAS_THREAD[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _end_with(parent: int) -> None:
    """Watch the grader: a worker that it leaves behind ends. Ctrl-C is the grader's alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch():
        while os.getppid() == parent:
            time.sleep(0.25)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


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


def _worker_is_ready() -> str | None:
    """Asked of each worker: None, or why it can't mark. (The module is imported to ask.)"""
    from course_lib.grading.isolation import choose

    try:
        choose.choose()
    except Exception as error:
        return str(error)
    return None
