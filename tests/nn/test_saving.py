"""Models as files: what comes back is what was saved, and a bad file is named."""

import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

import course_lib as keras
from course_lib.nn.floatx import floatx, set_floatx
from course_lib.nn.models import serialization, storage

X = np.random.default_rng(0).normal(size=(40, 8)).astype(np.float32)
Y = np.eye(4)[np.random.default_rng(1).integers(0, 4, 40)]


def chain():
    normal = keras.initializers.RandomNormal(seed=3)
    return keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(6, "relu", kernel_regularizer="l2", bias_initializer="ones"),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.Dense(4, "softmax", kernel_initializer=normal, use_bias=False),
        ],
        name="chain",
    )


def graph():
    inputs = keras.Input((8,), name="eight")
    a = keras.layers.Dense(6, "tanh")(inputs)
    b = keras.layers.Dense(6, keras.activations.LeakyRelu(0.1))(inputs)
    joined = keras.layers.Concatenate()([keras.layers.Add()([a, b]), inputs])
    return keras.Model(inputs, keras.layers.Dense(4, "softmax")(joined))


OPTIMIZERS = {
    "sgd": lambda: "sgd",
    "adam": lambda: keras.optimizers.Adam(0.01, amsgrad=True),
    "rmsprop": lambda: keras.optimizers.RMSprop(momentum=0.5, centered=True),
    "adamw": lambda: keras.optimizers.AdamW(0.01, weight_decay=0.1, clipnorm=0.5),
    "adagrad": lambda: keras.optimizers.Adagrad(0.1, initial_accumulator_value=0.5),
    "momentum on a schedule": lambda: keras.optimizers.SGD(
        keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9), momentum=0.9, nesterov=True
    ),
}


def said(model):
    lines = []
    model.summary(print_fn=lines.append)
    return lines


def test_a_class_is_written_under_its_own_name_and_read_under_each():
    pool = keras.layers.MaxPool2D()
    assert serialization.serialize(pool)["class"] == "layers.MaxPooling2D"
    assert serialization.serialize(keras.initializers.he_normal())["class"] == (
        "initializers.HeNormal"
    )
    assert serialization.serialize(keras.regularizers.l2())["class"] == "regularizers.L2"
    for name in ("MaxPool2D", "MaxPooling2D"):
        described = serialization.serialize(pool) | {"class": f"layers.{name}"}
        assert type(serialization.deserialize(described)) is keras.layers.MaxPooling2D


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("make", [chain, graph])
def test_a_loaded_model_goes_on_where_the_saved_one_stopped(make, optimizer, tmp_path):
    watched = ["accuracy", "mse", keras.metrics.BinaryAccuracy(threshold=0.3)]
    model = make()
    model.compile(OPTIMIZERS[optimizer](), "categorical_crossentropy", metrics=watched)
    model.fit(X, Y, epochs=2, verbose=0)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(model.predict(X), loaded.predict(X))
    assert said(model) == said(loaded)
    assert repr(model.optimizer) == repr(loaded.optimizer)
    on = [one.fit(X, Y, epochs=3, shuffle=False, verbose=0).history for one in (model, loaded)]
    assert on[0] == on[1]
    assert list(on[0]) == ["accuracy", "binary_accuracy", "loss", "mse"]
    assert all(np.shares_memory(weight, loaded.params) for weight in loaded.layers[1].weights[:1])


def test_saved_in_float64_loaded_in_float64(tmp_path):
    set_floatx("float64")
    try:
        model = chain()
        model.save(tmp_path / "model.keras")
    finally:
        set_floatx("float32")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert loaded.dtype == np.float64
    np.testing.assert_array_equal(model.params, loaded.params)
    assert floatx() == "float32"


def test_without_compile_and_never_compiled_and_not_built(tmp_path):
    model = chain()
    model.compile("adam", "categorical_crossentropy")
    model.fit(X, Y, verbose=0)
    model.save(tmp_path / "compiled.keras")
    loaded = keras.saving.load_model(tmp_path / "compiled.keras", compile=False)
    assert loaded.loss is None
    np.testing.assert_array_equal(model.predict(X), loaded.predict(X))
    graph().save(tmp_path / "graph.keras")
    assert keras.models.load_model(tmp_path / "graph.keras").loss is None
    keras.Sequential([keras.layers.Dense(2)]).save(tmp_path / "shapeless.keras")
    assert not keras.models.load_model(tmp_path / "shapeless.keras").built


def test_weights_alone_find_their_places_in_a_new_model(tmp_path):
    model, other = chain(), chain()
    model.save_weights(tmp_path / "chain.weights.h5")
    other.params[:] = 7
    other.load_weights(tmp_path / "chain.weights.h5")
    for weight, twin in zip(model.weights, other.weights, strict=True):
        np.testing.assert_array_equal(weight, twin)
    model.save(tmp_path / "chain.keras")
    other.params[:] = 7
    other.load_weights(tmp_path / "chain.keras")  # a whole model has weights too
    np.testing.assert_array_equal(model.params, other.params)


def test_anybody_can_look_into_the_file(tmp_path):
    model = chain()
    model.save(tmp_path / "model.keras")
    with np.load(tmp_path / "model.keras") as file:
        np.testing.assert_array_equal(file["layers/0/kernel"], model.layers[0].kernel)
        config = json.loads(str(file["config"]))
    assert config["model"]["layers"][0]["arguments"]["activation"] == "relu"


def test_a_failed_save_leaves_the_last_one_alone(tmp_path, monkeypatch):
    model = chain()
    model.save(tmp_path / "model.keras")
    before = (tmp_path / "model.keras").read_bytes()

    def full(*args, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space left"):
        model.save(tmp_path / "model.keras")
    assert (tmp_path / "model.keras").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["model.keras"]


CLASSES = sorted(
    name
    for name, one in serialization.CLASSES.items()
    if name.startswith(("layers.", "optimizers.", "initializers.", "regularizers.", "schedules."))
)


def with_examples(one):
    """An object of this class, with something for each argument that has no default."""
    examples = {"units": 3, "activation": "tanh", "rate": 0.3, "stddev": 0.2, "shape": (2,)}
    examples |= {"filters": 3, "kernel_size": 2, "pool_size": 2}
    examples |= {"learning_rate": 0.5, "initial_learning_rate": 0.1, "decay_steps": 10}
    examples |= {"decay_rate": 0.9, "boundaries": [1, 2], "values": [0.3, 0.2, 0.1], "factor": 0.1}
    examples |= {"height_factor": 0.1, "width_factor": 0.1, "height": 2, "width": 2}
    examples |= {"input_dim": 5, "output_dim": 2, "num_heads": 4, "key_dim": 2}
    examples |= {"dims": (2, 1), "n": 3, "scale": [0.5, 2.0], "target_shape": (2, -1)}
    rest = (
        serialization.inspect.Parameter.VAR_POSITIONAL,
        serialization.inspect.Parameter.VAR_KEYWORD,
    )
    needed = [
        name
        for name, parameter in serialization.inspect.signature(one).parameters.items()
        if parameter.default is parameter.empty and parameter.kind not in rest
    ]
    if one is keras.layers.InputLayer:
        needed = ["shape"]
    if "layer" in needed:
        examples["layer"] = keras.layers.Dense(2)
    return one(**{name: examples[name] for name in needed})


@pytest.mark.parametrize("name", CLASSES)
def test_whatever_there_is_can_be_described_and_built_again(name):
    """No class keeps an argument under another name, or drops it."""
    thing = with_examples(serialization.CLASSES[name])
    described = json.loads(json.dumps(serialization.serialize(thing)))
    again = serialization.deserialize(described)
    assert type(again) is type(thing)
    assert serialization.serialize(again) == serialization.serialize(thing)


@pytest.mark.parametrize(
    "own",
    [
        lambda: keras.layers.Dense(1, lambda z: z),
        lambda: keras.layers.Dense(1, kernel_initializer=np.zeros),
        lambda: type("Mine", (keras.layers.Flatten,), {})(),
    ],
)
def test_what_the_learner_made_is_refused_before_anything_is_written(own, tmp_path):
    model = keras.Sequential([keras.Input((2,)), own()])
    with pytest.raises(ValueError, match=r"of your own making\. Save the numbers alone"):
        model.save(tmp_path / "model.keras")
    assert not list(tmp_path.iterdir())


def saved(change=None, **arrays):
    """The bytes of a saved chain, with something else in it."""
    file = io.BytesIO()
    model = chain()
    config = {
        "format": "course_lib model 2",
        "dtype": "float32",
        "model": model.get_config(),
        "compile": None,
    }
    if change:
        change(config)
    np.savez(file, **storage.named_weights(model) | {"config": json.dumps(config)} | arrays)
    return file.getvalue()


def npy():
    file = io.BytesIO()
    np.save(file, np.ones(3))
    return file.getvalue()


def with_objects():
    file = io.BytesIO()
    np.savez(file, config=np.array([print], dtype=object))
    return file.getvalue()


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


DAMAGED = {
    "empty": b"",
    "text": b"a,b,c\n1,2,3\n",
    "a pickle": pickle.dumps({"layers": print}),
    "one array": npy(),
    "objects, which would be unpickled": with_objects(),
    "cut off": saved()[:-200],
    "cut in half": saved()[: len(saved()) // 2],
    "another archive": archive(readme="hello"),
    "a description and no array": archive(**{"config.json": "{}"}),
    "no description": archive(**{"layers/0/kernel.npy": npy()}),
    "not JSON": saved(config="{"),
    "JSON of something else": saved(config="[1]"),
    "another format": saved(lambda d: d.update(format="course_lib model 99")),
    "a class of nobody's": saved(lambda d: d["model"]["layers"][0].update({"class": "os.system"})),
    "an argument of nobody's": saved(lambda d: d["model"]["layers"][0]["arguments"].update(cmd=1)),
    "a shape too large": saved(lambda d: d["model"]["layers"][0]["arguments"].update(units=7)),
    "another dtype": saved(lambda d: d.update(dtype="object")),
    "a kind of model of nobody's": saved(lambda d: d["model"].update({"class": "Mine"})),
    "a missing weight": saved(lambda d: d["model"]["layers"].pop()),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_bad_file_is_named(what, tmp_path):
    path = tmp_path / "model.keras"
    path.write_bytes(DAMAGED[what])
    with pytest.raises(ValueError, match=r"Received .*model\.keras.* [Ss]ave the model again"):
        keras.models.load_model(path)
    assert floatx() == "float32"


def test_the_undamaged_twin_of_those_files_is_read(tmp_path):
    (tmp_path / "model.keras").write_bytes(saved())
    assert keras.models.load_model(tmp_path / "model.keras").name == "chain"


FIRST_FORMAT = json.loads((Path(__file__).parent / "first_format.json").read_text())
FIRST_WEIGHTS = {
    "chain": {
        "layers/0/kernel": [[1, 0], [0, -1]],
        "layers/0/bias": [0, 0],
        "layers/1/kernel": [[1], [1]],
        "layers/1/bias": [0.5],
        "optimizer/velocity": np.arange(9),
    },
    "graph": {"layers/1/kernel": [[1, 0], [0, 1]], "layers/1/bias": [0, 0.5]},
}


def in_the_first_format(path, of, **changes):
    config = FIRST_FORMAT[of] | {"model": FIRST_FORMAT[of]["model"] | changes}
    with path.open("wb") as file:
        np.savez(file, blueprint=json.dumps(config), **FIRST_WEIGHTS[of])


@pytest.mark.parametrize(("of", "predicted"), [("chain", [[1.5], [3.5]]), ("graph", None)])
def test_files_of_the_first_format_are_still_read(of, predicted, tmp_path):
    """They called a description a blueprint, and arguments what something was made with."""
    in_the_first_format(tmp_path / "old.keras", of)
    model = keras.models.load_model(tmp_path / "old.keras")
    x = np.array([[1, 2], [3, 4]])
    predicted = 2 * x + [0, 0.5] if predicted is None else predicted
    np.testing.assert_array_equal(model.predict(x, verbose=0), predicted)
    if of == "chain":
        assert repr(model.optimizer) == "SGD(learning_rate=0.1, momentum=0.9)"
        assert model.optimizer.iterations == 1
        assert model.optimizer.memory["velocity"].tolist() == list(range(9))
        assert model.layers[0].regularizers["kernel"].l2 == 0.01
        assert model.metrics_names == ["loss", "mae"]
    model.save(tmp_path / "new.keras")
    again = keras.models.load_model(tmp_path / "new.keras")
    np.testing.assert_array_equal(again.predict(x, verbose=0), predicted)


def test_in_the_first_format_a_subclass_of_sequential_went_by_its_own_name(tmp_path):
    in_the_first_format(tmp_path / "old.keras", "chain", **{"class": "Mine"})
    assert type(keras.models.load_model(tmp_path / "old.keras")) is keras.Sequential


class Mine(keras.Sequential):
    """A chain under another name."""


def test_a_subclass_comes_back_as_the_kind_that_it_is(tmp_path):
    Mine([keras.Input((2,)), keras.layers.Dense(1)]).save(tmp_path / "mine.keras")
    assert type(keras.models.load_model(tmp_path / "mine.keras")) is keras.Sequential


def test_weights_of_another_shape_change_nothing(tmp_path):
    graph().save_weights(tmp_path / "graph.weights.h5")
    model = chain()
    before = model.params.copy()
    with pytest.raises(ValueError, match=r"has weights of shapes .* Build the model as it was"):
        model.load_weights(tmp_path / "graph.weights.h5")
    np.testing.assert_array_equal(model.params, before)


@pytest.mark.parametrize(
    ("do", "error", "said"),
    [
        (lambda folder: chain().save(folder / "model.npz"), ValueError, r"ends in \.keras"),
        (lambda folder: chain().save_weights(folder / "w.keras"), ValueError, r"\.weights\.h5"),
        (lambda folder: keras.models.load_model(folder / "a.keras"), FileNotFoundError, "is none"),
        (
            lambda folder: keras.Sequential([keras.layers.Dense(1)]).save_weights(folder / "w"),
            ValueError,
            "There are no weights to save yet",
        ),
        (
            lambda folder: keras.Sequential([keras.layers.Dense(1)]).load_weights(folder / "w"),
            ValueError,
            "Weights need somewhere to go",
        ),
    ],
)
def test_refused_with_a_sentence(do, error, said, tmp_path):
    with pytest.raises(error, match=said):
        do(tmp_path)


LOSSES = [
    keras.losses.Huber(0.3),
    keras.losses.LogCosh(),
    keras.losses.MeanSquaredError("sum", name="squares"),
    keras.losses.BinaryCrossentropy(label_smoothing=0.1),
]
WATCHED = [
    *("AUC", "recall", keras.losses.mean_absolute_error, keras.metrics.binary_accuracy),
    keras.metrics.Precision(0.3, name="sure"),
    keras.metrics.AUC(20),
    keras.metrics.RootMeanSquaredError(),
    keras.metrics.BinaryCrossentropy(label_smoothing=0.1),
]
FUNCTIONS = ["gelu", "swish", keras.activations.Gelu(True), keras.activations.Elu(0.3), "selu"]


@pytest.mark.parametrize("loss", LOSSES, ids=repr)
def test_losses_metrics_and_activations_come_back(loss, tmp_path, rng):
    hidden = [keras.Dense(3, activation=function) for function in FUNCTIONS]
    model = keras.Sequential([keras.Input((2,)), *hidden, keras.Dense(1, activation="sigmoid")])
    model.compile("sgd", loss, metrics=WATCHED)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    x, y = rng.normal(size=(20, 2)), rng.integers(0, 2, size=20)
    scores = [one.evaluate(x, y, verbose=0, return_dict=True) for one in (model, loaded)]
    assert scores[0] == scores[1]
    assert len(scores[0]) == 1 + len(WATCHED)


def test_a_loss_or_a_metric_function_of_your_own_is_not_saved(tmp_path):
    def own(y_true, y_pred):
        return (y_true - y_pred) ** 2

    for chosen in ({"loss": own}, {"loss": "mse", "metrics": [own]}):
        model = keras.Sequential([keras.Input((2,)), keras.Dense(1)])
        model.compile("sgd", **chosen)
        with pytest.raises(ValueError, match="which is of your own making"):
            model.save(tmp_path / "model.keras")
