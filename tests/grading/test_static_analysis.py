"""What an answer's text tells before anything is run."""

import time

import pytest

from course_lib.grading.static_analysis import ParsedNotebook
from tests.grading.classroom import code, exercises


@pytest.mark.parametrize("name", [f"{number:02}" for number in range(10)])
def test_the_course_itself_gives_no_cause_for_remarks(project, known, name):
    stubs, answers = (
        ParsedNotebook(code(project, name, solved=solved)) for solved in (False, True)
    )
    asked = exercises(known[int(name)])
    assert asked
    for task in asked:
        assert stubs.is_unwritten(task.name)
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
    assert set(ParsedNotebook(["ha\u0301\u0316tte = 1  # Vie\u0323\u0302t"]).definitions) != set()


def test_a_remark_fits_into_a_line(known):
    long = "a" * 6_000
    imports = "\n    ".join(f"import scipy.{long}.b{i} as s{i}" for i in range(30))
    notebook = ParsedNotebook([f"def sigmoid(z):\n    {imports}"])
    remark = notebook.library_use(known[1].tasks["sigmoid"])
    assert "uses scipy.aaa" in remark
    assert "… and 24 more" in remark
    assert len(remark) < 600
