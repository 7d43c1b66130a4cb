"""The doctor says what isolates, and what to do where nothing does."""

import pytest

from course_lib.grading import doctor
from course_lib.grading.isolation.choose import Probe


@pytest.fixture
def set_probes(monkeypatch):
    def say(*found):
        monkeypatch.setattr(doctor.choose, "probe_all", lambda: list(found))
        return {finding.name: finding for finding in doctor.examine()}

    return say


def test_one_that_works_is_enough(set_probes):
    found = set_probes(Probe("bubblewrap", False, "it is not installed"), Probe("landlock", True))
    assert doctor.can_grade(list(found.values()))
    assert found["isolation"].said == "submissions run under landlock"
    assert "apt install bubblewrap" in found["bubblewrap"].todo
    assert found["landlock"].todo == ""


def test_where_none_works_nothing_is_graded(set_probes):
    found = set_probes(Probe("bubblewrap", False, "no"), Probe("landlock", False, "old kernel"))
    assert not doctor.can_grade(list(found.values()))
    assert "nothing is graded" in found["isolation"].todo
    assert "Linux 5.13" in found["landlock"].todo
    assert found["landlock"].said == "old kernel"


def test_a_system_that_refuses_namespaces_is_told_how(set_probes, monkeypatch, tmp_path):
    setting = tmp_path / "setting"
    setting.write_text("1\n")
    monkeypatch.setattr(doctor, "_APPARMOR", setting)
    assert "AppArmor" in set_probes(Probe("bubblewrap", False, "no"))["bubblewrap"].todo
    setting.write_text("0\n")
    assert "AppArmor" not in set_probes(Probe("bubblewrap", False, "no"))["bubblewrap"].todo


def test_elsewhere_than_linux_it_says_where_to_go(set_probes, monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    assert "WSL 2" in set_probes(Probe("bubblewrap", False, "no"))["bubblewrap"].todo


def test_this_machine_is_described():
    found = {finding.name: finding for finding in doctor.examine()}
    assert {"bubblewrap", "landlock", "isolation", "processors", "Dask", "nbgrader"} <= set(found)
    assert found["processors"].said.startswith(str(doctor.cores_here()))
    for finding in found.values():
        assert finding.well or finding.todo
