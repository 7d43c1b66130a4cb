"""What Keras takes and we do not is refused by name; each spelling of Keras is known."""

import inspect

import pytest

import course_lib
from tests.against_keras.comparison import with_keras

EXAMPLES = {  # for the arguments that have no default
    **{"filters": 3, "kernel_size": 2, "pool_size": 2, "input_dim": 5, "output_dim": 2},
    **{"layer": course_lib.layers.Dense(2)},
    **{
        "num_heads": 2,
        "key_dim": 3,
        "units": 3,
        "activation": "tanh",
        "rate": 0.5,
        "stddev": 0.5,
        "factor": 0.1,
        "scale": 2.0,
    },
    **{"height_factor": 0.1, "width_factor": 0.1, "dims": (2, 1), "n": 2, "target_shape": (2,)},
}
BASE = {"self", "name", "trainable", "kwargs"}  # Keras's layers hand them on
CLASSES = [
    *(f"layers.{name}" for name in course_lib.layers.__all__ if name[0].isupper()),
    *(f"initializers.{cls.__name__}" for cls in course_lib.initializers._CLASSES),
    *(f"regularizers.{name}" for name in ("L1", "L2", "L1L2")),
    *("Sequential", "Input"),
]


def both(path):
    """Ours and Keras's, where a class is compared by its constructor."""
    found = []
    for library in (course_lib, with_keras):
        one = library
        for name in path.split("."):
            one = getattr(one, name)
        found.append(inspect.signature(one.__init__ if isinstance(one, type) else one).parameters)
    return found


def examples(ours):
    """Something for each argument that has no default."""
    empty = inspect.Parameter.empty
    return {
        name: EXAMPLES[name] for name in ours if name in EXAMPLES and ours[name].default is empty
    }


@pytest.mark.parametrize("path", [path for path in CLASSES if path != "layers.Layer"])
def test_what_keras_has_besides_is_accepted_at_its_default_and_refused_elsewhere(path):
    ours, theirs = both(path)
    make = course_lib
    for name in path.split("."):
        make = getattr(make, name)
    needed = examples(ours)
    if path in ("Input", "layers.Input", "layers.InputLayer"):
        needed["shape"] = (3,)
    for name in set(theirs) - set(ours) - BASE - {"args"}:
        make(**needed, **{name: theirs[name].default})
        with pytest.raises(ValueError, match=f"is here with Keras's default {name}=.*Leave it out"):
            make(**needed, **{name: "another"})


@pytest.mark.parametrize("path", [path for path in CLASSES if path.startswith("layers.")])
@pytest.mark.parametrize("unknown", ["number_of_units", "weight_decay"])
def test_an_argument_that_neither_has_is_refused(path, unknown):
    ours, _ = both(path)
    name = path.split(".")[1]
    needed = examples(ours)
    if name == "Layer":
        return
    with pytest.raises(ValueError, match=f"has no argument '{unknown}'"):
        getattr(course_lib.layers, name)(**needed, **{unknown: 1})


@pytest.mark.parametrize("path", [path for path in CLASSES if path.startswith("layers.")])
def test_the_same_layers_let_a_mask_through(path):
    name = path.split(".")[1]
    if name in ("Layer", "Input", "InputLayer", "TimeDistributed"):
        return
    ours, _ = both(path)
    empty = inspect.Parameter.empty
    needed = {one: EXAMPLES[one] for one in ours if one in EXAMPLES and ours[one].default is empty}
    made = [getattr(library.layers, name)(**needed) for library in (course_lib, with_keras)]
    if name == "BatchNormalization":  # Keras takes the moments of the steps that count; we warn
        assert [one.supports_masking for one in made] == [False, True]
        return
    assert made[0].supports_masking == made[1].supports_masking


@pytest.mark.parametrize("kind", ["initializers", "regularizers"])
def test_every_spelling_of_keras_is_known(kind):
    ours = getattr(course_lib, kind)
    absent = {
        *("Identity", "IdentityInitializer", "identity", "Initializer", "initializer"),
        *("Orthogonal", "OrthogonalInitializer", "orthogonal", "STFT", "STFTInitializer", "stft"),
        *("Regularizer", "regularizer", "OrthogonalRegularizer", "orthogonal_regularizer"),
    }
    names = getattr(with_keras.src, kind).ALL_OBJECTS_DICT
    for name in set(names) - absent:
        assert type(ours.get(name)).__name__ == names[name].__name__, name
