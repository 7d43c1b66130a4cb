"""Whatever is handed in, reading it gives code or a sentence that says why there is none."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.grading import opening, submission
from course_lib.grading.catalogue import catalogue
from course_lib.grading.matching import Matcher
from course_lib.grading.roster import Learner
from course_lib.grading.static_analysis import ParsedNotebook
from tests.hostile import lesson
from tests.hostile.fuzzing import fuzzed

HONEST = nbformat.writes(lesson.notebook(lesson.cells())).encode()
CLASS = [Learner("s1", "Ada Lovelace", "ada@x.org"), Learner("77", "Jan Kowalski")]

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)
SOURCES = st.one_of(st.text(), st.lists(st.text()), JSON)
CELLS = st.dictionaries(
    st.sampled_from(["cell_type", "source", "input", "metadata", "outputs", "id"]),
    st.one_of(st.sampled_from(["code", "markdown", "raw"]), SOURCES),
)
CODE_CELLS = st.fixed_dictionaries({"cell_type": st.just("code"), "source": SOURCES})
NOTEBOOKS = st.dictionaries(
    st.sampled_from(["cells", "worksheets", "nbformat", "nbformat_minor", "metadata"]),
    st.one_of(st.lists(st.one_of(CELLS, CODE_CELLS, JSON)), st.integers(), JSON),
)
PIECES = st.sampled_from(
    [
        *("def f(x):\n", "    return x\n", "class A:\n", "lambda ", "async ", "await ", "@", "="),
        *("(", ")", "[", "]", "{", "}", ":", "*", " ", "\t", "\r", "\\\n", "\0", "\ud800", "ş"),
        *("'''", '"', "f'{", "0x", "1e999", "%time ", "!ls\n", "import course_lib as c\n"),
        "check.finish(finish)\n",
    ]
)
CODE = st.one_of(st.text(), st.lists(PIECES).map("".join))


def read(data: bytes):
    """Read a file as ``collect`` does, and hold what comes back to what is promised."""
    found = submission.read(data)
    assert bool(found.cells) != bool(found.problem)
    assert all(type(cell) is str for cell in found.cells)
    assert len(found.sha256) == 64
    json.dumps(found.cells).encode()
    with sqlite3.connect(":memory:") as db:  # any of its texts can be stored
        db.execute("SELECT ?, ?, ?", [*map("".join, (found.cells, found.notes)), found.problem])
    return found


@fuzzed
@given(st.binary())
def test_any_bytes(data):
    read(data)


@fuzzed
@given(st.one_of(NOTEBOOKS, JSON))
def test_json_that_looks_like_a_notebook(notebook):
    read(json.dumps(notebook).encode())


@fuzzed
@given(st.data())
def test_an_honest_notebook_with_some_bytes_changed(data):
    changed = bytearray(HONEST)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    read(bytes(changed))


@fuzzed
@given(st.integers(0, len(HONEST) - 1))
def test_a_notebook_that_was_cut_short(length):
    assert read(HONEST[:length]).problem


@fuzzed
@given(st.lists(CODE, max_size=5))
def test_code_of_any_kind_is_looked_at_without_running_it(cells):
    known = catalogue()
    assert known.lesson_of(cells) in {None, *known}
    looked = ParsedNotebook(cells)
    for exercise in known[1].tasks.values():
        assert looked.is_unwritten(exercise.name) in (True, False)
        if exercise.name in lesson.EXERCISES:
            assert isinstance(looked.library_use(exercise), str)


@fuzzed
@given(st.text())
def test_any_place_is_somebodys_or_a_doubt(origin):
    match = Matcher(CLASS).learner_of(origin)
    assert (match.learner is None) == bool(match.doubt)


@fuzzed
@given(st.data())
def test_a_zip_with_some_bytes_changed(data):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s1/05.ipynb", HONEST)
        archive.writestr("77/05.ipynb", HONEST)
    changed = bytearray(written.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    for found in opening._in_nested_zip(bytes(changed), ""):
        assert ".." not in Path(found.origin).parts
        read(found.data)


NESTS = {
    "brackets": "({0})",
    "minus": "-{0}",
    "calls": "{0}()",
    "attributes": "{0}.a",
    "not": "not {0}",
    "lambda": "lambda: {0}",
    "items": "{0}[0]",
    "choices": "1 if {0} else 1",
    "dictionaries": "{{1: {0}}}",
    "sums": "{0} + 1",
    "powers": "2 ** {0}",
    "texts": "f'{{{0}}}'",
    "awaits": "await {0}",
}


@pytest.mark.parametrize("form", NESTS)
@pytest.mark.parametrize("deep", [90, 3_000, 30_000])
def test_code_nested_without_end_is_looked_at_too(form, deep):
    before, _, after = NESTS[form].format("\n").partition("\n")
    assert ParsedNotebook([before * deep + "x" + after * deep]).is_unwritten("x") is False
