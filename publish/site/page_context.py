"""Tells the theme what a page needs beside its text: the sidebar, and how its lesson is opened."""

import re

from sphinx.application import Sphinx

from publish.address import Address
from publish.site.outline import Lesson

_TABLE = re.compile(r"<table\b.*?</table>", re.S)
_STILL = re.compile(r"<img\b[^>]*>")


def setup(app: Sphinx) -> dict:
    """Take the outline and the address from the settings."""
    app.add_config_value("course_lessons", [], "")
    app.add_config_value("course_documents", [], "")
    app.add_config_value("course_address", None, "")
    app.connect("html-page-context", _add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add(app: Sphinx, name: str, _template: str, context: dict, _doctree: object) -> None:
    if "body" in context:
        context["body"] = wrapped(context["body"])
    lesson = next((one for one in app.config.course_lessons if one.path == name), None)
    context["lessons"] = app.config.course_lessons
    context["documents"] = app.config.course_documents
    context["lesson"] = lesson
    context["ways_to_open"] = ways_to_open(lesson, app.config.course_address) if lesson else []
    context["repository"] = app.config.course_address.repository
    context["is_placeholder"] = app.config.course_address.is_placeholder


def ways_to_open(lesson: Lesson, address: Address) -> list[tuple[str, str]]:
    """How a lesson is opened as a notebook: what the button says, and its address.

    While nobody has published the course there is none. Where it needs Keras, no browser runs it.
    """
    if address.is_placeholder:
        return []
    here = [] if lesson.needs_keras else [("In the browser", address.in_browser(lesson.notebook))]
    there = [("Binder", address.binder(lesson.notebook)), ("Colab", address.colab(lesson.notebook))]
    return here + there


def wrapped(body: str) -> str:
    """The page with a box around each table and each picture, in which it scrolls where it must.

    >>> wrapped('<img src="a.png"><table></table>')
    '<div class="wide still"><img src="a.png"></div><div class="wide"><table></table></div>'
    """
    body = _TABLE.sub(lambda found: f'<div class="wide">{found[0]}</div>', body)
    return _STILL.sub(lambda found: f'<div class="wide still">{found[0]}</div>', body)
