"""Answers requests: one comes in, one reply goes out, until no more requests come.

Each request carries a nonce, a word that nobody could have guessed, and its reply has to repeat it.
So a reply that was written before its request is recognised.
"""

import ast
import types

from course_lib.checks.run import call
from course_lib.checks.values import Strange
from course_lib.grading import wire
from course_lib.grading.inside import import_filter
from course_lib.grading.inside.cells import Notebook


def answer_requests(requests, replies) -> None:
    """Answer requests from one binary file in another."""
    handler = _Handler()
    while line := requests.readline():
        request = wire.unpack(line)
        (kind,) = request.keys() - {"nonce"}
        reply = getattr(handler, f"on_{kind}")(request[kind])
        replies.write(wire.pack({"nonce": request["nonce"], **reply}))
        replies.flush()


class _Handler:
    """What is remembered from one request to the next."""

    def __init__(self):
        self._notebook = Notebook()
        self._answer = None
        self._function = None

    def on_cell(self, cell: tuple) -> dict:
        """Run a cell: ``(number, source)``."""
        number, source = cell
        import_filter.form_answers.clear()
        raised = self._notebook.run(source, number)
        return {"raised": _fields(raised), "form_answers": dict(import_filter.form_answers)}

    def on_prepare(self, asked: tuple) -> dict:
        """Look up an answer: ``(its name, the source of how it is used or None)``."""
        name, through = asked
        answer = self._notebook.names.get(name)
        if not isinstance(answer, (types.FunctionType, type)):
            # The name may be taken by now, as by `for layer in layers`: what was checked counts.
            answer = import_filter.checked_answers.get(name, answer)
        if answer is None:
            return {"found": False}
        self._answer = self._function = answer
        if through is not None:
            use = _function_from(through)
            self._function = lambda *args: use(answer, *args)
        return {"found": True}

    def on_case(self, args: tuple) -> dict:
        """Call the answer, and report all that the call did."""
        outcome = call(self._function, args, self._answer)
        return {
            "value": wire.plain(outcome.value),
            "raised": _fields(outcome.raised),
            "printed": outcome.printed,
            "warned": outcome.warned[:20],
            "given": tuple(map(_as_it_is, outcome.given)),
        }


def _function_from(source: str):
    """The last function of a source text, without its decorators."""
    tree = ast.parse(source)
    (*_, function) = (part for part in tree.body if isinstance(part, ast.FunctionDef))
    function.decorator_list = []
    names: dict = {}
    exec(compile(tree, "<through>", "exec"), names)
    return names[function.name]


def _fields(raised) -> dict | None:
    """An exception, as a dictionary of its parts."""
    if raised is None:
        return None
    parts = {name: getattr(raised, name) for name in raised.__slots__}
    return {**parts, "kinds": parts["kinds"][:50]}


def _as_it_is(value):
    """A value with its exact types, so that a change of them shows; Strange where that fails."""
    try:
        wire.pack(value)
    except (wire.WireError, RecursionError):
        return Strange(type(value).__name__[:100])
    return value
