"""The live figure's Python half, with the browser's messages sent by hand."""

import gc
import weakref

import pytest
from matplotlib.figure import Figure

from course_lib.widgets import LiveFigure, Slider
from course_lib.widgets.live_figure import MAX_SHARPNESS


class Spy(LiveFigure):
    """A live figure whose messages to the browser are kept."""

    def __init__(self, *args, **kwargs):
        self.sent = []
        super().__init__(*args, **kwargs)

    def send(self, content, buffers=None):
        self.sent.append((content, buffers))

    def hear(self, **message):
        self._handle_custom_msg({"view": "a"} | message, [])
        return self.sent[-1][0]


@pytest.fixture
def live():
    figure = Figure(figsize=(3, 2), dpi=100)
    ax = figure.add_subplot(xlim=(0, 10), ylim=(0, 10))
    (point,) = ax.plot([5], [5], "o", animated=True)

    def update(values):
        if values["x"] == 7:
            raise RuntimeError("no sevens")
        point.set_data([values["x"]], [values["y"]])
        return f"({values['x']:g}, {values['y']:g})"

    def fit(width):
        figure.set_size_inches(width / 100, 2)

    sliders = [Slider("x", 0, 10, 0.5, 2.0, "across"), Slider("y", 0, 10, 0.5, 3.0, "up")]
    return Spy(figure, sliders, update, alt="A dot.", fit=fit)


def test_it_begins_where_its_sliders_begin(live):
    assert live.values == {"x": 2, "y": 3}
    assert live.readout == "(2, 3)"


def test_a_new_view_gets_the_whole_picture_at_its_size(live):
    frame = live.hear(type="show", near=False, width=400, sharpness=1.5)
    assert frame["type"] == "frame"
    assert frame["view"] == "a"
    assert (frame["width"], frame["height"], frame["sharpness"]) == (600, 300, 1.5)
    assert frame["tiles"] == [(0, 0, 600, 300)]
    assert frame["values"] == {"x": 2, "y": 3}


@pytest.mark.parametrize("near", [True, False])
def test_pixels_are_compressed_for_a_browser_far_away(live, near):
    frame = live.hear(type="show", near=near, width=300, sharpness=1)
    (pixels,) = live.sent[-1][1]
    assert frame["compressed"] is not near
    assert (len(pixels) == 300 * 200 * 4) is near


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1), (1.25, 1.25), (4, MAX_SHARPNESS)])
def test_sharpness_has_its_bounds(live, asked, given):
    assert live.hear(type="show", near=False, width=300, sharpness=asked)["sharpness"] == given


def test_a_move_sends_what_changed(live):
    live.hear(type="show", near=False, width=300, sharpness=1)
    frame = live.hear(type="move", values={"x": 4})
    assert frame["readout"] == live.readout == "(4, 3)"
    assert frame["values"] == {"x": 4, "y": 3}
    assert frame["tiles"]
    assert sum(w * h for _, _, w, h in frame["tiles"]) < 300 * 200 / 4


@pytest.mark.parametrize("value", [0, 10])
@pytest.mark.parametrize("name", ["x", "y"])
def test_every_slider_reaches_both_ends(live, name, value):
    live.hear(type="move", values={name: value})
    assert live.values[name] == value


def test_every_question_gets_one_answer(live):
    for value in range(11):  # one of them makes update fail
        live.hear(type="move", values={"x": value})
    assert len(live.sent) == 11
    assert all(content["view"] == "a" for content, _ in live.sent)


def test_a_failing_update_says_so(live):
    frame = live.hear(type="move", values={"x": 7})
    assert frame["readout"] == "The picture did not move. RuntimeError: no sevens"
    assert live.hear(type="move", values={"x": 8})["readout"] == "(8, 3)"


def test_values_beyond_the_end_stop_at_the_end(live):
    assert live.move(x=99) == "(10, 3)"
    assert live.move(x=-99, y=4) == "(0, 4)"


@pytest.mark.parametrize("values", [{"x": float("nan")}, {"x": float("inf")}, {"z": 1}])
def test_what_no_slider_can_be_is_refused(live, values):
    with pytest.raises(ValueError, match=r"Expected a finite number for one of x, y\. Received"):
        live.move(**values)
    assert live.values == {"x": 2, "y": 3}


def test_a_move_from_python_reaches_every_view(live):
    live.hear(type="show", near=False, width=300, sharpness=1)
    live.move(y=9)
    content, _ = live.sent[-1]
    assert content["view"] is None
    assert content["values"] == {"x": 2, "y": 9}


def test_the_bundle_has_the_view_a_still_its_words_and_alt_text(live):
    live.move(x=6)
    bundle, metadata = live._repr_mimebundle_()
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == live.model_id
    assert bundle["text/plain"] == "(6, 3)"
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"] == {"alt": "A dot. (6, 3)", "width": 300, "height": 200}


def test_the_still_is_the_same_at_any_sharpness_of_the_view(live):
    one = live._repr_mimebundle_()[0]["image/png"]
    live.hear(type="show", near=False, width=300, sharpness=2)
    assert live._repr_mimebundle_()[0]["image/png"] == one


def test_a_closed_figure_is_garbage():
    live = LiveFigure(Figure(), [], lambda values: "")
    widget, figure = weakref.ref(live), weakref.ref(live.figure)
    live.close()
    del live
    gc.collect()
    assert widget() is None
    assert figure() is None
