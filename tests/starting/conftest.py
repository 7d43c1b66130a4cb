"""A course that nobody has started yet, and an installer that is made up."""

import sys

import pytest

from tests.starting.course import FAKE_UV, WINDOWS, Course


@pytest.fixture
def course(tmp_path, project):
    """A course that nobody has started yet, in a folder with a space in its name."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "fake_uv.py").write_text(FAKE_UV)
    if WINDOWS:
        (tools / "uv.bat").write_text(f'@"{sys.executable}" "{tools / "fake_uv.py"}" %*\n')
    else:
        (tools / "uv").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tools}/fake_uv.py" "$@"\n')
        (tools / "uv").chmod(0o755)
    return Course(tmp_path / "a course", project, tools)
