"""Pictures for the page: a decision boundary, and a neuron with its numbers on it."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_lib import Neuron, data, figures
from course_lib.figures import palette


def labels(ax):
    return [text.get_text() for text in ax.texts]


def test_a_neurons_boundary_is_its_line():
    ax = figures.decision_boundary(Neuron([2, -1], 1))
    (contour,) = [artist for artist in ax.collections if hasattr(artist, "levels")]
    points = np.concatenate([path.vertices for path in contour.get_paths()])
    np.testing.assert_allclose(points @ [2, -1] + 1, 0, atol=1e-3)


def test_drawing_a_neuron_does_not_touch_what_it_remembers():
    neuron = Neuron([2, -1], 1)
    neuron([3, 4])
    figures.decision_boundary(neuron)
    assert neuron.x.tolist() == [3, 4]


def test_the_people_are_told_apart_by_shape_and_name():
    known, _ = data.people()
    ax = figures.decision_boundary(Neuron([-0.3, -0.5], 1), known.x, known.y)
    no, yes = (artist for artist in ax.collections if len(artist.get_offsets()) == 2)
    assert np.asarray(yes.get_offsets()).tolist() == known.x[known.y == 1].tolist()
    assert len(no.get_paths()[0].vertices) != len(yes.get_paths()[0].vertices)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["no (0)", "yes (1)"]
    (low, high) = ax.get_xlim()
    assert low < known.x[:, 0].min()
    assert high > known.x[:, 0].max()


def test_a_model_that_never_changes_its_mind_has_no_line():
    ax = figures.decision_boundary(lambda rows: np.ones((len(rows), 1)))
    assert ax.alt == "A map of x1 and x2: the model says yes on 100 % of it."
    assert not [artist for artist in ax.collections if hasattr(artist, "levels")]


def test_one_output_a_row_is_needed():
    with pytest.raises(ValueError, match=r"one output for each row\. Received \(40000, 2\)"):
        figures.decision_boundary(lambda rows: rows)


def test_a_callers_axes_are_drawn_on_and_returned():
    ax = Figure().add_subplot()
    assert figures.decision_boundary(Neuron([2, -1], 1), ax=ax) is ax
    ax = Figure().add_subplot()
    assert figures.neuron_diagram([0, 1], 4, [2, 3], ax=ax) is ax


def test_the_diagram_has_every_number():
    ax = figures.neuron_diagram([0, 1], 4, [2, 3])
    expected = {"2", "3", "w1 = 0", "w2 = 1", "b = 4", "z = 7.0", "0.999", "sigmoid", "x1", "x2"}
    assert expected <= set(labels(ax))
    assert ax.alt == "A neuron: 0·2 + 1·3 + 4 = 7.0, and sigmoid(7.0) = 0.999."


def test_weights_are_told_apart_by_style_and_thickness():
    ax = figures.neuron_diagram([2, -1, 0], 0, [1, 1, 1], activation="tanh")
    edges = [line for line in ax.lines if len(line.get_xdata()) == 2]
    assert [line.get_linestyle() for line in edges] == ["-", "--", ":"]
    assert [line.get_color() for line in edges] == [palette.BLUE, palette.ORANGE, palette.FAINT]
    widths = [line.get_linewidth() for line in edges]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("weights", [[1, 2, 3], [[1, 2]], 1])
def test_a_weight_for_each_input(weights):
    with pytest.raises(ValueError, match="one weight for each input"):
        figures.neuron_diagram(weights, 0, [2, 3])


def test_a_notebook_shows_a_picture_with_alt_text():
    ax = figures.neuron_diagram([0, 1], 4, [2, 3])
    bundle, metadata = ax._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == metadata["image/png"]["alt"] == ax.alt


def test_pyplot_knows_nothing_of_our_figures():
    from matplotlib import pyplot

    before = pyplot.get_fignums()
    figures.neuron_diagram([0, 1], 4, [2, 3])
    figures.decision_boundary(Neuron([2, -1], 1))
    assert pyplot.get_fignums() == before
