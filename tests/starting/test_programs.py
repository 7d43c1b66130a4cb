"""What start.py becomes in the end."""

import os
from pathlib import Path

import pytest

from starting import programs
from starting.places import PROJECT
from tests.starting.course import WINDOWS


def test_testing_becomes_pytest(monkeypatch):
    """In this process, up to the last step: finding a browser needs the real packages."""
    handed = []
    monkeypatch.setattr(programs, "hand_over", lambda *a: handed.append(a) or 5)
    assert programs.run_tests(["-x", "tests/nn"], "/usr/bin/some-browser") == 5
    ((command, seen),) = handed
    assert command[1:] == ["-m", "pytest", "-x", "tests/nn"]
    assert seen["COURSE_PROGRESS"] == "off"
    assert seen["COURSE_BROWSER"] == "/usr/bin/some-browser"


def test_these_tests_use_one_thread_in_numpy_or_as_many_as_somebody_chose():
    assert all(os.environ.get(name, "1").isdigit() for name in programs.THREADS)
    assert any(name in os.environ for name in programs.THREADS)


def threads(seen):
    """The settings that JupyterLab has received for the threads of NumPy's libraries."""
    return {name: value for name, value in seen.items() if name.endswith("_THREADS")}


def test_numpy_gets_one_thread(course):
    assert threads(course.lab()[3]) == {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "VECLIB_MAXIMUM_THREADS": "1",
    }


@pytest.mark.parametrize("others", [[], ["elsewhere", "and here"]], ids=["alone", "others"])
def test_jupyter_s_server_reads_our_settings_before_others(course, others):
    course.environment.pop("JUPYTER_CONFIG_PATH", None)
    if others:
        course.environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(others)
    ours, *rest = course.lab()[3]["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert Path(ours).name == "binder"
    assert rest == others
    config = PROJECT / "binder" / "jupyter_server_config.py"
    assert "kernel_websocket_connection_class" in config.read_text()


@pytest.mark.parametrize("name", programs.THREADS)
def test_what_a_learner_s_environment_says_of_threads_stays(course, name):
    course.environment[name] = "3"
    assert threads(course.lab()[3]) == {name: "3"}


@pytest.mark.parametrize("asked", [["--threads", "4"], ["--threads=4"]], ids=" ".join)
def test_threads_are_asked_for_by_an_option_that_jupyterlab_does_not_see(course, asked):
    course.environment["OMP_NUM_THREADS"] = "3"
    lesson = course.folder / "notebooks" / "01_neuron.ipynb"
    lesson.touch()
    for before, after in (([], asked), (asked, []), (["--no-browser"], asked)):
        arguments, _, _, seen = course.lab(*before, *after)
        assert threads(seen) == dict.fromkeys(programs.THREADS, "4")
        assert not any(
            argument.startswith("--threads") or argument == "4" for argument in arguments
        )
    arguments = course.lab(*asked, str(lesson), "--no-browser")[0]
    assert "--LabApp.default_url=/lab/tree/notebooks/01_neuron.ipynb" in arguments
    assert arguments[-1] == "--no-browser"


@pytest.mark.parametrize(
    ("asked", "received"),
    [
        (["--threads"], "''"),
        (["--threads", "0"], "'0'"),
        (["--threads=-1"], "'-1'"),
        (["--threads=two"], "'two'"),
        (["--threads", "--no-browser"], "'--no-browser'"),
    ],
    ids=" ".join,
)
def test_a_number_of_threads_that_is_none_is_refused(course, asked, received):
    said = course.fails(*asked)
    assert "--threads takes how many processors NumPy may use at once" in said
    assert f"Received {received}." in said
    assert course.calls() == []


def test_help_says_how_threads_are_asked_for(course):
    assert "--threads 4" in course.start("--help")[1]


def test_the_continuous_integration_runs_the_same_command(project):
    text = (project / ".ci" / "run").read_text(encoding="utf-8")
    assert text.splitlines()[-1] == 'exec python3 "$(dirname "$0")/../start.py" test "$@"'
    assert WINDOWS or os.access(project / ".ci" / "run", os.X_OK)
    workflow = (project / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    assert "- run: python start.py test\n" in workflow
