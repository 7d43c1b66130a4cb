"""The command that opens an installed course gives JupyterLab what start.py gives it."""

import os
import runpy
import sys

import pytest

from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.notebooks import opening
from starting import programs


@pytest.fixture
def started(monkeypatch):
    """What JupyterLab would have been started with: (arguments, environment)."""
    seen = []
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(sys, "argv", ["neural-network-course"])
    monkeypatch.setattr(
        runpy, "run_module", lambda name, run_name: seen.append((name, run_name, *sys.argv))
    )
    return seen


def test_the_settings_are_those_of_start_py(monkeypatch):
    for name in (*programs.THREADS, "JUPYTER_CONFIG_PATH", *opening.QUIET_TENSORFLOW):
        monkeypatch.delenv(name, raising=False)
    by_start = programs.quiet_tensorflow() | programs.blas_threads() | programs.server_config()
    assert opening.settings(dict(os.environ)) == by_start


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("OMP_NUM_THREADS", "4", "4"),
        ("TF_CPP_MIN_LOG_LEVEL", "0", "0"),
        ("JUPYTER_CONFIG_PATH", "mine", f"{opening.SERVER_CONFIG}{os.pathsep}mine"),
    ],
)
def test_what_you_have_set_yourself_stays(name, value, kept):
    seen = opening.settings({name: value})
    assert seen[name] == kept
    assert ("MKL_NUM_THREADS" in seen) == (name != "OMP_NUM_THREADS")


def test_jupyterlab_opens_the_first_lesson_in_the_folder(started, tmp_path, capsys):
    folder = tmp_path / "mine"
    assert opening.main(["--folder", str(folder), "--no-browser", "--port", "9000"]) == 0
    ((name, run_name, _, *arguments),) = started
    assert (name, run_name) == ("jupyterlab", "__main__")
    assert f"--ServerApp.root_dir={folder}" in arguments
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in arguments
    assert arguments[-3:] == ["--no-browser", "--port", "9000"]
    assert {p.name for p in folder.glob("*.ipynb")} == {p.name for p in NOTEBOOKS.glob("*.ipynb")}
    assert os.environ["TF_ENABLE_ONEDNN_OPTS"] == "0"
    assert str(folder) in capsys.readouterr().out


def test_unless_you_name_a_folder_it_is_called_as_the_course(started, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert opening.main(["--copy-only"]) == 0
    assert not started
    assert (tmp_path / "neural-network-course" / "01_neuron.ipynb").is_file()


def test_a_folder_that_cannot_be_written_to_is_a_sentence(started, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert opening.main(["--folder", str(tmp_path / "file")]) == 1
    assert not started
    assert "--folder FOLDER" in capsys.readouterr().err
