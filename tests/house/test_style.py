"""Every file that people look for is there, well formatted and spelled."""

import subprocess
import sys

import pytest

from tests.house.project import NAMES, PROJECT


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".ci/run"),
        *("CITATION.cff", "CODE_OF_CONDUCT.md", "SECURITY.md", ".github/ISSUE_TEMPLATE/config.yml"),
        *("start.py", "requirements.txt", "requirements-test.txt", "notebooks/00_start_here.ipynb"),
    ],
)
def test_what_everybody_looks_for_is_there(name):
    assert name in NAMES


def run(*command):
    """Run a tool of this environment on the project; return its exit code and what it said."""
    command = [sys.executable, "-m", *command]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_ruff_finds_nothing_to_format():
    code, said = run("ruff", "format", "--check", ".")
    assert code == 0, said


def test_ruff_finds_nothing_to_say():
    code, said = run("ruff", "check", "--output-format=concise", ".")
    assert code == 0, said


def test_ruff_looks_at_notebooks():
    said = run("ruff", "check", "--show-files", ".")[1]
    assert "01_neuron.ipynb" in said
    assert "start.py" in said


def test_codespell_finds_nothing():
    code, said = run("codespell_lib", *(name for name in NAMES if "." in name))
    assert code == 0, said
