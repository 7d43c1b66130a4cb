"""A sandbox answers calls as the notebook itself would, and survives whatever a notebook does."""

import time

import numpy as np
import pytest

from course_lib.checks.values import Strange
from course_lib.grading.inside.cells import may_be_ipython
from course_lib.grading.isolation import choose
from course_lib.grading.sandbox import CallRequest, Limits, run_in_sandbox
from course_lib.grading.session import Session, SessionEnded
from course_lib.grading.wire import WireError
from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import read, sources

PATIENT = Limits(restarts=3)
HASTY = Limits(cell_seconds=1.5, call_seconds=1.5, restarts=3)
GOOD = "def good(x):\n    return x + 1"
GOOD_ASK = CallRequest("good", ((1,), (2.5,)))


@pytest.fixture(params=choose.NAMES)
def name(request):
    """Each kind of isolation in turn."""
    probe = choose.probe(request.param)
    if not probe.works:
        pytest.skip(f"{probe.name} does not work here: {probe.reason}")
    return probe.name


@pytest.fixture
def ask(name):
    """Asks a notebook's cells, in a sandbox of each kind."""

    def ask(cells, *requests, limits=PATIENT):
        return run_in_sandbox(cells, requests, limits=limits, isolation=name)

    return ask


@pytest.fixture
def call(ask):
    """Calls one function, written in one cell, and gives its one outcome."""

    def call(source, *args, through=None):
        function = source.partition("def ")[2].partition("(")[0] or "answer"
        result = ask([source], CallRequest(function, (args,), through)).results[function]
        assert result.outcomes, result.reason
        return result.outcomes[0]

    return call


def values(transcript, name="good"):
    """What an answer returned for each case."""
    result = transcript.results[name]
    assert result.outcomes is not None, result.reason
    return [outcome.value for outcome in result.outcomes]


# Answering


def test_a_call_tells_all_that_it_did(call):
    source = """
import numpy as np
def answer(x, w):
    print("so far", x)
    w[0] = np.log(0.0 * x)
    return {"a": (x, [w]), "b": None}
"""
    outcome = call(source, np.float32(2), np.ones(2))
    assert outcome.value["a"][0] == 2.0
    assert np.array_equal(outcome.value["a"][1][0], [-np.inf, 1])
    assert outcome.printed == "so far 2.0\n"
    assert outcome.warned == ("divide by zero encountered in log",)
    assert outcome.changed == (1,)
    assert np.array_equal(outcome.given[1], [-np.inf, 1])


def test_an_error_tells_the_learners_own_line(call):
    outcome = call("def answer(x):\n    y = x\n    return y / 0  # here", 1)
    assert outcome.raised.kind == "ZeroDivisionError"
    assert outcome.raised.message == "division by zero"
    assert (outcome.raised.line, outcome.raised.where) == (3, "answer")
    assert outcome.raised.text == "return y / 0  # here"
    assert "ArithmeticError" in outcome.raised.kinds


def test_inputs_arrive_with_their_types(call):
    inputs = (
        np.float64(1),
        np.ones(2, "float32"),
        (1, [2.0]),
        {"a": None},
        True,
        "a",
        np.array(1.0),
    )
    source = "def answer(*inputs):\n    return [type(x).__name__ for x in inputs]"
    assert call(source, *inputs).value == [
        "float64", "ndarray", "tuple", "dict", "bool", "str", "ndarray",
    ]  # fmt: skip


def test_every_case_is_called_with_fresh_inputs(ask):
    x = np.zeros(1)
    source = "def bump(x):\n    x += 1\n    return x"
    transcript = ask([source], CallRequest("bump", ((x,), (x,))))
    assert [float(value[0]) for value in values(transcript, "bump")] == [1, 1]
    assert x[0] == 0


def test_a_class_is_used_through_a_function(ask):
    cells = ["class Neuron:\n    def __init__(self, w):\n        self.w = w"]
    cells += ["def twice(self, x):\n    return 2 * self.w * x\nNeuron.__call__ = twice"]
    through = "@Neuron.through\ndef _(Neuron, w, x):\n    import math\n"
    through += "    return math.fabs(Neuron(w)(x))"
    transcript = ask(cells, CallRequest("Neuron", ((-3.0, 2.0),), through))
    assert values(transcript, "Neuron") == [12.0]


def test_a_way_of_use_knows_no_name_of_the_notebook(ask):
    through = "def _(answer, x):\n    return secret"
    transcript = ask(
        ["secret = 1\ndef answer(x):\n    return x"], CallRequest("answer", ((1,),), through)
    )
    assert transcript.results["answer"].outcomes[0].raised.kind == "NameError"


@pytest.mark.parametrize(
    ("returned", "kind"),
    [
        ("(x for x in [1])", "generator"), ("{1}", "set"), ("open", "builtin_function_or_method"),
        ("np.zeros(10**7)", "array"), ("np.array([1, None], dtype=object)", "array of objects"),
        ("np.ma.masked_array([1.0], [True])", "masked array"), ("type('Own', (), {})()", "Own"),
    ],
)  # fmt: skip
def test_what_is_no_data_comes_back_as_a_name(call, returned, kind):
    outcome = call(f"import numpy as np\ndef answer(x):\n    return {returned}", 1)
    assert isinstance(outcome.value, Strange)
    assert outcome.value.kind == kind


def test_a_name_that_is_missing_is_said(ask):
    result = ask([GOOD], CallRequest("better", ((1,),))).results["better"]
    assert result.outcomes is None
    assert result.reason == "The notebook defines no `better`."


def test_inputs_that_are_no_data_are_the_callers_mistake(ask):
    with pytest.raises(WireError, match="plain data"):
        ask([GOOD], CallRequest("good", ((len,),)))


def test_a_notebook_that_is_graded_again_answers_the_same(ask):
    source = """
import random
import numpy as np
draw = np.random.normal
def answer(x):
    return draw(), random.random(), list({"a", "b", "c", "d"})
"""
    asked = CallRequest("answer", ((1,), (2,)))
    first, second = (values(ask([source], asked), "answer") for _ in range(2))
    assert first == second


@pytest.fixture(scope="module")
def lesson_02():
    """Every code cell of lesson 02, solved, and its exercises."""
    from course_lib.exercises import lesson_02

    notebook = solve(read(sources(["02"])[0]))
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return cells, lesson_02.LESSON.exercises


def test_a_solved_lesson_is_right_in_the_sandbox_too(ask, lesson_02):
    from course_lib.checks.judge import judge

    cells, exercises = lesson_02
    draws = {name: exercise.draw(5) for name, exercise in exercises.items()}
    requests = [CallRequest(name, tuple(draw.args)) for name, draw in draws.items()]
    transcript = ask(cells, *requests, limits=Limits())
    assert len(requests) == 5
    for name, exercise in exercises.items():
        assert judge(exercise, draws[name], transcript.results[name].outcomes).state == "correct"


# Cells


def test_cells_share_names_and_an_error_stops_one_cell_only(ask):
    cells = ["a = 1\nb = nothing\na = 2", "c = a", "def good(x):\n    return a + c"]
    transcript = ask(cells, CallRequest("good", ((0,),)))
    assert values(transcript) == [2]
    assert transcript.notes == ("Cell 1 stopped with NameError: name 'nothing' is not defined",)


RAISES = {
    "raise SystemExit(3)": "SystemExit: 3",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "raise type('Mute', (BaseException,), {'__str__': lambda s: 1 / 0})": "Mute: (its",
    "raise Exception('a\\nb\\x1b[2J\\u202e')": "Exception: a b [2J",
    "input('name?')": "EOFError",
    "def f(:": "SyntaxError: invalid syntax",
    "x = '\0'": "",  # a SyntaxError or a ValueError, as Python's version has it
    "import antigravity_of_tomorrow": "ModuleNotFoundError",
    "from course_lib.starting import x": "ModuleNotFoundError: In a sandbox there is no",
    "def r():\n    r()\nr()": "RecursionError",
    "bytearray(10**11)": "MemoryError",
    "x = []\nwhile True:\n    x.append(bytearray(10**6))": "MemoryError",
}


def test_whatever_a_cell_raises_is_noted(ask):
    transcript = ask([*RAISES, "x = 0", GOOD], GOOD_ASK)
    assert values(transcript) == [2, 3.5]
    assert len(transcript.notes) == len(RAISES)
    for number, (note, said) in enumerate(zip(transcript.notes, RAISES.values(), strict=True)):
        assert note.startswith(f"Cell {number + 1} stopped with {said}")


def test_what_only_ipython_understands_is_run_by_it(ask):
    pytest.importorskip("IPython")
    cells = ["%time a = 1", "%%time\nb = a + 1", "c = %who_ls int", "display(a); get_ipython()"]
    transcript = ask(
        [*cells, "def good(x):\n    return a, b, c"], CallRequest("good", ((0,),)), limits=Limits()
    )
    assert transcript.notes == ()
    assert values(transcript) == [(1, 2, ["a", "b"])]


def test_a_mistake_in_python_needs_no_ipython(ask):
    cells = [
        "def answer(x)\n    return x",
        "import sys\ndef loaded(): return 'IPython' in sys.modules",
    ]
    transcript = ask(cells, CallRequest("loaded", ((),)))
    assert transcript.notes[0].startswith("Cell 1 stopped with SyntaxError: expected ':'")
    assert values(transcript, "loaded") == [False]


@pytest.mark.parametrize(
    "cell",
    ["x = %who_ls", "x = 1?", "!ls", "await f()", ">>> x = 1", "In [1]: x = 1", "  x = 1", ",f a"],
)
def test_what_may_be_ipythons_is_left_to_it(cell):
    assert may_be_ipython(cell)
    assert may_be_ipython(f"\n{cell}")


def test_output_without_end_goes_nowhere(ask):
    cells = ["for _ in range(50):\n    print('x' * 10**6)"]
    cells += ["import os\nfor place in (1, 2):\n    os.write(place, b'x' * 10**7)"]
    assert values(ask([*cells, GOOD], GOOD_ASK)) == [2, 3.5]


def test_a_lessons_figures_widgets_and_checks_are_silent(ask):
    cells = [
        "from course_lib import Dense, Sequential, Input, figures, widgets",
        "import course_lib as keras",
        "from course_lib.exercises import lesson_04 as check, progress_map\nprogress_map()",
        "shapes = widgets.layers([20, 64], rows=3)\nshapes",
        "for layer in shapes.model.layers:\n    print(f'{layer.count_params():,}')",
        "figures.network_diagram(Sequential([Input((2,)), Dense(1)]), x=[1, 2])",
        "check.layer(print)\ncheck.layer.hint(2)\ncheck.layer.solution()\ncheck.shapes",
        "import inspect\nassert 'kernel' in inspect.getsource(Dense.forward)",
        "keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]).summary()",
    ]
    transcript = ask([*cells, GOOD], GOOD_ASK)
    assert transcript.notes == ()
    assert values(transcript) == [2, 3.5]
    assert transcript.form_answers == {}


def test_what_is_handed_to_a_check_as_data_is_kept(ask):
    cells = [
        "from course_lib.exercises import lesson_04 as check",
        "answer = {'w1': 20}\ncheck.shapes(answer)\nanswer['w1'] = 0\ncheck.which('move')",
        "check.order([2, 1, 3])\ncheck.order([1, 2, 3])\ncheck.good(lambda x: x)",
        "check.shapes.hint(1)\ncheck.shapes()\ncheck.long('x' * 100_000)",
    ]
    transcript = ask(cells)
    assert transcript.form_answers == {
        "shapes": ({"w1": 20},),
        "which": ("move",),
        "order": ([1, 2, 3],),
    }
    assert list(transcript.form_answers) == ["shapes", "which", "order"]


# Ending


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("import os\nos._exit(0)", "It ended itself."),
        ("while True:\n    pass", "It took longer than 1.5 seconds."),
        ("import ctypes\nctypes.string_at(0)", "It crashed"),
        ("import os\nos.closerange(0, 100)", "It ended itself."),
    ],
)
def test_a_cell_that_ends_the_sandbox_is_left_out(ask, cell, reason):
    transcript = ask(
        [GOOD, cell, "three = 3", "def f(x):\n    return three"],
        GOOD_ASK,
        CallRequest("f", ((1,),)),
        limits=HASTY,
    )
    assert values(transcript) == [2, 3.5]
    assert values(transcript, "f") == [3]
    assert len(transcript.notes) == 1
    assert transcript.notes[0].startswith(f"Cell 2 was left out. {reason}")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("__import__('time').sleep(60)", "It took longer than 1.5 seconds."),
        ("__import__('os')._exit(1)", "It ended itself."),
    ],
)
def test_a_call_that_ends_the_sandbox_costs_that_answer_only(ask, body, reason):
    bad = f"def bad(x):\n    if x == 2:\n        {body}\n    return x"
    transcript = ask([bad, GOOD], CallRequest("bad", ((1,), (2,), (3,))), GOOD_ASK, limits=HASTY)
    assert values(transcript) == [2, 3.5]
    assert transcript.results["bad"].outcomes is None
    assert transcript.results["bad"].reason == f"Calling `bad` for case 2 of 3: {reason}"


def test_a_notebook_that_ends_every_sandbox_is_given_up(ask):
    cells = ["import os\nos._exit(0)"] * 9
    transcript = ask([GOOD, *cells], GOOD_ASK)
    assert transcript.results["good"].reason == (
        "The notebook ended its sandbox 4 times, and it was not started again."
    )
    assert len(transcript.notes) == 4


def test_a_notebook_has_so_much_time_in_all(ask):
    began = time.monotonic()
    limits = Limits(wall_seconds=1.5, cell_seconds=60)
    transcript = ask([GOOD, "while True:\n    pass"], GOOD_ASK, limits=limits)
    assert transcript.results["good"].reason == "The notebook took longer than 1.5 seconds in all."
    assert time.monotonic() - began < 15


def test_a_cell_that_writes_too_much_is_left_out(ask):
    much = "for i in range(100):\n    open(f'{i}', 'wb').write(b'x' * 10**6)\nwhile True: pass"
    many = "for i in range(10_000):\n    open(f'{i}', 'wb').close()\nwhile True: pass"
    transcript = ask([GOOD, much, many], GOOD_ASK)
    assert values(transcript) == [2, 3.5]
    assert "space left" in transcript.notes[0] or "more than 16 MB" in transcript.notes[0]
    assert "more than 500 files" in transcript.notes[1]


def test_a_cell_that_uses_too_much_memory_is_left_out(ask):
    limits = Limits(memory_mb=200, address_mb=4096)
    much = "import time\nx = bytearray(10**9)\ntime.sleep(2)"
    transcript = ask([GOOD, much], GOOD_ASK, limits=limits)
    assert values(transcript) == [2, 3.5]
    assert transcript.notes == ("Cell 2 was left out. It used more than 200 MB of memory.",)


def test_threads_are_for_those_who_need_them(ask):
    start = "import threading, time\ndef start(n):\n    for _ in range(n):\n"
    start += "        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()"
    few, many = f"{start}\nstart(3)", f"{start}\nstart(20)\ntime.sleep(1)"
    (note,) = ask([few]).notes
    assert "can't start new thread" in note
    transcript = ask([few, many], limits=Limits(threads=10, address_mb=8192))
    assert transcript.notes == ("Cell 2 was left out. It started more than 10 threads.",)


# Replies that are none

ANOTHER_FORM = "It sent a reply of another form"
NONCE = """
import os, sys, time
to = 4  # the pipe that replies go through
frame = sys._getframe()
while 'request' not in frame.f_locals:
    frame = frame.f_back
nonce = frame.f_locals['request']['nonce']
from course_lib.grading import wire
"""


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (r"os.write(to, b'hello\n')", "It sent what is no reply"),
        (r"os.write(to, b'\n' * 5)", "It said more than it was asked"),
        (r"os.write(to, b'[' * 10**6 + b'\n')", "It sent what is no reply"),
        ("os.write(to, b'x' * 10**7)", "Its reply was longer than 4 MB"),
        (r"os.write(to, b'[1, 2]\n')", "It sent a reply to something"),
        ("os.write(to, wire.pack({'nonce': 'guess'}))", "It sent a reply to something"),
        ("os.write(to, wire.pack({'nonce': nonce}))", ANOTHER_FORM),
        ("os.write(to, wire.pack({'nonce': nonce, 'raised': 1}))", ANOTHER_FORM),
        ("os.write(to, wire.pack({'nonce': nonce, 'raised': {}}))", ANOTHER_FORM),
        ("os.write(to, wire.pack(nonce) * 2)", "It said more than it was asked"),
    ],
)  # fmt: skip
def test_a_reply_that_breaks_the_rules_is_not_believed(ask, reply, reason):
    transcript = ask([GOOD, f"{NONCE}\n{reply}\ntime.sleep(60)"], GOOD_ASK)
    assert values(transcript) == [2, 3.5]
    assert len(transcript.notes) == 1
    assert transcript.notes[0].startswith(f"Cell 2 was left out. {reason}")


def test_a_reply_before_its_question_is_not_believed(ask):
    """Sent right after a true one: it is there when the next question is about to be asked."""
    source = """
import os, threading, time
def early():
    time.sleep(0.2)
    os.write(4, b'{"dict":[["nonce","x"]]}\\n')
threading.Thread(target=early).start()
"""
    bad = "import time\ndef bad(x):\n    time.sleep(0.4)\n    return x"
    requests = (CallRequest("bad", ((1,), (2,))), GOOD_ASK)
    transcript = ask([source, bad, GOOD], *requests, limits=Limits(threads=2, restarts=1))
    assert transcript.results["bad"].outcomes is None
    assert "It sent a reply to something that it was not asked." in transcript.results["bad"].reason


def test_who_speaks_unasked_is_not_heard(name):
    isolation = choose.choose(name)
    with Session(isolation, Limits(threads=2)) as session:
        source = "import os, threading\n"
        source += "threading.Timer(0.1, lambda: os.write(4, b'1\\n')).start()"
        session.request("cell", (1, source), 10)
        time.sleep(0.5)
        with pytest.raises(SessionEnded, match="spoke before it was asked"):
            session.request("cell", (2, "x = 1"), 10)


def test_an_outcome_in_another_form_is_not_believed(ask):
    forged = """
import course_lib.grading.inside.request_loop as request_loop
parts = {"value": 1, "raised": None, "printed": "", "warned": (), "given": (1,)}
def on_case(self, args):
    return parts | {name: change for name, change in [args[0]]}
request_loop._Handler.on_case = on_case
def answer(x):
    pass
"""
    for change in [("printed", 1), ("warned", (1,)), ("given", ()), ("raised", 1)]:
        result = ask([forged], CallRequest("answer", ((change,),))).results["answer"]
        assert result.outcomes is None
        assert result.reason.endswith("It sent a reply of another form."), change
    result = ask([forged], CallRequest("answer", ((("value", 5),),))).results["answer"]
    assert result.outcomes[0].value == 5, "right or wrong, a value is a value"


def test_patched_libraries_change_nothing_on_this_side(ask):
    patches = [
        "import numpy as np\nnp.isclose = np.allclose = np.array_equal = lambda *a, **k: True",
        "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.isinstance = lambda x, y: True",
        "class Equal:\n    def __eq__(self, other):\n        return True",
        "def answer(x):\n    return Equal()",
    ]
    transcript = ask([*patches, GOOD], CallRequest("answer", ((1,),)), limits=Limits(restarts=1))
    result = transcript.results["answer"]
    assert result.outcomes is None or result.outcomes[0].value == Strange("Equal")
    assert np.isclose(1, 2) == np.False_


def test_who_floods_with_decent_replies_is_cut_off(ask):
    long = "def long(x):\n    return ['x' * 90_000] * 40"
    result = ask([long], CallRequest("long", ((1,),) * 9)).results["long"]
    assert result.reason == "Calling `long` for case 5 of 9: It said more than 16 MB in all."


def test_forged_answers_to_forms_stay_small(ask):
    forged = """
import course_lib.grading.inside.import_filter as import_filter
import_filter.form_answers = type("Kept", (dict,), {"clear": lambda self: None})({
    "fine": (1,), "long": ("x" * 50_000,), "n" * 200: (1,), "list": [1], 5: (1,)})
"""
    cells = [forged, "x = 1"]
    assert ask(cells).form_answers == {"fine": (1,)}


def test_a_long_cell_is_left_out_before_it_is_sent(ask):
    transcript = ask(["x = '" + "y" * 5_000_000 + "'", GOOD], GOOD_ASK)
    assert values(transcript) == [2, 3.5]
    assert transcript.notes == ("Cell 1 was left out. It is too long.",)


UNSEEN = """
import mmap, os, time
kept = []
for i in range(30):
    with open("a", "wb+") as file:
        file.write(bytes(1_000_000))
        file.flush()
        kept.append(mmap.mmap(file.fileno(), 4096))
    os.unlink("a")
    time.sleep(0.02)
"""


def test_files_that_only_memory_holds_are_counted(ask):
    """Written, mapped, removed and closed: no folder and no open file shows them."""
    transcript = ask([GOOD, UNSEEN], GOOD_ASK, limits=Limits(files_mb=8))
    assert values(transcript) == [2, 3.5]
    said = transcript.notes[0]
    assert "more than 8 MB of files" in said or "No space left" in said


def test_one_such_file_is_tolerated(ask):
    assert ask([UNSEEN.replace("range(30)", "range(1)")]).notes == ()
