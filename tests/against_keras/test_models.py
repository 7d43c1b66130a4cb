"""Models against Keras: graphs, callbacks and files."""

import csv

import numpy as np
import pytest

import course_lib
from tests.against_keras.comparison import (  # noqa: F401 - fresh_names is a fixture
    agree,
    both,
    fresh_names,
    same_weights,
    with_keras,
)

pytestmark = pytest.mark.filterwarnings("ignore:__array__ impl:DeprecationWarning")  # Keras's own


def rows(n=10, seed=0):
    """x (n, 8), and one-hot y (n, 4)."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 8)).astype(np.float32), np.eye(4)[rng.integers(0, 4, n)]


X, Y = rows()
X_NEW, Y_NEW = rows(6, seed=1)

GRAPHS = {
    "a chain": """
inputs = keras.Input((8,))
x = keras.layers.Dense(6, activation="relu")(inputs)
x = keras.layers.Dense(6, activation="relu")(x)
model = keras.Model(inputs, keras.layers.Dense(4, activation="softmax")(x))
""",
    "a shortcut": """
inputs = keras.Input((8,))
x = keras.layers.Dense(8, activation="relu")(inputs)
x = keras.layers.Add()([inputs, x])
model = keras.Model(inputs=[inputs], outputs=[keras.layers.Dense(4, activation="softmax")(x)])
""",
    "forks that meet again, and fork again": """
inputs = keras.Input((8,), name="what_comes_in")
a = keras.layers.Dense(6, activation="relu", name="a")(inputs)
b = keras.layers.Dense(5, activation="tanh", name="b")(inputs)
b = keras.layers.Dense(6, activation="tanh", name="c")(b)
both = keras.layers.Add()([a, b])
gated = keras.layers.Multiply()([both, a, b])
out = keras.layers.Concatenate()([inputs, both, b, gated])
model = keras.models.Model(inputs, keras.layers.Dense(4, activation="softmax")(out), name="net")
""",
    "the second made is the first read": """
inputs = keras.Input((8,))
second = keras.layers.Dense(8, activation="tanh")(inputs)
first = keras.layers.Dense(8, activation="relu")(inputs)
out = keras.layers.Concatenate(name="a_name_too_long_for_its_column")([first, second, inputs])
model = keras.Model(inputs, keras.layers.Dense(4, activation="softmax")(out))
""",
    "pictures, joined along the first axis": """
inputs = keras.Input((8,))
x = keras.layers.Dense(6)(inputs)
pictures = keras.Input((2, 4))
flat = keras.layers.Flatten()(pictures)
other = keras.layers.Dense(3)(flat)
out = keras.layers.Concatenate(axis=1)([flat, other])
model = keras.Model(pictures, keras.layers.Dense(4, activation="softmax")(out))
x_rows = x_rows.reshape(-1, 2, 4)
""",
    "Dense on the last of several axes": """
inputs = keras.Input((2, 4))
steps = keras.layers.Dense(3, activation="tanh")(inputs)
flat = keras.layers.Flatten()(keras.layers.Dense(5, activation="softmax")(steps))
model = keras.Model(inputs, keras.layers.Dense(4, activation="softmax")(flat))
x_rows = x_rows.reshape(-1, 2, 4)
""",
}
TRAIN = """
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(0.1), "categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_rows, y_rows, epochs=3, batch_size=4, shuffle=False, verbose=0).history
scores = model.evaluate(x_rows, y_rows, verbose=0, return_dict=True)
predictions = model.predict(x_rows, verbose=0)
names = [layer.name for layer in model.layers]
"""


@pytest.mark.parametrize("what", GRAPHS)
def test_graphs(what):
    ours, theirs = both(GRAPHS[what] + TRAIN, x_rows=X, y_rows=Y)
    assert ours["names"] == theirs["names"]
    assert ours["inputs"].shape == theirs["inputs"].shape
    assert ours["model"].name == theirs["model"].name
    agree(ours["history"], theirs["history"])
    agree(ours["scores"], theirs["scores"])
    np.testing.assert_allclose(ours["predictions"], theirs["predictions"], rtol=1e-5, atol=1e-6)
    same_weights(ours["model"], theirs["model"])


@pytest.mark.parametrize("columns", [60, 80, 83, 120])
@pytest.mark.parametrize("what", GRAPHS)
def test_summaries_of_graphs_are_the_same_to_the_character(what, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    source = GRAPHS[what] + "\nlines = []\nmodel.summary(print_fn=lines.append)"
    ours, theirs = both(source, x_rows=X)
    assert "".join(ours["lines"]) == "".join(theirs["lines"])


@pytest.mark.parametrize("line_length", [28, 60, 79, 100])
@pytest.mark.parametrize("what", GRAPHS)
def test_summaries_of_other_widths(what, line_length, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    source = f"\nlines = []\nmodel.summary({line_length}, print_fn=lines.append)"
    ours, theirs = both(GRAPHS[what] + source, x_rows=X)
    assert "".join(ours["lines"]) == "".join(theirs["lines"])


MODEL = """
model = keras.Sequential([
    keras.Input((8,)), keras.layers.Dense(6, activation="tanh"),
    keras.layers.Dense(4, activation="softmax"),
])
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(rate), "categorical_crossentropy", metrics=["accuracy", "mse"])
"""
FIT = """
history = model.fit(
    x_rows, y_rows, epochs=epochs, batch_size=5, shuffle=False, verbose=0,
    validation_data=(x_new, y_new), callbacks=callbacks,
).history
weights = model.get_weights()
rate = float(model.optimizer.learning_rate)
"""
CALLBACKS = {
    "early stopping": "keras.callbacks.EarlyStopping()",
    "patience": "keras.callbacks.EarlyStopping(patience=3)",
    "best weights": "keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)",
    "min_delta": "keras.callbacks.EarlyStopping('loss', min_delta=0.05, patience=1)",
    "never stops": "keras.callbacks.EarlyStopping(monitor='loss', restore_best_weights=True)",
    "more is better": "keras.callbacks.EarlyStopping('val_accuracy', patience=2)",
    "less is better": "keras.callbacks.EarlyStopping('val_mse', patience=2)",
    "mode": "keras.callbacks.EarlyStopping('val_loss', mode='max', patience=1)",
    "baseline": "keras.callbacks.EarlyStopping(baseline=0.1, patience=4)",
    "a late start": "keras.callbacks.EarlyStopping(start_from_epoch=4, patience=1)",
    "schedule": "keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate * 0.9)",
    "plateau": "keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2)",
    "plateau, cooling": "keras.callbacks.ReduceLROnPlateau(patience=1, cooldown=2, min_lr=0.01)",
    "plateau, of accuracy": "keras.callbacks.ReduceLROnPlateau('accuracy', patience=1)",
}


@pytest.mark.parametrize("rate", [1.0, 2.0])  # the best epoch comes late; it comes early
@pytest.mark.parametrize("what", CALLBACKS)
def test_callbacks(what, rate):
    source = MODEL + f"callback = {CALLBACKS[what]}\ncallbacks = [callback]\n" + FIT
    data = {"x_rows": X, "y_rows": Y, "x_new": X_NEW, "y_new": Y_NEW}
    ours, theirs = both(source, epochs=14, rate=rate, **data)
    assert len(ours["history"]["loss"]) == len(theirs["history"]["loss"])
    assert list(ours["history"]) == list(theirs["history"])
    for name, values in theirs["history"].items():
        np.testing.assert_allclose(ours["history"][name], values, rtol=1e-3, atol=1e-4)
    for weight, twin in zip(ours["weights"], theirs["weights"], strict=True):
        np.testing.assert_allclose(weight, twin, rtol=1e-3, atol=1e-4)
    assert ours["rate"] == pytest.approx(theirs["rate"], rel=1e-6)
    for name in ("best_epoch", "stopped_epoch", "wait"):
        assert getattr(ours["callback"], name, None) == getattr(theirs["callback"], name, None)


def test_early_stopping_stops_and_goes_on_in_these_tests():
    """What the rates above are chosen for: each of the two happens."""
    lengths = set()
    for rate in (1.0, 2.0):
        source = MODEL + "callbacks = keras.callbacks.EarlyStopping(patience=3)\n" + FIT
        names = {"np": np, "keras": course_lib, "rate": rate, "epochs": 14}
        names |= {"x_rows": X, "y_rows": Y, "x_new": X_NEW, "y_new": Y_NEW}
        exec(source, names)
        lengths.add(len(names["history"]["loss"]))
    assert len(lengths) == 2
    assert min(lengths) < 14


CHECKPOINTS = {
    "each epoch": ("{epoch:02d}-{val_loss:.2f}.keras", {}),
    "the best": ("best-{epoch:02d}.keras", {"save_best_only": True}),
    "the best weights": (
        "w{epoch}.weights.h5",
        {"save_best_only": True, "save_weights_only": True, "monitor": "loss"},
    ),
    "better than a number": (
        "in/a/folder/{epoch}.keras",
        {"save_best_only": True, "initial_value_threshold": 2.0},
    ),
}


@pytest.mark.parametrize("what", CHECKPOINTS)
def test_checkpoints_are_written_for_the_same_epochs(what, tmp_path):
    name, options = CHECKPOINTS[what]
    source = MODEL + "callbacks = [keras.callbacks.ModelCheckpoint(path(keras), **options)]\n" + FIT
    data = {"x_rows": X, "y_rows": Y, "x_new": X_NEW, "y_new": Y_NEW}

    def path(library):
        return str(tmp_path / library.__name__ / name)

    both(source, epochs=4, rate=0.1, path=path, options=options, **data)
    ours, theirs = (
        sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())
        for folder in (tmp_path / "course_lib", tmp_path / "keras")
    )
    assert ours == theirs
    assert ours


def test_saved_and_loaded_by_the_same_code(tmp_path):
    source = (
        MODEL
        + """
model.fit(x_rows, y_rows, epochs=2, shuffle=False, verbose=0)
before = model.predict(x_rows, verbose=0)
model.save(folder / f"{keras.__name__}.keras")
model.save_weights(folder / f"{keras.__name__}.weights.h5")
loaded = keras.models.load_model(folder / f"{keras.__name__}.keras")
after = loaded.predict(x_rows, verbose=0)
history = loaded.fit(x_rows, y_rows, epochs=2, shuffle=False, verbose=0).history
loaded.load_weights(folder / f"{keras.__name__}.weights.h5")
restored = loaded.predict(x_rows, verbose=0)
"""
    )
    ours, theirs = both(source, rate=0.5, folder=tmp_path, x_rows=X, y_rows=Y)
    for names in (ours, theirs):
        np.testing.assert_array_equal(names["before"], names["after"])
        np.testing.assert_array_equal(names["before"], names["restored"])
    agree(ours["history"], theirs["history"])


def test_a_file_that_keras_wrote_is_recognised(tmp_path):
    model = with_keras.Sequential([with_keras.Input((2,)), with_keras.layers.Dense(1)])
    model.save(tmp_path / "whole.keras")
    model.save_weights(tmp_path / "only.weights.h5")
    for name in ("whole.keras", "only.weights.h5"):
        with pytest.raises(ValueError, match="which Keras has saved"):
            course_lib.models.load_model(tmp_path / name)


def test_weights_travel_to_keras_and_back():
    ours, theirs = both(MODEL, rate=0.1)
    ours["model"].fit(X, Y, epochs=3, verbose=0)
    theirs["model"].set_weights(ours["model"].get_weights())
    there = theirs["model"].predict(X, verbose=0)
    np.testing.assert_allclose(ours["model"].predict(X), there, atol=1e-6)
    theirs["model"].fit(X, Y, epochs=3, verbose=0)
    ours["model"].set_weights(theirs["model"].get_weights())
    there = theirs["model"].predict(X, verbose=0)
    np.testing.assert_allclose(ours["model"].predict(X), there, atol=1e-6)


def test_the_log_file_is_the_same(tmp_path):
    source = MODEL + "callbacks = [keras.callbacks.CSVLogger(str(folder / keras.__name__))]\n" + FIT
    data = {"x_rows": X, "y_rows": Y, "x_new": X_NEW, "y_new": Y_NEW}
    both(source, epochs=3, rate=0.1, folder=tmp_path, **data)
    ours, theirs = (
        list(csv.reader((tmp_path / name).read_text().splitlines()))
        for name in ("course_lib", "keras")
    )
    assert ours[0] == theirs[0]
    for line, twin in zip(ours[1:], theirs[1:], strict=True):
        np.testing.assert_allclose([float(v) for v in line], [float(v) for v in twin], rtol=1e-5)


@pytest.mark.parametrize("name", ["EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"])
def test_what_callbacks_say_is_the_same(name, tmp_path, capsys):
    call = {
        "EarlyStopping": "EarlyStopping(verbose=1, restore_best_weights=True)",
        "ModelCheckpoint": "ModelCheckpoint(path, verbose=1, save_best_only=True)",
        "ReduceLROnPlateau": "ReduceLROnPlateau(verbose=1, patience=1, factor=0.5)",
    }[name]
    data = {"x_rows": X, "y_rows": Y, "x_new": X_NEW, "y_new": Y_NEW}
    said = []
    for library in (course_lib, with_keras):
        names = {"keras": library, "np": np, "rate": 3.0, "epochs": 6, **data}
        exec(MODEL, names)
        names["path"] = str(tmp_path / "best.keras")
        exec(f"callbacks = [keras.callbacks.{call}]\n{FIT}", names)
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "Epoch" in said[0]
