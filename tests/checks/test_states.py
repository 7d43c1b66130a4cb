"""The four states, and what is said in each."""

import pytest

from course_lib.checks import NotCorrect, State

STUBS = {
    "dots": "...",
    "pass": "pass",
    "docstring": "'''Add up.'''",
    "docstring and dots": "'''Add up.'''\n...",
    "return None": "return None",
    "bare return": "return",
    "return dots": "return ...",
    "not implemented": "raise NotImplementedError",
    "not implemented, called": "raise NotImplementedError('write me')",
    "given lines and a placeholder": "z = np.dot(w, x)\n...",
    "given lines and a placeholder to assign": "z = ...\nreturn z",
    "a placeholder in a call": "return float(...)",
}


def indented(body):
    return "\n".join("    " + line for line in body.splitlines())


@pytest.mark.parametrize("body", STUBS.values(), ids=STUBS)
def test_a_stub_is_not_attempted(samples, write, body):
    answer = samples.weighted_sum(write(f"def weighted_sum(x, w, b):\n{indented(body)}"))
    assert answer.state is State.NOT_ATTEMPTED
    assert answer.example is None
    assert "…" not in str(answer)


def test_a_placeholder_is_found_by_its_line(samples, write):
    answer = samples.weighted_sum(
        write("""
        # a cell may begin with something else
        def weighted_sum(x, w, b):
            z = np.dot(w, x)
            return ...
        """)
    )
    assert answer.sentences == ("Line 4 still holds `...`: put your code in its place.",)


def test_dots_left_behind_do_not_spoil_a_right_answer(samples, write):
    answer = samples.weighted_sum(
        write("""
        def weighted_sum(x, w, b):
            ...
            return np.dot(w, x) + b
        """)
    )
    assert answer.state is State.CORRECT


def test_dots_in_brackets_are_no_placeholder(samples, write):
    wrong = samples.layer(
        write("""
        def layer(x, kernel, bias):
            return (x @ kernel)[..., :] - bias
        """)
    )
    assert wrong.state is State.NOT_YET


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("z = np.dot(w, x) + b", "gives nothing back"),
        ("print(np.dot(w, x) + b)", "prints something and returns nothing: there is no `return`"),
        ("z = np.dot(w, x) + b\nreturn None", "gives nothing back"),
    ],
)
def test_an_attempt_without_a_return_is_not_a_stub(samples, write, body, words):
    answer = samples.weighted_sum(write(f"def weighted_sum(x, w, b):\n{indented(body)}"))
    assert answer.state is State.NOT_YET
    assert words in answer.sentences[0]


CLASS_STUBS = {
    "docstring": "class Counter:\n    '''Counts.'''",
    "methods": "class Counter:\n    def __init__(self, start):\n        ...\n"
    "    def __call__(self, step):\n        '''Count.'''\n        pass",
    "one given": "class Counter:\n    def __init__(self, start):\n        self.total = start\n"
    "    def __call__(self, step):\n        ...",
}


@pytest.mark.parametrize("text", CLASS_STUBS.values(), ids=CLASS_STUBS)
def test_a_class_of_empty_methods_is_not_attempted(samples, write, text):
    assert samples.Counter(write(text)).state is State.NOT_ATTEMPTED


def test_correct_says_why_it_matters(samples, write):
    answer = samples.weighted_sum(
        write("""
        def weighted_sum(x, w, b):
            return np.dot(w, x) + b
        """)
    )
    assert answer
    assert answer.sentences == ("A layer is a hundred of these.",)
    assert str(answer) == "✔ Correct: A layer is a hundred of these."


def test_an_error_shows_the_learners_own_line(samples, write):
    answer = samples.weighted_sum(
        write("""
        def helper(x):
            return x / 0

        def weighted_sum(x, w, b):
            return helper(b)
        """)
    )
    assert answer.state is State.ERROR
    text = str(answer)
    assert "line 2 in helper  return x / 0" in text
    assert "ZeroDivisionError" in text
    assert "divided by zero" in text
    assert "course_lib" not in text
    assert "[2, 3]" in text, "the inputs that did it"


def test_the_line_is_the_learners_even_if_numpy_raised(samples, write):
    answer = samples.weighted_sum(
        write("""
        def weighted_sum(x, w, b):
            return np.linalg.inv(np.array([[1.0, 2.0]]))
        """)
    )
    assert answer.verdict.example.got.raised.line == 2


def test_the_errors_of_a_class_are_its_own(samples, write):
    answer = samples.Counter(
        write("""
        class Counter:
            def __init__(self, start):
                self.total = start

            def __call__(self, step):
                return self.totl + step
        """)
    )
    assert answer.state is State.ERROR
    assert "`totl`" in answer.sentences[0]
    assert "line 6 in __call__" in str(answer)


def test_a_class_without_the_method_is_told_so(samples, write):
    answer = samples.Counter(
        write("""
        class Counter:
            def __init__(self, start):
                self.total = start
        """)
    )
    assert "`__call__`" in answer.sentences[0]


def test_not_yet_shows_inputs_expected_and_got(samples, write):
    answer = samples.weighted_sum(
        write("""
        def weighted_sum(x, w, b):
            return np.dot(w, x)
        """)
    )
    assert str(answer).splitlines() == [
        "✎ Not yet: You left out the bias: add b after summing.",
        "  x         [2, 3]",
        "  w         [0, 1]",
        "  b         4",
        "  expected  7",
        "  yours     3",
        "  One change in line 2 makes this right: look at what is missing in it.",
        "  Stuck? check.weighted_sum.hint()",
    ]


def test_a_mistake_in_another_shape_is_still_recognised(samples, write):
    answer = samples.weighted_sum(
        write("""
        def weighted_sum(x, w, b):
            return [np.dot(w, x)]
        """)
    )
    assert answer.sentences == (
        "You left out the bias: add b after summing.",
        "One number is expected; you returned a list of 1.",
    )


def test_the_expected_exception_is_asked_for(samples, write):
    answer = samples.mean_loss(
        write("""
        def mean_loss(y_true, y_pred):
            n = min(len(y_true), len(y_pred))
            return np.mean((y_true[:n] - y_pred[:n]) ** 2)
        """)
    )
    assert answer.sentences == ("Here a ValueError is to be raised.",)
    assert "expected  ValueError: as many predictions as truths" in str(answer)


def test_in_place_means_in_place(samples, write):
    answer = samples.update(
        write("""
        def update(w, dw, rate):
            return w - rate * dw
        """)
    )
    assert "`w` is as it was" in answer.sentences[0]
    spoilt = samples.update(
        write("""
        def update(w, dw, rate):
            dw *= rate
            w -= dw
        """)
    )
    assert "changes `dw`" in spoilt.sentences[0]


def test_strict_raises_unless_correct(samples, write, monkeypatch, capsys):
    right = write("def weighted_sum(x, w, b):\n    return np.dot(w, x) + b")
    wrong = write("def weighted_sum(x, w, b):\n    return np.dot(w, x)")
    monkeypatch.setenv("COURSE_STRICT", "1")
    assert samples.weighted_sum(right)
    with pytest.raises(NotCorrect, match="You left out the bias"):
        samples.weighted_sum(wrong)
    assert "You left out the bias" in capsys.readouterr().out
    with pytest.raises(NotCorrect, match="Not attempted"):
        samples.weighted_sum(write("def weighted_sum(x, w, b):\n    ..."))


def test_hints_come_one_by_one_and_the_last_stays(samples):
    hints = [str(samples.weighted_sum.hint()) for _ in range(3)]
    assert hints == [
        "Hint 1 of 2: How many numbers come out?",
        "Hint 2 of 2: np.dot multiplies and adds in one step.",
        "Hint 2 of 2: np.dot multiplies and adds in one step.",
    ]
    assert str(samples.weighted_sum.hint(1)) == hints[0]


def test_the_solution_is_the_reference_and_solves(samples, write):
    for exercise in vars(samples).values():
        source = exercise.solution_source()
        assert "@" not in source.splitlines()[0]
        assert exercise(write(source)).state is State.CORRECT, exercise.name
        assert source.splitlines()[0] in str(exercise.solution())


def test_looked_at_it_says_what_it_asks(samples):
    assert "check.weighted_sum(weighted_sum)" in repr(samples.weighted_sum)
    assert "Add up inputs" in samples.weighted_sum._repr_mimebundle_()["text/html"]
    assert samples.weighted_sum.__doc__ == "Add up inputs times weights, then the bias."
