"""The widgets of the forms: what a browser may send them, and what is read without a kernel."""

import pytest

from course_lib.widgets.blanks import Blanks, layout
from course_lib.widgets.form import Form
from course_lib.widgets.parsons import Parsons

NOTHING = {"state": "not yet", "title": "Not yet", "sentences": ["Look `again`."], "marks": {}}


@pytest.fixture
def order():
    return Parsons("Order `them`.", lambda answer: NOTHING, ["    b = a < 1", "a = 1"], True)


@pytest.fixture
def table():
    text = "x is `2`.\n\n| step | value |\n|---|---|\n| z | 1 + {z} |\n  then {f}"
    fields = {"z": {"label": "z"}, "f": {"label": "f", "options": ["up", "down"]}}
    return Blanks("Fill in.", lambda answer: NOTHING, text, fields)


def sent(form):
    """Let a form note what it sends to the browser."""
    messages = []
    form.send = lambda message, buffers=None: messages.append(message)
    return messages


def test_a_check_is_answered_whatever_happens(order):
    messages = sent(order)
    order._on_message(order, {"type": "check", "answer": ["a = 1"]}, [])
    assert order.said == NOTHING
    assert order.answer == ["a = 1"]

    def fail(answer):
        raise RuntimeError("no")

    order.on_check = fail
    order._on_message(order, {"type": "check", "answer": []}, [])
    assert order.said["state"] == "error"
    assert "RuntimeError: no" in order.said["sentences"][0]
    order._on_message(order, {}, [])
    assert messages == [{"type": "answer"}] * 3


def test_an_order_reads_well_without_a_kernel(order):
    data, _ = order._repr_mimebundle_()
    assert data["text/plain"].splitlines() == [
        "Order `them`.", "  1.     b = a < 1", "  2. a = 1", "Run this cell to answer.",
    ]  # fmt: skip
    assert "<code>&nbsp;&nbsp;&nbsp;&nbsp;b = a &lt; 1</code>" in data["text/html"]
    assert "Order <code>them</code>." in data["text/html"]
    order.check(["a = 1"])
    data, _ = order._repr_mimebundle_()
    assert "(left out)" in data["text/plain"]
    assert "Look <code>again</code>." in data["text/html"]


def test_a_table_reads_well_without_a_kernel(table):
    data, _ = table._repr_mimebundle_()
    assert "z | 1 + ____" in data["text/plain"]
    assert "  then ____" in data["text/plain"]
    assert "To choose from: up, down." in data["text/plain"]
    assert "<th>step</th>" in data["text/html"]
    assert "<input" not in data["text/html"]
    table.check({"z": "<3>", "f": "up"})
    data, _ = table._repr_mimebundle_()
    assert "1 + &lt;3&gt;" in data["text/html"]


def test_a_text_is_laid_out():
    assert [block["kind"] for block in layout("a\n| b | c |\n|--|--|\n| {d} | e |\nf")] == [
        "line", "table", "line",
    ]  # fmt: skip
    (table,) = layout("| b |\n|:-:|\n| {d} |")
    assert table == {"kind": "table", "head": [["b"]], "rows": [[[{"blank": "d"}]]]}
    assert layout("  z = {a}·{b}")[0]["indent"] == 2


def test_wrong_parts_are_refused():
    with pytest.raises(ValueError, match="Two or more different lines"):
        Parsons("?", print, ["a", "a"])
    with pytest.raises(ValueError, match="has its field"):
        Blanks("?", print, "{a}", {"b": {"label": "b"}})


def test_a_form_alone_is_no_form():
    form = Form("?", print, None)
    with pytest.raises(NotImplementedError):
        form._repr_mimebundle_()
