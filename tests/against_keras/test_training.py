"""fit, evaluate and predict against Keras: their arguments, and whom they call when."""

import inspect

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

RNG = np.random.default_rng(3)
X, X_NEW = RNG.normal(size=(22, 4)).astype(np.float32), RNG.normal(size=(9, 4)).astype(np.float32)
LABELS, LABELS_NEW = RNG.integers(0, 3, 22), RNG.integers(0, 3, 9)
WEIGHTS, WEIGHTS_NEW = RNG.uniform(0, 3, 22), RNG.uniform(0, 3, 9)

MODEL = """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(5, activation="tanh"),
    keras.layers.Dense(outputs, activation=last),
])
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(0.1), loss, metrics=metrics)
"""
FIT = """
history = model.fit(x, y, batch_size=4, epochs=epochs, shuffle=False, verbose=0, **options)
params, epoch, history = dict(history.params), history.epoch, history.history
"""
DATA = {"x": X, "x_new": X_NEW, "weights": WEIGHTS, "weights_new": WEIGHTS_NEW, "options": {}}
KINDS = {
    "sparse": ("sparse_categorical_crossentropy", "softmax", 3, LABELS, LABELS_NEW),
    "one-hot": ("categorical_crossentropy", "softmax", 3, np.eye(3)[LABELS], np.eye(3)[LABELS_NEW]),
    "binary": ("binary_crossentropy", "sigmoid", 1, LABELS % 2, LABELS_NEW % 2),
    "numbers": ("mse", "linear", 1, LABELS * 1.0, LABELS_NEW * 1.0),
    "several numbers": ("mae", "tanh", 2, X[:, :2], X_NEW[:, :2]),
}


def of_kind(kind="sparse", **more):
    loss, last, outputs, y, y_new = KINDS[kind]
    names = {"loss": loss, "last": last, "outputs": outputs, "y": y, "y_new": y_new}
    return DATA | names | {"metrics": ["accuracy", "mse"] if outputs == 1 else ["accuracy"]} | more


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_count_differently(kind):
    source = (
        MODEL
        + """
history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, sample_weight=weights,
                    validation_data=(x_new, y_new, weights_new)).history
split = model.fit(x, y, 4, 2, 0, None, 0.3, None, False, None, weights).history
evaluated = model.evaluate(x, y, 4, 0, weights, return_dict=True)
tested = model.test_on_batch(x, y, weights, return_dict=True)
trained = model.train_on_batch(x, y, weights, return_dict=True)
"""
    )
    ours, theirs = both(source, **of_kind(kind))
    for what in ("history", "split", "evaluated", "tested", "trained"):
        agree(ours[what], theirs[what])
    same_weights(ours["model"], theirs["model"])


@pytest.mark.parametrize("kind", ["sparse", "one-hot", "binary", "numbers"])
def test_classes_that_count_differently(kind):
    source = (
        MODEL
        + """
by_class = {0: 0.5, 2: 4.0, 7: 9.0}
history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, class_weight=by_class,
                    validation_split=0.3).history
trained = model.train_on_batch(x, y, class_weight=by_class, return_dict=True)
"""
    )
    ours, theirs = both(source, **of_kind(kind))
    agree(ours["history"], theirs["history"])
    agree(ours["trained"], theirs["trained"])
    same_weights(ours["model"], theirs["model"])


HOW = {
    "later": {"initial_epoch": 3},
    "over before it began": {"initial_epoch": 9},
    "every second epoch": {"validation_freq": 2},
    "some epochs": {"validation_freq": [1, 4]},
    "large batches": {"validation_batch_size": 7},
    "some steps": {"validation_steps": 1},
    "a few steps": {"steps_per_epoch": 2},
    "as many steps as there are": {"steps_per_epoch": 6},
    "more steps than there are": {"steps_per_epoch": 8},
}


@pytest.mark.filterwarnings("ignore:.*ran out of data", "ignore:.*all of them were read")
@pytest.mark.parametrize("how", HOW)
def test_the_rest_of_the_arguments(how):
    names = of_kind("numbers", epochs=5)
    options = HOW[how] | {"validation_data": (X_NEW, names["y_new"])}
    ours, theirs = both(MODEL + FIT, **names | {"options": options})
    agree(ours["history"], theirs["history"])
    assert ours["epoch"] == theirs["epoch"]
    assert ours["params"] == theirs["params"]
    same_weights(ours["model"], theirs["model"])


def test_asking_for_some_steps():
    source = (
        MODEL
        + """
evaluated = model.evaluate(x, y, batch_size=4, steps=2, verbose=0, return_dict=True)
predicted = {"some": model.predict(x, 4, 0, 2), "all": model.predict(x, 4, 0),
             "on batch": model.predict_on_batch(x)}
"""
    )
    ours, theirs = both(source, **of_kind())
    agree(ours["evaluated"], theirs["evaluated"])
    agree(ours["predicted"], theirs["predicted"])


EARS = {
    "all": "lambda name, old: True",
    "the older names": "lambda name, old: old or not name.startswith('on_train_batch')",
    "only tests": "lambda name, old: 'test' in name",
}


@pytest.mark.parametrize("which", EARS)
def test_everybody_is_called_as_keras_calls(which):
    source = (
        """
heard = []

def hear(moment):
    def listen(self, *given, **named):
        where = [one for one in given if isinstance(one, int)]
        (logs,) = [one for one in (*given, *named.values()) if isinstance(one, dict)]
        logs = {name: np.shape(one) if name == "outputs" else one for name, one in logs.items()}
        heard.append(((moment, *where), sorted(named), logs))
    return listen

class Ear(keras.callbacks.Callback):
    pass

for name in dir(keras.callbacks.Callback):
    if name.startswith("on_") and chosen(name, name in ("on_batch_begin", "on_batch_end")):
        setattr(Ear, name, hear(name))
"""
        + MODEL
        + """
model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0, callbacks=[Ear()],
          validation_data=(x_new, y_new), validation_freq=2)
model.evaluate(x, y, batch_size=8, verbose=0, callbacks=[Ear()])
model.predict(x, batch_size=8, verbose=0, callbacks=[Ear()])
"""
    )
    ours, theirs = both(source, chosen=eval(EARS[which]), **of_kind("numbers"))
    assert [moment for moment, *_ in ours["heard"]] == [moment for moment, *_ in theirs["heard"]]
    for (moment, named, logs), (_, keras_named, keras_logs) in zip(
        ours["heard"], theirs["heard"], strict=True
    ):
        assert named == keras_named, moment
        agree(logs, keras_logs)


def test_functions_for_moments_of_every_kind():
    source = (
        MODEL
        + """
heard = []
moments = [name for name in dir(keras.callbacks.Callback) if name.startswith("on_")]
lambdas = {}
for name in moments:
    if "batch" in name:
        lambdas[name] = lambda batch, logs, name=name: heard.append((name, batch))
    elif "epoch" in name:
        lambdas[name] = lambda epoch, logs, name=name: heard.append((name, epoch))
    else:
        lambdas[name] = lambda logs, name=name: heard.append((name,))
ear = keras.callbacks.LambdaCallback(**lambdas)
model.fit(x, y, epochs=2, verbose=0, callbacks=[ear], validation_split=0.2)
model.predict(x, verbose=0, callbacks=[ear])
"""
    )
    ours, theirs = both(source, **of_kind())
    assert ours["heard"] == theirs["heard"]
    assert ours["moments"] == theirs["moments"]


SCHEDULES = [
    "lambda epoch: 0.1 / (1 + epoch)",
    "lambda epoch, rate: rate * 0.9",
    "lambda epoch, rate=0.5: rate * 0.9",
    "lambda *numbers: 0.1 + 0.1 * len(numbers)",
]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_schedules_of_one_argument_and_of_two(schedule):
    source = f"options = {{'callbacks': keras.callbacks.LearningRateScheduler({schedule})}}" + MODEL
    ours, theirs = both(source + FIT, **of_kind(epochs=4))
    agree(ours["history"], theirs["history"])


def test_the_history_is_in_the_order_of_the_alphabet():
    source = (
        MODEL
        + """
class Add(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        logs["own"] = 1.0
        logs["a"] = 2.0

mine = keras.callbacks.History()
options = {"callbacks": [Add(), mine], "validation_split": 0.3}
"""
        + FIT
        + "same, last = model.history is mine, mine.history"
    )
    ours, theirs = both(source, **of_kind(epochs=2))
    agree(ours["history"], theirs["history"])
    agree(ours["last"], theirs["last"])
    assert ours["same"] is theirs["same"] is True


@pytest.mark.parametrize("where", ["on_epoch_end", "on_train_batch_end", "on_test_end"])
def test_asking_the_model_from_a_callback_disturbs_nothing(where):
    source = (
        MODEL
        + """
asked = []

class Ask(keras.callbacks.Callback):
    pass

def ask(self, *numbers, logs=None):
    if not self.busy:
        self.busy = True
        asked.append(float(self.model.predict(x_new, verbose=0).sum()))
        if where == "on_epoch_end":  # in Keras, evaluate forgets what the metrics have so far
            asked.append(self.model.evaluate(x_new, y_new, verbose=0)[0])
        self.busy = False

Ask.busy = False
setattr(Ask, where, ask)
options = {"callbacks": [Ask()], "validation_split": 0.3}
"""
        + FIT
    )
    ours, theirs = both(source, where=where, **of_kind(epochs=3))
    agree(ours["history"], theirs["history"])
    np.testing.assert_allclose(ours["asked"], theirs["asked"], rtol=1e-4)
    same_weights(ours["model"], theirs["model"])


def test_checkpoints_without_what_they_watch(tmp_path):
    """Every epoch is written, and it is said that the best is not known."""
    source = (
        MODEL
        + """
path = str(folder / keras.__name__) + "-{epoch}.keras"
options = {"callbacks": [keras.callbacks.ModelCheckpoint(path, save_best_only=True)]}
"""
        + FIT
    )
    with pytest.warns(UserWarning, match="val_loss") as said:
        both(source, folder=tmp_path, **of_kind(epochs=3))
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [f"{name}-{i}.keras" for name in ("course_lib", "keras") for i in (1, 2, 3)]
    ours = [str(one.message) for one in said if "ModelCheckpoint watches" in str(one.message)]
    assert all("nothing tells which epoch is the best, and it saves every one" in s for s in ours)
    assert ours


@pytest.mark.parametrize(
    "name", ["fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"]
)
def test_arguments_stand_in_the_order_of_keras(name):
    ours = inspect.signature(getattr(course_lib.Model, name)).parameters
    theirs = inspect.signature(getattr(with_keras.Model, name)).parameters
    theirs = {key: one for key, one in theirs.items() if one.kind is not one.VAR_KEYWORD}
    assert list(ours) == list(theirs)
    assert [one.default for one in ours.values()] == [one.default for one in theirs.values()]


def test_compile_reads_its_arguments_in_the_order_of_keras():
    ours = list(inspect.signature(course_lib.Model.compile).parameters.values())[1:-1]
    theirs = list(inspect.signature(with_keras.Model.compile).parameters.values())[1:]
    assert [(one.name, one.default) for one in ours] == [
        (one.name, one.default) for one in theirs[: len(ours)]
    ]
    model = course_lib.Sequential([course_lib.Dense(1)])
    defaults = {one.name: one.default for one in theirs if one.name not in ("optimizer", "loss")}
    model.compile("sgd", "mse", **defaults)
    for name in set(defaults) - {"metrics"}:
        with pytest.raises(ValueError, match=f"Received: {name}='else'"):
            model.compile("sgd", "mse", **{name: "else"})
