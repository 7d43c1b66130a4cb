"""Losses under sliders: two of them for one prediction, and one as a landscape over two weights."""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.figures.landscape import REACH, LandscapePicture
from course_lib.figures.loss import LossesPicture
from course_lib.nn.neuron import Neuron
from course_lib.widgets.live_figure import LiveFigure, Slider


def losses(y_true: float = 1, y_pred: float = 0.9) -> LiveFigure:
    """Show squared error and cross-entropy of one prediction, with a slider for it.

    >>> losses(y_true=1, y_pred=0.5).readout
    'True answer 1, prediction 0.50: squared error 0.25 with slope −1.00; cross-entropy 0.69 with
    slope −2.00.'
    """
    picture = LossesPicture(y_true, y_pred)
    sliders = [
        Slider("y_pred", 0.01, 0.99, 0.01, y_pred, "y_pred"),
        Slider("y_true", 0, 1, 1, y_true, "y_true"),
    ]
    return LiveFigure(
        picture.figure,
        sliders,
        lambda values: picture.update(values["y_true"], values["y_pred"]),
        alt=picture.alt,
        fit=picture.fit,
    )


class LossLandscape(LiveFigure):
    """The figure of ``widgets.loss_landscape``; with ``on_move``, what a check says of its place.

    ``kept`` are weights and bias of another day: w1, w2, b.
    """

    def __init__(
        self, neuron: Neuron, x, y, names: Sequence[str] | None, loss: str,
        on_move: Callable[[list[list[float]]], str] | None = None,
        kept: Sequence[float] | None = None,
    ):  # fmt: skip
        self.picture = LandscapePicture(neuron, x, y, names, loss)
        self.neuron, self._on_move = neuron, on_move
        (w1, w2), b = np.clip(neuron.w, -REACH, REACH).tolist(), float(np.clip(neuron.b, -8, 8))
        self.first = [w1, w2, b]
        sliders = [
            Slider("w1", -REACH, REACH, 0.01, w1, "weight w1"),
            Slider("w2", -REACH, REACH, 0.01, w2, "weight w2"),
            Slider("b", -8, 8, 0.5, b, "bias b"),
        ]
        picture = self.picture
        super().__init__(
            picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit,
            button="One step downhill", press=self._downhill,
        )  # fmt: skip
        if kept is not None:
            self._set(dict(zip(("w1", "w2", "b"), kept, strict=True)))

    @property
    def settings(self) -> list[list[float]]:
        """Weights and bias as one row; none before one of them has moved."""
        now = [*self.neuron.w.tolist(), self.neuron.b]
        return [] if now == self.first else [now]

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        self.neuron.w[:] = values["w1"], values["w2"]
        self.neuron.b = values["b"]
        said = self.picture.update()
        return f"{said} {self._on_move(self.settings)}" if self._on_move else said

    def _downhill(self, _values: dict[str, float]) -> dict[str, float]:
        self.picture.step()
        return dict(zip(("w1", "w2"), self.neuron.w.tolist(), strict=True))


def loss_landscape(
    neuron: Neuron,
    x: np.ndarray,
    y: np.ndarray,
    names: Sequence[str] | None = None,
    loss: str = "mse",
) -> LossLandscape:
    """Show the loss over a neuron's two weights; sliders and steps downhill move that neuron.

    ``x`` (n, 2) and ``y`` (n,) are what the loss is computed from, ``names`` what to call the rows.

    >>> neuron = Neuron(weights=[0, 0], bias=0)
    >>> landscape = loss_landscape(neuron, np.array([[1, 0], [0, 1]]), [1, 0], ["Mon", "Tue"])
    >>> landscape.readout
    'w1 = 0.00, w2 = 0.00, b = 0: the loss is 0.250. A step downhill moves w1 by 0.04 and w2 by
    −0.04. Answers: Mon 0.50, Tue 0.50.'
    >>> landscape.press(10)[:43]
    'w1 = 0.34, w2 = −0.34, b = 0: the loss is 0'
    """
    if neuron.w.size != 2:
        raise ValueError(
            "A landscape lies over two weights, so it needs a neuron with two inputs. "
            f"Received one with {neuron.w.size}."
        )
    return LossLandscape(neuron, x, y, names, loss)
