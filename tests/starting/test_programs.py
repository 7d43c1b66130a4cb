"""What start.py becomes in the end."""

import os

from starting import programs
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


def test_the_continuous_integration_runs_the_same_command(project):
    text = (project / ".ci" / "run").read_text(encoding="utf-8")
    assert text.splitlines()[-1] == 'exec python3 "$(dirname "$0")/../start.py" test "$@"'
    assert WINDOWS or os.access(project / ".ci" / "run", os.X_OK)
    workflow = (project / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    assert "- run: python start.py test\n" in workflow
