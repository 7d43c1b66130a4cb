"""The merging layers as functions: ``add([a, b])`` is ``Add()([a, b])``."""

from course_lib.nn.layers import merging


def add(inputs, **named):
    """``Add(**named)(inputs)``."""
    return merging.Add(**named)(inputs)


def subtract(inputs, **named):
    """``Subtract(**named)(inputs)``."""
    return merging.Subtract(**named)(inputs)


def multiply(inputs, **named):
    """``Multiply(**named)(inputs)``."""
    return merging.Multiply(**named)(inputs)


def average(inputs, **named):
    """``Average(**named)(inputs)``."""
    return merging.Average(**named)(inputs)


def maximum(inputs, **named):
    """``Maximum(**named)(inputs)``."""
    return merging.Maximum(**named)(inputs)


def minimum(inputs, **named):
    """``Minimum(**named)(inputs)``."""
    return merging.Minimum(**named)(inputs)


def concatenate(inputs, axis: int = -1, **named):
    """``Concatenate(axis, **named)(inputs)``."""
    return merging.Concatenate(axis, **named)(inputs)
