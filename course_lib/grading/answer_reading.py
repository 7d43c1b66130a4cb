"""Read the answers in a submission's code, and their forms: in a process that can be ended.

Nothing of a submission is run. But what it holds decides how long it takes to parse and to compare,
so a clock and a limit of memory are on it, as in ``reading``.
"""

import ast
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from course_lib.checks.exercise import undecorated_source
from course_lib.grading.answer_form import form_of, known_statements
from course_lib.grading.catalogue import CodeTask, catalogue
from course_lib.grading.clocked_process import ClockedProcess, ProcessEnded, RanOut
from course_lib.grading.marking import released_cells
from course_lib.grading.reading import CLOCK
from course_lib.grading.static_analysis import ParsedNotebook

MOST_CHARACTERS = 20_000  # of an answer that are kept, to be looked at


@dataclass(frozen=True)
class FoundAnswer:
    """One answer: its form, its text, and how much of it nobody was made to write.

    ``parts_beyond`` counts the parts of the statements that stand neither in the lesson nor in a
    right answer that the exercise declares; ``is_declared`` says that all of it is such an answer.
    """

    form: str
    text: str
    parts_beyond: int
    is_declared: bool


class Unread(Exception):
    """The answers could not be read within the clock; the message says why."""


# Given a submission's cells, its lesson and the texts of private exercises: its answers by name.
AnswerReader = Callable[[Sequence[str], int, tuple[str, ...]], dict[str, FoundAnswer]]


def answers_here(
    cells: Sequence[str], lesson: int, private: tuple[str, ...]
) -> dict[str, FoundAnswer]:
    """The answers of a submission, without those that stand as the lesson gives them.

    That is the stub, or where a fault is to be found, the code with the fault.
    """
    notebook = ParsedNotebook(cells)
    found = {}
    for name, task in catalogue(private)[lesson].tasks.items():
        written = name in notebook.definitions and not notebook.is_unwritten(name)
        if written and isinstance(task, CodeTask):
            with contextlib.suppress(RecursionError):  # nested deeper than anybody writes
                found[name] = _answer(notebook, name, lesson, private)
    given = _given_forms(lesson, private)
    return {name: answer for name, answer in found.items() if answer.form not in given}


@contextlib.contextmanager
def clocked_answers() -> Iterator[AnswerReader]:
    """The same in a process with a clock. Raises Unread for a submission that takes too long."""
    process = ClockedProcess()

    def answers_there(cells, lesson, private):
        try:
            return process.run(answers_here, cells, lesson, private, clock=CLOCK)
        except RanOut as error:
            raise Unread(f"To compare its answers takes {error}.") from None
        except ProcessEnded:
            raise Unread("The process that compared its answers died on it.") from None
        except Exception as error:  # answers stranger than anybody expected cost nobody else theirs
            raise Unread(f"Its answers could not be compared. ({error!r:.200})") from None

    try:
        yield answers_there
    finally:
        process.close()


def _answer(notebook: ParsedNotebook, name: str, lesson: int, private) -> FoundAnswer:
    lessons_own = _lessons_definitions(lesson, private)
    definitions = notebook.with_helpers(name, lessons_own - {name})
    form = form_of(definitions)
    declared, known = _declared(name, lesson, private)
    text = "\n\n\n".join(map(notebook.source_of, definitions))[:MOST_CHARACTERS]
    return FoundAnswer(form.digest, text, form.size_beyond(known), form.digest in declared)


@cache
def _lessons_definitions(lesson: int, private: tuple[str, ...]) -> frozenset[str]:
    """The names that the lesson's own notebook defines, and those of its exercises."""
    assignment = catalogue(private)[lesson]
    released = ParsedNotebook(tuple(released_cells(assignment.notebook)))
    return frozenset(released.definitions) | frozenset(assignment.tasks)


@cache
def _given_forms(lesson: int, private: tuple[str, ...]) -> frozenset[str]:
    """The forms of all that the lesson's own notebook defines."""
    trees = _released_trees(catalogue(private)[lesson].notebook)
    return frozenset(form_of([node]).digest for tree in trees for node in tree.body)


@cache
def _declared(name: str, lesson: int, private) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of the right answers that an exercise declares, and all statements in them.

    The statements of the lesson's own notebook are known too: the stub is among them.
    """
    assignment = catalogue(private)[lesson]
    right = list(_right_answers(assignment.tasks[name]))
    lessons_own = [tree.body for tree in _released_trees(assignment.notebook)]
    forms = frozenset(form_of(definitions).digest for definitions in right)
    return forms, known_statements([*right, *lessons_own])


def _released_trees(notebook: str) -> list[ast.Module]:
    return ParsedNotebook(tuple(released_cells(notebook))).trees


def _right_answers(task: CodeTask) -> Iterator[list[ast.stmt]]:
    """The right answers that an exercise declares, under its name, where they have a text."""
    for answer in [task.reference, *getattr(task, "alternatives", ())]:
        with contextlib.suppress(OSError, TypeError, StopIteration, SyntaxError):
            body = ast.parse(undecorated_source(answer)).body
            body[0].name = task.name  # most alternatives are called _, as unused values are
            yield body
