"""Layers: the parts that a model is made of.

A layer keeps its last pass on itself, for you to look at: ``x`` what came in, ``z`` the weighted
sums, ``a`` what went out, and after the way back the slopes, such as ``d_kernel``.
"""

from course_lib.nn.layers.augmentation import (
    RandomFlip,
    RandomRotation,
    RandomTranslation,
    RandomZoom,
)
from course_lib.nn.layers.base import Layer
from course_lib.nn.layers.batch_normalization import BatchNormalization
from course_lib.nn.layers.convolution import Conv1D, Conv2D
from course_lib.nn.layers.dense import Dense
from course_lib.nn.layers.global_pooling import (
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
)
from course_lib.nn.layers.input import Input, InputLayer
from course_lib.nn.layers.merging import Add, Concatenate, Multiply
from course_lib.nn.layers.noise import Dropout, GaussianNoise
from course_lib.nn.layers.pooling import (
    AveragePooling1D,
    AveragePooling2D,
    MaxPooling1D,
    MaxPooling2D,
)
from course_lib.nn.layers.scaling import Normalization, UnitNormalization
from course_lib.nn.layers.weightless import Activation, Flatten

__all__ = [
    "Activation",
    "Add",
    "AveragePooling1D",
    "AveragePooling2D",
    "BatchNormalization",
    "Concatenate",
    "Conv1D",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "Input",
    "InputLayer",
    "Layer",
    "MaxPooling1D",
    "MaxPooling2D",
    "Multiply",
    "Normalization",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
    "UnitNormalization",
]
