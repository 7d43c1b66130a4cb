"""What the tests of grading share: answered lessons, notebook files, a sandbox that is none."""

import contextlib
import io
import json
import types

import nbformat

from course_lib.checks import Exercise
from course_lib.checks.run import call
from course_lib.grading.roster import Learner
from course_lib.grading.sandbox import Heard, Transcript
from course_lib.nn.floatx import precision
from course_lib.notebooks.solve import solve

LEARNERS = [
    Learner("s1", "Ada Lovelace", "ada@example.org", "ada", "A"),
    Learner("s2", "Blaise Pascal", "blaise@example.org", "blaise", "A"),
    Learner("s3", "Carl Friedrich Gauß", "carl@example.org", "carl", "B"),
]


@precision("float32")  # a lesson's own choice of precision ends with it, as it does in a sandbox
def interrogate_here(cells, asks, *, limits=None, isolation=None):
    """What the sandbox does, without a sandbox: for trusted answers in tests, and fast."""
    called, notes, names = {}, {}, {"__name__": "__main__"}
    check = _Silent(called)
    for number, cell in enumerate(cells, start=1):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell, names)
        except Exception as error:
            notes[number] = f"Cell {number} stopped with {type(error).__name__}: {error}"
        if "check" in names:
            names["check"] = check
    heard = {}
    for ask in asks:
        answer = names.get(ask.name)
        if not isinstance(answer, types.FunctionType | type):
            (answer,) = called.pop(ask.name, (answer,))
        if answer is None:
            heard[ask.name] = Heard(None, f"The notebook defines no `{ask.name}`.")
            continue
        function = answer
        if ask.through:
            beside = {}
            exec(ask.through, beside)
            use = beside["_"]
            function = lambda *args, use=use, answer=answer: use(answer, *args)  # noqa: E731
        heard[ask.name] = Heard(tuple(call(function, args, answer) for args in ask.cases))
    return Transcript(heard, called, tuple(notes.values()), 0.0, tuple(notes))


class _Silent:
    """Stands where a lesson's checks are: it remembers what it is given, and says nothing."""

    def __init__(self, called):
        self._called = called

    def __getattr__(self, name):
        return _SilentTask(self._called, name)


class _SilentTask:
    """One exercise of such checks: ``check.name(answer)``, ``check.name.hint()``."""

    right_answer = None

    def __init__(self, called, name):
        self._called, self._name = called, name

    def __call__(self, *answer):
        self._called[self._name] = answer

    def hint(self):
        return None


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


def exercises(sheet):
    """A lesson's exercises that are code."""
    return [task for task in sheet.tasks.values() if isinstance(task, Exercise)]


def as_json(**parts) -> bytes:
    """A file of JSON."""
    return json.dumps(parts).encode()
