"""A text on the page that Python changes while it stands there; browser's half in live_text.js."""

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class LiveText(anywidget.AnyWidget):
    """Show ``html``, and whatever is assigned to it later, at once and in every view.

    ``label`` is what a screen reader calls it. The HTML is trusted: whoever makes it escapes it.

    >>> text = LiveText("What is new", "<p>Nothing yet.</p>")
    >>> text.html = "<p>The line moves.</p>"
    """

    # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
    _esm = (_HERE / "live_text.js").read_text(encoding="utf-8")
    _css = (_HERE / "live_text.css").read_text(encoding="utf-8")
    label = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, html: str):
        super().__init__(label=label, html=html)
