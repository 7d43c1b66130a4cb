"""Try an instructor's own exercises before a class does: on themselves, and in the sandbox."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from course_lib.checks import HeldOutExercise, State
from course_lib.checks.bank import inspect_exercise
from course_lib.checks.held_out_bank import inspect_held_out
from course_lib.grading import wire
from course_lib.grading.catalogue import Catalogue, CodeTask, own_tasks
from course_lib.grading.marking import Job, Mark, mark

SEED = 7


@dataclass(frozen=True)
class ValidationResult:
    """What came of trying one exercise."""

    name: str
    mistakes: int
    problems: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The outcome in a few words."""
        if self.problems:
            return f"{len(self.problems)} to put right"
        return f"right answers pass, {self.mistakes} mistakes are named, the sandbox can ask it"


def validate_all(
    catalogue: Catalogue, seeds: int, mark: Callable = mark
) -> Iterator[ValidationResult]:
    """Try the exercises of a catalogue's private files, one after the other.

    ``seeds`` is how many times inputs are drawn. Raises NoIsolation.
    """
    for text in catalogue.private:
        for task in own_tasks(text):
            if isinstance(task, CodeTask):
                problems = [
                    *_problems_on_its_own(task, seeds),
                    *_problems_in_sandbox(task, text, catalogue, mark),
                ]
                yield ValidationResult(task.name, len(task.mistakes), tuple(problems))


def _problems_on_its_own(exercise: CodeTask, seeds: int) -> list[str]:
    try:
        if isinstance(exercise, HeldOutExercise):
            return inspect_held_out(exercise, range(seeds))
        return inspect_exercise(exercise, range(seeds)).problems
    except Exception as error:  # whatever an author's own code may do
        return [f"It can't be asked: {type(error).__name__}: {error}"]


def _problems_in_sandbox(exercise, text, catalogue, mark) -> Iterator[str]:
    """What goes wrong where a submission is right: inputs that can't cross, names that miss."""
    try:
        for args in exercise.draw(SEED).args:
            wire.pack(args)
    except wire.WireError as error:
        yield f"An input can't be handed to a submission: {error}"
        return
    except Exception:
        return  # said already
    found = _mark_of_own_answer(exercise, text, catalogue, mark)
    if found.state != State.CORRECT:
        said = " ".join(found.sentences)
        yield f"In the sandbox your own answer is judged “{found.state}”: {said}"


def _mark_of_own_answer(exercise, text, catalogue, mark) -> Mark:
    """The mark of a notebook that holds the file's imports and the reference answer."""
    cells = ("\n".join(_imports(text)), exercise.solution_source())
    seeds = dict.fromkeys(catalogue[exercise.lesson].tasks, SEED)
    result = mark(Job(0, exercise.lesson, cells, seeds, private=catalogue.private))
    return next(one for one in result.marks if one.task == exercise.name)


def _imports(text: str) -> Iterator[str]:
    """What the file imports, apart from what declares exercises: learners have no use for that."""
    for node in ast.parse(text).body:
        from_checks = isinstance(node, ast.ImportFrom) and node.module == "course_lib.checks"
        if isinstance(node, ast.Import | ast.ImportFrom) and not from_checks:
            yield ast.unparse(node)
