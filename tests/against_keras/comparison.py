"""What these tests share: the same source text, run with one library and then with the other."""

import numpy as np
import pytest

import course_lib


def __getattr__(name):
    """Importing ``with_keras`` from here skips the importing file where there is no Keras.

    (A skip in this module's own lines would reach the first of those files only: to the others,
    the module has been imported.)
    """
    if name == "with_keras":
        found = pytest.importorskip("keras", reason="there is no TensorFlow for this machine")
        _step_by_step()
        _batch_by_batch()
        return found
    raise AttributeError(name)


def _step_by_step():
    """Let TensorFlow run each operation as it is met, in one thread, and improve no graph.

    A model here is small and learns for a few steps: to compile it, to improve the graph that each
    epoch reads its rows by, and to share the work out takes longer (of 51 steps, a third).
    """
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})


def _batch_by_batch():
    """Let Keras hand out batches as it does where the backend is not TensorFlow.

    They are the same rows. In front of each fit, evaluate and predict it would make a pipeline of
    TensorFlow's else, and compile it: with few rows, that takes longer than what is asked for.
    """
    import tensorflow as tf
    from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
    from keras.src.tree import map_structure

    class Batches:
        def __init__(self, adapter):
            self.adapter = adapter

        def __iter__(self):
            for batch in self.adapter.get_numpy_iterator():
                yield map_structure(tf.convert_to_tensor, batch)

    ArrayDataAdapter.get_tf_dataset = lambda adapter: Batches(adapter)


@pytest.fixture(autouse=True)
def fresh_names():
    """Both libraries count their layers from the beginning again."""
    course_lib.clear_session()
    _keras().backend.clear_session()


def _keras():
    import keras  # where there is none, nothing that calls this has been collected

    return keras


def run(source, library, **names):
    """Run source text in which ``keras`` is this library, and return its names."""
    names["keras"] = library
    exec(source, names)
    return names


def both(source, **names):
    """The names after running the text on course_lib, and after running it on Keras."""
    return run(source, course_lib, np=np, **names), run(source, _keras(), np=np, **names)


def agree(ours, theirs):
    """Dicts with the same keys in the same order, and the same numbers."""
    assert list(ours) == list(theirs)
    for name in ours:
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-5, atol=1e-6, err_msg=name)


def same_weights(ours, theirs):
    """Models with the same weights, in the same order and precision."""
    for weight, twin in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_allclose(weight, twin, rtol=1e-5, atol=1e-6)
        assert weight.dtype == twin.dtype == np.float32
