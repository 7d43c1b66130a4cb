"""Layers: the parts that a model is made of.

A layer keeps its last pass on itself, for you to look at: ``x`` what came in, ``z`` the weighted
sums, ``a`` what went out, and after the way back the slopes, such as ``d_kernel``.
"""

from course_lib.nn import not_here
from course_lib.nn.layers.activation_layers import ELU, LeakyReLU, PReLU, ReLU, Softmax
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
from course_lib.nn.layers.embedding import Embedding
from course_lib.nn.layers.global_pooling import (
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
)
from course_lib.nn.layers.gru import GRU
from course_lib.nn.layers.input import Input, InputLayer
from course_lib.nn.layers.layer_normalization import LayerNormalization
from course_lib.nn.layers.lstm import LSTM
from course_lib.nn.layers.merging import (
    Add,
    Average,
    Concatenate,
    Maximum,
    Minimum,
    Multiply,
    Subtract,
)
from course_lib.nn.layers.merging_functions import (
    add,
    average,
    concatenate,
    maximum,
    minimum,
    multiply,
    subtract,
)
from course_lib.nn.layers.multi_head_attention import MultiHeadAttention
from course_lib.nn.layers.noise import Dropout, GaussianNoise
from course_lib.nn.layers.pooling import (
    AveragePooling1D,
    AveragePooling2D,
    MaxPooling1D,
    MaxPooling2D,
)
from course_lib.nn.layers.reshaping import Permute, RepeatVector, Reshape
from course_lib.nn.layers.scaling import Normalization, Rescaling, UnitNormalization
from course_lib.nn.layers.simple_rnn import SimpleRNN
from course_lib.nn.layers.time_distributed import TimeDistributed
from course_lib.nn.layers.weightless import Activation, Flatten

# Keras's second names
AvgPool1D = AveragePooling1D
AvgPool2D = AveragePooling2D
MaxPool1D = MaxPooling1D
MaxPool2D = MaxPooling2D
GlobalAvgPool1D = GlobalAveragePooling1D
GlobalAvgPool2D = GlobalAveragePooling2D
GlobalMaxPool1D = GlobalMaxPooling1D
GlobalMaxPool2D = GlobalMaxPooling2D
Convolution1D = Conv1D
Convolution2D = Conv2D

__all__ = [
    "ELU",
    "GRU",
    "LSTM",
    "Activation",
    "Add",
    "Average",
    "AveragePooling1D",
    "AveragePooling2D",
    "AvgPool1D",
    "AvgPool2D",
    "BatchNormalization",
    "Concatenate",
    "Conv1D",
    "Conv2D",
    "Convolution1D",
    "Convolution2D",
    "Dense",
    "Dropout",
    "Embedding",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalAvgPool1D",
    "GlobalAvgPool2D",
    "GlobalMaxPool1D",
    "GlobalMaxPool2D",
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "Input",
    "InputLayer",
    "Layer",
    "LayerNormalization",
    "LeakyReLU",
    "MaxPool1D",
    "MaxPool2D",
    "MaxPooling1D",
    "MaxPooling2D",
    "Maximum",
    "Minimum",
    "MultiHeadAttention",
    "Multiply",
    "Normalization",
    "PReLU",
    "Permute",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
    "ReLU",
    "RepeatVector",
    "Rescaling",
    "Reshape",
    "SimpleRNN",
    "Softmax",
    "Subtract",
    "TimeDistributed",
    "UnitNormalization",
    "add",
    "average",
    "concatenate",
    "maximum",
    "minimum",
    "multiply",
    "subtract",
]

__getattr__ = not_here.explain("layers", globals())
