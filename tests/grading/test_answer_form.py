"""Two answers have one form if names, comments and order part them, and nothing else does."""

import ast

import pytest

from course_lib.grading.answer_form import form_of, known_statements

ANSWER = '''
def mean_error(y_true, y_pred):
    """How far off."""
    total = 0.0
    count = 0
    for t, p in zip(y_true, y_pred):
        # add it up
        total += (t - p) ** 2 * 0.5
        count += 1
    return total / count
'''


def form(source):
    return form_of(ast.parse(source).body)


SAME = {
    "itself": ANSWER,
    "other names": ANSWER.replace("total", "s").replace("count", "n").replace("y_true", "a"),
    "names exchanged": ANSWER.replace("t", "#").replace("p", "t").replace("#", "p"),
    "no comment": ANSWER.replace("        # add it up\n", ""),
    "another docstring": ANSWER.replace("How far off.", "Mine."),
    "no docstring": ANSWER.replace('    """How far off."""\n', ""),
    "annotated": ANSWER.replace(
        "error(y_true, y_pred):", "error(y_true: list, y_pred: list) -> float:"
    ),
    "statements in another order": ANSWER.replace(
        "    total = 0.0\n    count = 0\n", "    count = 0\n    total = 0.0\n"
    ),
    "factors in another order": ANSWER.replace("(t - p) ** 2 * 0.5", "0.5 * (t - p) ** 2"),
    "brackets and blank lines": ANSWER.replace("total / count", "(total\n\n / count)"),
    "numbers in another notation": ANSWER.replace("0.5", "5e-1"),
}
SAME["names exchanged"] = """
def mean_error(y_pred, y_true):
    count = 0.0
    total = 0
    for p, t in zip(y_pred, y_true):
        count += (p - t) ** 2 * 0.5
        total += 1
    return count / total
"""


@pytest.mark.parametrize("source", SAME.values(), ids=SAME)
def test_the_same_form(source):
    assert form(source) == form(ANSWER)


OTHER = {
    "another number": ANSWER.replace("0.5", "0.25"),
    "another operator": ANSWER.replace("t - p", "t + p"),
    "terms of a difference exchanged": ANSWER.replace("t - p", "p - t"),
    "a line more": ANSWER.replace("        count += 1\n", "        count += 1\n        t = 0\n"),
    "another function": ANSWER.replace("zip", "map"),
    "one name for two": ANSWER.replace("count", "total"),
    "the other name": ANSWER.replace("return total / count", "return count / total"),
    "in another block": ANSWER.replace("        count += 1\n", "    count += 1\n"),
}


@pytest.mark.parametrize("source", OTHER.values(), ids=OTHER)
def test_another_form(source):
    assert form(source).digest != form(ANSWER).digest


def test_a_class_and_its_attributes():
    one = """
class Neuron:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def act(self, x):
        return self.squeeze(self.w @ x + self.b)

    def squeeze(self, z):
        return 1 / (1 + np.exp(-z))
"""
    methods = one.partition("    def act")[0], one.partition("    def act")[2]
    act, squeeze = methods[1].split("    def squeeze")
    other = f"{methods[0]}    def squeeze{squeeze}\n    def act{act}"
    other = other.replace("self.w", "self.weights").replace("self.b", "self.bias")
    other = other.replace("squeeze", "sigmoid")
    assert form(other) == form(one)
    assert form(one.replace("np.exp", "np.exp2")).digest != form(one).digest
    assert form(one.replace("__init__", "__call__")).digest != form(one).digest


def test_a_librarys_name_is_not_ones_own():
    """The function is called tanh, and NumPy's tanh is another."""
    one = form("def tanh(z):\n    return np.tanh(z)")
    assert one == form("def squeeze(x):\n    return np.tanh(x)")
    assert one.digest != form("def tanh(z):\n    return np.sinh(z)").digest
    axis = form("def f(x, axis):\n    return np.sum(x, axis=axis)")
    assert axis == form("def f(x, k):\n    return np.sum(x, axis=k)")


def test_statements_are_known_without_their_names():
    known = known_statements([ast.parse("def f(x):\n    total = 0\n    return total").body])
    found = form("def g(y):\n    s = 0\n    s = s + np.sum(y * 3)\n    return s")
    everything = found.size_beyond(frozenset())
    assert 0 < found.size_beyond(known) < everything
    assert found.size_beyond(known) == 10  # =, s, +, s, call, .sum, np, *, y, 3


def test_a_statement_is_counted_once():
    """The size of a loop is that of its head: what stands in it counts for itself."""
    loop = form("for i in range(3):\n    total = total + i")
    assert sorted(size for _, size in loop.statements) == [5, 5]
