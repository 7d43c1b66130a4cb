"""What every test may lean on: a quiet, repeatable environment."""

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
