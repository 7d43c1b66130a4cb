"""The full MNIST through Keras: what is made of it, and what is said where it can't be had."""

from types import SimpleNamespace

import numpy as np
import pytest

import course_lib
from course_lib import data


def library(load):
    return SimpleNamespace(datasets=SimpleNamespace(mnist=SimpleNamespace(load_data=load)))


def test_it_comes_with_its_channel_and_from_0_to_1():
    def load():
        pictures = np.full((5, 28, 28), 255, dtype=np.uint8)
        return (pictures, np.arange(5)), (pictures[:2], np.arange(2))

    train, test = data.mnist(library(load))
    assert (train.x.shape, test.x.shape) == ((5, 28, 28, 1), (2, 28, 28, 1))
    assert train.x.max() == 1
    assert train.y.tolist() == [0, 1, 2, 3, 4]


def test_without_a_network_or_without_keras_a_sentence_says_so():
    def load():
        raise Exception("URL fetch failure on https://storage")

    with pytest.raises(ConnectionError, match="there is no network here"):
        data.mnist(library(load))
    with pytest.raises(ConnectionError, match="no TensorFlow"):
        data.mnist(course_lib)
