"""Which figures of the lessons are alive on the site: the one list of them.

A figure is found by its lesson and by how the last line of its cell begins, and it is the first
such cell. ``every`` says which of its sliders move, and by how many of their own steps at a time:
they move one at a time, for all their states together would be thousands. A figure without
``every`` computes in the browser, and needs none.
"""

import dataclasses

WIDE, PHONE = 760, 350  # CSS pixels


@dataclasses.dataclass(frozen=True)
class Declared:
    """One figure: the stem of its notebook, its line, the sliders that move, and how wide it is."""

    notebook: str
    line: str
    every: dict[str, int] = dataclasses.field(default_factory=dict)
    widths: tuple[int, ...] = (WIDE, PHONE)


FRONT = Declared(
    "01_neuron",
    "widgets.neuron(weights=[0, 1]",
    {"w1": 10, "w2": 10, "b": 20, "x1": 10, "x2": 10},
)

FIGURES = (
    FRONT,
    Declared("01_neuron", "widgets.neuron(neuron, inputs", {"w1": 10, "b": 20}),
    Declared("01_neuron", "widgets.sharpness(", {"times": 4}),
    Declared("02_activations", "widgets.rivals(z=1)", {"z": 5}),
    Declared("03_network", "widgets.network(model, x=[2, 3])", {"w": 10, "b": 10, "x": 10}),
    Declared(
        "03_network", "widgets.network(single, x=corners, y=[0, 0, 0, 1])", {"w": 10, "b": 10}
    ),
    Declared("04_layers", "widgets.matrix_product("),
    Declared("05_loss", "widgets.losses(", {"y_pred": 7, "y_true": 1}),
    Declared("05_loss", "widgets.loss_landscape(neuron, x, y_true, names)", {"w1": 50, "w2": 50}),
    Declared("06_backprop", "widgets.nudge(", {"dw": 5}),
    Declared("06_backprop", "widgets.network(model, x=alice", {"w": 10, "b": 10}),
    Declared("07_gradient_check", "widgets.step_size(", {"h": 2}),
    Declared("08_sgd", "widgets.training(model, known.x", {"epoch": 12}),
    Declared("08_sgd", "widgets.bowl(", {"rate": 10, "steps": 2}),
    Declared("09_hidden_layers", "widgets.depth(", {"hidden": 1}),
    Declared("11_optimizers", 'widgets.descent("SGD", learning', {"rate": 4, "steps": 10}),
    Declared("13_filters", "widgets.kernel("),
    Declared("14_recurrence", "widgets.memory_unit(", {"u": 4}),
    Declared("14_recurrence", "widgets.memory_cell(", {"step": 1}),
    Declared("15_without_labels", "widgets.code_map(encoder, decoder, test.x)"),
    Declared("16_attention", "widgets.attention_plane("),
    Declared("16_attention", "widgets.saturation(", {"d": 4, "draw": 4}),
)
