"""Two networks from the same weights, without and with batch norm, as they are shown."""

import numpy as np
import pytest

from course_lib import SGD, Activation, BatchNormalization, Dense, Input, Sequential, widgets
from course_lib.data.tide_parts import tide_parts
from course_lib.figures import still
from course_lib.nn.floatx import precision
from course_lib.nn.randomness import seeded
from course_lib.widgets.norm_training import NormTraining


@pytest.fixture(scope="module")
def rows():
    ((x, y), *_), mean, std = tide_parts()
    return (x - mean) / std, y


def by_hand(rows, norm, times):
    """The network that the figure describes, trained in one go."""
    between = (lambda: [BatchNormalization()]) if norm else list
    blocks = [layer for _ in range(3) for layer in (Dense(8), *between(), Activation("tanh"))]
    with precision("float64"), seeded(3):
        model = Sequential([Input((1,)), *blocks, Dense(1)])
    for layer in model.layers[:-1]:
        if isinstance(layer, Dense):
            layer.kernel *= times
    model.compile(SGD(0.1), "mse")
    model.fit(*rows, batch_size=20, epochs=400, shuffle=False, verbose=0)
    return model


@pytest.mark.parametrize("norm", [False, True])
def test_what_is_shown_is_the_training_that_a_cell_would_do(rows, norm):
    live = widgets.batch_norm(*rows, times=10)
    model = by_hand(rows, norm, 10)
    np.testing.assert_allclose(live.trained.models[norm].params, model.params)
    x, y = rows
    loss = np.mean((model(x, training=True) - y) ** 2)
    assert live.trained.losses[norm][-1] == pytest.approx(loss)


def test_looking_moves_no_statistics(rows):
    trained = NormTraining(*rows, 1.0, 10, 3)
    norm = next(la for la in trained.models[1].layers if isinstance(la, BatchNormalization))
    assert (norm.moving_mean == 0).all()
    assert (norm.moving_variance == 1).all()


def test_slices_lead_to_the_same_end(rows):
    whole, sliced = (NormTraining(*rows, 3.0, 60, 3) for _ in range(2))
    whole.advance()
    while sliced.more:
        sliced.advance(seconds=0)
    assert sliced.losses == whole.losses
    assert sliced.epochs == whole.epochs


def test_with_batch_norm_the_size_of_the_first_weights_hardly_matters(rows):
    """What the lesson says of both ends and of the middle."""
    ends = {}
    for times in 10.0 ** np.arange(-2, 2.25, 0.25):
        trained = NormTraining(*rows, times, 400, 3)
        trained.advance()
        ends[round(float(times), 2)] = [losses[-1] for losses in trained.losses]
    assert max(with_it for _, with_it in ends.values()) < 0.07
    assert min(ends[times][0] for times in (0.01, 0.1, 100)) > 0.5
    assert max(ends[1]) < 0.07


def test_both_ends_and_the_words(rows):
    live = widgets.batch_norm(*rows)
    assert live.readout.startswith("First weights times 1, epoch 400. Without batch norm")
    assert live.move(times=0.01).startswith("First weights times 0.01,")
    said = live.move(times=100)
    assert "the training loss is 0.54, and 100% of the sums lie where tanh is flat" in said
    assert "epoch 0." in live.move(epoch=0)


@pytest.mark.parametrize("width", [260, 439, 440, 760])
def test_at_every_width_both_panels_lie_on_the_paper(rows, width):
    picture = widgets.batch_norm(*rows).picture
    picture.fit(width)
    assert still.size(picture.figure)[0] == width
    boxes = [ax.get_position() for ax in picture.figure.axes]
    assert all(0 < box.x0 < box.x1 < 1 and 0 < box.y0 < box.y1 < 1 for box in boxes)
    assert not boxes[0].overlaps(boxes[1])


def test_what_does_not_fit_is_refused(rows):
    with pytest.raises(ValueError, match=r"Received \(20, 2\)"):
        widgets.batch_norm(np.zeros((20, 2)), rows[1])
    with pytest.raises(ValueError, match=r"times goes from 0\.01 to 100"):
        widgets.batch_norm(*rows, times=0)
