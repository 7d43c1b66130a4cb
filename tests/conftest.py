"""What every test may lean on: a quiet, repeatable environment. And a loud list of the skipped."""

import os
from pathlib import Path

import matplotlib
import numpy as np
import pytest

# Inherited by every process that a test starts, as is what the conftest.py above this one sets.
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

matplotlib.use("agg")  # for this process alone: the kernels of notebooks draw into them

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project():
    """The folder that start.py stands in."""
    return PROJECT


@pytest.fixture
def rng():
    """A generator that draws the same numbers in every run."""
    return np.random.default_rng(2)


def pytest_terminal_summary(terminalreporter):
    """List every skipped test with its reason, last and in full: each is a hole in the evidence."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section(f"NOT TESTED: {len(skipped)} skipped", yellow=True, bold=True)
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
