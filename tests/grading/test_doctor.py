"""The doctor says what isolates, and what to do where nothing does."""

import pytest

from course_lib.grading import doctor
from course_lib.grading.isolation.choose import Fact


@pytest.fixture
def facts(monkeypatch):
    def say(*found):
        monkeypatch.setattr(doctor.choose, "facts", lambda: list(found))
        return {finding.name: finding for finding in doctor.examine()}

    return say


def test_one_that_works_is_enough(facts):
    found = facts(Fact("bubblewrap", False, "it is not installed"), Fact("landlock", True))
    assert doctor.can_grade(list(found.values()))
    assert found["isolation"].said == "submissions run under landlock"
    assert "apt install bubblewrap" in found["bubblewrap"].todo
    assert found["landlock"].todo == ""


def test_where_none_works_nothing_is_graded(facts):
    found = facts(Fact("bubblewrap", False, "no"), Fact("landlock", False, "old kernel"))
    assert not doctor.can_grade(list(found.values()))
    assert "nothing is graded" in found["isolation"].todo
    assert "Linux 5.13" in found["landlock"].todo
    assert found["landlock"].said == "old kernel"


def test_a_system_that_refuses_namespaces_is_told_how(facts, monkeypatch, tmp_path):
    setting = tmp_path / "setting"
    setting.write_text("1\n")
    monkeypatch.setattr(doctor, "_APPARMOR", setting)
    assert "AppArmor" in facts(Fact("bubblewrap", False, "no"))["bubblewrap"].todo
    setting.write_text("0\n")
    assert "AppArmor" not in facts(Fact("bubblewrap", False, "no"))["bubblewrap"].todo


def test_elsewhere_than_linux_it_says_where_to_go(facts, monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    assert "WSL 2" in facts(Fact("bubblewrap", False, "no"))["bubblewrap"].todo


def test_this_machine_is_described():
    found = {finding.name: finding for finding in doctor.examine()}
    assert {"bubblewrap", "landlock", "isolation", "processors", "Dask", "nbgrader"} <= set(found)
    assert found["processors"].said.startswith(str(doctor.cores_here()))
    for finding in found.values():
        assert finding.well or finding.todo
