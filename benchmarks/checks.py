"""How long does a check take to answer? Every exercise of every lesson, right and wrong.

    python -m benchmarks.checks [--rounds 20]

Each answer is checked as in a notebook: judged, recorded in a progress file, and rendered as HTML
and text. "Named" are the declared mistakes; "unnamed" is an answer that no declared mistake fits,
so that all general diagnoses are tried. The target is a median under 20 ms.
"""

import argparse
import inspect
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TARGET_MS = 20


def main() -> int:
    """Print the table; the exit status is 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["COURSE_PROGRESS"] = str(Path(folder) / "progress.sqlite")
        os.environ.pop("COURSE_STRICT", None)
        times = [time for lesson in _lessons() for time in measure(lesson, rounds)]
    median, worst = statistics.median(times), max(times)
    print(f"\n{'all answers':33} median {median:5.1f} ms, slowest {worst:.1f} ms")
    return int(median > TARGET_MS)


def measure(lesson, rounds: int) -> list[float]:
    """The time of each check of a lesson's exercises, in milliseconds; one line for each."""
    found = []
    for name, task in lesson.exercises.items():
        named = [mistake.answer for mistake in task.mistakes]
        columns = {
            "right": [clock(task, task.reference) for _ in range(rounds)],
            "named": [clock(task, answer) for answer in named for _ in range(rounds)],
            "unnamed": [clock(task, unnamed(task)) for _ in range(rounds)],
        }
        medians = "  ".join(f"{what} {statistics.median(ms):5.1f}" for what, ms in columns.items())
        print(f"{lesson.number:02} {name:30} {medians}  ms")
        found += [ms for column in columns.values() for ms in column]
    return found


def clock(task, answer: Callable) -> float:
    """Check an answer and show it: milliseconds."""
    start = time.perf_counter()
    task(answer)._repr_mimebundle_()
    return (time.perf_counter() - start) * 1000


def unnamed(task) -> Callable:
    """The right answer, put into a list with a text beside it: nobody has declared that."""
    if task.is_class:
        return type(task.name, (task.reference,), {"__call__": lambda self, *x: ["no", "number"]})
    names = list(inspect.signature(task.reference).parameters)
    space = {"reference": task.reference}
    line = f"def answer({', '.join(names)}): return [reference({', '.join(names)}), 'no number']"
    exec(line, space)
    return space["answer"]


def _lessons():
    from course_lib.exercises import lessons

    return lessons()


if __name__ == "__main__":
    sys.exit(main())
