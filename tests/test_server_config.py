"""Jupyter's server, as start.py and Binder set it up: small messages, and pages that reach it."""

import os
import re
import subprocess
import sys

import pytest
from traitlets.config.loader import PyFileConfigLoader

from starting.programs import server_config

pytest.importorskip("jupyter_server")

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler


@pytest.fixture
def connection(project):
    """The class by which a browser is connected to a kernel."""
    folder = str(project / "binder")
    config = PyFileConfigLoader("jupyter_server_config.py", path=folder).load_config()
    return config.ServerApp.kernel_websocket_connection_class


def test_a_connection_sends_at_once_and_is_jupyter_s_own_otherwise(connection, monkeypatch):
    done = []
    monkeypatch.setattr(KernelWebsocketHandler, "set_nodelay", lambda self, on: done.append(on))
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection, "connect", lambda self: done.append("connected")
    )
    handler = object.__new__(KernelWebsocketHandler)
    assert issubclass(connection, ZMQChannelsWebsocketConnection)
    connection(websocket_handler=handler).connect()
    assert done == [True, "connected"]


def test_the_server_reads_it(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
    environment |= server_config() | {"JUPYTER_CONFIG_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "jupyterlab", "--show-config"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "PromptConnection" in done.stdout
    assert re.search(r"LabApp\n\s+\.expose_app_in_browser = True", done.stdout)
