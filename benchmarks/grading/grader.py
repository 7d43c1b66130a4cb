"""The grader in a process of its own, as an instructor runs it: timed, and asked for its memory.

``python -m benchmarks.grading.grader BOOK --jobs 2 --every 1000`` grades what waits in a gradebook,
and prints a line of JSON after every thousand and at the end.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from course_lib.grading import schedule
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.isolation.choose import choose

PROJECT = Path(__file__).parents[2]


def isolation() -> str:
    """What keeps submissions apart on this machine."""
    return choose().name


def run(book: Path, *options: str) -> Iterator[dict]:
    """Grade all of a gradebook again; what the grader's process tells, as it tells it."""
    _let_wait(book)
    command = [sys.executable, "-m", "benchmarks.grading.grader", str(book), *options]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        sys.exit(f"The grader ended with exit code {process.returncode}.")


def command(book: Path, *options: str) -> float:
    """The command that an instructor types, from its start to its end: seconds."""
    _let_wait(book)
    typed = [sys.executable, "-m", "course_lib.grading", "grade", "--gradebook", str(book)]
    started = time.perf_counter()
    done = subprocess.run([*typed, *options], cwd=PROJECT, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"course grade failed:\n{done.stdout}{done.stderr}")
    return seconds


def processor_seconds(command: str, book: Path, *options: str) -> float:
    """What a command that reads a gradebook takes of the processor, its processes included."""
    typed = [sys.executable, "-m", "course_lib.grading", command, "--gradebook", str(book)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*typed, *options], cwd=PROJECT, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"course {command} failed:\n{done.stdout}{done.stderr}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _let_wait(path: Path) -> None:
    with Gradebook(path) as book:
        book.ungrade()


# --- in that process -----------------------------------------------------------------------------


def main() -> None:
    """Grade, and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("book", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--scheduler")
    parser.add_argument("--every", type=int, default=0)
    asked = parser.parse_args()
    started, graded = time.perf_counter(), 0

    def progress(result):
        nonlocal graded
        graded += 1
        if asked.every and graded % asked.every == 0:
            seconds = time.perf_counter() - started
            jobs = [_peak(job) for job in _children()]
            _tell(
                graded=graded, seconds=seconds, grader=_peak(os.getpid()), job=max(jobs, default=0)
            )

    with Gradebook(asked.book) as book:
        run = schedule.grade(book, jobs=asked.jobs, scheduler=asked.scheduler, progress=progress)
    _tell(graded=run.graded, seconds=run.seconds, cpu=_cpu())


def _tell(**what) -> None:
    print(json.dumps(what), flush=True)


def _children() -> list[int]:
    """The processes that this one has started, and that still run."""
    threads = Path("/proc/self/task").iterdir()
    return [int(child) for one in threads for child in (one / "children").read_text().split()]


def _peak(process: int) -> float:
    """The most memory that a process has held so far, in megabytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0  # it has ended
    found = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    return sum(found) * 1024 / 1e6


def _cpu() -> float:
    """Seconds of processors' time, of this process and of all that it has started and ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
