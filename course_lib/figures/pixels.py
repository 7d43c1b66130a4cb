"""Small pictures, drawn pixel by pixel: digits in grey, maps and kernels in their two signs."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from course_lib.figures import palette
from course_lib.figures.paper import Paper, describe, paper

INK = ListedColormap(np.linspace(1, 0.08, 129)[:, np.newaxis].repeat(3, axis=1), "ink")
SIGNS = ListedColormap(palette.SHADES / 255, "signs")
CELL, GAP, HEAD = 92, 10, 22  # CSS pixels: a small picture, the room beside it, its title


def pictures(pictures, titles: Sequence[str] = (), signed: Sequence[bool] | bool = False) -> Axes:
    """Small pictures in a row, each with its title.

    A picture is (rows, columns) or (rows, columns, 1). What is ``signed`` goes from orange (below
    0) over white to blue (above 0), by the picture's own largest number; the others are ink on
    paper, 0 to 1.
    """
    pictures = [_flat(picture) for picture in pictures]
    signs = [signed] * len(pictures) if isinstance(signed, bool) else list(signed)
    titles = list(titles) or [""] * len(pictures)
    if not pictures or not len(pictures) == len(signs) == len(titles):
        raise ValueError(
            "One title, and one word on its signs, for each picture. Received "
            f"{len(pictures)} pictures, {len(titles)} titles and {len(signs)} words."
        )
    grid = _grid(1, len(pictures), 130)
    for ax, picture, title, has_sign in zip(grid[0], pictures, titles, signs, strict=True):
        _draw(ax, picture, has_sign)
        ax.set_title(title, fontsize=9, color=palette.TEXT)
    words = [_said(*each) for each in zip(titles, pictures, signs, strict=True)]
    return describe(grid[0][-1], " ".join(words))


def filters(kernels, patches) -> Axes:
    """Kernels in a row, and under each the pieces of pictures that it answered most.

    ``kernels`` (n, rows, columns), or None to show the pieces alone; ``patches`` (n, some, rows,
    columns), the one it answered most first.
    """
    patches = np.asarray(patches, dtype=float)
    if patches.ndim != 4 or (kernels is not None and len(kernels) != len(patches)):
        raise ValueError(
            "patches is (filters, some, rows, columns), and there is one kernel for each filter. "
            f"Received patches of shape {patches.shape} and "
            f"{'no' if kernels is None else len(kernels)} kernels."
        )
    above = 0 if kernels is None else 1
    grid = _grid(above + patches.shape[1], len(patches), 84 if len(patches) < 9 else 62)
    for column, pieces in enumerate(patches):
        grid[0][column].set_title(f"{column}", fontsize=9, color=palette.TEXT)
        if above:
            _draw(grid[0][column], _flat(kernels[column]), signed=True)
        for ax, piece in zip((row[column] for row in grid[above:]), pieces, strict=True):
            _draw(ax, piece, signed=False)
    return describe(grid[-1][-1], _filters_said(kernels, patches))


def _grid(rows: int, columns: int, side: int) -> list[list[Paper]]:
    """Axes for ``rows`` by ``columns`` small pictures."""
    first = paper(columns * (side + GAP) + GAP, rows * (side + GAP) + HEAD)
    figure = first.get_figure()
    first.remove()
    return [
        [
            figure.add_subplot(rows, columns, row * columns + column + 1, axes_class=Paper)
            for column in range(columns)
        ]
        for row in range(rows)
    ]


def _draw(ax: Axes, picture: np.ndarray, signed: bool) -> None:
    reach = max(float(np.abs(picture).max()), 1e-9) if signed else 1
    colours = {"cmap": SIGNS, "vmin": -reach, "vmax": reach} if signed else {"cmap": INK}
    ax.imshow(picture, **{"vmin": 0, "vmax": 1, "interpolation": "nearest"} | colours)
    ax.set(xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set(color=palette.FAINT, linewidth=0.8)


def _flat(picture) -> np.ndarray:
    """(rows, columns, 1) as (rows, columns)."""
    picture = np.asarray(picture, dtype=float)
    picture = picture[..., 0] if picture.ndim == 3 and picture.shape[-1] == 1 else picture
    if picture.ndim != 2:
        raise ValueError(f"A picture is (rows, columns). Received the shape {picture.shape}.")
    return picture


def _said(title: str, picture: np.ndarray, signed: bool) -> str:
    size = "{} by {} pixels".format(*picture.shape)
    if not signed:
        return f"{title or 'A picture'}: {size}, {np.mean(picture > 0.5):.0%} of them ink."
    row, column = np.unravel_index(np.abs(picture).argmax(), picture.shape)
    return (
        f"{title or 'A map'}: {size}, from {picture.min():.2f} to {picture.max():.2f}, strongest "
        f"in row {row + 1}, column {column + 1}."
    )


def _filters_said(kernels, patches: np.ndarray) -> str:
    said = f"{patches.shape[1]} pieces of pictures, {patches.shape[2]} by {patches.shape[3]} "
    said += f"pixels, for each of {len(patches)} filters: those that it answered most."
    if kernels is None:
        return said
    return f"{said} Above them its kernel. " + " ".join(
        f"Filter {i} {direction(kernel)}." for i, kernel in enumerate(kernels)
    )


def direction(kernel) -> str:
    """What a 3x3 kernel compares, in words: the side where it weighs most, less the other.

    >>> direction([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    'looks for ink on the right and paper on the left'
    """
    kernel = _flat(kernel)
    right = float((kernel[:, -1] - kernel[:, 0]).sum())
    down = float((kernel[-1] - kernel[0]).sum())
    if max(abs(right), abs(down)) <= 0.5 * np.abs(kernel).sum() / 3:
        return "prefers no side"
    if abs(right) > abs(down):
        sides = ("right", "left") if right > 0 else ("left", "right")
        return "looks for ink on the {} and paper on the {}".format(*sides)
    sides = ("below", "above") if down > 0 else ("above", "below")
    return "looks for ink {} and paper {}".format(*sides)
