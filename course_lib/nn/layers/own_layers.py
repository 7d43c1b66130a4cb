"""Layers of your own: what is missing in one is said when it is made, or put into a model.

::

    class Scale(Layer):
        def __init__(self, **named):
            super().__init__(**named)

        def build(self, input_shape):
            self.factor = self.add_weight(name="factor", shape=input_shape[1:], initializer="ones")

        def forward(self, x, training=False):
            self.x = x
            self.a = x * self.factor
            return self.a

        def backward(self, da):
            self.d_factor = (da * self.x).sum(axis=0)
            return da * self.factor

``gradient_check`` says whether its ``backward`` is right.
"""

import numpy as np

from course_lib.nn import memory

_WHAT_TO_WRITE = (
    "A layer of your own has forward(self, x, training=False), and backward(self, da), which "
    "writes the slopes of its weights, such as self.d_kernel, and returns that of x."
)


def check_class(layer) -> None:
    """Refuse a class that has no forward or no backward, or a forward without ``training``."""
    missing = [name for name in ("forward", "backward") if not hasattr(layer, name)]
    if missing:
        has_call = hasattr(layer, "call")
        raise ValueError(
            f"{_WHAT_TO_WRITE} Received {type(layer).__name__} without {' and '.join(missing)}"
            f"{', but with call' if has_call else ''}. "
            + ("Rename call to forward, and w" if has_call and "forward" in missing else "W")
            + "rite the way back beside it: Keras works out the slopes for you, and here you do."
        )
    if is_own(layer) and not _can_be_called(layer.forward, None, False):
        raise ValueError(
            f"{_WHAT_TO_WRITE} Received {type(layer).__name__} with a forward that does not take "
            "training. Add the argument: training=False."
        )


def check_initialized(layer) -> None:
    """Refuse a layer whose own ``__init__`` has left out that of Layer."""
    if "weight_shapes" not in vars(layer):
        name = type(layer).__name__
        raise ValueError(
            "A layer gets its name and its weights' places from Layer. Received "
            f"{name}, whose __init__ does not call that of Layer. Write super().__init__() as its "
            "first line."
        )
    check_class(layer)


def check_built(layer) -> None:
    """Refuse weights that are kept under another name, and a shape that does not come out."""
    names = (*layer.weight_shapes, *layer.state_shapes)
    for name, value in vars(layer).items():
        if name not in names and any(value is weight for weight in layer.weights):
            weight = next(one for one in names if getattr(layer, one) is value)
            raise ValueError(
                "A weight is kept under its name, where the model finds it. Received "
                f"{weight!r} as self.{name}. Write self.{name} = self.add_weight(name={name!r}, "
                f"...); backward then writes self.d_{name}."
            )
    if None in layer.input_shape[1:]:
        return
    a = layer.forward(np.zeros((1, *layer.input_shape[1:]), layer.dtype), False)
    if np.shape(a)[1:] != tuple(layer.output_shape[1:]):
        raise ValueError(
            f"{layer.name} says that samples of shape {layer.input_shape[1:]} come out as "
            f"{tuple(layer.output_shape[1:])}. Received {np.shape(a)[1:]} from its forward. Write "
            "compute_output_shape(self, input_shape), which returns the shape that comes out: "
            "(input_shape[0], ...)."
        )


def is_own(layer) -> bool:
    """Whether a learner wrote the class."""
    return not type(layer).__module__.startswith("course_lib.nn.")


def add_views(layer, name: str, trainable: bool) -> None:
    """Let assigning to a weight and to its slope write through, as in the layers of this folder."""
    for attribute in (name, f"d_{name}") if trainable else (name,):
        if not isinstance(vars(type(layer)).get(attribute), memory.View):
            view = memory.View()
            view.__set_name__(type(layer), attribute)
            setattr(type(layer), attribute, view)


def _can_be_called(function, *arguments):
    import inspect  # only layers of your own pay for it

    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    return True
