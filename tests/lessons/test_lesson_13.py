"""The numbers that lesson 13 states, computed here once more and found in what it stores."""

import re

import numpy as np
import pytest

import course_lib
from course_lib import data, layers, optimizers, set_floatx, set_random_seed
from tests.lessons.stored import printed
from tests.thorough import usually

pytestmark = pytest.mark.usefixtures("exact")


@pytest.fixture(scope="module")
def digits():
    return data.digits()


def defined(lesson, *names):
    """The lesson's own functions, from its cells."""
    space = {
        "np": np, "course_lib": course_lib, "layers": layers, "optimizers": optimizers,
        "data": data, "train": data.digits().train, "test": data.digits().test,
    }  # fmt: skip
    for cell in lesson.cells:
        if cell.cell_type == "code" and any(f"def {name}(" in cell.source for name in names):
            exec(cell.source, space)
    return [space[name] for name in names]


@pytest.fixture(scope="module")
def models(lesson, digits):
    """The lesson's four networks, trained as it trains them."""
    trained, seeing, anywhere = defined(lesson, "trained", "seeing", "anywhere")
    set_random_seed(1)
    hidden, end = layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")
    stack = [course_lib.Input((8, 8, 1)), layers.Flatten(), hidden, end]
    made = {"Dense": trained(course_lib.Sequential(stack))}
    for name, build in {"seeing": seeing, "anywhere": anywhere}.items():
        set_random_seed(1)
        made[name] = trained(build(course_lib))
    shifts = [(right, down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    nine_x = np.concatenate([digits.train.moved(*shift).x for shift in shifts])
    set_random_seed(1)
    rows = nine_x, np.tile(digits.train.y, 9)
    made["nine"] = trained(seeing(course_lib), *rows, epochs=10)
    return made


def share(model, digits):
    return float(np.mean(model.predict(digits.x, verbose=0).argmax(axis=1) == digits.y))


def test_dense_falls_by_half_at_one_pixel(lesson, prose, models, digits):
    dense, test = models["Dense"], digits.test
    said = f"training {share(dense, digits.train):.0%}   test {share(dense, test):.0%}\n"
    assert printed(lesson, "dense = trained") == said
    assert [f"{share(dense, test.moved(*by)):.0%}" for by in ((0, 0), (1, 0))] == ["97%", "48%"]
    assert "A Dense network read 97 % of the digits, and 48 % of them one pixel further" in prose
    three = share(dense, test.moved(right=3))
    assert 0.05 < three < 0.2  # "three, and it might as well guess"
    outputs = dense.predict(test.moved(right=1).x)
    wrong = outputs.argmax(axis=1) != test.y
    assert 0.7 < np.median(outputs.max(axis=1)[wrong]) < 0.75
    assert "Half of its wrong answers are more than 70 % sure." in prose


@pytest.mark.skipif(not usually(0, thorough=1), reason="half a minute; --thorough runs it")
def test_the_band_over_five_draws_of_first_weights(lesson, prose, digits):
    trained, seeing, anywhere = defined(lesson, "trained", "seeing", "anywhere")
    shifts = [(right, down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    nine_x = np.concatenate([digits.train.moved(*shift).x for shift in shifts])
    nine = nine_x, np.tile(digits.train.y, 9)

    def dense(library):
        hidden, end = layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")
        stack = [library.Input((8, 8, 1)), layers.Flatten(), hidden, end]
        return library.Sequential(stack)

    found = []
    for build, rows, epochs in (
        (dense, (), 20), (seeing, (), 20), (anywhere, (), 20), (seeing, nine, 10),
    ):  # fmt: skip
        shares = []
        for seed in range(1, 6):
            set_random_seed(seed)
            model = trained(build(course_lib), *rows, epochs=epochs)
            shares.append(share(model, digits.test.moved(right=1)))
        found.append(f"{100 * min(shares):.0f} to {100 * max(shares):.0f}")
    assert "the second line reads {} %, {}, {}, and {}.".format(*found) in prose


def test_input_38_speaks_for_a_7(prose, models, digits):
    """More ink there, in every test digit, raises the output for a 7, and most of all outputs."""
    x = digits.test.x.reshape(-1, 64).copy()
    x[:, 38] += 0.25
    more = models["Dense"].predict(x.reshape(digits.test.x.shape), verbose=0)
    gains = np.log(more / models["Dense"].predict(digits.test.x, verbose=0)).mean(axis=0)
    assert gains.argmax() == 7
    assert gains[7] > 0.3
    assert "ink in input 38 speaks for a 7" in prose


def test_shuffled_pixels_teach_a_dense_network_as_well(lesson, models, digits):
    (trained,) = defined(lesson, "trained")
    order = np.random.default_rng(0).permutation(64)

    def shuffled(part):
        return data.Digits(part.x.reshape(-1, 64)[:, order].reshape(-1, 8, 8, 1), part.y)

    set_random_seed(1)
    ends = layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")
    model = course_lib.Sequential([course_lib.Input((8, 8, 1)), layers.Flatten(), *ends])
    trained(model, *vars(shuffled(digits.train)).values())
    now = share(model, shuffled(digits.test))
    assert now == pytest.approx(share(models["Dense"], digits.test), abs=0.02)


def test_what_convolution_buys_and_what_it_does_not(lesson, prose, models, digits):
    moves = ((0, 0), (1, 0), (-1, 0), (0, 1), (2, 0))
    head, *rows = printed(lesson, "read(model, test.moved").splitlines()
    assert head.split() == list(models)
    assert [row[:8].strip() for row in rows] == [
        "as it is",
        "1 right",
        "1 left",
        "1 down",
        "2 right",
    ]
    assert max(len(row) for row in (head, *rows)) <= 40  # so it breaks in no narrow window
    columns = list(zip(*(row[8:].split() for row in rows), strict=True))
    for column, model in zip(columns, models.values(), strict=True):
        assert list(column) == [f"{share(model, digits.test.moved(*by)):.0%}" for by in moves]
    _, seeing, anywhere, nine = columns
    assert seeing[0] == "98%"  # a CNN, trained live, to 97 % on digits that were held out
    assert f"reads {seeing[0][:2]} %, and {seeing[1][:2]} % after one pixel" in prose
    assert f"Global pooling reads {anywhere[1][:2]} % there" in prose
    assert f"training read {nine[1][:2]} %, and {nine[4][:2]} % at two pixels" in prose
    assert 0.57 < share(models["seeing"], digits.test.moved(right=1)) < 0.63  # three in five


def test_the_price_of_reading_everywhere(lesson, prose):
    counts = [int(n.replace(",", "")) for n in re.findall(
        r"[\d,]+$", printed(lesson, "multiplications(model):8,"), re.M)]  # fmt: skip
    by_hand = 64 * 9 * 8 + 64 * 9 * 8 * 16 + 64 * 9 * 16 * 32 + 32 * 10
    seeing = 64 * 9 * 8 + 16 * 9 * 8 * 16 + 64 * 10
    assert counts == [64 * 64 + 64 * 10, seeing, by_hand, seeing]
    assert 15.5 < by_hand / seeing < 16
    assert "nearly sixteen times as hard" in prose


def test_halves_may_be_swapped(lesson, models, digits):
    swapped = data.Digits(np.roll(digits.test.x, 4, axis=2), digits.test.y)
    shares = {name: share(model, swapped) for name, model in models.items()}
    said = printed(lesson, "swapped = data.Digits").splitlines()
    assert [line.split()[-1] for line in said] == [f"{s:.0%}" for s in shares.values()]
    assert 0.4 < shares["anywhere"] < 0.6  # "about half"
    assert shares["seeing"] < 0.2


def test_the_worked_window_is_the_figures(lesson, prose, digits):
    from course_lib.figures.kernel import PRESETS, kernel_map

    answers = kernel_map(digits.test.x[3, :, :, 0], PRESETS["level edge"])
    assert printed(lesson, "window = test.x[3, 0:3") == f"{answers[0, 0]:.2f}\n"
    assert "in the figure it stands at row 1, column 1" in prose


def test_the_map_moves_along(lesson):
    assert printed(lesson, "eye = layers.Conv2D") == "(449, 6, 6, 1) True\n"


def test_counts_of_the_table(lesson, prose, models):
    from course_lib.exercises.lesson_13 import shapes_and_counts

    table = course_lib.Sequential([
        course_lib.Input((20, 20, 3)), layers.Conv2D(2, 3, padding="same"),
        layers.Conv2D(3, 3, padding="same"), layers.Flatten(), layers.Dense(2),
    ])  # fmt: skip
    params = [layer.count_params() for layer in table.layers]
    right = {name: float(typed) for name, typed in shapes_and_counts.right_answer.items()}
    names = ("params_one", "params_two", "params_flat", "params_dense")
    assert params == [right[name] for name in names] == [56, 57, 0, 2402]
    assert table.count_params() == right["total"] == 2515
    pair = course_lib.Sequential([
        course_lib.Input((20, 20, 3)), layers.Conv2D(3, 3, strides=2), layers.MaxPooling2D(2),
    ])  # fmt: skip
    sides = [layer.output_shape[1] for layer in pair.layers]
    assert sides == [right["side_stride"], right["side_pool"]]
    assert "56 + 57 parameters for the two layers that see, 2,402 for the one" in prose
    counted = printed(lesson, "model.count_params():,")
    assert "4,810 parameters" in counted
    assert f"{models['seeing'].count_params():,} parameters" in counted
    assert models["seeing"].count_params() < models["Dense"].count_params() / 2


def test_exercises_are_the_layers():
    from course_lib.exercises.lesson_13 import (
        conv2d,
        feature_maps,
        max_pool,
        max_pool_backward,
        output_size,
    )

    rng = np.random.default_rng(3)
    x, kernel, bias = rng.normal(size=(6, 7, 3)), rng.normal(size=(2, 2, 3, 4)), rng.normal(size=4)
    layer = layers.Conv2D(4, 2)
    layer.build((None, 6, 7, 3))
    layer.kernel, layer.bias = kernel, bias
    np.testing.assert_allclose(feature_maps.reference(x, kernel, bias), layer(x[np.newaxis])[0])
    for stride, padding in ((1, "valid"), (2, "valid"), (3, "same"), (2, "same")):
        one = layers.Conv2D(1, 3, strides=stride, padding=padding)
        one.build((None, 6, 7, 1))
        shape = one(x[np.newaxis, ..., :1]).shape[1:3]
        assert shape == tuple(output_size.reference(n, 3, stride, padding) for n in (6, 7))
        if padding == "valid":
            got = conv2d.reference(x[..., 0], np.array(one.kernel[:, :, 0, 0]), stride)
            np.testing.assert_allclose(got, one(x[np.newaxis, ..., :1])[0, :, :, 0])
    pool = layers.MaxPooling2D(2)
    a = pool(x[np.newaxis, ..., :1])
    np.testing.assert_allclose(max_pool.reference(x[..., 0], 2), a[0, :, :, 0])
    da = rng.normal(size=a.shape)
    dx = max_pool_backward.reference(x[..., 0], da[0, :, :, 0], 2)
    np.testing.assert_allclose(dx, pool.backward(da)[0, :, :, 0])


def test_kernel_4_is_a_left_edge_and_6_and_7_want_ink_above(models):
    kernels = np.moveaxis(models["anywhere"].layers[0].kernel[:, :, 0], -1, 0)
    assert kernels[4][:, 2].min() > 0 > kernels[4][:, :2].max()
    assert kernels[6][0, 0] == kernels[6].max()
    assert kernels[7][0, 2] == kernels[7].max()
    assert kernels[0][0, 2] < 0 > kernels[3][0, 2]


def test_the_five_hangs_on_its_upper_half(lesson, models, digits):
    (occlusion,) = defined(lesson, "occlusion")
    assert digits.test.y[[3, 4, 6]].tolist() == [5, 9, 7]
    falls = occlusion(models["anywhere"], digits.test.x[3], 5)
    assert falls[:3].max() > 0.9
    assert np.abs(falls[5:]).max() < 0.05


@pytest.fixture(scope="module")
def before(lesson):
    """What "seeing" reads of the two new kinds, before it learned from any of them."""
    return [int(n) for n in re.findall(r"(\d+)%", printed(lesson, "read(flat, change(test))"))]


def test_new_kinds(lesson, prose, models, digits, before):
    felt_pen, turned = defined(lesson, "felt_pen", "turned")
    kinds = felt_pen(digits.test), turned(digits.test)
    assert [round(100 * share(models["seeing"], kind)) for kind in kinds] == before
    assert 60 < before[0] < 70  # "two in three"
    assert 5 < before[1] < 15  # "one in ten"
    ink = [kind.x.sum() / digits.test.x.sum() for kind in kinds]
    np.testing.assert_allclose(ink, [2, 1], atol=0.05)
    assert (kinds[0].x >= digits.test.x).all()  # "and leaves the strokes in their places"
    assert "The felt pen doubles the ink" in prose


def test_old_eyes(lesson, prose, before):
    said = printed(lesson, "model = trained(with_old(*kept)")
    found = [int(n) for n in re.findall(r"(\d+)%, ", said)]
    nothing, eyes, everything, anew, frozen, kept = found
    assert before[0] < nothing < eyes < everything
    assert before[1] < kept < frozen < anew
    assert eyes - nothing == anew - frozen == 4  # "gain or lose four points"
    assert f"from {before[0]} % to {everything} %, and the turned page to {kept} %" in prose
    assert f"where starting anew gave {anew} %" in prose


def test_the_mean_of_a_map_reads_worse_than_its_largest(lesson, digits):
    """What the lesson says of GlobalAveragePooling2D, on your own."""
    (trained,) = defined(lesson, "trained")
    (cell,) = [c for c in lesson.cells if "def anywhere(" in c.source]
    exec(cell.source.replace("GlobalMax", "GlobalAverage"), space := {})
    set_random_seed(1)
    model = trained(space["anywhere"](course_lib))
    assert share(model, digits.test) < 0.95
    assert share(model, digits.test.moved(right=1)) < 0.75


def test_freezing_comes_before_compile(lesson, digits):
    """What the form says of the order, in this library; and frozen eyes do not move."""
    trained, seeing = defined(lesson, "trained", "seeing")
    set_random_seed(0)
    model = seeing(course_lib)
    for layer in model.layers[:-1]:
        layer.trainable = False
    before = [w.copy() for w in model.get_weights()]
    few = digits.train[:20]
    trained(model, few.x, few.y, epochs=2)
    moved = [not np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True)]
    assert moved == [False] * 4 + [True] * 2


def test_the_lessons_networks_are_kerass_too(lesson, digits):
    """The same source, the library swapped: the same weights, the same training."""
    keras = pytest.importorskip("keras", reason="there is no TensorFlow for this machine")
    set_floatx("float32")
    try:
        for build in defined(lesson, "seeing", "anywhere"):
            set_random_seed(1)
            ours, theirs = build(course_lib), build(keras)
            theirs.set_weights(ours.get_weights())
            x, y, losses = digits.train.x[:96], digits.train.y[:96], []
            for library, model in ((course_lib, ours), (keras, theirs)):
                sgd = library.optimizers.SGD(0.05)
                model.compile(sgd, "sparse_categorical_crossentropy")
                history = model.fit(x, y, epochs=3, shuffle=False, verbose=0)
                losses.append(history.history["loss"])
            np.testing.assert_allclose(*losses, rtol=1e-4)
            outputs = [np.asarray(m.predict(digits.test.x, verbose=0)) for m in (ours, theirs)]
            np.testing.assert_allclose(*outputs, atol=1e-4)
    finally:
        set_floatx("float64")
