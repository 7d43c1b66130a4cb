"""The numbers that lesson 10 states, computed here once more and found in what it stores."""

import json
import re

import numpy as np
import pytest

import course_lib
from course_lib import data
from course_lib.exercises import lesson_10 as check
from course_lib.notebooks.run import run
from course_lib.notebooks.source import read, sources
from course_lib.notebooks.tidy import tidy


@pytest.fixture(scope="module")
def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


@pytest.fixture(scope="module")
def textbook(project):
    text = (project / "tests" / "textbook_numbers.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.fixture
def keras():
    return pytest.importorskip("keras", reason="there is no TensorFlow for this machine")


def said(cell):
    """All text that a cell has stored."""
    return [o.get("text") or o["data"]["text/plain"] for o in cell.outputs]


def printed(lesson, code):
    """What the cell in which this code stands has stored."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and code in c.source]
    return "".join(said(cell))


def test_3_2_1(lesson, prose, textbook):
    table = printed(lesson, "print(table(theirs))")
    rows = re.findall(r"│ (\w+) \(Dense\) .*│ +([\d,]+) │", table)
    assert rows == [("hidden", str(textbook["keras_3_2"]["hidden_layer_params"])), ("output", "3")]
    assert "8 parameters, 3 · 2 weights and 2 biases" in prose


def test_the_reader_of_digits(lesson, prose):
    lines = printed(lesson, "callbacks=[Bar()]").splitlines()
    assert {line.split(" ")[0] for line in lines} == {"━" * 11}  # every fourth of 43 steps
    shares = [re.findall(r"(\d+)%", line) for line in lines]
    unseen = [int(share) for _, share in shares]
    assert (unseen[0], unseen[1], unseen[-1], len(unseen)) == (62, 87, 93, 6)
    assert int(shares[0][0]) < unseen[0]  # the mean over an epoch lags behind
    assert "62 %. The next epoch brings it to 87 %" in check.one_epoch.options["more than half"]
    assert "six epochs, and 93 % of the unseen digits" in prose
    assert "93 % in six epochs" in check.one_epoch.options["nearly all"]
    assert printed(lesson, "widgets.drawing(reader") == "It reads a 0, and is 98 % sure."
    assert "A 0, it says, and is 98 % sure" in prose


def test_it_reads_fewer_of_what_is_drawn_on_a_screen(prose):
    """The same network, from the same weights, by course_lib: what it does on sixty drawings."""
    layers, digits, drawn = course_lib.layers, data.digits(), data.drawn()
    stack = [layers.Flatten(), layers.Dense(32, "relu"), layers.Dense(10, "softmax")]
    reader = course_lib.Sequential([course_lib.Input((8, 8, 1)), *stack])
    rng = np.random.default_rng(1)
    reader.set_weights([rng.normal(0, 0.2, size=w.shape) for w in reader.get_weights()])
    reader.compile(course_lib.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    reader.fit(digits.train.x, digits.train.y, epochs=6, shuffle=False, verbose=0)
    shares = [
        np.mean(reader.predict(some.x, verbose=0).argmax(axis=1) == some.y)
        for some in (digits.test, drawn)
    ]
    assert shares == [pytest.approx(0.929, abs=0.005), pytest.approx(50 / 60, abs=0.02)]
    assert "Of digits drawn on a screen it reads fewer" in prose


def test_20_64_10_before_and_after_fit(lesson, prose, textbook):
    params = textbook["keras_20_64_10"]["params"]
    assert check.counted.reference([20, 64, 10], "adam") == (params["total"], 3990, 5984)
    table = printed(lesson, 'print(table(trained["keras"]))')
    assert f"{params['dense']:,} │" in table
    assert f"{params['dense_1']:,} │" in table
    assert " Total params: 5,984 (23.38 KB)\n Trainable params: 1,994 (7.79 KB)\n" in table
    assert " Optimizer params: 3,990 (15.59 KB)" in table
    assert "2 · 1,994 + 2 = 3,990" in prose
    assert "others 5,984 and 23.38 KB" in prose
    assert f"1,994 and {textbook['keras_20_64_10']['size']}" in prose


def test_8_6_6_4(lesson, prose, textbook):
    params = textbook["keras_8_6_6_4"]["params"]
    table = printed(lesson, "print(table(build_8_6_6_4(keras)))")
    counts = re.findall(r"\(Dense\) .*│ +(\d+) │", table)
    assert [int(count) for count in counts] == [params[f"layer_{i}"] for i in (1, 2, 3)]
    assert f" Total params: {params['total']} (" in table
    assert "54 + 42 + 28 = 124" in prose


def test_every_comparison_of_the_two_came_out_true(lesson):
    compared = [
        said(cell)[-1]
        for cell in lesson.cells
        if cell.cell_type == "code" and re.search(r"(?m)^(table\(.* == |bool\()", cell.source)
    ]
    assert compared == ["True"] * 6
    assert printed(lesson, "expected).max() < 1e-6") == "True\nTrue\n"


@pytest.mark.parametrize("name", ["stack", "counted", "to_keras", "classifier", "stops"])
def test_an_exercise_that_takes_a_library_or_mirrors_keras_holds_on_keras(name, keras):
    """The reference answer is run on Keras as well; what the lesson says of both is so."""
    answer = getattr(check, name).reference
    if name == "stack":
        model = answer(keras, 20, 64, 10)
        assert (model.count_params(), model.optimizer.name) == (1994, "adam")
    elif name == "classifier":
        model = answer(keras, [8, 6, 6, 4])
        assert [layer.count_params() for layer in model.layers] == [0, 54, 42, 28]
    elif name == "to_keras":
        rng = np.random.default_rng(0)
        tables = [rng.normal(size=(2, 3)), rng.normal(size=(1, 2))]
        biases = [np.ones(2), np.array([0.5])]
        model = check.stack.reference(keras, 3, 2, 1)
        model.set_weights(answer(tables, biases))
        x = rng.normal(size=(4, 3))
        by_hand = [tables[1] @ np.maximum(tables[0] @ row + 1, 0) + 0.5 for row in x]
        np.testing.assert_allclose(model.predict(x, verbose=0), by_hand, atol=1e-6)
    elif name == "counted":
        for optimizer in ("sgd", "rmsprop", "adam"):
            model = check.stack.reference(keras, 5, 4, 3)
            model.compile(optimizer, "mse")
            model.fit(np.ones((2, 5)), np.ones((2, 3)), verbose=0)
            own = sum(int(np.prod(variable.shape)) for variable in model.optimizer.variables)
            assert answer([5, 4, 3], optimizer) == (39, own, 39 + own)
    else:
        rng = np.random.default_rng(1)
        for patience in (1, 2, 3):
            losses = rng.random(8).round(2).tolist()
            assert answer({"val_loss": losses}, patience) == watched_by(keras, losses, patience)


def watched_by(keras, losses, patience):
    """What Keras's EarlyStopping does with these validation losses."""
    stop = keras.callbacks.EarlyStopping(patience=patience)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    stop.set_model(model)
    stop.on_train_begin()
    for epoch, loss in enumerate(losses):
        stop.on_epoch_end(epoch, {"val_loss": loss})
        if getattr(model, "stop_training", False):
            break
    return epoch + 1, stop.best_epoch


def test_when_it_stops(lesson, prose):
    lines = printed(lesson, "epochs, val_loss {min").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["17", "50"]
    best = lines[0].split(" ")[3]
    assert printed(lesson, "model.evaluate(*watch") == f"'{best}'"
    kept = printed(lesson, 'folder.glob("epoch-*")')
    assert re.findall(r"epoch-(\d\d)", kept) == [f"{n:02}" for n in range(1, 8)]
    assert "stops ten epochs after the lowest point" in prose  # 17 = 7 + 10
    assert "Seven epochs in a row were the best so far; the ten after them" in prose
    assert "it did not stop in 50 epochs" in prose


def test_one_share_is_the_whole(lesson):
    assert printed(lesson, "one.predict(") == "[[1.0], [1.0]]"


def test_the_second_hidden_layer_is_the_largest(prose):
    sizes = course_lib.widgets.architecture(20, 2, 64, 10).model
    assert [layer.count_params() for layer in sizes.layers] == [1344, 4160, 650]
    assert "64 · 64 + 64 = 4,160 parameters, three times as many as the first" in prose
    doubled = course_lib.widgets.architecture(20, 2, 128, 10).model
    assert doubled.layers[1].count_params() / 4160 == pytest.approx(4, abs=0.05)


def test_280_steps(prose):
    assert "Forty epochs of seven steps each, 280 steps of Adam" in prose
    assert 40 * -(-200 // 32) == 280


def test_the_import_is_silent(lesson):
    first = next(cell for cell in lesson.cells if "import keras" in cell.source)
    assert first.cell_type == "code"
    assert first.outputs == []
    assert not any(o.get("name") == "stderr" for c in lesson.cells for o in c.get("outputs", []))


def test_without_tensorflow_the_lesson_says_so_and_goes_on(lesson):
    """Its first cell speaks; every other cell gives what it gives with Keras."""
    (path,) = sources(["10"])
    notebook = read(path)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = 'import sys\n\nsys.modules["keras"] = None\n' + first.source
    done = tidy(run(notebook, path.name))
    released = lesson.cells[
        -len(done.cells) :
    ]  # without the cell in front that looks for the course
    pairs = [
        (now, stored)
        for now, stored in zip(done.cells, released, strict=True)
        if stored.cell_type == "code"
    ]
    assert said(pairs[0][0]) == [
        "There is no TensorFlow for this machine. In this lesson, keras is course_lib.\n"
    ]
    for now, stored in pairs[1:]:
        assert said(now) == said(stored), stored.source
