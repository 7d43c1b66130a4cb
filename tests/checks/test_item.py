"""What exercises, forms and questions share: names, hints, solutions, strictness, answers kept."""

import pytest

from course_lib.checks import NotCorrect, exercise, number, question
from course_lib.checks.blanks import blanks


@exercise(lesson=95, minutes=1)
def twice(x):
    """Twice as much."""
    return 2 * x


@twice.cases
def _(rng):
    yield (2,)
    yield (float(rng.normal()),)


total = blanks(
    name="total", lesson=95, minutes=1, prompt="Add.", text="1 + 1 = {sum}",
    answers={"sum": number(2)},
)  # fmt: skip
which = question(
    name="which", lesson=95, kind="ask", prompt="?", options={"this": "Yes.", "that": "No."},
    answer="this",
)  # fmt: skip
guess = question(
    name="guess", lesson=95, kind="predict", prompt="?", options={"this": "Yes.", "that": "No."},
    answer="this",
)  # fmt: skip

ITEMS = {item.name: item for item in (twice, total, which, guess)}
RIGHT = {"twice": lambda x: x + x, "total": "sum = 2", "which": "this", "guess": "that"}
WRONG = {"twice": lambda x: x, "total": "sum = 3", "which": "that"}

each_item = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


@each_item
def test_hints_are_counted_the_same_everywhere(item):
    item.hints("First.", "Second.")
    assert [item.hint(tier).tier for tier in (None, None, None, 1, -1, 0, 9)] == [
        1,
        2,
        2,
        1,
        1,
        1,
        2,
    ]
    assert str(item.hint(1)) == "Hint 1 of 2: First."
    item.hints()
    assert str(item.hint()) == str(item.hint(3)) == "Hint: There are no hints here."


@each_item
def test_what_may_be_typed_as_an_answer_is_right(item, kept):
    if item is not twice:
        assert item(item.solution_source()).state in ("correct", None)
    assert item.solution_source().strip() in str(item.solution()).replace("\n    ", "\n")


@each_item
def test_the_last_answer_comes_back(item, kept):
    assert str(item.my_answer()) == f"No answer to `{item.name}` is kept here yet"
    item(RIGHT[item.name])
    assert f"Your last answer to `{item.name}`" in str(item.my_answer())


@pytest.mark.parametrize("name", WRONG)
def test_strictly_what_is_not_correct_raises(name, monkeypatch, capsys):
    ITEMS[name](WRONG[name])
    monkeypatch.setenv("COURSE_STRICT", "1")
    with pytest.raises(NotCorrect, match="Not yet"):
        ITEMS[name](WRONG[name])
    assert "Not yet" in capsys.readouterr().out
    ITEMS[name](RIGHT[name])


def test_strictly_a_prediction_is_never_wrong(monkeypatch):
    monkeypatch.setenv("COURSE_STRICT", "1")
    assert str(guess("that")) == "Kept: that"
