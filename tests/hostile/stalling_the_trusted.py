"""Attacks on the code that reads and judges, which no sandbox holds. They take this very grader."""

from tests.hostile.attack import Attack, attack
from tests.hostile.lesson import right

_NAMES = [f"n{i}" for i in range(12_000)]

a_statement_with_thousands_of_names = Attack(
    "a_statement_with_thousands_of_names",
    f"{'='.join(_NAMES)}=lambda: ({', '.join(_NAMES)})\n"
    + right("finish").replace("):\n", "):\n    n1\n", 1),
    None,
    where="finish",
)

a_name_with_thousands_of_marks = Attack(
    "a_name_with_thousands_of_marks",
    "exec('pass')\nif False:\n    a" + "\u0316\u0301" * 20_000 + " = 1",
    None,
)


@attack(None, where="finish", loses=frozenset({"finish"}))
def keys_that_collide():
    def finish(x1, x2, w1, w2, b):
        return {k * (2**61 - 1): k for k in range(3_500)}


@attack(None, where="finish", loses=frozenset({"finish"}))
def an_answer_of_half_a_million():
    def finish(x1, x2, w1, w2, b):
        import numpy as np

        return np.zeros((2,) * 19, bool)
