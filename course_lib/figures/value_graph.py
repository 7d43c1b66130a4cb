"""A graph of Values that grads go back through, a turn at a time: data and grad in each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from course_lib.figures import palette
from course_lib.figures.paper import describe, paper
from course_lib.figures.value_layout import BOX, Layout
from course_lib.nn.autograd import Value

ORDERS = ("your own: press a value", "all users first", "hand on at once")


@dataclass(frozen=True)
class Edge:
    """A source of a value, both by their places in ``Graph.names``, and the slope along it."""

    source: int
    user: int
    slope: float


class Graph:
    """What a Value was made from, by name; the last of ``named`` is the result.

    >>> a = Value(3)
    >>> graph = Graph({"a": a, "y": a * a})
    >>> graph.names, [(edge.source, edge.user, edge.slope) for edge in graph.edges]
    (['a', 'y'], [(0, 1, 3.0), (0, 1, 3.0)])
    >>> graph.grads(graph.all_users_first())
    [6.0, 1.0]
    """

    def __init__(self, named: Mapping[str, Value], at: Mapping[str, tuple] | None = None):
        values = list(named.values())
        history = values[-1].history()
        if not all(value in history for value in values) or len(set(values)) < len(history):
            raise ValueError(
                "Every value that the last one was made from has a name, and no other. "
                f"Received {', '.join(named)} for a history of {len(history)} values."
            )
        self.names, self.data = list(named), [value.data for value in values]
        self.edges = [
            Edge(values.index(source), user, slope)
            for user, value in enumerate(values)
            for source, slope in value.sources
        ]
        self._order = [values.index(value) for value in reversed(history)]
        self.layout = Layout(self.names, [(e.source, e.user) for e in self.edges], at or {})

    @property
    def result(self) -> int:
        return len(self.names) - 1

    def turn_of(self, user: int) -> list[int]:
        """The edges along which a value hands on its grad when its turn comes."""
        return [i for i, edge in enumerate(self.edges) if edge.user == user]

    def users(self, source: int) -> set[int]:
        return {edge.user for edge in self.edges if edge.source == source}

    # ---------------------------------------------------------------- orders, as lists of moves

    def all_users_first(self) -> list[list[int]]:
        """A move for each turn: the edges that its value hands its grad along."""
        return [turn for user in self._order if (turn := self.turn_of(user))]

    def at_once(self) -> list[list[int]]:
        """A move for each share: whoever gets one hands on all that it has by then."""

        def hand_on(user):
            return [m for i in self.turn_of(user) for m in ([i], *hand_on(self.edges[i].source))]

        return hand_on(self.result)

    def grads(self, moves: Sequence[Sequence[int]], before: Sequence[float] = ()) -> list[float]:
        """The grads after these moves; ``before`` is what was left in them, if anything."""
        grads = list(before) or [0.0] * len(self.names)
        grads[self.result] = 1.0
        for move in moves:
            for edge in (self.edges[i] for i in move):
                grads[edge.source] += grads[edge.user] * edge.slope
        return grads

    @property
    def right(self) -> list[float]:
        """The slope of the result along each value."""
        return self.grads(self.all_users_first())

    # ---------------------------------------------------------------- in words

    def move_in_words(self, move: Sequence[int], grads: Sequence[float]) -> str:
        """Who hands what to whom; ``grads`` are those after it."""
        user = self.edges[move[0]].user
        own = short(grads[user])
        shares = [
            f"{own} · {factor(e.slope)} = {short(grads[user] * e.slope)} to {self.names[e.source]}"
            for e in (self.edges[i] for i in move)
        ]
        return f"{self.names[user]} hands on its grad of {own}: {' and '.join(shares)}."

    def ending_in_words(self, grads: Sequence[float]) -> str:
        """Which grads are not what they should be, once all have had their turns."""
        wrong = [
            f"{name}.grad is {short(grad)} and should be {short(right)}"
            for name, grad, right in zip(self.names, grads, self.right, strict=True)
            if abs(grad - right) > 1e-9
        ]
        return f"Wrong: {'; '.join(wrong)}." if wrong else "All grads are right."


def short(value: float) -> str:
    """A number of a node: up to four digits.

    >>> short(13.0), short(-0.02147), short(0)
    ('13', '−0.02147', '0')
    """
    return f"{value + 0.0:.4g}".replace("-", "−")


def factor(value: float) -> str:
    """The same in a product, where a minus needs its brackets.

    >>> factor(-2), factor(3)
    ('(−2)', '3')
    """
    return f"({short(value)})" if value < 0 else short(value)


def value_graph(graph: Graph, grads: Sequence[float], alt: str, lit: Sequence[int] = ()) -> Axes:
    """The graph as a still picture; the edges in ``lit`` are those of the last move."""
    layout = graph.layout
    ax = paper(layout.width, layout.height)
    ax.set(xlim=(0, layout.width), ylim=(layout.height, 0), aspect="equal")
    ax.set_axis_off()
    for i, (edge, line) in enumerate(zip(graph.edges, layout.lines, strict=True)):
        _line(ax, line, f"· {factor(edge.slope)}", i in lit)
    for name, data, grad, place in zip(graph.names, graph.data, grads, layout.places, strict=True):
        _box(ax, place, name, f"data {short(data)}", f"grad {short(grad)}")
    return describe(ax, alt)


def _line(ax: Axes, line: dict, label: str, lit: bool) -> None:
    colour = palette.BLUE if lit else palette.FAINT
    curve = Path(
        [line["start"], line["bend"], line["end"]], [Path.MOVETO, Path.CURVE3, Path.CURVE3]
    )
    ax.add_patch(PathPatch(curve, fill=False, edgecolor=colour, lw=2.2 if lit else 1.2, zorder=1))
    ax.add_patch(Polygon(line["head"], facecolor=colour, edgecolor="none", zorder=1))
    paper_behind = {"facecolor": palette.PAPER, "edgecolor": "none", "pad": 1}
    ax.text(*line["label"], label, ha="center", va="center", size=8.5, color=palette.TEXT,
            bbox=paper_behind, zorder=2)  # fmt: skip


def _box(ax: Axes, place: tuple, name: str, *lines: str) -> None:
    (x, y), (width, height) = place, BOX
    ax.add_patch(
        FancyBboxPatch((x - width / 2, y - height / 2), width, height, zorder=3, lw=1.2,
                       boxstyle="round,pad=0,rounding_size=8", facecolor=palette.PAPER,
                       edgecolor=palette.TEXT)
    )  # fmt: skip
    middle = {"ha": "center", "va": "center", "color": palette.TEXT, "zorder": 4}
    ax.text(x, y - 19, name, size=9.5, weight="bold", **middle)
    for line, text in enumerate(lines):
        ax.text(x, y + 17 * line, text, size=8.5, **middle)
