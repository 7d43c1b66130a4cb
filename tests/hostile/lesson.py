"""A small lesson to attack: what honest, ignorant and hostile learners hand in for lesson 01."""

from pathlib import Path

import nbformat

import course_lib
from course_lib.exercises import lesson_01

PROJECT = Path(course_lib.__file__).parents[1]
EXERCISES = ("finish", "weighted_sum", "sigmoid", "tipping_point", "side")

IMPORTS = """
import numpy as np

from course_lib import Neuron
from course_lib.exercises import lesson_01 as check
"""

WRONG = {
    "finish": "def finish(x1, x2, w1, w2, b):\n    return -2.5",
    "weighted_sum": "def weighted_sum(x, w, b):\n    return -77.25",
    "sigmoid": "def sigmoid(z):\n    return z * 0 - 3",
    "tipping_point": "def tipping_point(x1, w, b):\n    return 123.5",
    "side": "def side(x, w, b):\n    return -5",
}


def right(name: str) -> str:
    """The reference answer's source."""
    return getattr(lesson_01, name).solution_source().strip()


def cells(answers: str = "right") -> dict[str, str]:
    """The code cells of a submission, by name: the imports, then one for each exercise."""
    code = {"imports": IMPORTS.strip()}
    for name in EXERCISES:
        answer = right(name) if answers == "right" else WRONG[name]
        code[name] = f"{answer}\n\n\ncheck.{name}({name})"
    return code


def notebook(code: dict[str, str]) -> nbformat.NotebookNode:
    """A notebook of these cells, those of exercises tagged as the lesson tags them."""
    made = [nbformat.v4.new_markdown_cell("# Neuron: build one", id="title")]
    for name, source in code.items():
        tags = {"tags": ["exercise"]} if name in EXERCISES else {}
        made.append(nbformat.v4.new_code_cell(source, id=name, metadata=tags))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel})


def hostile(attack, at: dict) -> nbformat.NotebookNode:
    """The notebook of an attack on these targets.

    Its code stands in a cell of its own before the first exercise, or in that of the exercise
    which ``where`` names, in place of the answer.
    """
    code = cells(attack.answers)
    source = f"import types\n\nat = types.SimpleNamespace(**{at!r})\n{attack.source}"
    if attack.where == "cell":
        names = list(code)
        return notebook(
            {"imports": code["imports"], "attack": source} | {n: code[n] for n in names}
        )
    code[attack.where] = f"{source}\n\ncheck.{attack.where}({attack.where})"
    return notebook(code)
