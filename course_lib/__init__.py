"""Neural networks in NumPy, to be read: all public names, which are Keras's.

What Keras keeps one folder down is there under the same name too, so that code written for one
runs on the other: ``import course_lib as keras`` and ``keras.layers.Dense(2)``.
"""

import os
import sys

if os.environ.get("COURSE_LANGUAGE"):  # else, as nearly always, nothing of this is loaded
    from course_lib import translations

    translations.begin()

from course_lib.nn import (
    activations,
    backend,
    callbacks,
    initializers,
    layers,
    losses,
    metrics,
    models,
    not_here,
    optimizers,
    regularizers,
    utils,
)
from course_lib.nn.callbacks import Callback, History
from course_lib.nn.floatx import floatx, set_floatx
from course_lib.nn.gradients import gradient_check, numerical_gradient
from course_lib.nn.initializers import Initializer
from course_lib.nn.layers import (
    GRU,
    LSTM,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv1D,
    Conv2D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    GaussianNoise,
    GlobalAveragePooling2D,
    GlobalMaxPooling2D,
    Input,
    Layer,
    MaxPooling2D,
    SimpleRNN,
)
from course_lib.nn.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
)
from course_lib.nn.metrics import Metric
from course_lib.nn.models import Model, Sequential, saving
from course_lib.nn.naming import clear_session
from course_lib.nn.neuron import Neuron
from course_lib.nn.optimizers import SGD, Adam, Optimizer, RMSprop
from course_lib.nn.randomness import set_random_seed
from course_lib.nn.regularizers import Regularizer

__all__ = [
    "GRU",
    "LSTM",
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
    "Embedding",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "History",
    "Initializer",
    "Input",
    "Layer",
    "Loss",
    "MaxPooling2D",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "Metric",
    "Model",
    "Neuron",
    "Optimizer",
    "RMSprop",
    "Regularizer",
    "Sequential",
    "SimpleRNN",
    "SparseCategoricalCrossentropy",
    "activations",
    "backend",
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
    "utils",
]

# `from course_lib.layers import Dense` asks for a module of that name.
sys.modules |= {
    f"course_lib.{module.__name__.rpartition('.')[-1]}": module
    for module in (
        activations,
        backend,
        callbacks,
        initializers,
        layers,
        losses,
        metrics,
        models,
        optimizers,
        regularizers,
        utils,
    )
}

__getattr__ = not_here.explain("", globals())
