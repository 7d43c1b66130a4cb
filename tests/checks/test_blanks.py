"""Blanks to fill in: which answers pass, and what is said of the others."""

import pytest

from course_lib.checks import NotCorrect, State
from course_lib.checks.blanks import blanks, choice, number
from course_lib.checks.typed_number import readings


@pytest.fixture
def trace():
    trace = blanks(
        name="trace",
        lesson=99,
        minutes=4,
        prompt="Fill in.",
        text="""
            x is 2.

            | step | value |
            |---|---|
            | z | {z} |
            | a | {a} |

            The squeeze is {f}.
        """,
        answers={
            "z": number(7, "the sum z", mistakes={3.0: "The bias is missing."}),
            "a": number(0.99909, places=3),
            "f": choice(
                "sigmoid", ["sigmoid", "tanh"], "the squeeze", {"tanh": "tanh reaches -1."}
            ),
        },
    )
    trace.hints("First hint", "Second hint")
    trace.why("It comes again.")
    return trace


def test_the_right_answer_passes(trace):
    assert trace.judge(trace.right_answer).state is State.CORRECT
    assert repr(trace(trace.right_answer)) == "✔ Correct: It comes again."


def test_every_blank_is_answered_on_its_own(trace):
    judged = trace.judge({"z": "3", "a": "0.999", "f": "tanh"})
    assert judged.state is State.NOT_YET
    assert judged.sentences == ("1 of 3 is right.",)
    assert judged.marks == {"z": "wrong", "a": "right", "f": "wrong"}
    assert judged.remarks == {"z": "The bias is missing.", "f": "tanh reaches -1."}


def test_empty_blanks_are_no_mistake(trace):
    judged = trace.judge({"z": "7"})
    assert judged.sentences == ("1 of 3 is right, 2 still to fill in.",)
    assert judged.remarks == {}
    assert trace.judge({}).state is trace.judge({"z": "  "}).state is State.NOT_ATTEMPTED


def test_a_mistake_across_blanks_is_named(trace):
    @trace.mistake("You squeezed before you added up.")
    def _(given):
        return given["z"] == given["a"]

    assert trace.judge({"z": "1", "a": "1"}).sentences[1] == "You squeezed before you added up."
    assert trace.judge({"z": "7"}).sentences == ("1 of 3 is right, 2 still to fill in.",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-0.25", "the sign is not"),
        ("0.125", "half of it. Is a factor of 2 missing?"),
        ("0.5", "twice as much"),
        ("0.75", "1 minus"),
        ("0.2501", "Very near"),
        ("0.9", "Not this number"),
        ("a half", "not a number"),
        ("nan", "not a number"),
    ],
)
def test_a_wrong_number_without_a_name_is_described(typed, said):
    assert said in number(0.25).judge(typed)


def test_places_say_how_near_is_near_enough():
    blank = number(0.02147, places=4)
    assert blank.right == "0.0215"
    assert [bool(blank.judge(text)) for text in ("0.0215", "0.0214", "0.0217")] == [0, 0, 1]
    assert number(0.02147, tolerance=0.00004).judge("0.0214")
    assert number(1e6).judge("1000000.5") is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0,5", 0.5), ("−3", -3), (" 1 / 4", 0.25), ("2e-3", 0.002), ("1/0", None), ("", None),
     ("1,000,000", 1_000_000), ("inf", None), ("75%", 0.75), ("75 %", 0.75), ("12,5%", 0.125),
     ("1,99,4", None), ("%", None), ("0,994", 0.994), ("1 994", 1994)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, value):
    assert readings(typed) == ([] if value is None else [value])


def test_what_was_kept_is_understood_again(trace):
    answer = {"z": "−7", "a": "1/2", "f": "sigmoid"}
    assert trace.read(trace.write(answer)) == answer
    assert "no blank `y`" in repr(trace({"y": 1}))
    assert "dictionary" in repr(trace(7))


def test_strict_it_raises(trace, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_STRICT", "1")
    assert trace(trace.right_answer)
    with pytest.raises(NotCorrect, match="the sum z: The bias is missing"):
        trace({"z": 3})
    assert "The bias is missing" in capsys.readouterr().out


def test_declared_wrongly_it_says_so():
    with pytest.raises(ValueError, match="can't be told from"):
        number(0.5, places=2, mistakes={0.51: "Too near."})
    with pytest.raises(ValueError, match="can't be told from"):
        number(0.5, mistakes={1.0: "Once.", 1.0000001: "Twice."})
    with pytest.raises(ValueError, match="are among"):
        choice("a", ["b", "c"])
    with pytest.raises(ValueError, match="are among"):
        choice("a", ["a", "b"], mistakes={"d": "!"})
    with pytest.raises(ValueError, match="stands in the text once"):
        blanks(name="b", lesson=99, minutes=1, prompt="?", text="{a} {a}", answers={"a": number(1)})


@pytest.fixture
def chain():
    return blanks(
        name="chain",
        lesson=99,
        minutes=4,
        prompt="Fill in.",
        text="z = {z}, a = {a}, b = {b}",
        answers={
            "z": number(7, "z"),
            "a": number(0.5, "a", places=2, follows=lambda given: given["z"] / 14),
            "b": number(2.5, "b", follows=lambda given: 2 + given["a"]),
        },
    )


def test_a_wrong_number_rightly_carried_on_is_told_once(chain):
    judged = chain.judge({"z": "14", "a": "1", "b": "3"})
    assert judged.state is State.NOT_YET
    assert judged.marks == {"z": "wrong", "a": "right", "b": "right"}
    assert judged.sentences == ("2 of 3 are right.",)
    assert "follows rightly" in judged.remarks["a"]
    judged = chain.judge({"z": "14", "a": "1", "b": "2.5"})
    assert "b" not in judged.remarks, "the right number is right, whatever stands before it"
    judged = chain.judge({"z": "7", "a": "1", "b": "4"})
    assert judged.marks == {"z": "right", "a": "wrong", "b": "wrong"}
    judged = chain.judge({"a": "1", "b": "3"})
    assert judged.marks == {"z": "empty", "a": "wrong", "b": "right"}
    assert chain.judge(chain.right_answer).state is State.CORRECT


def test_computing_again_from_before_is_advised_only_where_something_is_before(chain):
    assert "before" not in number(0.25).judge("0.9")
    assert "before" not in chain.judge({"z": "5"}).remarks["z"]
    assert "from what stands before it" in chain.judge({"z": "7", "a": "0.9"}).remarks["a"]


@pytest.mark.parametrize(
    ("value", "typed"),
    [(64, "32"), (20, "40"), (1994, "1985"), (1994, "1990"), (3, "-2"), (10, "20")],
)
def test_of_a_count_no_pattern_is_told(value, typed):
    said = number(value).judge(typed)
    assert said == "Not this number. Compute it once more."


def test_very_near_is_no_other_number():
    assert number(0.105, places=3).judge("0.103") == "Not this number. Compute it once more."
    assert "Very near" in number(0.105, places=3).judge("0.1063")


def test_a_blank_says_its_decimals_and_its_unit(chain):
    assert "a = ____ (2 decimals)" in repr(chain)
    assert "z = ____," in repr(chain)
    assert number(0.5, places=1, unit="cm").asked == "1 decimal, cm"
    assert number(75, unit="%").judge("75%") is None
    assert number(75, unit="%").judge("75") is None
    assert number(0.75).judge("75%") is None


def test_thousands_are_read_as_the_page_prints_them():
    assert number(1994).judge("1,994") is None
    assert number(1.994, places=3).judge("1,994") is None
    assert number(1994).given("1,994") == 1994
    assert number(1994, mistakes={1920: "No biases."}).judge("1,920") == "No biases."


def test_a_wrong_option_without_a_sentence_of_its_own_gets_a_true_one():
    options = ["one", "two", "three"]
    form = blanks(
        name="pick",
        lesson=99,
        minutes=1,
        prompt="Pick.",
        text="{a} {b} {c}",
        answers={
            "a": choice("one", options, mistakes={"two": "Two is too many."}),
            "b": choice("two", options),
            "c": choice("yes", ["yes", "no"]),
        },
    )
    said = form.judge({"a": "two", "b": "one", "c": "no"}).remarks
    assert said == {
        "a": "Two is too many.",
        "b": "Not here, but in another place.",
        "c": "Not this one.",
    }
    assert form.judge({"b": "three"}).remarks == {"b": "Not here, and in no other place."}
