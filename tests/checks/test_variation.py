"""What a small variation of a right answer says: true sentences, and silence where none fits."""

import numpy as np
import pytest

from course_lib.checks import State, exercise
from course_lib.checks.variation.kinds import single_edits
from course_lib.checks.variation.program import Program
from course_lib.checks.variation.search import _joined, _Said
from course_lib.checks.variation.source import Source
from course_lib.checks.variation.variants import Variation
from course_lib.checks.variation.words import Words

RNG = np.random.default_rng(5)
VECTORS = [tuple(RNG.normal(size=(2, n))) for n in (3, 4, 5)]
TABLES = [(RNG.normal(size=(n, 3)), RNG.normal(size=(3, 2)), RNG.normal(size=2)) for n in (2, 4, 5)]


def declare(reference, cases):
    task = exercise(lesson=93, minutes=1)(reference)
    task.cases(lambda rng: iter(cases))
    return task


def squeeze(z):
    return 1 / (1 + np.exp(-z))


def layer(x, w, b):
    """Every neuron."""
    z = x @ w + b
    return squeeze(z)


def plain_layer(x, w, b):
    """Every neuron."""
    return 1 * squeeze(x @ w + b)


def mean_square(y_true, y_pred):
    """The mean of the squared errors."""
    error = y_pred - y_true
    return np.mean(error**2)


def faded(x, y):
    """A running mean."""
    total = 0.0
    for i in range(1, len(x)):
        total += 0.9 * x[i] + (1 - 0.9) * y[i - 1]
    return total


def scaled(x, y):
    """Both, centred by the first."""
    middle, width = x.mean(), x.std()
    return (x - middle) / width, (y - middle) / width


def columns(x, w, b):
    """The mean of each column."""
    return x.mean(axis=0) - b[0]


def where(x, y):
    """The larger ones."""
    return np.where(x > 0, x, 0.1 * y)


# What an answer does, and what is said of it: the sentence must be true of that very code.
TRUE = {
    "a term left out": (
        layer, TABLES, lambda x, w, b: squeeze(x @ w), "when `b` is left out.",
    ),
    "a term moved outside": (
        plain_layer,
        TABLES,
        lambda x, w, b: squeeze(x @ w) + b,
        "when `b` is added after `squeeze`, not before it.",
    ),
    "a function left out": (
        layer, TABLES, lambda x, w, b: x @ w + b, "when `squeeze` is left out.",
    ),
    "another function": (
        layer, TABLES, lambda x, w, b: np.tanh(x @ w + b), None,
    ),
    "first row": (
        layer, TABLES, lambda x, w, b: squeeze(x[:1] @ w + b),
        "when `x[:1]` stands where `x` belongs, in `x @ w`",
    ),
    "the sum for each": (
        layer, TABLES, lambda x, w, b: squeeze(x @ w + np.sum(b)),
        "when `np.sum(b)` stands where `b` belongs, in `x @ w + b`.",
    ),
    "sum for mean": (
        mean_square, VECTORS, lambda t, p: np.sum((p - t) ** 2),
        "when `np.sum` stands where `np.mean` belongs.",
    ),
    "a square left out": (
        mean_square, VECTORS, lambda t, p: np.mean(p - t), "when `y_pred - y_true` is not squared.",
    ),
    "a square in another place": (
        mean_square, VECTORS, lambda t, p: np.mean(p - t) ** 2,
        "when the power of `2` comes after `np.mean`, not before it.",
    ),
    "plus for minus": (
        mean_square, VECTORS, lambda t, p: np.mean((p + t) ** 2),
        "when `+` stands where `-` belongs, between `y_pred` and `y_true`.",
    ),
    "another power": (
        mean_square, VECTORS, lambda t, p: np.mean((p - t) ** 3),
        "when `3` stands where `2` belongs, in `(y_pred - y_true) ** 2`.",
    ),
    "a loop that starts too early": (
        faded, VECTORS, lambda x, y: sum(0.9 * x[i] + 0.1 * y[i - 1] for i in range(len(x))),
        "when the loop's `range` starts one earlier.",
    ),
    "the last round lost": (
        faded, VECTORS, lambda x, y: sum(0.9 * x[i] + 0.1 * y[i - 1] for i in range(1, len(x) - 1)),
        "when the loop leaves out its last round",
    ),
    "return in the loop": (
        faded, VECTORS, lambda x, y: 0.9 * x[1] + 0.1 * y[0],
        "when the loop ends after its first round.",
    ),
    "= for +=": (
        faded, VECTORS, lambda x, y: 0.9 * x[-1] + 0.1 * y[-2],
        "when each round of the loop overwrites what the rounds before it gave.",
    ),
    "an index one off": (
        faded, VECTORS, lambda x, y: sum(0.9 * x[i] + 0.1 * y[i] for i in range(1, len(x))),
        "when `1` is not taken off `i`.",
    ),
    "two inputs exchanged": (
        faded, VECTORS, lambda x, y: sum(0.9 * y[i] + 0.1 * x[i - 1] for i in range(1, len(x))),
        "when `x` and `y` are exchanged.",
    ),
    "a number in a difference left out": (
        faded, VECTORS, lambda x, y: sum(0.9 * x[i] + 0.9 * y[i - 1] for i in range(1, len(x))),
        "when `0.9` stands where `1 - 0.9` belongs.",
    ),
    "var for std": (
        scaled, VECTORS, lambda x, y: ((x - x.mean()) / x.var(), (y - x.mean()) / x.var()),
        "when `var` stands where `std` belongs.",
    ),
    "results exchanged": (
        scaled, VECTORS, lambda x, y: ((y - x.mean()) / x.std(), (x - x.mean()) / x.std()),
        "when the first and the second of the 2 results change places.",
    ),
    "one result without its centre": (
        scaled, VECTORS, lambda x, y: ((x - x.mean()) / x.std(), y / x.std()), "is not taken off",
    ),
    "another axis": (
        columns, TABLES, lambda x, w, b: x.mean(axis=1) - b[0],
        "when `axis=1` stands where `axis=0` belongs, in `mean`.",
    ),
    "the axis kept": (
        columns, TABLES, lambda x, w, b: x.mean(axis=0, keepdims=True) - b[0],
        "when `mean` keeps the axis that it runs along (`keepdims=True`).",
    ),
    "no axis": (
        columns, TABLES, lambda x, w, b: x.mean() - b[0], "when `axis=0` is left out of `mean`.",
    ),
    "another comparison": (
        where, VECTORS, lambda x, y: np.where(x < 0, x, 0.1 * y),
        "when `<` stands where `>` belongs, between `x` and `0`.",
    ),
    "a factor left out": (
        where, VECTORS, lambda x, y: np.where(x > 0, x, y), "when the factor `0.1` is left out.",
    ),
    "another name": (
        where, VECTORS, lambda x, y: np.where(x > 0, x, 0.1 * x),
        "when `x` stands where `y` belongs",
    ),
    "two edits": (
        layer, TABLES, lambda x, w, b: squeeze(x @ w[:, :1] - b), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reference", "cases", "wrong", "words"), TRUE.values(), ids=TRUE)
def test_each_kind_says_what_such_an_answer_does(reference, cases, wrong, words):
    verdict = declare(reference, cases).judge(wrong)
    assert verdict.state is State.NOT_YET
    if words is None:
        assert verdict.found != "variation"
    else:
        assert verdict.found == "variation"
        assert words in verdict.sentences[0]
        assert verdict.sentences[0].startswith("These are the numbers that come out when ")
        assert "You " not in verdict.sentences[0]


def test_nothing_is_said_of_a_constant():
    """Many a change makes everything 0; none of them is what happened."""
    verdict = declare(mean_square, VECTORS).judge(lambda t, p: 0.0)
    assert verdict.found != "variation"


def test_nothing_is_said_where_one_case_does_not_fit():
    def nearly(y_true, y_pred):
        return np.sum((y_pred - y_true) ** 2) + (len(y_true) == 5)

    assert declare(mean_square, VECTORS).judge(nearly).found != "variation"


def count(labels):
    """How many neighbours differ?"""
    return sum(labels[i] != labels[i + 1] for i in range(len(labels) - 1))


def test_few_small_numbers_prove_nothing():
    cases = [([0, 1, 1],), ([0, 0, 1],), ([1, 1, 0],)]
    assert declare(count, cases).judge(lambda labels: 2).found != "variation"


def test_the_same_error_is_named_where_it_speaks_of_shapes():
    def product(x, w):
        return x @ w.T

    cases = [(RNG.normal(size=(n, 3)), RNG.normal(size=(2, 3))) for n in (4, 5)]
    verdict = declare(product, cases).judge(lambda x, w: x @ w)
    assert verdict.state is State.ERROR
    assert verdict.sentences[-1] == "This is what happens when `w` is not transposed."


def hidden(x, y):
    secret = x * 0.5
    other = y - 0.25
    return secret * other + secret


def test_a_name_that_nobody_told_is_not_said():
    verdict = declare(hidden, VECTORS).judge(lambda x, y: x * 0.5 * (y - 0.25) + (y - 0.25))
    assert verdict.found == "variation"
    assert "secret" not in verdict.sentences[0]
    assert "other" not in verdict.sentences[0]


def test_a_name_in_the_learners_own_code_is_said(write):
    answer = write("""
        def hidden(x, y):
            secret = x * 0.5
            other = y - 0.25
            return secret * other + other
    """)
    said = declare(hidden, VECTORS).judge(answer).sentences[0]
    assert "`other` stands where `secret` belongs" in said


def test_the_whole_answer_is_not_told():
    def product(x, y):
        return np.mean(x) * np.sum(y) - 2

    said = declare(product, VECTORS).judge(lambda x, y: np.mean(x) * np.sum(y) + 2).sentences[0]
    assert "np.mean(x) * np.sum(y) - 2" not in said


def power(x, y):
    n = 0
    while n < 3:
        x = x * y
        n += 1
    return x


def test_a_variation_without_end_is_stopped():
    """`n += 1` left out never ends; `n += 1` for `n -= 1` neither."""
    verdict = declare(power, VECTORS).judge(lambda x, y: x * y * y)
    assert verdict.found == "variation"


def test_a_reference_without_source_is_no_trouble():
    task = declare(eval("lambda x, y: x + y"), VECTORS)
    assert task.judge(lambda x, y: x - 3 * y).state is State.NOT_YET


def test_the_same_words_every_time():
    said = {
        declare(scaled, VECTORS).judge(lambda x, y: (x / x.std(), y / x.std())).sentences
        for _ in range(3)
    }
    assert len(said) == 1


def heaviest(x, y):
    """A helper inside: nobody but the author knows what its inputs are called."""

    def mixed(u, v):
        return u * 0.3 + v * 0.7

    return mixed(x, y) + mixed(y, x) ** 2


def test_the_inputs_of_a_function_inside_another_are_not_said():
    def wrong(x, y):
        return x * 0.3 - y * 0.7 + (y * 0.3 - x * 0.7) ** 2

    said = declare(heaviest, VECTORS).judge(wrong).sentences
    assert not any(f"`{word}" in " ".join(said) for word in ("u", "v", "mixed"))


def clipped_by_hand(x, y):
    return np.where(x >= y, x, y)


SMALLER = {
    "with a comparison": ("return np.where(x <= y, x, y)", True),
    "without": ("return (x + y - np.sqrt((x - y) ** 2)) / 2", False),
}


@pytest.mark.parametrize(("line", "shown"), SMALLER.values(), ids=SMALLER)
def test_no_sign_is_told_that_the_learners_code_does_without(write, line, shown):
    source = f"def clipped(x, y):\n    {line}\n"
    said = named(clipped_by_hand, source)
    assert ("`<=` stands where `>=` belongs" in said) is shown


def named(other, source):
    """What the variations of an alternative say, where the reference's own say nothing."""
    program = Program(other)
    words = Words(program, set())
    swap = next(e for e in single_edits(program) if e.kind == "comparison" and e.key == ">= <=")
    return Variation(program, words, (swap,), of_reference=False).clause(Source(source))[0]


def bent(x, y):
    """The same width stands in two places."""
    return (np.sin(x) - x) / (2 * y) + (np.cos(x) - x) / (2 * y)


def test_of_a_piece_that_stands_in_several_places_the_one_is_named():
    def wrong(x, y):
        return np.sin(x) - x + (np.cos(x) - x) / (2 * y)

    said = declare(bent, VECTORS).judge(wrong).sentences[0]
    assert "the division by `2 * y` is left out, in `(np.sin(x) - x) / (2 * y)`" in said


def once_more(x, y):
    total = 0.0
    for i in range(2):
        total += x[i] * y[i]
    return total


def test_a_longer_range_is_one_round_more():
    said = declare(once_more, VECTORS).judge(lambda x, y: float(x[:3] @ y[:3])).sentences[0]
    assert "`range`" not in said
    assert "when the loop goes round once more." in said


def said_of(clause, kind="function", vague=False):
    return _Said(vague, 1, False, 1, 0, len(clause), clause, kind, 1)


@pytest.mark.parametrize(
    "other", ["`abs` stands where `sqrt` belongs, every time", "`g` is left out"]
)
def test_no_second_clause_that_shows_nothing(other):
    first = said_of("`sum` stands where `mean` belongs")
    assert _joined([first, said_of(other)]) == first.clause
    assert _joined([first, said_of("a part", vague=True)]) == first.clause
    assert _joined([first, said_of("`max` stands where `mean` belongs")]).count(", or when ") == 1


def test_empty_words_are_not_said():
    def wrong(x, y):
        return np.mean(x * 0.5) * (y - 0.25) + x * 0.5

    said = declare(hidden, VECTORS).judge(wrong).sentences
    assert not any("several" in one or "one part" in one for one in said)


def starred(x, y):
    secret = [x[0] * 0.5, x[1]]
    return max(*secret, y[0] * 0.25, y[0]), y[1]


def test_a_starred_piece_has_no_name_and_does_no_harm():
    program = Program(starred)
    words = Words(program, set())
    edits = single_edits(program)
    variations = [Variation(program, words, (edit,), True, edits) for edit in edits]
    assert not any("*secret" in one.clause(Source(""))[0] for one in variations)
