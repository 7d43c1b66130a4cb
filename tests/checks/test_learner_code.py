"""Reading code that was typed into a notebook: IPython's own shell, in a process of its own."""

import json
import subprocess
import sys
import textwrap

import pytest

from course_lib.checks.learner_code import is_stub, placeholder_line, source_of

IN_SHELL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
report = {}
for name, text in json.load(sys.stdin).items():
    result = shell.run_cell(text, store_history=True)
    report[name] = repr(result.result)
print("REPORT" + json.dumps(report))
"""


def in_shell(project, **cells):
    """Run cells one after the other; what each one's last value shows."""
    done = subprocess.run(
        [sys.executable, "-c", IN_SHELL],
        input=json.dumps({name: textwrap.dedent(text) for name, text in cells.items()}),
        capture_output=True,
        text=True,
        cwd=project,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout.partition("REPORT")[2])


@pytest.fixture(scope="module")
def shown(project):
    return in_shell(
        project,
        imports="""
            from course_lib.exercises import lesson_01 as check
            from course_lib.checks import learner_code
            import numpy as np
            """,
        stub="""
            def weighted_sum(x, w, b):
                ...


            check.weighted_sum(weighted_sum)
            """,
        error="""
            # the line is counted in this cell

            def weighted_sum(x, w, b):
                total = 0
                return totl + b


            check.weighted_sum(weighted_sum)
            """,
        earlier="""
            def helper(x):
                return x.nothing
            """,
        error_elsewhere="""
            def weighted_sum(x, w, b):
                return helper(x)


            check.weighted_sum(weighted_sum)
            """,
        class_stub="""
            class MyNeuron:
                def __init__(self, weights, bias):
                    ...

                def __call__(self, x):
                    ...


            check.MyNeuron(MyNeuron)
            """,
        class_partly="""
            class MyNeuron:
                def __init__(self, weights, bias):
                    self.w, self.b = weights, bias

                def __call__(self, x):
                    z = self.w @ x + self.b
                    ...


            check.MyNeuron(MyNeuron)
            """,
        class_right="""
            class MyNeuron:
                '''A neuron.'''

                def __init__(self, weights, bias):
                    self.w, self.b = weights, bias

                def __call__(self, x):
                    return 1 / (1 + np.exp(-(self.w @ x + self.b)))


            check.MyNeuron(MyNeuron)
            """,
        class_source="learner_code.source_of(MyNeuron)",
        class_again="""
            # defined once more, in another cell
            class MyNeuron:
                def __call__(self, x):
                    return 7
            """,
        class_source_again="learner_code.source_of(MyNeuron)",
        function_source="learner_code.source_of(weighted_sum)",
        lambda_source="learner_code.source_of(lambda x: x)",
    )


def test_states_in_a_notebook(shown):
    assert shown["stub"].startswith("○ Not attempted")
    assert shown["class_stub"].startswith("○ Not attempted")
    assert "Line 7 still holds `...`" in shown["class_partly"]
    assert shown["class_right"].startswith("✔ Correct")


def test_the_line_is_the_cells_own(shown):
    assert "There is no `totl` here" in shown["error"]
    assert "line 5    return totl + b" in shown["error"]
    assert "line 2 in helper  return x.nothing" in shown["error_elsewhere"]
    assert "ipykernel" not in shown["error"] + shown["error_elsewhere"]


def test_source_is_found(shown):
    source = eval(shown["class_source"])
    assert source.startswith("class MyNeuron:\n    '''A neuron.'''")
    assert source.endswith("+ self.b)))")
    assert eval(shown["class_source_again"]) == (
        "class MyNeuron:\n    def __call__(self, x):\n        return 7"
    )
    assert eval(shown["function_source"]).endswith("    return helper(x)")
    assert "lambda x: x" in shown["lambda_source"]


def without_source(text):
    space = {}
    exec(textwrap.dedent(text), space)
    return list(space.values())[-1]


@pytest.mark.parametrize(
    ("text", "stub"),
    [
        ("def f(x): pass", True),
        ("def f(x):\n    'Task.'", True),
        ("def f(x): return None", True),
        ("def f(x): return ...", True),
        ("def f(x): return 1", False),
        ("def f(x): return x", False),
        ("def f(x): x + 1", False),
        ("class C: pass", True),
        ("class C:\n    'Task.'", True),
        ("class C:\n    def m(self): pass", False),
        ("class C:\n    w = 1", False),
    ],
)
def test_where_no_source_is_kept_the_bytecode_tells(text, stub):
    answer = without_source(text)
    assert source_of(answer) == ""
    assert is_stub(answer) == stub
    assert placeholder_line(answer) is None


@pytest.mark.parametrize(
    ("text", "stub"),
    [
        ("class C:\n    def m(self): pass", True),
        ("class C:\n    @property\n    def p(self):\n        '''Later.'''", True),
        ("class C:\n    @staticmethod\n    def s():\n        return 1", False),
        ("class C:\n    w = 1\n    def m(self): pass", False),
        ("class C(dict):\n    def m(self):\n        raise NotImplementedError", True),
    ],
)
def test_classes(write, text, stub):
    assert is_stub(write(text)) == stub


def test_an_inner_class_and_an_indented_function_have_source(write):
    outer = write("""
        def make():
            class Inner:
                def __call__(self):
                    return 1

            def f(x):
                return x

            return Inner, f
        """)
    inner, f = outer()
    assert source_of(inner).startswith("class Inner:")
    assert source_of(f) == "def f(x):\n    return x"


@pytest.mark.parametrize("thing", [7, None, "text", print, dict, object(), ...])
def test_things_without_source(thing):
    assert source_of(thing) == "" or thing is dict
    assert not is_stub(thing)
