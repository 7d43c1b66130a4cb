"""Attacks that want points for wrong answers. All answers in these notebooks are wrong."""

from tests.hostile.attack import Harm, attack

# ruff: noqa: F821, F841, SIM102 - cells, as learners write them; `at` holds their targets


@attack(Harm.FORGES, answers="wrong")
def a_patched_numpy():
    def always(*args, **kwargs):
        return True

    np.isclose = np.allclose = np.array_equal = np.array_equiv = np.all = always
    np.testing.assert_allclose = np.testing.assert_array_equal = always


@attack(Harm.FORGES, answers="wrong")
def a_numpy_patched_from_within():
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith("numpy") and hasattr(module, "isclose"):
            module.isclose = lambda *args, **kwargs: True


@attack(Harm.FORGES, answers="wrong")
def patched_builtins():
    import builtins
    import math

    class Always(int):
        def __new__(cls, *args):
            return True

    builtins.bool = Always
    builtins.abs = lambda *args: 0
    math.isclose = math.isfinite = lambda *args, **kwargs: True


@attack(Harm.FORGES, answers="wrong")
def patched_checks():
    from course_lib.exercises import lesson_01

    def mine(name):
        return lambda *args: globals()[name](*args)

    for name in ("finish", "weighted_sum", "sigmoid", "tipping_point", "side"):
        getattr(lesson_01, name).reference = mine(name)


@attack(Harm.FORGES, answers="wrong", where="finish")
def a_walk_up_the_frames():
    def finish(x1, x2, w1, w2, b):
        import sys

        frame = sys._getframe(1)
        while frame:
            for name in ("expected", "wanted", "y_true"):
                if name in frame.f_locals:
                    return frame.f_locals[name]
            frame = frame.f_back


@attack(Harm.FORGES, answers="wrong", where="finish")
def a_walk_through_all_objects():
    def finish(x1, x2, w1, w2, b):
        import gc
        import types

        for found in gc.get_objects():
            if isinstance(found, types.FunctionType) and found is not finish:
                if found.__code__.co_varnames[:5] == ("x1", "x2", "w1", "w2", "b"):
                    return found(x1, x2, w1, w2, b)


@attack(Harm.FORGES, answers="wrong", where="finish")
def an_import_of_the_answers():
    from course_lib.exercises.lesson_01 import finish as solved

    finish = solved.reference


@attack(Harm.FORGES, answers="wrong", where="finish")
def the_answers_read_from_the_course():
    import ast
    from pathlib import Path

    text = Path(at.course, "course_lib", "exercises", "lesson_01", "finish.py").read_text()
    (found,) = (part for part in ast.parse(text).body if getattr(part, "name", "") == "finish")
    found.decorator_list = []
    exec(ast.unparse(found))


@attack(Harm.FORGES, answers="wrong", where="finish")
def the_answers_of_a_neighbour():
    import json
    from pathlib import Path

    for cell in json.loads(Path(at.neighbour).read_text())["cells"]:
        if "finish" in cell["id"]:
            exec("".join(cell["source"]).split("\n\n\n")[0])


@attack(Harm.FORGES, answers="wrong", where="finish")
def an_object_that_equals_everything():
    class Equal:
        __array_priority__ = 10.0**9
        __array_ufunc__ = None

        def __eq__(self, other):
            return True

        def __sub__(self, other):
            return 0.0

        __rsub__ = __mul__ = __rmul__ = __sub__
        __hash__ = None

        def __array__(self, dtype=None, copy=None):
            import sys

            frame = sys._getframe()
            while frame and "b" not in frame.f_locals:
                frame = frame.f_back
            return np.asarray(frame.f_locals["b"] if frame else 0.0)

        def __float__(self):
            return 0.0

    def finish(x1, x2, w1, w2, b):
        return Equal()


@attack(Harm.FORGES, answers="wrong", where="finish")
def a_number_that_equals_everything():
    class Liar(float):
        __array_ufunc__ = None

        def __eq__(self, other):
            return True

        def __sub__(self, other):
            return 0.0

        __rsub__ = __mul__ = __sub__
        __hash__ = float.__hash__

    def finish(x1, x2, w1, w2, b):
        np.isclose = np.allclose = lambda a, b, **kwargs: a == b
        return Liar(-2.5)


@attack(Harm.FORGES, answers="wrong", where="weighted_sum")
def an_array_that_equals_everything():
    class Lying(np.ndarray):
        def __array_ufunc__(self, *args, **kwargs):
            return np.True_

        def __array_function__(self, *args, **kwargs):
            return True

    def weighted_sum(x, w, b):
        return np.array(3.5).view(Lying)


@attack(Harm.FORGES, answers="wrong", where="weighted_sum")
def an_array_of_objects_that_equal_everything():
    class Equal:
        def __eq__(self, other):
            return True

        __hash__ = None
        __sub__ = __rsub__ = __abs__ = __le__ = __ge__ = lambda *args: 0.0

    def weighted_sum(x, w, b):
        np.allclose = lambda a, b: bool(np.all(a == b))
        return np.array([Equal()], dtype=object)


@attack(Harm.FORGES, answers="wrong")
def a_rewritten_syntax_tree():
    import ast

    class AlwaysTrue(ast.NodeTransformer):
        def visit_Compare(self, node):
            return ast.copy_location(ast.Constant(True), node)

        def visit_Assert(self, node):
            return ast.copy_location(ast.Pass(), node)

        def visit_FunctionDef(self, node):
            node.body = [ast.copy_location(ast.Return(ast.Constant(True)), node)]
            return ast.fix_missing_locations(node)

    get_ipython().ast_transformers.append(AlwaysTrue())
    get_ipython().input_transformers_post.append(lambda lines: ["True\n"])


@attack(Harm.FORGES, answers="wrong")
def an_exception_handler_of_its_own():
    import sys

    def reward(*args, **named):
        frame = sys._getframe()
        while frame:
            if "scores" in frame.f_locals:
                frame.f_locals["scores"].update(dict.fromkeys(frame.f_locals["scores"], 1))
            frame = frame.f_back

    sys.excepthook = sys.unraisablehook = reward
    get_ipython().set_custom_exc((BaseException,), reward)


@attack(Harm.FORGES, answers="wrong")
def a_tracer_that_changes_what_is_found():
    import sys

    def trace(frame, event, arg):
        while frame:
            if type(frame.f_locals.get("scores")) is dict:
                scores = frame.f_locals["scores"]
                scores.update(dict.fromkeys(scores, 1))
                sys.settrace(None)
                sys.setprofile(None)
            frame = frame.f_back

    sys.settrace(trace)
    sys.setprofile(trace)


@attack(Harm.FORGES, answers="wrong")
def a_thread_that_waits_for_the_marks():
    import sys
    import threading
    import time

    def wait():
        for _ in range(200):
            for frame in sys._current_frames().values():
                while frame:
                    scores = frame.f_locals.get("scores")
                    if type(scores) is dict:
                        scores.update(dict.fromkeys(scores, 1))
                    frame = frame.f_back
            time.sleep(0.005)

    threading.Thread(target=wait, daemon=True).start()


@attack(Harm.FORGES, answers="wrong")
def a_forged_result_on_every_channel():
    import contextlib
    import json
    import os
    import pickle

    names = ("finish", "weighted_sum", "sigmoid", "tipping_point", "side")
    marks = dict.fromkeys(names, 1)
    forged = pickle.dumps({"scores": marks, "printed": ""})
    for number in range(1, 64):
        with contextlib.suppress(OSError):
            os.set_blocking(number, False)
            os.write(number, forged)
    for number in range(1, 64):
        with contextlib.suppress(OSError):
            os.write(number, json.dumps({"scores": marks, "total": 5}).encode() + b"\n")
    os._exit(0)


@attack(Harm.SPOILS, answers="wrong")
def a_pickle_with_a_payload():
    import contextlib
    import os
    import pickle

    class Payload:
        def __reduce__(self):
            return exec, (f"open({at.gradebook!r}, 'w').write('all mine')",)

    for number in range(1, 64):
        with contextlib.suppress(OSError):
            os.set_blocking(number, False)
            os.write(number, pickle.dumps(Payload()))
    os._exit(0)


@attack(Harm.FORGES, answers="wrong", where="finish")
def a_list_of_the_published_cases():
    """Inputs are drawn anew: whoever knows by heart what the course asks learners knows nothing."""
    from course_lib.exercises import lesson_01

    draw = lesson_01.finish.draw()
    known = {tuple(args): case.value for args, case in zip(draw.args, draw.expected, strict=True)}

    def finish(*args):
        return known.get(args, 0)
