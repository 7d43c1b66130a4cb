"""Collect: file each notebook of an inbox under its learner and its lesson, and report the rest."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from course_lib.grading import submission
from course_lib.grading.catalogue import Catalogue
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.inbox import files
from course_lib.grading.matching import Matcher, attempt, natural
from course_lib.grading.opening import FoundFile
from course_lib.grading.reading import Reader, unreadable
from course_lib.grading.roster import Learner
from course_lib.grading.times import is_marked_late, time_in_file, time_in_name


@dataclass
class Report:
    """What collecting found: numbers, who is missing, and what a person should look at."""

    new: int = 0
    newer: int = 0
    known: int = 0
    unreadable: list[tuple[str, int, str]] = field(default_factory=list)
    doubtful: list[tuple[str, str]] = field(default_factory=list)
    missing: dict[int, list[Learner]] = field(default_factory=dict)

    @property
    def filed(self) -> int:
        """How many notebooks found their place."""
        return self.new + self.newer + self.known


# When something was handed in: by learner and lesson, or by the folder that it lies in.
Times = dict[tuple[str, int | None] | str, datetime]


@dataclass(frozen=True)
class _Candidate:
    """A notebook with its place: the newest of a place is taken."""

    found: FoundFile
    read: submission.Submission

    def handed_in(self, times: Times, learner: str, lesson: int) -> str:
        """When, by a table, by nbgrader's file beside it, or by its name; empty if none says."""
        origin = self.found.origin
        time = times.get((learner, lesson)) or times.get((learner, None))
        time = time or times.get(origin.rpartition("/")[0]) or time_in_name(origin)
        return time.isoformat() if time else ""


def collect(
    inbox: Path,
    gradebook: Gradebook,
    catalogue: Catalogue,
    lesson: int | None = None,
    *,
    learners: list[Learner] | None = None,
    dry_run: bool = False,
    reader: Reader | None = None,
    times: Times | None = None,
) -> Report:
    """File what an inbox holds; each submission is a transaction of its own.

    Without ``lesson``, a notebook's code tells which one it is. With it, every notebook is handed
    in for that lesson, and one that is of another gets nothing, with the reason. ``learners`` is
    the class where the gradebook does not know it yet. ``reader`` opens and reads files; one from
    ``clocked_reader`` can't be stalled by them. ``times`` says when each was handed in, where the
    platform has not written it beside the files.
    """
    report, reader = Report(), reader or Reader()
    learners = learners if learners is not None else gradebook.learners()
    sorting = _Sorting(Matcher(learners), catalogue, lesson, reader, dict(times or {}))
    for found in files(inbox, reader.call):
        sorting.add(found)
    report.doubtful += sorting.doubtful
    for (learner, number), candidates in sorted(sorting.places.items()):
        taken, dropped = _choose(candidates, sorting.times, learner, number)
        said = f"{taken.found.origin} was taken: it is newer."
        report.doubtful += [(one.found.origin, said) for one in dropped]
        if taken.read.problem:
            report.unreadable.append((learner, number, taken.read.problem))
        _count(
            report, "new" if dry_run else _file(gradebook, learner, number, taken, sorting.times)
        )
    served = {learner for learner, _ in sorting.places}
    report.doubtful += _handed_in_instead(sorting.others, served)
    if not dry_run:
        gradebook.save_doubts(report.doubtful)
    report.missing = _missing(sorting.places, learners, gradebook, lesson)
    return report


@dataclass
class _Sorting:
    """An inbox's files, each under its learner and lesson, and what has no place."""

    matcher: Matcher
    catalogue: Catalogue
    lesson: int | None
    reader: Reader
    times: Times
    places: dict[tuple[str, int], list[_Candidate]] = field(
        default_factory=lambda: defaultdict(list)
    )
    others: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    doubtful: list[tuple[str, str]] = field(default_factory=list)

    def add(self, found: FoundFile) -> None:
        """Sort one file in."""
        match = self.matcher.learner_of(found.origin)
        if not found.is_notebook:
            if time := time_in_file(found.origin, found.data):
                self.times.update([time])
            elif match.learner is not None:
                self.others[match.learner].append(found.origin)
            return
        read, of_code = _read(found, self.reader, self.catalogue)
        number, doubt = _lesson_of(found, read, of_code, self.catalogue, self.lesson)
        if match.learner is None or number is None:
            self.doubtful.append((found.origin, match.doubt or doubt))
            return
        if self.lesson is not None:
            read = _of_the_wrong_lesson(read, of_code, number, self.catalogue)
        candidate = _Candidate(replace(found, data=b""), read)
        self.places[match.learner, number].append(candidate)


def _handed_in_instead(others: dict[str, list[str]], served: set[str]) -> Iterator[tuple[str, str]]:
    """What came of those from whom no notebook came: they are not just missing."""
    for learner, origins in sorted(others.items()):
        if learner not in served:
            beside = ", ".join(origin.rpartition("/")[2][:60] for origin in origins[1:4])
            yield (
                origins[0],
                f"It is no notebook{f', nor is {beside}' if beside else ''}. Ask {learner} for the "
                ".ipynb; a script that JupyterLab or jupytext exported is graded too.",
            )


def _read(found: FoundFile, reader: Reader, catalogue: Catalogue):
    """What was handed in, and the lesson that its code is of; one that can't be opened has none."""
    if found.problem:
        return unreadable(found.problem, f"{found.origin}\0{found.problem}".encode()), None
    return reader.read(found.data, catalogue.private)


def _lesson_of(found, read, number, catalogue, asked) -> tuple[int | None, str]:
    """The lesson that was asked for, or that its code is of, or its name; or None, and why."""
    if asked is not None:
        return asked, ""
    if number is None:
        number = catalogue.lesson_in_name(found.origin.rpartition("/")[2])
    if number is None:
        why = read.problem or "It asks none of the course's exercises."
        return None, f"Which lesson it is can't be told. {why} To file it all the same: --lesson."
    return number, ""


def _of_the_wrong_lesson(read, number, asked, catalogue) -> submission.Submission:
    """The same, with a problem where its code is of another lesson than asked."""
    if read.problem or number is None or number == asked:
        return read
    said = f"This is lesson {catalogue[number].label}; lesson {asked:02} was to be handed in."
    return submission.Submission(read.sha256, (), said, read.notes)


def _choose(
    candidates: list[_Candidate], times: Times, learner: str, number: int
) -> tuple[_Candidate, list[_Candidate]]:
    """The one that counts, and the others that differ from it: readable before not, then newer.

    What the platform says is newer, by its time or by its count, is; then the files' own times
    tell, and their names. Numbers in names are compared as numbers: platforms count attempts.
    """

    def rank(candidate):
        origin = candidate.found.origin
        by_platform = candidate.handed_in(times, learner, number), attempt(origin)
        return not candidate.read.problem, *by_platform, candidate.found.time, natural(origin)

    taken = max(candidates, key=rank)
    return taken, [one for one in candidates if one.read.sha256 != taken.read.sha256]


def _file(gradebook: Gradebook, learner: str, number: int, taken: _Candidate, times: Times) -> str:
    origin = taken.found.origin
    return gradebook.add(
        learner, number, taken.read, origin, handed_in=taken.handed_in(times, learner, number),
        marked_late=is_marked_late(origin),
    )  # fmt: skip


def _count(report: Report, what: str) -> None:
    setattr(report, what, getattr(report, what) + 1)


def _missing(places, learners, gradebook, lesson) -> dict[int, list[Learner]]:
    """Who of the class has handed nothing in, now or before, of the lessons in this inbox."""
    there = defaultdict(set)
    for learner, number in places:
        there[number].add(learner)
    if lesson is not None:
        there[lesson] |= set()
    for row in gradebook.rows(list(there)):
        there[row.lesson].add(row.learner)
    return {
        number: [one for one in learners if one.id not in there[number]] for number in sorted(there)
    }
