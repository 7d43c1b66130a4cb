"""Small pictures in rows: what goes in, and below it what each network makes of it."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import palette
from course_lib.figures.paper import Paper, describe, paper
from course_lib.figures.pixels import INK


def picture_rows(rows: Mapping[str, np.ndarray]) -> Axes:
    """A row of pictures under each name; ``rows`` maps a name to (n, rows, columns).

    The first row is what the others are compared with, so all have as many.
    """
    arrays = {name: np.asarray(pictures, dtype=float) for name, pictures in rows.items()}
    shapes = {pictures.shape for pictures in arrays.values()}
    if len(shapes) != 1 or any(len(shape) != 3 for shape in shapes):
        raise ValueError(
            "All rows have as many pictures of one size, (n, rows, columns). Received the shapes "
            f"{ {name: pictures.shape for name, pictures in arrays.items()} }."
        )
    (count, *_) = shapes.pop()
    first = paper(130 + 70 * count, 74 * len(arrays) + 8)
    figure = first.get_figure()
    first.remove()
    for i, (name, pictures) in enumerate(arrays.items()):
        for j, picture in enumerate(pictures):
            ax = figure.add_subplot(len(arrays), count, i * count + j + 1, axes_class=Paper)
            ax.imshow(picture, cmap=INK, vmin=0, vmax=1, interpolation="nearest")
            ax.set(xticks=[], yticks=[])
            for spine in ax.spines.values():
                spine.set(color=palette.FAINT, linewidth=0.8)
            if j == 0:
                ax.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=9.5,
                              color=palette.TEXT)  # fmt: skip
    return describe(ax, _said(arrays))


def _said(arrays: dict[str, np.ndarray]) -> str:
    names = list(arrays)
    first = arrays[names[0]]
    said = f"{len(names)} rows of {len(first)} pictures: {', '.join(names)}."
    for name in names[1:]:
        error = np.mean((arrays[name] - first) ** 2)
        said += f" {name} differs from {names[0]} by {error:.2f}, squared and averaged."
    return said
