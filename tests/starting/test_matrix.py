"""The tests in each Python, with the lowest and the highest versions that are allowed."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from starting import matrix
from starting.trouble import Trouble
from tests.starting.course import WINDOWS

NUMBER = "{}.{}".format(*sys.version_info)


@pytest.fixture
def here(monkeypatch):
    """Three Pythons, made up."""
    pythons = {"3.11": "/a/python3.11", "3.12": "/b/python3.12", "3.14": "/c/python3.14"}
    monkeypatch.setattr(matrix, "interpreters", lambda: pythons)
    return pythons


def test_by_default_it_is_every_python_with_both(here):
    assert matrix.choose(["-x", "tests/nn"]) == (
        here,
        ["lowest", "highest"],
        ["-x", "tests/nn"],
    )


def test_one_of_each_can_be_asked_for(here):
    pythons, versions, options = matrix.choose(["--python", "3.12", "-x", "--versions", "lowest"])
    assert pythons == {"3.12": "/b/python3.12"}
    assert versions == ["lowest"]
    assert options == ["-x"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--python", "3.13"], r"takes one of 3\.11, 3\.12, 3\.14\. Received '3\.13'\."),
        (["--python"], r"Received ''\. Other Pythons are looked for on the PATH"),
        (["--versions", "middle"], r"--versions takes lowest or highest\. Received 'middle'\."),
    ],
)
def test_what_is_not_there_is_refused(here, arguments, sentence):
    with pytest.raises(Trouble, match=sentence):
        matrix.choose(arguments)


def test_whoever_has_one_python_is_told_how_to_have_more(monkeypatch, capsys):
    monkeypatch.setattr(matrix, "interpreters", lambda: {NUMBER: sys.executable})
    matrix.choose([])
    assert "Only one Python is here. Other Pythons" in capsys.readouterr().out


def test_pythons_are_found_on_the_path_and_where_pyenv_and_uv_put_them(tmp_path, monkeypatch):
    said = {}
    for place, number in [
        ("path/python3.12", (3, 12)),
        ("pyenv/versions/3.13.0/bin/python3", (3, 13)),
        ("pyenv/versions/3.9.18/bin/python3", (3, 9)),
        ("uv/cpython-3.14.2-linux-x86_64-gnu/bin/python3", (3, 14)),
        ("uv/cpython-3.14.10-linux-x86_64-gnu/bin/python3", (3, 14)),
    ]:
        path = tmp_path / (place.replace("bin/python3", "python.exe") if WINDOWS else place)
        path = path.with_suffix(".exe") if WINDOWS else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o755)
        said[str(path)] = number
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path / "uv"))
    monkeypatch.setattr(matrix, "number_of", said.get)
    found = matrix.interpreters()
    assert list(found) == ["3.12", "3.13", "3.14"]
    assert Path(found["3.12"]).parent.name == "path"
    assert "pyenv" in found["3.13"]


def test_what_is_no_python_has_no_number(tmp_path):
    assert matrix.number_of(sys.executable) == sys.version_info[:2]
    assert matrix.number_of(str(tmp_path / "nothing")) is None


def test_uv_is_asked_for_the_ends_of_the_ranges_and_for_wheels_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(matrix.shutil, "which", lambda name: f"/bin/{name}")
    for which, asked in [("lowest", "lowest-direct"), ("highest", "highest")]:
        make, install = matrix.set_up("/a/python3.12", tmp_path, tmp_path / "own", which)
        assert make[-3:] == ["--python", "/a/python3.12", str(tmp_path)]
        assert install[install.index("--resolution") + 1] == asked
        assert install[install.index("--only-binary") + 1] == ":all:"
        assert install[install.index("--python") + 1] == str(tmp_path / "own")
        assert install[-1].endswith("pyproject.toml")


def test_what_the_locks_are_compiled_from_is_installed(project):
    text = (project / "requirements-test.txt").read_text(encoding="utf-8")
    assert re.findall(r"--extra (\w+)", text.splitlines()[1]) == list(matrix.EXTRAS)


def test_without_uv_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(matrix.shutil, "which", lambda name: None)
    with pytest.raises(Trouble, match=r"needs uv .*`pip install uv` brings it"):
        matrix.run([])


def test_every_dependency_has_a_lower_end(project):
    """Of all extras, so that nobody meets a version that nobody could have tried."""
    parsed = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lines in [parsed["dependencies"], *parsed["optional-dependencies"].values()]:
        for line in lines:
            (lower,) = [one for one in Requirement(line).specifier if one.operator == ">="]
            assert Version(lower.version)


@pytest.mark.parametrize(
    ("code", "said", "words"),
    [
        (0, "...\n12 passed, 3 skipped in 4.01s\n", "passed: 12 passed, 3 skipped in 4.01s"),
        (1, "==== 1 failed, 2 passed in 1.00s ====\n", "failed: 1 failed, 2 passed in 1.00s; "),
        (4, "ERROR: file not found\n", "failed: exit code 4; "),
    ],
)
def test_an_outcome_is_pytests_last_line(tmp_path, code, said, words):
    log = tmp_path / "3.11-lowest.log"
    log.write_text(said)
    assert matrix.told(code, log).startswith(words)


def test_each_pair_has_its_environment_and_a_row(course):
    """With the made-up uv, whose pytest ends with 7."""
    code, out, err = course.start("matrix", "--python", NUMBER, "-x")
    assert (code, err) == (1, "")
    rows = out.splitlines()[-3:]
    assert rows[0].split() == ["Python", "versions", "outcome"]
    for row, versions in zip(rows[1:], ("lowest", "highest"), strict=True):
        log = course.folder / ".matrix" / f"{NUMBER}-{versions}.log"
        assert row.startswith(f"{NUMBER}    {versions}")
        assert row.endswith(f"failed: exit code 7; {log} says more")
        assert re.search(r'BECAME .*"-x"', log.read_text())
    assert course.calls() == ["venv", "pip"] * 2
    assert not course.venv.exists()


def test_an_environment_that_cannot_be_made_is_a_row_too(course):
    course.tell(failure="no matching distribution")
    code, out, _ = course.start("matrix", "--python", NUMBER, "--versions", "lowest")
    assert code == 1
    assert re.search(r"lowest +could not be set up; .*lowest\.log says why", out)
    assert "no matching" in (course.folder / ".matrix" / f"{NUMBER}-lowest.log").read_text()
