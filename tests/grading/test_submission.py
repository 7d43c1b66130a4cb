"""Whatever the file: it is read, or a sentence says why not. Nothing raises, nothing is run."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.grading import submission
from course_lib.grading.submission import looks_like_a_notebook, read
from tests.grading.classroom import as_json, notebook

CELL = {"cell_type": "code", "source": "x = 1"}


def test_code_cells_in_order_and_nothing_else():
    cells = [
        {"cell_type": "markdown", "source": "# no code"},
        {"cell_type": "code", "source": ["a = 1\n", "a"], "outputs": [{"x": "y"}], "metadata": 3},
        {"cell_type": "raw", "source": "b"},
        {"cell_type": "code", "source": "c = 3"},
    ]
    found = read(as_json(nbformat=4, cells=cells))
    assert found.cells == ("a = 1\na", "c = 3")
    assert found.problem == ""
    assert found.notes == ()


def test_metadata_may_be_gone():
    assert read(as_json(cells=[CELL])).cells == ("x = 1",)


def test_format_3_is_read():
    sheets = [{"cells": [{"cell_type": "code", "input": "old = 1"}]}, {"cells": None}, 7]
    assert read(as_json(nbformat=3, worksheets=sheets)).cells == ("old = 1",)


def test_a_future_format_is_read_with_a_note():
    found = read(as_json(nbformat=9, cells=[CELL]))
    assert found.cells == ("x = 1",)
    assert "format 9" in found.notes[0]


def test_a_byte_order_mark_does_not_matter():
    assert read(b"\xef\xbb\xbf" + as_json(cells=[CELL])).cells == ("x = 1",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_a_mark_is_read(encoding):
    mark = "" if encoding == "utf-16" else "\ufeff"
    data = (mark + as_json(nbformat=4, cells=[CELL]).decode()).encode(encoding)
    assert read(data).cells == ("x = 1",)
    assert looks_like_a_notebook(data)


def test_a_byte_of_another_encoding_costs_no_points():
    data = as_json(cells=[{"cell_type": "code", "source": "x = 1  # @"}]).replace(b"@", b"\xe9")
    found = read(data)
    assert found.cells == ("x = 1  # \ufffd",)
    assert "not UTF-8" in found.notes[0]


def test_much_printed_output_costs_no_points():
    printed = {"output_type": "stream", "name": "stdout", "text": ["x" * 79 + "\n"] * 150_000}
    data = as_json(cells=[{**CELL, "outputs": [printed]}])
    assert len(data) > 12_000_000
    assert read(data).cells == ("x = 1",)


def test_halves_of_characters_become_whole():
    (cell,) = read(b'{"cells": [{"cell_type": "code", "source": "\\ud800x"}]}').cells
    assert cell == "?x"


BROKEN = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t ", "empty"),
    "cut short": (b'{"cells": [', "not JSON (line 1)"),
    "no JSON": (b"<html>", "not JSON"),
    "UTF-16 without a mark": ('{"cells": []}'.encode("utf-16-le"), "not JSON"),
    "half a letter of UTF-16": ('{"cells": ['.encode("utf-16") + b"x", "not JSON"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not JSON"),
    "a list": (b"[1]", "no notebook"),
    "no cells": (b"{}", "no cells"),
    "cells of another kind": (b'{"cells": {"a": 1}}', "no cells"),
    "only prose": (as_json(cells=[{"cell_type": "markdown", "source": "x"}]), "no code"),
    "code that is no text": (as_json(cells=[{"cell_type": "code", "source": 7}]), "no text"),
    "lines that are no text": (as_json(cells=[{"cell_type": "code", "source": [7]}]), "no text"),
    "deep": (b"[" * 100_000 + b"]" * 100_000, "deeper"),
    "deep objects": (b'{"a":' * 100_000, "deeper"),
    "a number without end": (b'{"cells": ' + b"9" * 10_000 + b"}", "not JSON"),
    "too many cells": (as_json(cells=[CELL] * 2_001), "2,001 cells"),
    "too much code": (
        as_json(cells=[{"cell_type": "code", "source": "x" * 200_001}]),
        "200,000 characters",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_a_sentence(name):
    data, words = BROKEN[name]
    found = read(data)
    assert found.cells == ()
    assert words in found.problem
    assert len(found.sha256) == 64


def test_a_huge_file_is_not_parsed(monkeypatch):
    monkeypatch.setattr(submission, "MAX_FILE_BYTES", 100)
    monkeypatch.setattr(json, "loads", lambda text: pytest.fail("it was parsed"))
    assert "larger than" in read(as_json(cells=[CELL] * 10)).problem


def test_content_tells_a_notebook_from_other_files():
    assert looks_like_a_notebook(notebook(["x = 1"]))
    assert looks_like_a_notebook(b"\xef\xbb\xbf\n" + notebook(["x = 1"]))
    assert not looks_like_a_notebook(b"id,name\n")
    assert not looks_like_a_notebook(b'{"name": "package"}')


@settings(max_examples=300, derandomize=True, database=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data):
    found = read(data)
    assert bool(found.problem) != bool(found.cells)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "nbformat", "worksheets", "input"]),
            inner | st.just("code"),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=500, derandomize=True, database=None)
@given(PLAIN)
def test_no_json_makes_it_raise(content):
    found = read(json.dumps(content).encode())
    assert bool(found.problem) != bool(found.cells)
    assert all(isinstance(cell, str) for cell in found.cells)
