"""A page that stands alone: it loads nothing, runs nothing, and reads in the light and the dark."""

from importlib import resources

from course_lib.checks import markup
from course_lib.grading.plain_text import without_control_characters

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def page_of(title: str, body: str, *styles: str) -> str:
    """A whole page around HTML that is safe already; ``styles`` names more files of CSS here."""
    here = resources.files("course_lib.grading")
    style = "".join(here.joinpath(name).read_text("utf-8") for name in ("html_page.css", *styles))
    page = _PAGE.format(title=markup.escape(title), style=style, body=body)
    return without_control_characters(page)
