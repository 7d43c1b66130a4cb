"""How Jupyter's server sends what kernels say: at once, message by message.

Without this, the system holds a small message back until the browser has confirmed the last one,
which takes 40 ms (Nagle's algorithm and delayed acknowledgement): a slider would feel it.
``start.py`` and Binder let the server read this file.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own, with TCP_NODELAY."""

    def connect(self):
        """Connect a browser to a kernel, and hold no message back."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


get_config().ServerApp.kernel_websocket_connection_class = PromptConnection  # noqa: F821
