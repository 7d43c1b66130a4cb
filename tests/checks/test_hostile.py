"""Values and functions that are strange, or mean it: a check answers, and nothing else happens."""

import decimal
import sys
import warnings

import numpy as np
import pytest

from course_lib.checks import State


class Raises:
    """Raises whatever is done with it."""

    def _raise(self, *args, **kwargs):
        raise RuntimeError("hands off")

    __eq__ = __ne__ = __repr__ = __str__ = __array__ = __float__ = __int__ = __len__ = _raise
    __iter__ = __bool__ = __hash__ = __format__ = __getitem__ = __deepcopy__ = __reduce__ = _raise

    def __getattr__(self, name):
        raise RuntimeError("hands off")

    @property
    def __class__(self):
        raise RuntimeError("hands off")


class Liar(float):
    """Equals everything."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


class Subclass(np.ndarray):
    """An array that says it equals everything."""

    def __sub__(self, other):
        return np.zeros(self.shape)

    __rsub__ = __sub__

    def __abs__(self):
        raise RuntimeError


def endless_list():
    items = []
    items.append(items)
    return items


VALUES = {
    "raises": Raises,
    "list of raises": lambda: [Raises()],
    "dict of raises": lambda: {"a": Raises()},
    "array of raises": lambda: np.array([Raises.__new__(Raises)], dtype=object),
    "liar": lambda: Liar(3),
    "lying array": lambda: np.zeros(()).view(Subclass),
    "lying vector": lambda: np.zeros(3).view(Subclass),
    "generator": lambda: (x for x in [1]),
    "endless generator": lambda: iter(int, 1),
    "set": lambda: {1, 2},
    "text": lambda: "seven",
    "long text": lambda: "x" * 10_000_000,
    "bytes": lambda: b"7",
    "none in a list": lambda: [1.0, None],
    "object array": lambda: np.array([1, None, "a"], dtype=object),
    "ragged": lambda: [[1, 2], [3]],
    "complex": lambda: 1 + 2j,
    "matrix": lambda: np.array([[7.0]]).view(np.matrix),
    "masked": lambda: np.ma.masked_array([7.0], mask=[True]),
    "bool": lambda: True,
    "huge array": lambda: np.broadcast_to(np.float64(7), (10**6, 10**6)),
    "long list": lambda: [0.0] * 2_000_000,
    "endless list": endless_list,
    "deep list": lambda: eval("[" * 50 + "]" * 50),
    "empty": lambda: np.zeros((0, 3)),
    "structured": lambda: np.zeros(2, dtype=[("a", float)]),
    "date": lambda: np.datetime64("2026-01-01"),
    "decimal": lambda: decimal.Decimal("7"),
    "huge number": lambda: 10**5000,
    "nan": lambda: float("nan"),
    "function": lambda: np.dot,
    "class": lambda: dict,
    "ellipsis": lambda: ...,
    "range": lambda: range(3),
    "module": lambda: sys,
    "type error class": lambda: TypeError,
    "dict": lambda: {(1, 2): 3, "a": [1]},
    "memoryview": lambda: memoryview(b"abc"),
    "longdouble": lambda: np.longdouble("1e4000"),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_any_value_gets_a_sentence(sample, value):
    """Whatever an exercise asks for and whatever comes: refused, explained, shown."""
    answer = _hand_over(sample, value)
    assert answer.state in (State.NOT_YET, State.ERROR)
    assert answer.sentences[0]
    assert "could not make sense" not in answer.sentences[0]
    assert len(str(answer)) < 3000
    assert " at 0x" not in answer._repr_html_()


def _hand_over(sample, value):
    """Let the sample's answer return the value, whatever it is given."""
    if sample.is_class:

        class Counter:
            def __init__(self, start):
                pass

            def __call__(self, step):
                return value()

        return sample(Counter)
    if sample.answer_in:

        def works_in_place(w, dw, rate):
            w[:] = 0 * w
            return value()

        return sample(works_in_place)
    space = {"value": value}
    exec(f"def answer({', '.join(sample.input_names)}):\n    return value()", space)
    return sample(space["answer"])


def test_a_lie_is_not_believed(samples):
    assert samples.weighted_sum(lambda x, w, b: Liar(0)).state is State.NOT_YET
    wrong = samples.layer(lambda x, kernel, bias: (x @ kernel).view(Subclass))
    assert wrong.sentences == ("You left out the bias.",)


def test_an_array_of_a_class_of_its_own_is_judged_by_its_numbers(samples):
    assert samples.layer(lambda x, kernel, bias: (x @ kernel + bias).view(Subclass))


EXCEPTIONS = [
    KeyboardInterrupt,
    SystemExit,
    RecursionError,
    MemoryError,
    GeneratorExit,
    StopIteration,
    AssertionError,
    type("Own", (BaseException,), {}),
    type("Mute", (Exception,), {"__str__": lambda self: 1 / 0}),
]


@pytest.mark.parametrize("kind", EXCEPTIONS, ids=lambda kind: kind.__name__)
def test_any_exception_is_answered(samples, kind):
    calls = []

    def weighted_sum(x, w, b):
        calls.append(b)
        raise kind

    answer = samples.weighted_sum(weighted_sum)
    assert answer.state is State.ERROR
    assert kind.__name__ in str(answer)
    assert answer.sentences[0]
    if kind is KeyboardInterrupt:
        assert len(calls) == 1, "who stops a loop stops it once"
        assert "It was stopped" in answer.sentences[0]


def test_a_function_without_end_runs_into_recursion(samples, write):
    answer = samples.weighted_sum(
        write("""
        def weighted_sum(x, w, b):
            return weighted_sum(x, w, b)
        """)
    )
    assert "calls itself without end" in answer.sentences[0]
    assert "line 2" in str(answer)


def test_async_is_explained_and_nobody_complains_later(samples, write):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = samples.weighted_sum(
            write("""
            async def weighted_sum(x, w, b):
                return 7
            """)
        )
    assert "not `async def`" in answer.sentences[0]


def test_everything_shown_is_escaped(samples, write):
    nasty = "<script>alert('x')</script><img src=x onerror=y>"

    def name_shape(x):
        return nasty

    def prints(x):
        print(nasty)

    def raises(x):
        raise ValueError(nasty)

    named = write(f"""
        def name_shape(x):
            return 1 / 0  # {nasty}
        """)
    for function in (name_shape, prints, raises, named):
        html = samples.name_shape(function)._repr_html_()
        assert "script&gt;" in html
        assert "<script" not in html
        assert "<img" not in html


def test_printing_without_end_is_cut_off(samples):
    def weighted_sum(x, w, b):
        for _ in range(10_000):
            print("x" * 100)

    answer = samples.weighted_sum(weighted_sum)
    assert "prints something and returns nothing" in answer.sentences[0]
    assert len(str(answer)) < 1000
