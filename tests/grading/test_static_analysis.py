"""What an answer's text tells before anything is run."""

import time

import pytest

from course_lib.grading.static_analysis import ParsedNotebook
from tests.grading.classroom import code, exercises, to_modify


@pytest.mark.parametrize("name", [f"{number:02}" for number in range(10)])
def test_the_course_itself_gives_no_cause_for_remarks(project, known, name):
    stubs, answers = (
        ParsedNotebook(code(project, name, solved=solved)) for solved in (False, True)
    )
    asked = exercises(known[int(name)])
    assert asked
    for task in asked:
        assert stubs.is_unwritten(task.name) is (task.name not in to_modify(project, name))
        assert not answers.is_unwritten(task.name)
        assert answers.library_use(task) == ""


READY_MADE = {
    "called": ["from course_lib.nn.activations import sigmoid as s", "def sigmoid(z): return s(z)"],
    "by its module": [
        "from course_lib.nn import activations",
        "def sigmoid(z): return activations.get('sigmoid').forward(z)",
    ],
    "through a helper": [
        "import scipy.special as sp\ndef helper(z): return sp.expit(z)",
        "def sigmoid(z): return helper(z)",
    ],
    "through a value": [
        "import scipy.special\nexpit = scipy.special.expit",
        "def sigmoid(z): return expit(z)",
    ],
    "imported in it": ["def sigmoid(z):\n    from scipy.special import expit\n    return expit(z)"],
    "imported as it": ["from course_lib.nn.activations import sigmoid"],
    "given its name": ["import keras\nsigmoid = keras.ops.sigmoid"],
    "beside magics": [
        "%matplotlib inline\nimport keras",
        "def sigmoid(z): return keras.ops.sigmoid(z)",
    ],
}


USED = "def weighted_sum(x, w, b): return N(w, b)(x)"
BORROWED = {
    "by name": ["from course_lib import Neuron as N", USED],
    "everything": ["from course_lib import *", USED.replace("N(", "Neuron(")],
    "everything of a part": ["from course_lib.nn.neuron import *", USED.replace("N(", "Neuron(")],
    "by the package": ["import course_lib as c", USED.replace("N(", "c.Neuron(")],
    "in a try": ["try:\n    from course_lib import Neuron as N\nexcept ImportError: pass", USED],
    "unpacked": ["from course_lib import Neuron\nN, other = Neuron, 1", USED],
    "with a type": ["from course_lib import Neuron\nN: type = Neuron", USED],
    "by a walrus": ["from course_lib import Neuron\n(N := Neuron)", USED],
    "by a loop": ["from course_lib import Neuron\nfor N in [Neuron]: pass", USED],
    "in a block": ["from course_lib import Neuron\nif True:\n    N = Neuron", USED],
    "by a context": ["from course_lib import Neuron\nwith nc(Neuron) as N: pass", USED],
    "as a base": ["from course_lib import Neuron\nclass N(Neuron): pass", USED],
    "as a default": [
        "from course_lib import Neuron as N",
        "def weighted_sum(x, w, b, N=N): return N(w, b)(x)",
    ],
    "as a decorator": ["from course_lib import Neuron as N", "@N\n" + USED],
    "in a list": ["from course_lib import Neuron\nkept = []\nkept += [Neuron]",
                  USED.replace("N(", "kept[0](")],
    "by an item": ["from course_lib import Neuron\nkept = {}\nkept['n'] = Neuron",
                   USED.replace("N(", "kept['n'](")],
    "by an attribute": ["from course_lib import Neuron\nclass K: pass\nK.n = Neuron",
                        USED.replace("N(", "K.n(")],
    "by setattr": ["from course_lib import Neuron\nclass K: pass\nsetattr(K, 'n', Neuron)",
                   USED.replace("N(", "K.n(")],
    "by __import__": [USED.replace("N(", "__import__('course_lib').Neuron(")],
    "by importlib": ["import importlib\nN = importlib.import_module('course_lib.nn.neuron').Neuron",
                     USED],
    "by sys.modules": ["import sys", USED.replace("N(", "sys.modules['course_lib'].Neuron(")],
    "by globals": ["from course_lib import Neuron", USED.replace("N(", "globals()['Neuron'](")],
    "by exec": ["def weighted_sum(x, w, b):\n    exec('from course_lib import Neuron')"],
    "by code": ["from course_lib import Neuron\ndef other(x, w, b): return Neuron(w, b)(x)",
                "def weighted_sum(x, w, b): ...\nweighted_sum.__code__ = other.__code__"],
}  # fmt: skip


@pytest.mark.parametrize("how", BORROWED)
def test_a_neuron_that_was_borrowed_is_pointed_out(known, how):
    remark = ParsedNotebook(BORROWED[how]).library_use(known[1].tasks["weighted_sum"])
    assert "uses course_lib" in remark


def test_a_star_gives_cause_for_no_more_than_it_exports(known):
    cells = ["from course_lib import *", "def weighted_sum(x, w, b): return undefined + sum(w)"]
    assert ParsedNotebook(cells).library_use(known[1].tasks["weighted_sum"]) == ""


@pytest.mark.parametrize("how", READY_MADE)
def test_a_library_where_own_code_was_asked(known, how):
    remark = ParsedNotebook(READY_MADE[how]).library_use(known[1].tasks["sigmoid"])
    assert "answer to sigmoid uses" in remark


def test_own_code_gives_no_remark(known):
    cells = [
        "import numpy as np\nfrom course_lib import Neuron, figures\nneuron = Neuron([1, 2], 3)",
        "z = neuron([1, 1])",
        "def half(neuron): return neuron / 2",
        "def sigmoid(z):\n    a = np.tanh(half(z))\n    return half(1 + a)",
        "figures.decision_boundary(neuron)",
    ]
    assert ParsedNotebook(cells).library_use(known[1].tasks["sigmoid"]) == ""


@pytest.mark.parametrize("cell", ["def f(", "\0", "(" * 5_000, "x = '\\d'", "?help", "!ls"])
def test_a_cell_that_is_no_python_is_passed_over(cell):
    notebook = ParsedNotebook(
        [cell, "def f(): pass", "def g(): return 1", "def h():\n    x = ...\n    return x"]
    )
    assert notebook.is_unwritten("f")
    assert not notebook.is_unwritten("g")
    assert notebook.is_unwritten("h")
    assert not notebook.is_unwritten("nobody")


def test_the_last_definition_counts():
    assert not ParsedNotebook(["def f(): ...", "def f(): return 1"]).is_unwritten("f")
    assert ParsedNotebook(["def f(): return 1", "def f(): ..."]).is_unwritten("f")


def within_seconds(seconds, function, *given):
    """What a function gives, which must not take more of the processor."""
    began = time.process_time()
    value = function(*given)
    assert time.process_time() - began < seconds
    return value


def test_one_statement_with_thousands_of_names_is_walked_once(known):
    """Walked once for each name, this takes hours."""
    names = [f"n{i}" for i in range(15_000)]
    cell = f"{'='.join(names)}=lambda: ({', '.join(names)})"
    notebook = ParsedNotebook([cell, "def sigmoid(z):\n    n1\n    return z"])
    assert within_seconds(5, notebook.library_use, known[1].tasks["sigmoid"]) == ""


def test_a_name_with_thousands_of_marks_is_not_put_in_order(known):
    """Python puts the marks of a name in order, in a time that grows with their square."""
    cell = "a" + "\u0316\u0301" * 40_000 + " = 1"
    notebook = within_seconds(3, ParsedNotebook, [cell, "def sigmoid(z): return z"])
    assert set(notebook.definitions) == {"sigmoid"}
    assert set(ParsedNotebook(["ha\u0301\u0316tte = 1"]).definitions) != set()


def test_a_remark_fits_into_a_line(known):
    long = "a" * 6_000
    imports = "\n    ".join(f"import scipy.{long}.b{i} as s{i}" for i in range(30))
    notebook = ParsedNotebook([f"def sigmoid(z):\n    {imports}"])
    remark = notebook.library_use(known[1].tasks["sigmoid"])
    assert "uses scipy.aaa" in remark
    assert "… and 24 more" in remark
    assert len(remark) < 600
