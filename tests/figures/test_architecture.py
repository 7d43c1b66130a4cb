"""A model's table with bars: lengths are counts, and nothing covers anything."""

import json
from itertools import product

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_lib import widgets
from course_lib.figures.architecture import NARROWEST, WIDEST

ENDS = list(product([1, 64], [0, 3], [1, 128], [1, 64]))


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)


def picture_of(inputs, hidden, units, outputs, width=WIDEST):
    figure = widgets.architecture(inputs, hidden, units, outputs)
    figure.picture.fit(width)
    figure.picture.update(figure.model)
    return figure.picture


def test_the_textbook_network(textbook):
    book = textbook["keras_20_64_10"]
    picture = picture_of(20, 1, 64, 10)
    counts = [row[2].get_text() for row in picture.rows if row[0].get_visible()]
    assert counts == [f"{book['params'][name]:,}" for name in ("dense", "dense_1")]
    in_all, after = (text.get_text() for text in picture.total_names)
    assert in_all == f"in all, as built: {book['params']['total']:,} ({book['size']})"
    assert after == "after fit with Adam: 5,984, 3,990 of them Adam's"


@pytest.mark.parametrize(("inputs", "hidden", "units", "outputs"), ENDS)
def test_bars_are_as_long_as_their_counts(inputs, hidden, units, outputs):
    picture = picture_of(inputs, hidden, units, outputs)
    counts = [layer.count_params() for layer in picture.model.layers]
    scale = picture.room / max(counts)
    for layer, count, (weights, biases) in zip(
        picture.model.layers, counts, picture.bars, strict=False
    ):
        assert weights.get_width() + biases.get_width() == pytest.approx(scale * count)
        assert biases.get_width() == pytest.approx(scale * layer.units)
    assert sum(row[0].get_visible() for row in picture.rows) == len(counts)
    built, learned, kept = (box.get_width() for box in picture.totals)
    assert built == learned
    assert kept / learned == pytest.approx((2 * sum(counts) + 2) / sum(counts))


@pytest.mark.parametrize("width", [NARROWEST, 560, WIDEST])
@pytest.mark.parametrize(("inputs", "hidden", "units", "outputs"), ENDS)
def test_nothing_covers_anything_at_any_end(inputs, hidden, units, outputs, width):
    picture = picture_of(inputs, hidden, units, outputs, width)
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    rows = [text for row in picture.rows for text in row if text.get_visible()]
    bars = [box for row in picture.bars for box in row if box.get_visible()]
    artists = [*picture.heads, *rows, *bars, *picture.total_names, *picture.totals]
    boxes = [artist.get_window_extent(renderer) for artist in artists]
    for i, one in enumerate(boxes):
        assert one.x0 >= 0
        assert one.x1 <= picture.width
        assert one.y0 >= 0
        for other in boxes[:i]:
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            down = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert across < 1.5 or down < 1.5, (one, other)


def test_it_is_drawn_once_and_then_moved():
    figure = widgets.architecture()
    artists = set(figure.picture.ax.get_children())
    figure.move(hidden=3, units=5)
    assert set(figure.picture.ax.get_children()) == artists
