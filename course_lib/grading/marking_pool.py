"""Mark many submissions at once in processes of this machine, each with a clock.

A process that dies, or that is ended because its time ran out, costs its own submission a second
try and no other anything. Who fails twice gets a row that asks for a person's eye.
"""

import contextlib
import os
import queue
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from course_lib.grading.clocked_process import Clock, ClockedProcess, ProcessEnded, RanOut
from course_lib.grading.database import GradebookError
from course_lib.grading.marking import Job, Result, limits, unmarked
from course_lib.notebooks.threads import ONE_BLAS_THREAD

SUBMITTED_PER_WORKER = 3  # one is being marked, the others wait: no worker is ever idle
TRUSTED_SECONDS = 120.0  # for starting, reading and judging, beside what the sandbox may take
MOST_DEATHS = 3  # of processes, before any has marked anything: then the machine is to blame


@dataclass(frozen=True)
class Failure:
    """A submission that a process ended on; ``ran_out`` says of what, where it was ended here."""

    job: Job
    ran_out: str = ""


def results_here(waiting: Iterable[Job], marking, jobs: int) -> Iterator[Result]:
    """Results from so many processes of this machine.

    Raises GradebookError where all processes die: perhaps the machine has too little memory, and
    no learner should lose points for that.
    """
    failures: list[Failure] = []
    marked = 0
    with _one_blas_thread(), _clocked(marking, jobs) as (executor, marking_there):
        for result in results_in_window(executor, marking_there, waiting, jobs):
            if isinstance(result, Failure):
                failures.append(result)
                _stop_where_all_die(failures, marked)
            else:
                marked += 1
                yield result
        for failure in failures:
            again = executor.submit(marking_there, failure.job).result()
            yield _row(again) if isinstance(again, Failure) else again


def results_in_window(
    executor: Executor, marking, waiting: Iterable[Job], width: int
) -> Iterator[Result | Failure]:
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


def mark_with_a_clock(process: ClockedProcess, marking: Callable, job: Job) -> Result | Failure:
    """Mark one submission in a process; a Failure where that ends before it has an answer."""
    try:
        return process.run(marking, job, clock=clock_of(job))
    except RanOut as error:
        return Failure(job, str(error))
    except ProcessEnded:
        return Failure(job)


def mark_twice_with_a_clock(process: ClockedProcess, marking: Callable, job: Job) -> Result:
    """The same, with a second try, and a row for who fails twice."""
    result = mark_with_a_clock(process, marking, job)
    if isinstance(result, Failure):
        result = mark_with_a_clock(process, marking, job)
    return _row(result) if isinstance(result, Failure) else result


def clock_of(job: Job) -> Clock:
    """What the marking of a submission may take: its sandbox's time, and as long for the rest."""
    most = limits(job.lesson, job.cells)
    return Clock(most.wall_seconds + most.start_seconds + TRUSTED_SECONDS)


def _row(failure: Failure) -> Result:
    if failure.ran_out:
        said = f"To read and judge this takes {failure.ran_out}, twice. It was ended and left out."
    else:
        said = "The process that marked this died on it, twice."
    return unmarked(failure.job, f"{said} Look at the submission by hand.")


def _stop_where_all_die(failures: list[Failure], marked: int) -> None:
    deaths = sum(not failure.ran_out for failure in failures)
    if deaths >= MOST_DEATHS and not marked:
        raise GradebookError(
            "On this machine every process that marks is ended from outside. Is there too little "
            "memory? No result was lost: mend that, and go on with course grade --resume --jobs 1"
        )


@contextlib.contextmanager
def _clocked(marking: Callable, jobs: int) -> Iterator[tuple[Executor, Callable]]:
    """Threads that each wait for a process; all are ended at the end, whatever they are doing."""
    processes = [ClockedProcess() for _ in range(jobs)]
    idle: queue.SimpleQueue[ClockedProcess] = queue.SimpleQueue()
    for process in processes:
        idle.put(process)

    def mark_there(job: Job) -> Result | Failure:
        process = idle.get()
        try:
            return mark_with_a_clock(process, marking, job)
        finally:
            idle.put(process)

    threads = ThreadPoolExecutor(jobs)
    try:
        yield threads, mark_there
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        _close_all(processes)


def _close_all(processes: list[ClockedProcess]) -> None:
    """End all at the same time: to ask one after the other would take as many seconds."""
    with ThreadPoolExecutor(len(processes)) as closing:
        for process in processes:
            closing.submit(process.close)


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
