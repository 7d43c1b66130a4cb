"""Stubs for what a lesson shows: figures, widgets and checks accept anything and do nothing.

So a lesson's other cells run as usual. One thing is kept: the data that cells hand to a check, as
``check.shapes({"w1_rows": 20})``, because that is how forms are answered by typing.
"""

import types

MAX_ANSWERS = 200  # answers to forms
MAX_ANSWER_BYTES = 20_000


class Stub:
    """Accepts every call, attribute and item. It prints as nothing, and its length is 0."""

    def __call__(self, *args, **named):
        return self

    __getitem__ = __enter__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __call__
    __rmul__ = __truediv__ = __rtruediv__ = __matmul__ = __neg__ = __call__

    def __getattr__(self, name):
        if name.startswith("__") or name.startswith("_repr_") or name.startswith("_ipython_"):
            raise AttributeError(name)
        return self

    def __setattr__(self, name, value):
        pass

    def __setitem__(self, key, value):
        pass

    def __exit__(self, *exception):
        return False

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __float__(self):
        return 0.0

    def __repr__(self):
        return ""

    def __format__(self, spec):
        return ""


STUB = Stub()


class RecordingStub(Stub):
    """A stub of a check that keeps what it is called with: data, or a function or class."""

    def __init__(self, name: str, form_answers: dict, checked_answers: dict):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_form_answers", form_answers)
        object.__setattr__(self, "_checked_answers", checked_answers)

    def __call__(self, *args, **named):
        if len(args) == 1 and isinstance(args[0], (types.FunctionType, type)):
            self._checked_answers[self._name] = args[0]
        elif args and not named and len(self._name) <= 100:
            self._keep(args)
        return STUB

    def __getattr__(self, name):
        return getattr(STUB, name)

    def _keep(self, args: tuple) -> None:
        from course_lib.grading import wire  # it needs the import filter

        self._form_answers.pop(self._name, None)
        try:
            line = wire.pack(args)
        except (wire.WireError, RecursionError):
            return  # a function, say: that is asked for by its name
        if len(self._form_answers) < MAX_ANSWERS and len(line) <= MAX_ANSWER_BYTES:
            self._form_answers[self._name] = wire.unpack(line)


def stub_module(
    name: str, form_answers: dict | None = None, checked_answers: dict | None = None
) -> types.ModuleType:
    """A module that has every attribute; with ``form_answers``, they keep what they are given."""
    module = types.ModuleType(name, "A stub in a sandbox.")
    module.__path__ = []

    def __getattr__(attribute):
        if attribute.startswith(("__", "lesson_")):  # a lesson is a module: it is imported
            raise AttributeError(attribute)
        if form_answers is None:
            return STUB
        return RecordingStub(attribute, form_answers, checked_answers)

    module.__getattr__ = __getattr__
    return module
