"""The locks hold what pyproject.toml asks for, on every machine, and nothing harmful."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

COMPILE = "uv pip compile --universal --python-version 3.11 --fork-strategy fewest"


def pins(path):
    """A lock's requirements by name: one for each package, each with one exact version."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
    found = {canonicalize_name(Requirement(line).name): Requirement(line) for line in lines}
    assert len(found) == len(lines)
    assert all(re.fullmatch(r"==[\w.+!]+", str(pin.specifier)) for pin in found.values())
    return found


def version(pin):
    """The exact version that a pin asks for."""
    (specifier,) = pin.specifier
    return specifier.version


@pytest.fixture(scope="module")
def asked(project):
    """What pyproject.toml asks for: for everybody, and by extra."""
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    parsed = tomllib.loads(text)["project"]
    extras = parsed["optional-dependencies"]
    asked = {"": parsed["dependencies"], **extras}
    return {extra: list(map(Requirement, lines)) for extra, lines in asked.items()}


@pytest.fixture(scope="module")
def lock(project):
    return pins(project / "requirements.txt")


@pytest.fixture(scope="module")
def testing(project):
    return pins(project / "requirements-test.txt")


def test_every_range_has_its_pin(asked, lock, testing):
    for requirement in asked[""]:
        assert version(lock[canonicalize_name(requirement.name)]) in requirement.specifier
    for requirement in asked[""] + asked["test"]:
        assert version(testing[canonicalize_name(requirement.name)]) in requirement.specifier


def test_tests_run_on_what_learners_run(lock, testing):
    for name, pin in lock.items():
        assert testing[name].specifier == pin.specifier, name


def test_whoever_can_test_can_run_the_commands(asked):
    assert set(map(str, asked["grade"])) <= set(map(str, asked["test"]))


def test_the_locks_say_how_they_were_made(project):
    for name, more in [
        ("requirements.txt", ""),
        (
            "requirements-test.txt",
            "--extra test --extra web --extra hub --constraint requirements.txt ",
        ),
    ]:
        text = (project / name).read_text(encoding="utf-8")
        assert f"{COMPILE} {more}pyproject.toml -o {name}\n" in text
        assert "--hash" not in text
        assert "://" not in text


def test_learners_do_not_get_what_slows_keras_down(lock, testing, asked):
    assert "scikit-learn" not in lock.keys() | testing.keys()
    assert "scikit-learn" in {requirement.name for requirement in asked["bench"]}


@pytest.mark.parametrize(
    ("system", "machine", "python", "name"),
    [
        ("linux", "x86_64", "3.11", "tensorflow-cpu"),
        ("linux", "x86_64", "3.13", "tensorflow-cpu"),
        ("linux", "aarch64", "3.12", "tensorflow"),
        ("darwin", "arm64", "3.11", "tensorflow"),
        ("darwin", "arm64", "3.13", "tensorflow"),
        ("darwin", "x86_64", "3.12", None),
        ("win32", "AMD64", "3.11", "tensorflow-cpu"),
        ("win32", "AMD64", "3.13", "tensorflow-cpu"),
        ("win32", "ARM64", "3.12", None),
        ("linux", "x86_64", "3.14", None),
        ("darwin", "arm64", "3.14", None),
    ],
)
def test_each_machine_gets_its_tensorflow_or_none(lock, asked, system, machine, python, name):
    machine = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.1",
        "os_name": "nt" if system == "win32" else "posix",
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
    }
    for requirements in (asked[""], lock.values()):
        here = [r.name for r in requirements if r.marker is None or r.marker.evaluate(machine)]
        assert [n for n in here if n.startswith("tensorflow")] == ([name] if name else [])
        assert {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "anywidget"} <= set(here)
