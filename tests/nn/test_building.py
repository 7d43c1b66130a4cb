"""What a model is built from, and that nothing is built twice."""

import copy

import numpy as np
import pytest

import course_lib as keras
from course_lib import Dense, Flatten, Input, Model, Sequential, losses
from course_lib.nn import layers


def learns(model):
    """Does the loss fall, and do the weights that the model shows move with it?"""
    x = np.random.default_rng(1).normal(size=(20, 3))
    model.compile("sgd", "mse")
    before = model.get_weights()
    losses = model.fit(x, x @ np.ones((3, 2)), epochs=5, verbose=0).history["loss"]
    moved = [not np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True)]
    return losses[-1] < losses[0] and all(moved)


class TestASecondBuild:
    def test_of_a_layer_is_refused_and_its_model_still_learns(self):
        model = Sequential([Input((3,)), Dense(2)])
        kernel = model.layers[0].kernel
        with pytest.raises(ValueError, match=r"is built once. Received a second build of 'dense"):
            model.layers[0].build((None, 3))
        assert model.layers[0].kernel is kernel
        assert learns(model)

    @pytest.mark.parametrize(
        "layer",
        [layers.BatchNormalization(), layers.Normalization(), layers.LayerNormalization()],
        ids=lambda layer: layer.name,
    )
    def test_of_any_layer_is_refused(self, layer):
        layer.build((None, 3))
        with pytest.raises(ValueError, match="built once"):
            layer.build((None, 3))

    def test_of_a_model_changes_nothing(self):
        model = Sequential([Input((3,)), Dense(2)])
        kernel, params = model.layers[0].kernel, model.params
        model.build((None, 3))
        model.build((7, 3))
        assert model.layers[0].kernel is kernel
        assert model.params is params
        assert learns(model)

    def test_of_a_graph_changes_nothing(self):
        inputs = Input((3,))
        model = Model(inputs, Dense(2)(inputs))
        params = model.params
        model.build((None, 3))
        assert model.params is params
        with pytest.raises(ValueError, match=r"samples of shape \(4,\)"):
            model.build((None, 4))

    def test_of_a_model_for_another_shape_is_refused(self):
        model = Sequential([Input((3,)), Dense(2)])
        with pytest.raises(ValueError, match=r"has weights for samples of shape \(3,\)"):
            model.build((None, 4))
        assert model.sample_shape == (3,)

    def test_writing_into_weights_keeps_them_in_the_model(self):
        model = Sequential([Input((3,)), Dense(2)])
        model.layers[0].kernel = np.ones((3, 2))
        model.layers[0].set_weights([np.full((3, 2), 2.0), np.ones(2)])
        assert model.params.tolist() == [2.0] * 6 + [1.0] * 2
        assert learns(model)


class TestALayerThatWasUsedBefore:
    """Called on data, or shown some, and then put into a model: it keeps what it knows."""

    def test_scaling_keeps_what_it_was_shown(self):
        scale = layers.Normalization()
        scale.adapt([[1, 100], [3, 300]])
        inputs = Input((2,))
        model = Model(inputs, scale(inputs))
        assert scale.mean.tolist() == [2, 200]
        np.testing.assert_allclose(model.predict([[3, 300]]), [[1, 1]])

    def test_weights_stay(self):
        layer = Dense(2)
        layer(np.ones((1, 3)))
        kernel = layer.kernel.copy()
        inputs = Input((3,))
        model = Model(inputs, layer(inputs))
        np.testing.assert_array_equal(model.layers[1].kernel, kernel)
        second = Dense(2)
        second(np.ones((1, 3)))
        with pytest.raises(ValueError, match=r"weights for samples of shape \(3,\)"):
            second(Input((4,)))


class TestInputShape:
    @pytest.mark.parametrize(
        "first",
        [
            lambda: [Dense(2, input_shape=(3,))],
            lambda: [Dense(2, input_dim=3)],
            lambda: [Dense(2, batch_input_shape=(None, 3))],
            lambda: [layers.InputLayer(input_shape=(3,)), Dense(2)],
            lambda: [layers.InputLayer((3,)), Dense(2)],
            lambda: [layers.Dropout(0.0, input_shape=(3,)), Dense(2)],
            lambda: [Dense(2, input_shape=[3]), Dense(2, input_dim=2)],
        ],
    )
    def test_the_first_layer_may_say_it(self, first):
        model = Sequential(first())
        assert model.built
        assert model.input_shape == (None, 3)
        assert model.output_shape == (None, 2)
        assert not any(isinstance(layer, layers.InputLayer) for layer in model.layers)
        assert learns(model)

    def test_of_pictures(self):
        model = Sequential([Flatten(input_shape=(8, 8)), Dense(2)])
        assert model.input_shape == (None, 8, 8)
        assert model.layers[1].kernel.shape == (64, 2)

    def test_what_does_not_fit_is_refused(self):
        with pytest.raises(ValueError, match=r"was made for samples of shape \(7,\)"):
            Sequential([Dense(2, input_dim=3), Dense(1, input_dim=7)])
        with pytest.raises(ValueError, match="input_dim is a whole number"):
            Dense(2, input_dim=(3,))
        with pytest.raises(ValueError, match=r"Received: 3. Mind the comma"):
            Dense(2, input_shape=3)

    def test_it_is_no_part_of_what_is_saved(self, tmp_path):
        model = Sequential([Dense(2, input_shape=(3,))])
        model.save(tmp_path / "m.keras")
        assert keras.models.load_model(tmp_path / "m.keras").input_shape == (None, 3)


class TestWhatIsEmptyOrNotBuilt:
    @pytest.mark.parametrize("model", [lambda: Sequential(), lambda: Sequential([Input((3,))])])
    @pytest.mark.parametrize(
        "use",
        [
            lambda model: model(np.ones((2, 3))),
            lambda model: model.predict(np.ones((2, 3))),
            lambda model: model.build((None, 3)),
            lambda model: model.pop(),
        ],
    )
    def test_without_layers_nothing_is_computed(self, model, use):
        with pytest.raises(ValueError, match=r"which has none. Add some"):
            use(model())

    @pytest.mark.parametrize(
        "thing", [Dense(2), Flatten(), layers.Add(), Sequential([Dense(2)]), Sequential()]
    )
    def test_before_building_there_is_nothing_to_count(self, thing):
        with pytest.raises(ValueError, match="are there once it is built"):
            thing.count_params()

    def test_what_never_has_weights_may_be_counted(self):
        assert layers.Activation("relu").count_params() == 0

    @pytest.mark.parametrize(
        "name", ["input", "output", "inputs", "outputs", "input_shape", "output_shape"]
    )
    def test_before_building_there_are_no_shapes(self, name):
        with pytest.raises(AttributeError, match="is not built, so nothing says what comes in"):
            getattr(Sequential([Dense(2)]), name)
        assert not hasattr(Sequential([Dense(2)]), name)


class TestLayersOfAModel:
    def test_are_not_exchanged_as_a_list(self):
        model = Sequential([Input((3,)), Dense(2)])
        with pytest.raises(AttributeError, match=r"Use model.add and model.pop"):
            model.layers = [Dense(1)]
        model.layers.append(Dense(1))
        assert len(model.layers) == 1
        assert learns(model)

    def test_pop_takes_the_last(self):
        model = Sequential([Input((3,)), Dense(2), Dense(5)])
        last = model.layers[-1]
        kept = model.get_weights()[:2]
        assert model.pop() is last
        assert model.count_params() == model.params.size == 8
        np.testing.assert_array_equal(model.get_weights()[0], kept[0])
        assert learns(model)
        other = Sequential([Input((2,)), last])  # it is free again
        np.testing.assert_array_equal(other.layers[0].kernel, last.kernel)

    def test_pop_and_add_another_end(self):
        model = Sequential([Input((3,)), Dense(4), Dense(9)])
        model.pop()
        model.add(Dense(2))
        assert model.output_shape == (None, 2)
        assert learns(model)

    @pytest.mark.filterwarnings("error")
    def test_pop_forgets_what_compile_chose(self):
        """What stands at the end meanwhile need not fit the loss of the model that was."""
        for hidden, logits in (("relu", False), ("sigmoid", True)):
            ends = Dense(4, hidden), Dense(1, None if logits else "sigmoid")
            model = Sequential([Input((3,)), *ends])
            model.compile("adam", losses.BinaryCrossentropy(from_logits=logits))
            model.fit(np.ones((2, 3)), [0, 1], verbose=0)
            assert model.pop() is ends[1]
            with pytest.raises(ValueError, match=r"Received data before compile\(\)"):
                model.fit(np.ones((2, 3)), np.ones((2, 4)), verbose=0)
            model.add(Dense(2))
            assert learns(model)

    def test_pop_the_only_one(self):
        model = Sequential([Input((3,)), Dense(4)])
        model.pop()
        assert not model.built
        model.add(Dense(2))
        assert learns(model)

    def test_get_layer_beyond_the_last(self):
        with pytest.raises(ValueError, match=r"has 1 layers, counted from 0. Received: index=3"):
            Sequential([Dense(2)]).get_layer(index=3)

    @pytest.mark.parametrize("again", [copy.deepcopy, lambda model: model])
    def test_what_goes_from_layer_to_layer_has_a_shape(self, again):
        chain = again(Sequential([Input((8, 8)), Flatten(), Dense(2)]))
        assert [layer.output.shape for layer in chain.layers] == [(None, 64), (None, 2)]
        assert [layer.input.shape for layer in chain.layers] == [(None, 8, 8), (None, 64)]
        assert chain.inputs[0] is chain.input
        assert chain.outputs[0] is chain.output is chain.layers[-1].output
        inputs = Input((3,))
        graph = Model(inputs, layers.Add()([inputs, Dense(3)(inputs)]))
        if again is not copy.deepcopy:
            assert graph.input is inputs
        graph = again(graph)
        assert [one.shape for one in graph.layers[-1].input] == [(None, 3), (None, 3)]
        assert graph.output_shape == graph.layers[-1].output.shape == (None, 3)

    def test_a_part_of_a_model_is_refused_with_what_to_do(self):
        model = Sequential([Input((3,)), Dense(2), Dense(1)])
        with pytest.raises(ValueError, match=r"look at layer.a after predict"):
            Model(model.inputs, model.layers[0].output)

    def test_a_layer_alone_has_no_output_yet(self):
        with pytest.raises(AttributeError, match="is in no model that is built"):
            _ = Dense(2).output

    def test_variables_are_weights(self):
        model = Sequential([Input((3,)), Dense(2), layers.BatchNormalization()])
        for thing in (model, *model.layers):
            assert [v is w for v, w in zip(thing.variables, thing.weights, strict=True)]
            assert len(thing.trainable_variables) == len(thing.trainable_weights) > 1
            assert len(thing.non_trainable_variables) == len(thing.non_trainable_weights)


class TestClones:
    def twins(self, training=None):
        inputs = Input((3,))
        fork = layers.Dropout(0.5)(Dense(2, activation=lambda z: z * z)(inputs), training=training)
        graph = Model(inputs, layers.Add()([fork, Dense(2)(inputs)]), name="graph")
        chain = Sequential([Input((3,)), Dense(2, kernel_regularizer="l2")], name="chain")
        return graph, chain

    def test_they_have_the_same_layers_and_weights_of_their_own(self):
        for model in self.twins():
            model.compile("adam", "mse")
            model.fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)
            twin = keras.models.clone_model(model)
            assert twin.name == model.name
            assert [layer.name for layer in twin.layers] == [layer.name for layer in model.layers]
            assert twin.loss is None
            assert not np.allclose(twin.params, model.params)
            assert not np.shares_memory(twin.params, model.params)
            twin.set_weights(model.get_weights())
            np.testing.assert_array_equal(
                twin.predict(np.eye(3), verbose=0), model.predict(np.eye(3), verbose=0)
            )

    def test_what_a_layer_was_called_with_is_cloned(self):
        graph, _ = self.twins(training=True)
        assert graph.called_with.count(True) == 1
        assert keras.models.clone_model(graph).called_with == graph.called_with

    def test_of_a_model_that_is_not_built(self):
        assert not keras.models.clone_model(Sequential([Dense(2)])).built

    def test_what_it_refuses(self):
        with pytest.raises(ValueError, match="clone_model reads a model"):
            keras.models.clone_model(Dense(2))
        with pytest.raises(ValueError, match="default clone_function=None alone"):
            keras.models.clone_model(Sequential(), clone_function=print)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Sequential(Dense(1)), r"Write Sequential\(\[...\]\), with square brackets"),
        (lambda: Sequential([Sequential([Dense(1)])]), "add its layers one by one"),
        (lambda: Sequential([layers.Add()]), "each layer reads one value"),
        (lambda: Sequential([], "net"), "takes from 1 to 2 positional"),
        (lambda: Sequential([], trainable=False), "default trainable=True alone"),
        (lambda: Sequential(name=3), "A name is text. Received: name=3"),
        (lambda: Dense(2, name=[1]), r"A name is text. Received: name=\[1\]"),
        (lambda: layers.Add([Input((2,)), Input((2,))]), r"Write Add\(\)\(\[a, b\]\)"),
        (lambda: Sequential([Dense(1), Input((2,))]), "Move it to the front"),
        (lambda: Sequential([Dense(1), layers.InputLayer((2,))]), "Move it to the front"),
        (lambda: layers.Add()([np.ones((1, 3)), np.ones((4, 3))]), "as many rows"),
        (lambda: layers.Multiply()([np.ones((2, 3)), np.ones((4, 3))]), "as many rows"),
        (lambda: layers.Concatenate()([np.ones((2, 3)), np.ones((4, 3))]), "as many rows"),
        (lambda: layers.Subtract()([np.ones((2, 3))] * 3), "Received 3. Pass a list of two"),
        (lambda: Input((2,)) + 1, "use the layer Rescaling"),
        (lambda: Input((2,)) / 2, r"\+, - and \* are here. Received Input"),
        (lambda: -Input((2,)), "Write a layer of your own for it"),
        (lambda: Input((2,))[:, :1], "Write a layer of your own for it"),
        (lambda: Sequential([Dense(2)(Input((2,)))]), "Add the layer itself, or make a graph"),
        (lambda: Dense(2).set_weights([[[1.0]]]), "are there once it is built"),
        (lambda: Sequential([Dense(2)]).set_weights([]), "are there once it is built"),
        (lambda: Dense(2).neurons, "are there once it is built"),
        (lambda: Sequential([Dense(2)]).summary(show_trainable=True), "show_trainable=False alone"),
        (lambda: Dense(2, use_bias="no"), "use_bias is True or False. Received: use_bias='no'"),
        (lambda: Dense(2, trainable="False"), "trainable is True or False"),
        (lambda: Dense(2)(np.ones((1, 2)), training="no"), "training is True or False"),
        (lambda: layers.BatchNormalization(scale="no"), "scale is True or False"),
        (lambda: Dense(2, kernel_regularizer=lambda w: w.sum()), "Derive a class from Regulari"),
        (lambda: 2 * Input((2,)), "use the layer Rescaling"),
        (lambda: np.ones(2) - Input((2,)), "use the layer Rescaling"),
    ],
)
def test_refused_with_a_sentence(make, said):
    with pytest.raises((ValueError, TypeError), match=said):
        make()


class TestModelsOfYourOwn:
    def test_a_subclass_with_call_is_refused(self):
        class Mine(Model):
            def call(self, x):
                return x

        with pytest.raises(
            ValueError, match=r"the class Mine with its own call. For steps of your"
        ):
            Mine()

    def test_a_subclass_with_a_step_of_its_own_is_refused(self):
        class Mine(Sequential):
            def train_step(self, data):
                return {}

        with pytest.raises(ValueError, match="Mine with its own train_step"):
            Mine([Dense(1)])

    def test_a_subclass_of_sequential_without_is_fine(self):
        class Mine(Sequential):
            pass

        assert learns(Mine([Input((3,)), Dense(2)]))


def test_signs_between_symbols_are_merging_layers():
    inputs = Input((3,))
    a, b = Dense(3)(inputs), Dense(3)(inputs)
    model = Model(inputs, (a + b) * a - b)
    assert [type(layer).__name__ for layer in model.layers[3:]] == ["Add", "Multiply", "Subtract"]
    x = np.ones((2, 3))
    model.predict(x)
    a, b = model.layers[1].a, model.layers[2].a
    np.testing.assert_allclose(model(x), (a + b) * a - b, rtol=1e-5, atol=1e-6)
