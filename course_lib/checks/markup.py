"""The few pieces of HTML that checks are made of. All text goes through ``prose`` or ``escape``.

Colours are JupyterLab's own variables, so that light and dark themes both read; the fallbacks
stand for places that have no theme. A colour only doubles what a word and a symbol say.
"""

import html
import re

_INK = "var(--jp-content-font-color1, #1a1a1a)"
_PAPER = "var(--jp-layout-color1, #ffffff)"
_LINE = "var(--jp-border-color1, #767676)"
_CODE = "font-family: var(--jp-code-font-family, monospace); font-size: 0.95em;"

# For edges only, never for text. They are figures/palette.py's, which a test holds; importing them
# from there would load matplotlib wherever an answer is checked.
BLUE, ORANGE, GREY, RED = "#0072B2", "#E69F00", "#767676", "#D55E00"


def escape(text: str) -> str:
    """Make any text harmless in HTML.

    >>> escape('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return html.escape(text, quote=True)


def prose(text: str) -> str:
    """A sentence as HTML: `code` between backticks, *stress* between stars, all else escaped.

    >>> prose("Write `a < b`, *not* 2 * 3 * 4.")
    'Write <code>a &lt; b</code>, <em>not</em> 2 * 3 * 4.'
    """
    parts = re.split(r"`([^`]+)`", text)
    for i, part in enumerate(parts):
        if i % 2:
            parts[i] = f"<code>{escape(part)}</code>"
        else:
            stress = r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])"
            parts[i] = re.sub(stress, r"<em>\1</em>", escape(part))
    return "".join(parts)


def paragraph(content: str) -> str:
    """A paragraph of HTML that is already safe."""
    return f'<p style="margin: 0.3em 0;">{content}</p>'


def box(colour: str, *parts: str) -> str:
    """A box with a coloured edge around parts that are already safe."""
    style = (
        f"border-left: 5px solid {colour}; background: {_PAPER}; color: {_INK}; "
        "padding: 0.4em 0.8em; margin: 0.3em 0; line-height: 1.45; max-width: 48em;"
    )
    return f'<div style="{style}">{"".join(parts)}</div>'


def code_block(source: str) -> str:
    """Several lines of code, to be read and copied."""
    style = (
        f"{_CODE} color: {_INK}; background: var(--jp-layout-color2, #f4f4f4); "
        "padding: 0.5em 0.8em; margin: 0.3em 0; white-space: pre-wrap;"
    )
    return f'<pre style="{style}">{escape(source.rstrip())}</pre>'


def table(rows: list[tuple[str, str]]) -> str:
    """Two columns, names on the left as headings, values on the right as they are typed."""
    cell = (
        f"text-align: left; vertical-align: top; padding: 0.15em 0.8em 0.15em 0; "
        f"color: {_INK}; background: {_PAPER}; border: 0; border-bottom: 1px solid {_LINE};"
    )
    lines = [
        f'<tr style="background: {_PAPER};">'
        f'<th scope="row" style="{cell} font-weight: 600;">{prose(name)}</th>'
        f'<td style="{cell} {_CODE} white-space: pre-wrap;">{escape(value)}</td></tr>'
        for name, value in rows
    ]
    return (
        '<table style="border-collapse: collapse; margin: 0.4em 0;"><tbody>'
        f"{''.join(lines)}</tbody></table>"
    )


def folded(summary: str, *parts: str) -> str:
    """Something to open when it is wanted, by mouse or keyboard, with no script behind it."""
    return (
        f'<details style="margin: 0.3em 0;"><summary style="cursor: pointer;">{prose(summary)}'
        f'</summary><div style="margin-left: 1em;">{"".join(parts)}</div></details>'
    )
