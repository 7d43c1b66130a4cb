"""Put saved work into a folder of lessons. What a learner had there is kept beside what is new.

All of the file is read before anything is written. A second time changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from course_lib import progress
from course_lib.backup import notebook as notebooks
from course_lib.backup.archive import Archive, Saved, changed_at
from course_lib.backup.cells import is_untouched
from course_lib.backup.merge import Merged, merge
from course_lib.backup.notebook import NotebookError
from course_lib.nn import whole_file


@dataclass
class Report:
    """What became of it: a sentence for each thing, and the files that are new in the folder."""

    folder: Path
    said: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def wrote(self, path: Path, *said: str) -> None:
        """Note a file that was written, and what is to be said of it."""
        self.written.append(self.name(path))
        self.said += said

    def name(self, path: Path) -> str:
        """A file of the folder, as a learner calls it."""
        return path.relative_to(self.folder).as_posix()


def restore(archive: Archive, folder: Path, lessons: Mapping[int, str]) -> Report:
    """Bring progress and notebooks back; ``lessons`` has the names of the lessons' notebooks."""
    report = Report(folder)
    new = _restore_progress(archive.progress, report)
    for name, saved in archive.notebooks.items():
        target = folder / name
        target = target.with_name(lessons.get(saved.lesson, target.name))
        try:
            _restore_one(target, saved, target.name in lessons.values(), report)
        except OSError as error:
            report.said.append(
                f"{report.name(target)} could not be written ({error.strerror or error}). It is as "
                "it was."
            )
    report.said += [f"In the file, {sentence}" for sentence in archive.unreadable]
    if not report.written and not new and not archive.unreadable:
        report.said.append("All of it was here already; nothing has changed.")
    return report


def newer(summary: object, folder: Path, lessons: Mapping[int, str]) -> bool:
    """Whether saved work, of which this is the summary, holds anything newer than what is here."""
    if not isinstance(summary, dict) or not isinstance(summary.get("notebooks"), dict):
        return False
    last = max((event.time for event in progress.events()), default="")
    if progress.location() is not None and str(summary.get("last") or "") > last:
        return True
    return any(
        _is_newer(folder / name, changed)
        for name, changed in summary["notebooks"].items()
        if name.rpartition("/")[2] in lessons.values() and isinstance(changed, str)
    )


def keep_beside(path: Path) -> Path:
    """Copy a file to a name of its own beside it, with the day and the time in it."""
    now = datetime.now().strftime("%Y-%m-%d_%H%M%S")
    number, ending = 1, ""
    while (kept := path.with_name(f"{path.stem}_kept_{now}{ending}{path.suffix}")).exists():
        number += 1
        ending = f"_{number}"
    with whole_file.replacing(kept) as file:
        file.write(path.read_bytes())
    return kept


def _is_newer(path: Path, changed: str) -> bool:
    """Whether a lesson that was changed then holds more than the one here: untouched, or older."""
    try:
        here = notebooks.read(path)
        return all(map(is_untouched, here["cells"])) or changed > changed_at(path).isoformat()
    except (NotebookError, OSError):
        return True


def _restore_progress(text: str, report: Report) -> int:
    if not text:
        return 0
    try:
        new = progress.import_text(text)
    except progress.ProgressFileError as error:
        report.said.append(str(error))
        return 0
    if new:
        kept = "answer" if new == 1 else "answers"
        report.said.append(f"On the map: {new} {kept} added to what was here.")
    return new


def _restore_one(target: Path, saved: Saved, is_lesson: bool, report: Report) -> None:
    """One notebook: new, merged into the lesson here, or beside another of its name."""
    if not target.exists() and not target.is_symlink():
        target.parent.mkdir(exist_ok=True)
        notebooks.write(target, saved.content)
        report.wrote(target, f"{report.name(target)} is here again.")
    elif is_lesson:
        _merge_into(target, saved, report)
    else:
        _put_beside(target, saved, report)


def _merge_into(target: Path, saved: Saved, report: Report) -> None:
    try:
        here = notebooks.read(target)
    except NotebookError:
        kept = keep_beside(target)
        notebooks.write(target, saved.content)
        name = report.name(target)
        report.wrote(target, f"{name} is as you saved it; the damaged one is now {kept.name}.")
        return
    merged = merge(saved.content, here, saved.changed > changed_at(target))
    if not merged:
        return
    kept = "" if all(map(is_untouched, here["cells"])) else keep_beside(target).name
    notebooks.write(target, merged.notebook)
    report.wrote(target, *_sentences(report.name(target), merged, kept))


def _put_beside(target: Path, saved: Saved, report: Report) -> None:
    """A notebook that is no lesson's: what is called so here may be another, and is not touched."""
    beside = target.with_name(f"{target.stem}_restored{target.suffix}")
    number = 1
    for path in (target, beside):
        if path.exists() and _says_the_same(path, saved.content):
            return
    while beside.exists():
        number += 1
        beside = target.with_name(f"{target.stem}_restored{number}{target.suffix}")
        if beside.exists() and _says_the_same(beside, saved.content):
            return
    notebooks.write(beside, saved.content)
    report.wrote(beside, f"There is another {target.name} here, so yours is {beside.name}.")


def _says_the_same(path: Path, content: dict) -> bool:
    try:
        here = notebooks.read(path)
    except NotebookError:
        return False
    return _words(here) == _words(content)


def _words(document: dict) -> list[tuple[str, str]]:
    return [(cell["cell_type"], cell["source"]) for cell in document["cells"]]


def _sentences(name: str, merged: Merged, kept: str) -> list[str]:
    """What became of a lesson's cells."""
    in_place = [
        _count(len(merged.placed), "answer"),
        _count(merged.changed, "changed cell"),
        _count(merged.own, "cell of your own", "cells of your own"),
    ]
    said = [f"{name}: {_listed(in_place)} in place."] if any(in_place) else []
    if merged.differing:
        said.append(
            f"{name} says something else here than in the file, "
            f"{_count(len(merged.differing), 'time')}: both are in it now, the newer first."
        )
    if merged.homeless:
        names = ", ".join(dict.fromkeys(merged.homeless))
        said.append(f"{name} no longer asks {names}: your answer stands at its end.")
    if merged.homeless_cells:
        cells = _count(merged.homeless_cells, "cell")
        said.append(f"{name} has no place any more for {cells} that you had changed: see its end.")
    if kept:
        said.append(f"As it was before, {name} is kept beside it: {kept}.")
    return said


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""


def _listed(parts: list[str]) -> str:
    *first, last = filter(None, parts)
    return f"{', '.join(first)} and {last}" if first else last
