"""Lines to put into order: which orders pass, and what is said of the others."""

import itertools

import pytest

from course_lib.checks import NotCorrect, State
from course_lib.checks.parsons import Order, parsons

PLUS = "    params += rate * gradients  # uphill"


@pytest.fixture
def loop():
    loop = parsons(
        name="loop",
        lesson=99,
        minutes=4,
        prompt="Order the loop.",
        program="""
            for x, y_true in data:
                y_pred = model(x)  # forward
                gradients = backward(y_pred)  # backward
                params -= rate * gradients  # update
        """,
        left_out={PLUS: "Plus goes uphill."},
    )
    loop.before("# backward", "# forward", "Backward needs y_pred.")
    loop.before("# update", "# backward", "The update needs gradients.")
    loop.hints("First hint", "Second hint")
    loop.why("It is all of training.")
    return loop


def test_only_the_right_order_passes(loop):
    passed = [
        o for o in itertools.permutations(loop.program) if loop.judge(list(o)).state == "correct"
    ]
    assert passed == [tuple(loop.program)]


def test_it_never_starts_in_the_right_order_and_always_starts_the_same():
    for text in ("a = 1\nb = a", "b = a\na = 1", "x\ny", "y\nx", "1\n2", "2\n1"):
        some, again = (
            parsons(name="p", lesson=99, minutes=1, prompt="?", program=text) for _ in range(2)
        )
        assert some.lines == again.lines != some.program


def test_a_wrong_order_is_called_by_its_name(loop):
    head, forward, backward, update = loop.program
    judged = loop.judge([head, forward, update, backward])
    assert judged.state is State.NOT_YET
    assert judged.sentences[0] == "The update needs gradients."
    assert "The first 2 lines stand right" in judged.sentences[1]
    assert judged.marks == {head: "right", forward: "right", update: "wrong"}


def test_a_wrong_order_without_a_name_says_how_far_it_is_right(loop):
    head, forward, backward, update = loop.program
    judged = loop.judge([forward, head, backward, update])
    assert judged.sentences == ("`y_pred = model(x)  # forward` can't be the first line.",)


def test_a_line_that_does_not_belong_says_why(loop):
    judged = loop.judge([*loop.program[:3], PLUS])
    assert judged.remarks == {PLUS: "Plus goes uphill."}
    assert judged.marks[PLUS] == "wrong"


def test_a_missing_line_is_missed(loop):
    assert loop.judge(loop.program[:3]).sentences == (
        "`params -= rate * gradients  # update` is missing.",
    )
    assert loop.judge([]).state is State.NOT_ATTEMPTED


def test_another_right_order_passes(loop):
    head, forward, backward, update = loop.program
    loop.accepts("\n".join([head, backward, forward, update]))
    assert loop.judge([head, backward, forward, update]).state == "correct"
    with pytest.raises(ValueError, match="has the same lines"):
        loop.accepts(head)


def test_typed_with_other_indentation_it_is_understood(loop):
    typed = "\n".join(line.strip() for line in loop.program)
    assert loop(typed)
    assert "all of training" in repr(loop(typed))
    answer = loop("y_pred = 1")
    assert answer.state is State.ERROR
    assert "`y_pred = 1`" in repr(answer)
    assert "used once" in repr(loop([loop.program[0]] * 2))


@pytest.mark.parametrize("answer", [7, None, ..., [1], {"a": 1}, b"lines", print])
def test_what_is_no_program_is_said_and_never_raises(loop, answer):
    said = loop(answer)
    assert said.state is State.ERROR
    assert "Answer with a program, or a list of its lines. Received" in str(said)


def test_strict_it_raises(loop, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_STRICT", "1")
    assert loop(loop.right_answer)
    with pytest.raises(NotCorrect, match="is missing"):
        loop(loop.program[:3])
    assert "is missing" in capsys.readouterr().out


def test_declared_wrongly_it_says_so(loop):
    with pytest.raises(ValueError, match="another one"):
        parsons(name="p", lesson=99, minutes=1, prompt="?", program="a\na")
    with pytest.raises(ValueError, match="One line is to hold 'rate'"):
        parsons(name="p", lesson=99, minutes=1, prompt="?", program="a\nb").before("rate", "a", "!")
    with pytest.raises(ValueError, match="does stand before"):
        parsons(name="p", lesson=99, minutes=1, prompt="?", program="a\nb").before("a", "b", "!")


def test_an_order_can_be_asked():
    order = Order(["a  # one", "b  # two"])
    assert order.before("# one", "# two")
    assert not order.before("# two", "# one")
    assert not order.before("# one", "# three")
    assert not order.before("# three", "# one")
