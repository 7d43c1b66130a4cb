"""Layers that scale what comes in, and layers that show a picture anew each time."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import (
    Activation,
    Dense,
    Flatten,
    Input,
    Sequential,
    gradient_check,
    numerical_gradient,
    set_floatx,
)
from course_lib.nn.layers import (
    Normalization,
    RandomFlip,
    RandomRotation,
    RandomTranslation,
    RandomZoom,
    UnitNormalization,
)
from course_lib.nn.resampling import EXTENSIONS, Resampling

AUGMENTATIONS = {
    "flip": lambda: RandomFlip(seed=1),
    "flip left and right": lambda: RandomFlip("horizontal", seed=1),
    "flip upside down": lambda: RandomFlip("vertical", seed=1),
    "move": lambda: RandomTranslation(0.3, (-0.1, 0.4), seed=1),
    "move over the edge": lambda: RandomTranslation(0.9, 0.9, fill_mode="constant", seed=1),
    "turn": lambda: RandomRotation(0.1, seed=1),
    "turn onto grey": lambda: RandomRotation(0.5, "constant", seed=1, fill_value=0.3),
    "zoom": lambda: RandomZoom(0.3, seed=1),
    "stretch": lambda: RandomZoom(0.3, 0.5, fill_mode="nearest", seed=1),
}


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


@pytest.fixture
def pictures(rng):
    return rng.normal(size=(5, 4, 6, 2)).astype(np.float32)


class TestNormalization:
    def test_the_training_rows_come_to_mean_0_and_variance_1(self, rng):
        x = rng.normal([5, -300], [0.5, 20], size=(100, 2))
        layer = Normalization()
        layer.adapt(x)
        a = layer(x)
        np.testing.assert_allclose(a.mean(axis=0), 0, atol=1e-4)
        np.testing.assert_allclose(a.std(axis=0), 1, rtol=1e-4)
        assert a.dtype == np.float32

    def test_other_rows_are_scaled_by_the_training_rows(self):
        layer = Normalization()
        layer.adapt([[0.0], [2.0]])
        assert layer([[1.0], [5.0]]).tolist() == [[0.0], [4.0]]
        assert layer([[1.0], [5.0]], training=True).tolist() == [[0.0], [4.0]]

    def test_back_again(self, rng):
        x = rng.normal(3, 2, size=(10, 3))
        there, back = Normalization(), Normalization(invert=True)
        there.adapt(x)
        back.adapt(x)
        np.testing.assert_allclose(back(there(x)), x, rtol=1e-4, atol=1e-5)

    def test_a_column_that_never_changes(self):
        layer = Normalization()
        layer.adapt([[7.0, 1], [7, 2]])
        assert layer([[7.0, 1.5]]).tolist() == [[0, 0]]

    def test_before_it_is_adapted_it_changes_nothing(self):
        assert Normalization()([[3.0, 4]]).tolist() == [[3, 4]]

    def test_no_training_moves_it(self, rng):
        x = rng.normal(3, 2, size=(10, 3))
        layer = Normalization()
        layer.adapt(x)
        model = Sequential([Input((3,)), layer, Dense(1)])
        model.compile("sgd", "mse")
        before = layer.get_weights()
        assert np.shares_memory(layer.mean, model.state)
        model.fit(x + 1, x[:, 0], epochs=2, verbose=0)
        for old, new in zip(before, layer.get_weights(), strict=True):
            np.testing.assert_array_equal(old, new)
        layer.adapt(x + 1)
        assert np.shares_memory(layer.mean, model.state)
        np.testing.assert_allclose(layer.mean, before[0] + 1, rtol=1e-5)

    def test_rows_of_another_width_are_refused(self):
        layer = Normalization()
        layer.adapt(np.ones((3, 2)))
        with pytest.raises(ValueError, match=r"reads 2 columns per row\. Received data with"):
            layer.adapt(np.ones((3, 4)))


def test_a_row_of_zeros_has_no_direction():
    assert UnitNormalization()([[0, 0], [0, 2]]).tolist() == [[0, 0], [0, 1]]


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize(
    "make", [Normalization, lambda: Normalization(invert=True), UnitNormalization]
)
def test_slopes_of_scaling(make, rng):
    x, y = rng.normal(3, 2, size=(6, 4)), rng.normal(size=(6, 3))
    layer = make()
    if isinstance(layer, Normalization):
        layer.adapt(x[:, :3])
    model = Sequential([Input((4,)), Dense(3, "tanh"), layer, Dense(3)])
    model.compile("sgd", "mse")
    assert max(gradient_check(model, x, y).values()) < 1e-6


@pytest.mark.parametrize("which", AUGMENTATIONS)
class TestAugmentation:
    def test_in_use_it_hands_on(self, which, pictures):
        layer = AUGMENTATIONS[which]()
        np.testing.assert_array_equal(layer(pictures, training=False), pictures)
        np.testing.assert_array_equal(layer.backward(pictures), pictures)

    def test_while_learning_it_changes_a_copy(self, which, pictures):
        layer, before = AUGMENTATIONS[which](), pictures.copy()
        a = layer(pictures, training=True)
        assert a.shape == pictures.shape
        assert a.dtype == np.float32
        assert not np.allclose(a, pictures)
        assert not np.allclose(layer(pictures), pictures), "alone, it changes them by default"
        np.testing.assert_array_equal(pictures, before)

    def test_another_change_each_time_and_a_seed_repeats_them(self, which, pictures):
        one, two = AUGMENTATIONS[which](), AUGMENTATIONS[which]()
        seen = [one(pictures, training=True) for _ in range(4)]
        assert any(not np.allclose(seen[0], other) for other in seen[1:])
        for first in seen:
            np.testing.assert_array_equal(two(pictures, training=True), first)

    @pytest.mark.usefixtures("float64")
    def test_the_slope_is_the_measured_one(self, which, rng):
        x, da = rng.normal(size=(2, 3, 4, 2)), rng.normal(size=(2, 3, 4, 2))
        layer = AUGMENTATIONS[which]()
        thrown = layer.own_generator.bit_generator.state

        def loss(x):
            layer.own_generator.bit_generator.state = thrown
            return (da * layer.forward(x, training=True)).sum()

        loss(x)
        np.testing.assert_allclose(layer.backward(da), numerical_gradient(loss, x), atol=1e-8)

    def test_a_model_learns_behind_it(self, which, pictures, rng):
        model = Sequential([Input((4, 6, 2)), AUGMENTATIONS[which](), Flatten(), Dense(1)])
        model.compile("sgd", "mse")
        y = rng.normal(size=5)
        model.fit(pictures, y, epochs=2, verbose=0)
        first, second = (model.evaluate(pictures, y, verbose=0) for _ in range(2))
        assert first == second
        twin = copy.deepcopy(model)
        for one in (model, twin):
            one.fit(pictures, y, verbose=0, shuffle=False)
        np.testing.assert_array_equal(model.params, twin.params)
        small = len(pickle.dumps(model))
        model(np.ones((200, 4, 6, 2)), training=True)
        assert len(pickle.dumps(model)) < small + 100

    def test_rows_are_no_pictures(self, which):
        with pytest.raises(ValueError, match=r"reads pictures \(height, width, channels\)"):
            Sequential([Input((4, 6)), AUGMENTATIONS[which]()])


def test_half_of_the_pictures_are_flipped():
    x = np.arange(2000 * 2, dtype=float).reshape(2000, 1, 2, 1)
    a = RandomFlip("horizontal", seed=0)(x, training=True)
    flipped = (a[:, 0, 0] > a[:, 0, 1]).ravel()
    assert 0.45 < flipped.mean() < 0.55
    np.testing.assert_array_equal(np.sort(a, axis=2), x)


def test_both_ways_gives_all_four_pictures():
    x = np.broadcast_to(np.array([[1.0, 2], [3, 4]]).reshape(1, 2, 2, 1), (200, 2, 2, 1))
    a = RandomFlip(seed=0)(x, training=True)
    assert {tuple(one.ravel().astype(int)) for one in a} == {
        *((1, 2, 3, 4), (2, 1, 4, 3), (3, 4, 1, 2), (4, 3, 2, 1)),
    }


def test_whole_pixels_are_moved_as_they_are():
    x = np.arange(12.0).reshape(1, 3, 4, 1)
    matrices = np.array([[[1.0, 0, -1], [0, 1, 0]]])  # to the right by one

    def moved(fill_mode):
        return Resampling(x.shape, matrices, fill_mode, 9.0).forward(x)[0, 0, :, 0].tolist()

    assert moved("reflect") == [0, 0, 1, 2]
    assert moved("nearest") == [0, 0, 1, 2]
    assert moved("constant") == [9, 0, 1, 2]


def test_a_quarter_turn():
    x = np.arange(9.0).reshape(1, 3, 3, 1)
    a = RandomRotation((0.25, 0.25))(x, training=True)
    np.testing.assert_allclose(a[0, :, :, 0], np.rot90(x[0, :, :, 0]), atol=1e-5)


@pytest.mark.usefixtures("float64")
def test_behind_layers_that_learn(rng):
    model = Sequential(
        [Input((3, 4, 2)), Dense4(), RandomTranslation(0.3, 0.3, seed=2), Flatten(), Dense(1)]
    )
    model.compile("sgd", "mse")
    x, y = rng.normal(size=(4, 3, 4, 2)), rng.normal(size=4)
    assert max(gradient_check(model, x, y, training=True).values()) < 1e-6


class Dense4(Activation):
    """A layer with one weight that keeps pictures pictures."""

    def __init__(self):
        super().__init__("linear")

    def build(self, input_shape):
        super().build(input_shape)
        self.weight_shapes = {"factor": (1,)}
        self.take_memory()
        self.factor[:] = 1.5

    def forward(self, x, training=False):
        self.x = x
        self.a = self.z = x * self.factor
        return self.a

    def backward_from_z(self, dz):
        self.d_factor[:] = (dz * self.x).sum()
        return dz * self.factor


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: RandomFlip("sideways"), "Unknown mode. Received: 'sideways'"),
        (lambda: RandomTranslation(2, 0.1), "height_factor is a fraction of the whole"),
        (lambda: RandomTranslation(0.1, (0.1, 0.2, 0.3)), "Received: width_factor=(0.1, 0.2"),
        (lambda: RandomRotation("0.1"), "Received: factor='0.1'"),
        (lambda: RandomZoom(0.1, fill_mode="mirror"), "Unknown fill_mode. Received: 'mirror'"),
    ],
)
def test_what_they_refuse(call, said):
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        call()


def test_every_way_to_fill_stays_inside():
    """The places that they name lie in the picture, however far out the question is."""
    places = np.linspace(-40, 40, 1001)
    for name, extend in EXTENSIONS.items():
        if name != "constant":
            inside = extend(places, 5)
            assert inside.min() >= 0, name
            assert inside.max() <= 4, name
