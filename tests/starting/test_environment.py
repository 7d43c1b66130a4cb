"""From nothing, and from whatever else is found, to a complete .venv."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.starting.course import WINDOWS, became

# From nothing to JupyterLab


def test_the_first_start_sets_up_and_opens_lesson_00(course):
    code, out, err = course.start("--no-browser", "--port", "9")
    assert (code, err) == (7, "")
    assert (
        out.splitlines()[0]
        == "Setting the course up in .venv (the first time takes a minute or so)."
    )
    arguments, folder, course_lib, seen = became(out)
    assert arguments[1:3] == [
        f"--ServerApp.root_dir={course.folder}",
        "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
    ]
    assert arguments[-3:] == ["--no-browser", "--port", "9"]
    assert Path(folder) == course.folder
    assert Path(course_lib) == course.folder / "course_lib" / "__init__.py"
    assert seen["TF_ENABLE_ONEDNN_OPTS"] == "0"
    overrides = course.venv / "share/jupyter/lab/settings/overrides.json"
    news = json.loads(overrides.read_text())["@jupyterlab/apputils-extension:notification"]
    assert news == {"fetchNews": "false"}


def test_it_installs_into_its_own_environment_only(course):
    course.lab()
    lines = (course.tools / "calls").read_text().splitlines()
    make, install = map(json.loads, lines)
    assert make[:2] == ["venv", "--seed"]
    assert Path(make[-1]) == course.venv
    python = course.venv / ("Scripts/python.exe" if WINDOWS else "bin/python")
    assert install[install.index("--python") + 1] == str(python)
    assert "--compile-bytecode" in install
    assert install[-2:] == ["-r", str(course.venv / "course-requirements.txt")]
    asked = (course.venv / "course-requirements.txt").read_text()
    assert "\njupyterlab==" in asked
    assert "tensorflow==" not in asked


def test_the_second_start_installs_nothing_and_costs_nothing(course):
    course.lab()
    course.calls()
    began = time.perf_counter()
    course.lab()
    assert time.perf_counter() - began < 2  # with all that the made-up JupyterLab takes
    assert course.calls() == []


def test_it_opens_the_lesson_it_is_given(course):
    lesson = course.folder / "notebooks" / "01_neuron.ipynb"
    lesson.touch()
    arguments = course.lab(str(lesson), "--no-browser")[0]
    assert "--LabApp.default_url=/lab/tree/notebooks/01_neuron.ipynb" in arguments
    assert arguments[-1] == "--no-browser"


def test_a_word_it_does_not_know_is_refused(course):
    assert "Received 'tset'" in course.fails("tset")
    assert course.calls() == []


def test_help_fits_on_a_screen(course):
    code, out, err = course.start("--help")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 24
    assert max(map(len, out.splitlines())) <= 100
    assert course.calls() == []


# What else may be there


def test_new_requirements_are_installed_into_what_is_there(course):
    course.lab()
    course.calls()
    with (course.folder / "requirements.txt").open("a") as file:
        file.write("one-more==1.0\n")
    course.lab()
    assert course.calls() == ["pip"]
    course.lab()
    assert course.calls() == []


def test_line_endings_are_no_change(course):
    course.lab()
    course.calls()
    text = (course.folder / "requirements.txt").read_bytes()
    (course.folder / "requirements.txt").write_bytes(text.replace(b"\n", b"\r\n"))
    course.lab()
    assert course.calls() == []


def test_testing_adds_to_what_is_there_and_running_keeps_it(course):
    course.lab()
    course.calls()
    set_up_to_test(course)
    assert course.calls() == ["pip"]
    course.lab()
    assert course.calls() == []


def set_up_to_test(course):
    """What `start.py test` does before it looks for a browser; return what it said."""
    code = "from starting import environment as e, requirements as r; "
    code += "e.set_up(r.WITHOUT, r.ALL, r.TESTS)"
    command, known = [sys.executable, "-c", code], course.environment
    done = subprocess.run(command, cwd=course.folder, env=known, check=True, stdout=-1, text=True)
    return done.stdout


def test_testing_sets_up_all_at_once(course):
    course.tell(also=["tensorflow"])
    assert set_up_to_test(course).splitlines()[-1] == "Set up."
    assert course.calls() == ["venv", "pip"]
    (course.folder / ".no-tensorflow").unlink()
    assert "TensorFlow" not in course.start()[1]
    assert course.calls() == []


def test_a_moved_course_is_set_up_again(course):
    course.lab()
    course.folder = course.folder.rename(course.folder.with_name("elsewhere"))
    course.venv = course.folder / ".venv"
    course.calls()
    code, out, _ = course.start()
    assert code == 7
    assert "made in another folder" in out
    assert course.calls() == ["venv", "pip"]
    assert Path(became(out)[2]).is_relative_to(course.folder)


def test_another_python_sets_it_up_again(course):
    course.lab()
    stamp = json.loads(course.stamp.read_text())
    course.stamp.write_text(json.dumps({**stamp, "python": "3.11.0"}))
    assert "it has Python 3.11.0, and this is" in course.start()[1]
    assert json.loads(course.stamp.read_text()) == stamp


def test_an_environment_whose_python_is_gone_is_made_again(course):
    course.lab()
    config = course.venv / "pyvenv.cfg"
    text = re.sub("(?m)^home = .*$", "home = " + str(course.folder / "gone"), config.read_text())
    config.write_text(text)
    assert "the Python that it was made with is gone" in course.start()[1]
    assert "gone" not in config.read_text()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"python": 3}'])
def test_a_damaged_stamp_is_no_stamp(course, damage):
    course.lab()
    course.calls()
    course.stamp.write_text(damage)
    course.lab()
    assert course.calls() == ["venv", "pip"]


def test_started_from_inside_the_environment_it_steps_out_to_replace_it(course):
    """As after `source .venv/bin/activate`: the Python that runs start.py is one of those to go."""
    course.lab()
    course.calls()
    course.python = course.venv / ("Scripts/python.exe" if WINDOWS else "bin/python")
    course.lab()
    assert course.calls() == []
    course.stamp.unlink()
    arguments = course.lab("--no-browser", "--port", "9")[0]
    assert arguments[-3:] == ["--no-browser", "--port", "9"]
    assert course.calls() == ["venv", "pip"]


def test_a_foreign_environment_is_replaced(course):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", course.venv], check=True)
    (course.venv / "theirs").touch()
    assert "half done, or not ours" in course.start()[1]
    assert not (course.venv / "theirs").exists()


def test_a_folder_that_is_no_environment_is_left_alone(course):
    course.venv.mkdir()
    (course.venv / "thesis.txt").write_text("three years of work")
    assert "is not a virtual environment, so it is left alone" in course.fails()
    assert (course.venv / "thesis.txt").read_text() == "three years of work"
    assert list(course.venv.iterdir()) == [course.venv / "thesis.txt"]


def test_a_file_in_its_place_is_left_alone(course):
    course.venv.write_text("notes")
    assert "left alone" in course.fails()
    assert course.venv.read_text() == "notes"


@pytest.mark.skipif(WINDOWS, reason="links need a privilege on Windows")
def test_where_a_link_leads_is_left_alone(course, tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    (target / "pyvenv.cfg").write_text("home = /")
    course.venv.symlink_to(target)
    course.lab()
    assert not course.venv.is_symlink()
    assert [path.name for path in target.iterdir()] == ["pyvenv.cfg"]


def test_half_a_removal_is_finished(course, monkeypatch):
    """Killed while it deletes, start.py must still know the rest as its own."""
    course.lab()
    marks = {"pyvenv.cfg", "course-set-up.log"}
    for path in course.venv.iterdir():
        if path.name not in marks:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (course.venv / "pyvenv.cfg").unlink()
    course.lab()
    assert course.stamp.exists()


# TensorFlow, where there is none


def test_without_tensorflow_all_else_is_installed(course):
    needs = "```{code-cell} ipython3\nimport keras\n```\n"
    (course.folder / "notebooks" / "source" / "10_keras.md").write_text(needs)
    (course.folder / "notebooks" / "source" / "11_more.md").write_text("importing keras is fun")
    failure = "× No solution found: Because tensorflow-cpu==2.21.0 has no wheels for this platform"
    course.tell(**{"failure": failure, "only with tensorflow": True})
    said = set_up_to_test(course)
    assert "no TensorFlow for this machine and its Python (needed in 10_keras)" in said
    assert course.calls() == ["venv", "pip", "pip"]
    (course.folder / ".no-tensorflow").unlink()
    course.lab()
    assert course.calls() == []


def test_with_tensorflow_it_is_not_mentioned(course):
    course.tell(also=["tensorflow"])
    assert "TensorFlow" not in set_up_to_test(course)
