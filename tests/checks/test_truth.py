"""No false word: answers that were met, with what is to be said of them and what is not.

Equal results prove no cause. Each row is an answer to one of the lessons' exercises, as it may be
typed; then words that must be said of it, and words that must not, since they are not true of it.
What a declared mistake says is no matter of this file: these are the engine's own sentences.
"""

import importlib
import re
import time

import numpy as np
import pytest

from course_lib.checks import State, exercise
from course_lib.nn.activations import sigmoid

ANSWERS = {
    # --- right numbers, otherwise wrapped ---
    "lists for arrays": (
        (4, "split"),
        """
        def split(params, n_in, units):
            kernel = params[: n_in * units].reshape(n_in, units)
            return kernel.tolist(), params[n_in * units :].tolist()
        """,
        ["`kernel`: The numbers are right, and they come in a list."],
        ["lies on its side", "still flat", "one row", "order"],
    ),
    "nested lists": (
        (8, "standardise"),
        """
        def standardise(train, test):
            mean, std = train.mean(axis=0), train.std(axis=0)
            return ((train - mean) / std).tolist(), ((test - mean) / std).tolist()
        """,
        ["The numbers are right, and they come in a list."],
        ["sign", "order"],
    ),
    "a list whose elements were changed": (
        (10, "to_keras"),
        """
        def to_keras(tables, biases):
            for i in range(len(tables)):
                tables[i] = tables[i].T
            return [a for pair in zip(tables, biases) for a in pair]
        """,
        ["your code changes `tables`", "The value is right"],
        ["no second axis", "x += 1"],
    ),
    "a flat list of errors": (
        (4, "errors"),
        "def errors(y_pred, y_true):\n    return (y_pred[:, 0] - y_true).tolist()",
        ["The numbers are right, and they come in a list."],
        ["column"],
    ),
    "a row of errors": (
        (4, "errors"),
        "def errors(y_pred, y_true):\n    return (y_pred[:, 0] - y_true)[None, :]",
        ["stacked otherwise: shape (3,) is expected, yours is (1, 3)"],
        ["column"],
    ),
    "a list for the new weights": (
        (8, "update"),
        "def update(w, d_w, learning_rate):\n    return list(np.ravel(w - learning_rate * d_w))",
        [],
        ["caller's own array", "`w -=", "sign"],
    ),
    "the old weights as well": (
        (8, "update"),
        "def update(w, d_w, learning_rate):\n    return w, w - learning_rate * d_w",
        ["2 values came back, and one is expected: the second of yours, alone."],
        ["each with each"],
    ),
    "the output and the slope": (
        (2, "tanh_slope"),
        "def tanh_slope(z):\n    a = np.tanh(z)\n    return a, 1 - a**2",
        ["the second of yours, alone"],
        ["np.array"],
    ),
    "an index list": (
        (2, "relu_slope"),
        "def relu_slope(z):\n    return np.where(z > 0)",
        ["you returned a tuple of 1"],
        ["np.array", "Wrap"],
    ),
    # --- patterns that are none ---
    "sums of gates": (
        (3, "gates"),
        "def gates(x1, x2):\n    return 5.0 * x1 * x2, -5 + 3.0 * x1",
        [],
        ["square", "root", "times what", "near"],
    ),
    "the right side, not sure enough": (
        (3, "gates"),
        "def gates(x1, x2):\n    z = 4 * x1 + 4 * x2\n    return sigmoid(z - 6), sigmoid(z - 2)",
        ["`both`"],
        ["square", "root", "times what", "near"],
    ),
    "a count that is near": (
        (4, "count_params"),
        "def count_params(sizes):\n"
        "    return sum(a * b + b for a, b in zip(sizes, sizes[1:])) + (len(sizes) > 2)",
        [],
        ["near", "rounded", "twice", "half"],
    ),
    "a count that is twice as much": (
        (4, "count_params"),
        "def count_params(sizes):\n    return 2 * sum(a * b + b for a, b in zip(sizes, sizes[1:]))",
        [],
        ["factor of 2 too many", "near"],
    ),
    "three right gradients in another order": (
        (6, "layer_backward"),
        "def layer_backward(x, kernel, dz):\n    return dz @ kernel.T, x.T @ dz, dz.sum(axis=0)",
        ["The values are right, in another order: yours are `dx`, `d_kernel`, `d_bias`."],
        ["each with each"],
    ),
    "one sign of three": (
        (6, "layer_backward"),
        "def layer_backward(x, kernel, dz):\n    return x.T @ dz, dz.sum(axis=0), -dz @ kernel.T",
        ["`dx`: The sign is flipped"],
        ["some of the signs"],
    ),
    "whole numbers as floats": (
        (8, "updates"),
        "def updates(n_rows, batch_size, epochs):\n    return n_rows / batch_size * epochs",
        ["Right in 2 of 8 cases"],
        ["//", "sign", "abs"],
    ),
    "an epoch too far": (
        (12, "stop_early"),
        """
        def stop_early(val_losses, patience, min_delta):
            best = 0
            for epoch, loss in enumerate(val_losses):
                if loss < val_losses[best] - min_delta:
                    best = epoch
                elif epoch - best >= patience:
                    return epoch + 2, best
            return len(val_losses) + 1, best
        """,
        ["1 too large"],
        [],
    ),
    # --- values of other kinds ---
    "a set": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return {x * w for x, w in zip(inputs, weights)}",
        ["A set forgets order"],
        ["the same whatever", "array"],
    ),
    "a map": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return map(lambda x, w: x * w, inputs, weights)",
        ["list(...)"],
        ["the same whatever", "np."],
    ),
    "a generator": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return (x * w for x, w in zip(inputs, weights))",
        ["list(...)"],
        ["the same whatever", "np."],
    ),
    "one list for all calls": (
        (0, "weigh_all"),
        """
        def weigh_all(inputs, weights, out=[]):
            for x, w in zip(inputs, weights):
                out.append(x * w)
            return out
        """,
        ["A list of 3 is expected; you returned a list of 5."],
        ["the same whatever"],
    ),
    "pairs": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return list(zip(inputs, weights))",
        ["yours begins with a tuple of 2"],
        ["each with each", "NumPy"],
    ),
    "a dictionary": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return {x: w for x, w in zip(inputs, weights)}",
        ["you returned a dictionary of 2"],
        ["return a, b", "commas"],
    ),
    "a return in the loop": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n"
        "    for x, w in zip(inputs, weights):\n        return x * w",
        ["A list of 2 is expected; you returned a number."],
        ["return a, b", "commas", "Shape"],
    ),
    "a return in the loop, arrays": (
        (8, "standardise"),
        """
        def standardise(train, test):
            for rows in (train, test):
                return (rows - train.mean(axis=0)) / train.std(axis=0)
        """,
        ["2 values are expected (`train`, `test`); you returned an array of shape (4, 2)."],
        ["return a, b", "you returned 3", "you returned 4"],
    ),
    "the kernel alone": (
        (4, "split"),
        "def split(params, n_in, units):\n    return params[: n_in * units].reshape(n_in, units)",
        ["2 values are expected (`kernel`, `bias`); you returned an array of shape (2, 2)."],
        ["yours is (2,)"],
    ),
    # --- lists, where NumPy is not at hand ---
    "list times list, before NumPy": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return inputs * weights",
        ["number by number"],
        ["np.", "array"],
    ),
    "list minus list, before NumPy": (
        (0, "weigh_all"),
        "def weigh_all(inputs, weights):\n    return inputs - weights",
        ["does not work between list and list"],
        ["np.", "array", "If one"],
    ),
    # --- nothing came back ---
    "a branch is missing": (
        (1, "side"),
        """
        def side(x, w, b):
            z = w @ x + b
            if z > 0:
                return "yes"
            if z < 0:
                return "no"
        """,
        ["no `return` was reached in this case"],
        ["has to end", "there is no `return`"],
    ),
    "return None": (
        (1, "side"),
        "def side(x, w, b):\n    z = w @ x + b\n    return None",
        ["its `return` hands on None"],
        ["has to end", "there is no `return`"],
    ),
    "the result of compile": (
        (10, "stack"),
        """
        def stack(keras, n_in, hidden, n_out):
            model = keras.Sequential([keras.Input((n_in,)), keras.layers.Dense(n_out)])
            return model.compile(optimizer="adam", loss="mse")
        """,
        ["`model.compile(…)` gives None, and that is what `return` hands on."],
        ["has to end"],
    ),
    "None among others": (
        (10, "output_for"),
        "def output_for(y):\n    return 1, None, 'mse'",
        ["None came back where a value is expected"],
        ["has to end", "gives nothing back"],
    ),
    "another loss": (
        (10, "stack"),
        """
        def stack(keras, n_in, hidden, n_out):
            layers = [keras.layers.Dense(hidden, activation="relu"), keras.layers.Dense(n_out)]
            model = keras.Sequential([keras.Input((n_in,)), *layers])
            model.compile(optimizer="adam", loss="mae")
            return model
        """,
        ["Under 'loss': 'mean_squared_error' is expected, yours is 'mean_absolute_error'."],
        [],
    ),
    # --- errors ---
    "math, which no cell imported": (
        (1, "sigmoid"),
        "def sigmoid(z):\n    return 1 / (1 + math.exp(-z))",
        ["`import math` does it"],
        ["first cell"],
    ),
    "an exercise before it, still to be written": (
        (2, "tanh_slope"),
        "def tanh(z):\n    ...\n\ndef tanh_slope(z):\n    return 1 - tanh(z) ** 2",
        ["`tanh` gives back None: it is still to be written"],
        ["forget"],
    ),
    "self forgotten": (
        (1, "MyNeuron"),
        """
        class MyNeuron:
            def __init__(self, weights, bias):
                self.w, self.b = weights, bias

            def __call__(self, x):
                return 1 / (1 + np.exp(-(w @ x + self.b)))
        """,
        ["Did you mean `self.w`?"],
        [],
    ),
    "a power sign of other languages": (
        (2, "tanh_slope"),
        "def tanh_slope(z):\n    return 1 - np.tanh(z) ^ 2",
        ["that is `**`"],
        [],
    ),
    # --- the check's own use of an answer ---
    "slopes and sources exchanged": (
        (7, "Value"),
        """
        class Value:
            def __init__(self, data, sources=()):
                self.data, self.grad, self.sources = data, 0.0, sources

            def __add__(self, other):
                return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

            def __mul__(self, other):
                return Value(self.data * other.data, [(other.data, self), (self.data, other)])

            def tanh(self):
                a = np.tanh(self.data)
                return Value(a, [(self, 1 - a**2)])
        """,
        ["does not begin with a Value"],
        ["list", "Python stopped in your code"],
    ),
    "a value that is its own source": (
        (7, "Value"),
        """
        class Value:
            def __init__(self, data, sources=()):
                self.data, self.grad, self.sources = data, 0.0, [(self, 1.0)]

            def __add__(self, other):
                return Value(self.data + other.data)

            __mul__ = __add__

            def tanh(self):
                return Value(self.data)
        """,
        ["Under 'a * b': [6, 0, 3, 2, 0] is expected"],
        ["Your function calls itself", "calls itself without end"],
    ),
    "a number handed to the check's function": (
        (7, "numerical_gradient"),
        "def numerical_gradient(f, params, h):\n"
        "    return np.array([(f(p + h) - f(p - h)) / (2 * h) for p in params])",
        ["In line 2 your code handed something to the check that it could not use."],
        ["Python stopped in your code"],
    ),
    "both attributes on the class": (
        (1, "MyNeuron"),
        """
        class MyNeuron:
            def __init__(self, weights, bias):
                MyNeuron.w, MyNeuron.b = weights, bias

            def __call__(self, x):
                return 1 / (1 + np.exp(-(self.w @ x + self.b)))
        """,
        ["first(x) yours", "second = MyNeuron(other_weights, other_bias)"],
        ["`other_weights`", "Shape (3,)"],
    ),
    "the neuron forgets its weights": (
        (1, "MyNeuron"),
        """
        class MyNeuron:
            def __init__(self, weights, bias):
                self.w, self.b = weights, bias

            def __call__(self, x):
                self.w = np.asarray(self.w) * x
                return 1 / (1 + np.exp(-(self.w.sum() + self.b)))
        """,
        ["`first(-x)`: 0.7311 is expected, yours is 0.006693."],
        ["caller's weights"],
    ),
    "weights and bias exchanged": (
        (1, "MyNeuron"),
        """
        class MyNeuron:
            def __init__(self, bias, weights):
                self.w, self.b = weights, bias

            def __call__(self, x):
                return 1 / (1 + np.exp(-(self.w * x + self.b)))
        """,
        ["`first(x)`: One number is expected; yours is an array of shape (2,)."],
        ["Shape (3,)"],
    ),
}


def task_of(where):
    """A lesson's exercise."""
    lesson, name = where
    return importlib.import_module(f"course_lib.exercises.lesson_{lesson:02}").LESSON.tasks[name]


def ask(where, text, write, **names):
    """The answer of a lesson's own check to a text, in a notebook that knows what it then knows."""
    (lesson, _), task = where, task_of(where)
    known = {"sigmoid": sigmoid} if lesson > 1 else {}
    answer = write(text, **known, **names)
    if lesson == 0:
        del answer.__globals__["np"]
    return task(answer)


@pytest.mark.parametrize(("where", "text", "said", "unsaid"), ANSWERS.values(), ids=ANSWERS)
def test_what_is_said_is_true(where, text, said, unsaid, write, monkeypatch):
    monkeypatch.setattr(task_of(where), "mistakes", [])  # these are the engine's own sentences
    monkeypatch.setattr("course_lib.checks.judge.named_by_variation", lambda *_: None)
    answer = ask(where, text, write)
    assert answer.state in (State.NOT_YET, State.ERROR)
    shown = str(answer).replace(" (an array of float64)", "")
    for words in said:
        assert words in shown, shown
    for words in unsaid:
        assert words not in " ".join(answer.sentences), shown


@pytest.mark.parametrize(("where", "text", "said", "unsaid"), ANSWERS.values(), ids=ANSWERS)
def test_what_is_not_true_is_not_said(where, text, said, unsaid, write):
    answer = ask(where, text, write)
    assert answer.state in (State.NOT_YET, State.ERROR)
    for words in unsaid:
        assert words not in " ".join(answer.sentences), str(answer)


RIGHT = {
    "a whole float": (
        (8, "updates"),
        "def updates(n_rows, batch_size, epochs):\n"
        "    return epochs * np.ceil(n_rows / batch_size)",
    ),
    "gradients in float32": (
        (6, "layer_backward"),
        """
        def layer_backward(x, kernel, dz):
            x, kernel, dz = (a.astype(np.float32) for a in (x, kernel, dz))
            return x.T @ dz, dz.sum(axis=0), dz @ kernel.T
        """,
    ),
}


@pytest.mark.parametrize(("where", "text"), RIGHT.values(), ids=RIGHT)
def test_what_the_text_allows_is_accepted(where, text, write):
    answer = ask(where, text, write)
    assert answer.state is State.CORRECT, str(answer)


def declare(reference, cases, **options):
    task = exercise(lesson=91, minutes=1, **options)(reference)
    task.cases(lambda rng: iter(cases))
    return task


def test_a_loose_match_is_offered_with_what_else_is_wrong(samples, write):
    answer = samples.layer(write("def layer(x, kernel, bias):\n    return (x @ kernel).tolist()"))
    message, more = answer.sentences
    assert message == "You left out the bias."
    assert "you returned a list of" in more
    answer = samples.layer(
        write("def layer(x, kernel, bias):\n    bias *= 0\n    return x @ kernel")
    )
    message, more = answer.sentences
    assert message == "You left out the bias."
    assert "your code changes `bias`" in more


def test_a_mistake_that_changes_inputs_is_not_told_to_one_that_does_not():
    def step(w):
        """A step down."""
        return w - 1

    task = declare(step, [(np.array([1.0, 2.0]),), (np.array([3.0, 5.0, 4.0]),)])

    @task.mistake("Two steps, written into the caller's array.")
    def _(w):
        w -= 2
        return w

    assert task.judge(lambda w: (w - 2).tolist()).mistakes == ()
    assert task.judge(lambda w: w - 2).mistakes == ()


def test_an_error_is_a_mistake_only_in_its_own_words():
    def product(x):
        """A product."""
        return x @ np.ones(3)

    task = declare(product, [(np.arange(6.0).reshape(2, 3),)])

    @task.mistake("These shapes don't meet in a matrix product.")
    def _(x):
        return np.ones(3) @ x

    assert task.judge(lambda x: np.ones(3) @ x).mistakes
    assert task.judge(lambda x: x.reshape(4, 4)).mistakes == ()


def test_the_n_of_a_sentence_is_that_of_the_case_that_is_shown():
    def average(x):
        """The mean."""
        return np.mean(x)

    cases = [(np.array([0.123456, 0.98765, 0.5, 0.25, 0.75]),), (np.array([1.0, 2.0]),)]
    verdict = declare(average, cases).judge(lambda x: np.sum(x))
    assert len(verdict.example.args[0]) == 2
    assert "(here n = 2), where n is the length of `x`" in verdict.sentences[0]


def test_each_with_each_has_the_right_numbers_on_its_diagonal():
    def product(x, y):
        """Number by number."""
        return x * y

    cases = [(np.array([1.0, 2.0]), np.array([3.0, 5.0])), (np.arange(1.0, 4), np.arange(2.0, 5))]
    task = declare(product, cases)
    assert "each with each" in task.judge(lambda x, y: x[:, None] * y).sentences[0]
    said = " ".join(task.judge(lambda x, y: np.ones((len(x), len(x)))).sentences)
    assert "each with each" not in said
    only_once = " ".join(
        task.judge(lambda x, y: x[:, None] * y if len(x) == 2 else x + y).sentences
    )
    assert "each with each" not in only_once


def test_patterns_have_a_tolerance_of_their_own():
    def gate(x):
        """Nearly 1, nearly 0, nearly 1."""
        return np.array([0.99, 0.02, 0.97]) + 0 * x

    task = declare(gate, [(1.0,), (2.0,)], atol=0.1)
    said = " ".join(task.judge(lambda x: np.array([0.99, 0.3, 0.97]) + 0 * x).sentences)
    assert "root" not in said
    assert "near" not in said


def test_the_simplest_case_that_hides_nothing_is_shown():
    def line(x, w, b):
        """A line."""
        return w * x + b

    cases = [(0.52341, 0.73312, -1.41132), (2.0, 1.0, 3.0), (5.0, 2.0, -1.0)]
    example = declare(line, cases).judge(lambda x, w, b: w * x * b).example
    assert example.args == (2.0, 1.0, 3.0)

    def total(x):
        """A sum."""
        return x.sum()

    cases = [(np.ones(4),), (np.array([1.0, 2.0, 4.0, 3.0]),)]
    example = declare(total, cases).judge(lambda x: x.sum() + 1).example
    assert example.args[0].tolist() == [1, 2, 4, 3]


def test_a_case_in_which_the_numbers_look_right_is_shown_last():
    def positive(z):
        """What is above 0, and 0 elsewhere."""
        return np.maximum(z, 0)

    cases = [(np.array([3.0]),), (np.array([1.0, -2.0, 4.0]),)]
    example = declare(positive, cases).judge(lambda z: z[z > 0][:, None]).example
    assert len(example.args[0]) == 3


def test_values_stand_under_their_names():
    def ends(x):
        """Both ends."""
        low, high = x.min(), x.max()
        return low, high

    text = str(declare(ends, [(np.array([3.0, 1.0, 2.0]),)])(lambda x: (x.min(), x.max() + x[0])))
    assert "high expected  3" in text
    assert "high yours     6" in text
    assert "right          low" in text

    def named(x):
        """Three numbers in an array."""
        a, b, c = x
        return np.array([a, b, c] * 3)

    task = declare(named, [(np.array([3.0, 1.0, 2.0]),)], outputs=tuple("abcdefghi"))
    text = str(task(lambda x: np.array([*x, 3, 7, 2, *x])))
    assert re.search(r"e +1 expected, yours 7", text)
    assert "at [4]" not in text


def test_rows_of_a_list_stand_under_names_too():
    def slopes(a, b):
        """For two results, their value and their slopes."""
        return [[a * b, b, a], [a + b, 1.0, 1.0]]

    task = declare(slopes, [(2.0, 3.0)], outputs=("a * b", "a + b"))
    text = str(task(lambda a, b: [[a * b, a, b], [a + b, 1.0, 1.0]]))
    assert "a * b expected  [6, 3, 2]" in text
    assert "right           a + b" in text


def test_no_matrix_stands_in_a_sentence():
    def both(x):
        """A table and its sum."""
        table = np.outer(x, x)
        total = x.sum()
        return table, total

    answer = declare(both, [(np.arange(1.0, 4),)])(lambda x: (np.outer(x, x + x[0]), x.sum()))
    assert answer.sentences[0] == "`table`: of its 9 numbers, none is right."
    assert "\n" not in " ".join(answer.sentences)


def test_a_long_array_is_elided_around_what_differs():
    def squares(n):
        """Squares."""
        return np.arange(n) ** 2.0

    text = str(declare(squares, [(40,)])(lambda n: np.arange(n) ** 2.0 + (np.arange(n) == 20)))
    assert "[0, 1, …, 324, 361, 401, 441, 484, …, 1444, 1521]" in text


def test_where_shown_values_look_equal_it_is_said_what_differs():
    def pair(x):
        """Two numbers."""
        return np.array([x, x])

    text = str(declare(pair, [(1.0,)])(lambda x: [x, x]))
    assert "[1, 1] (an array of float64)" in text
    assert "[1, 1] (a list)" in text


def test_a_named_tuple_is_read_at_once(samples, write):
    own = write("""
        from typing import NamedTuple

        class Counter(NamedTuple):
            start: float

            def __call__(self, step):
                return self.start + step + nothing
        """)
    before = time.process_time()
    answer = samples.Counter(own)
    assert time.process_time() - before < 0.5, "whole library modules were parsed: it took seconds"
    assert "`nothing`" in answer.sentences[0]
    assert "return self.start + step + nothing" in str(answer)
