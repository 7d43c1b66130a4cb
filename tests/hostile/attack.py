"""What an attack is: code for a cell of a notebook, and the harm it does to those who trust it."""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    """What can be seen after a run in which something went wrong."""

    STOPS = "the run does not end, or a neighbour has no row"
    LOSES = "right answers are not counted"
    FORGES = "points without right answers"
    LEAKS = "what is secret got out"
    SPOILS = "files, or rows, of others have changed"
    KILLS = "a process that has nothing to do with it is dead"
    CALLS = "somebody outside was called"
    LINGERS = "something is left running, or left behind"
    HOARDS = "it took more memory, processes, threads or disk than its share"
    SCRIPTS = "a page or a table holds live code"


@dataclass(frozen=True)
class Attack:
    """One hostile notebook.

    ``answers`` says what stands in its exercises besides: all right, or all wrong. ``loses`` are
    the exercises that its own code spoils, so that no points are due; ``due`` are those for which
    points are due although the rest is wrong.
    """

    name: str
    source: str
    harm: Harm | None  # None where it takes this very grader to come to harm
    answers: str = "right"
    where: str = "cell"
    loses: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    reason: str = ""  # a word that the reason in its row has to hold

    def points(self, exercises) -> dict[str, int]:
        """The points that are due, by exercise."""
        if self.answers == "right":
            return {name: int(name not in self.loses) for name in exercises}
        return {name: int(name in self.due) for name in exercises}


def attack(harm: Harm | None, **options):
    """Make an attack of a function's body, which becomes a cell. It knows its targets as ``at``."""

    def make(function) -> Attack:
        lines = inspect.getsource(function).splitlines()
        (tree,) = ast.parse(textwrap.dedent("\n".join(lines))).body
        body = tree.body[1:] if ast.get_docstring(tree) else tree.body
        source = textwrap.dedent("\n".join(lines[body[0].lineno - 1 :]))
        return Attack(function.__name__, source, harm, **options)

    return make


def all_of(module) -> dict[str, Attack]:
    """The attacks of a file, by name."""
    return {value.name: value for value in vars(module).values() if isinstance(value, Attack)}
