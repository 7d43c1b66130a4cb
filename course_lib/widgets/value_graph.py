"""A graph of Values to go back through; browser's half in value_graph.js and value_graph.css.

The browser says what was pressed; here it is worked out, and goes back as finished words.
"""

from collections.abc import Callable, Mapping, Sequence

import anywidget
import traitlets

from course_lib.figures import value_graph as figures
from course_lib.figures.value_graph import ORDERS, Graph, factor, short
from course_lib.figures.value_layout import BOX
from course_lib.nn.autograd import Value
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

OWN, USERS_FIRST, AT_ONCE = range(len(ORDERS))
_ALT = "A graph of values: {}. A line leads from each value to those that were made from it."


class ValueGraph(anywidget.AnyWidget):
    """The figure of ``widgets.value_graph``; ``turns`` are the values that had theirs, by place."""

    _esm = source("common.js", "notice.js", "value_graph.js")
    _css = source("controls.css", "value_graph.css")
    alt = traitlets.Unicode().tag(sync=True)
    drawing = traitlets.Dict().tag(sync=True)
    orders = traitlets.List().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        graph: Graph,
        turns: Sequence[Sequence[float]] = (),
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self.graph, self._on_move = graph, on_move
        super().__init__(
            alt=_ALT.format(", ".join(graph.names)),
            drawing=_places(graph),
            orders=[] if on_move else list(ORDERS),
        )
        self.begin()
        for (place,) in turns:
            self._press(int(place))
        self._show()
        self.on_msg(self._on_message)
        close_earlier_widgets(self)

    @property
    def readout(self) -> str:
        """What the last move did, and what a check says of it."""
        return f"{self.shown['words']} {self.shown['note']}".rstrip()

    # ---------------------------------------------------------------- what a hand can do

    def begin(self, order: int | None = None, clear: bool = True) -> str:
        """Begin again: with all grads 0, or with what is in them by now. Answers with the words."""
        self.order = (OWN if self._on_move else AT_ONCE) if order is None else order
        self._before = [0.0] * len(self.graph.names) if clear else self.grads
        self.turns, self.moves = [], []
        graph = self.graph
        self._plan = {USERS_FIRST: graph.all_users_first, AT_ONCE: graph.at_once}.get(
            self.order, list
        )()
        return self._show()

    def step(self) -> str:
        """Make the next move of the order that is chosen. Answers with what it did."""
        if len(self.moves) < len(self._plan):
            self.moves.append(self._plan[len(self.moves)])
        return self._show()

    def press(self, name: str) -> str:
        """Give a value its turn now, whatever the order. Answers with what it did."""
        self._press(self.graph.names.index(name))
        return self._show()

    def _press(self, place: int) -> None:
        if turn := self.graph.turn_of(place):
            self.order, self._plan = OWN, []
            self.turns.append([float(place)])
            self.moves.append(turn)

    # ---------------------------------------------------------------- what comes of it

    @property
    def grads(self) -> list[float]:
        """The grads as they are after all moves so far."""
        return self.graph.grads(self.moves, self._before)

    def _is_over(self) -> bool:
        """Whether the chosen order is at its end, or everybody has had a turn."""
        if self.order != OWN:
            return len(self.moves) == len(self._plan)
        turned = {self.graph.edges[move[0]].user for move in self.moves}
        return turned == {edge.user for edge in self.graph.edges}

    def _words(self) -> str:
        result = self.graph.names[self.graph.result]
        if not self.moves:
            left = "" if not any(self._before) else " Nothing was cleared."
            return f"{result}.grad is 1: a result moves as far as itself.{left}"
        said = self.graph.move_in_words(self.moves[-1], self.grads)
        return f"{said} {self.graph.ending_in_words(self.grads)}" if self._is_over() else said

    def _show(self) -> str:
        grads, over = self.grads, self._is_over()
        turned = [self.graph.edges[move[0]].user for move in self.moves]
        lit = list(self.moves[-1]) if self.moves else []
        self.shown = {
            "grads": [short(grad) for grad in grads],
            "marks": self._marks(grads) if over else [""] * len(grads),
            "at": turned[-1] if turned else -1,
            "turns": [turned.count(place) for place in range(len(grads))],
            "lit": lit,
            "order": self.order,
            "more": len(self.moves) < len(self._plan),
            "words": self._words(),
            "note": self._on_move(self.turns) if self._on_move and self.turns else "",
        }
        return self.readout

    def _marks(self, grads: Sequence[float]) -> list[str]:
        pairs = zip(grads, self.graph.right, strict=True)
        return ["✓" if abs(grad - right) < 1e-9 else "✗" for grad, right in pairs]

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        """Answer a view. ``shown`` is sent even where it is as before, or the view would wait."""
        match message:
            case {"type": "press", "place": place}:
                self._press(place)
                self._show()
            case {"type": "begin", "order": order, "clear": clear}:
                self.begin(order, clear)
            case _:
                self.step()
        self.send({"type": "answer"})

    def close(self) -> None:
        """Let go of the check, even while the notebook's ``Out`` still holds this widget."""
        super().close()
        self._on_move = None

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live graph, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        slopes = "; ".join(
            f"{self.graph.names[e.source]} to {self.graph.names[e.user]}, slope {short(e.slope)}"
            for e in self.graph.edges
        )
        still = figures.value_graph(
            self.graph, self.grads, f"{self.alt} {slopes}. {self.readout}", self.shown["lit"]
        )
        picture, about = still._repr_mimebundle_()
        data["text/plain"], data["image/png"] = self.readout, picture["image/png"]
        return data, metadata | about


def value_graph(**named: Value) -> ValueGraph:
    """Draw what a Value was made from, and let grads go back through it, turn by turn.

    The values are given by name, the result last. Nothing is written into them.

    >>> from course_lib.nn.autograd import Value
    >>> a = Value(3)
    >>> graph = value_graph(a=a, y=a * a)
    >>> graph.press("y")
    'y hands on its grad of 1: 1 · 3 = 3 to a and 1 · 3 = 3 to a. All grads are right.'
    """
    return ValueGraph(Graph(named))


def _places(graph: Graph) -> Mapping:
    """The layout as the browser gets it."""
    layout = graph.layout
    boxes = [
        {"name": name, "data": short(data), "x": x, "y": y, "turn": bool(graph.turn_of(place))}
        for place, (name, data, (x, y)) in enumerate(
            zip(graph.names, graph.data, layout.places, strict=True)
        )
    ]
    lines = [
        line | {"slope": f"· {factor(edge.slope)}"}
        for edge, line in zip(graph.edges, layout.lines, strict=True)
    ]
    return {
        "width": layout.width, "height": layout.height, "box": list(BOX),
        "boxes": boxes, "lines": lines,
    }  # fmt: skip
