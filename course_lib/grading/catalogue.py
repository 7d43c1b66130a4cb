"""What can be graded: every lesson's exercises and forms, and an instructor's own.

An instructor's own exercises stand in one Python file. Its text is sent to the process that
grades, so that no other machine needs the file.
"""

import hashlib
import linecache
import re
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from course_lib.checks import Exercise, HeldOutExercise
from course_lib.checks.form import Form
from course_lib.checks.lesson import Lesson
from course_lib.exercises import lessons

CodeTask = Exercise | HeldOutExercise  # answered by a function or a class
Task = CodeTask | Form


@dataclass(frozen=True)
class Assignment:
    """What one lesson asks."""

    number: int
    title: str
    notebook: str
    tasks: dict[str, Task] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Number and title, as tables show them."""
        return f"{self.number:02} {self.title}"


class Catalogue:
    """All lessons by number, those of private files added to the course's own."""

    def __init__(self, private: Sequence[str] = ()):
        self.private = tuple(private)
        self.assignments: dict[int, Assignment] = {}
        for lesson in lessons():
            self._add(lesson, dict(lesson.tasks))
        for text in self.private:
            for lesson, tasks in _private_lessons(text):
                self._add(lesson, tasks)

    def __getitem__(self, number: int) -> Assignment:
        return self.assignments[number]

    def __contains__(self, number: int) -> bool:
        return number in self.assignments

    def __iter__(self):
        return iter(sorted(self.assignments))

    def _add(self, lesson: Lesson, tasks: dict[str, Task]) -> None:
        known = self.assignments.get(lesson.number)
        if known is None:
            assignment = Assignment(lesson.number, lesson.title, lesson.notebook, tasks)
        elif twice := sorted(set(known.tasks) & set(tasks)):
            raise ValueError(
                f"Lesson {lesson.number:02} has an exercise {twice[0]!r} already. Give yours "
                "another name."
            )
        else:
            tasks = known.tasks | tasks
            assignment = Assignment(known.number, known.title, known.notebook, tasks)
        self.assignments[lesson.number] = assignment

    def lesson_of(self, cells: Sequence[str]) -> int | None:
        """The lesson that these cells belong to, by what they import, define and check.

        The file's name says nothing; a notebook whose first cell is gone is known by its
        exercises. None where nothing tells, or where two lessons fit as well.
        """
        code = "\n".join(cells)
        imported = {int(number) for number in _IMPORTED.findall(code)}
        named = set(_NAMED.findall(code))
        fits = {
            number: 3 * (number in imported) + len(named & set(assignment.tasks))
            for number, assignment in self.assignments.items()
        }
        best = max(fits.values(), default=0)
        found = [number for number, fit in fits.items() if fit == best]
        return found[0] if best and len(found) == 1 else None

    def lesson_in_name(self, name: str) -> int | None:
        """The lesson that a file's name speaks of: ``05_loss (1).ipynb`` is the fifth."""
        plain = re.sub(r"\W+", "_", name.lower())
        found = {
            number
            for number, assignment in self.assignments.items()
            if assignment.notebook.removesuffix(".ipynb").lower() in plain
        }
        return found.pop() if len(found) == 1 else None


_IMPORTED = re.compile(r"\blesson_(\d\d)\b")
_NAMED = re.compile(r"(?:\bdef\s+|\bclass\s+|\bcheck\s*\.\s*)(\w+)")


@lru_cache(maxsize=4)
def catalogue(private: tuple[str, ...] = ()) -> Catalogue:
    """The catalogue with these private files' texts; made once in a process."""
    return Catalogue(private)


def possible_points(task: Task, graded_forms: bool) -> float:
    """The points that can be had for a task: none for a form, unless the class has them count."""
    return float(task.points) if graded_forms or isinstance(task, CodeTask) else 0.0


def own_tasks(text: str) -> list[Task]:
    """The exercises that an instructor's own file declares, in the order of their lessons."""
    return [task for _, tasks in _private_lessons(text) for task in tasks.values()]


@lru_cache(maxsize=8)
def _private_lessons(text: str) -> list[tuple[Lesson, dict[str, Task]]]:
    """Run an instructor's own file, and give its exercises under the lesson that each names."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    file_name = f"<exercises {digest}>"
    linecache.cache[file_name] = (len(text), None, text.splitlines(keepends=True), file_name)
    module = types.ModuleType(f"private_exercises_{digest}")
    exec(compile(text, file_name, "exec"), vars(module))
    tasks = {v.name: v for v in vars(module).values() if isinstance(v, Task)}
    if not tasks:
        raise ValueError(
            "A private file declares exercises as those of course_lib/exercises do. "
            "Received one that declares none."
        )
    stated = vars(module).get("LESSON")
    found = []
    for number in sorted({task.lesson for task in tasks.values()}):
        mine = {name: task for name, task in tasks.items() if task.lesson == number}
        if isinstance(stated, Lesson) and stated.number == number:
            found.append((stated, mine))
        else:
            title = "Exercises of your instructor"
            found.append((Lesson(number, title, f"{number:02}_exercises.ipynb"), mine))
    return found
