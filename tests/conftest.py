"""What every test may lean on: a quiet, repeatable environment."""

import os
import sys
import zlib
from pathlib import Path

import matplotlib
import numpy as np
import pytest

from course_lib import set_random_seed

# Inherited by every process that a test starts, as is what the conftest.py above this one sets.
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

matplotlib.use("agg")  # for this process alone: the kernels of notebooks draw into them

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project():
    """The folder that start.py stands in."""
    return PROJECT


@pytest.fixture(autouse=True)
def draws(request):
    """What a test draws without a seed, first weights above all: the same in every run."""
    set_random_seed(zlib.crc32(request.node.nodeid.encode()))


@pytest.fixture(scope="module", autouse=True)
def no_widgets_left():
    """Close what a file's tests have shown: else every answer of all later tests redraws it."""
    yield
    if ipywidgets := sys.modules.get("ipywidgets"):
        ipywidgets.Widget.close_all()


@pytest.fixture
def rng():
    """A generator that draws the same numbers in every run."""
    return np.random.default_rng(2)
