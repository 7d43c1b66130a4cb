"""The drawn network: where things stand, what a pass says, and that no two labels meet."""

import json
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_lib import Dense, Input, Sequential, figures, numerical_gradient, set_floatx
from course_lib.figures import network, palette, still, surface
from course_lib.figures.network_pass import Pass
from course_lib.figures.palette import contrast
from course_lib.figures.way_back import growing, way_back
from course_lib.figures.wiring import RADIUS, Wiring

SIZES = [(2, 2, 1), (3, 2, 1), (2, 3, 3, 1), (2, 4, 1), (1, 1), (6, 6, 3)]


def model_of(sizes, activation="sigmoid", scale=2.0):
    model = Sequential([Input((sizes[0],)), *(Dense(n, activation) for n in sizes[1:])])
    rng = np.random.default_rng(sum(sizes))
    model.params[:] = scale * rng.normal(size=model.params.size)
    model.compile(optimizer="sgd", loss="mse")
    return model


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


# ---------------------------------------------------------------------------------- its places


def test_every_number_has_a_name_of_its_own_neuron_by_neuron():
    wiring = Wiring(model_of((2, 3, 3, 1)))
    names = [part.name for part in wiring.parameters]
    assert names[:6] == ["w1", "w2", "b1", "w3", "w4", "b2"]
    assert sorted(names) == sorted([f"w{i}" for i in range(1, 19)] + [f"b{i}" for i in range(1, 8)])
    nodes = [node.name for node in wiring.nodes]
    assert nodes == ["x1", "x2", "h1", "h2", "h3", "h4", "h5", "h6", "o1"]


def test_a_part_is_the_number_that_its_name_says():
    model = model_of((2, 2, 1))
    wiring = Wiring(model)
    parts = {part.name: part for part in wiring.parameters}
    h1, h2 = model.layers[0].neurons
    o1 = model.layers[1].neurons[0]
    for names, neuron in ((("w1", "w2"), h1), (("w3", "w4"), h2), (("w5", "w6"), o1)):
        assert [wiring.value(parts[name]) for name in names] == neuron.w.tolist()
    wiring.set(parts["w3"], 7.0)
    wiring.set(parts["b2"], -7.0)
    assert (h2.w[0], h2.b) == (7.0, -7.0)
    assert model.params[1] == 7.0  # no copy


@pytest.mark.parametrize("gradients", [False, True])
@pytest.mark.parametrize("sizes", SIZES)
def test_no_two_texts_meet_and_none_leaves_the_paper(sizes, gradients):
    """Measured on the drawing, with numbers as wide as they get."""
    model = model_of(sizes, scale=6.0)
    wiring = Wiring(model, slopes=gradients)
    x = -np.arange(1.0, sizes[0] + 1) / 4
    run = Pass(model, wiring, x, np.ones(sizes[-1]) if gradients else None)
    figure = network.still_picture(wiring, run, None, x[np.newaxis], None, 0)
    canvas = FigureCanvasAgg(figure)
    (ax,) = figure.axes
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in ax.texts]
    assert len(boxes) >= len(wiring.parameters) + 2 * len(wiring.nodes)
    for one, other in combinations(boxes, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert across < 0.5 or down < 1.5, (one, other)  # the boxes hold air above the letters
    width, height = canvas.get_width_height()
    assert all(box.x0 >= 0 and box.x1 <= width for box in boxes)
    assert all(box.y0 >= 0 and box.y1 <= height for box in boxes)


@pytest.mark.parametrize("gradients", [False, True])
@pytest.mark.parametrize("sizes", SIZES)
def test_no_label_covers_a_node_or_another_label(sizes, gradients):
    """Measured on the places, with the widest label that there is room for."""
    wiring = Wiring(model_of(sizes), slopes=gradients)
    half, tall = wiring.label_width / 2, 8.5 * wiring.lines
    for one, other in combinations(wiring.weights, 2):
        assert abs(one.x - other.x) >= 2 * half or abs(one.y - other.y) >= 2 * tall
    for weight in wiring.weights:
        for node in wiring.nodes:
            across = max(abs(weight.x - node.x) - half, 0)
            down = max(abs(weight.y - node.y) - tall, 0)
            assert np.hypot(across, down) >= RADIUS


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("a string", "Sequential of Dense layers"),
        (Sequential([Dense(2)]), r"put Input\(\(2,\)\)"),
        (Sequential([Input((2,)), Dense(7)]), "room for 6 neurons"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(model, words):
    with pytest.raises(ValueError, match=words):
        Wiring(model)


# ------------------------------------------------------------------------------------ its pass


def test_the_textbook_forward(textbook, float64):
    numbers = textbook["feedforward_2_2_1"]
    model = model_of((2, 2, 1))
    model.set_weights([[[0, 0], [1, 1]], [0, 0], [[0], [1]], [0]])
    run = Pass(model, Wiring(model), np.array(numbers["inputs"]), None)
    assert run.a[1].tolist() == [numbers["h1"], numbers["h2"]]
    assert run.a[2][0] == pytest.approx(numbers["output"], abs=1e-15)
    assert (
        run.summary()
        == "x1 = 2, x2 = 3. h1 = 0.953, h2 = 0.953, o1 = 0.722: undecided, leaning to yes."
    )
    assert [step.title for step in run.steps()] == [
        "Inputs",
        "Forward, layer 1",
        "Forward, layer 2",
    ]
    assert "h1: z = 0·2 + 1·3 + 0 = 3.0, a = 0.953." in run.steps()[1].words


def test_the_textbook_backward(textbook, float64):
    numbers = textbook["backprop_alice"]
    model = model_of((2, 2, 1))
    model.params[:] = [1, 1, 1, 1, 0, 0, 1, 1, 0]
    wiring = Wiring(model, slopes=True)
    run = Pass(model, wiring, np.array(numbers["inputs"]), numbers["y_true"])
    parts = {part.name: part for part in wiring.parameters}
    assert wiring.slope(parts["w1"]) == pytest.approx(numbers["dL_dw1"], rel=1e-12)
    assert network.mark(wiring, parts["w1"], True).slope == "d_w1 = 0.02147"
    assert [step.kind for step in run.steps()] == [
        "inputs",
        *["forward"] * 2,
        "loss",
        *["da", "dz", "backward"] * 2,
    ]
    assert run.steps()[8].words == (
        "dz_h1 = d_h1 · 0.0452 = −0.01073, dz_h2 = d_h2 · 0.0452 = −0.01073."
    )
    assert "d_w1 = dz_h1 · x1 = 0.02147" in run.steps()[9].words


@pytest.mark.parametrize(
    ("loss", "activation"), [("mse", "sigmoid"), ("binary_crossentropy", "tanh")]
)
def test_every_slope_that_is_drawn_is_right(float64, loss, activation):
    model = Sequential(
        [Input((2,)), Dense(3, activation), Dense(2, activation), Dense(1, "sigmoid")]
    )
    model.params[:] = np.random.default_rng(1).normal(size=model.params.size)
    model.compile(optimizer="sgd", loss=loss)
    wiring, x = Wiring(model, slopes=True), np.array([0.3, -1.2])

    def loss_now(_):
        return Pass(model, wiring, x, 1.0).loss

    expected = numerical_gradient(loss_now, model.params)
    run = Pass(model, wiring, x, 1.0)
    np.testing.assert_allclose(model.grads, expected, rtol=1e-5, atol=1e-9)
    layer = model.layers[1]
    da = layer.activation.backward(run.da[2], layer.z[0], layer.a[0]) @ layer.kernel.T
    np.testing.assert_allclose(run.da[1], da, rtol=1e-6, atol=1e-6)


def test_softmax_and_several_outputs_are_drawn_too():
    model = Sequential([Input((2,)), Dense(2, "relu"), Dense(3, "softmax")])
    model.compile(optimizer="sgd", loss="categorical_crossentropy")
    run = Pass(model, Wiring(model, True), np.array([1.0, 2.0]), np.array([0, 1, 0]))
    assert run.loss > 0
    assert "y_true = 0, 1, 0" in run.summary()
    assert ": yes" not in run.summary()


def test_the_product_grows_by_a_factor_a_stage(float64):
    model = model_of((2, 2, 1))
    model.params[:] = [1, 1, 1, 1, 0, 0, 1, 1, 0]
    wiring = Wiring(model, slopes=True)
    run = Pass(model, wiring, np.array([-2, -1]), 1)
    parts = {part.name: part for part in wiring.parameters}
    shown = growing(way_back(run, parts["w1"]))
    assert [(one["kind"], one["layer"]) for one in shown] == [
        *(("da", 2), ("dz", 2), ("da", 1), ("dz", 1), ("backward", 1)),
    ]
    assert [one["numbers"] for one in shown] == [
        "= −0.9526",
        "= −0.9526 · 0.2494 = −0.23762",
        "= −0.9526 · 0.2494 · 1 = −0.23762",
        "= −0.9526 · 0.2494 · 1 · 0.0452 = −0.01073",
        "= −0.9526 · 0.2494 · 1 · 0.0452 · (−2) = 0.02147",
    ]
    assert shown[-1]["letters"] == "d_w1 = 2·(o1 − y_true) · o1·(1 − o1) · w5 · h1·(1 − h1) · x1"
    assert [name for one in shown for name in one["on"]] == [
        "o1",
        "o1",
        "w5",
        "h1",
        "h1",
        "w1",
        "x1",
    ]


@pytest.mark.parametrize(
    ("sizes", "activation"),
    [
        ((2, 2, 1), "sigmoid"),
        ((2, 3, 1, 1), "tanh"),
        ((2, 3, 3, 2), "tanh"),
        ((2, 2, 3), "softmax"),
    ],
)
def test_every_way_back_multiplies_to_the_models_slope(float64, sizes, activation):
    hidden = [Dense(units, "tanh") for units in sizes[1:-1]]
    model = Sequential([Input((sizes[0],)), *hidden, Dense(sizes[-1], activation)])
    model.params[:] = np.random.default_rng(3).normal(size=model.params.size)
    model.compile(optimizer="sgd", loss="mse")
    wiring = Wiring(model, slopes=True)
    run = Pass(model, wiring, np.array([0.4, -1.3]), np.arange(1.0, sizes[-1] + 1))
    kinds = [(step.kind, step.layer) for step in run.steps()]
    for part in wiring.parameters:
        factors = way_back(run, part)
        product = np.prod([one.number for one in factors])
        assert product == pytest.approx(wiring.slope(part), rel=1e-9, abs=1e-15)
        at = [kinds.index((one.kind, one.layer)) for one in factors]
        assert at == sorted(set(at))


@pytest.mark.parametrize("sizes", SIZES)
def test_a_neurons_card_holds_what_belongs_to_it_and_meets_no_other(sizes):
    wiring = Wiring(model_of(sizes), slopes=True)
    cards = [card for node in wiring.nodes if (card := wiring.card(node))]
    assert len(cards) == sum(sizes[1:])
    for one, other in combinations(cards, 2):
        assert abs(one[0] - other[0]) >= one[2] or abs(one[1] - other[1]) > one[3] + 8
    assert all(top > 20 and top + height < wiring.height for _, top, _, height in cards)
    for part in wiring.weights:
        half = wiring.label_width / 2
        assert all(part.x + half < left or part.x - half > left + w for left, _, w, _ in cards)
    assert contrast(network.CARD, palette.TEXT) > 4.5
    assert min(contrast(network.CARD, ink) for ink in network._INKS.values()) > 4.5


# ----------------------------------------------------------------------------------- its marks


@pytest.mark.parametrize(
    ("value", "sign", "text"),
    [(0.0, "zero", "w1 = 0"), (0.5, "plus", "w1 = 0.5"), (-1.25, "minus", "w1 = −1.25")],
)
def test_size_is_thickness_and_sign_is_style(value, sign, text):
    model = model_of((1, 1))
    wiring = Wiring(model)
    model.params[0] = value
    mark = network.mark(wiring, wiring.weights[0], False)
    assert (mark.sign, mark.text, mark.slope) == (sign, text, "")
    model.params[0] = 3 * value
    thicker = network.mark(wiring, wiring.weights[0], False)
    assert thicker.width > mark.width or value == 0


@pytest.mark.parametrize(
    ("a", "text"),
    [
        (0.7216, "0.722"),
        (0.99999, "≈ 1"),
        (1e-9, "≈ 0"),
        (1.0, "1.000"),
        (-0.5, "−0.500"),
        (25.04, "25.0"),
    ],
)
def test_a_node_says_what_is_true_in_the_room_it_has(a, text):
    model = Sequential([Input((1,)), Dense(1)])
    model.params[:] = [0, a]
    wiring = Wiring(model)
    run = Pass(model, wiring, np.array([1.0]), None)
    assert network.node_text(run, wiring.nodes[1]) == text


def test_a_bias_that_is_not_there_is_not_drawn():
    model = Sequential([Input((2,)), Dense(1, use_bias=False)])
    assert [part.name for part in Wiring(model).parameters] == ["w1", "w2"]
    assert "o1 = " in figures.network_diagram(model, [1, 2]).alt


def test_the_diagram_is_a_picture_with_words():
    ax = figures.network_diagram(model_of((3, 2, 1)), [1, 2, 3], y=1, gradients=True)
    data, metadata = ax._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == ax.alt
    assert ax.alt.startswith("A network of layers 3-2-1. x1 = 1, x2 = 2, x3 = 3.")
    assert "the loss (mean squared error) is" in ax.alt


# ------------------------------------------------------------------------------------- its map


def test_the_map_says_what_the_model_says():
    model = model_of((2, 3, 1))
    said = surface.map_of(model, -6, 6)
    ticks = np.linspace(-6, 6, surface.GRID)
    for row, column in ((0, 0), (10, 70), (80, 80)):
        a = float(model([[ticks[column], ticks[row]]])[0, 0])
        assert abs(said.shades[row, column] - 128 * a) <= 1


def test_the_boundary_is_where_the_model_cannot_decide():
    model = model_of((2, 1))
    model.set_weights([[[1], [2]], [-1]])
    (line,) = surface.map_of(model, -6, 6).lines
    np.testing.assert_allclose(line @ [1, 2], 1, atol=1e-3)


@pytest.mark.parametrize("activation", ["linear", "tanh", "relu"])
def test_a_map_of_outputs_that_are_no_shares_is_centred_on_zero(activation):
    model = model_of((2, 1), activation)
    model.params[:] = [1, 1, 0]
    said = surface.map_of(model, -6, 6)
    assert said.shades[40, 40] == 64
    assert said.shades[80, 80] == 128


def test_a_flat_map_has_no_boundary():
    model = model_of((2, 1))
    model.params[:] = 0
    assert surface.map_of(model, -6, 6).lines == []


def test_the_still_has_the_map_beside_it():
    model = model_of((2, 2, 1))
    wiring, points = Wiring(model), np.array([[0.0, 1.0], [1.0, 0.0]])
    run = Pass(model, wiring, points[0], None)
    said = surface.map_of(model, *surface.view(points))
    both = network.still_picture(wiring, run, said, points, np.array([[0.0], [1.0]]), 1)
    alone = network.still_picture(wiring, run, None, points, None, 0)
    assert still.size(both)[0] > still.size(alone)[0] + 232
    assert len(both.axes) == 2
