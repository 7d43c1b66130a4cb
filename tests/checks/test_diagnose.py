"""General diagnoses: named without being declared, and only where every case bears them out."""

import numpy as np
import pytest

from course_lib.checks import State, exercise


def declare(reference, *cases, **options):
    """An exercise without any declared mistakes, so that the general diagnoses have to speak."""
    task = exercise(lesson=91, minutes=1, **options)(reference)

    @task.cases
    def _(rng):
        yield from cases
        for _ in range(2):
            yield tuple(like(rng, value) for value in cases[-1])

    return task


def like(rng, value):
    """Random values of the same shape."""
    return rng.normal(size=np.shape(value)) if np.shape(value) else float(rng.normal())


def slope(x, w):
    """Two dots, one slope for each weight."""
    return 2 * x * w - x


def average(x, w):
    """The mean product."""
    return np.mean(x * w)


def table(x, w):
    """A product of matrices."""
    return x @ w


def squeeze(z):
    """A sigmoid."""
    return 1 / (1 + np.exp(-z))


VECTORS = (np.array([1.5, -2.0, 4.0]), np.array([0.5, 3.0, -1.0]))
TABLES = (np.arange(6.0).reshape(2, 3) + 0.5, np.arange(6.0).reshape(3, 2) - 2.5)
SQUARES = (np.arange(9.0).reshape(3, 3) + 0.5, np.arange(9.0).reshape(3, 3) - 2.5)
Z = (np.array([-1.0, 0.5, 2.0]),)


def cumulate(x):
    """A whole number for each place."""
    return np.array([1.0, 2.0, 3.0])


WRONG = {
    "sign": (slope, VECTORS, lambda x, w: x - 2 * x * w, "The sign is flipped"),
    "some signs": (slope, VECTORS, lambda x, w: slope(x, w) * [1, -1, 1], "some of the signs"),
    "sizes": (slope, VECTORS, lambda x, w: np.abs(slope(x, w)), "Is there an abs too many"),
    "half": (
        slope,
        VECTORS,
        lambda x, w: slope(x, w) / 2,
        "half of what is expected, in every case",
    ),
    "twice": (slope, VECTORS, lambda x, w: 2 * slope(x, w), "a factor of 2 too many"),
    "a factor": (slope, VECTORS, lambda x, w: 3.5 * slope(x, w), "always 3.5 times"),
    "sum for mean": (
        average,
        VECTORS,
        lambda x, w: np.sum(x * w),
        "n times too large (here n = 3)",
    ),
    "divided twice": (average, VECTORS, lambda x, w: np.mean(x * w) / 3, "n times too small"),
    "an offset": (slope, VECTORS, lambda x, w: slope(x, w) + 1, "always 1 too large"),
    "one minus": (squeeze, Z, lambda z: 1 - squeeze(z), "1 minus"),
    "reversed": (slope, VECTORS, lambda x, w: slope(x, w)[::-1], "order is reversed"),
    "late": (slope, VECTORS, lambda x, w: np.roll(slope(x, w), 1), "one place too late"),
    "early": (slope, VECTORS, lambda x, w: np.roll(slope(x, w), -1), "one place too early"),
    "another order": (slope, VECTORS, lambda x, w: np.sort(slope(x, w)), "in another order"),
    "rows reversed": (table, SQUARES, lambda x, w: (x @ w)[:, ::-1], "within each row"),
    "rounded": (slope, VECTORS, lambda x, w: np.round(slope(x, w), 2), "rounded to 2 places"),
    "cut off": (squeeze, Z, lambda z: (9 * squeeze(z)).astype(int) / 9, None),
    "whole": (slope, VECTORS, lambda x, w: slope(x, w).astype(int), "decimals are cut off"),
    "rounded to whole": (slope, VECTORS, lambda x, w: np.round(slope(x, w)), "to whole numbers"),
    "square": (squeeze, Z, lambda z: squeeze(z) ** 2, "Yours is the square of"),
    "root": (squeeze, Z, lambda z: squeeze(z) ** 0.5, "Yours is the square root"),
    "inverse": (squeeze, Z, lambda z: 1 / squeeze(z), "1 divided by"),
    "logarithm": (squeeze, Z, lambda z: np.log(squeeze(z)), "the logarithm"),
    "exponential": (squeeze, Z, lambda z: np.exp(squeeze(z)), "e to the power"),
    "last row": (
        slope,
        VECTORS,
        lambda x, w: np.append(slope(x, w)[:-1], 0.0),
        "Only the last number is wrong",
    ),
    "near": (squeeze, Z, lambda z: squeeze(z) * (1 + 5e-4 * z), "very near"),
    "transposed": (table, TABLES, lambda x, w: (x @ w).T, "transpose"),
    "a column": (slope, VECTORS, lambda x, w: slope(x, w)[:, None], "yours is (3, 1)"),
    "wrapped": (average, VECTORS, lambda x, w: np.array([average(x, w)]), "Give back the number"),
    "each with each": (slope, VECTORS, lambda x, w: 2 * x * w[:, None] - x, "each with each"),
    "not averaged": (average, VECTORS, lambda x, w: x * w, "the mean of your numbers"),
    "summed": (slope, VECTORS, lambda x, w: np.sum(slope(x, w)), "Yours is the sum"),
    "text": (average, VECTORS, lambda x, w: f"{average(x, w)}", "without quotes"),
    "nan": (squeeze, Z, lambda z: np.log(-np.abs(z)), "nan (not a number)"),
    "infinity": (squeeze, Z, lambda z: 1 / (z * 0), "infinity"),
    "one input ignored": (slope, VECTORS, lambda x, w: 2 * x - x**3, "does not depend on `w`"),
    "all ignored": (slope, VECTORS, lambda x, w: np.ones(3), "whatever the inputs are"),
    "changed input": (
        slope,
        VECTORS,
        lambda x, w: np.subtract(np.multiply(np.multiply(x, w, out=w), 2), x),
        "changes `w`",
    ),
}


@pytest.mark.parametrize(("reference", "case", "wrong", "words"), WRONG.values(), ids=WRONG)
def test_a_general_mistake_is_named(reference, case, wrong, words):
    verdict = declare(reference, case).judge(wrong)
    assert verdict.state is State.NOT_YET
    said = " ".join(verdict.sentences)
    if words is None:
        assert "Give" not in said
    else:
        assert words in said


def test_the_right_answer_is_never_diagnosed():
    for reference, case, _, _ in WRONG.values():
        assert declare(reference, case).judge(reference).state is State.CORRECT


def test_a_pattern_that_one_case_contradicts_is_not_named():
    def wrong(x, w):
        return -slope(x, w) if x[0] == 1.5 else slope(x, w) + x

    sentences = declare(slope, VECTORS).judge(wrong).sentences
    assert "sign" not in " ".join(sentences)


def test_one_number_alone_proves_no_pattern():
    task = exercise(lesson=91, minutes=1)(average)

    @task.cases
    def _(rng):
        yield VECTORS

    said = " ".join(task.judge(lambda x, w: average(x, w) / 2).sentences)
    assert "factor" not in said


def test_right_for_the_textbook_only():
    def remembered(x, w):
        return average(x, w) if x[0] == 1.5 else average(x, w) ** 3 + w[0]

    said = " ".join(declare(average, VECTORS).judge(remembered).sentences)
    assert "Right in 1 of 3 cases" in said


def test_swapped_values_and_swapped_truth(samples):
    def extremes(z):
        return z.max(), np.array([z.min()])[0]

    said = samples.extremes(extremes)
    assert "order" in said.sentences[0]
    assert "wrong way round" in samples.says_yes(lambda a: a <= 0.5).sentences[0]


def test_nearly_the_right_word(samples):
    def name_shape(x):
        return ("Number", "Vector", "Matrix")[np.ndim(x)]

    assert "capital letters" in samples.name_shape(name_shape).sentences[0]

    def spaced(x):
        return ("number ", "vector ", "matrix ")[np.ndim(x)]

    assert "spaces" in samples.name_shape(spaced).sentences[0]


def test_a_warning_is_told_where_it_explains_nan():
    said = declare(squeeze, Z).judge(lambda z: np.log(-np.abs(z))).sentences[0]
    assert "invalid value encountered in log" in said


def test_warnings_may_be_refused():
    def careless(z):
        return 1 / (1 + np.exp(-z))

    def careful(z):
        return np.exp(-np.logaddexp(0, -z))

    case = (np.array([-1000.0, 0.5]),)
    assert declare(careful, case).judge(careless).state is State.CORRECT
    strict = declare(careful, case, warnings="refused")
    assert strict.judge(careful).state is State.CORRECT
    assert "overflow" in strict.judge(careless).sentences[0]


PLAIN = {
    "return weigt * x": "There is no `weigt` here",
    "return nump.dot(w, x)": "Is it spelled as above",
    "return [1, 2] * x": "repeats the list",
    "return x @ np.ones(7)": "matrix product",
    "return x + np.ones(7)": "(2,) and (7,)",
    "return np.array(x) * np.ones(7)": "(2,) and (7,)",
    "return 1 if np.array(x) > 0 else 0": "needs one True or False",
    "return x[9]": "counting starts at 0",
    "return b(x)": "Is a `*` missing",
    "return b[0]": "has no [places]",
    "return x[1.0]": "whole number, of type int",
    "return np.ones(3)[1.5]": "whole number, of type int",
    "return {}['a']": "no such key",
    "return math.exp(np.ones(3))": "takes one number",
    "return x - w": "does not work between list and list",
    "return None + b": "forget its `return`",
    "return 1 / 0": "divided by zero",
    "return math.exp(1e9)": "grew too large",
    "y = y + 1": "before it has a value",
    "return np.arange(3).reshape(2, 2)": "3 numbers don't fill",
    "p, q = w, x, b": "another number of names",
    "return weighted_sum(x)": "2 inputs too few",
    "exit()": "ends a function",
    "for v in b: pass": "can't be looped over",
    "return np.exp2e(b)": "no `numpy.exp2e`",
    "return -x": "does not work on a list",
}


@pytest.mark.parametrize(("line", "words"), PLAIN.items(), ids=PLAIN)
def test_an_error_is_put_in_plain_words(samples, write, line, words):
    import math

    def leave():
        raise SystemExit

    text = f"def weighted_sum(x, w, b):\n    {line}\n    return 0"
    answer = samples.weighted_sum(write(text, math=math, exit=leave))
    assert answer.state is State.ERROR
    assert words in answer.sentences[0]
    assert "line 2" in str(answer) or "in leave" in str(answer)


def test_a_misspelled_input_is_guessed(samples, write):
    answer = samples.layer(
        write("def layer(x, kernel, bias):\n    return x @ kernl + bias", name="layer")
    )
    assert "Did you mean `kernel`?" in answer.sentences[0]


def test_words_that_happen_not_to_change_prove_nothing():
    """An answer that is one of three words often stays the same where an input changes."""
    task = exercise(lesson=91, minutes=1)(name_side)

    @task.cases
    def _(rng):
        yield np.array([2.0, 3.0]), np.array([0.0, 1.0]), 4.0
        for _ in range(4):
            yield rng.normal(size=2), rng.normal(size=2), float(rng.normal())

    said = " ".join(task.judge(lambda x, w, b: "yes" if w @ x - b > 0 else "no").sentences)
    assert "depend" not in said
    assert "whatever" not in said
    said = " ".join(task.judge(lambda x, w, b: "yes").sentences)
    assert "the same in every case" in said


def name_side(x, w, b):
    """Yes or no."""
    return "yes" if w @ x + b > 0 else "no"


def test_several_values_are_looked_at_one_by_one():
    task = exercise(lesson=91, minutes=1)(both)
    task.cases(lambda rng: ((rng.normal(size=3), float(rng.normal())) for _ in range(3)))
    assert "minus" in task.judge(lambda x, w: (-(x + w), -(x * w).sum())).sentences[0]
    said = " ".join(task.judge(lambda x, w: (x, x)).sentences)
    assert "each with each" not in said


def both(x, w):
    """A sum and a product."""
    return x + w, (x * w).sum()


def test_always_the_same_number_is_not_called_rounding():
    said = " ".join(declare(squeeze, Z).judge(lambda z: np.ones(np.shape(z))).sentences)
    assert "rounded" not in said
    assert "does not depend on `z`" in said


def test_what_stays_the_same_within_a_wide_tolerance_only_does_change():
    task = exercise(lesson=91, minutes=1, atol=0.1)(squeeze)
    task.cases(lambda rng: iter([(0.0,), (1.0,), (3.0,)]))
    said = " ".join(task.judge(lambda z: 0.2 + z / 100).sentences)
    assert "the same" not in said
    assert "depend" not in said
    assert "does not depend on `z`" in " ".join(task.judge(lambda z: 0.2).sentences)
