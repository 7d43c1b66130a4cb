"""How long does grading take? The grader with one job and two, a cluster, and nbgrader, in one run.

    python -m benchmarks.grading [--only speed|nbgrader|jobs|many|dask|insights] [--many 10000]

Generated classes answer a lesson of five exercises: right, wrong in ways that the lesson knows,
broken and not at all; and every score that comes out is compared with the one that is due. Ways to
grade take turns, and the best of each counts: it is the one least disturbed by whatever else the
machine does. The exit status is 1 where a target is missed or a score is wrong.

What is read out of a gradebook of a thousand, ``course insights`` and ``course alike``, is measured
in the processor's time.

nbgrader gets an environment of its own, from the package index; ``--environment FOLDER`` keeps it
for the next run. The cluster is Dask's, of two workers on this machine. It all takes about half an
hour on two idle cores, and half of that is the ten thousand submissions.
"""

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

for variable in ("OPENBLAS", "MKL", "OMP"):  # before NumPy is imported, which reads them then
    os.environ[f"{variable}_NUM_THREADS"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is timed finds its bytecode, as installed

from benchmarks.grading import classroom, cluster, grader, marked_class, nbgrader_run  # noqa: E402 - as above

PARTS = ("speed", "jobs", "dask", "nbgrader", "many", "insights")
TARGET_SECONDS = 0.15  # a submission, with one job
TARGET_NBGRADER = 6  # times its speed
TARGET_JOBS = 1.7  # times the speed of one job, with two
TARGET_DASK = 1.15  # times the seconds of two jobs here, with two workers
TARGET_INSIGHTS = 5  # seconds of a processor for a thousand submissions
TARGET_ALIKE = 60  # likewise
TARGET_EVEN = 1.1  # times the seconds and the memory of the beginning, at the end of many


@dataclass
class Verdicts:
    """What was found, beside what is wanted."""

    lines: list
    missed: bool = False

    def at_most(self, what: str, found: float, target: float, unit: str) -> None:
        self._add(what, found, "<=", target, unit, found <= target)

    def at_least(self, what: str, found: float, target: float, unit: str) -> None:
        self._add(what, found, ">=", target, unit, found >= target)

    def _add(self, what, found, sign, target, unit, met) -> None:
        self.missed = self.missed or not met
        said = "met" if met else "MISSED"
        line = f"{what:58}{found:>8.3g} {unit:8} target {sign} {target:<5g} {said}"
        print(f"  {line}", flush=True)
        self.lines.append(line)


def main() -> int:
    """Measure what is asked for; the exit status is 1 where a target is missed."""
    asked = _arguments()
    parts = asked.only or PARTS
    if "dask" in parts and importlib.util.find_spec("distributed") is None:
        sys.exit("Dask is not installed: pip install -e '.[dask]', or name other parts: --only")
    verdicts = Verdicts([])
    with tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True) as scratch:
        scratch = Path(scratch)
        print(f"{os.cpu_count()} cores, {grader.isolation()}; load {os.getloadavg()[0]:.1f}")
        if {"speed", "jobs", "dask"} & set(parts):
            ways(parts, asked, scratch, verdicts)
        if "nbgrader" in parts:
            against_nbgrader(asked, scratch, verdicts)
        if "many" in parts:
            many(asked.many, asked.jobs, scratch, verdicts)
        if "insights" in parts:
            read_out(scratch, verdicts)
    print("\nAll in all:", *verdicts.lines, sep="\n  ")
    return int(verdicts.missed)


def ways(parts, asked, scratch: Path, verdicts: Verdicts) -> None:
    """One job, two jobs and a cluster on the same class, in turns."""
    names = ["one job"]
    names += ["two jobs"] if {"jobs", "dask"} & set(parts) else []
    names += ["two workers"] if "dask" in parts else []
    if not {"speed", "jobs"} & set(parts):
        names.remove("one job")
    print(f"\nA class of {asked.learners} with a whole lesson, {asked.rounds} rounds")
    class_ = classroom.whole_lesson(asked.learners)
    book = classroom.fill(scratch / "class.sqlite", class_)
    with cluster.standing_by("two workers" in names) as scheduler:
        options = {
            "one job": ["--jobs", "1"],
            "two jobs": ["--jobs", "2"],
            "two workers": ["--scheduler", scheduler],
        }
        best = dict.fromkeys(names, float("inf"))
        cpu = dict(best)
        for number in range(1, asked.rounds + 1):
            for name in names:
                *_, last = grader.run(book, *options[name])
                classroom.compare(book, class_)
                best[name] = min(best[name], last["seconds"])
                cpu[name] = min(cpu[name], last["cpu"])
                each = last["seconds"] / asked.learners
                print(f"  round {number}, {name:12} {last['seconds']:6.1f} s, {each:.3f} s each",
                      flush=True)  # fmt: skip
    if "speed" in parts:
        each = cpu["one job"] / asked.learners
        print(f"  one job: {each:.3f} s of a processor's time each, sandbox included")
        found = best["one job"] / asked.learners
        verdicts.at_most("a submission of five exercises, one job", found, TARGET_SECONDS, "s")
    if "jobs" in parts:
        found = best["one job"] / best["two jobs"]
        verdicts.at_least("two jobs, against one", found, TARGET_JOBS, "times")
    if "dask" in parts:
        found = best["two workers"] / best["two jobs"]
        verdicts.at_most("Dask's two workers, against two jobs here", found, TARGET_DASK, "times")


def against_nbgrader(asked, scratch: Path, verdicts: Verdicts) -> None:
    """Both commands as wholes, from start to end, on the same answers."""
    count = asked.peer_learners
    print(f"\nA class of {count} with the five exercises alone, here and at nbgrader")
    class_ = classroom.exercises_alone(count)
    book = classroom.fill(scratch / "alone.sqlite", class_)
    theirs = nbgrader_run.Course(scratch / "nbgrader", asked.environment, class_)
    best = {"course grade": float("inf"), "nbgrader autograde": float("inf")}
    for number in range(1, asked.rounds + 1):
        for name, run in (
            ("course grade", lambda: grader.command(book, "--jobs", "1")),
            ("nbgrader autograde", theirs.autograde),
        ):
            seconds = run()
            best[name] = min(best[name], seconds)
            print(f"  round {number}, {name:20} {seconds:6.1f} s, {seconds / count:.3f} s each",
                  flush=True)  # fmt: skip
        classroom.compare(book, class_)
        classroom.compare_scores(theirs.scores(), class_, "nbgrader's")
    found = best["nbgrader autograde"] / best["course grade"]
    verdicts.at_least("nbgrader's seconds, against ours", found, TARGET_NBGRADER, "times")


def many(count: int, jobs: int, scratch: Path, verdicts: Verdicts) -> None:
    """A very large class: does the last thousand take what the first took, in time and memory?"""
    print(f"\n{count:,} submissions of a whole lesson, {jobs} jobs")
    class_ = classroom.whole_lesson(count)
    book = classroom.fill(scratch / "many.sqlite", class_)
    block = 1000 if count >= 4000 else max(1, count // 4)
    stages, before = [], 0.0
    for stage in grader.run(book, "--jobs", str(jobs), "--every", str(block)):
        if "cpu" not in stage:
            stage["took"], before = stage["seconds"] - before, stage["seconds"]
            stages.append(stage)
            print(
                f"  {stage['graded']:7,} graded, the last {block:,} in {stage['took']:6.1f} s; "
                f"peak memory: grader {stage['grader']:.1f} MB, "
                f"each job at most {stage['job']:.1f} MB",
                flush=True,
            )
    classroom.compare(book, class_)
    half = len(stages) // 2
    early = statistics.median(stage["took"] for stage in stages[:half])
    late = statistics.median(stage["took"] for stage in stages[-half:])
    what = f"{block:,} submissions of the second half, against the first"
    verdicts.at_most(what, late / early, TARGET_EVEN, "times")
    for who in ("grader", "job") if jobs > 1 else ("grader",):  # one job is the grader itself
        found = stages[-1][who] / stages[0][who]
        what = f"peak memory of a {who} at the end, against {block:,} submissions"
        verdicts.at_most(what, found, TARGET_EVEN, "times")


def read_out(scratch: Path, verdicts: Verdicts) -> None:
    """What is read out of a gradebook of a thousand."""
    print("\nA gradebook of 1,000 submissions is read")
    marked = marked_class.fill(scratch / "marked.sqlite", 1000, 1)
    page = ["--html", str(scratch / "insights.html")]
    found = grader.processor_seconds("insights", marked, *page)
    verdicts.at_most("course insights, as a page", found, TARGET_INSIGHTS, "s")
    book = classroom.fill(scratch / "code.sqlite", classroom.whole_lesson(1000))
    found = grader.processor_seconds("alike", book)
    verdicts.at_most("course alike", found, TARGET_ALIKE, "s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=PARTS, action="append", help="one part; may be repeated")
    parser.add_argument("--many", type=int, default=10_000, help="submissions of the large class")
    parser.add_argument("--jobs", type=int, default=2, help="jobs for the large class")
    parser.add_argument("--learners", type=int, default=200, help="the class that is timed")
    parser.add_argument("--peer-learners", type=int, default=24, help="the class for nbgrader")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--environment", type=Path, help="where nbgrader's environment is kept")
    asked = parser.parse_args()
    if min(asked.learners, asked.peer_learners, asked.rounds) < 1 or asked.many < 4:
        parser.error("expected a class of one learner or more, and many of four or more")
    return asked


if __name__ == "__main__":
    sys.exit(main())
