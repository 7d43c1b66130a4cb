"""Charts of counts as SVG, made by plain code: they need no script and load nothing.

Colours are the page's, by class: ``bar``, and text in the page's ink. Each chart says in its label
all that it shows.
"""

from collections.abc import Sequence

from course_lib.checks.markup import escape

WIDTH = 320  # as wide as a phone's screen, so that no text shrinks there
_HEIGHT = 120
_ABOVE, _BELOW = 16, 20  # room for the counts, and for what the columns stand for
_GAP = 0.2  # of a column's room


def columns(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """A histogram: a column for each count, with the count above and its name below.

    >>> "2 points: 7" in columns("Scores", [("1", 3), ("2", 7)]).replace('"', "")
    False
    >>> 'aria-label="Scores. 1: 3, 2: 7."' in columns("Scores", [("1", 3), ("2", 7)])
    True
    """
    most = max([count for _, count in counts] + [1])
    room = WIDTH / len(counts)
    parts = [_column(i * room, room, name, count / most, count)
             for i, (name, count) in enumerate(counts)]  # fmt: skip
    said = escape(f"{title}. {', '.join(f'{name}: {count}' for name, count in counts)}.")
    height = _ABOVE + _HEIGHT + _BELOW
    base = _ABOVE + _HEIGHT
    return (
        f'<svg class="chart" role="img" aria-label="{said}" viewBox="0 0 {WIDTH} {height}">'
        f"{''.join(parts)}"
        f'<line class="axis" x1="0" y1="{base}" x2="{WIDTH}" y2="{base}"/></svg>'
    )


def _column(left: float, room: float, name: str, part: float, count: int) -> str:
    height = part * _HEIGHT
    top, middle = _ABOVE + _HEIGHT - height, left + room / 2
    return (
        f'<rect class="bar" x="{left + room * _GAP / 2:.1f}" y="{top:.1f}" '
        f'width="{room * (1 - _GAP):.1f}" height="{height:.1f}"/>'
        f'<text x="{middle:.1f}" y="{top - 4:.1f}">{count}</text>'
        f'<text x="{middle:.1f}" y="{_ABOVE + _HEIGHT + 15}">{escape(name)}</text>'
    )


def bar(part: float) -> str:
    """A bar as long as a part of a whole. The text beside it has to say how long it is.

    >>> bar(0.25)
    '<svg class="share" aria-hidden="true" viewBox="0 0 100 4" \
preserveAspectRatio="none"><rect class="bar" width="25.0" height="4"/></svg>'
    """
    return (
        '<svg class="share" aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none">'
        f'<rect class="bar" width="{100 * part:.1f}" height="4"/></svg>'
    )
