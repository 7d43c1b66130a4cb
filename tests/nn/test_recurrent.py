"""Recurrent layers, Embedding, TimeDistributed, and masks: gradients, views, files, refusals."""

import copy
import pickle

import numpy as np
import pytest

import course_lib as keras
from course_lib import layers
from course_lib.nn import masking
from course_lib.nn.floatx import precision
from course_lib.nn.gradients import numerical_gradient

KINDS = ["SimpleRNN", "LSTM", "GRU"]
OPTIONS = [
    {},
    {"return_sequences": True},
    {"go_backwards": True, "return_sequences": True},
    {"use_bias": False, "activation": "softplus"},
]


def layer_and_x(kind, n=3, steps=4, **options):
    rng = np.random.default_rng(1)
    layer = getattr(layers, kind)(2, **options)
    layer.build((None, steps, 3))
    layer.set_weights([rng.normal(size=weight.shape) for weight in layer.weights])
    return layer, rng.normal(size=(n, steps, 3))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("masked", [False, True])
def test_every_slope_is_the_measured_one(kind, options, masked):
    with precision("float64"):
        layer, x = layer_and_x(kind, **options)
    mask = np.array([[1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0]], bool) if masked else None
    da = np.random.default_rng(2).normal(size=layer(x).shape)

    def loss(_):
        return (layer(x, mask=mask) * da).sum()

    loss(x)
    dx = layer.backward(da)
    np.testing.assert_allclose(dx, numerical_gradient(loss, x), rtol=1e-6, atol=1e-8)
    for name in layer.weight_shapes:
        slopes = getattr(layer, f"d_{name}").copy()
        measured = numerical_gradient(loss, getattr(layer, name))
        np.testing.assert_allclose(slopes, measured, rtol=1e-6, atol=1e-8, err_msg=name)


@pytest.mark.parametrize("kind", KINDS)
def test_slopes_through_time_are_those_of_the_states(kind):
    """d_h of a step is what moving the state there does to the loss: all later steps count."""
    with precision("float64"):
        layer, x = layer_and_x(kind)
    layer(x)
    layer.backward(np.ones((3, 2)))
    assert layer.h.shape == layer.d_h.shape == (3, 4, 2)
    np.testing.assert_array_equal(layer.d_h[:, -1], 1)
    assert np.abs(layer.d_h[:, 0]).min() > 0


def test_what_a_simple_rnn_computes():
    layer = layers.SimpleRNN(1, "linear", kernel_initializer="ones", recurrent_initializer="ones")
    assert layer([[[1], [2], [3]], [[0], [0], [1]]]).tolist() == [[6], [1]]
    assert layer.h[0].ravel().tolist() == [1, 3, 6]
    layer.recurrent_kernel = [[0.5]]
    layer([[[1], [0], [0]]])
    layer.backward(np.ones((1, 1), np.float32))
    assert layer.d_h.ravel().tolist() == [0.25, 0.5, 1]


def test_every_batch_begins_with_nothing():
    layer, x = layer_and_x("GRU")
    first = layer(x).copy()
    layer(np.ones((1, 4, 3)))
    np.testing.assert_array_equal(layer(x), first)


def test_gates_can_be_looked_at():
    layer, x = layer_and_x("LSTM")
    layer(x)
    for name in "ifo":
        assert ((getattr(layer, name) > 0) & (getattr(layer, name) < 1)).all()
    before = np.zeros((3, 2))
    for t in range(4):
        before = layer.f[:, t] * before + layer.i[:, t] * layer.g[:, t]
        np.testing.assert_allclose(layer.c[:, t], before, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(
            layer.h[:, t], layer.o[:, t] * np.tanh(before), rtol=1e-5, atol=1e-6
        )


def test_one_tanh_squeezes_as_a_sigmoid_and_a_tanh_do():
    with precision("float64"):
        layer, x = layer_and_x("LSTM")
        layer(x)
        assert layer.has_defaults()
        z = np.random.default_rng(2).normal(scale=9, size=(3, 8))
        both = np.empty((2, 3, 8))
        layer.squeeze(z, both[0])
        layer.squeeze_by_tanh(z, both[1])
    np.testing.assert_allclose(*both, atol=1e-15)
    assert both[0][:, 4:6].min() < 0 < both[0][:, :4].min()


@pytest.mark.parametrize(
    "options", [{"activation": "relu"}, {"recurrent_activation": "hard_sigmoid"}]
)
def test_another_function_is_no_tanh(options):
    layer, x = layer_and_x("LSTM", **options)
    layer(x)
    assert not layer.has_defaults()
    gates = np.concatenate([layer.i, layer.f, layer.o], axis=2)
    z = np.delete(layer.z, slice(4, 6), axis=2)
    np.testing.assert_allclose(gates, layer.recurrent_activation(z), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(layer.g, layer.activation(layer.z[:, :, 4:6]), rtol=1e-5, atol=1e-6)


def test_an_embedding_is_one_hot_times_a_matrix():
    with precision("float64"):
        layer = layers.Embedding(4, 2)
        x = np.array([[3, 0, 3], [1, 3, 0]])
        a = layer(x)
    np.testing.assert_allclose(a, np.eye(4)[x] @ layer.embeddings)
    layer.d_embeddings[:] = 9
    da = np.random.default_rng(0).normal(size=a.shape)
    layer.backward(da)
    np.testing.assert_allclose(
        layer.d_embeddings, np.eye(4)[x].reshape(-1, 4).T @ da.reshape(-1, 2)
    )
    assert (layer.d_embeddings[2] == 0).all()


@pytest.mark.parametrize("wrong", [[[4]], [[-1]], [[0.5]]])
def test_an_embedding_refuses_what_is_in_no_row(wrong):
    with pytest.raises(ValueError, match="whole numbers from 0 to 3"):
        layers.Embedding(4, 2)(wrong)
    model = keras.Sequential([keras.Input((1,)), layers.Embedding(4, 2)])
    with pytest.raises(ValueError, match="whole numbers from 0 to 3"):
        model.predict(wrong)


def test_an_embedding_has_no_more_rows_than_float32_has_whole_numbers():
    with pytest.raises(ValueError, match="every whole number"):
        layers.Embedding(2**24 + 1, 1)


def words_model(**named):
    return keras.Sequential(
        [
            keras.Input((None,)),
            layers.Embedding(5, 3, mask_zero=True),
            layers.Dropout(0.0),
            layers.LSTM(4, return_sequences=True, recurrent_regularizer="l2"),
            layers.TimeDistributed(layers.Dense(3, "tanh", kernel_regularizer="l1")),
            layers.GRU(3),
            layers.Dense(1),
        ],
        **named,
    )


WORDS = np.array([[1, 2, 0, 0], [3, 0, 4, 0], [0, 0, 0, 0]])


def test_steps_that_do_not_count_change_nothing():
    model = words_model()
    short, long = model.predict([[1, 2]]), model.predict([[1, 2, 0, 0, 0]])
    np.testing.assert_allclose(short, long, rtol=1e-6, atol=1e-6)
    assert masking.input_mask(model.layers[4]).tolist() == [[True, True, False, False, False]]


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copy_has_masks_of_its_own(copied):
    model = words_model()
    expected = model.predict(WORDS)
    twin = copied(model)
    model.predict([[4, 4, 4]])
    np.testing.assert_array_equal(twin.predict(WORDS), expected)
    assert np.shares_memory(twin.layers[2].kernel, twin.params)
    assert np.shares_memory(twin.layers[3].layer.kernel, twin.params)


def test_files_and_gradients_of_a_whole_model(tmp_path):
    with precision("float64"):
        model = words_model()
        model.compile(keras.optimizers.Adam(0.01), "mse")
        y = np.ones((3, 1))
        assert max(keras.gradient_check(model, WORDS, y).values()) < 1e-5
        model.fit(WORDS, y, epochs=2, verbose=0)
        model.save(tmp_path / "model.keras")
        again = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(again.predict(WORDS), model.predict(WORDS))
    assert again.evaluate(WORDS, y, verbose=0) == model.evaluate(WORDS, y, verbose=0)


def test_a_mask_that_gets_lost_is_said():
    model = [keras.Input((3,)), layers.Embedding(5, 3, mask_zero=True), layers.Flatten()]
    with pytest.warns(UserWarning, match="loses the mask"):
        keras.Sequential(model)


def steps_model(loss, metrics=()):
    model = keras.Sequential(
        [keras.Input((4,)), layers.Embedding(5, 2, mask_zero=True), layers.Dense(1)]
    )
    model.compile("sgd", loss, metrics=list(metrics))
    return model


@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum", "mean_with_sample_weight"])
def test_a_loss_and_metrics_leave_out_steps_that_do_not_count(reduction):
    model = steps_model(keras.losses.MeanSquaredError(reduction), ["mse", squared, "mae"])
    y = np.arange(12.0).reshape(3, 4, 1)
    error = (model.predict(WORDS) - y)[WORDS != 0]
    logs = model.evaluate(WORDS, y, batch_size=2, verbose=0, return_dict=True)
    assert logs["mse"] == pytest.approx(np.mean(error**2))  # over all batches, step by step
    assert logs["squared"] == pytest.approx(np.mean(error**2))
    assert logs["mae"] == pytest.approx(np.mean(np.abs(error)))
    whole = np.sum(error**2) if reduction == "sum" else np.mean(error**2)
    assert model.test_on_batch(WORDS, y)[0] == pytest.approx(whole)


def squared(y_true, y_pred):
    """A metric or a loss of one's own: a number for each step."""
    return np.mean((y_true - y_pred) ** 2, axis=-1)


@pytest.mark.parametrize(
    "loss", ["mse", squared, keras.losses.Huber(reduction="sum")], ids=["mse", "own", "huber"]
)
def test_slopes_where_steps_do_not_count(loss):
    with precision("float64"):
        model = steps_model(loss)
        y = np.arange(12.0).reshape(3, 4, 1)
        errors = keras.gradient_check(model, WORDS, y)
    assert max(errors.values()) < 1e-7


def test_a_batch_in_which_no_step_counts_changes_nothing():
    model = steps_model("mse")
    before = model.get_weights()
    assert model.train_on_batch(np.zeros((2, 4)), np.ones((2, 4, 1))) == 0
    for weight, then in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, then)


def test_a_metric_that_takes_no_weights_cannot_leave_steps_out():
    class Mine(keras.metrics.Metric):
        def forward(self, y_true, y_pred):
            return 1.0

    model = steps_model("mse", [Mine()])
    with pytest.raises(ValueError, match="Derive it from MeanMetric"):
        model.evaluate(WORDS, np.ones((3, 4, 1)), verbose=0)


def test_a_last_sigmoid_of_a_recurrent_layer_is_not_skipped():
    """Its outputs are no sigmoid of the sums z alone, so the loss reads the outputs."""
    model = keras.Sequential([keras.Input((None, 3)), layers.SimpleRNN(1, "sigmoid")])
    model.compile("sgd", "binary_crossentropy")
    x, y = np.ones((2, 4, 3)), np.array([[0], [1]])
    by_hand = keras.losses.BinaryCrossentropy()(y, model.predict(x))
    assert model.evaluate(x, y, verbose=0) == pytest.approx(by_hand, rel=1e-6)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "absent", [{"dropout": 0.5}, {"stateful": True}, {"return_state": True}], ids=str
)
def test_what_is_not_here_is_refused(kind, absent):
    with pytest.raises(ValueError, match="is here with Keras's default"):
        getattr(layers, kind)(4, **absent)
    getattr(layers, kind)(4, dropout=0, stateful=False, unroll=False, seed=None)


@pytest.mark.parametrize("kind", KINDS)
def test_bad_arguments_are_refused(kind):
    kind = getattr(layers, kind)
    with pytest.raises(ValueError, match="at least one unit"):
        kind(0)
    with pytest.raises(ValueError, match="one by one"):
        kind(3, activation="softmax")
    with pytest.raises(ValueError, match="no argument 'unit'"):
        kind(3, unit=2)
    with pytest.raises(ValueError, match="return_sequences=True"):
        keras.Sequential([keras.Input((5, 3)), kind(2), kind(2)])
    with pytest.raises(ValueError, match="True for every step"):
        kind(2)(np.ones((2, 4, 3)), mask=np.ones((2, 3), bool))


def test_gru_has_its_reset_after_the_product_alone():
    with pytest.raises(ValueError, match="default reset_after=True alone"):
        layers.GRU(2, reset_after=False)


@pytest.mark.parametrize("wrong", [layers.Dense, layers.BatchNormalization()])
def test_time_distributed_takes_layers_that_read_samples(wrong):
    with pytest.raises(ValueError, match="each sample by itself"):
        layers.TimeDistributed(wrong)


def test_time_distributed_freezes_with_its_layer():
    layer = layers.TimeDistributed(layers.Dense(2))
    layer.trainable = False
    layer.build((None, 4, 3))
    assert layer.trainable_weights == []
    assert layer.count_params() == 8
    with pytest.raises(ValueError, match="has a place already"):
        layers.TimeDistributed(layer.layer)


@pytest.mark.parametrize("shape", [(4, 4), (3, 7), (7, 3), (2, 3, 4)])
def test_orthogonal_columns_or_rows(shape):
    w = keras.initializers.Orthogonal(gain=2.0, seed=1)(shape).reshape(-1, shape[-1])
    square = w @ w.T if w.shape[0] < w.shape[1] else w.T @ w
    np.testing.assert_allclose(square, 4 * np.eye(len(square)), atol=1e-12)
    with pytest.raises(ValueError, match="rows and columns"):
        keras.initializers.Orthogonal()((3,))
