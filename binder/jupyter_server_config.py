"""What Jupyter's server does otherwise for this course. ``start.py`` and Binder let it read this.

It sends what kernels say at once, message by message. Without this, the system holds a small
message back until the browser has confirmed the last one, which takes 40 ms (Nagle's algorithm and
delayed acknowledgement): a slider would feel it.

And it lets the page reach JupyterLab, so that the button that saves a learner's work can store the
open notebooks first.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own, with TCP_NODELAY."""

    def connect(self):
        """Connect a browser to a kernel, and hold no message back."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


config = get_config()  # noqa: F821
config.ServerApp.kernel_websocket_connection_class = PromptConnection
config.LabApp.expose_app_in_browser = True
config.JupyterNotebookApp.expose_app_in_browser = True
