"""Layers as arrays: the rectangles are the shapes, and the counts are the model's."""

import json
from itertools import product

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_lib import Dense, Input, Sequential
from course_lib.figures.layers import NARROWEST, WIDEST, LayersPicture

ENDS = list(product([1, 64], [1, 64], [1, 128], [1, 64]))


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)


def model_of(inputs, one, two):
    layers = [Dense(units, kernel_initializer="zeros") for units in (one, two)]
    return Sequential([Input((inputs,)), *layers])


@pytest.mark.parametrize(("rows", "inputs", "one", "two"), [(32, 20, 64, 10), *ENDS])
def test_a_rectangle_is_as_tall_as_its_rows_and_as_wide_as_its_columns(rows, inputs, one, two):
    picture = LayersPicture(model_of(inputs, one, two), rows)
    shapes = [(rows, inputs), (inputs, one), (rows, one), (one, two), (rows, two)]
    unit = 118 / max(10, rows, inputs, one, two)  # pixels: the largest just fits
    for box, (n, m) in zip(picture.arrays, shapes, strict=True):
        assert box.get_height() == pytest.approx(max(n * unit, 2), abs=0.01)
        assert box.get_width() == pytest.approx(max(m * unit, 2), abs=0.01)
    assert [text.get_text().split("\n")[0] for text in picture.shapes] == [str(s) for s in shapes]


def test_the_textbook_count(textbook):
    params = textbook["keras_20_64_10"]["params"]
    picture = LayersPicture(model_of(20, 64, 10), 32)
    first, second = params["dense"], params["dense_1"]
    assert [text.get_text() for text in picture.counts] == [
        f"layer 1: {first:,}",
        f"layer 2: {second:,}",
    ]
    assert picture.total.get_text() == f"Parameters: {params['total']:,}"
    assert f"20·64 + 64 = {first:,}" in picture.readout
    share = picture.bar[0].get_width() / (picture.bar[0].get_width() + picture.bar[1].get_width())
    assert share == pytest.approx(first / params["total"])


@pytest.mark.parametrize("width", [NARROWEST, 560, WIDEST])
@pytest.mark.parametrize(("rows", "inputs", "one", "two"), ENDS)
def test_nothing_covers_anything_at_any_end(rows, inputs, one, two, width):
    picture = LayersPicture(model_of(inputs, one, two), rows, width)
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    texts = [*picture.shapes, *picture.counts, picture.total, *picture.names, *picture.bias_names]
    boxes = [text.get_window_extent(renderer) for text in texts]
    boxes += [box.get_window_extent(renderer) for box in picture.biases]
    boxes += [box.get_window_extent(renderer) for box in picture.arrays]
    for i, one_box in enumerate(boxes):
        assert one_box.x0 >= 0
        assert one_box.x1 <= picture.width
        for other in boxes[:i]:
            across = min(one_box.x1, other.x1) - max(one_box.x0, other.x0)
            down = min(one_box.y1, other.y1) - max(one_box.y0, other.y0)
            assert across < 1 or down < 1, (one_box, other)


def test_it_is_drawn_once_and_then_moved():
    picture = LayersPicture(model_of(20, 64, 10), 32)
    artists = set(picture.ax.get_children())
    picture.update(model_of(3, 5, 2), 4)
    assert set(picture.ax.get_children()) == artists
