"""The playground without a browser: runs, their code and their texts, and what a view is sent."""

import contextlib
import io
import json
from dataclasses import fields

import numpy as np
import pytest

from course_lib import Dense, Dropout, Input, Sequential, data, set_floatx, widgets
from course_lib.data.toys import TOY_NAMES
from course_lib.figures import palette
from course_lib.nn.gradients import numerical_gradient
from course_lib.nn.optimizers import SGD
from course_lib.widgets.playground import link, settings
from course_lib.widgets.playground.code import code
from course_lib.widgets.playground.session import MAX_POINTS, Session
from course_lib.widgets.playground.settings import Settings
from course_lib.widgets.playground.views import Views


def run(text, **names):
    """What the code prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(text, "the playground's code", "exec"), names)
    return out.getvalue().strip()


def printed(session):
    """What the code's last line prints of this run."""
    return " ".join(repr(loss) for loss in session.loss() if not np.isnan(loss))


def drawn(rng):
    """A run with settings drawn at random, trained, handled, and trained on."""
    chosen = Settings(
        data=str(rng.choice(TOY_NAMES)),
        noise=float(rng.choice([0.0, 0.1, 0.35])),
        test_share=float(rng.choice([0.1, 0.5, 0.9])),
        seed=int(rng.integers(100)),
        features=tuple(
            name for i, name in enumerate(settings.FEATURES) if i == 0 or rng.random() < 0.4
        ),
        hidden=tuple(int(n) for n in rng.integers(1, 6, size=rng.integers(0, 4))),
        activation=str(rng.choice(settings.ACTIVATIONS)),
        loss=str(rng.choice(settings.LOSSES)),
        first_weights=str(rng.choice(settings.FIRST_WEIGHTS)),
        optimizer=str(rng.choice(settings.OPTIMIZERS)),
        learning_rate=float(rng.choice([0.001, 0.01, 0.03])),
        batch_size=int(rng.choice([1, 7, 10, 400])),
        penalty=str(rng.choice(settings.PENALTIES)),
        dropout=float(rng.choice([0.0, 0.3])),
        batch_norm=bool(rng.random() < 0.3),
    )
    session = Session(chosen)
    session.train(int(rng.integers(1, 60)))
    if rng.random() < 0.7 and not session.trouble:
        session.freeze(0, 0, [0, 0])
        session.train(3)
        session.put(0, 0, [0, 0], 0.3)
        session.put(0, 1, [0], -0.125)
        session.set_rate(0.002)
        session.train(8)
    if session.frozen and not session.trouble and rng.random() < 0.5:
        session.thaw(0, 0, [0, 0])
        session.train(5)
    return session


# ----------------------------------------------------------------------- one run, three ways


@pytest.mark.parametrize("seed", range(12))
def test_code_and_text_reach_the_same_loss_to_the_last_digit(seed):
    session = drawn(np.random.default_rng(seed))
    assert run(code(session)) == printed(session)
    chosen, log, left_out = link.read(link.write(session))
    assert (chosen, left_out) == (session.settings, "")
    again = Session(chosen, log)
    assert np.array_equal(again.model.params, session.model.params)
    assert np.array_equal(again.model.state, session.model.state)


def test_slices_of_any_length_give_the_same_run():
    whole, slices = (Session(Settings(dropout=0.2, optimizer="Adam")) for _ in range(2))
    whole.train(50)
    for steps in (1, 2, 30, 17):
        slices.train(steps)
    assert np.array_equal(whole.model.params, slices.model.params)
    assert slices.log == [["train", 50]]
    slices.train(10**6, seconds=0)  # and out of time it is after one
    assert slices.step == 51


def test_whole_epochs_are_one_call_of_fit():
    session = Session(Settings())
    session.train(40)
    assert "model.fit(x, y, batch_size=10, epochs=2, shuffle=False" in code(session)
    assert "train_on_batch" not in code(session)


def test_two_libraries_differ_by_one_line():
    session = drawn(np.random.default_rng(3))
    ours, keras = (code(session, library).splitlines() for library in ("course_lib", "keras"))
    different = [pair for pair in zip(ours, keras, strict=True) if pair[0] != pair[1]]
    assert len(different) == 1
    assert different[0][1].startswith("from keras import")
    with pytest.raises(ValueError, match="Expected one of course_lib, keras"):
        code(session, "torch")


def test_a_frozen_number_stays_until_it_is_thawed():
    session = Session(Settings())
    session.put(0, 0, [1, 2], 0.75)
    session.freeze(0, 0, [1, 2])
    session.train(25)
    assert session.model.layers[0].kernel[1, 2] == 0.75
    session.thaw(0, 0, [1, 2])
    session.train(25)
    assert session.model.layers[0].kernel[1, 2] != 0.75


@pytest.mark.parametrize("rate", [1.9, 50.0])
def test_where_it_breaks_it_stops_before_that_batch_and_says_which(rate):
    session = Session(Settings(data="line", activation="relu", learning_rate=rate))
    session.train(500)
    assert f"It went wrong at step {session.step + 1}. Training stopped" in session.trouble
    assert "learning rate" in session.trouble
    assert "build a new model" not in session.trouble  # this one is whole again
    assert np.isfinite(session.model.params).all()
    before = session.step
    session.train(10)
    assert session.step == before
    one = Session(session.settings)
    one.train(before)  # it can be trained so far, and no batch further
    assert not one.trouble
    assert np.array_equal(one.model.params, session.model.params)
    one.train(1)
    assert one.trouble == session.trouble
    with pytest.raises(ValueError, match="Reset it"):
        session.put(0, 0, [0, 0], 1.0)
    assert run(code(session)) == printed(session)
    assert Session(*link.read(link.write(session))[:2]).trouble == session.trouble


def test_the_loss_curve_is_thinned_out_and_keeps_its_ends():
    session = Session(Settings(hidden=()))
    session.train(3000)
    steps = [point[0] for point in session.losses]
    assert len(steps) <= MAX_POINTS
    assert steps[0] == 0
    assert steps == sorted(set(steps))
    assert steps[-1] > 2900


# --------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data", "sudoku"), ("noise", 0.6), ("noise", "a lot"), ("test_share", 1.0),
        ("seed", 1.5), ("seed", True), ("features", ()), ("features", ("x2", "x1")),
        ("features", ("x3",)), ("hidden", (0,)), ("hidden", (65,)), ("hidden", (1,) * 9),
        ("activation", "softmax"), ("loss", "hinge"), ("first_weights", "yours"),
        ("optimizer", "LBFGS"), ("learning_rate", 0.0), ("learning_rate", float("nan")),
        ("batch_size", 0), ("penalty", "L3"), ("penalty_rate", -1.0), ("dropout", 1.0),
        ("batch_norm", "yes"),
    ],
)  # fmt: skip
def test_a_setting_that_fits_nothing_is_refused(name, value):
    with pytest.raises(ValueError, match="Received"):
        Settings(**{name: value})


@pytest.mark.parametrize(
    "entry",
    [
        ["put", 0, 0, [9, 9], 1.0], ["put", 7, 0, [0, 0], 1.0], ["put", 0, 2, [0], 1.0],
        ["put", 0, 0, [0, 0], float("inf")], ["put", 0, 0, [0], 1.0], ["freeze", 0, 1, [-1]],
        ["rate", -1.0], ["dance"],
    ],
)  # fmt: skip
def test_what_no_hand_can_do_is_refused_and_changes_nothing(entry):
    session = Session(Settings())
    before = session.model.params.copy()
    with pytest.raises(ValueError, match="Received"):
        session.do(entry)
    assert np.array_equal(before, session.model.params)
    assert session.log == []


@pytest.mark.parametrize(
    "text", ["", "hello", "playground-1-", "playground-1-!!!", "playground-1-AAAA"]
)
def test_a_text_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="Expected a text that the playground wrote"):
        link.read(text)


def written(record):
    """A text with this record, as some later version may write it."""
    import base64
    import zlib

    packed = zlib.compress(json.dumps(record).encode())
    return "playground-1-" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_of_a_later_version_what_is_known_is_taken():
    text = written({"set": {"seed": 9, "data": "torus", "colour": "red"}, "log": [["train", 3]]})
    chosen, log, left_out = link.read(text)
    assert chosen == Settings(seed=9)
    assert log == [["train", 3]]
    assert left_out == "Left out: data = torus; colour = red."


@pytest.mark.parametrize(
    "log", ["no list", [["train", 10**9]], [["train", "many"]], [[]], [["train", 3, 4], ["dance"]]]
)
def test_a_log_that_cannot_be_gone_through_leaves_the_settings(log):
    play = widgets.playground()
    said = play.open_link(written({"set": {"seed": 9}, "log": log}))
    assert play.settings == Settings(seed=9)
    assert "left out" in said.lower()
    assert play.session.step == 0


# ------------------------------------------------------------------------ what a view is sent


def heard(play):
    """Every message that ``play`` sends from now on, with its buffers."""
    messages = []
    play.send = lambda content, buffers=None: messages.append((content, buffers or []))
    return messages


def say(play, **message):
    play._on_message(play, {"view": "a view", **message}, [])


def kinds(messages):
    return [content["type"] for content, _ in messages]


def test_a_view_gets_a_scene_and_a_picture_that_fit_each_other():
    play = widgets.playground(hidden=(5, 3), features=("x1", "x2", "x1²"))
    messages = heard(play)
    say(play, type="show")
    assert kinds(messages) == ["scene", "picture", "done"]
    (scene, still), (picture, arrays), _ = messages
    assert [len(column) for column in scene["columns"]] == [3, 5, 3, 1]
    assert len(arrays[0]) == scene["outputSide"] ** 2
    assert len(arrays[1]) == 8 * scene["side"] ** 2
    assert len(arrays[2]) == len(arrays[3]) == 4 * play.model.count_params()
    assert len(still[0]) == 4 * 3 * 200
    assert len(still[2]) == 3 * scene["side"] ** 2
    for content, _ in messages:
        json.dumps(content, allow_nan=False)
    assert picture["readout"] == play.readout


def test_playing_trains_a_slice_and_always_answers():
    play = widgets.playground()
    messages = heard(play)
    say(play, type="play")
    assert kinds(messages) == ["picture", "done"]
    assert play.session.step > 0
    assert messages[-1][0]["more"]
    assert play.session.log == [["train", play.session.step]]


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_control_is_answered_and_a_wrong_value_changes_nothing(name):
    play = widgets.playground()
    messages = heard(play)
    say(play, type="set", name=name, value={"no": "value"})
    assert play.settings == Settings()
    assert "Nothing was changed." in messages[-2][0]["readout"]
    assert kinds(messages) == ["scene", "picture", "done"]


def test_hands_on_a_weight_and_a_bias():
    play = widgets.playground()
    messages = heard(play)
    say(play, type="put", place=[0, 0, [1, 2]], value=-1.5)
    say(play, type="put", place=[0, 1, [2]], value=0.5)
    assert play.model.layers[0].kernel[1, 2] == -1.5
    assert play.model.layers[0].bias[2] == 0.5
    weights = np.frombuffer(messages[-2][1][2], dtype=np.float32)
    assert weights[1 * 4 + 2] == -1.5
    assert weights[2 * 4 + 2] == 0.5
    say(play, type="freeze", place=[0, 1, [2]])
    assert messages[-2][0]["frozen"] == [[0, 1, [2]]]
    say(play, type="thaw", place=[0, 1, [2]])
    assert messages[-2][0]["frozen"] == []
    say(play, type="put", place=[0, 0, [99, 0]], value=1)
    assert "Nothing was changed. Expected a weight or a bias" in play.readout


def test_the_rate_moves_while_it_runs_and_all_else_begins_again():
    play = widgets.playground()
    play.advance(20)
    play.set(learning_rate=0.5)
    assert (play.session.step, play.session.rate) == (20, 0.5)
    play.set(activation="relu")
    assert (play.session.step, play.session.rate) == (0, 0.5)
    play.restart()
    assert play.session.rate == 0.5


def test_a_lower_rate_begins_again_where_the_training_broke():
    play = widgets.playground(data="line", activation="relu", learning_rate=50)
    play.advance(100)
    assert "went wrong at step" in play.readout
    play.set(learning_rate=0.03)
    assert (play.session.step, play.session.trouble) == (0, "")


def test_run_a_stays_for_the_same_rows_only():
    play = widgets.playground()
    play.advance(30)
    messages = heard(play)
    say(play, type="keep")
    say(play, type="set", name="hidden", value=[8])
    _scene, still = next(m for m in reversed(messages) if m[0]["type"] == "scene")
    kept = np.frombuffer(still[3], dtype=np.float32).reshape(-1, 3)
    assert kept[-1, 0] == 30
    assert "Run A was at: 30 batches" in play.readout
    play.set(seed=2)
    assert play.kept is None
    assert "Run A" not in play.readout


def test_an_epoch_ends_where_all_rows_were_seen():
    play = widgets.playground()
    play.advance(3)
    say(play, type="epoch")
    assert play.session.epoch == 1
    say(play, type="epoch")
    assert play.session.epoch == 2


def test_texts_are_sent_on_request():
    play = widgets.playground()
    play.advance(3)
    messages = heard(play)
    say(play, type="texts")
    (texts, _), _ = messages
    assert texts["code"]["course_lib"] == play.code()
    assert texts["link"] == play.link()
    say(play, type="open", text=texts["link"])
    assert play.session.step == 3
    say(play, type="open", text="nonsense")
    assert "Nothing was changed. Expected a text" in play.readout
    assert play.session.step == 3


def test_slopes_are_those_of_the_loss_over_all_rows_to_learn_from():
    session = Session(Settings(hidden=(3,)))
    session.train(5)
    slopes = Views(session).view().slopes
    set_floatx("float64")
    try:
        model = Sequential([Input((2,)), Dense(3, "tanh"), Dense(1, "sigmoid")])
        model.compile(optimizer=SGD(0.1), loss="binary_crossentropy")
        model.set_weights(session.model.get_weights())
        rows = session.rows
        measured = numerical_gradient(
            lambda _: model.evaluate(rows.x, rows.y, verbose=0), model.params
        )
    finally:
        set_floatx("float32")
    np.testing.assert_allclose(slopes, measured, atol=2e-5)


def test_dead_and_saturated_neurons_are_named():
    play = widgets.playground(activation="relu", hidden=(3,))
    say(play, type="put", place=[0, 1, [1]], value=-500)
    assert play.view.troubled == ["", "dead", ""]
    assert "h2 is dead: 0 on every row" in play.readout
    play.set(activation="tanh")
    say(play, type="put", place=[0, 1, [0]], value=500)
    assert play.view.troubled[0] == "stuck"
    assert "h1 is saturated" in play.readout


def test_vanishing_slopes_are_said():
    play = widgets.playground(activation="sigmoid", hidden=(3,) * 6)
    assert "times smaller than in layer 6" in play.readout
    assert "Slopes" not in widgets.playground().readout


def test_three_hundred_neurons_have_small_maps():
    play = widgets.playground(hidden=(60,) * 5)
    assert play.view.neurons.shape == (300, 12, 12)
    assert play.view.neurons.nbytes + play.view.weights.nbytes * 2 < 200_000


def test_closed_it_lets_go_and_says_nothing():
    play = widgets.playground()
    messages = heard(play)
    play.close()
    say(play, type="play")
    assert messages == []
    assert play.session is None


def test_the_still_has_words_for_those_who_do_not_see_it():
    data, metadata = widgets.playground(data="wave")._repr_mimebundle_()
    assert data["text/plain"].startswith("0 batches")
    assert "layers 2-4-2-1 on the data wave" in metadata["image/png"]["alt"]


# ------------------------------------------------------------------------- a learner's own


ROWS = np.random.default_rng(0).normal(size=(60, 2)) * 30
CLASSES = ROWS[:, 0] > ROWS[:, 1]


def test_a_model_of_ones_own_is_opened_as_it_is_and_left_alone():
    model = Sequential([Input((2,)), Dense(3, "relu"), Dropout(0.2), Dense(1, "sigmoid")])
    model.compile(optimizer=SGD(0.004, momentum=0.9), loss="mse")
    weights = [array.copy() for array in model.get_weights()]
    play = widgets.playground(model, ROWS, CLASSES)
    assert (play.settings.hidden, play.settings.dropout) == ((3,), 0.2)
    assert (play.settings.optimizer, play.settings.loss) == ("SGD, momentum 0.9", "squared error")
    for ours, theirs in zip(play.model.get_weights(), weights, strict=True):
        assert np.array_equal(ours, theirs)
    play.advance(40)
    for now, before in zip(model.get_weights(), weights, strict=True):
        assert np.array_equal(now, before)
    assert run(play.code(), my_x=ROWS, my_y=CLASSES.reshape(-1, 1).astype(float)) == printed(
        play.session
    )
    play.restart()
    assert np.array_equal(play.model.get_weights()[0], weights[0])
    assert play.session.rows.reach > np.abs(ROWS).max()


def test_rows_alone_more_columns_and_numbers_to_foretell():
    x = np.column_stack([ROWS / 30, np.arange(60) / 60])
    play = widgets.playground(x=x, y=x[:, 2] * 2 - 0.7)
    assert play.settings.features == ("x1", "x2", "x3")
    assert play.settings.task == "number"
    play.advance(30)
    assert run(play.code(), my_x=x, my_y=play.own.y) == printed(play.session)
    play.set(data="moons", features=("x1", "x2"))
    assert play.settings.data == "moons"
    chosen, log, left_out = link.read(link.write(widgets.playground(x=x, y=x[:, 2]).session))
    assert (chosen, log) == (Settings(), [])
    assert "a link does not carry them" in left_out


def test_other_data_leave_behind_what_only_ones_own_rows_have():
    model = Sequential([Input((3,)), Dense(3, "tanh"), Dense(1, "sigmoid")])
    x = np.column_stack([ROWS, CLASSES])
    play = widgets.playground(model, x, CLASSES)
    messages = heard(play)
    say(play, type="set", name="data", value="moons")
    assert play.settings.data == "moons"
    assert (play.settings.features, play.settings.first_weights) == (("x1", "x2"), "Glorot")
    assert kinds(messages)[-1] == "done"
    play.set(data="your classes", features=("x1", "x2", "x3"), first_weights="yours")
    assert np.array_equal(play.model.get_weights()[0], model.get_weights()[0])
    play.set(features=("x3",), first_weights="He")
    play.set(data="xor")
    assert play.settings.features == ("x1", "x2")


def test_a_text_opens_where_the_same_rows_are():
    x = np.column_stack([ROWS / 30, np.arange(60) / 60])
    play = widgets.playground(x=x, y=x[:, 2], seed=4)
    play.advance(25)
    again = widgets.playground(x=x, y=x[:, 2])
    again.open_link(play.link())
    assert again.settings == play.settings
    assert np.array_equal(again.model.params, play.model.params)
    other = widgets.playground(x=x, y=x[:, 1])
    assert "Open a playground on the same rows" in other.open_link(play.link())
    assert (other.settings, other.session.step) == (Settings(), 0)


def test_a_text_of_a_model_opens_where_the_same_first_weights_are():
    model, rival = (
        Sequential([Input((2,)), Dense(3, "tanh"), Dense(1, "sigmoid")]) for _ in range(2)
    )
    play = widgets.playground(model, ROWS, CLASSES)
    play.advance(5)
    again = widgets.playground(model, ROWS, CLASSES)
    again.open_link(play.link())
    assert np.array_equal(again.model.params, play.model.params)
    for other in (widgets.playground(rival, ROWS, CLASSES), widgets.playground(x=ROWS, y=CLASSES)):
        assert "does not carry them" in other.open_link(play.link())


@pytest.mark.parametrize(
    ("model", "x", "y", "said"),
    [
        (None, ROWS[:, :1], CLASSES, "2 to 8 finite numbers"),
        (None, ROWS[:1], CLASSES[:1], "2 to 5,000 rows"),
        (None, ROWS, CLASSES[:-1], "one finite number y for each"),
        (None, ROWS * np.nan, CLASSES, "finite"),
        (None, [["a", "b"]] * 3, [1, 2, 3], "as numbers"),
        (Sequential([Dense(1)]), ROWS, CLASSES, "knows its inputs"),
        (Sequential([Input((2,)), Dense(3)]), ROWS, CLASSES, "at the end Dense"),
        (Sequential([Input((3,)), Dense(1)]), ROWS, CLASSES, "reads 3 numbers a row"),
        (
            Sequential([Input((2,)), Dense(2, "tanh"), Dense(2, "relu"), Dense(1)]),
            ROWS, CLASSES, "with one activation",
        ),
        (Sequential([Input((2,)), Dense(2, "softplus"), Dense(1)]), ROWS, CLASSES, "activation"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused_with_a_sentence(model, x, y, said):
    with pytest.raises(ValueError, match=said):
        widgets.playground(model, x, y)


def test_of_four_rows_all_are_learned_from():
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([0, 1, 1, 0.0])
    play = widgets.playground(x=x, y=y, hidden=(2,))
    messages = heard(play)
    say(play, type="show")
    assert len(messages[0][1][1]) == 0
    assert messages[1][0]["testLoss"] is None
    json.dumps(messages[1][0], allow_nan=False)
    assert "and no row is kept for a test" in play.readout
    play.advance(50)
    assert run(play.code(), my_x=x, my_y=y.reshape(4, 1)) == printed(play.session)
    assert play._repr_mimebundle_()[0]["image/png"]


def test_a_table_of_ones_own_is_opened_and_its_code_reads_it(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(data.people_csv(rows=60))
    play = widgets.playground(csv=path, label="who", hidden=(3,))
    assert play.settings.data == "your classes"
    assert "x1 is weight, x2 is height, each around 0; female is orange, male blue." in play.readout
    assert len(play.session.rows.x) + len(play.session.rows.test_x) == 60
    play.advance(200)
    assert "Right: 9" in play.readout
    assert run(play.code()) == printed(play.session)
    play.set(data="moons")
    assert "x1 is weight" not in play.readout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"label": "sex"}, "No column is named 'sex'"),
        ({"label": None}, "the name of its column to predict"),
        ({"label": "who", "x": [[1, 2]] * 3, "y": [0, 1, 0]}, "without a model, x or y"),
        ({"label": "weight"}, "a column of words can only be the label"),
        ({"label": "weight", "columns": ["height"]}, "draws two columns"),
        ({"label": "weight", "columns": ["height", "who"]}, "expected a number, received"),
        ({"label": "who", "task": "number"}, "column 'who': expected a number"),
        ({"label": "who", "features": ("x1", "x3")}, "have the columns x1, x2. Received"),
        ({"label": "who", "first_weights": "yours"}, "come with a model"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_a_sentence(tmp_path, given, said):
    path = tmp_path / "mine.csv"
    path.write_text(data.people_csv(rows=60))
    with pytest.raises(ValueError, match=said):
        widgets.playground(csv=path, **given)


def test_a_table_of_three_classes_is_refused(tmp_path):
    path = tmp_path / "three.csv"
    rows = [f"{i % 7},{i % 5},{'abc'[i % 3]}" for i in range(60)]
    path.write_text("\n".join(["one,two,kind", *rows]))
    with pytest.raises(ValueError, match=r"has 3: a, b, c\. Keep the rows of two\.$"):
        widgets.playground(csv=path, label="kind")


@pytest.fixture
def rents(tmp_path):
    path = tmp_path / "rents.csv"
    path.write_text(data.rents_csv())
    return path


@pytest.mark.parametrize(
    ("given", "features"),
    [
        ({}, ("x1", "x2", "x3")),
        ({"columns": ("rooms", "area")}, ("x1", "x2")),
        ({"columns": ("rooms", "area", "floor"), "features": ("x1", "x1²", "x3")},
         ("x1", "x1²", "x3")),
    ],
)  # fmt: skip
def test_a_table_with_a_number_to_predict_its_code_and_its_text(rents, given, features):
    play = widgets.playground(csv=rents, label="rent", hidden=(3,), optimizer="Adam", **given)
    assert (play.settings.data, play.settings.task) == ("your numbers", "number")
    assert (play.settings.features, play.settings.loss_name) == (features, "mse")
    y = np.concatenate([play.session.rows.y, play.session.rows.test_y])
    assert (len(y), y.min(), y.max()) == (200, -1, 1)
    play.advance(300)
    ours, keras = play.code(), play.code("keras")
    assert run(ours) == printed(play.session)
    assert keras == ours.replace("from course_lib import Seq", "from keras import Seq")
    again = widgets.playground(csv=rents, label="rent", **given)
    again.open_link(play.link())
    assert again.settings == play.settings
    assert again.session.loss() == play.session.loss()
    assert "does not carry them" in widgets.playground().open_link(play.link())


def test_a_number_is_told_in_its_own_unit(rents):
    play = widgets.playground(csv=rents, label="rent", hidden=(3,))
    assert "rent is predicted as a number: every cell of it is one" in play.readout
    play.advance(400)
    lowest, highest = play.own.ends
    assert f"rent {lowest:.0f} is −1, orange, and {highest:,.0f} is 1, blue." in play.readout
    rows = play.session.rows
    error = np.abs(play.model(rows.test_x) - rows.test_y).mean() * (highest - lowest) / 2
    assert f"and {error:.3g} on average." in play.readout
    assert error < 100
    play.set(data="wave", features=("x1", "x2"))
    assert "on average" not in play.readout


def test_a_column_that_is_not_drawn_has_the_shade_of_its_mean_beside_its_rows(rents):
    play = widgets.playground(csv=rents, label="rent")
    shades = play._views.features[2]
    assert len(np.unique(shades)) == 1  # the same on the whole plane
    middle = (len(palette.SHADES) - 1) / 2
    assert abs(int(shades[0, 0]) - middle) < 0.1 * middle  # the rows' mean is near 0


def test_the_rule_is_said_until_something_is_done_and_overruled_by_task(tmp_path):
    path = tmp_path / "grades.csv"
    rows = [f"{i % 7},{i % 5},{i % 3}" for i in range(60)]
    path.write_text("\n".join(["one,two,grade", *rows, ""]))
    with pytest.raises(ValueError, match='or predict them as numbers: task="number"'):
        widgets.playground(csv=path, label="grade")
    play = widgets.playground(csv=path, label="grade", task="number")
    assert play.settings.task == "number"
    assert "predicted as" not in play.readout  # nobody needs to be told
    path.write_text(path.read_text().replace(",2\n", ",1\n"))
    play = widgets.playground(csv=path, label="grade")
    assert play.settings.task == "class"
    messages = heard(play)
    say(play, type="show")
    assert 'no more than 10 are different. task="number" overrules' in messages[1][0]["readout"]
    say(play, type="step", steps=1)
    assert "overrules" not in messages[-2][0]["readout"]


def test_a_table_that_is_too_wide_or_too_long_is_refused(tmp_path):
    path = tmp_path / "wide.csv"
    names = [f"c{i}" for i in range(9)]
    rows = [",".join(str((i * j) % 13) for j in range(2, 12)) for i in range(60)]
    path.write_text("\n".join([",".join([*names, "y"]), *rows]))
    with pytest.raises(ValueError, match=r"Received 9: c0, .*Choose among several by columns"):
        widgets.playground(csv=path, label="y")
    assert widgets.playground(csv=path, label="y", columns=names[:8]).settings.task == "number"
    path.write_text(data.rents_csv(5001))
    with pytest.raises(
        ValueError, match=r"up to 5,000 rows\. Received 5,001\. Keep one in 2 of them"
    ):
        widgets.playground(csv=path, label="rent")


def test_own_rows_without_rows_are_refused():
    with pytest.raises(ValueError, match=r"playground\(x=x, y=y\)"):
        widgets.playground(data="your classes")
