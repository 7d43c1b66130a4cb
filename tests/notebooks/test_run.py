"""A lesson runs in a kernel of its own, and an error points at the text."""

import os

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_lib.notebooks import run as run_module
from course_lib.notebooks.run import LessonError, environment, run
from course_lib.notebooks.threads import ONE_BLAS_THREAD
from starting.programs import THREADS


def lesson(*sources):
    cells = [new_code_cell(s, metadata={"line": 10 * i}) for i, s in enumerate(sources, 1)]
    return new_notebook(cells=cells)


def test_outputs_counts_and_one_stream_for_what_is_printed_in_a_row(tmp_path):
    notebook = run(lesson("for i in range(3): print(i, flush=True)", "1 + 1"), "x", folder=tmp_path)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2]
    assert [out.text for out in notebook.cells[0].outputs] == ["0\n1\n2\n"]
    assert notebook.cells[1].outputs[0].data["text/plain"] == "2"
    assert "widgets" not in notebook.metadata


def test_the_kernel_finds_this_course_and_nothing_of_this_person(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "somewhere.sqlite")
    monkeypatch.setenv("COURSE_STRICT", "1")
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("PYTHONSTARTUP", "personal.py")
    seen = environment(str(tmp_path))
    assert seen["COURSE_PROGRESS"] == "off"
    assert seen["COURSE_STRICT"] == ""
    assert seen["PYTHONHASHSEED"] == "0"
    assert "inline" in seen["MPLBACKEND"]
    assert "PYTHONSTARTUP" not in seen
    assert seen["PATH"] == os.environ["PATH"]
    assert {name: seen[name] for name in THREADS} == ONE_BLAS_THREAD
    assert environment(str(tmp_path), strict=True)["COURSE_STRICT"] == "1"


SLOW_TO_SHOW = """
import sys, time

sys.stdout.flush_timeout = sys.stderr.flush_timeout = 0
get_ipython().kernel.iopub_thread.schedule(lambda: time.sleep(5))
1 + 1
"""


def test_an_output_that_comes_long_after_the_cell_has_ended_is_there(tmp_path):
    notebook = run(lesson(SLOW_TO_SHOW), "x", folder=tmp_path)
    assert notebook.cells[0].outputs[0].data["text/plain"] == "2"


def test_an_error_names_the_lesson_the_line_and_what_was_raised(tmp_path):
    with pytest.raises(LessonError) as caught:
        run(lesson("x = 0", "1 / x", "x"), "01_neuron.md", folder=tmp_path)
    message = str(caught.value)
    assert message.startswith("01_neuron.md, line 20: this cell raised ZeroDivisionError.")
    assert "1 / x" in message
    assert "division by zero" in message
    assert "\x1b" not in message  # the colours of a terminal are noise in a log


def test_a_cell_that_does_not_end_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(run_module, "SECONDS_PER_CELL", 2)
    with pytest.raises(LessonError, match=r"^x, line 20: this cell did not end within 2 s"):
        run(lesson("1", "import time; time.sleep(60)"), "x", folder=tmp_path)


def test_a_kernel_that_dies_is_named(tmp_path):
    with pytest.raises(LessonError, match=r"^x, line 20: the kernel died"):
        run(lesson("1", "import os; os._exit(1)", "3"), "x", folder=tmp_path)
