"""The browser's half of a widget: scripts and styles of this folder."""

from pathlib import Path

from course_lib.translations import script

_HERE = Path(__file__).parent


def source(*names: str) -> str:
    """Several files of this folder as one text: a browser is given one script, and one style.

    Text, not a path: anywidget keeps a widget alive for ever to watch its files for changes.

    >>> source("controls.css").startswith("/* What widgets have in common")
    True
    """
    text = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)
    return script(text) if names[-1].endswith(".js") else text
