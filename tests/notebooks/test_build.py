"""Built twice it is the same to the byte; out of step it is said where."""

import base64
import copy
import io
import subprocess
import sys

import pytest
from PIL import Image, ImageChops, ImageEnhance

from course_lib.notebooks import glossary
from course_lib.notebooks.__main__ import main
from course_lib.notebooks.build import build, compare, differences, each, stored, unrun, write
from course_lib.notebooks.run import LessonError
from course_lib.notebooks.source import ROOT
from course_lib.notebooks.tidy import dumps


def with_picture(notebook, change):
    """A copy of the notebook whose one picture went through ``change``."""
    notebook = copy.deepcopy(notebook)
    (data,) = [out.data for c in notebook.cells for out in c.get("outputs", []) if picture_in(out)]
    picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("RGB")
    written = io.BytesIO()
    change(picture).save(written, "png")
    data["image/png"] = base64.b64encode(written.getvalue()).decode()
    return notebook


def picture_in(output):
    return "image/png" in output.get("data", {})


def test_two_builds_are_the_same_to_the_byte(sample, built):
    assert dumps(build(sample)) == dumps(built)


def test_what_is_built_keeps_the_picture_and_drops_the_view(built):
    kinds = [set(out.data) for c in built.cells for out in c.get("outputs", []) if "data" in out]
    assert {"image/png", "text/plain"} in kinds  # the plot
    assert not any("widget" in kind for output in kinds for kind in output)


def test_a_file_is_written_only_where_it_differs(tmp_path, built):
    path = tmp_path / "01_sample.ipynb"
    assert write(built, path)
    assert not write(built, path)
    assert b"\r\n" not in path.read_bytes()
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert write(built, path)


def test_in_step_out_of_step_and_not_built(sample, tmp_path, built):
    assert differences(sample, tmp_path) == ["01_sample.ipynb has not been built."]
    write(built, stored(sample, tmp_path))
    assert differences(sample, tmp_path) == []
    changed = copy.deepcopy(built)
    changed.cells[3].outputs[0].text = "one\nthree\n"
    write(changed, stored(sample, tmp_path))
    (sentence,) = differences(sample, tmp_path)
    assert sentence.startswith("Line 18: the output changed.")
    assert "three" in sentence


def test_a_changed_cell_is_named_by_its_line(sample, built):
    changed = copy.deepcopy(built)
    changed.cells[1].source = "# Add three numbers"
    assert compare(changed, built, unrun(sample)) == [
        "Line 8: the cell itself is not the stored one."
    ]


def test_a_cell_more_and_an_output_less_are_said(sample, built):
    changed = copy.deepcopy(built)
    del changed.cells[-1]
    changed.cells[3].outputs = changed.cells[3].outputs[:1]
    found = compare(changed, built, unrun(sample))
    assert "cells" in found[0]
    assert "1 outputs are stored, 2 came now" in found[1]


def test_changed_metadata_are_said(sample, built):
    changed = copy.deepcopy(built)
    changed.metadata.kernelspec.name = "other"
    (sentence,) = compare(changed, built, unrun(sample))
    assert "metadata" in sentence


def test_another_machine_s_smoothing_is_the_same_picture(sample, built):
    assert compare(with_picture(built, lambda p: p), built, unrun(sample)) == []
    smoother = with_picture(built, lambda p: ImageEnhance.Brightness(p).enhance(0.998))
    assert compare(smoother, built, unrun(sample)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture.resize((picture.width, picture.height - 1)),
        lambda picture: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        ImageChops.invert,
    ],
    ids=["another size", "another line", "other colours"],
)
def test_another_picture_is_not(sample, built, change):
    found = compare(with_picture(built, change), built, unrun(sample))
    assert found == ["Line 32: the picture changed."]


def test_a_picture_in_html_is_compared_as_a_picture(sample, built):
    def in_html(notebook):
        notebook = copy.deepcopy(notebook)
        for cell in notebook.cells:
            for output in filter(picture_in, cell.get("outputs", [])):
                png = output.data.pop("image/png").strip()
                output.data["text/html"] = f'<img src="data:image/png;base64,{png}" alt="A line.">'
        return notebook

    html = in_html(built)
    smoother = with_picture(built, lambda p: ImageEnhance.Brightness(p).enhance(0.998))
    assert compare(in_html(smoother), html, unrun(sample)) == []
    inverted = in_html(with_picture(built, ImageChops.invert))
    assert compare(inverted, html, unrun(sample)) == ["Line 32: the picture changed."]
    (sentence,) = compare(built, html, unrun(sample))
    assert sentence.startswith("Line 32: the output changed.")


def test_a_changed_alt_text_is_said(sample, built):
    changed = copy.deepcopy(built)
    for cell in changed.cells:
        for output in cell.get("outputs", []):
            if picture_in(output):
                output.metadata = {"image/png": {"alt": "Another line."}}
    (sentence,) = compare(changed, built, unrun(sample))
    assert "Another line." in sentence


def test_one_broken_lesson_does_not_keep_the_others_from_being_built():
    def work(path):
        if path == "broken":
            raise ValueError("no")
        return path.upper()

    results = dict(each(work, ["a", "broken", "c"]))
    assert (results["a"], results["c"]) == ("A", "C")
    assert isinstance(results["broken"], ValueError)


@pytest.fixture
def course(sample, tmp_path, monkeypatch):
    """The command line at work on the sample alone, writing into a scratch folder."""
    monkeypatch.setattr("course_lib.notebooks.__main__.sources", lambda *names: [sample])
    monkeypatch.setattr("course_lib.notebooks.__main__.translations", list)
    monkeypatch.setattr("course_lib.notebooks.__main__.stored", lambda path: stored(path, tmp_path))
    monkeypatch.setattr(
        "course_lib.notebooks.__main__.differences", lambda path: differences(path, tmp_path)
    )
    monkeypatch.setattr("course_lib.notebooks.__main__.lessons", lambda: [sample])
    monkeypatch.setattr(glossary, "GLOSSARY", tmp_path / "glossary.md")
    return tmp_path


def test_the_command_builds_checks_and_says_what_is_amiss(course, capsys):
    assert main(["build", "--check"]) == 1
    assert (
        "01_sample: out of step\n  - 01_sample.ipynb has not been built." in capsys.readouterr().out
    )
    assert main(["build"]) == 1  # written, and not in the form of a lesson
    out = capsys.readouterr().out
    assert "01_sample: written" in out
    assert "## Recap" in out
    assert "glossary: written" in out
    assert main(["build", "--check"]) == 0
    out = capsys.readouterr().out
    assert "01_sample: in step" in out
    assert "glossary: in step" in out


def test_the_command_gives_an_error_as_a_sentence(monkeypatch, capsys):
    assert main(["solve", "99"]) == 1
    assert "begins with '99'" in capsys.readouterr().err


def test_a_name_that_means_several_lessons_is_not_solved(sample, monkeypatch, capsys):
    monkeypatch.setattr("course_lib.notebooks.__main__.sources", lambda *names: [sample, sample])
    monkeypatch.setattr("course_lib.notebooks.__main__.translations", list)
    assert main(["solve", "0"]) == 1
    assert "more than one lesson" in capsys.readouterr().err


def test_a_lesson_that_cannot_be_built_is_said_and_nothing_written(course, monkeypatch, capsys):
    def build(path):
        raise LessonError("01_sample.md, line 3: no")

    monkeypatch.setattr("course_lib.notebooks.__main__.build", build)
    assert main(["build"]) == 1
    assert capsys.readouterr().out == (
        "01_sample: not built\n  - 01_sample.md, line 3: no\nglossary: written\n"
    )
    assert list(course.glob("*.ipynb")) == []


def test_a_lesson_is_solved_and_kept_where_one_asks(tmp_path, capsys):
    out = tmp_path / "solved.ipynb"
    assert main(["solve", "00", "--out", str(out)]) == 0
    assert "00_start_here: 3 exercises solved, all correct" in capsys.readouterr().out
    assert "return x * w" in out.read_text(encoding="utf-8")


def test_without_the_authors_packages_the_command_names_what_to_install():
    program = (
        "import runpy, sys; sys.modules['jupytext'] = None; "
        "runpy.run_module('course_lib.notebooks', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == (
        "Building notebooks needs jupytext, which learners don't. "
        "Install what authors need: pip install -r requirements-test.txt\n"
    )
