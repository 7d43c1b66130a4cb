"""A text on the page that Python changes while it stands there; browser's half in live_text.js."""

import anywidget
import traitlets

from course_lib.widgets.files import source


class LiveText(anywidget.AnyWidget):
    """Show ``html``, and whatever is assigned to it later, at once and in every view.

    ``label`` is what a screen reader calls it. The HTML is trusted: whoever makes it escapes it.

    >>> text = LiveText("What is new", "<p>Nothing yet.</p>")
    >>> text.html = "<p>The line moves.</p>"
    """

    _esm = source("live_text.js")
    _css = source("controls.css", "live_text.css")
    label = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, html: str):
        super().__init__(label=label, html=html)
