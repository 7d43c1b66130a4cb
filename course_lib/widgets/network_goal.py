"""The drawn network with a goal: what is moved is judged, and numbers that reach it become code."""

from collections.abc import Callable

import numpy as np

from course_lib.figures import words
from course_lib.nn.layers import Dense, Input
from course_lib.nn.models import Sequential
from course_lib.widgets.drawn_network import Network

_CODE = """def xor(x1, x2):
    h1 = sigmoid({h1})
    h2 = sigmoid({h2})
    return sigmoid({o1})"""


class NetworkGoal(Network):
    """A 2-2-1 network that begins with ``first``, and stands as it was ``kept`` on another day.

    Both map the names of weights and biases to numbers. ``on_move(settings)`` is called with the
    nine of them, as one row, and says how they stand; an empty list means that none has moved.
    """

    def __init__(
        self, first: dict[str, float], kept: dict[str, float], rows: np.ndarray, y: np.ndarray,
        on_move: Callable[[list[list[float]]], str],
    ):  # fmt: skip
        self.first = first
        model = Sequential([Input((2,)), Dense(2, "sigmoid"), Dense(1, "sigmoid")])
        for neuron, parts in zip(_neurons(model), _PARTS, strict=True):
            neuron.w[:], neuron.b = [first[name] for name in parts[:2]], first[parts[2]]
        names = [f"({a:g}, {b:g})" for a, b in rows]
        super().__init__(model, rows.astype(float), y.reshape(-1, 1), False, names, True, on_move)
        if kept:
            self._set(kept)

    @property
    def settings(self) -> list[list[float]]:
        """The nine numbers as one row, in the order of ``first``; none before one has moved."""
        now = [round(self.wiring.value(self.parts[name]), 2) for name in self.first]
        return [] if now == [float(value) for value in self.first.values()] else [now]

    def _tell(self) -> None:
        """What the check says of the nine numbers, and the function that they are if they do."""
        self.note = self._on_move(self.settings)
        self.code = self._as_code() if _reached(self) else ""

    def _as_code(self) -> str:
        """The function that these nine numbers are."""
        values = {name: self.wiring.value(part) for name, part in self.parts.items()}
        reads = {"h1": ("x1", "x2"), "h2": ("x1", "x2"), "o1": ("h1", "h2")}
        sums = {
            end: _sum([values[name] for name in parts], names)
            for (end, names), parts in zip(reads.items(), _PARTS, strict=True)
        }
        return _CODE.format(**sums)


_PARTS = (("w1", "w2", "b1"), ("w3", "w4", "b2"), ("w5", "w6", "b3"))


def _neurons(model: Sequential) -> list:
    return [neuron for layer in model.layers for neuron in layer.neurons]


def _reached(network: Network) -> bool:
    return bool(((network.model(network.rows) > 0.5) == (network.y > 0.5)).all())


def _sum(numbers: list[float], names: tuple[str, str]) -> str:
    """Weights times what they read, plus the bias, as Python.

    >>> _sum([6, -8.5, -3], ("h1", "h2")), _sum([-1, 2, 0.5], ("h1", "h2"))
    ('6 * h1 - 8.5 * h2 - 3', '-1 * h1 + 2 * h2 + 0.5')
    """
    w1, w2, b = (words.number(number).replace("−", "-") for number in numbers)
    text = f"{w1} * {names[0]} + {w2} * {names[1]} + {b}"
    return text.replace("+ -", "- ")
