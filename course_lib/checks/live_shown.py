"""What shows itself as a text on the page that changes while it stands there."""

from course_lib.checks.shown import Shown


class LiveShown(Shown):
    """With a kernel it is ``live_html()``, written anew whenever there is something new.

    Subclasses give ``title``, which a screen reader reads, ``live_html``, and ``_follow``. Without
    a kernel, they show what other things show.
    """

    title = ""

    def live_html(self) -> str:
        """What the page shows now."""
        raise NotImplementedError

    def _follow(self, text) -> None:
        """See to it that ``text.html`` is written anew, for as long as anybody holds the text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        still = super()._repr_mimebundle_()
        try:
            data, metadata = self._live()._repr_mimebundle_()
        except ImportError:
            return still
        return data | still, metadata

    def _live(self):
        from course_lib.widgets.cleanup import close_earlier_widgets
        from course_lib.widgets.live_text import LiveText

        text = LiveText(self.title, self.live_html())
        close_earlier_widgets(text)
        self._follow(text)
        return text
