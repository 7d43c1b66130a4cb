"""What the playground shows, in words: for those who do not see it, and under every picture."""

import numpy as np

from course_lib.widgets.playground.building import dense_layers
from course_lib.widgets.playground.session import Session
from course_lib.widgets.playground.views import View

_MANY = 10.0  # how many times smaller slopes must be, from one layer to another, to be said


def readout(session: Session, view: View) -> str:
    """How far it is, how well it does, and what is wrong with it."""
    rows = session.rows
    sentences = [
        f"{_count(session.step, 'batch', 'batches')}, {session.epoch:.1f} epochs.",
        f"Loss {_number(view.loss)} on the {_count(len(rows.x), 'row', 'rows')} it learns from, "
        f"{_on_test_rows(session, view)}.",
        _right(session),
        _off(session),
        *_stuck(view),
        _vanishing(view),
        _columns(session),
        session.trouble,
    ]
    return " ".join(filter(None, sentences))


def names(session: Session) -> list[list[str]]:
    """What neurons are called, column by column: features, h1, h2, ..., o1."""
    columns, first = [list(session.settings.features)], 1
    for units in session.settings.hidden:
        columns.append([f"h{first + i}" for i in range(units)])
        first += units
    return [*columns, ["o1"]]


def network(session: Session) -> str:
    """The shape of the network, for a picture's alternative text."""
    layers = dense_layers(session.model)
    sizes = "-".join(str(n) for n in (layers[0].kernel.shape[0], *(one.units for one in layers)))
    return (
        f"A playground: a network of layers {sizes} on the data {session.settings.data}, each "
        "neuron with a map of what it puts out, the output's map with the rows on it, and both "
        "losses as curves."
    )


def _columns(session: Session) -> str:
    """Which column of a table is which feature, and what has which colour."""
    own = session.own
    if not session.settings.on_own_rows or not own.names:
        return ""
    named = ", ".join(f"x{i} is {name}" for i, name in enumerate(own.names, start=1))
    if own.ends:
        low, high = map(_short, own.ends)
        return f"{named}, each around 0; {own.label} {low} is −1, orange, and {high} is 1, blue."
    orange, blue = own.classes
    return f"{named}, each around 0; {orange} is orange, {blue} blue."


def _off(session: Session) -> str:
    """How far from a table's numbers the network is, in their own unit."""
    own = session.own
    if not session.settings.on_own_rows or not own.ends:
        return ""
    unit = (own.ends[1] - own.ends[0]) / 2
    with np.errstate(all="ignore"):
        errors = [unit * np.abs(session.model(x) - y).mean() for x, y in _parts(session)]
    return f"{own.label} is off by {' and '.join(map(_short, errors))} on average."


def _on_test_rows(session: Session, view: View) -> str:
    rows = len(session.rows.test_x)
    if not rows:
        return "and no row is kept for a test"
    return f"{_number(view.test_loss)} on {_count(rows, 'test row', 'test rows')}"


def _right(session: Session) -> str:
    """The share of rows on the right side, where sides are what is asked."""
    if session.settings.task != "class":
        return ""
    with np.errstate(all="ignore"):
        shares = [np.mean((session.model(x) > 0.5) == (y > 0.5)) for x, y in _parts(session)]
    return f"Right: {' and '.join(f'{share:.0%}' for share in shares)}."


def _parts(session: Session) -> list[tuple[np.ndarray, np.ndarray]]:
    """The rows that are learned from, and the test rows where there are some."""
    rows = session.rows
    return [(x, y) for x, y in ((rows.x, rows.y), (rows.test_x, rows.test_y)) if len(x)]


def _stuck(view: View):
    for kind, what in (
        ("dead", "dead: 0 on every row, and no slope comes through"),
        ("stuck", "saturated: so far out on nearly all rows that hardly a slope comes through"),
    ):
        found = [f"h{i + 1}" for i, trouble in enumerate(view.troubled) if trouble == kind]
        if found:
            shown = ", ".join(found[:6]) + (f" and {len(found) - 6} more" if found[6:] else "")
            yield f"{shown} {'is' if len(found) == 1 else 'are'} {what}."


def _vanishing(view: View) -> str:
    """Where the first layer's slopes are far smaller than the last hidden layer's, or larger."""
    if len(view.layer_slopes) < 3:
        return ""
    first, last = view.layer_slopes[0], view.layer_slopes[-2]
    if not (np.isfinite([first, last]).all() and first > 0 and last > 0):
        return ""
    times = last / first
    if 1 / _MANY < times < _MANY:
        return ""
    smaller = f"{times:,.0f} times smaller" if times > 1 else f"{1 / times:,.0f} times larger"
    return f"Slopes in layer 1 are {smaller} than in layer {len(view.layer_slopes) - 1}."


def _count(n: int, one: str, many: str) -> str:
    return f"{n:,} {one if n == 1 else many}"


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 1000 else f"{value:.3g}"


def _short(value: float) -> str:
    """A number of a table: three digits that count, or whole where it is large."""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return text.replace("-", "−")
