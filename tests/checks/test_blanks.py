"""Blanks to fill in: which answers pass, and what is said of the others."""

import pytest

from course_lib.checks import NotCorrect, State
from course_lib.checks.blanks import blanks, choice, number, read_number


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
        ("0.125", "factor of 2 is missing"),
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
     ("1,000,000", None), ("inf", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, value):
    assert read_number(typed) == value


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
