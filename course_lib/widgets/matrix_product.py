"""A matrix product to click; the browser's half is matrix_product.js and matrix_product.css.

The browser multiplies by itself, so that it follows every click and key. Python is told the
numbers and the chosen cell once they rest, and may answer with a sentence.
"""

from collections.abc import Callable, Sequence

import anywidget
import numpy as np
import traitlets

from course_lib.figures import matrix_product as figures
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

LARGEST = 99.0  # what a cell may hold, above or below 0


class MatrixProduct(anywidget.AnyWidget):
    """The figure of ``widgets.matrix_product``.

    ``free`` is the one column of the kernel that can be changed, and ``wanted`` what its sums
    should be; without it, every number can be changed, and a sum shows once it was clicked.
    """

    _esm = source("common.js", "notice.js", "matrix_product.js")
    _css = source("controls.css", "matrix_product.css")
    names = traitlets.List().tag(sync=True)
    inputs = traitlets.List().tag(sync=True)
    x = traitlets.List().tag(sync=True)
    kernel = traitlets.List().tag(sync=True)
    bias = traitlets.List().tag(sync=True)
    first = traitlets.Dict().tag(sync=True)  # what Reset goes back to
    row = traitlets.Int(0).tag(sync=True)
    column = traitlets.Int(0).tag(sync=True)
    free = traitlets.Int(-1).tag(sync=True)
    wanted = traitlets.List().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)  # what a check says of it

    def __init__(
        self, x, kernel, bias, names: Sequence[str], inputs: Sequence[str],
        free: int = -1, wanted: Sequence[float] = (), on_move: Callable[[list], str] | None = None,
        first: Sequence[float] | None = None,
    ):  # fmt: skip
        numbers = {"x": _plain(x), "kernel": _plain(kernel), "bias": _plain(bias)}
        start = numbers if first is None else numbers | _with_column(numbers, free, first)
        super().__init__(
            **numbers, first=start, names=list(names), inputs=list(inputs), free=free,
            wanted=list(wanted), column=max(free, 0),
        )  # fmt: skip
        self._on_move = on_move
        self._tell()
        self.observe(self._tell, names=["kernel", "bias"])
        close_earlier_widgets(self)

    @property
    def product(self) -> np.ndarray:
        """``x @ kernel + bias``, (n, units)."""
        return figures.sums(self.x, self.kernel, self.bias)

    @property
    def settings(self) -> list[list[float]]:
        """The free column: its weights, then its bias, as one row. None of it before it moved."""
        if (self.kernel, self.bias) == (self.first["kernel"], self.first["bias"]):
            return []
        return [[*(line[self.free] for line in self.kernel), self.bias[self.free]]]

    @property
    def readout(self) -> str:
        """The chosen cell in words."""
        place = self.row, self.column
        said = figures.in_words(self.x, self.kernel, self.bias, *place, self.names)
        return f"{said}. {self.note}".rstrip()

    def close(self) -> None:
        """Let go of the check as well."""
        super().close()
        self._on_move = None

    def _tell(self, _change: object = None) -> None:
        if self._on_move is not None:
            self.note = self._on_move(self.settings)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live figure, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        numbers = self.x, self.kernel, self.bias
        still = figures.matrix_product(*numbers, self.row, self.column, self.names, self.inputs)
        picture, about = still._repr_mimebundle_()
        data["text/plain"], data["image/png"] = self.readout, picture["image/png"]
        return data, metadata | about


def matrix_product(x, kernel, bias, names: Sequence[str], inputs: Sequence[str]) -> MatrixProduct:
    """Show ``x @ kernel + bias``: click a sum, and the row and the column that meet in it light up.

    ``x`` is (n, n_in), ``kernel`` (n_in, units), ``bias`` (units,); ``names`` calls the rows of x,
    ``inputs`` its columns. Every number can be changed.

    >>> live = matrix_product([[1, 2]], [[1, 2], [-1, 0.5]], [0.5, -1], ["Mon"], ["wind", "cold"])
    >>> live.readout
    'Mon, h1: 1·1 + 2·(−1) + 0.5 = −0.5.'
    """
    x, kernel, bias = (np.asarray(numbers, dtype=float) for numbers in (x, kernel, bias))
    shapes = x.shape, kernel.shape, bias.shape
    n_in = len(inputs)
    if shapes != ((len(names), n_in), (n_in, bias.size), (bias.size,)) or not bias.size:
        raise ValueError(
            f"Expected x ({len(names)}, {n_in}) for these names and inputs, a kernel "
            f"({n_in}, units) and a bias (units,). Received {', '.join(map(str, shapes))}."
        )
    largest = np.max([np.abs(numbers).max() for numbers in (x, kernel, bias)])
    if not largest <= LARGEST:
        raise ValueError(
            f"Expected numbers from {-LARGEST:g} to {LARGEST:g}. Received one of {largest:g}."
        )
    return MatrixProduct(x, kernel, bias, names, inputs)


def _plain(numbers) -> list:
    return np.asarray(numbers, dtype=float).tolist()


def _with_column(numbers: dict[str, list], column: int, values: Sequence[float]) -> dict:
    """The same kernel and bias, with other numbers in one column: weights first, then its bias."""
    kernel, bias = np.array(numbers["kernel"]), np.array(numbers["bias"])
    kernel[:, column], bias[column] = values[:-1], values[-1]
    return {"kernel": kernel.tolist(), "bias": bias.tolist()}
