"""k-means, step by step: every point goes to its nearest centre, every centre to its points."""

from collections.abc import Iterator

import numpy as np

from course_lib.figures import charts, palette
from course_lib.figures.code_map import bounds

LAST = 40  # steps that the slider has: twenty times assign and move
MOST = 10  # clusters
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "<", "*", ">")


def distances(points, centres) -> np.ndarray:
    """The squared distance of each point to each centre: (points, centres)."""
    points, centres = np.asarray(points, dtype=float), np.asarray(centres, dtype=float)
    return ((points[:, np.newaxis] - centres) ** 2).sum(axis=-1)


def assign(points, centres) -> np.ndarray:
    """For each point the number of its nearest centre."""
    return distances(points, centres).argmin(axis=1)


def move(points, centres, labels) -> np.ndarray:
    """Each centre at the mean of its points; one that has none stays.

    >>> move(np.array([[0.0], [2.0]]), np.array([[5.0], [9.0]]), np.array([0, 0])).tolist()
    [[1.0], [9.0]]
    """
    moved = np.array(centres, dtype=float)
    for j in set(labels.tolist()):
        moved[j] = points[labels == j].mean(axis=0)
    return moved


def walk(points, centres, steps: int) -> Iterator[tuple[np.ndarray, np.ndarray | None, int]]:
    """Centres and labels at the start and after each step, and how much that step has changed.

    Odd steps assign, and change some labels; even ones move, and change some centres. Before the
    first nothing has a label.
    """
    centres, labels = np.array(centres, dtype=float), None
    yield centres, labels, 0
    for number in range(1, steps + 1):
        if number % 2:
            before, labels = labels, assign(points, centres)
            changed = len(points) if before is None else int((before != labels).sum())
        else:
            before, centres = centres, move(points, centres, labels)
            changed = int((np.abs(before - centres) > 1e-9).any(axis=1).sum())
        yield centres, labels, changed


def settled(points, centres, most: int = 100) -> tuple[np.ndarray, np.ndarray]:
    """Centres and labels where nothing changes any more."""
    for _ in range(most):
        labels = assign(points, centres)
        moved = move(points, centres, labels)
        if np.allclose(moved, centres):
            break
        centres = moved
    return centres, labels


class KMeansPicture:
    """Points in the colour and shape of their cluster; centres as large marks, with their way."""

    alt = (
        "Points on a plane, each in the colour and shape of the cluster that it belongs to, grey "
        "before the first step; and a large mark for each centre, with the way that it has come."
    )

    def __init__(self, points, ends=None, width: int = charts.WIDEST):
        self.points = np.asarray(points, dtype=float)
        self.ends = bounds(self.points) if ends is None else ends
        self.figure = charts.blank()
        self.axes = self.figure.add_subplot()
        self._draw()
        self.fit(width)

    def update(self, start, step: int, note: str = "") -> str:
        """Show k-means after ``step`` steps from the centres ``start``; answer in words."""
        states = list(walk(self.points, start, step))
        centres, labels, changed = states[-1]
        self.loose.set_data(*(self.points.T if labels is None else ([], [])))
        ways = np.array([state[0] for state in states])
        for j, (dots, mark, way) in enumerate(zip(self.dots, self.marks, self.ways, strict=True)):
            there = labels is not None and j < len(centres)
            dots.set_data(*(self.points[labels == j].T if there else ([], [])))
            mark.set_data(*(centres[j : j + 1].T if j < len(centres) else ([], [])))
            way.set_data(*(ways[:, j].T if j < len(centres) else ([], [])))
        self.title.set_text(_named(step).rstrip(":"))
        return f"{self._in_words(centres, labels, changed, step)} {note}".strip()

    def _in_words(self, centres, labels, changed: int, step: int) -> str:
        if labels is None:
            return (
                f"{_named(step)} {len(centres)} centres, and no point belongs to any of them yet."
            )
        what = f"{changed} of {len(self.points)} points have changed their cluster."
        if step % 2 == 0:
            what = f"{changed} of {len(centres)} centres have moved."
        if changed == 0 and step > 1:
            what += " It has come to rest."
        sizes = np.bincount(labels, minlength=len(centres))
        squared = distances(self.points, centres)[np.arange(len(labels)), labels].mean()
        empty = int((sizes == 0).sum())
        said = f"{_named(step)} {what} Points in each cluster: {', '.join(map(str, sizes))}."
        if empty:
            said += f" {empty} of the clusters {'is' if empty == 1 else 'are'} empty."
        return f"{said} Mean squared distance to the centres: {squared:.2g}."

    def fit(self, width: float) -> None:
        """Lay the plane out for ``width`` CSS pixels."""
        width = min(charts.within(width), 560)
        height = round(0.74 * width) + 30
        box = (82, 44, width - 94, height - 76)  # beside it: −0.75, and a name
        charts.place(self.figure, (self.axes,), (box,), width, height)

    def _draw(self) -> None:
        ax = self.axes
        (left, right), (bottom, top) = self.ends
        ax.set(
            xlim=(left, right), ylim=(bottom, top), xlabel="first number", ylabel="second number"
        )
        moving = {"linestyle": "none", "markeredgewidth": 0, "animated": True, "clip_on": False}
        (self.loose,) = ax.plot([], [], "o", markersize=3.5, color=palette.FAINT, **moving)
        self.dots, self.ways, self.marks = [], [], []
        for colour, shape in zip(palette.TEN, SHAPES, strict=True):
            (dots,) = ax.plot([], [], shape, markersize=4.5, color=colour, **moving)
            (way,) = ax.plot([], [], "-", linewidth=1.2, color=palette.TEXT, animated=True)
            large = {"markersize": 12, "markeredgecolor": palette.TEXT, "zorder": 5}
            (mark,) = ax.plot(
                [], [], shape, color=colour, **moving | large | {"markeredgewidth": 1.8}
            )
            self.dots.append(dots)
            self.ways.append(way)
            self.marks.append(mark)
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)


def _named(step: int) -> str:
    """What a step does.

    >>> _named(0), _named(1), _named(4)
    ('At the start:', 'Step 1, assign:', 'Step 4, move:')
    """
    return f"Step {step}, {'assign' if step % 2 else 'move'}:" if step else "At the start:"
