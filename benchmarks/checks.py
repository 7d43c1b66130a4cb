"""How long does a check take to answer? Every exercise of every lesson, right and wrong.

    python -m benchmarks.checks [--rounds 5]

Each answer is checked as in a notebook: judged, recorded in a progress file, and rendered as HTML
and text. "Right" are the reference and the other right answers, "named" the declared mistakes, and
"unnamed" are right answers with one small change, typed into a cell: what nobody has declared is
looked for among variations, and its line by editing the code. What is worked out once is worked out
anew for each of the wrong ones. The targets are medians of 20 ms for right ones and of 300 ms for
wrong ones, in processor time, which other work on the machine does not change.
"""

import argparse
import ast
import contextlib
import linecache
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from course_lib.checks.state import State
from course_lib.checks.variation.edit import made
from course_lib.checks.variation.kinds import single_edits
from course_lib.checks.variation.program import COUNTER, Program
from course_lib.checks.variation.variants import kept_outcomes, variations_of

TARGETS_MS = {"right": 20, "wrong": 300}
UNNAMED = 6  # of each exercise


def main() -> int:
    """Print the table; the exit status is 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    all_times = {"right": [], "wrong": []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["COURSE_PROGRESS"] = str(Path(folder) / "progress.sqlite")
        os.environ.pop("COURSE_STRICT", None)
        for lesson in _lessons():
            for name, task in lesson.exercises.items():
                times = measure(task, rounds)
                print(f"{lesson.number:02} {name:22} {_columns(times)}")
                all_times["right"] += times["right"]
                all_times["wrong"] += times["named"] + times["unnamed"]
    print(f"\n{'all answers':25} {_columns(all_times)}")
    missed = [what for what, ms in TARGETS_MS.items() if statistics.median(all_times[what]) > ms]
    return int(bool(missed))


def measure(task, rounds: int) -> dict[str, list[float]]:
    """The times of an exercise's checks, in milliseconds, by what is checked."""
    right = typed(task, [task.reference, *task.alternatives])
    named = typed(task, [mistake.answer for mistake in task.mistakes])
    return {
        "right": [clock(task, answer) for answer in right for _ in range(rounds)],
        "named": [clock(task, answer) for answer in named],
        "unnamed": [clock(task, answer) for answer in unnamed(task)],
    }


def typed(task, answers: list[Callable]) -> list[Callable]:
    """Answers as a learner would type them: the course's own are refused as ready-made."""
    cells = []
    for number, answer in enumerate(answers):
        with contextlib.suppress(SyntaxError):  # one that a function made has no text of its own
            cells.append(_typed(task, Program(answer), number))
    return [cell for cell in cells if cell is not None]


def clock(task, answer: Callable) -> float:
    """Check an answer and show it, as if it were the first: milliseconds of the processor."""
    variations_of.cache_clear()
    kept_outcomes.cache_clear()
    start = time.process_time()
    task(answer)._repr_mimebundle_()
    return (time.process_time() - start) * 1000


def unnamed(task) -> Iterator[Callable]:
    """Wrong answers as they could be typed: other right answers, each with one small change."""
    found = 0
    for answer in task.alternatives or [task.reference]:
        program = Program(answer)
        edits = single_edits(program)
        for edit in edits[:: max(1, len(edits) // (2 * UNNAMED))]:
            with made(edit):
                cell = _typed(task, program, 100 + found)
            if found < UNNAMED and cell and task.judge(cell).state is not State.CORRECT:
                found += 1
                yield cell


def _typed(task, program: Program, number: int) -> Callable | None:
    """The program as it stands, as a cell of a notebook would define it."""
    text = ast.unparse(program.tree)
    text = re.sub(rf"\n *{COUNTER}\(locals\(\)\)| if {COUNTER}\(\)", "", text)
    text = re.sub(r"(def|class) _\b", rf"\1 {task.name}", text, count=1) + "\n"
    filename = f"/nowhere/ipykernel_1/{task.name}_{number}.py"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    space = {**program.space, "__name__": "__main__"}
    try:
        exec(compile(text, filename, "exec"), space)
    except SyntaxError:
        return None
    return space[task.name]


def _columns(times: dict[str, list[float]]) -> str:
    return "   ".join(
        f"{what} median {statistics.median(ms):6.1f}, slowest {max(ms):6.1f} ms"
        for what, ms in times.items()
        if ms
    )


def _lessons():
    from course_lib.exercises import lessons

    return lessons()


if __name__ == "__main__":
    sys.exit(main())
