"""The files of hub/ say one thing: to JupyterHub, to The Littlest JupyterHub, to Kubernetes."""

import re

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

from course_lib.notebooks.threads import ONE_BLAS_THREAD


@pytest.fixture(scope="module")
def room(project):
    return project / "hub"


@pytest.fixture(scope="module")
def spawner(room):
    """What a server is given, as JupyterHub reads it from any folder."""
    return PyFileConfigLoader(str(room / "jupyterhub_config.py")).load_config().Spawner


def test_kernels_get_one_thread_and_a_quiet_tensorflow_as_they_do_elsewhere(spawner, project):
    assert spawner.environment.items() >= ONE_BLAS_THREAD.items()
    on_binder = re.findall(r"\b(\w+)=(\S+)", (project / "binder" / "start").read_text())
    assert spawner.environment == dict(on_binder)


def test_kubernetes_is_told_the_same(spawner, room):
    values = yaml.safe_load((room / "values.yaml").read_text())["singleuser"]
    assert values["extraEnv"] == spawner.environment
    assert values["memory"] == {"guarantee": spawner.mem_guarantee, "limit": spawner.mem_limit}
    assert values["defaultUrl"] == spawner.default_url


def test_what_holds_a_process_to_its_memory_is_the_limit_that_is_stated(spawner):
    (limit,) = re.findall(r"^--data=(\d+)$", "\n".join(spawner.cmd), re.M)
    gigabytes = re.fullmatch(r"(\d+)G", spawner.mem_limit)
    assert int(limit) == int(gigabytes[1]) * 1024**3


def test_the_littlest_jupyterhub_takes_the_common_part_alone(room, spawner):
    alone = PyFileConfigLoader(str(room / "course_config.py")).load_config()
    assert set(alone) == {"Spawner"}
    assert "cmd" not in alone.Spawner  # it starts servers in a way of its own
    assert alone.Spawner.environment == spawner.environment
