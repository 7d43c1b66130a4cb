"""What the tests of grading share: answered lessons, notebook files, a sandbox that is none."""

import contextlib
import io
import json
import re
import types

import nbformat

from course_lib.checks import Exercise
from course_lib.checks.run import call
from course_lib.grading.roster import Learner
from course_lib.grading.sandbox import CallResult, Transcript
from course_lib.nn.floatx import precision
from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import is_exercise

LEARNERS = [
    Learner("s1", "Ada Lovelace", "ada@example.org", "ada", "A"),
    Learner("s2", "Blaise Pascal", "blaise@example.org", "blaise", "A"),
    Learner("s3", "Carl Friedrich Gauß", "carl@example.org", "carl", "B"),
]


@precision("float32")  # a lesson's own choice of precision ends with it, as it does in a sandbox
def run_without_sandbox(cells, requests, *, limits=None, isolation=None):
    """What the sandbox does, without a sandbox: for trusted answers in tests, and fast."""
    form_answers, notes, names = {}, {}, {"__name__": "__main__"}
    check = _Check(form_answers)
    for number, cell in enumerate(cells, start=1):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell, names)
        except Exception as error:
            notes[number] = f"Cell {number} stopped with {type(error).__name__}: {error}"
        if "check" in names:
            names["check"] = check
    results = {}
    for request in requests:
        answer = names.get(request.name)
        if not isinstance(answer, types.FunctionType | type):
            (answer,) = form_answers.pop(request.name, (answer,))
        if answer is None:
            results[request.name] = CallResult(None, f"The notebook defines no `{request.name}`.")
            continue
        function = answer
        if request.through:
            beside = {}
            exec(request.through, beside)
            use = beside["_"]
            function = lambda *args, use=use, answer=answer: use(answer, *args)  # noqa: E731
        results[request.name] = CallResult(
            tuple(call(function, args, answer) for args in request.cases)
        )
    return Transcript(results, form_answers, tuple(notes.values()), 0.0, tuple(notes))


class _Check:
    """Stands where a lesson's checks are: it remembers what it is given, and says nothing."""

    def __init__(self, form_answers):
        self._form_answers = form_answers

    def __getattr__(self, name):
        return _CheckTask(self._form_answers, name)


class _CheckTask:
    """One item of such checks: ``check.name(answer)``, ``check.name.hint()`` and the like."""

    right_answer = None

    def __init__(self, form_answers, name):
        self._form_answers, self._name = form_answers, name

    def __call__(self, *answer):
        self._form_answers[self._name] = answer

    def hint(self):
        return None

    look_back = hint


def notebook(cells) -> bytes:
    """A notebook file with these code cells."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    return nbformat.writes(made).encode()


def code(project, name, *, solved=True):
    """The code of a lesson's notebook, its exercises answered or not."""
    (path,) = (project / "notebooks").glob(f"{name}_*.ipynb")
    released = nbformat.read(path, as_version=4)
    chosen = solve(released) if solved else released
    return [cell.source for cell in chosen.cells if cell.cell_type == "code"]


def to_modify(project, name):
    """The exercises of a lesson that begin with code that runs, and is to be changed."""
    (path,) = (project / "notebooks").glob(f"{name}_*.ipynb")
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if is_exercise(cell)]
    running = (cell for cell in cells if "..." not in cell.source)
    return {name for cell in running for name in re.findall(r"^(?:def|class) (\w+)", cell.source)}


def exercises(assignment):
    """A lesson's exercises that are code."""
    return [task for task in assignment.tasks.values() if isinstance(task, Exercise)]


def as_json(**parts) -> bytes:
    """A file of JSON."""
    return json.dumps(parts).encode()
