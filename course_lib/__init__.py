"""Neural networks in NumPy, to be read: all public names, which are Keras's.

What Keras keeps one folder down is there under the same name too, so that code written for one
runs on the other: ``import course_lib as keras`` and ``keras.layers.Dense(2)``.
"""

from course_lib.nn import (
    activations,
    callbacks,
    initializers,
    layers,
    losses,
    metrics,
    models,
    optimizers,
    regularizers,
)
from course_lib.nn.callbacks import Callback, History
from course_lib.nn.floatx import floatx, set_floatx
from course_lib.nn.gradients import gradient_check, numerical_gradient
from course_lib.nn.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv1D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GaussianNoise,
    GlobalAveragePooling2D,
    GlobalMaxPooling2D,
    Input,
    MaxPooling2D,
)
from course_lib.nn.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    MeanAbsoluteError,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
)
from course_lib.nn.models import Model, Sequential, saving
from course_lib.nn.naming import clear_session
from course_lib.nn.neuron import Neuron
from course_lib.nn.optimizers import SGD, Adam, RMSprop
from course_lib.nn.randomness import set_random_seed

__all__ = [
    "SGD",
    "Activation",
    "Adam",
    "AveragePooling2D",
    "BatchNormalization",
    "BinaryCrossentropy",
    "Callback",
    "CategoricalCrossentropy",
    "Conv1D",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "History",
    "Input",
    "MaxPooling2D",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "Model",
    "Neuron",
    "RMSprop",
    "Sequential",
    "SparseCategoricalCrossentropy",
    "activations",
    "callbacks",
    "clear_session",
    "floatx",
    "gradient_check",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "numerical_gradient",
    "optimizers",
    "regularizers",
    "saving",
    "set_floatx",
    "set_random_seed",
]
