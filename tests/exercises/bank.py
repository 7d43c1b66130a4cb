"""A bank of answers as learners write them: read, run as a notebook's cell, and put to the checks.

``answers/lesson_NN.txt`` holds them as text, one after the other::

    ### sigmoid | wrong | the minus in the exponent is missing | line 2
    def sigmoid(z):
        return 1 / (1 + np.exp(z))

The line, counted from the definition's own, is where the mistake stands; ``line -`` where it is
not on one line. A fifth field, ``says: some words``, is what the answer has to be told. They were
written from the lessons' text alone. ``python -m tests.exercises.bank`` puts all of them to the
checks and prints what became of them; ``--lesson 02`` those of one lesson, ``--show`` each wrong
answer with what it is told.
"""

import argparse
import ast
import builtins
import functools
import linecache
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.checks import Lesson, State
from course_lib.exercises import lessons
from course_lib.notebooks.source import SOURCES, is_exercise, read

FOLDER = Path(__file__).parent / "answers"
_HEADER = re.compile(
    r"### (?P<name>\w+) \| (?P<kind>wrong|right) \| (?P<what>[^|]+?)"
    r"(?: \| line (?P<line>\d+|-))?(?: \| says: (?P<says>.+))?"
)


@dataclass(frozen=True)
class Written:
    """One answer: to which exercise, whether it is right, what its author did, and its text."""

    lesson: int
    name: str
    right: bool
    what: str
    line: int | None
    says: str
    text: str

    def __str__(self) -> str:
        return f"{self.lesson:02}-{self.name}-{self.what}"


def written(folder: Path = FOLDER) -> list[Written]:
    """All answers of the bank, in the order of the lessons."""
    return [one for path in sorted(folder.glob("lesson_*.txt")) for one in _in_file(path)]


def _in_file(path: Path) -> Iterator[Written]:
    number = int(path.stem[-2:])
    for part in re.split(r"^(?=### )", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        if not part.strip():
            continue
        header, _, text = part.partition("\n")
        found = _HEADER.fullmatch(header.strip())
        if found is None:
            raise ValueError(
                f"{path.name}: an answer begins '### name | wrong | …'. Got {header!r}"
            )
        line = int(found["line"]) if found["line"] not in (None, "-") else None
        yield Written(
            number, found["name"], found["kind"] == "right", found["what"].strip(), line,
            found["says"] or "", text.strip("\n") + "\n",
        )  # fmt: skip


def answer_to(one: Written) -> object:
    """The function or class, defined as in a cell of the notebook, after the cells above it."""
    file_name = f"/nowhere/ipykernel_1/{abs(hash(one))}.py"
    lines = one.text.splitlines(keepends=True)
    linecache.cache[file_name] = (len(one.text), None, lines, file_name)
    tree = ast.parse(one.text)
    space = {"__name__": "__main__"}
    _provide(space, _free_names(tree), _cells_above(one.lesson, one.name))
    exec(compile(tree, file_name, "exec"), space)
    return space[one.name]


@functools.cache
def _lesson(number: int) -> Lesson:
    return next(lesson for lesson in lessons() if lesson.number == number)


@functools.cache
def _cells_above(number: int, name: str) -> tuple[ast.stmt, ...]:
    """The statements above an exercise, earlier exercises solved."""
    lesson = _lesson(number)
    statements: list[ast.stmt] = []
    for cell in read((SOURCES / lesson.notebook).with_suffix(".md")).cells:
        if cell.cell_type != "code":
            continue
        if not is_exercise(cell):
            statements += ast.parse(cell.source).body
            continue
        asked = re.findall(r"^check\.(\w+)", cell.source, re.MULTILINE)[-1]
        if asked == name:
            break
        if asked in lesson.exercises:
            statements += ast.parse(lesson.exercises[asked].solution_source()).body
    return tuple(statements)


def _provide(space: dict, wanted: set[str], above: tuple[ast.stmt, ...]) -> None:
    """Run what defines these names above, and before that what it needs in turn."""
    for name in sorted(wanted - set(space)):
        for place in reversed(range(len(above))):
            if name in _defined(above[place]):
                _provide(space, _free_names(above[place]) - {name}, above[:place])
                code = ast.Module([above[place]], [])
                exec(compile(code, "<above>", "exec"), space)
                break


def _defined(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(alias.asname or alias.name).partition(".")[0] for alias in names}
        case ast.Assign(targets=targets):
            return {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return set()


def _free_names(tree: ast.AST) -> set[str]:
    """The names that are read and set nowhere in it: what has to be there already."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    read_names = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    set_names = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    arguments = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return read_names - set_names - arguments - set(dir(builtins))


# --- what became of them -------------------------------------------------------------------------


def told(one: Written) -> tuple[str, object]:
    """What became of an answer: accepted, named, located, error or general; and what it is told."""
    task = _lesson(one.lesson).exercises[one.name]
    said = task(answer_to(one))
    return _how(said), said


def _how(said) -> str:
    if said.state is State.CORRECT:
        return "accepted"
    verdict = said.verdict
    if verdict.found in ("declared", "variation", "pattern"):
        return "named"
    raised = said.example and said.example.got.raised
    return "located" if verdict.located or (raised and raised.line) else "general"


def main(arguments: list[str] | None = None) -> int:
    """Put the bank to the checks, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lesson", help="one lesson, as 02; or: even, odd")
    parser.add_argument("--show", action="store_true", help="each wrong answer and what it is told")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    counts: dict[int, Counter] = {}
    for one in written(options.folder):
        if not _chosen(one.lesson, options.lesson):
            continue
        how, said = told(one)
        counts.setdefault(one.lesson, Counter())["right: " * one.right + how] += 1
        if options.show and not one.right:
            print(f"--- {one} [{how}] line {one.line}\n{one.text}\n{said}\n")
        elif one.right and how != "accepted":
            print(f"--- right, and refused: {one}\n{one.text}\n{said}\n")
    _print(counts)
    return 0


def _chosen(number: int, which: str | None) -> bool:
    if which in ("even", "odd"):
        return number % 2 == (which == "odd")
    return which is None or int(which) == number


def _print(counts: dict[int, Counter]) -> None:
    columns = ("named", "located", "general", "accepted", "right: accepted")
    total = sum(counts.values(), Counter())
    print(f"{'lesson':8}{'wrong':>7}" + "".join(f"{name:>10}" for name in columns[:4]) + "  right")
    for label, found in [*counts.items(), ("all", total)]:
        wrong = sum(n for how, n in found.items() if not how.startswith("right"))
        right = sum(n for how, n in found.items() if how.startswith("right"))
        numbers = "".join(f"{found[name]:>10}" for name in columns[:4])
        print(f"{label!s:8}{wrong:>7}{numbers}  {found['right: accepted']} of {right} accepted")
    wrong = max(1, sum(n for how, n in total.items() if not how.startswith("right")))
    named = total["named"] + total["located"]
    print(f"refused {1 - total['accepted'] / wrong:.1%}, named or located {named / wrong:.1%}")


if __name__ == "__main__":
    sys.exit(main())
