"""What is handed to a check, and is no answer: one sentence each, and never an exception."""

import functools
import math
import operator

import numpy as np
import pytest

from course_lib.checks import State, exercise


def weighted_sum(x, w, b):
    return float(np.dot(w, x) + b)


NOT_ANSWERS = {
    "its result": (7.0, "the number 7"),
    "its result, an array": (np.zeros(3), "an array of shape (3,)"),
    "its result, a list": ([1, 2], "a list of 2"),
    "nothing came back": (None, "handed over None"),
    "its name in quotes": ("weighted_sum", "without quotes"),
    "dots": (..., "in place of the `...`"),
    "a class": (dict, "this is a class"),
    "a partial of it, with too few inputs left": (
        functools.partial(weighted_sum, [1], [2]),
        "called with 3 inputs: (x, w, b). Yours takes 1 input: (b)",
    ),
    "a partial of a library's": (functools.partial(np.dot), "from a library"),
    "a builtin": (sum, "`sum` is a function from a library"),
    "a library's": (np.dot, "from a library"),
    "a ufunc": (np.exp, "from a library"),
    "from math": (math.exp, "from a library"),
    "too few inputs": (lambda x, w: 0, "called with 3 inputs: (x, w, b). Yours takes 2 inputs"),
    "too many inputs": (lambda x, w, b, c: 0, "Yours takes 4 inputs: (x, w, b, c)"),
    "one input": (lambda x: 0, "Yours takes 1 input: (x)"),
    "an object": (object(), "a `object` object"),
    "a generator": ((x for x in [1]), "a `generator` object"),
}


@pytest.mark.parametrize(("answer", "words"), NOT_ANSWERS.values(), ids=NOT_ANSWERS)
def test_what_is_no_answer_gets_one_sentence(samples, answer, words):
    said = samples.weighted_sum(answer)
    assert said.state is State.ERROR
    assert len(said.sentences) == 1
    assert words in said.sentences[0].replace("an `object`", "a `object`")
    assert said.example is None
    assert "<details" not in said._repr_html_(), "hints do not help here"


def test_nothing_too_much_and_the_check_itself(samples):
    check = samples.weighted_sum
    assert "check.weighted_sum(weighted_sum)" in check().sentences[0]
    assert "nothing else" in check(weighted_sum, 1).sentences[0]
    assert "nothing else" in check(f=weighted_sum).sentences[0]
    assert "the check itself" in check(check).sentences[0]


def test_the_courses_own_function_is_no_answer(samples):
    from course_lib.checks.show import show

    show_as_ours = functools.wraps(show)(lambda x, w, b: 0)
    show_as_ours.__module__ = "course_lib.nn.activations"
    assert "ready-made from course_lib" in samples.weighted_sum(show_as_ours).sentences[0]


def test_a_lambda_is_judged_and_told_to_take_a_name(samples):
    right = samples.weighted_sum(lambda x, w, b: np.dot(w, x) + b)
    assert right.state is State.CORRECT
    assert "write `def`" in str(right)
    wrong = samples.weighted_sum(lambda x, w, b: np.dot(w, x))
    assert wrong.sentences == ("You left out the bias: add b after summing.",)
    assert "write `def`" in wrong._repr_html_().replace("<code>", "`").replace("</code>", "`")


def test_defaults_and_star_arguments_may_stand_in_a_signature(samples):
    def generous(x, w, b, scale=1.0, *more, **others):
        return scale * np.dot(w, x) + b

    def open_to_all(*inputs):
        x, w, b = inputs
        return np.dot(w, x) + b

    assert samples.weighted_sum(generous)
    assert samples.weighted_sum(open_to_all)


def test_where_a_class_is_asked_for(samples, write):
    counter = write("""
        class Counter:
            def __init__(self, start):
                self.total = start

            def __call__(self, step):
                self.total += step
                return self.total
        """)
    assert samples.Counter(counter)
    assert "without parentheses" in samples.Counter(counter(0)).sentences[0]
    assert "begin with `class Counter:`" in samples.Counter(weighted_sum).sentences[0]
    assert "A class is asked for" in samples.Counter(7).sentences[0]


def test_where_a_case_is_used_through_a_function_the_answers_own_inputs_count(write):
    @exercise(lesson=90, minutes=1)
    def slope(f, x, h):
        """Rise over run."""
        return (f(x + h) - f(x)) / h

    @slope.through
    def _(slope, factor):
        return slope(lambda x: factor * x, 1.0, 0.5)

    @slope.cases
    def _(rng):
        yield (2.0,)

    assert slope(write("def slope(f, x, h):\n    return (f(x + h) - f(x)) / h"))
    (sentence,) = slope(write("def slope(factor):\n    return factor")).sentences
    assert sentence == "`slope` is called with 3 inputs: (f, x, h). Yours takes 1 input: (factor)."


class Scaled:
    """An object that is called like a function."""

    def __init__(self, by):
        self.by = by

    def __call__(self, x, w, b):
        return self.by * np.dot(w, x) + b


def general(x, w, b, scale):
    return scale * np.dot(w, x) + b


FUNCTIONS = {
    "a partial of one's own": functools.partial(general, scale=1),
    "a partial of a partial": functools.partial(functools.partial(general, scale=3), scale=1),
    "an object that is called": Scaled(1),
    "an object's method": Scaled(1).__call__,
    "a cache around it": functools.cache(lambda *inputs: general(*inputs, 1)),
    "one for arrays, made of one for numbers": np.vectorize(
        lambda x, w, b: np.dot(w, x) + b, signature="(n),(n),()->()"
    ),
}


@pytest.mark.parametrize("answer", FUNCTIONS.values(), ids=FUNCTIONS)
def test_whatever_is_called_like_a_function_is_one(samples, answer):
    said = samples.weighted_sum(answer)
    if "cache" in type(answer).__name__:  # lists can't be remembered, and Python says so
        assert "unhashable" in str(said)
    else:
        assert said.state is State.CORRECT, str(said)


def test_a_wrong_partial_is_told_its_mistake(samples):
    said = samples.weighted_sum(functools.partial(lambda x, w, b, scale: np.dot(w, x), scale=1))
    assert said.sentences == ("You left out the bias: add b after summing.",)


def test_a_reference_is_judged_where_tests_and_benchmarks_hand_it_over():
    from course_lib.exercises.lesson_04.layer import layer

    assert layer(layer.reference)
    assert "ready-made from course_lib" in layer(layer_of_the_course).sentences[0]


def layer_of_the_course(X, W, b):
    return X @ W + b


layer_of_the_course.__module__ = "course_lib.nn.layers"


def test_pythons_signs_as_functions_are_functions():
    @exercise(lesson=90, minutes=1)
    def weigh(x, w):
        """An input times its weight."""
        return x * w

    @weigh.cases
    def _(rng):
        yield 2, 3
        yield 1.5, -2.0

    assert weigh(operator.mul)
    assert weigh(operator.add).state is State.NOT_YET
    assert "from a library" in weigh(np.multiply).sentences[0]
