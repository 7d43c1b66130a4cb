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
from course_lib.nn.layers.dense import Dense
from course_lib.nn.layers.embedding import Embedding
from course_lib.nn.layers.gru import GRU
from course_lib.nn.layers.input import Input, InputLayer
from course_lib.nn.layers.lstm import LSTM
from course_lib.nn.layers.merging import Add, Concatenate, Multiply
from course_lib.nn.layers.noise import Dropout, GaussianNoise
from course_lib.nn.layers.scaling import Normalization, UnitNormalization
from course_lib.nn.layers.simple_rnn import SimpleRNN
from course_lib.nn.layers.time_distributed import TimeDistributed
from course_lib.nn.layers.weightless import Activation, Flatten

__all__ = [
    "GRU",
    "LSTM",
    "Activation",
    "Add",
    "BatchNormalization",
    "Concatenate",
    "Dense",
    "Dropout",
    "Embedding",
    "Flatten",
    "GaussianNoise",
    "Input",
    "InputLayer",
    "Layer",
    "Multiply",
    "Normalization",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
    "SimpleRNN",
    "TimeDistributed",
    "UnitNormalization",
]
