"""The line in which one change makes a learner's code right: found, or nothing is said."""

import time

import numpy as np
import pytest

from course_lib.checks import State, exercise
from course_lib.checks.variation.guard import may_be_run_again


def squeeze(z):
    return 1 / (1 + np.exp(-z))


@exercise(lesson=94, minutes=1)
def neuron(x, w, b):
    """A neuron's output."""
    return squeeze(np.dot(w, x) + b)


@neuron.cases
def _(rng):
    for n in (2, 3, 4):
        yield rng.normal(size=n), rng.normal(size=n), float(rng.normal())


@exercise(lesson=94, minutes=1)
class Total:
    """Adds up what it is called with."""

    def __init__(self, start):
        self.total = start

    def __call__(self, step):
        self.total = self.total + step
        return self.total


@Total.through
def _(Total, start, steps):
    one = Total(start)
    return [one(step) for step in steps]


@Total.cases
def _(rng):
    yield 1.5, [1.0, 2.0]
    yield float(rng.normal()), rng.normal(size=3).tolist()


LINES = {
    "the operator": ("z = np.dot(w, x) - b\nreturn squeeze(z)", 3, "the operator"),
    "the caret": ("z = np.dot(w, x) + b\nreturn (1 + np.exp(-z)) ^ -1", 4, "the operator"),
    "the sign": ("z = np.dot(w, x) + b\nreturn 1 / (1 + np.exp(z))", 4, "the sign"),
    "the brackets": ("z = np.dot(w, x) + b\nreturn 1 / 1 + np.exp(-z)", 4, "the brackets"),
    "the name": ("z = np.dot(w, w) + b\nreturn squeeze(z)", 3, "the name"),
    "the number": ("z = np.dot(w, x) + b\nreturn 2 / (1 + np.exp(-z))", 4, "the number"),
    "the loop": (
        "z = b\nfor i in range(len(x) - 1):\n    z += w[i] * x[i]\nreturn squeeze(z)",
        4, "where the loop begins and ends",
    ),
    "the assignment": (
        "z = b\nfor i in range(len(x)):\n    z = w[i] * x[i]\nreturn squeeze(z)", 5, "the `=`",
    ),
    "the return": (
        "z = b\nfor i in range(len(x)):\n    z += w[i] * x[i]\n    return squeeze(z)",
        6, "the `return`",
    ),
    "a missing function": ("return np.dot(w, x) + b", 3, "what is done with the value"),
    "a missing term": ("z = np.dot(w, x)\nreturn squeeze(z)", None, ""),
}  # fmt: skip


def written(write, body, name="neuron(x, w, b)", **names):
    lines = body.replace("\n", "\n    ")
    return write(f"# my answer\ndef {name}:\n    {lines}\n", squeeze=squeeze, **names)


@pytest.mark.parametrize(("body", "line", "look_at"), LINES.values(), ids=LINES)
def test_the_line_is_the_cells_and_the_word_is_the_changes(write, body, line, look_at):
    answer = neuron(written(write, body))
    assert answer.state in (State.NOT_YET, State.ERROR)
    located = answer.verdict.located
    if line is None:
        assert located is None, "both lines could take the bias"
    else:
        assert (located.line, located.look_at) == (line, look_at)


def test_it_is_the_first_hint(write):
    neuron.hints("Multiply and add.", "Then squeeze.")
    answer = neuron(written(write, "return squeeze(np.dot(w, x) - b)"))
    line = "One change in line 3 makes this right: look at the operator."
    assert f"  {line}\n  Stuck?" in str(answer)
    page = answer._repr_html_()
    assert page.index("Where to look") < page.index(line) < page.index("Hint 1 of 2")
    assert "+ b" not in page


def test_two_faults_are_in_no_line(write):
    body = "z = np.dot(w, x) - b\nreturn 1 / (1 - np.exp(-z))"
    assert neuron(written(write, body)).verdict.located is None


def test_a_right_answer_has_no_line(write):
    assert neuron(written(write, "return squeeze(np.dot(w, x) + b)")).verdict.located is None


def test_a_class_is_looked_at_too(write):
    answer = Total(
        write("""
        class Total:
            def __init__(self, start):
                self.total = start

            def __call__(self, step):
                total = self.total + step
                return self.total
        """)
    )
    assert answer.verdict.located.line == 6
    assert answer.verdict.located.look_at == "what belongs to `self`"


HARMFUL = {
    "opens a file": "open('x', 'w')\n    return x",
    "imports": "import os\n    return x",
    "evaluates text": "return eval('x')",
    "writes a global": "global kept\n    kept = x\n    return x",
    "saves": "np.save('x', x)\n    return x",
    "leaves a module": "return sys.exit()",
    "looks inside": "return x.__class__",
    "catches all": "try:\n        return x\n    except BaseException:\n        return 0",
    "calls one that opens a file": "return helper(x)",
}


def opens(x):
    with open("x") as file:
        return file.read()


@pytest.mark.parametrize("body", HARMFUL.values(), ids=HARMFUL)
def test_what_does_more_than_compute_is_run_once_and_never_again(write, body):
    import sys

    text = f"def answer(x):\n    {body}\n"
    assert not may_be_run_again(write(text, sys=sys, helper=opens))


@pytest.mark.parametrize(
    "text",
    [
        "def answer(x, kept=[]):\n    return kept",
        "class Answer(dict):\n    pass",
        "def make():\n    held = []\n    def answer(x):\n        return held\n    return answer\n"
        "answer = make()",
    ],
)
def test_nothing_that_keeps_a_state_is_run_again(write, text):
    assert not may_be_run_again(write(text))


def test_nothing_of_the_learners_is_touched(write):
    kept = np.zeros(3)
    counted = written(write, "kept[0] += 1\nreturn squeeze(np.dot(w, x) - b)", kept=kept)
    neuron.judge(counted)
    of_judging = kept[0]
    assert neuron(counted).verdict.located is not None
    assert kept[0] == 2 * of_judging, "as often for a check, and not once for its copies"


ENDLESS = {
    "a loop": "n = 0\n    while n < 5:\n        n += 1\n    return n * w",
    "a list that grows": "out = []\n    for v in x:\n        out = out + [v]\n    return out",
    "a recursion": "return neuron(x, w, b)",
    "a product": "p = 1\n    for v in x:\n        p *= v\n    return p + sum(w)",
    "print": "for _ in range(999):\n        print(x)\n    return b",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_no_edit_runs_without_end_or_fills_the_memory(write, body):
    started = time.process_time()
    neuron(write(f"def neuron(x, w, b):\n    {body}\n"))
    assert time.process_time() - started < 3


@exercise(lesson=94, minutes=1)
def dot(x, w):
    """Products, added up."""
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


@dot.cases
def _(rng):
    for n in (2, 3, 4):
        yield rng.normal(size=n), rng.normal(size=n)


@dot.accepts
def _(x, w):
    return np.dot(x, w)


def test_no_whole_answer_is_put_in_place_of_a_name(write):
    """`return np.dot(x, w)` would mend every answer, in its last line."""
    body = "total = 1\nfor v in x:\n    total *= v - 2\nreturn total"
    assert dot(written(write, body, "dot(x, w)")).verdict.located is None


class Unique:
    """Like a widget or an output that a notebook holds: there is no copy of it."""

    def __deepcopy__(self, memo):
        raise TypeError("cannot pickle this")


def test_what_else_a_notebook_holds_is_left_alone(write):
    names = {"Out": {1: Unique()}, "shown": [Unique()], "squeeze": squeeze}
    answer = neuron(write("def neuron(x, w, b):\n    return squeeze(np.dot(w, x) - b)\n", **names))
    assert answer.verdict.located.look_at == "the operator"
